"""Reads GEXF and GraphML with graphology, igraph and tulip and compares with what was written. See README.md beside this file."""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from graphkit.export import EXPORTERS
from graphkit.graph import build_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
HOSTILE = ["<script>alert(1)</script>", "]]>&amp;\"'", "a\tb\nc", "\u00a0\u2028\U0001f600", "=1+1", " ", "\u202eabc"]
Found = tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]


def graphs() -> dict[str, nx.MultiDiGraph[str]]:
    """The made-up graph of the RDF tests in each view, and one of hostile text."""
    spec = importlib.util.spec_from_file_location("everything", HERE.parent / "rdf" / "everything.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {view: build_graph(module.everything(), view=view) for view in ("actors", "events", "all")}
    hostile: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, text in enumerate(HOSTILE):
        hostile.add_node(f"n{number} {text.strip()}", label=f"x{text}x", entity_type="Person", quote=f"x{text}x")
    for source, target in zip(list(hostile), list(hostile)[1:], strict=False):
        for relation in ("met_with", "pledged"):
            data = {"label": relation, "relation": relation, "weight": 1, "quote": hostile.nodes[source]["quote"]}
            hostile.add_edge(source, target, key=relation, **data)
    return {**found, "hostile": hostile}


def with_graphology(files: list[Path], folder: Path) -> Iterator[Found] | None:
    """Both formats, as Gephi Lite sees them."""
    if not (folder / "node_modules" / "graphology").exists():
        return None
    command = ["node", HERE / "graphology.mjs", folder, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    read = map(json.loads, done.stdout.split("\n")[:-1])
    return ((told["nodes"], [(e["source"], e["target"], e["data"]) for e in told["edges"]]) for told in read)


def with_tulip(files: list[Path], _: Path) -> Iterator[Found] | None:
    """GraphML alone: the Python package of tulip has no reader of GEXF."""
    if importlib.util.find_spec("tulip") is None:
        return None
    return map(_tulip, files)


def _tulip(file: Path) -> Found:
    from tulip import tlp

    graph = tlp.importGraph("GraphML", {"filename": str(file)})
    if graph is None:
        return {}, []

    def told(element: Any) -> dict[str, Any]:
        return {name: graph[name][element] for name in graph.getProperties() if not name.startswith("view")}

    # tulip numbers nodes and keeps no ids; labels are unlike each other here
    nodes = {told(node)["label"]: told(node) for node in graph.getNodes()}
    ends = ((told(graph.source(e))["label"], told(graph.target(e))["label"], told(e)) for e in graph.getEdges())
    return nodes, list(ends)


READERS = {"graphology": (with_graphology, (".gexf", ".graphml")), "tulip": (with_tulip, (".graphml",))}


def differences(graph: nx.MultiDiGraph[str], found: Found, *, named_by: str) -> Iterator[str]:
    """What of a graph a reader didn't find."""
    nodes, edges = found
    called = {node: graph.nodes[node]["label"] if named_by == "label" else node for node in graph}
    for node, data in graph.nodes(data=True):
        yield from _missing(f"node {node!r}", data, nodes.get(called[node], {}))
    by_ends = {(source, target, data["relation"]): data for source, target, data in edges}
    if len(edges) != graph.number_of_edges():
        yield f"{len(edges)} edges instead of {graph.number_of_edges()}"
    for source, target, data in graph.edges(data=True):
        ends = called[source], called[target], data["relation"]
        yield from _missing(f"edge {ends}", data, by_ends.get(ends, {}))


def _missing(what: str, wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    for name, value in wanted.items():
        if found.get(name) != value:
            yield f"{what}: {name} is {found.get(name)!r} instead of {value!r}"


def main() -> int:
    """Compare all readers that are there; exit 1 where one of them found less."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", type=Path, default=Path(), help="folder with node_modules")
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        made = graphs()
        for name, (read, endings) in READERS.items():
            files = [
                (Path(work, f"{title}{ending}"), graph)
                for title, graph in made.items()
                for ending in endings
                # tulip keeps of a text what follows the last entity or line end
                if (name, title) != ("tulip", "hostile")
            ]
            for file, graph in files:
                with file.open("wb") as stream:
                    EXPORTERS[file.suffix](graph, stream)
            results = read([file for file, _ in files], options.npm.resolve())
            if results is None:
                sys.stdout.write(f"{name}: not here\n")
                continue
            for (file, graph), found in zip(files, results, strict=True):
                problems = list(differences(graph, found, named_by="label" if name == "tulip" else "id"))
                bad += len(problems)
                sys.stdout.write("".join(f"{name}, {file.name}: {problem}\n" for problem in problems))
            sys.stdout.write(f"{name}: {len(files)} files read\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
