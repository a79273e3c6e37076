"""From a parsed document to its people, organisations, places and roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from graphkit.model import Document, EntityType, Extraction, LocalEntity, Mention
from graphkit.ner.agents import find_agents
from graphkit.ner.agreement import agree
from graphkit.ner.capitals import add_capitals, add_peoples
from graphkit.ner.clusters import Cluster, cluster_others, cluster_persons, kind_of
from graphkit.ner.companies import find_companies
from graphkit.ner.composed import compose, find_channels
from graphkit.ner.coreference import trace
from graphkit.ner.jobs import find_jobs
from graphkit.ner.joins import (
    find_aged,
    find_before_titles,
    find_introduced,
    find_titled,
    find_traded,
    find_unseen,
    join_parts,
)
from graphkit.ner.known import find_known
from graphkit.ner.layout import find_layout, quieten
from graphkit.ner.own import find_own
from graphkit.ner.results import find_results
from graphkit.ner.roles import find_holdings, find_inferred_holdings, to_roles
from graphkit.ner.settle import settle
from graphkit.ner.spans import Name, merge_names, read_model_names
from graphkit.ner.teams import find_teams
from graphkit.ner.view import View, read_view

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graphkit.ner.gazetteer import Gazetteer


def recognize(doc: Doc, document: Document, *, coreference: bool = True, own: Gazetteer | None = None) -> Extraction:
    """Return the entities and roles of one document.

    Args:
        doc: the parsed text; it stays as it is.
        document: metadata; its text is not read.
        coreference: whether pronouns, roles and the like are traced to who they stand for. Adjectives and capitals
            that stand for a country are always told.
        own: the user's own people and organisations, of `graphkit.ner.own.own_names`.

    Returns:
        An extraction without events; its document has no text.
    """
    empty = replace(document, text="")
    view = read_view(doc, published=document.published)
    if not view.text.strip():
        return Extraction(document=empty)
    names = find_names(doc, view, own=own)
    clusters = [*cluster_persons(view, names), *cluster_others(view, names)]
    add_peoples(names, clusters)
    add_capitals(view, clusters)
    holdings = find_holdings(view, clusters)
    if coreference:
        trace(view, clusters, holdings)
        holdings = [*holdings, *find_inferred_holdings(view, clusters, holdings)]
    clusters = sorted((c for c in clusters if c.names or c.inferred), key=_first)
    entities = tuple(_entity(view, cluster, number) for number, cluster in enumerate(clusters, 1))
    ids = {id(cluster): f"e{number}" for number, cluster in enumerate(clusters, 1)}
    roles = to_roles(view, holdings, ids)
    return Extraction(document=empty, entities=entities, roles=roles)


def find_names(doc: Doc, view: View, *, own: Gazetteer | None = None) -> list[Name]:
    """Return all proper names of the document in order, each with its type and rule."""
    model = read_model_names(doc, view)
    known = find_known(view, model)
    companies = find_companies(view, model)
    users = find_own(view, model, own) if own is not None else []
    layers = users, find_layout(view), find_channels(view), find_results(view), companies, known, model
    names = compose(view, quieten(view, merge_names(*layers)))
    names = find_aged(view, find_teams(view, settle(view, join_parts(view, names))))
    names = find_unseen(view, find_traded(view, find_introduced(view, find_titled(view, names))))
    names = find_before_titles(view, names)
    return agree(view, find_agents(view, names))


def _first(cluster: Cluster) -> tuple[int, int]:
    spots = [name.i for name in cluster.names] + [i for i, *_ in cluster.inferred]
    return min(spots), 0 if cluster.names else 1


def _entity(view: View, cluster: Cluster, number: int) -> LocalEntity:
    mentions = tuple(
        Mention(start=n.start, end=n.end, text=view.text[n.start : n.end], rule=n.rule, score=n.score)
        for n in sorted(cluster.names, key=lambda n: n.start)
    )
    inferred = []
    for i, j, rule, score in sorted(cluster.inferred):
        start, end = view.starts[i], view.ends[j - 1]
        inferred.append(Mention(start=start, end=end, text=view.text[start:end], rule=rule, inferred=True, score=score))
    return LocalEntity(
        id=f"e{number}",
        type=cast("EntityType", cluster.type),
        name=_fullest(cluster, mentions),
        kind=kind_of(view, cluster),
        ids=cluster.entry.ids if cluster.entry else (),
        mentions=mentions,
        inferred=tuple(inferred),
        jobs=find_jobs(view, cluster),
    )


def _fullest(cluster: Cluster, mentions: tuple[Mention, ...]) -> str:
    """Return the longest spelling, the first of several; a country's usual name where only adjectives name it."""
    if not mentions:
        return cluster.entry.name if cluster.entry else cluster.key
    spellings = [" ".join(m.text.split()) for m in mentions]
    mixed = [text for text in spellings if not text.isupper()]
    name = max(mixed or spellings, key=len)
    longest = max(spellings, key=len)
    if len(longest.split()) > len(name.split()) or not mixed:
        return longest.title() if cluster.type == "Person" else longest
    return name
