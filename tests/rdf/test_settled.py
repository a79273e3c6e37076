"""What a decision changed leads to it, and so does the run that heeded it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from rdflib import PROV, RDF, RDFS, Literal, Namespace

from graphkit.model import Anchor, Assembly, Decision
from graphkit.rdf import read_turtle, to_rdflib, vocabulary, write_turtle
from graphkit.rdf.settled import settled_by

from .everything import BRANDT, DENIED, OCCURRED, OKORO, everything

GK = Namespace(vocabulary.GK)

MENTION_OF_BRANDT = ("a1", 0, 10)
MENTION_OF_BRANT = ("a2", 30, 39)
TRIGGER = ("a1", 11, 14)
PASSAGE = ("a2", 30, 55)
INSIDE_THE_PASSAGE = ("a2", 40, 48)
OTHER_PASSAGE = ("a2", 300, 344)


def decided(judgement, one, other=None) -> Decision:
    anchors = [
        None if spot is None else Anchor(document=spot[0], start=spot[1], end=spot[2], text="x")
        for spot in (one, other)
    ]
    return Decision(judgement=judgement, one=anchors[0], other=anchors[1], when=dt.date(2031, 3, 8))


def with_decision(decision: Decision) -> Assembly:
    return replace(everything(), decisions=(decision,))


def spot_of(identifier: str) -> tuple[str, int, int]:
    mention = next(entity for entity in everything().entities if entity.id == identifier).mentions[0]
    return mention.document, mention.start, mention.end


@pytest.mark.parametrize(
    ("decision", "ids"),
    [
        (decided("same", MENTION_OF_BRANDT, MENTION_OF_BRANT), {BRANDT}),
        (decided("same", MENTION_OF_BRANDT, spot_of(OKORO)), set()),
        (decided("different", MENTION_OF_BRANDT, spot_of(OKORO)), {BRANDT, OKORO}),
        (decided("unsure", MENTION_OF_BRANDT, spot_of(OKORO)), set()),
        (decided("same", TRIGGER, PASSAGE), {OCCURRED}),
        (decided("same", TRIGGER, INSIDE_THE_PASSAGE), {OCCURRED}),
        (decided("different", TRIGGER, OTHER_PASSAGE), {OCCURRED, DENIED}),
        (decided("different", TRIGGER, ("a2", 9000, 9010)), set()),
        (decided("wrong", TRIGGER), set()),
    ],
)
def test_what_a_decision_joined_or_parted_is_settled_by_it(decision: Decision, ids: set[str]):
    assembly = with_decision(decision)
    assert set(settled_by(assembly)) == ids
    stream = io.BytesIO()
    write_turtle(assembly, stream)
    stream.seek(0)
    assert read_turtle(stream) == assembly


def test_every_decision_is_reached_from_the_run_and_from_what_it_changed():
    graph = to_rdflib(everything())
    decisions = set(graph.subjects(RDF.type, GK.Decision))
    (run,) = set(graph.objects(None, PROV.wasGeneratedBy)) - set(graph.objects(None, PROV.wasInformedBy))
    assert len(decisions) == len(everything().decisions)
    assert decisions <= set(graph.objects(run, PROV.used))
    (same,) = graph.subjects(GK.judgement, Literal("same"))
    assert [str(graph.value(node, RDFS.label)) for node in graph.subjects(GK.settledBy, same)] == ["Ada Brandt"]
