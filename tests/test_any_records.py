"""Whatever record passes the checks can be built from, by every way in, and comes out whole in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyarrow.parquet as pq
import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from pyoxigraph import RdfFormat, parse

from graphkit import Corpus, KnowledgeGraph, build
from graphkit.knowledge import FORMATS, NAMED_FORMATS
from graphkit.pipeline import Watch
from graphkit.rdf.validation import validate_file
from graphkit.records import from_record, to_record

from .any_records import any_records

if TYPE_CHECKING:
    from graphkit.errors import InputError
    from graphkit.model import Extraction
    from graphkit.readers import Notice


class _NoProblem(Watch):
    def problem(self, item: InputError | Notice) -> None:
        raise AssertionError(str(item))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@settings(
    max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(any_records())
def test_every_format_holds_whatever_a_record_tells(records: list[dict[str, Any]]) -> None:
    extractions = [from_record(json.loads(json.dumps(record)), source="x") for record in records]
    assert [from_record(to_record(one), source="y") for one in extractions] == extractions
    with TemporaryDirectory() as name:
        folder = Path(name)
        graph = build(extractions, watch=_NoProblem())
        for ending in FORMATS:
            graph.write(folder / f"graph{ending}", view="all")
        for kind in NAMED_FORMATS:
            graph.write(folder / kind, format=kind)
        graph.explore(folder / "page.html")
        _read_rdf(folder)
        _read_others(folder)
        assert validate_file(folder / "graph.ttl").violations == ()
        assert _by_other_ways(extractions, folder) == {(folder / "graph.ttl").read_bytes()}


def _read_rdf(folder: Path) -> None:
    forms = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld"}
    sizes = {len(rdflib.Graph().parse(folder / f"graph{ending}", format=form)) for ending, form in forms.items()}
    assert len(sizes) == 1
    for ending, form in ((".ttl", RdfFormat.TURTLE), (".nt", RdfFormat.N_TRIPLES), (".trig", RdfFormat.TRIG), (".nq", RdfFormat.N_QUADS)):  # fmt: skip
        assert len({quad.triple for quad in parse((folder / f"graph{ending}").read_bytes(), form)}) >= max(sizes)


def _read_others(folder: Path) -> None:
    nx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    etree.parse(folder / "graph.gexf")
    for name in ("node-link", "cytoscape"):
        json.loads((folder / name).read_bytes())
    for line in (folder / "ftm").read_bytes().splitlines():
        json.loads(line)
    for path in (path for name in ("csv", "gephi-csv", "neo4j-csv") for path in (folder / name).iterdir()):
        rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        assert len({len(row) for row in rows}) == 1
    for path in (folder / "parquet").iterdir():
        pq.read_table(path)


def _by_other_ways(extractions: list[Extraction], folder: Path) -> set[bytes]:
    """The Turtle file of the same records from a file and a corpus, and of what was read back from Turtle."""
    lines = folder / "records.jsonl"
    lines.write_text("".join(json.dumps(to_record(one)) + "\n" for one in extractions), encoding="utf-8")
    corpus = Corpus(folder / "a.corpus")
    corpus.add([lines], watch=_NoProblem())
    graphs = [build([lines], watch=_NoProblem()), corpus.build(), KnowledgeGraph.read(folder / "graph.ttl")]
    return {graph.write(folder / "again.ttl").read_bytes() for graph in graphs}
