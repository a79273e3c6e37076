"""What holds for any set of documents."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.dates import parse_date
from graphkit.errors import InputError
from graphkit.model import Assembly, Extraction, Run
from graphkit.resolve import assemble

from .stories import BASE, Story, build

PEOPLE = [
    "Volodymyr Zelensky", "Vladimir Zelensky", "Zelensky", "Joe Biden", "Joseph R. Biden Jr.", "Biden", "George Bush", "George W. Bush",
    "George H. W. Bush", "Bush", "J. Halvorsen", "Jakob Halvorsen", "Jens Halvorsen", "Halvorsen", "Alex Fellner", "Alexander Fellner",
    "Alexandra Fellner", "Kim Jong Un", "Kim Jong-un", "Kim", "习近平", "",
]  # fmt: skip
BODIES = [
    "NATO",
    "North Atlantic Treaty Organization",
    "Green Front",
    "GF",
    "Grain Fund",
    "Supreme Court",
    "Example Inc",
    "Example Ltd",
]
LANDS = ["Freedonia", "Sylvania", "The Gambia", "Gambia"]
TITLES = ["President", "striker", "Foreign Minister", "senator"]
DAYS = [None, "2024-05-02", "2024-05-03", "2024-05"]


def invent(seed: int, name: str) -> Story:
    """A document of chance names, roles and events."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    story = Story(name, published=chance.choice([None, "2024-05-02", "2024-05-04", "2024-06-01"]))
    people = [story.add("P", person) for person in dict.fromkeys(chance.choices(PEOPLE, k=3))]
    bodies = [story.add("O", body) for body in dict.fromkeys(chance.choices(BODIES, k=2))]
    lands = [story.add("C", land) for land in dict.fromkeys(chance.choices(LANDS, k=2))]
    town = story.add("L", chance.choice(["Oslo", "Bergen"]))
    for _ in range(2):
        story.role(chance.choice(people), chance.choice(TITLES), chance.choice([*lands, *bodies, None]))
        parties = dict.fromkeys(chance.choices([*people, *bodies, *lands], k=3))
        story.meet(
            *parties,
            status=chance.choice(["occurred", "planned", "denied", "hypothetical"]),
            when=chance.choice(DAYS),
            place=chance.choice([(), (town,)]),
        )
        story.pledge(
            chance.choice(people),
            *dict.fromkeys(chance.choices(lands, k=2)),
            content=chance.choice(["", "aid", "new aid"]),
            when=chance.choice(DAYS),
        )
        story.relate(
            *chance.sample([*people, *bodies, *lands], 2),
            *chance.choice([("accused",), ("signed_with",)]),
            status=chance.choice(["occurred", "planned", "denied", "hypothetical"]),
            when=chance.choice(DAYS),
            symmetric=chance.choice([True, False]),
        )
    return story


def check(assembly: Assembly) -> None:
    ids = [entity.id for entity in assembly.entities]
    known = set(ids)
    assert ids == sorted(known)
    events = [event.id for event in (*assembly.meetings, *assembly.pledges, *assembly.relations)]
    assert len(set(events)) == len(events)
    assert known.isdisjoint(events)
    for meeting in assembly.meetings:
        assert set(meeting.participants) | set(meeting.place) <= known
        assert list(meeting.participants) == sorted(set(meeting.participants))
        assert meeting.evidence
    for pledge in assembly.pledges:
        assert {pledge.pledger, *pledge.recipients} <= known
        assert pledge.pledger not in pledge.recipients
    for relation in assembly.relations:
        assert {relation.source, relation.target} <= known
        assert relation.source != relation.target
        assert not relation.symmetric or relation.source < relation.target
    assert len({(r.relation, r.symmetric, r.label) for r in assembly.relations}) <= 2
    for role in assembly.roles:
        assert role.person in known
        assert role.organization is None or role.organization in known
    for passage in (
        p
        for event in (*assembly.meetings, *assembly.pledges, *assembly.relations, *assembly.roles)
        for p in event.evidence
    ):
        assert passage.document


def made(seed: int, size: int) -> list[Extraction]:
    return [invent(seed * 100 + number, f"doc-{number}").made() for number in range(size)]


def join(extractions: list[Extraction]) -> Assembly:
    return assemble(extractions, base_iri=BASE, run=Run(version="test"))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.randoms(use_true_random=False))
def test_order_makes_no_difference_and_everything_fits(seed: int, size: int, chance: random.Random) -> None:
    extractions = made(seed, size)
    assembly = join(extractions)
    check(assembly)
    shuffled = list(extractions)
    chance.shuffle(shuffled)
    assert join(shuffled) == assembly


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_no_mention_is_lost(seed: int) -> None:
    extractions = made(seed, 4)
    everything = {(x.document.id, local.id) for x in extractions for local in x.entities if local.type != "Place"}
    members = [pair for entity in join(extractions).entities if entity.type != "Place" for pair in entity.members]
    assert sorted(members) == sorted(everything)


def test_nothing_gives_nothing() -> None:
    assembly = join([])
    assert (assembly.entities, assembly.meetings, assembly.documents) == ((), (), ())
    assert assembly.base_iri == BASE


def test_one_extraction_twice_counts_once() -> None:
    extraction = invent(1, "a").made()
    assert join([extraction, extraction]) == join([extraction])


