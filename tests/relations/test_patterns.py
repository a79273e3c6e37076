"""Patterns of the user's own: what they tell, and what a file of them may say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.ner import recognize
from graphkit.relations import TRIGGERS, passed_over, read_patterns, relate
from graphkit.relations.patterns import parse_patterns

from .test_stage import in_order, read_cases, told_meetings, told_pledges

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.relations import Triggers

PATTERNS = Path(__file__).parent.parent / "cases" / "patterns.toml"


def extract(nlp: Language, text: str, triggers: Triggers) -> Extraction:
    doc = nlp(text)
    document = Document(id="d", text=text, published=dt.date(2024, 12, 19))
    return relate(doc, recognize(doc, document), triggers=triggers)


def told(extraction: Extraction) -> str:
    names = {entity.id: entity.name for entity in extraction.entities}
    found = []
    for relation in extraction.relations:
        ends = names[relation.source], names[relation.target]
        parties = " <-> ".join(sorted(ends)) if relation.symmetric else " -> ".join(ends)
        found.append(f"{relation.relation} {relation.status}: {parties}")
    for kind, events in (("meeting", told_meetings(extraction)), ("pledge", told_pledges(extraction))):
        found += [f"{kind} {event}" for event in events.split(" | ") if events != "-"]
    return " | ".join(sorted(found)) or "-"


def expected_in_order(expected: str) -> str:
    parts = [
        f"meeting {in_order(part.removeprefix('meeting '))}" if part.startswith("meeting ") else part
        for part in expected.split(" | ")
    ]
    return " | ".join(sorted(parts))


@pytest.mark.parametrize(("text", "expected"), read_cases("patterns.tsv"))
def test_case(nlp: Language, text: str, expected: str) -> None:
    assert told(extract(nlp, text, read_patterns([PATTERNS]))) == expected_in_order(expected)


def test_without_patterns_nothing_changes() -> None:
    assert read_patterns([]) is TRIGGERS
    assert TRIGGERS.digest == ""


def test_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text("[relations.accused]\nverbs.accuse = { direct = true }\n", encoding="utf-8")
    two.write_text("[relations.blamed]\nverbs.blame = { direct = true }\n", encoding="utf-8")
    both = read_patterns([one, two])
    assert [relation.name for relation in both.relations] == ["accused", "blamed"]
    assert len({both.digest, read_patterns([one]).digest, read_patterns([two, one]).digest, ""}) == 4
    with pytest.raises(InputError, match=r"one\.toml:1: relations\.accused is defined in another file"):
        read_patterns([one, one])


def test_the_digest_tells_what_is_said_and_not_how() -> None:
    spaced = parse_patterns('# mine\n[meetings]\nremove   =  [ "visit" ]\n', source="a")
    assert spaced.digest == parse_patterns('meetings = { remove = ["visit"] }', source="b").digest


WRONG = [
    ("[meeting]\n", "f.toml:1: meeting is unknown; did you mean meetings?"),
    ("[meetings]\n\nverb = 1\n", "f.toml:3: meetings.verb is unknown; did you mean verbs?"),
    ("[zebras]\n", "f.toml:1: zebras is unknown; known are meetings, pledges, relations"),
    ("[meetings]\nverbs = 1\n", "f.toml:2: meetings.verbs is 1; it must be a table"),
    ('[meetings]\nremove = "visit"\n', "f.toml:2: meetings.remove is 'visit'; it must be a list of words"),
    (
        '[meetings]\nremove = ["vist"]\n',
        "f.toml:2: meetings.remove names 'vist', which is no word of meetings; did you mean visit",
    ),
    ('[meetings]\nexclude = ["meet"]\n', "f.toml:2: meetings.exclude names 'meet'; it must be two words or more"),
    (
        "[meetings.verbs]\nparley = {}\n",
        "f.toml:2: meetings.verbs.parley takes no other party; set direct, preps or reciprocal",
    ),
    ('[meetings.verbs]\n"sit down" = {}\n', "f.toml:2: meetings.verbs.sit down must be one word in lower case"),
    (
        "[meetings.verbs]\nparley = { prep = ['with'] }\n",
        "f.toml:2: meetings.verbs.parley.prep is unknown; did you mean preps?",
    ),
    (
        "[meetings]\nverbs.parley = { direct = 'yes' }\n",
        "f.toml:2: meetings.verbs.parley.direct is 'yes'; it must be true or false",
    ),
    (
        "[meetings]\nnouns.powwow = { mode = 'tent' }\n",
        "f.toml:2: meetings.nouns.powwow.mode is 'tent'; it must be one of in_person",
    ),
    ("[pledges]\nnouns = { oath = {} }\n", "f.toml:2: pledges.nouns is {'oath': {}}; it must be a list of words"),
    (
        "[pledges.verbs.avow]\nclause_only = 1\n",
        "f.toml:2: pledges.verbs.avow.clause_only is 1; it must be true or false",
    ),
    ("[relations.Accused]\n", "f.toml:1: relations.Accused can't be a relation's name"),
    ("[relations.pledged]\n", "f.toml:1: relations.pledged can't be a relation's name"),
    ("[relations.accused]\n", "f.toml:1: relations.accused has no words; give it verbs or nouns"),
    ("[relations.accused]\nlabel = ''\n", "f.toml:2: relations.accused.label is ''; it must be some words"),
    ("[relations.accused]\nsymmetric = 'no'\n", "f.toml:2: relations.accused.symmetric is 'no'"),
    (
        "[relations.a]\nsource_types = ['Dog']\n",
        "f.toml:2: relations.a.source_types must be a list of Person, Organization, Country",
    ),
    (
        "[relations.a]\nsymmetric = true\nsource_types = ['Person']\n",
        "f.toml:1: relations.a is symmetric, so that source_types",
    ),
    ("[relations.a]\nverbs.sue = { reciprocal = true }\n", "f.toml:2: relations.a.verbs.sue is reciprocal, which only"),
    ("[relations.a]\nverbs.sue = {}\n", "f.toml:2: relations.a.verbs.sue takes no other party"),
    ("[relations.a.nouns.suit]\n", "f.toml:1: relations.a.nouns.suit names no target; set target_preps"),
    ("[relations.a\n", "f.toml: is no TOML: "),
    ("relations = " + "[" * 9999, "f.toml: is no TOML: "),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_a_file_must_not_say(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_patterns(text, source="f.toml")
    assert str(caught.value).startswith(message)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.toml: can't be read: No such file"):
        read_patterns([tmp_path / "nowhere.toml"])
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(InputError, match="is no UTF-8 text"):
        read_patterns([tmp_path / "latin.toml"])


@pytest.mark.parametrize(
    ("text", "trigger", "reason", "detail"),
    [
        ("David Moreau was accused of fraud.", "accused", "no_second_party", ""),
        ("Anna Keller hired David Moreau.", "hired", "ruled_out", "no Country or Organization"),
        ("France signed off a deal with Kenya.", "signed", "ruled_out", "sign off"),
        ("Anna Keller met the press with David Moreau.", "met", "ruled_out", "meet the press"),
        ("Anna Keller promised the moon to Kenya.", "promised", "ruled_out", "promise the moon"),
    ],
)
def test_what_was_passed_over_is_told(nlp: Language, text: str, trigger: str, reason: str, detail: str) -> None:
    doc = nlp(text)
    found = passed_over(doc, recognize(doc, Document(id="d", text=text)), triggers=read_patterns([PATTERNS]))
    assert [(item.text, item.reason, item.detail) for item in found] == [(trigger, reason, detail)]


def test_words_taken_out_are_not_passed_over(nlp: Language) -> None:
    text = "Anna Keller visited David Moreau in Vienna."
    doc = nlp(text)
    assert passed_over(doc, recognize(doc, Document(id="d", text=text)), triggers=read_patterns([PATTERNS])) == []


def test_a_question_says_nothing(nlp: Language) -> None:
    asked = extract(nlp, "Did Anna Keller accuse David Moreau of fraud?", read_patterns([PATTERNS]))
    assert told(asked) == "accused hypothetical: Anna Keller -> David Moreau"


def test_one_relation_told_twice_is_one_event_with_both_sentences(nlp: Language) -> None:
    text = "Anna Keller accused David Moreau of fraud. On Monday David Moreau was accused of theft by Anna Keller."
    (relation,) = extract(nlp, text, read_patterns([PATTERNS])).relations
    assert [text[e.start : e.end] for e in relation.evidence] == [e.quote for e in relation.evidence]
    assert [e.rule for e in relation.evidence] == ["accuse.verb.object", "accuse.verb.passive"]
    assert relation.when is not None
    assert relation.when.value == "2024-12-16"
    assert relation.trigger is not None
    assert text[slice(*relation.trigger)] == "accused"


def test_relations_come_alike_from_the_component(nlp: Language) -> None:
    from graphkit.relations import graphkit_relations

    text = "French officials accused Anna Keller of fraud."
    doc = nlp(text)
    doc._.graphkit = recognize(doc, Document(id="d", text=text))
    component = graphkit_relations(nlp, "graphkit_relations", [str(PATTERNS)])
    (relation,) = component(doc)._.graphkit.relations
    assert (relation.relation, relation.via[0].text) == ("accused", "French officials")
