from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import OutputError
from graphkit.export import explore
from graphkit.export.explore import as_json, page, write_page
from graphkit.model import Assembly

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

ASSETS = Path(explore.__file__).parent / "page"
HOSTILE = '</script><script>alert("1")</script><!--\u2028" onerror=\'alert(1)\' {{script}} \ud800'


class Reader(HTMLParser):
    """What a browser would take for elements, and what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as the parser calls it
        self.inside = False

    def handle_data(self, data: str) -> None:
        tag, attributes = self.elements[-1] if self.elements else ("", {})
        name = "data" if attributes.get("id") == "data" else tag
        if self.inside and name in {"data", "script", "style", "title"}:
            self.texts.append((name, data))

    def text(self, name: str) -> str:
        return "".join(data for tag, data in self.texts if tag == name)


def hostile() -> Assembly:
    graph = everything()
    return replace(
        graph,
        documents=tuple(
            replace(one, title=HOSTILE, url=HOSTILE, authors=(HOSTILE,), publisher=HOSTILE) for one in graph.documents
        ),
        entities=tuple(replace(one, name=one.name + HOSTILE) for one in graph.entities),
        pledges=tuple(replace(one, content=HOSTILE) for one in graph.pledges),
        relations=tuple(replace(one, label=HOSTILE) for one in graph.relations),
        meetings=tuple(
            replace(one, topic=HOSTILE, evidence=tuple(replace(e, quote=e.quote + HOSTILE) for e in one.evidence))
            for one in graph.meetings
        ),
    )


def test_one_graph_one_page() -> None:
    assert page(everything()) == page(everything())
    assert page(everything(), title="Talks") != page(everything())


@pytest.mark.parametrize("graph", [everything(), hostile(), Assembly()], ids=["everything", "hostile", "empty"])
def test_only_the_pages_own_script_and_style_may_act(graph: Assembly) -> None:
    read = Reader(page(graph, title=HOSTILE))
    (policy,) = [told["content"] for tag, told in read.elements if told.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    digests = [base64.b64encode(hashlib.sha256(read.text(n).encode()).digest()).decode() for n in ("script", "style")]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digests[0]}'; style-src 'sha256-{digests[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [told for tag, told in read.elements if tag == "script"] == [{"type": "application/json", "id": "data"}, {}]
    assert not {name for _, told in read.elements for name in told if name.startswith("on") or name in {"src", "style"}}
    assert [told["href"] for tag, told in read.elements if "href" in told] == ["data:,", "#main"]


def test_data_come_back_as_they_were() -> None:
    read = Reader(page(hostile(), title=HOSTILE))
    told = json.loads(read.text("data"))
    assert {HOSTILE in name["name"] for name in told["entities"]} == {True}
    assert any(HOSTILE in quote for _, _, quote in told["passages"])
    assert set(told["relations"].values()) == {HOSTILE}
    assert not set(read.text("data")) & set("<>&\u2028\u2029\ud800")
    assert read.text("title").startswith('</script><script>alert("1")')


@given(st.text())
def test_any_text_may_stand_in_a_script(text: str) -> None:
    told = as_json([text])
    assert json.loads(told) == [text]
    assert not set(told) & set("<>&\u2028\u2029")
    told.encode("utf-8")


def test_a_title_of_its_own() -> None:
    assert "<title>Talks &amp; &lt;b&gt;</title>" in page(everything(), title=" Talks & <b>\n")
    assert "<title>Ada Brandt, Harbour League, Tunde Okoro and others</title>" in page(everything())
    assert "<title>An empty graph</title>" in page(Assembly())


def test_what_the_page_is_made_of() -> None:
    script, style = ((ASSETS / name).read_text(encoding="utf-8") for name in ("page.js", "page.css"))
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "</style" not in style.lower()
    assert not re.search(r"@import|url\(", style)
    assert len(page(Assembly())) < 300_000
    notices = (ASSETS / "NOTICES.txt").read_text(encoding="utf-8")
    locked = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for library in ("sigma", "graphology", "@sigma/edge-curve", "@sigma/node-border"):
        assert f"{library} {locked[f'node_modules/{library}']['version']} (MIT)" in notices
    assert "Permission is hereby granted" in page(Assembly())


def test_to_a_stream_and_to_a_file(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_page(everything(), stream)
    write_page(everything(), tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == stream.getvalue()
    with pytest.raises(OutputError, match="the folder does not exist"):
        write_page(everything(), tmp_path / "none" / "page.html")
