from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import GraphFileError
from graphkit.rdf import find_graph, read_graph, read_turtle, write_turtle

from .everything import everything

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def text() -> str:
    stream = io.BytesIO()
    write_turtle(everything(), stream)
    return stream.getvalue().decode()


def read(text: str):
    return read_turtle(io.BytesIO(text.encode()))


def test_a_file_or_the_folder_it_lies_in(tmp_path: Path, text: str):
    path = tmp_path / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    assert read_graph(path) == read_graph(tmp_path) == read_graph(str(tmp_path)) == everything()
    assert read_turtle(path) == everything()
    assert find_graph(tmp_path) == path


def test_remarks_of_others_are_passed_over(text: str):
    more = text + '\nmeeting:x <https://else.example/seenBy> [ rdfs:label "me" ] .\nperson:p a schema:Person .\n'
    assert read(more) == everything()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<a:a> <a:b> .\n", r"the stream:1: this is no Turtle \(.*\); mend it, or build the graph again"),
        ("@prefix a: <a:> .\na:a a:b 'x\n' .\n", r"the stream:2: this is no Turtle"),
        ("", r"no graph that graphkit wrote \(it has no gk:Run\)"),
        ("<a:a> <a:b> <a:c> .", r"no graph that graphkit wrote"),
    ],
)
def test_broken_and_foreign_files(content: str, message: str):
    with pytest.raises(GraphFileError, match=message):
        read(content)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (r'gk:status "denied"', 'gk:status "perhaps"', "'perhaps'.*not one of occurred, planned, denied, hypothetical"),
        (r'\tgk:status "denied" ;?\n?', "", r"has no <https://w3id.org/graphkit#status>"),
        (r"gk:confidence 0.95", "gk:confidence 0.95, 1.0", "has 2 values of <https://w3id.org/graphkit#confidence>"),
        (r"gk:start 300", 'gk:start "soon"', "'soon', which can't be used"),
        (r'"2031-03-10"\^\^xsd:date', '"spring"', "'spring', which can't be used"),
        (r"(?s)mention:02bd0cc2267125dc a .*?\.\n\n", "", "is named but nothing is said of it"),
        (r"\Z", "run:other a gk:Run .\n", "2 runs.*several graphs put together"),
    ],
)
def test_incomplete_graphs(text: str, old: str, new: str, message: str):
    changed, count = re.subn(old, new, text)
    assert count
    # where a value is taken out the full stop may go with it
    changed = changed.replace(" ;\n\n", " .\n\n").replace(" ;\n.", " .").replace(";\n\t.", ".")
    with pytest.raises(GraphFileError, match=message) as caught:
        read(changed)
    assert "build the graph again" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nothing.ttl", None, r"nothing\.ttl: no such file; name a file"),
        (".", None, r"the folder has no graph\.ttl"),
        ("graph.graphml", b"<graphml/>", r"name the graph\.ttl of the same build"),
        ("latin.ttl", b"<a:a> <a:b> '\xe9' .", r"latin\.ttl:1: this is no Turtle"),
    ],
)
def test_paths_that_lead_to_no_graph(tmp_path: Path, name: str, content: bytes | None, message: str):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphFileError, match=message):
        read_graph(tmp_path / name)
