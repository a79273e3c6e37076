"""Who is in the middle of who met whom: known measures of networks, each with what it means and what it does not.

Nodes are those that edges join; parallel edges are one, and count in both directions. Ties are weighed so that a meeting
of many counts as one meeting for each guest: each pair of a meeting of k gets 1/(k - 1).
Source: M. E. J. Newman, Scientific collaboration networks II, Phys. Rev. E 64, 2001 (the weight); L. C. Freeman, A set of
measures of centrality, 1977, and U. Brandes, A faster algorithm, 2001 (betweenness); V. D. Blondel et al., Fast unfolding
of communities, 2008 (communities); R. S. Burt, Structural holes, 1992, and S. P. Borgatti, Structural holes: unpacking
Burt's redundancy measures, 1997 (effective size).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from graphkit.errors import FilterError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    import pandas as pd

    from graphkit.model import Assembly

#: Seed of the communities and of the sample of betweenness; the same graph gets the same numbers.
_SEED = 1
#: Above so many nodes betweenness is worked out from a sample of so many of them.
#: Source: U. Brandes and C. Pich, Centrality estimation in large networks, 2007.
_ALL, _SAMPLE = 1500, 500
#: Rows that a notebook shows.
_ROWS = 12

MEANINGS: Mapping[str, str] = {
    "meetings": "How many of the events behind the edges the party took part in; it grows with how much is written about it.",
    "degree": "With how many others the party is joined, each counted once; a single summit joins every two of its guests.",
    "betweenness": "The share of shortest ways between two others that lead through the party: who can pass word on, or hold it back.",
    "effective_size": "How many of its contacts don't know each other (degree less their mean number of ties among themselves): contacts that tell the party different things.",
    "community": "A number for each group that is more tied inside than chance would have it, the largest first (Louvain); a border may fall otherwise with a few more articles.",
    "communities_met": "In how many communities other than its own the party has contacts.",
    "broker": "True where the betweenness is more than one standard deviation above the mean and the party has contacts outside its community: it joins groups that meet less without it.",
}
#: What no measure of the table can make good.
CAVEAT = (
    "To take part in one summit is not to be friends, nor even to have spoken: an edge says that both are told to have been "
    "there. All of this is of these articles, not of the world: who is written about more stands nearer to the middle."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Where one party stands in the network.

    Attributes:
        id: of the entity.
        name: of the entity.
        type: Person, Organization or Place.
        meetings: events behind its edges.
        degree: how many others it is joined with.
        betweenness: in [0, 1].
        effective_size: from 0 to `degree`.
        community: from 1, the largest first.
        communities_met: communities other than its own in which it has contacts.
        broker: whether it joins communities, as `MEANINGS` says.
    """

    id: str
    name: str
    type: str
    meetings: int
    degree: int
    betweenness: float
    effective_size: float
    community: int
    communities_met: int
    broker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasures:
    """The measures of all parties, with what they mean.

    Attributes:
        records: one for each party, those in the middle first (by betweenness, then degree, then name).
        relations: of which edges.
        sampled: whether betweenness was worked out from a sample of nodes.
    """

    records: tuple[Measure, ...]
    relations: tuple[str, ...]
    sampled: bool = False

    @property
    def table(self) -> pd.DataFrame | list[Measure]:
        """A pandas data frame where pandas is installed, else a list of records."""
        from graphkit.notebook.extra import has

        if not has("pandas"):
            return list(self.records)
        from graphkit.notebook.frames import to_frame

        return to_frame("measures", self.records)

    @property
    def meanings(self) -> dict[str, str]:
        """A sentence for each measure, and the caveat."""
        return {**MEANINGS, "caveat": CAVEAT + (_SAMPLED if self.sampled else "")}

    @property
    def brokers(self) -> tuple[str, ...]:
        """Names of those that join communities, the most in the middle first."""
        return tuple(record.name for record in self.records if record.broker)

    @property
    def communities(self) -> tuple[tuple[str, ...], ...]:
        """Names by community, the largest first, in each those in the middle first."""
        names: defaultdict[int, list[str]] = defaultdict(list)
        for record in self.records:
            names[record.community].append(record.name)
        return tuple(tuple(names[number]) for number in sorted(names))

    def __repr__(self) -> str:
        """The first of the table as text, with what is known of the measures."""
        rows = [
            f"{r.name}: degree {r.degree}, betweenness {r.betweenness:.2f}, effective size {r.effective_size:.1f}, "
            f"community {r.community}{', broker' if r.broker else ''}"
            for r in self.records[:_ROWS]
        ]
        told = [f"{measure}: {meaning}" for measure, meaning in self.meanings.items()]
        return "\n".join([f"<NetworkMeasures of {len(self.records)} parties>", *rows, "", *told])

    def _repr_html_(self) -> str:
        """The first of the table and the meanings, for notebooks."""
        head = ("name", "meetings", "degree", "betweenness", "effective size", "community", "broker")
        rows = "".join(
            f"<tr>{''.join(_cell(value) for value in _values(record))}</tr>" for record in self.records[:_ROWS]
        )
        more = f" (first {_ROWS} of {len(self.records)})" if len(self.records) > _ROWS else ""
        told = "".join(
            f"<dt><b>{escape(measure.replace('_', ' '))}</b></dt><dd>{escape(meaning)}</dd>"
            for measure, meaning in self.meanings.items()
        )
        return (
            f"<p><b>Who is in the middle</b>, by edges of {escape(', '.join(self.relations))}{more}</p><table><thead><tr>"
            f"{''.join(f'<th>{name}</th>' for name in head)}</tr></thead><tbody>{rows}</tbody></table>"
            f"<details open><summary>What it means</summary><dl>{told}</dl></details>"
        )


