"""The endpoint as clients meet it: the protocol, its limits, and what it keeps out."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from SPARQLWrapper import CSV, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graphkit.rdf import load_into, named_queries, run_query, write_turtle
from graphkit.rdf.vocabulary import PREFIXES

from .everything import everything
from .served import ENDLESS, ENDLESS_ROWS, Server, server

NAMES = "SELECT ?name { ?p a gk:Person ; rdfs:label ?name } ORDER BY ?name"
PEOPLE = ["Ada Brandt", "Rui Silva", "Tunde Okoro"]
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    with (folder / "graph.ttl").open("wb") as stream:
        write_turtle(everything(), stream)
    (folder / "more.trig").write_text("<g:1> { <a:s> <a:p> 1 } <g:2> { <a:s> <a:p> 1 , 2 }", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def serving(data: Path):
    with server(data, data / "more.trig", "--timeout", 3, "--workers", 2) as running:
        yield running


# ------------------------------------------------------------------------------------------------------- the protocol


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("*/*", JSON, '{"head":{"vars":["name"]}'),
        ("text/csv", "text/csv", "name\r\nAda Brandt\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", '?name\n"Ada Brandt"\n'),
        ("application/sparql-results+xml;q=0.9, text/turtle", "application/sparql-results+xml", "<?xml"),
        ("text/html;q=0.2, application/json", "application/json", "{"),
    ],
)
def test_tables_in_every_format(serving: Server, accept: str, media: str, begins: str) -> None:
    reply = serving.get(NAMES, accept=accept)
    assert (reply.status, reply.media) == (200, media)
    assert reply.text.startswith(begins)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_graphs_in_every_format(serving: Server, accept: str, media: str) -> None:
    reply = serving.get("CONSTRUCT WHERE { ?p foaf:name|schema:name ?n }".replace("foaf:name|", ""), accept=accept)
    assert (reply.status, reply.media) == (200, media)
    assert "Ada Brandt" in reply.text


def test_three_ways_to_send_a_query(serving: Server) -> None:
    wanted = serving.get(NAMES).text
    assert serving.post(urlencode({"query": NAMES}).encode(), "application/x-www-form-urlencoded").text == wanted
    assert serving.post(NAMES.encode(), "application/sparql-query; charset=utf-8").text == wanted


@pytest.mark.parametrize(
    ("graphs", "wanted"),
    [
        ([], [2, 3]),
        ([("default-graph-uri", "g:1")], [1, 0]),
        ([("default-graph-uri", "g:2"), ("named-graph-uri", "g:1")], [2, 1]),
        ([("named-graph-uri", "g:2")], [0, 2]),
        ([("default-graph-uri", "g:none")], [0, 0]),
    ],
)
def test_graphs_that_the_client_names(serving: Server, graphs: list[tuple[str, str]], wanted: list[int]) -> None:
    counts = []
    for pattern in ("?s <a:p> ?o", "GRAPH ?g { ?s <a:p> ?o }"):
        reply = serving.get(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", *graphs, accept="text/csv")
        counts.append(int(reply.text.split()[1]))
    assert counts == wanted


@pytest.mark.parametrize(
    ("sparql", "more", "status", "words"),
    [
        ("SELECT ?x {", [], 400, "line 1, column 12"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", [], 400, "is an update"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", [], 400, "over the network"),
        ("ASK {}", [("query", "ASK {}")], 400, "one parameter 'query', not 2"),
        ("ASK {}", [("update", "DROP ALL")], 403, "only reads"),
        ("ASK {}", [("default-graph-uri", "g:1"), ("default-graph-uri", "g:2")], 400, "count twice"),
        ("ASK {}", [("default-graph-uri", "not an iri")], 400, "absolute IRI"),
        ("SELECT * FROM <g:1> FROM <g:2> { ?s ?p ?o }", [], 400, "count twice"),
        (ENDLESS, [], 503, "stopped at its limit of 3 s"),
    ],
)
def test_refusals_say_why(serving: Server, sparql: str, more: list, status: int, words: str) -> None:
    reply = serving.get(sparql, *more)
    assert (reply.status, reply.media) == (status, "text/plain")
    assert words in reply.text
    assert ("retry-after" in reply.headers) == (status == 503)


def test_formats_that_can_not_be(serving: Server) -> None:
    for sparql, accept in (("ASK {}", "text/turtle"), ("DESCRIBE <a:s>", "text/csv"), ("ASK {}", "image/png")):
        reply = serving.get(sparql, accept=accept)
        assert reply.status == 406
        assert "This endpoint gives application/sparql-results+json" in reply.text
    assert serving.post(b"{}", "application/json").status == 415
    assert serving.post(b"DROP ALL", "application/sparql-update").status == 403
    assert serving.post(b"\xff", "application/sparql-query").status == 400
    assert serving.send("GET", "/sparql?query=%ff").status == 400
    assert serving.post(b"", "application/x-www-form-urlencoded").status == 400
    assert serving.send("DELETE", "/sparql").status == 405
    assert serving.send("GET", "/nothing").status == 404


def test_a_request_that_is_too_long(serving: Server) -> None:
    reply = serving.post(b"ASK {} #" + b"x" * 1024 * 1024, "application/sparql-query")
    assert (reply.status, reply.text) == (413, "the request is longer than 1,048,576 bytes\n")
    assert serving.get("ASK {}").status == 200


def test_without_a_query_the_service_describes_itself(serving: Server) -> None:
    reply = serving.send("GET", "/sparql")
    assert (reply.status, reply.media) == (200, "text/turtle")
    assert f"sd:endpoint <{serving.address}sparql>" in reply.text
    assert serving.send("HEAD", "/sparql").status == 200


def test_standard_clients(serving: Server) -> None:
    client = SPARQLWrapper(f"{serving.address}sparql")
    client.setQuery(f"PREFIX gk: <{PREFIXES['gk']}> PREFIX rdfs: <{PREFIXES['rdfs']}> {NAMES}")
    client.setReturnFormat("json")
    assert [row["name"]["value"] for row in client.queryAndConvert()["results"]["bindings"]] == PEOPLE
    client.setMethod(POST)
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split("\r\n")[1:-1] == PEOPLE
    client.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <http://no/> { ?s ?p ?o } }")
    client.setReturnFormat(TURTLE)
    assert client.query().response.status == 200
    client.setReturnFormat("json")
    client.setQuery("SELECT WHERE")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_named_queries(serving: Server) -> None:
    told = json.loads(serving.send("GET", "/queries.json").text)
    assert [query["name"] for query in told["queries"]] == list(named_queries())
    reply = serving.send("GET", "/named/who-met-person?person=okoro", Accept="text/csv")
    assert reply.text == "person,other,meetings,first,last\r\nokoro,Ada Brandt,1,2031-03-04,2031-03-04\r\n"
    assert serving.send("GET", "/named/who-met-person").status == 400
    twice = serving.send("GET", "/named/who-met-person?person=okoro&person=silva")
    assert (twice.status, twice.text) == (400, "the parameter 'person' is given more than once\n")
    assert serving.send("GET", "/named/roles-at?day=yesterday").status == 400
    assert serving.send("GET", "/named/who-mett").status == 404
    hostile = serving.send("GET", "/named/who-met-person?" + urlencode({"person": '" } DROP ALL #'}), Accept="text/csv")
    assert (hostile.status, hostile.text.count("\n")) == (200, 1)


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no browser")
def test_page_in_a_browser(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text('<a:s> <a:p> "<img src=x onerror=alert(1)>" , 7 .', encoding="utf-8")
    with server(path, "--workers", 1) as running:

        def shown(**link: str) -> str:
            command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000"]
            command += [f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", f"{running.address}?{urlencode(link)}"]
            return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

        table = shown(query="SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o")
        assert "2 rows in" in table
        assert "&lt;img src=x onerror=alert(1)&gt;" in table
        assert "<img" not in table
        assert re.search(r'<button type="button" class="iri" title="a:s[^>]*>a:s</button>', table)
        assert "line 1, column 12: the query breaks off" in shown(query="SELECT ?x {")


# --------------------------------------------------------------------------------------------------- whom it keeps out


def test_page_is_its_own_and_strict(serving: Server) -> None:
    for path, media in (("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript")):
        reply = serving.send("GET", path)
        assert (reply.status, reply.media) == (200, media)
        assert "http://" not in reply.text
        assert "https://" not in reply.text
        assert reply.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert reply.headers["x-content-type-options"] == "nosniff"
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    sent = serving.get("ASK {}", accept=browser)
    assert (sent.status, sent.headers["location"]) == (303, "/?query=ASK+%7B%7D")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:7878"}, 200),
        ({"Host": "rebound.example"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
    ],
)
def test_other_web_pages_are_kept_out(serving: Server, headers: dict[str, str], status: int) -> None:
    reply = serving.get("ASK {}", **headers)
    assert reply.status == status
    assert "access-control-allow-origin" not in reply.headers


def test_links_of_others_may_lead_to_the_page_but_not_under_another_name(serving: Server) -> None:
    assert serving.send("GET", "/", Sec_Fetch_Site="cross-site").status == 200
    assert serving.send("GET", "/", Host="rebound.example").status == 403


def test_names_and_pages_that_are_let_in(data: Path) -> None:
    allowed = ("--allow-host", "graph.example", "--cors", "https://page.example", "--workers", 1)
    with server(data, *allowed) as running:
        reply = running.get("ASK {}", Host="graph.example:80", Origin="https://page.example")
        assert (reply.status, reply.headers["access-control-allow-origin"]) == (200, "https://page.example")
        assert running.get("ASK {}", Origin="https://other.example").status == 403


# ------------------------------------------------------------------------------------------------- under load, and over


def test_many_clients_with_heavy_and_malformed_queries_among_them(serving: Server, data: Path) -> None:
    """Nobody gets a wrong answer, and the heavy query is stopped while the others are answered."""
    asked = [
        (NAMES, 200),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", 200),
        ("SELECT ?x { ?x", 400),
        ("ASK { ?m gk:status 'denied' }", 200),
        ("DROP ALL", 400),
    ]
    sources = [data / "graph.ttl", data / "more.trig"]
    wanted = {sparql: run_query(sources, sparql).to_json() for sparql, status in asked if status == 200}

    def one(number: int) -> tuple[float, bool]:
        sparql, status = asked[number % len(asked)]
        began = time.monotonic()
        reply = serving.get(sparql)
        right = reply.status == status and (status != 200 or json.loads(reply.text) == json.loads(wanted[sparql]))
        return time.monotonic() - began, right

    with ThreadPoolExecutor(9) as clients:
        heavy = clients.submit(serving.get, ENDLESS)
        time.sleep(0.1)
        answered = list(clients.map(one, range(200)))
        assert heavy.result().status == 503
    assert all(right for _, right in answered)
    assert max(seconds for seconds, _ in answered) < 10


def test_an_answer_that_is_broken_off_does_not_look_whole(serving: Server) -> None:
    with pytest.raises(http.client.IncompleteRead):
        serving.get(ENDLESS_ROWS, accept="text/csv")
    assert serving.get("ASK {}").status == 200


def test_busy_workers_are_told(data: Path) -> None:
    with server(data, "--workers", 1, "--timeout", 1) as running, ThreadPoolExecutor(3) as clients:
        replies = list(clients.map(lambda _: running.get(ENDLESS), range(3)))
    assert [reply.status for reply in replies] == [503, 503, 503]
    assert any("busy for 1 s; try again later" in reply.text for reply in replies)


def test_who_leaves_is_not_worked_for(data: Path) -> None:
    with server(data, "--workers", 1, "--timeout", 60) as running:
        with pytest.raises(TimeoutError):
            running.get(ENDLESS, timeout=0.5)
        assert running.get("ASK {}").status == 200


def test_what_is_loaded_meanwhile_is_served(tmp_path: Path) -> None:
    path, store = tmp_path / "graph.ttl", tmp_path / "store"
    path.write_text("<a:s> <a:p> 1 .", encoding="utf-8")
    load_into(store, [path])
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with server(store, "--workers", 1) as running:
        assert running.get(count, accept="text/csv").text.split() == ["n", "1"]
        path.write_text("<a:s> <a:p> 1 , 2 , 3 .", encoding="utf-8")
        load_into(store, [path])
        assert running.get(count, accept="text/csv").text.split() == ["n", "3"]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_when_told_and_leaves_nothing(data: Path, tmp_path: Path, number: int, status: int) -> None:
    command = [sys.executable, "-m", "graphkit", "serve", str(data), "--port", "0"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, start_new_session=True) as process:
        assert process.stderr is not None
        assert b"serving" in process.stderr.readline()
        assert list(tmp_path.iterdir())
        process.send_signal(number)
        assert process.wait(timeout=30) == status
        assert process.stderr.read() == (b"stopped\n" if number == signal.SIGINT else b"")
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_what_can_not_be_served_is_told(data: Path, tmp_path: Path) -> None:
    def told(*arguments: object) -> tuple[int, str]:
        command = [sys.executable, "-m", "graphkit", "serve", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stderr

    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, words = told(data, "--port", taken.getsockname()[1])
    assert status == 1
    assert "choose another --port" in words
    status, words = told(tmp_path / "none.ttl", "--port", 0)
    assert status == 1
    assert "no such file" in words
    load_into(tmp_path / "store", [data])
    status, words = told(tmp_path / "store", data, "--port", 0)
    assert status == 1
    assert "a store is asked alone" in words
    (tmp_path / "store" / "state-1" / "database" / "CURRENT").unlink()
    status, words = told(tmp_path / "store", "--port", 0)
    assert status == 1
    assert "can't be opened as a store" in words
