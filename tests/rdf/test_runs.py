"""The IRI of a run tells it from every other run, so that graphs can be put together in one store."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest

from graphkit.model import Anchor, Decision
from graphkit.rdf import read_turtle, write_turtle
from graphkit.rdf.triples import Description

from .everything import everything

ASSEMBLY = everything()
FIRST, *OTHERS = ASSEMBLY.documents
UNSURE = Decision(
    judgement="unsure",
    one=Anchor(document="a1", start=0, end=3, text="Ada"),
    other=Anchor(document="a2", start=0, end=3, text="Ada"),
    when=dt.date(2031, 3, 9),
)


def run_iris(assembly) -> list[str]:
    description = Description(assembly)
    return [part.iri for part in description.things() if part.kind is description.run]


@pytest.mark.parametrize(
    "other",
    [
        replace(ASSEMBLY, documents=(FIRST, *OTHERS, replace(FIRST, id="a9"))),
        replace(ASSEMBLY, documents=tuple(OTHERS)),
        replace(ASSEMBLY, documents=(replace(FIRST, title="Another title"), *OTHERS)),
        replace(ASSEMBLY, documents=(replace(FIRST, published=dt.date(1999, 1, 1)), *OTHERS)),
        replace(ASSEMBLY, decisions=()),
        replace(ASSEMBLY, decisions=(*ASSEMBLY.decisions, UNSURE)),
        replace(ASSEMBLY, run=replace(ASSEMBLY.run, time="2031-03-08T08:00:00Z")),
        replace(ASSEMBLY, run=replace(ASSEMBLY.run, digest="cd34")),
    ],
    ids=["more articles", "fewer", "title", "day", "no decisions", "one more decision", "time", "settings"],
)
def test_what_a_run_was_given_tells_it_from_another(other):
    assert run_iris(other)[0] != run_iris(ASSEMBLY)[0]


def test_the_order_of_articles_and_decisions_does_not():
    turned = replace(ASSEMBLY, documents=ASSEMBLY.documents[::-1], decisions=ASSEMBLY.decisions[::-1])
    assert sorted(run_iris(turned)) == sorted(run_iris(ASSEMBLY))
    assert run_iris(turned)[0] == run_iris(ASSEMBLY)[0]


def test_an_earlier_run_is_the_same_whatever_else_a_graph_holds():
    earlier = run_iris(ASSEMBLY)[1:]
    assert earlier
    assert run_iris(replace(ASSEMBLY, decisions=(), documents=(replace(FIRST, id="a9"), *OTHERS)))[1:] == earlier


def test_the_iri_outlives_reading_back_what_no_literal_can_hold():
    odd = replace(ASSEMBLY, documents=(replace(FIRST, title="half \ud800"), *OTHERS))
    stream = io.BytesIO()
    write_turtle(odd, stream)
    stream.seek(0)
    assert run_iris(read_turtle(stream)) == run_iris(odd)