def test_two_extractions_under_one_id_are_an_error() -> None:
    with pytest.raises(InputError, match="two different extractions bear the document id 'a'"):
        join([invent(1, "a").made(), invent(2, "a").made()])


def test_documents_come_without_text_and_with_warnings() -> None:
    extraction = invent(1, "a").made()
    extraction = replace(extraction, document=replace(extraction.document, text="words"), warnings=("odd",))
    assembly = join([extraction])
    assert [document.text for document in assembly.documents] == [""]
    assert "a: odd" in assembly.warnings


def test_roles_of_several_articles_are_one() -> None:
    stories = []
    for name, title in (("a", "President"), ("b", "president"), ("c", "President")):
        story = Story(name)
        story.role(story.add("P", "Ana Torres"), title, story.add("C", "Freedonia"))
        stories.append(story)
    (role,) = build(*stories).roles
    assert role.title == "President"
    assert [passage.document for passage in role.evidence] == ["a", "b", "c"]


def test_dates_of_a_role_come_from_the_article_that_tells_most() -> None:
    told = {
        "a": {},
        "b": {"start": parse_date("2014", published=None, start=8)},
        "c": {"start": parse_date("1 October 2014", published=None, start=9)},
        "d": {"end": parse_date("2031", published=None, start=7)},
    }
    stories = []
    for name, dates in told.items():
        story = Story(name)
        story.role(story.add("P", "Ana Torres"), "President", story.add("C", "Freedonia"), **dates)
        stories.append(story)
    (role,) = build(*stories).roles
    assert (role.start.value, role.start.text, role.end.value) == ("2014-10-01", "1 October 2014", "2031")
    assert (role.start.start, role.end.start) == (None, None)
    assert len(role.evidence) == 4
    (role,) = build(*stories[1:2]).roles
    assert (role.start.value, role.start.start, role.start.end) == ("2014", 8, 12)


def test_nobody_is_the_organisation_of_their_own_role() -> None:
    story = Story("a")
    person, same = story.add("P", "Ana Torres"), story.add("P", "Ana Torres")
    story.role(person, "President", same)
    story.role(person, "", same)
    (role,) = build(story).roles
    assert (role.title, role.organization) == ("President", None)


def test_what_only_an_event_calls_a_claim_is_one_of_all_its_passages() -> None:
    story = Story("a")
    one, two, three = (story.add("P", name) for name in ("Ana Torres", "Bo Keller", "Cy Moreau"))
    story.meet(one, two, attributed_to=three)
    (meeting,) = build(story).meetings
    assert meeting.attributed_to == meeting.evidence[0].attributed_to
    assert meeting.attributed_to.startswith("person/cy-moreau")


def test_one_place_is_one_mention_the_name_before_what_stands_for_it() -> None:
    story = Story("a")
    story.add("P", "Ana Torres")
    (local,) = story.entities
    (named,) = local.mentions
    standing = replace(named, rule="pronoun", inferred=True)
    story.entities[0] = replace(local, mentions=(named, replace(named, rule="other")), inferred=(standing,))
    (entity,) = build(story).entities
    assert [(mention.inferred, mention.rule) for mention in entity.mentions] == [(False, "other")]


def test_a_position_held_twice_is_two_roles() -> None:
    stories = []
    for name, first, last in (("a", "2010", "2014"), ("b", "1998", "2004"), ("c", "1998", None)):
        story = Story(name)
        dates = {"start": parse_date(first, published=None), "end": last and parse_date(last, published=None)}
        story.role(story.add("P", "Ana Torres"), "Mayor", story.add("C", "Freedonia"), "former", **dates)
        stories.append(story)
    roles = build(*stories).roles
    assert [(role.start.value, role.end.value, len(role.evidence)) for role in roles] == [
        ("1998", "2004", 2),
        ("2010", "2014", 1),
    ]


def test_a_wide_corpus_stays_quick() -> None:
    """Names with one surname, bare or not, in many articles: the comparisons must not become quadratic."""
    stories = []
    for number in range(300):
        story = Story(f"doc-{number:04}", published="2024-05-02")
        people = story.add("P", "Ana Torres"), story.add("P", "Halvorsen" if number % 2 else "Jakob Halvorsen")
        story.role(people[1], "President", story.add("C", "Freedonia"))
        story.meet(*people, when=f"2024-05-{1 + number % 28:02}")
        stories.append(story)
    assembly = build(*stories)
    assert len(assembly.entities) == 3
    assert len(assembly.meetings) == 28


def test_a_relation_that_records_define_in_two_ways_is_one_and_told() -> None:
    stories = []
    for name, label, symmetric in (("a", "signed with", True), ("b", "signed a deal with", False)):
        story = Story(name, published="2024-05-02")
        story.relate(
            story.add("C", "Sylvania"), story.add("C", "Freedonia"), "signed_with", label=label, symmetric=symmetric
        )
        stories.append(story)
    assembly = build(*stories)
    (relation,) = assembly.relations
    assert (relation.label, relation.symmetric, len(relation.evidence)) == ("signed a deal with", False, 2)
    assert assembly.warnings == (
        "the records define the relation 'signed_with' in several ways; it counts as 'signed a deal with', one way",
    )
