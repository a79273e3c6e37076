"""The passage that is quoted for an event."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graphkit.relations.evidence import evidence_of
from graphkit.relations.names import Party

WORDS = ["Good", ".", "Greta", "Solheim", "met", "Lars", "Pett", "on", "Tuesday", ".", "He", "left", "."]


def party(text: str, name: str) -> Party:
    start = text.index(name)
    end = start + len(name)
    return Party(entity="e1", start=start, end=end, text=name, via=False, person=True, token=0, named=True)


@pytest.mark.parametrize("first", ["Greta", "Solheim"])
def test_a_name_that_the_parser_cut_in_two_is_quoted_whole(first: str) -> None:
    starts = [0, WORDS.index(first), WORDS.index("He")]
    doc = Doc(Vocab(), words=WORDS, sent_starts=[i in starts for i in range(len(WORDS))])
    sentence = list(doc.sents)[1]
    index = cast("Any", SimpleNamespace(text=doc.text))
    parties = [party(doc.text, "Greta Solheim"), party(doc.text, "Lars Pett")]
    trigger = doc[WORDS.index("met")]
    quote = evidence_of(sentence, trigger, parties, index, rule="r", status="occurred", speaker=None)
    assert quote.quote == "Greta Solheim met Lars Pett on Tuesday ."
    assert doc.text[quote.start : quote.end] == quote.quote


def test_a_party_of_another_sentence_makes_no_quote_longer() -> None:
    doc = Doc(Vocab(), words=WORDS, sent_starts=[w in {"Good", "Greta", "He"} for w in WORDS])
    index = cast("Any", SimpleNamespace(text=doc.text))
    parties = [party(doc.text, "Greta Solheim"), party(doc.text, "He")]
    trigger = doc[WORDS.index("met")]
    quote = evidence_of(list(doc.sents)[1], trigger, parties, index, rule="r", status="occurred", speaker=None)
    assert quote.quote == "Greta Solheim met Lars Pett on Tuesday ."