_SAMPLED = f" Betweenness is estimated from {_SAMPLE} of the nodes."


def measure(assembly: Assembly, relations: Sequence[str] = ("met_with",)) -> NetworkMeasures:
    """Measure who is in the middle.

    Args:
        assembly: the graph.
        relations: names of relations whose edges count.

    Raises:
        FilterError: there is no such relation.
    """
    import networkx as nx

    network, ids = _network(assembly, relations)
    sampled = len(ids) > _ALL
    between: dict[int, float] = nx.betweenness_centrality(network, k=_SAMPLE if sampled else None, seed=_SEED)
    size: dict[int, float] = nx.effective_size(nx.Graph(network.edges()))
    community = _communities(network)
    entities = {entity.id: entity for entity in assembly.entities}
    bar = fmean(between.values()) + pstdev(between.values()) if between else 0.0
    found = []
    for node, identifier in enumerate(ids):
        others = {community[other] for other in network[node]} - {community[node]}
        found.append(
            Measure(
                id=identifier,
                name=entities[identifier].name,
                type=entities[identifier].type,
                meetings=len(network.nodes[node]["events"]),
                degree=len(network[node]),
                betweenness=round(between[node], 6) + 0.0,
                effective_size=round(size[node], 6) + 0.0,
                community=community[node],
                communities_met=len(others),
                broker=bool(others) and between[node] > bar,
            )
        )
    order = sorted(found, key=lambda one: (-one.betweenness, -one.degree, one.name, one.id))
    return NetworkMeasures(records=tuple(order), relations=tuple(relations), sampled=sampled)


def _network(assembly: Assembly, relations: Sequence[str]) -> tuple[nx.Graph[int], list[str]]:
    """One edge for each pair, with its weight; nodes are numbers in the order of ids, so that no order of hashes matters."""
    import networkx as nx

    from graphkit.graph import RELATIONS, build_graph

    known = {**RELATIONS, **{event.relation: event.symmetric for event in assembly.relations}}
    for name in relations:
        if name not in known:
            raise FilterError(f"relation {name!r} is not in the graph; known are {', '.join(known)}")
    guests = {meeting.id: len(set(meeting.participants)) for meeting in assembly.meetings}
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    events: defaultdict[str, set[str]] = defaultdict(set)
    for source, target, data in build_graph(assembly, view="actors").edges(data=True):
        if data["relation"] in relations:
            told = str(data["events"]).split("; ") if "events" in data else [f"{source} {target}"]
            one, other = sorted((source, target))
            weights[one, other] += sum(1 / max(guests.get(event, 2) - 1, 1) for event in told)
            events[source].update(told)
            events[target].update(told)
    ids = sorted(events)
    number = {identifier: node for node, identifier in enumerate(ids)}
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from((node, {"events": events[identifier]}) for node, identifier in enumerate(ids))
    for (one, other), weight in sorted(weights.items()):
        network.add_edge(number[one], number[other], weight=round(weight, 9))
    return network, ids


def _communities(network: nx.Graph[int]) -> dict[int, int]:
    """A number for each node's community, from 1 for the largest."""
    import networkx as nx

    if not network:
        return {}
    found: list[set[int]] = nx.community.louvain_communities(network, weight="weight", seed=_SEED)
    sizes = sorted(found, key=lambda nodes: (-len(nodes), min(nodes)))
    return {node: number for number, nodes in enumerate(sizes, start=1) for node in nodes}


def _values(record: Measure) -> tuple[str, ...]:
    return (
        record.name,
        str(record.meetings),
        str(record.degree),
        f"{record.betweenness:.3f}",
        f"{record.effective_size:.1f}",
        str(record.community),
        "yes" if record.broker else "",
    )


def _cell(value: str) -> str:
    return f"<td>{escape(value)}</td>"
