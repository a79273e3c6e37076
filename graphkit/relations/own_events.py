"""From a finding of the grammar to relations of the user's own: status, date, evidence; and one for many reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import Relation
from graphkit.relations.confidence import confidence_of
from graphkit.relations.evidence import evidence_of, offsets_of, speaker_of, via_of
from graphkit.relations.meeting_events import is_ahead, status_by_date
from graphkit.relations.merging import dates_agree, finer_date, status_of_both
from graphkit.relations.when import date_of, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span

    from graphkit.model import Extraction
    from graphkit.relations.names import NameIndex
    from graphkit.relations.own import RelationFinding


def relations_of(finding: RelationFinding, sentence: Span, index: NameIndex, names: Extraction) -> Iterator[Relation]:
    """The relations that a finding tells, one for each pair of parties."""
    status = finding.reading.status
    when = date_of(
        scope_of(finding.trigger, finding.anchor),
        sentence,
        index,
        published=names.document.published,
        future=is_ahead(finding.anchor, status),
    )
    status = status_by_date(status, when, names)
    if status == "occurred" and sentence.text.rstrip(" \n\t\"'”’)").endswith("?"):
        status = "hypothetical"  # who asks doesn't say so
    speaker = speaker_of(finding.reading.speaker, index)
    for source, target in finding.pairs:
        quote = evidence_of(
            sentence, finding.trigger, [source, target], index, rule=finding.rule, status=status, speaker=speaker
        )
        yield Relation(
            id="",
            relation=finding.relation.name,
            label=finding.relation.label,
            symmetric=finding.relation.symmetric,
            status=status,
            source=source.entity,
            target=target.entity,
            evidence=(quote,),
            rule=finding.rule,
            confidence=confidence_of(
                finding.rule, status, inferred=not (source.named and target.named), kind="relation"
            ),
            when=when,
            attributed_to=quote.attributed_to,
            via=via_of([source, target]),
            trigger=offsets_of(finding.trigger),
        )


def number_relations(reports: Iterable[Relation]) -> list[Relation]:
    """Put together reports of one relation between the same two, in order of the text, and number them."""
    merged: list[Relation] = []
    for report in reports:
        for place, known in enumerate(merged):
            if _same(known, report):
                merged[place] = _join(known, report)
                break
        else:
            merged.append(report)
    return [replace(relation, id=f"r{number}") for number, relation in enumerate(merged, 1)]


def _same(one: Relation, two: Relation) -> bool:
    if one.relation != two.relation or status_of_both(one.status, two.status) is None:
        return False
    ends = [(one.source, one.target), (two.source, two.target)]
    same_ends = ends[0] == ends[1] or (one.symmetric and ends[0] == ends[1][::-1])
    return same_ends and dates_agree(one.when, two.when)


def _join(one: Relation, two: Relation) -> Relation:
    status = status_of_both(one.status, two.status) or one.status
    lead, other = (two, one) if one.status != status == two.status else (one, two)
    seen = {(item.start, item.end) for item in lead.evidence}
    via = {item.party: item for item in (*other.via, *lead.via)}
    return replace(
        lead,
        evidence=(*lead.evidence, *(item for item in other.evidence if (item.start, item.end) not in seen)),
        confidence=max(lead.confidence, other.confidence),
        when=finer_date(lead.when, other.when),
        attributed_to=lead.attributed_to if other.attributed_to else None,
        via=tuple(via[key] for key in sorted(via)),
    )
