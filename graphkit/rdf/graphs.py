"""Parts an `Assembly` into named graphs: one for each article, and one for what holds over all of them.

The graph of an article bears the article's own IRI. In it is what can be pointed at in that article: what is known of the
article, its passages, mentions, clusters and participations, and the links to them from entities, events and roles. The graph
``graph:facts`` holds all else: entities, events and roles as they were resolved, the edges between entities, the run and
the decisions. Each triple is in exactly one graph, so that all graphs together are the same triples as in Turtle.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from graphkit.rdf.triples import Kind, Local, Part, described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.rdf.triples import Description, Node

FACTS: Final = Local("graph/facts")

_LINKS = Kind(pairs=lambda _: [])
"""Of a node in a graph that is not its own: only the links to its parts there."""


def named_graphs(description: Description) -> Iterator[tuple[Local, Iterator[Node]]]:
    """Give each named graph with its nodes, both sorted by IRI."""
    parts = sorted(
        (placed for thing in description.things() for placed in _placed(description, thing)), key=itemgetter(0)
    )
    for graph, group in groupby(parts, key=itemgetter(0)):
        yield graph, described(part for _, part in group)


def _placed(description: Description, part: Part) -> Iterator[tuple[Local, Part]]:
    """Give a node and its parts, each with its graph; the node once for each graph that has parts of it."""
    own = _graph(description, part)
    parts = defaultdict[Local, list[Part]](list)
    for each in part.parts:
        parts[_graph(description, each)].append(each)
        yield from _placed(description, each)
    yield own, part._replace(parts=tuple(parts.pop(own, ())))
    for graph, some in parts.items():
        yield graph, Part(part.iri, _LINKS, None, parts=tuple(some))


def _graph(description: Description, part: Part) -> Local:
    document = part.kind.document
    return FACTS if document is None else description.article_iri(document(part.item))
