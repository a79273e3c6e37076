"""Two graphs are compared by what they say, not by what they call it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graphkit.differences import Difference, compare
from graphkit.model import (
    Assembly,
    Document,
    Evidence,
    Extraction,
    LocalEntity,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Role,
    Run,
)
from graphkit.resolve import assemble

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

TUESDAY = dt.date(2024, 3, 5)


def day(date: dt.date) -> PartialDate:
    return PartialDate(text="then", earliest=date, latest=date, precision="day", basis="stated")


def article(
    ident: str, *names: str, status: str = "occurred", when: PartialDate | None = None, **document: object
) -> Extraction:
    """An article whose one sentence tells that those of the names met."""
    text = " met ".join(names) + "."
    starts = [text.index(name) for name in names]
    people = tuple(
        LocalEntity(
            id=f"e{number}",
            type="Person",
            name=name,
            mentions=(Mention(start=start, end=start + len(name), text=name, rule="model"),),
        )
        for number, (name, start) in enumerate(zip(names, starts, strict=True), start=1)
    )
    passage = (Evidence(start=0, end=len(text), quote=text, rule="meet.verb", status=status),)
    start = len(names[0]) + 1
    meeting = Meeting(
        id="m1",
        status=status,  # type: ignore[arg-type]
        participants=tuple(person.id for person in people),
        evidence=passage,
        rule="meet.verb",
        when=when,
        trigger=(start, start + 3),
    )
    return Extraction(
        document=Document(id=ident, **document),  # type: ignore[arg-type]
        entities=people,
        meetings=(meeting,) if len(names) > 1 else (),
    )


def graph(*extractions: Extraction, base: str = "https://example.org/") -> Assembly:
    return assemble(extractions, base_iri=base, run=Run(version="1"))


A = article("a", "Ole Dahl", "Ana Ruiz")
B = article("b", "Ivo Ray", "Mia Holm")


def only(difference: Difference, *names: str) -> None:
    """See that nothing else is different."""
    told = {name for name in Difference.__dataclass_fields__ if getattr(difference, name)}
    assert told == set(names)


@pytest.mark.parametrize("assembly", [everything(), graph(A, B), graph()])
def test_a_graph_is_not_different_from_itself(assembly: Assembly) -> None:
    assert not compare(assembly, assembly)


def test_ids_are_not_looked_at() -> None:
    one = everything()
    renamed = {entity.id: f"x/{number}" for number, entity in enumerate(reversed(one.entities))}

    def party(value: str | None) -> str | None:
        return None if value is None else renamed[value]

    other = replace(
        one,
        entities=tuple(replace(entity, id=renamed[entity.id]) for entity in one.entities),
        meetings=tuple(
            replace(
                event,
                id=f"y/{event.id}",
                participants=tuple(renamed[name] for name in event.participants),
                place=tuple(renamed[name] for name in event.place),
                host=party(event.host),
                attributed_to=party(event.attributed_to),
            )
            for event in one.meetings
        ),
        pledges=tuple(
            replace(
                event,
                pledger=renamed[event.pledger],
                recipients=tuple(renamed[name] for name in event.recipients),
                attributed_to=party(event.attributed_to),
            )
            for event in one.pledges
        ),
        relations=tuple(
            replace(
                event,
                source=renamed[event.source],
                target=renamed[event.target],
                attributed_to=party(event.attributed_to),
            )
            for event in one.relations
        ),
        roles=tuple(
            replace(role, person=renamed[role.person], organization=party(role.organization)) for role in one.roles
        ),
    )
    assert not compare(one, other)


def test_a_new_document_with_all_it_tells_and_the_same_gone() -> None:
    there = compare(graph(A), graph(A, B))
    only(there, "new_documents", "new_entities", "new_events")
    assert there.new_documents == ("b",)
    assert [one.name for one in there.new_entities] == ["Ivo Ray", "Mia Holm"]
    (meeting,) = there.new_events
    assert (meeting.kind, meeting.status, meeting.words) == ("meeting", "occurred", "Ivo Ray, Mia Holm")
    assert (meeting.document, meeting.quote) == ("b", "Ivo Ray met Mia Holm.")
    back = compare(graph(A, B), graph(A))
    only(back, "gone_documents", "gone_entities", "gone_events")
    assert (back.gone_documents, back.gone_events) == (there.new_documents, there.new_events)


def test_who_is_told_of_by_other_articles_now_is_the_same() -> None:
    difference = compare(graph(A), graph(article("c", "Ole Dahl", "Mia Holm")))
    only(difference, "new_documents", "gone_documents", "new_entities", "gone_entities", "new_events", "gone_events")
    assert [one.name for one in difference.new_entities] == ["Mia Holm"]
    assert [one.name for one in difference.gone_entities] == ["Ana Ruiz"]


def test_a_surname_alone_in_another_article_may_be_anyone() -> None:
    difference = compare(graph(article("a", "Ole Dahl", "Ruiz")), graph(article("c", "Ole Dahl", "Ruiz")))
    assert [one.name for one in difference.new_entities] == ["Ruiz"]
    assert [one.name for one in difference.gone_entities] == ["Ruiz"]


def test_a_name_that_two_have_is_not_led_to_either() -> None:
    one = graph(article("a", "Ole Dahl", "Ana Ruiz"))
    other = graph(article("c", "Ole Dahl", "Ana Ruiz"), article("d", "Ole Dahle", "Ana Ruiz"))
    two = replace(
        other, entities=tuple(replace(e, name="Ole Dahl") if e.name == "Ole Dahle" else e for e in other.entities)
    )
    assert [one.name for one in compare(one, two).gone_entities] == ["Ole Dahl"]


def longer(told: Extraction, by: int) -> Extraction:
    """The same meeting, told in a sentence that is longer by some letters behind the names."""
    (meeting,) = told.meetings
    (passage,) = meeting.evidence
    quote = passage.quote.removesuffix(".") + " " + "again" * by + "."
    again = replace(passage, end=passage.start + len(quote), quote=quote)
    return replace(told, meetings=(replace(meeting, evidence=(again,)),))


def test_an_edit_that_tells_the_same_parties_otherwise_is_a_change() -> None:
    before = article("a", "Ole Dahl", "Ana Ruiz", status="planned")
    after = longer(article("a", "Ole Dahl", "Ana Ruiz", when=day(TUESDAY)), 2)
    difference = compare(graph(before), graph(after))
    only(difference, "changed_events")
    told = [(one.what, one.before, one.after) for one in difference.changed_events[0].changes]
    assert told == [("status", "planned", "occurred"), ("date", "", "2024-03-05")]


def test_an_edit_that_tells_of_others_is_none() -> None:
    three = article("a", "Ole Dahl", "Ana Ruiz", "Mia Holm")
    (meeting,) = three.meetings
    before = replace(three, meetings=(replace(meeting, participants=("e1", "e2")),))
    after = longer(replace(three, meetings=(replace(meeting, participants=("e1", "e3")),)), 2)
    only(compare(graph(before), graph(after)), "new_events", "gone_events")


def test_another_report_of_the_same_is_another_source() -> None:
    first = article("a", "Ole Dahl", "Ana Ruiz", when=day(TUESDAY))
    second = article("c", "Ole Dahl", "Ana Ruiz", when=day(TUESDAY))
    difference = compare(graph(first), graph(first, second))
    only(difference, "new_documents", "changed_events")
    (changed,) = difference.changed_events
    assert [(one.what, one.before, one.after) for one in changed.changes] == [("sources", "1", "2")]


def test_a_near_copy_is_no_other_source() -> None:
    first = graph(article("a", "Ole Dahl", "Ana Ruiz", when=day(TUESDAY)))
    both = graph(*(article(ident, "Ole Dahl", "Ana Ruiz", when=day(TUESDAY)) for ident in "ac"))
    copied = replace(both, documents=tuple(replace(d, copy_of="a" if d.id == "c" else None) for d in both.documents))
    only(compare(first, copied), "new_documents")
    difference = compare(both, copied)
    only(difference, "changed_documents", "changed_events")
    assert difference.changed_documents[0].changes[0].what == "copy_of"


def test_a_change_of_status_and_day_and_metadata() -> None:
    before = article("a", "Ole Dahl", "Ana Ruiz", status="planned")
    after = article("a", "Ole Dahl", "Ana Ruiz", status="denied", when=day(TUESDAY), title="Dahl’s day")
    difference = compare(graph(before), graph(after))
    only(difference, "changed_documents", "changed_events")
    told = [(one.what, one.before, one.after) for one in difference.changed_events[0].changes]
    assert told == [("status", "planned", "denied"), ("date", "", "2024-03-05")]
    (document,) = difference.changed_documents
    assert [(one.what, one.before, one.after) for one in document.changes] == [("title", "", "Dahl’s day")]


def test_another_byline_is_a_change_of_the_document() -> None:
    alone, both = (article("a", "Ole Dahl", "Ana Ruiz", authors=names) for names in ((), ("Una Ek", "Bo Marr")))
    (document,) = compare(graph(alone), graph(both)).changed_documents
    assert [(one.what, one.before, one.after) for one in document.changes] == [("authors", "", "Bo Marr; Una Ek")]


def test_a_party_that_comes_to_it() -> None:
    before = article("a", "Ole Dahl", "Ana Ruiz", "Ivo Ray")
    (meeting,) = before.meetings
    fewer = replace(before, meetings=(replace(meeting, participants=("e1", "e2")),))
    difference = compare(graph(fewer), graph(before))
    only(difference, "changed_events")
    told = [(one.what, one.before, one.after) for one in difference.changed_events[0].changes]
    assert told == [("participants", "Ana Ruiz, Ole Dahl", "Ana Ruiz, Ivo Ray, Ole Dahl")]


def regrouped(assembly: Assembly, *, into: str, other: str) -> Assembly:
    """The same with the second entity merged into the first."""
    one = next(entity for entity in assembly.entities if entity.name == into)
    two = next(entity for entity in assembly.entities if entity.name == other)
    merged = replace(
        one,
        mentions=tuple(sorted((*one.mentions, *two.mentions), key=lambda m: (m.document, m.start))),
        merges=(f"{into} = {other}: said so",),
    )
    return replace(
        assembly,
        entities=tuple(merged if entity is one else entity for entity in assembly.entities if entity is not two),
        meetings=tuple(
            replace(event, participants=tuple(one.id if name == two.id else name for name in event.participants))
            for event in assembly.meetings
        ),
    )


def test_merges_done_and_undone() -> None:
    apart = graph(A, article("c", "Ole Dahle", "Mia Holm"))
    together = regrouped(apart, into="Ole Dahl", other="Ole Dahle")
    done, undone = compare(apart, together), compare(together, apart)
    only(done, "merged")
    only(undone, "parted")
    (merge,) = done.merged
    assert (merge.one.name, [part.name for part in merge.parts]) == ("Ole Dahl", ["Ole Dahl", "Ole Dahle"])
    assert merge.why == ("Ole Dahl = Ole Dahle: said so",)
    assert undone.parted == done.merged


def test_another_name_for_the_same() -> None:
    one = graph(A)
    other = replace(
        one, entities=tuple(replace(e, name="O. Dahl") if e.name == "Ole Dahl" else e for e in one.entities)
    )
    difference = compare(one, other)
    only(difference, "changed_entities")
    assert [(one.before.name, one.after.name) for one in difference.changed_entities] == [("Ole Dahl", "O. Dahl")]


def test_reports_that_become_one_event_and_several_again() -> None:
    first = article("a", "Ole Dahl", "Ana Ruiz", when=day(TUESDAY))
    second = article("c", "Ole Dahl", "Ana Ruiz", when=day(TUESDAY))
    together = graph(first, second)
    (meeting,) = together.meetings
    halves = tuple(
        replace(meeting, id=f"meeting/{number}", evidence=(passage,)) for number, passage in enumerate(meeting.evidence)
    )
    apart = replace(together, meetings=halves)
    done, undone = compare(apart, together), compare(together, apart)
    only(done, "joined_events", "changed_events")
    only(undone, "split_events", "changed_events")
    (joined,) = done.joined_events
    assert [part.document for part in joined.parts] == ["a", "c"]
    assert undone.split_events == done.joined_events


def test_of_two_events_of_a_sentence_the_right_one_is_gone() -> None:
    both = article("a", "Ole Dahl", "Ana Ruiz", "Ivo Ray")
    (meeting,) = both.meetings
    later = replace(meeting, id="m2", participants=("e2", "e3"), trigger=(meeting.trigger[1] + 10, 99))  # type: ignore[index]
    first = replace(meeting, participants=("e1", "e2"))
    before = graph(replace(both, meetings=(first, later)))
    assert len(before.meetings) == 2
    difference = compare(before, graph(replace(both, meetings=(later,))))
    only(difference, "gone_events")
    assert [one.words for one in difference.gone_events] == ["Ana Ruiz, Ole Dahl"]


def test_an_event_of_others_at_the_same_place_is_another() -> None:
    four = article("a", "Ole Dahl", "Ana Ruiz", "Ivo Ray", "Mia Holm")
    (meeting,) = four.meetings
    one = replace(four, meetings=(replace(meeting, participants=("e1", "e2")),))
    other = replace(four, meetings=(replace(meeting, participants=("e3", "e4"), trigger=(1, 2)),))
    difference = compare(graph(one), graph(other))
    only(difference, "new_events", "gone_events")


def test_pledges_and_roles_are_compared() -> None:
    passage = (Evidence(start=0, end=22, quote="Ole Dahl met Ana Ruiz.", rule="r"),)
    pledge = Pledge(id="p1", status="made", pledger="e1", recipients=("e2",), content="aid", evidence=passage)
    role = Role(person="e1", organization=None, title="chair", evidence=passage)
    before = replace(A, pledges=(pledge,), roles=(role,))
    after = replace(A, pledges=(replace(pledge, content="more aid"),), roles=(replace(role, tense="former"),))
    changed = compare(graph(before), graph(after)).changed_events
    told = {(one.after.kind, one.after.words, *((c.what, c.before, c.after) for c in one.changes)) for one in changed}
    assert told == {
        ("pledge", "Ole Dahl → Ana Ruiz: more aid", ("content", "aid", "more aid")),
        ("role", "Ole Dahl: chair", ("status", "current", "former")),
    }
    gone = compare(graph(before), graph(A)).gone_events
    assert [(one.kind, one.words) for one in gone] == [
        ("pledge", "Ole Dahl → Ana Ruiz: aid"),
        ("role", "Ole Dahl: chair"),
    ]


def test_who_is_only_stood_for_is_known_again_by_that() -> None:
    stood_for = Mention(start=9, end=12, text="met", rule="adjective", inferred=True)
    spain = LocalEntity(id="e9", type="Place", name="Spain", kind="country", inferred=(stood_for,))
    named = LocalEntity(
        id="e1",
        type="Place",
        name="Spain",
        kind="country",
        mentions=(Mention(start=0, end=5, text="Spain", rule="model"),),
    )
    before = replace(A, entities=(*A.entities, spain))
    difference = compare(graph(before), graph(before, Extraction(document=Document(id="c"), entities=(named,))))
    only(difference, "new_documents")
