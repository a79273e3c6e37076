from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from graphkit.knowledge import KnowledgeGraph
from graphkit.model import Assembly, Document

from ..rdf.everything import everything  # noqa: TID252 - the made-up graph of the RDF tests

HOSTILE = "<script>alert(1)</script>\"onerror='x' &amp; </td>"


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes += attrs
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_counts_statuses_sentences_and_articles_are_shown() -> None:
    page = KnowledgeGraph(everything())._repr_html_()
    assert f"<b>{len(everything().documents)}</b> documents" in page
    assert "Ada Brandt met Tunde Okoro in Castle Hall on Tuesday." in page
    assert "2031-03-04" in page
    assert 'href="https://paper.example/a1"' in page
    assert "and 1 more" in page
    assert "occurred" in page
    assert not Tags(page).open


def test_near_copies_are_one_source() -> None:
    whole = everything()
    (meeting,) = (m for m in whole.meetings if len({passage.document for passage in m.evidence}) > 1)
    graph = replace(whole, meetings=(meeting,), pledges=(), relations=())
    others = len({passage.document for passage in meeting.evidence}) - 1
    assert f", and {others} more" in KnowledgeGraph(graph)._repr_html_()
    first = meeting.evidence[0].document
    copies = tuple(d if d.id == first else replace(d, copy_of=first) for d in whole.documents)
    assert ", and" not in KnowledgeGraph(replace(graph, documents=copies))._repr_html_()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", 'https://x/"onload="y']
)
def test_hostile_text_and_addresses_do_nothing(address: str) -> None:
    whole = everything()
    hostile = replace(
        whole,
        documents=tuple(Document(id=d.id, title=HOSTILE, url=address) for d in whole.documents),
        entities=tuple(replace(entity, name=HOSTILE) for entity in whole.entities),
        meetings=tuple(
            replace(m, evidence=tuple(replace(e, quote=HOSTILE) for e in m.evidence)) for m in whole.meetings
        ),
        pledges=tuple(replace(pledge, content=HOSTILE) for pledge in whole.pledges),
        warnings=(HOSTILE,),
    )
    tags = Tags(KnowledgeGraph(hostile)._repr_html_())
    assert "script" not in tags.names
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert all(value.startswith("https://x/") for name, value in tags.attributes if name == "href" and value)


def test_what_is_too_much_is_counted() -> None:
    whole = everything()
    first = whole.meetings[0]
    many = replace(whole, meetings=tuple(replace(first, id=f"meeting/{n}") for n in range(12)), warnings=("w",) * 8)
    page = KnowledgeGraph(many)._repr_html_()
    assert "the latest 5 of 12" in page
    assert "and 3 more" in page
    assert page.count("<q>") < 30


def test_an_empty_graph_is_told_too() -> None:
    page = KnowledgeGraph(Assembly())._repr_html_()
    assert "<b>0</b> meetings" in page
    assert "<table" not in page
