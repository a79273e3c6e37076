"""What Gephi's importers make of a file, as far as it can lose something.

A replica of the rules only, not of the program. Source: gephi/gephi, ``ImportContainerImpl`` and ``ImporterGEXF``: edges with
one source, target and kind are merged; in an undirected graph the two directions are one; an edge of weight 0 is removed; an
edge whose ``type`` differs from ``defaultedgetype`` is dropped; an element without spells is there at all times.
"""

from __future__ import annotations

from lxml import etree

GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}


def edges_of_gexf(tree: etree._Element) -> set[tuple[str, str, str]]:
    """The edges that are left of a GEXF file."""
    (graph,) = tree.findall("g:graph", GEXF)
    default = graph.get("defaultedgetype")
    return _merged(
        (
            (edge.get("source"), edge.get("target"), edge.get("kind", ""))
            for edge in tree.iterfind(".//g:edge", GEXF)
            if edge.get("type", default) == default and float(edge.get("weight", "1")) != 0
        ),
        directed=default == "directed",
    )


def edges_of_graphml(tree: etree._Element) -> set[tuple[str, str, str]]:
    """The edges that are left of a GraphML file."""
    (graph,) = tree.findall("g:graph", GRAPHML)
    return _merged(
        (
            (edge.get("source"), edge.get("target"), edge.get("label", ""))
            for edge in tree.iterfind(".//g:edge", GRAPHML)
        ),
        directed=graph.get("edgedefault") == "directed",
    )


def _merged(edges, *, directed: bool) -> set[tuple[str, str, str]]:
    if directed:
        return set(edges)
    return {(*sorted((source, target)), kind) for source, target, kind in edges}
