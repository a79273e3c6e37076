"""``graphkit query`` as a person meets it: formats, limits, Ctrl-C, and other servers only if that is allowed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graphkit.cli import app

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS_ROWS = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "graph.ttl"
    path.write_text("".join(f"<a:{n}> <a:p> {n} .\n" for n in range(400)), encoding="utf-8")
    return path


def run(*arguments: object):
    return CliRunner().invoke(app, ["query", *(str(argument) for argument in arguments)])


FEW = "SELECT ?s ?n { ?s <a:p> ?n FILTER(?n < 2) } ORDER BY ?n"
ONE = "CONSTRUCT WHERE { ?s <a:p> 1 }"


@pytest.mark.parametrize(
    ("sparql", "form", "printed"),
    [
        (FEW, "csv", "s,n\na:0,0\na:1,1\n"),
        (FEW, "tsv", "?s\t?n\n<a:0>\t0\n<a:1>\t1\n"),
        (FEW, "xml", "http://www.w3.org/2005/sparql-results#"),
        (FEW, "table", "│ a:1 │ 1 │"),
        ("ASK {}", "table", "│ true   │"),
        (ONE, "table", "<a:1> <a:p> 1 .\n"),
        (ONE, "ttl", "<a:1> <a:p> 1 .\n"),
        (ONE, "nt", '<a:1> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'),
        (ONE, "json", '"@id":"a:1"'),
        (ONE, "xml", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ],
)
def test_formats(data: Path, sparql: str, form: str, printed: str) -> None:
    result = run(data, sparql, "--format", form)
    assert result.exit_code == 0
    assert printed in result.stdout
    assert result.stdout.endswith("\n")


def test_parameters_of_ones_own_query(data: Path) -> None:
    sparql = "SELECT ?s { ?s <a:p> ?n }"
    assert run(data, sparql, "--param", "n=113", "--format", "csv").stdout.split() == ["s", "a:113"]
    assert run(data, "SELECT ?n { ?s ?p ?n }", "--param", "s=<a:7>", "--format", "csv").stdout.split() == ["n", "7"]
    nothing = run(data, sparql, "--param", "n=x")
    assert nothing.exit_code == 0
    assert "nothing fits with ?n=x" in nothing.stderr
    wrong = run(data, sparql, "--param", "m=1")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "no variable ?m" in wrong.stderr


def test_a_format_that_can_not_hold_the_result(data: Path) -> None:
    for sparql, form in ((ONE, "csv"), (FEW, "nt")):
        result = run(data, sparql, "--format", form)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "can hold; ask for" in result.stderr


def test_several_files_and_folders_are_asked_together(data: Path, tmp_path: Path) -> None:
    (tmp_path / "more.nt").write_text("<a:x> <a:p> <a:y> .\n", encoding="utf-8")
    (tmp_path / "same.trig").write_text("<a:1> <a:p> 1 . <g:1> { <a:1> <a:p> 1 , 2 }", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no RDF", encoding="utf-8")
    count = run(data, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--data", tmp_path, "--format", "csv", "-q")
    assert count.stdout.split() == ["n", "402"]


def test_a_query_is_stopped_at_its_limit(data: Path) -> None:
    result = run(data, ENDLESS, "--timeout", "0.3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "stopped at its limit of 0.3 s" in result.stderr
    assert "--timeout" in result.stderr


def test_printing_a_table_counts_as_well(data: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "query", str(data), ENDLESS_ROWS, "--timeout", "1"]
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert "stopped at its limit of 1 s" in done.stderr


def test_a_table_fits_its_first_rows_and_breaks_what_is_longer(tmp_path: Path) -> None:
    """The first rows are those that come in the first moment; here all do."""
    path = tmp_path / "graph.nt"
    path.write_text('<a:1> <a:p> "two\\nlines\\u0007" .\n<a:2> <a:p> "\u6f22\u5b57" .\n', encoding="utf-8")
    result = run(path, "SELECT ?s ?o { ?s <a:p> ?o } ORDER BY ?s")
    assert result.stdout.splitlines() == [
        "┏━━━━━┳━━━━━━━━┓",
        "┃ s   ┃ o      ┃",
        "┡━━━━━╇━━━━━━━━┩",
        "│ a:1 │ two    │",
        "│     │ lines\ufffd │",
        "│ a:2 │ 漢字   │",
        "└─────┴────────┘",
    ]
    empty = run(path, "SELECT ?s ?o { ?s <a:q> ?o }")
    assert empty.stdout.splitlines() == ["┏━━━┳━━━┓", "┃ s ┃ o ┃", "┡━━━╇━━━┩", "└───┴───┘"]


def test_rows_are_shown_before_the_last_is_known_and_ctrl_c_stops(data: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "query", str(data), ENDLESS_ROWS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        head = [process.stdout.readline().decode() for _ in range(4)]
        assert head[3].startswith("│ a:")
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.read().decode().startswith("error: stopped by Ctrl-C")
        assert process.wait(timeout=30) == 130
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_asking_loads_no_more_than_asking_takes(data: Path) -> None:
    code = (
        f"import sys; sys.argv = ['graphkit', 'query', {str(data)!r}, 'ASK {{}}', '-q']\n"
        "from graphkit.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([name for name in ('spacy', 'rdflib', 'networkx', 'numpy', 'starlette', 'uvicorn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


class _Elsewhere(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "a:1"}}]}})
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_POST  # noqa: N815 - the name is the library's

    def log_message(self, *_: object) -> None:
        pass


def test_other_servers_are_asked_only_if_that_is_allowed(data: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/sparql"
            sparql = f"SELECT ?n {{ SERVICE <{address}> {{ ?x ?y ?z }} ?x <a:p> ?n }}"
            refused = run(data, sparql, "--format", "csv", "-q")
            assert refused.exit_code == 1
            assert "over the network" in refused.stderr
            allowed = run(data, sparql, "--allow-network", "--format", "csv", "-q")
            assert allowed.stdout.split() == ["n", "1"]
        finally:
            server.shutdown()
            thread.join()
