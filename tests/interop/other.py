"""Compares graphkit with other implementations: ``python other.py FOLDER [GRAPH.ttl …]``, after ``setup.sh FOLDER``.

- parsers: rapper, riot, serdi, n3, rdflib and Oxigraph count the same triples, in the graphs that are named and in one of
  20,000 events with hostile text;
- shapes: Jena and shacl-engine find in every example what graphkit finds, and nothing else;
- terms: every term that alignments.ttl takes from a vocabulary is in the vocabulary's own file;
- entities: followthemoney takes every line that graphkit writes of the graphs that are named and of one by hand;
- consistency: HermiT finds ontology, alignments and graphs consistent, and the opposite where a person is an organisation.

It prints a line for each comparison, and ends with status 1 if one of them failed.
"""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import RDF, RDFS, XSD

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE), str(HERE.parent / "rdf"), str(HERE.parent / "rdf" / "shapes")]

from everything import everything  # noqa: E402
from examples import GOOD, Bad, bad_examples  # noqa: E402
from hostile import hostile  # noqa: E402

from graphkit.knowledge import KnowledgeGraph  # noqa: E402
from graphkit.rdf import validate_file, write_turtle  # noqa: E402
from graphkit.rdf.shapes import SHAPES, read_shapes  # noqa: E402

logging.getLogger("rdflib.term").disabled = True  # examples have literals of the wrong form on purpose
EVENTS = 20_000
ONTOLOGY = ROOT / "ontology"
LOGGING = re.compile("log4j|slf4j|logback")
RULE = re.compile(r"sh:sourceShape\s+(?:gks:([\w-]+)|<[^>]*#([\w-]+)>)")
VOCABULARIES = ("foaf", "oa", "org", "prov", "schema", "sem", "skos", "time")
PASSED_OVER = {
    "jena": frozenset(),
    "shacl-engine": frozenset({("date-earliest", "https://date-earliest3.example/plan")}),
}
"""What an engine is known not to find: shacl-engine takes 30 February for a date."""
failures = 0


def check(what: str, *, good: bool, told: object = "") -> None:
    """Say how a comparison came out."""
    global failures  # noqa: PLW0603
    failures += not good
    print("ok  " if good else "FAIL", what, told, flush=True)


def run(*command: object, at_most: int = 600) -> subprocess.CompletedProcess[str]:
    """Run a program of another."""
    words = [str(word) for word in command]
    return subprocess.run(words, check=False, capture_output=True, text=True, timeout=at_most, errors="replace")


