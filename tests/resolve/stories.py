"""Small extractions for tests: a document is a few lines of names."""

from __future__ import annotations

import datetime as dt
from itertools import count

from graphkit.model import (
    Amount,
    Document,
    Evidence,
    Extraction,
    LocalEntity,
    Meeting,
    Mention,
    PartialDate,
    Pledge,
    Relation,
    Role,
    Run,
)
from graphkit.resolve import assemble

BASE = "https://example.org/data/"
TYPES = {"P": "Person", "O": "Organization", "L": "Place", "C": "Place"}


class Story:
    """A document under construction; ids of entities are given out in order."""

    def __init__(self, name, *, published=None):
        self.document = Document(id=name, published=dt.date.fromisoformat(published) if published else None)
        self.entities, self.meetings, self.pledges, self.relations, self.roles = [], [], [], [], []
        self._place = count(0, 50)

    def add(self, kind, name, *spellings, ids=(), finer=None):
        """Add an entity; kind is P, O, L (city) or C (country). Returns its id."""
        mentions = tuple(
            Mention(start=start, end=start + len(text), text=text, rule="test")
            for text, start in zip(spellings or (name,), self._place, strict=False)
        )
        finer = finer or {"L": "city", "C": "country"}.get(kind)
        local = LocalEntity(
            id=f"e{len(self.entities) + 1}", type=TYPES[kind], name=name, kind=finer, ids=tuple(ids), mentions=mentions
        )
        self.entities.append(local)
        return local.id

    def role(self, person, title, organization=None, tense="current", **dates):
        """Give somebody a role."""
        evidence = self.passage(f"{title} {person}")
        self.roles.append(
            Role(person=person, organization=organization, title=title, tense=tense, evidence=(evidence,), **dates)
        )

    def passage(self, quote):
        """A passage further down in the document."""
        start = next(self._place)
        return Evidence(start=start, end=start + len(quote), quote=quote, rule="test")

    def meet(self, *participants, status="occurred", when=None, quote="They met.", **more):
        """Add a meeting."""
        self.meetings.append(
            Meeting(
                id=f"m{len(self.meetings) + 1}",
                status=status,
                participants=participants,
                evidence=(self.passage(quote),),
                rule="test",
                when=day(when),
                **more,
            )
        )

    def pledge(self, pledger, *recipients, content="", status="made", when=None, amount=None, **more):
        """Add a pledge."""
        self.pledges.append(
            Pledge(
                id=f"p{len(self.pledges) + 1}",
                status=status,
                pledger=pledger,
                recipients=recipients,
                content=content,
                evidence=(self.passage("They promised."),),
                rule="test",
                when=day(when),
                amount=None if amount is None else Amount(text=str(amount), minimum=amount, maximum=amount),
                **more,
            )
        )

    def relate(self, source, target, relation="accused", status="occurred", when=None, label=None, **more):
        """Add a relation of the user's own."""
        self.relations.append(
            Relation(
                id=f"r{len(self.relations) + 1}",
                relation=relation,
                label=label or relation.replace("_", " "),
                status=status,
                source=source,
                target=target,
                evidence=(self.passage("They did."),),
                rule="test",
                when=day(when),
                **more,
            )
        )

    def made(self):
        """The extraction."""
        return Extraction(
            document=self.document,
            entities=tuple(self.entities),
            meetings=tuple(self.meetings),
            pledges=tuple(self.pledges),
            relations=tuple(self.relations),
            roles=tuple(self.roles),
        )


def day(text):
    """A date told in a text: "2024-05-02" or "2024-05"; None stays None."""
    if text is None:
        return None
    if len(text) == 7:
        first = dt.date.fromisoformat(f"{text}-01")
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        return PartialDate(text=text, earliest=first, latest=last, precision="month")
    date = dt.date.fromisoformat(text)
    return PartialDate(text=text, earliest=date, latest=date, precision="day")


def build(*stories):
    """Assemble stories."""
    return assemble((story.made() for story in stories), base_iri=BASE, run=Run(version="test"))


def one_of_each(kind, *names):
    """Stories that hold one name each."""
    stories = []
    for number, name in enumerate(names):
        story = Story(f"doc-{number}")
        story.add(kind, name)
        stories.append(story)
    return stories


def names(assembly, type_=None):
    """Sorted names of the entities."""
    return sorted(entity.name for entity in assembly.entities if type_ is None or entity.type == type_)
