"""Makes the page of the vocabulary that people read, ``ontology/graphkit.html``, from the Turtle files beside it.

``python scripts/build_ontology_page.py`` writes it; with ``-`` it is printed. It is one file without scripts and without
anything from elsewhere, and its anchors are the names of the terms, so that https://w3id.org/graphkit#Meeting can lead there.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
NAMESPACE: Final = "https://w3id.org/graphkit#"
SHAPES: Final = "https://w3id.org/graphkit/shapes#"
ABOUT: Final = URIRef("https://w3id.org/graphkit")
ALIGNED: Final = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)

BOXES: Final = {
    # class: left, top
    "Person": (20, 12),
    "Organization": (20, 72),
    "Country": (20, 132),
    "Entity": (240, 72),
    "Event": (490, 72),
    "Meeting": (750, 12),
    "Pledge": (750, 72),
    "Relation": (750, 132),
    "Membership": (20, 202),
    "Evidence": (490, 202),
    "Run": (750, 202),
    "Mention": (240, 282),
    "Article": (490, 282),
}
ARROWS: Final = (
    # from, to, what is written on it; "" is a subclass
    ("Person", "Entity", ""),
    ("Organization", "Entity", ""),
    ("Country", "Entity", ""),
    ("Meeting", "Event", ""),
    ("Pledge", "Event", ""),
    ("Relation", "Event", ""),
    ("Event", "Entity", "participant"),
    ("Event", "Evidence", "evidence"),
    ("Membership", "Entity", "org:member"),
    ("Membership", "Evidence", "evidence"),
    ("Evidence", "Article", "prov:wasDerivedFrom"),
    ("Evidence", "Run", "prov:wasGeneratedBy"),
    ("Entity", "Mention", "mention"),
    ("Mention", "Article", "prov:wasDerivedFrom"),
)
"""The main classes, for the picture at the top; all others are in the text."""
BOX: Final = (120, 34)
LONG: Final = 160

EXAMPLE: Final = """\
SELECT ?one ?other ?day ?quote WHERE {
  ?meeting a gk:Meeting ; gk:status "occurred" ;
    gk:participant ?a , ?b ; gk:evidence/gk:quote ?quote .
  ?a rdfs:label ?one .
  ?b rdfs:label ?other .
  OPTIONAL { ?meeting gk:date ?day }
  FILTER (STR(?a) < STR(?b))
}"""

STYLE: Final = """
:root { --ink: #1d2330; --soft: #5b6475; --line: #dfe3ea; --paper: #ffffff; --shade: #f5f7fa; --link: #1f5fbf; --mark: #fff4cf }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ef; --soft: #a2abba; --line: #343b47; --paper: #171a20; --shade: #1f242c; --link: #82b1ff; --mark: #4a4120 }
}
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: .88em }
.page { display: grid; grid-template-columns: 15.5rem minmax(0, 56rem); gap: 3rem; max-width: 78rem; margin: 0 auto; padding: 0 1.5rem }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 2rem 0; font-size: .86rem; line-height: 1.75 }
nav b { display: block; margin: 1.1rem 0 .2rem; color: var(--soft); font-weight: 600; font-size: .78rem; letter-spacing: .02em }
nav a { display: block; overflow-wrap: anywhere }
main { padding: 2.2rem 0 6rem }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 .3rem } h2 { font-size: 1.45rem; margin: 3.2rem 0 .9rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1.08rem; margin: 0 } .lead { font-size: 1.08rem; margin: .2rem 0 1rem }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; margin: .6rem 0 0; font-size: .9rem }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; margin: .8rem 0 } .card p { margin: .35rem 0 0 }
.card:target, tr:target { background: var(--mark) }
.head { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline } .head code { color: var(--soft) }
.note { background: var(--shade); border-left: 3px solid var(--line); padding: .6rem 1rem; font-size: .93rem }
pre { background: var(--shade); padding: .9rem 1.1rem; overflow: auto; border-radius: 8px }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem }
th { text-align: left; color: var(--soft); font-weight: 600 } th, td { padding: .45rem .8rem .45rem 0; vertical-align: top; border-bottom: 1px solid var(--line) }
td:first-child { white-space: nowrap } .small { color: var(--soft); font-size: .85rem }
svg { width: 100%; height: auto; margin: 1rem 0 } svg rect { fill: var(--shade); stroke: var(--soft) } svg text { font-size: 13px; fill: var(--ink) }
svg a text { fill: var(--link) } svg path { stroke: var(--soft); fill: none } svg .is { stroke-dasharray: 4 3 } svg .on { font-size: 11px; fill: var(--soft); paint-order: stroke; stroke: var(--paper); stroke-width: 5px }
@media (max-width: 60rem) { .page { display: block } nav { position: static; height: auto; padding-bottom: 0 } nav a { display: inline-block; margin-right: .8rem } }
@media print { nav { display: none } .page { display: block } }
"""


class Page:
    """What the page says, taken from the files."""

    def __init__(self) -> None:
        """Read vocabulary, alignments and shapes."""
        self.terms = Graph().parse(ONTOLOGY / "graphkit.ttl")
        self.aligned = Graph().parse(ONTOLOGY / "alignments.ttl")
        self.classes = self._in_order(OWL.Class)
        self.links = self._in_order(OWL.ObjectProperty)
        self.values = self._in_order(OWL.DatatypeProperty)

    def html(self) -> str:
        """Give the whole page."""
        title = self._text(ABOUT, DCTERMS.title)
        body = f"{self._top()}{self._classes()}{self._properties()}{self._rules()}"
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
            f'<body>\n<div class="page">\n{self._contents()}<main>\n{body}</main>\n</div>\n</body>\n</html>\n'
        )

    def _in_order(self, kind: URIRef) -> list[URIRef]:
        """List the terms of a kind in the order of the file."""
        triples = parse(path=ONTOLOGY / "graphkit.ttl", format=RdfFormat.TURTLE)
        subjects = dict.fromkeys(triple.subject.value for triple in triples)
        return [
            URIRef(iri) for iri in subjects if (URIRef(iri), RDF.type, kind) in self.terms and iri.startswith(NAMESPACE)
        ]

    def _text(self, node: URIRef, predicate: URIRef) -> str:
        return str(self.terms.value(node, predicate))

    def _name(self, iri: URIRef) -> str:
        """Write a term with its prefix; one of this page as a link to its place."""
        if iri.startswith(NAMESPACE):
            local = iri.removeprefix(NAMESPACE)
            return f'<a href="#{local}"><code>gk:{local}</code></a>'
        for graph in (self.terms, self.aligned):
            for prefix, namespace in graph.namespaces():
                if iri.startswith(namespace):
                    return f"<code>{escape(prefix)}:{escape(iri.removeprefix(namespace))}</code>"
        return f"<code>{escape(iri)}</code>"

    def _names(self, iris: Iterable[object]) -> str:
        return ", ".join(self._name(iri) for iri in sorted(iri for iri in iris if isinstance(iri, URIRef)))

    def _contents(self) -> str:
        def listed(terms: Iterable[URIRef]) -> str:
            names = [term.removeprefix(NAMESPACE) for term in terms]
            return "".join(f'<a href="#{name}">{name}</a>\n' for name in names)

        groups = (("Classes", self.classes), ("Between nodes", self.links), ("Plain values", self.values))
        told = "".join(f"<b>{title}</b>\n{listed(terms)}" for title, terms in groups)
        return f'<nav>\n<a href="#top">Overview</a>\n<a href="#rules">Rules</a>\n{told}</nav>\n'

    def _top(self) -> str:
        licence = self._text(ABOUT, DCTERMS.license)
        facts = {
            "Namespace": f"<code>{NAMESPACE}</code>",
            "Prefix": "<code>gk</code>",
            "Version": escape(self._text(ABOUT, OWL.versionInfo)),
            "Licence": f'<a href="{escape(licence)}">{escape(licence.rpartition("/")[2])}</a>',
            "Files": "<code>graphkit.ttl</code>, <code>alignments.ttl</code>, <code>shapes.ttl</code>, <code>shapes-sparql.ttl</code>",
        }
        return (
            f'<h1 id="top">{escape(self._text(ABOUT, DCTERMS.title))}</h1>\n'
            f'<p class="lead">{escape(self._text(ABOUT, DCTERMS.description))}</p>\n{_facts(facts)}'
            f"{self._picture()}"
            '<p class="note">A meeting or pledge is a node of its own, with parties, date, place and the passages that tell of it. '
            "Short cuts such as <code>gk:metWith</code> join two parties directly; behind each of them stands such a node. "
            "The IRI https://w3id.org/graphkit is not registered yet: no web server answers there.</p>\n"
            f"<p>Who met whom, when, and which sentence says so:</p>\n<pre><code>{escape(EXAMPLE)}</code></pre>\n"
        )

    def _picture(self) -> str:
        arrows = "".join(_arrow(*arrow) for arrow in ARROWS)
        width, height = BOX
        boxes = "".join(
            f'<a href="#{name}"><rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>'
            f'<text x="{x + width / 2:g}" y="{y + 22}" text-anchor="middle">{name}</text></a>\n'
            for name, (x, y) in BOXES.items()
        )
        return (
            '<svg viewBox="0 0 890 330" role="img" aria-label="The main classes and how they hang together">\n'
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 0 L8 4 L0 8"/></marker></defs>\n{arrows}{boxes}</svg>\n'
        )

    def _classes(self) -> str:
        return '<h2 id="classes">Classes</h2>\n' + "".join(map(self._class, self.classes))

    def _class(self, term: URIRef) -> str:
        used = [prop for prop in (*self.links, *self.values) if (prop, RDFS.domain, term) in self.terms]
        disjoint = {*self.terms.objects(term, OWL.disjointWith), *self.terms.subjects(OWL.disjointWith, term)}
        facts = {
            "Kind of": self._names(self.terms.objects(term, RDFS.subClassOf)),
            "Kinds": self._names(self.terms.subjects(RDFS.subClassOf, term)),
            "Never also": self._names(disjoint),
            "Properties": self._names(used),
            "Leads here": self._names(prop for prop in self.links if (prop, RDFS.range, term) in self.terms),
            "Elsewhere": self._elsewhere(term),
        }
        name = term.removeprefix(NAMESPACE)
        return (
            f'<section class="card" id="{name}">\n<div class="head"><h3>{escape(self._text(term, RDFS.label))}</h3>'
            f"<code>gk:{name}</code></div>\n<p>{escape(self._text(term, RDFS.comment))}</p>\n{_facts(facts)}</section>\n"
        )

    def _elsewhere(self, term: URIRef) -> str:
        """Tell what other vocabularies call it: exactly what it is a kind of, else what is close."""
        close = {name for relation in ALIGNED for name in self.aligned.objects(term, relation)}
        codes = {name for name in close if (name, SKOS.notation, None) in self.aligned}
        told = [self._names(close - codes)] if close - codes else []
        for code in sorted(codes):
            scheme = str(self.aligned.value(self.aligned.value(code, SKOS.inScheme), RDFS.label)).split()[0]
            told.append(f"{escape(scheme)} <code>{escape(str(self.aligned.value(code, SKOS.notation)))}</code>")
        return ", ".join(told)

    def _properties(self) -> str:
        return (
            '<h2 id="links">Properties between nodes</h2>\n'
            + self._table(self.links)
            + '<h2 id="values">Properties with plain values</h2>\n'
            + self._table(self.values)
        )

    def _table(self, terms: Iterable[URIRef]) -> str:
        rows = "".join(map(self._row, terms))
        return f'<div class="wide"><table>\n<tr><th>Property</th><th>Meaning</th><th>From, to</th></tr>\n{rows}</table></div>\n'

    def _row(self, term: URIRef) -> str:
        name = term.removeprefix(NAMESPACE)
        source, target = (self._names(self.terms.objects(term, end)) for end in (RDFS.domain, RDFS.range))
        ends = f"{source or 'several'} → {target}" if target else source
        more = []
        if upper := self._names(self.terms.objects(term, RDFS.subPropertyOf)):
            more.append(f"A kind of {upper}.")
        if elsewhere := self._elsewhere(term):
            more.append(f"Elsewhere: {elsewhere}.")
        extra = f'<div class="small">{" ".join(more)}</div>' if more else ""
        return (
            f'<tr id="{name}"><td><code>gk:{name}</code></td>'
            f'<td>{escape(self._text(term, RDFS.comment))}{extra}</td><td class="small">{ends}</td></tr>\n'
        )

    def _rules(self) -> str:
        rows = "".join(
            f"<tr><td><code>{name}</code></td><td>{_marked(told)}</td></tr>\n" for name, told in _all_rules()
        )
        return (
            '<h2 id="rules">Rules</h2>\n<p>Every graph that graphkit writes keeps these; '
            "<code>graphkit validate</code> says where another one doesn't.</p>\n"
            f'<div class="wide"><table>\n<tr><th>Rule</th><th>What holds, and what to do</th></tr>\n{rows}</table></div>\n'
        )


def _all_rules() -> Iterator[tuple[str, str]]:
    """Give name and message of every rule, in the order of the files."""
    for file in ("shapes.ttl", "shapes-sparql.ttl"):
        shapes = Graph().parse(ONTOLOGY / file)
        order = dict.fromkeys(triple.subject for triple in parse(path=ONTOLOGY / file, format=RdfFormat.TURTLE))
        for subject in order:
            message = shapes.value(URIRef(subject.value), SH.message)
            if isinstance(message, Literal):
                yield subject.value.removeprefix(SHAPES), str(message)


def _marked(text: str) -> str:
    """Set the names of terms apart."""
    return re.sub(r"\b[a-z]+:[A-Za-z]+\b", lambda name: f"<code>{name[0]}</code>", escape(text))


def _facts(facts: dict[str, str]) -> str:
    rows = "".join(f"<dt>{name}</dt><dd>{told}</dd>\n" for name, told in facts.items() if told)
    return f"<dl>\n{rows}</dl>\n" if rows else ""


def _arrow(source: str, target: str, label: str) -> str:
    """Draw a line from the edge of one box to that of another, with its words in the middle."""
    (x1, y1), (x2, y2) = (_middle(name) for name in (source, target))
    (x1, y1), (x2, y2) = _edge((x1, y1), (x2, y2)), _edge((x2, y2), (x1, y1))
    kind = "" if label else ' class="is"'
    line = f'<path{kind} d="M{x1:g} {y1:g} L{x2:g} {y2:g}" marker-end="url(#tip)"/>\n'
    if not label:
        return line
    return (
        f'{line}<text class="on" x="{(x1 + x2) / 2:g}" y="{(y1 + y2) / 2 + 4:g}" text-anchor="middle">{label}</text>\n'
    )


def _middle(name: str) -> tuple[float, float]:
    x, y = BOXES[name]
    return x + BOX[0] / 2, y + BOX[1] / 2


def _edge(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Where the line between two middles leaves the box around the first."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    share = min(BOX[0] / 2 / abs(dx) if dx else 1, BOX[1] / 2 / abs(dy) if dy else 1)
    return round(one[0] + dx * share, 1), round(one[1] + dy * share, 1)


if __name__ == "__main__":
    page = Page().html()
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(page)
    else:
        (ONTOLOGY / "graphkit.html").write_text(page, encoding="utf-8")