def java(work: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """Run a program of Jena's."""
    jars = [str(jar) for jar in sorted(Path("/usr/share/java").glob("*.jar")) if not LOGGING.search(jar.name)]
    loggers = [f"/usr/share/java/{name}.jar" for name in ("slf4j-api", "slf4j-simple")]
    return run("java", "-cp", ":".join([str(work / "jena"), *jars, *loggers]), *command)


# parsers


def parsers(work: Path, graphs: list[Path]) -> None:
    """Let every parser count the triples of every graph."""
    path = work / "hostile.ttl"
    with path.open("wb") as stream:
        write_turtle(hostile(EVENTS), stream)
    for graph in (*graphs, path):
        triples = {str(triple) for triple in parse(path=graph, format=RdfFormat.TURTLE)}
        check(f"oxigraph {graph.name}", good=bool(triples), told=f"{len(triples):,} triples")
        for name, count in PARSERS.items():
            told = count(work, graph)
            check(f"{name} {graph.name}", good=told == len(triples), told=f"{told:,} triples")


def _lines(*command: object) -> int:
    done = run(*command)
    if done.returncode:
        print(done.stderr[:500])
        return -1
    return len(set(filter(None, done.stdout.split("\n"))))


def _riot(work: Path, graph: Path) -> int:
    # Jena 4.5 warns of characters beyond U+FFFF in IRIs, which RFC 3987 allows, and its status counts warnings
    checked = java(work, "riotcmd.riot", "--validate", graph)
    if "ERROR" in checked.stderr:
        print(checked.stderr[:500])
        return -1
    done = java(work, "riotcmd.riot", "--output=ntriples", graph)
    return len(set(filter(None, done.stdout.split("\n"))))


def _n3(work: Path, graph: Path) -> int:
    done = run("node", HERE / "n3.mjs", work, graph)
    return int(done.stdout or -1)


PARSERS = {
    "rapper": lambda _, graph: _lines("rapper", "-q", "-i", "turtle", "-o", "ntriples", graph),
    "serdi": lambda _, graph: _lines("serdi", "-i", "turtle", "-o", "ntriples", graph),
    "riot": _riot,
    "n3": _n3,
    "rdflib": lambda _, graph: len(rdflib.Graph().parse(graph)),
}


# shapes


def shapes(work: Path) -> None:
    """Let every engine validate many examples at once, each with IRIs of its own, and one that can't be joined alone.

    The rules that need SPARQL are asked of their own examples only, because shacl-engine plans a query anew for each node.
    """
    alone = "graph-run"
    bad = bad_examples()
    needs_sparql = {rule.rule.removeprefix(SHAPES) for rule in read_shapes().questions}
    (single,) = (example for example in bad if example.rule == alone)
    (work / "alone.ttl").write_bytes(single.turtle())
    _join([example for example in bad if example.rule != alone], work / "core.nt")
    _join([example for example in bad if example.rule in needs_sparql and example.number == 1], work / "sparql.nt")
    for name, rules in (("alone.ttl", "shapes.ttl"), ("core.nt", "shapes.ttl"), ("sparql.nt", "shapes-sparql.ttl")):
        found = validate_file(work / name).violations
        of_file = [violation for violation in found if (violation.rule in needs_sparql) == ("sparql" in rules)]
        ours = {(violation.rule, "_" if violation.node.startswith("_:") else violation.node) for violation in of_file}
        for engine, ask in {"jena": _jena, "shacl-engine": _shacl_engine}.items():
            theirs = set(ask(work, ONTOLOGY / rules, work / name)) | (PASSED_OVER[engine] & ours)
            told = f"{len(ours)} pairs of rule and node" if ours == theirs else f"{sorted(ours ^ theirs)[:8]}"
            check(f"{engine} {rules} {name}", good=ours == theirs, told=told)


def _join(examples: list[Bad], path: Path) -> None:
    """Put examples, and all good ones, side by side."""
    told = {path.stem: path.read_bytes() for path in GOOD}
    told |= {f"{example.rule}{example.number}": example.turtle() for example in examples}
    quads = [
        quad
        for name, turtle in told.items()
        for quad in parse(
            turtle.replace(b"https://news.example/", f"https://{name}.example/".encode()), format=RdfFormat.TURTLE
        )
    ]
    serialize(quads, str(path), format=RdfFormat.N_TRIPLES)


def _jena(work: Path, rules: Path, data: Path) -> list[tuple[str, str]]:
    done = java(work, "shacl.shacl", "validate", "--shapes", rules, "--data", data)
    report = rdflib.Graph().parse(data=done.stdout, format="turtle")
    sh = rdflib.SH
    return [
        (str(shape).removeprefix(SHAPES), _node(report.value(result, sh.focusNode)))
        for result, shape in report.subject_objects(sh.sourceShape)
    ]


def _node(node: rdflib.term.Node | None) -> str:
    return "_" if isinstance(node, rdflib.BNode) else str(node)


def _shacl_engine(work: Path, rules: Path, data: Path) -> list[tuple[str, str]]:
    # it takes a text with characters beyond U+FFFF for no xsd:string
    simpler = work / f"simpler-{data.name}"
    simpler.write_text(re.sub("[^\0-\uffff]", "†", data.read_text(encoding="utf-8")), encoding="utf-8")
    done = run("node", HERE / "shacl.mjs", work, rules, simpler)
    if done.returncode:
        print(done.stderr[:500])
    pairs = (line.split("\t") for line in filter(None, done.stdout.split("\n")))
    return [(rule.removeprefix(SHAPES), node if "://" in node else "_") for rule, node in pairs]


# terms


def terms(work: Path) -> None:
    """Look every foreign term of the alignments up in its vocabulary."""
    alignments = rdflib.Graph().parse(ONTOLOGY / "alignments.ttl")
    named = {str(term) for triple in alignments for term in triple if isinstance(term, rdflib.URIRef)}
    for name in VOCABULARIES:
        folder = work / "node_modules" / "@vocabulary" / name
        text = (folder / f"{name}.nq").read_text(encoding="utf-8").replace("http://schema.org/", "https://schema.org/")
        typed = set(re.findall(rf"^<([^>]+)> <{RDF.type}>", text, flags=re.MULTILINE))
        namespace = str(dict(alignments.namespaces())[name])
        used = {term for term in named if term.startswith(namespace) and term != namespace}
        check(f"terms of {name}", good=bool(used) and used <= typed, told=sorted(used - typed) or f"{len(used)} terms")
    (package,) = work.glob("venv/lib/python*/site-packages/followthemoney")
    namespace = str(dict(alignments.namespaces())["ftm"])
    known = f'"{namespace}"' in (package / "ontology.py").read_text(encoding="utf-8")
    unknown = []
    for term in sorted(name.removeprefix(namespace) for name in named if name.startswith(namespace)):
        schema, _, field = term.partition(":")
        file = package / "schema" / f"{schema}.yaml"
        told = file.read_text(encoding="utf-8") if file.exists() else ""
        if not told or (field and f"\n    {field}:\n" not in told):
            unknown.append(term)
    check("terms of ftm", good=known and not unknown, told=unknown)


# entities


def entities(work: Path, graphs: list[Path]) -> None:
    """Let followthemoney read what graphkit writes for it."""
    for name, graph in (
        *((path.name, KnowledgeGraph.read(path)) for path in graphs),
        ("by hand", KnowledgeGraph(everything())),
    ):
        path = graph.write(work / "entities.ftm.json", format="ftm")
        done = run(work / "venv" / "bin" / "python", HERE / "ftm_validate.py", path)
        check(f"ftm {name}", good=done.returncode == 0, told=(done.stdout + done.stderr[-500:]).strip())


# consistency


def consistency(work: Path, graphs: list[Path]) -> None:
    """Let HermiT reason over ontology, alignments and graphs."""
    for graph in graphs:
        told = _reason(work, graph, extra="")
        check(f"hermit {graph.name}", good=told == "consistent", told=told)
        clash = (
            "<https://news.example/x> a <https://w3id.org/graphkit#Person> , <https://w3id.org/graphkit#Organization> ."
        )
        told = _reason(work, graph, extra=clash)
        check(f"hermit {graph.name} with a clash", good=told == "inconsistent", told=told)


def _reason(work: Path, graph: Path, *, extra: str) -> str:
    """Leave out what OWL 2 has no datatype for (dates), and what is only for people."""
    merged = rdflib.Graph()
    for file in (ONTOLOGY / "graphkit.ttl", ONTOLOGY / "alignments.ttl", graph):
        merged.parse(file)
    merged.parse(data=extra, format="turtle")
    unknown = {XSD.date, XSD.gYear, XSD.gYearMonth}
    for subject, predicate, value in list(merged):
        if isinstance(value, rdflib.Literal) and (value.datatype in unknown or predicate in {RDFS.comment, RDFS.label}):
            merged.remove((subject, predicate, value))
    path = work / "reason.nt"
    merged.serialize(path, format="nt", encoding="utf-8")
    script = (
        "import sys, owlready2\n"
        "o = owlready2.get_ontology('https://news.example/reason').load(fileobj=open(sys.argv[1], 'rb'), format='ntriples')\n"
        "try:\n    owlready2.sync_reasoner(o, debug=0)\n    print('consistent')\n"
        "except owlready2.OwlReadyInconsistentOntologyError:\n    print('inconsistent')\n"
    )
    done = run(work / "venv" / "bin" / "python", "-c", script, path)
    return done.stdout.strip() or done.stderr[-500:]


def main(work: Path, graphs: list[Path]) -> int:
    """Make every comparison."""
    for step in (
        partial(parsers, work, graphs),
        partial(shapes, work),
        partial(terms, work),
        partial(entities, work, graphs),
        partial(consistency, work, graphs),
    ):
        step()
    print(f"{failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), [Path(name).resolve() for name in sys.argv[2:]]))
