"""Decisions, and what they do to a graph."""

from __future__ import annotations

import datetime as dt
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import Anchor, Assembly, Decision, Extraction, Run
from graphkit.rdf import read_turtle, write_turtle
from graphkit.resolve import assemble

from .stories import BASE, Story, one_of_each
from .test_assemble import check, made


def anchor(extraction: Extraction, local: str) -> Anchor:
    entity = next(entity for entity in extraction.entities if entity.id == local)
    mention = entity.mentions[0]
    return Anchor(document=extraction.document.id, start=mention.start, end=mention.end, text=mention.text)


def decide(judgement, one, other=None, **more):
    """A decision on the first entity of each of two extractions."""
    return Decision(
        judgement=judgement,
        one=anchor(one, "e1"),
        other=None if other is None else anchor(other, "e1"),
        by="ada",
        when=dt.date(2031, 3, 8),
        **more,
    )


def join(extractions, *decisions) -> Assembly:
    return assemble(extractions, base_iri=BASE, run=Run(version="test"), decisions=decisions)


def people(*names) -> list[Extraction]:
    return [story.made() for story in one_of_each("P", *names)]


def groups(assembly) -> list[list[str]]:
    return sorted(sorted({document for document, _ in entity.members}) for entity in assembly.entities)


def turtle(assembly) -> bytes:
    stream = io.BytesIO()
    write_turtle(assembly, stream)
    return stream.getvalue()


def test_same_joins_what_names_keep_apart_and_says_who_decided() -> None:
    given_ = people("Muhammad Ali", "Cassius Clay")
    (entity,) = join(given_, decide("same", *given_, note="he changed his name")).entities
    assert entity.merges == (
        "Cassius Clay = Muhammad Ali: decided to be same by ada on 2031-03-08 (he changed his name)",
    )


def test_others_join_whichever_name_they_bear() -> None:
    given_ = people("Muhammad Ali", "Cassius Clay", "Mohamed Ali", "Cassius Clay")
    assert groups(join(given_, decide("same", *given_[:2]))) == [["doc-0", "doc-1", "doc-2", "doc-3"]]


def test_different_parts_one_name() -> None:
    given_ = people("Ana Torres", "Ana Torres")
    assembly = join(given_, decide("different", *given_))
    assert groups(assembly) == [["doc-0"], ["doc-1"]]
    assert len({entity.id for entity in assembly.entities}) == 2


@pytest.mark.parametrize("kind", ["P", "O", "C"])
def test_different_parts_one_name_of_any_type_and_others_stay_together(kind) -> None:
    given_ = [story.made() for story in one_of_each(kind, "Alda Norn", "Alda Norn", "Alda Norn", "Alda Norn")]
    assert groups(join(given_, decide("different", given_[1], given_[3]))) == [["doc-0", "doc-1", "doc-2"], ["doc-3"]]


def test_different_holds_through_a_third() -> None:
    given_ = people("Volodymyr Zelensky", "Volodymyr Zelenskyi", "Vladimir Zelensky")
    assert len(join(given_).entities) == 1
    found = groups(join(given_, decide("different", given_[0], given_[2])))
    assert len(found) == 2
    assert not any({"doc-0", "doc-2"} <= set(group) for group in found)


def test_same_and_different_over_a_chain_contradict_and_none_counts() -> None:
    given_ = people("Ana Torres", "Bo Lind", "Cem Kaya", "Dag Moe")
    chain = [decide("same", *given_[:2]), decide("same", *given_[1:3]), decide("different", given_[0], given_[2])]
    other = decide("same", given_[0], given_[3])
    assembly = join(given_, *chain, other)
    assert groups(assembly) == [["doc-0", "doc-3"], ["doc-1"], ["doc-2"]]
    (warning,) = assembly.warnings
    assert "contradict" in warning
    assert all(f"'{name}'" in warning for name in ("Ana Torres", "Bo Lind", "Cem Kaya"))
    assert assembly.decisions == (other,)


def test_same_and_different_on_one_pair_contradict() -> None:
    given_ = people("Ana Torres", "Ana Torres")
    assembly = join(given_, decide("same", *given_), decide("different", *given_))
    assert groups(assembly) == [["doc-0", "doc-1"]]
    assert "by ada on 2031-03-08" in assembly.warnings[0]


