"""What an article says is found again where an edit has moved it to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphkit.differences import Difference, compare
from graphkit.differences.places import follow
from graphkit.model import Assembly, Document, Evidence, Extraction, LocalEntity, Meeting, Mention, Role, Run
from graphkit.resolve import assemble

NAMES = ("Ole Dahl", "Ana Ruiz", "Ivo Ray", "Mia Holm")
NEWS = "Ole Dahl met Ana Ruiz. Ivo Ray met Mia Holm. Ole Dahl met Ivo Ray."


def graph(text: str, *, names: tuple[str, ...] = NAMES, role: str = "") -> Assembly:
    """An article in which each sentence with " met " tells of a meeting of those whom it names."""
    ids = {name: f"e{number}" for number, name in enumerate(names)}
    mentions = {name: tuple(_mentions(text, name)) for name in names}
    meetings = []
    for sentence in filter(None, (part.strip() for part in text.split("."))):
        start = text.index(sentence)
        if " met " in sentence:
            word = start + sentence.index("met")
            meetings.append(
                Meeting(
                    id=f"m{start}",
                    status="occurred",
                    participants=tuple(ids[name] for name in names if name in sentence),
                    evidence=(
                        Evidence(
                            start=start, end=start + len(sentence), quote=sentence, rule="meet.verb", status="occurred"
                        ),
                    ),
                    rule="meet.verb",
                    trigger=(word, word + 3),
                )
            )
    roles = ()
    if role:
        passage = Evidence(start=text.index(role), end=text.index(role) + len(role), quote=role, rule="title")
        title, person = role.split(" ", 1)
        roles = (Role(person=ids[person], title=title, organization=None, evidence=(passage,)),)
    entities = tuple(
        LocalEntity(id=ids[name], type="Person", name=name, mentions=mentions[name]) for name in names if mentions[name]
    )
    extraction = Extraction(document=Document(id="a"), entities=entities, meetings=tuple(meetings), roles=roles)
    return assemble([extraction], base_iri="https://example.org/", run=Run(version="1"))


def _mentions(text: str, name: str) -> list[Mention]:
    found = []
    start = text.find(name)
    while start >= 0:
        found.append(Mention(start=start, end=start + len(name), text=name, rule="model"))
        start = text.find(name, start + 1)
    return found


def only(difference: Difference, *names: str) -> None:
    """See that nothing else is different."""
    told = {name for name in Difference.__dataclass_fields__ if getattr(difference, name)}
    assert told == set(names)


@pytest.mark.parametrize(
    "edited",
    ["Updated. " + NEWS, f"{'It was a long day. ' * 9}{NEWS}", NEWS.replace(". Ivo", ". It rained. Ivo")],
    ids=["a little", "by far", "in the midst"],
)
def test_what_has_only_moved_is_no_difference(edited: str) -> None:
    assert not compare(graph(NEWS), graph(edited))
    assert not compare(graph(edited), graph(NEWS))


def test_names_are_followed_without_any_event() -> None:
    text = "Ole Dahl and Ana Ruiz spoke in turn."
    assert not compare(graph(text), graph("Now: " + text))


def test_roles_are_followed() -> None:
    text = "King Ivo Ray met Mia Holm."
    assert not compare(graph(text, role="King Ivo Ray"), graph("Updated. " + text, role="King Ivo Ray"))


def test_a_sentence_that_is_new_or_gone_is_told_alone() -> None:
    longer = NEWS.replace("Ivo Ray met", "Ana Ruiz met Mia Holm. Ivo Ray met")
    difference = compare(graph(NEWS), graph(longer))
    only(difference, "new_events")
    assert [event.quote for event in difference.new_events] == ["Ana Ruiz met Mia Holm"]
    difference = compare(graph(longer), graph(NEWS))
    only(difference, "gone_events")
    assert [event.words for event in difference.gone_events] == ["Ana Ruiz, Mia Holm"]


def test_a_name_that_is_new_in_an_edited_article_is_told() -> None:
    difference = compare(graph(NEWS), graph("Eva Lind was there too. " + NEWS, names=(*NAMES, "Eva Lind")))
    only(difference, "new_entities")


def test_the_word_that_tells_goes_with_its_sentence() -> None:
    text = "Ole Dahl met Ana Ruiz. Ivo Ray met Mia Holm."
    before = graph(text)
    moved = follow(before, graph("Updated. " + text))
    assert sorted(meeting.evidence[0].start for meeting in moved.meetings) == [9, 32]
    assert sorted(meeting.trigger or () for meeting in moved.meetings) == [(18, 21), (40, 43)]


def test_where_the_text_is_the_same_nothing_is_moved() -> None:
    """One reading found the first "Ole Dahl" alone, the other the second."""
    first, second = graph(NEWS), graph(NEWS)
    one = replace(
        first, entities=tuple(replace(entity, mentions=entity.mentions[:1]) for entity in first.entities), meetings=()
    )
    other = replace(
        second, entities=tuple(replace(entity, mentions=entity.mentions[1:]) for entity in second.entities), meetings=()
    )
    assert follow(one, other) is one
    assert follow(first, second) is first
