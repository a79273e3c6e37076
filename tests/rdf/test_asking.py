"""Questions that are asked in a process of its own: limits that hold, errors in words, and nothing left running."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from graphkit.errors import FormatError, GraphFileError, QueryError, QueryLimitError
from graphkit.rdf.asking import Question, Worker

TRIPLES = "".join(f"<a:{n}> <a:p> {n} .\n" for n in range(400))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

ENDLESS_ROWS = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "graph.ttl"
    path.write_text(TRIPLES, encoding="utf-8")
    return path


async def told(worker: Worker, sparql: str, *, seconds: float | None = 30, **how) -> bytes:
    answer = await worker.ask(Question(sparql=sparql, **how), seconds=seconds)
    return b"".join([part async for part in answer.parts])


def with_worker(data: Path, task, **how):
    async def run():
        worker = await Worker.start([data], **how)
        try:
            return await task(worker)
        finally:
            await worker.close()
            assert not worker.alive

    return asyncio.run(run())


def test_one_worker_answers_question_after_question(data: Path) -> None:
    async def task(worker: Worker) -> None:
        few = "SELECT ?s { ?s <a:p> ?n FILTER(?n < 2) } ORDER BY ?n"
        assert json.loads(await told(worker, few))["results"]["bindings"][1]["s"]["value"] == "a:1"
        assert (await told(worker, few, table="csv")).split() == [b"s", b"a:0", b"a:1"]
        assert json.loads(await told(worker, few, table="rows")) == [["a:0"], ["a:1"]]
        assert json.loads(await told(worker, "ASK { ?s ?p 5 }", table="rows")) == [["true"]]
        assert await told(worker, "CONSTRUCT WHERE { ?s ?p 5 }", graph="nt") == (
            b'<a:5> <a:p> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        )
        assert b"<a:5> <a:p> 5 ." in await told(worker, "DESCRIBE <a:5>")
        bound = await told(worker, "SELECT ?x ?s { ?s <a:p> 7 }", params={"x": '" } #'}, table="rows")
        assert json.loads(bound) == [['" } #', "a:7"]]
        assert worker.idle

    with_worker(data, task)


@pytest.mark.parametrize(
    ("question", "error", "message"),
    [
        ({"sparql": "SELECT ?s {"}, QueryError, "line 1, column"),
        ({"sparql": "DROP ALL"}, QueryError, "update"),
        ({"sparql": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, QueryError, "network"),
        ({"sparql": "DESCRIBE <a:1>", "graph": None}, FormatError, "no table can hold"),
        ({"sparql": "ASK {}", "table": None}, FormatError, "no RDF format can hold"),
        ({"sparql": "ASK {}", "default_graph": "no iri"}, QueryError, "absolute IRI"),
        ({"sparql": "SELECT * FROM <a:1> FROM <a:2> { ?s ?p ?o }"}, QueryError, "count twice"),
    ],
)
def test_errors_come_over_and_the_worker_goes_on(
    data: Path, question: dict[str, str], error: type, message: str
) -> None:
    async def task(worker: Worker) -> None:
        with pytest.raises(error, match=message):
            await worker.ask(Question(**question))
        assert worker.idle
        assert json.loads(await told(worker, "ASK {}"))["boolean"]

    with_worker(data, task)


def test_broken_data_are_named(data: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a:a> .", encoding="utf-8")
    for path, message in ((broken, r"broken\.ttl:1"), (tmp_path / "none.ttl", "no such file")):
        with pytest.raises(GraphFileError, match=message):
            asyncio.run(Worker.start([data, path]))


def test_the_time_limit_holds(data: Path) -> None:
    async def task(worker: Worker) -> None:
        began = time.monotonic()
        with pytest.raises(QueryLimitError, match=r"stopped at its limit of 0\.3 s"):
            await told(worker, ENDLESS, seconds=0.3)
        assert time.monotonic() - began < 5
        assert not worker.alive

    with_worker(data, task)


def test_the_limit_holds_however_slowly_the_answer_is_taken_away(data: Path) -> None:
    async def slowly(worker: Worker, sparql: str, form: str) -> None:
        answer = await worker.ask(Question(sparql=sparql, table=form), seconds=1)
        async for _ in answer.parts:
            await asyncio.sleep(0.2)

    for sparql, form in ((ENDLESS_ROWS, "rows"), ("SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f }", "csv")):
        with pytest.raises(QueryLimitError, match="limit of 1 s"):
            with_worker(data, lambda worker, sparql=sparql, form=form: slowly(worker, sparql, form))


@pytest.mark.parametrize("before", range(4))
def test_xml_holds_only_what_xml_can_hold(tmp_path: Path, before: int) -> None:
    odd = tmp_path / "odd.nt"
    told_of = "x" * before + "\x00\x07\r\n\t\ufffe\uffff\uffee\x7f" * 5000
    odd.write_text(f"<a:s> <http://a.example/p> {json.dumps(told_of)} .\n", encoding="utf-8")
    held = told_of.translate(dict.fromkeys((0, 7, 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}"))

    async def task(worker: Worker) -> None:
        table = ET.fromstring(await told(worker, "SELECT ?o { ?s ?p ?o }", table="xml"))  # noqa: S314 - written here
        assert "".join(table.itertext()) == held
        graph = ET.fromstring(await told(worker, "CONSTRUCT WHERE { ?s ?p ?o }", graph="rdf"))  # noqa: S314 - written here
        assert [one.text for one in graph.iter("{http://a.example/}p")] == [held]
        rows = json.loads(await told(worker, "SELECT ?o { ?s ?p ?o }", table="rows"))
        assert rows == [[told_of]]

    with_worker(odd, task)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't limit memory")
def test_the_memory_limit_holds(data: Path) -> None:
    hungry = "SELECT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) } ORDER BY ?x"

    async def task(worker: Worker) -> None:
        with pytest.raises(QueryLimitError, match="more memory"):
            await told(worker, hungry, seconds=60)

    with_worker(data, task, megabytes=60)


def test_a_query_that_breaks_the_engine_is_an_error(data: Path) -> None:
    async def task(worker: Worker) -> None:
        with pytest.raises(QueryError, match=r"nested too deeply|can't be"):
            await told(worker, f"ASK {{ FILTER({'(' * 100_000}1{')' * 100_000}) }}")

    with_worker(data, task)


def test_rows_come_before_the_last_is_known(data: Path) -> None:
    async def task(worker: Worker) -> None:
        answer = await worker.ask(Question(sparql=ENDLESS_ROWS, table="rows"), seconds=30)
        assert json.loads(await anext(answer.parts))[0][0].startswith("a:")

    with_worker(data, task)


def test_nothing_goes_on_when_the_asker_is_killed(data: Path) -> None:
    code = f"""
import asyncio
from graphkit.rdf.asking import Question, Worker
async def run():
    worker = await Worker.start([{str(data)!r}])
    print(worker._process.pid, flush=True)
    await worker.ask(Question(sparql={ENDLESS!r}))
asyncio.run(run())
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as asker:
        assert asker.stdout is not None
        pid = int(asker.stdout.readline())
        time.sleep(0.3)
        asker.kill()
    until = time.monotonic() + 10
    while _runs(pid):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def test_a_worker_loads_no_more_than_asking_takes() -> None:
    code = (
        "import sys, graphkit.rdf.worker;"
        "print([name for name in ('spacy', 'rdflib', 'networkx', 'numpy', 'typer', 'rich', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