def test_a_decision_on_words_that_are_gone_is_told_and_does_nothing() -> None:
    given_ = people("Ana Torres", "Bo Lind")
    assembly = join(given_[:1], decide("same", *given_))
    assert "no name stands on" in assembly.warnings[0]
    assert (assembly.entities, assembly.decisions) == (join(given_[:1]).entities, ())


def test_a_person_and_a_body_are_never_one() -> None:
    one, other = Story("a"), Story("b")
    one.add("P", "Ana Torres")
    other.add("O", "Harbour League")
    assembly = join([one.made(), other.made()], decide("same", one.made(), other.made()))
    assert len(assembly.entities) == 2
    assert "would put Person and Organization together" in assembly.warnings[0]


def test_a_bare_name_that_is_decided_goes_to_nobody_else() -> None:
    given_ = people("Jakob Halvorsen", "Halvorsen", "Ingrid Halvorsen")
    assert groups(join(given_, decide("same", *given_[:2]))) == [["doc-0", "doc-1"], ["doc-2"]]


def test_unsure_changes_nothing_but_is_kept() -> None:
    given_ = people("Ana Torres", "Bo Lind")
    decision = decide("unsure", *given_)
    assembly = join(given_, decision)
    assert assembly.entities == join(given_).entities
    assert assembly.decisions == (decision,)


def talks() -> Extraction:
    story = Story("a", published="2031-03-08")
    pair = story.add("P", "Ana Torres"), story.add("P", "Bo Lind")
    story.meet(*pair, when="2031-03-07", quote="They met.")
    story.meet(*pair, when="2031-03-01", quote="They talked.")
    return story.made()


def test_wrong_takes_one_event_away() -> None:
    extraction = talks()
    passage = extraction.meetings[0].evidence[0]
    spot = Anchor(document="a", start=passage.start, end=passage.end, text=passage.quote)
    decision = Decision(judgement="wrong", one=spot, when=dt.date(2031, 3, 8))
    assembly = join([extraction], decision)
    assert [meeting.evidence[0].quote for meeting in assembly.meetings] == ["They talked."]
    assert assembly.decisions == (decision,)
    assert (
        "not there"
        in join(
            [extraction], Decision(judgement="wrong", one=anchor(extraction, "e1"), when=dt.date(2031, 3, 8))
        ).warnings[0]
    )


def test_later_documents_are_built_under_the_same_decisions() -> None:
    given_ = people("Ana Torres", "Ana Torres")
    decision = decide("different", *given_)
    more = [*given_, *people("Ana Torres", "Ana Torres", "Ana Torres")[2:]]
    found = groups(join(more, decision))
    assert not any({"doc-0", "doc-1"} <= set(group) for group in found)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_whatever_is_decided_the_graph_holds_together(seed: int, chance: random.Random) -> None:
    extractions = made(seed, 4)
    spots = [(x, local.id) for x in extractions for local in x.entities if local.type != "Place"]
    decisions = [
        Decision(
            judgement=chance.choice(["same", "different"]),
            one=anchor(*chance.choice(spots)),
            other=anchor(*chance.choice(spots)),
            when=dt.date(2031, 3, day),
        )
        for day in range(1, 6)
    ]
    assembly = join(extractions, *decisions)
    check(assembly)
    entity_of = {member: entity.id for entity in assembly.entities for member in entity.members}
    local = {(anchor(x, n).document, anchor(x, n).start): (x.document.id, n) for x, n in spots}
    for decision in assembly.decisions:
        one, other = (entity_of[local[a.document, a.start]] for a in (decision.one, decision.other))
        assert (one == other) == (decision.judgement == "same")
    shuffled = chance.sample(decisions, len(decisions))
    assert join(extractions[::-1], *shuffled) == assembly
    written = turtle(assembly)
    assert read_turtle(io.BytesIO(written)).decisions == assembly.decisions
    # taking decisions back leaves no trace
    assert turtle(join(extractions)) == turtle(assemble(extractions, base_iri=BASE, run=Run(version="test")))
