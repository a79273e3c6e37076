"""GraphML and GEXF of a large graph, beside networkx's writers on the same graph.

The graph is made up from a seed, in the shape of graphkit's own: one edge for each pair and relation, with dates, sources and a
quoted sentence. Each writer is a process of its own; counted are CPU seconds (user and system), and the peak of memory above
that of the graph held. graphkit's files hold more: places, colours, sizes, spells and ids.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable

BAR_SPEED, BAR_MEMORY = 3.0, 0.5
WORDS = "the talks on grain, fishing & a harbour took place after years of silence between both sides of the strait"
RELATIONS = ("met_with", "plans_to_meet", "pledged", "holds_role")


def made_up(edges: int) -> nx.MultiDiGraph[str]:
    """A graph of so many edges and a quarter as many nodes; the same number gives the same graph."""
    chance = random.Random(edges)  # noqa: S311 - no secret
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(view="actors")
    nodes = [f"person/somebody-{number:08x}" for number in range(edges // 4)]
    for number, node in enumerate(nodes):
        graph.add_node(
            node,
            label=f"Somebody {number}",
            entity_type="Person" if number % 5 else "Organization",
            mentions=chance.randrange(1, 40),
            sources=chance.randrange(1, 9),
            spellings=f"Somebody {number}; Somebody",
        )
    left = edges
    while left:
        one, other = sorted(chance.sample(nodes, 2))
        day = f"2031-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        relation = chance.choice(RELATIONS)
        data: dict[str, Any] = {
            "label": relation,
            "relation": relation,
            "weight": chance.randrange(1, 5),
            "sources": chance.randrange(1, 5),
            "status": "planned" if relation == "plans_to_meet" else "occurred",
            "symmetric": relation == "met_with",
            "events": f"meeting/{one[7:]}-{chance.randrange(10**6)}",
            "quote": " ".join(chance.choices(WORDS.split(), k=20)),
        }
        if chance.random() < 0.8:
            data |= {"first_date": day, "last_date": day, "dates": day}
        left -= not graph.has_edge(one, other, relation)
        graph.add_edge(one, other, key=relation, **data)
    return graph


def writers() -> dict[str, Callable[[nx.MultiDiGraph[str], str], object]]:
    """All that are measured, by name."""
    from graphkit.export import write_gexf, write_graphml

    return {
        "graphkit GraphML": write_graphml,
        "networkx GraphML": nx.write_graphml,
        "networkx GraphML, without lxml": nx.write_graphml_xml,
        "graphkit GEXF": write_gexf,
        "networkx GEXF": lambda graph, path: nx.write_gexf(graph, path, version="1.3"),
    }


def measure(name: str, edges: int) -> dict[str, float]:
    """CPU seconds and bytes of one writer in this process."""
    write = writers()[name]
    with tempfile.TemporaryDirectory() as folder:
        write(made_up(100), f"{folder}/small")  # whatever is loaded at first use
        graph = made_up(edges)
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
        before, start = _memory("VmRSS"), time.process_time()
        write(graph, f"{folder}/large")
        seconds = time.process_time() - start
        memory = _memory("VmHWM") - before
        return {"seconds": seconds, "memory": memory, "size": Path(folder, "large").stat().st_size}


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (told,) = (line.split()[1] for line in lines if line.startswith(f"{name}:"))
    return int(told) * 1024


def main() -> int:
    """Measure and print; exit 1 with ``--check`` where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=200_000)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        sys.stdout.write(json.dumps(measure(args.one, args.edges)))
        return 0
    found: dict[str, dict[str, float]] = {}
    for name in writers():
        command = [sys.executable, __file__, "--edges", str(args.edges), "--one", name]
        found[name] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        told = found[name]
        sys.stdout.write(
            f"{name:32} {told['seconds']:6.2f} s {told['memory'] / 1e6:8.1f} MB {told['size'] / 1e6:8.1f} MB written\n"
        )
    holds = True
    for theirs, held in found.items():
        if theirs.startswith("networkx"):
            ours = found[theirs.split(",")[0].replace("networkx", "graphkit")]
            speed, memory = held["seconds"] / ours["seconds"], ours["memory"] / max(held["memory"], 1.0)
            needs_none = held["memory"] < 2e6
            told = "which needs no memory" if needs_none else f"{memory:.2f} of the memory"
            sys.stdout.write(f"{speed:.1f} times as fast as {theirs}, {told}\n")
            holds &= speed >= BAR_SPEED and (needs_none or memory <= BAR_MEMORY)
    return 0 if holds or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
