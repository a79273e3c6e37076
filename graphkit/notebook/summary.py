"""The summary of a graph that a notebook shows: counts, the latest meetings and pledges with their sentences, warnings.

It is plain HTML with a style of its own that keeps the notebook's colours, light or dark, and reads well where that is taken
out, as JupyterLab does in a notebook that isn't trusted. Nothing of an article is ever more than text, and a link leads only
to addresses of the web.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.model import Assembly, Document
    from graphkit.named import MeetingRecord, NamedRecords, PledgeRecord, RelationRecord

    Shown = MeetingRecord | PledgeRecord | RelationRecord

#: Rows of a kind, warnings, names in a row, and letters of a sentence that are shown.
_ROWS, _WARNINGS, _PARTIES, _LETTERS = 5, 5, 6, 320
#: Signs beside the word of a status, so that it isn't told by colour alone; colours as `graphkit.export.drawing` has them.
_SIGNS = {"occurred": "●", "made": "●", "planned": "○", "denied": "✕", "hypothetical": "?"}
_STYLE = """<style>
.graphkit-summary{font:14px/1.45 system-ui,sans-serif;color:inherit;max-width:72em}
.graphkit-summary h4{font-size:1em;font-weight:600;margin:1.1em 0 .3em}
.graphkit-summary .gk-counts{display:flex;flex-wrap:wrap;gap:.5em;margin:.4em 0;padding:0}
.graphkit-summary .gk-dot{display:none}
.graphkit-summary .gk-count{border:1px solid #8886;border-radius:.5em;padding:.15em .7em}
.graphkit-summary .gk-count b{font-size:1.15em;font-variant-numeric:tabular-nums}
.graphkit-summary table{border-collapse:collapse;width:100%;margin:0;font-size:1em;table-layout:auto}
div.graphkit-summary table tbody tr:nth-child(n){background:none}
div.graphkit-summary table tbody td{border-top:1px solid #8884;padding:.45em .9em .45em 0;text-align:left!important;vertical-align:top;white-space:normal}
div.graphkit-summary table tbody td:first-child{min-width:6.5em;font-variant-numeric:tabular-nums}
div.graphkit-summary table tbody td:last-child{min-width:22em}
.graphkit-summary q{font-style:italic}
.graphkit-summary .gk-small{opacity:.75;font-size:.92em}
.graphkit-summary .gk-status{white-space:nowrap}
.graphkit-summary .gk-occurred,.graphkit-summary .gk-made{color:#009e73}
.graphkit-summary .gk-planned{color:#2a8fd0}
.graphkit-summary .gk-denied{color:#d55e00}
.graphkit-summary .gk-hypothetical{color:#8a8a8a}
</style>"""


def counts(assembly: Assembly) -> list[tuple[str, int]]:
    """How many there are of each kind, with its word."""
    types = Counter(entity.type for entity in assembly.entities)
    return [
        ("documents", len(assembly.documents)),
        ("people", types["Person"]),
        ("organisations", types["Organization"]),
        ("places", types["Place"]),
        ("meetings", len(assembly.meetings)),
        ("pledges", len(assembly.pledges)),
        *([("relations", len(assembly.relations))] if assembly.relations else []),
        ("roles", len(assembly.roles)),
    ]


def summary(records: NamedRecords) -> str:
    """The summary as a piece of HTML."""
    assembly = records.assembly
    documents = {document.id: document for document in assembly.documents}
    counted = '<span class="gk-dot"> · </span>'.join(
        f'<span class="gk-count"><b>{count:,}</b> {_word(word, count)}</span>' for word, count in counts(assembly)
    )
    return (
        f'<div class="graphkit-summary">{_STYLE}<div><b>Knowledge graph</b>{_span(assembly)}</div>'
        f'<p class="gk-counts">{counted}</p>'
        + _section("Meetings", records.meetings(), documents)
        + _section("Pledges", records.pledges(), documents)
        + _section("Relations", records.relations(), documents)
        + _warnings(assembly.warnings)
        + "</div>"
    )


def _word(word: str, count: int) -> str:
    if count != 1:
        return word
    return "person" if word == "people" else word.removesuffix("s")


def _span(assembly: Assembly) -> str:
    """From when to when the articles are, where they tell."""
    days = sorted(document.published for document in assembly.documents if document.published is not None)
    if not days:
        return ""
    told = f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    return f' <span class="gk-small">of articles of {told}</span>'


def _section(title: str, found: Sequence[Shown], documents: Mapping[str, Document]) -> str:
    if not found:
        return ""
    dated = [record for record in found if record.first_day is not None]
    shown = [*reversed(dated[-_ROWS:]), *(record for record in found if record.first_day is None)][:_ROWS]
    statuses = ", ".join(f"{count} {status}" for status, count in Counter(r.status for r in found).most_common())
    told = f"the latest {len(shown)} of {len(found)}; all: {statuses}" if len(found) > len(shown) else statuses
    rows = "".join(_row(record, documents) for record in shown)
    return f'<h4>{title} <span class="gk-small">({escape(told)})</span></h4><table><tbody>{rows}</tbody></table>'


def _row(record: Shown, documents: Mapping[str, Document]) -> str:
    status = escape(record.status)
    sign = _SIGNS.get(record.status, "")
    about = _about(record)
    cells = (
        escape(record.date).replace("/", " to ")
        if record.date is not None
        else '<span class="gk-small">undated</span>',
        f'<span class="gk-status gk-{status}">{sign}&nbsp;{status}</span>',
        about,
        _passage(record, documents),
    )
    # said on the cell too, since notebooks align to the right where the style is taken out
    told = "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells)
    return f"<tr>{told}</tr>"


def _about(record: Shown) -> str:
    """Who with whom, and where or what; already escaped."""
    parties = getattr(record, "participants", None)
    if parties is not None:
        place = ", ".join(getattr(record, "place", ()))
        where = f'<div class="gk-small">in {escape(place)}</div>' if place else ""
        return f"{_names(parties)}{where}{_claim(record)}"
    pledger = getattr(record, "pledger", None)
    if pledger is None:
        ends = " ".join(str(getattr(record, part)) for part in ("source", "label", "target"))
        return f"{escape(ends)}{_claim(record)}"
    recipients = getattr(record, "recipients", ())
    content = getattr(record, "content", "")
    what = f'<div class="gk-small">{escape(_short(content))}</div>' if content else ""
    return f"<b>{escape(pledger)}</b>{' → ' + _names(recipients) if recipients else ''}{what}{_claim(record)}"


def _claim(record: Shown) -> str:
    """Who says so, where it is only a claim."""
    by = record.attributed_to
    return f'<div class="gk-small">says {escape(by)}</div>' if by is not None else ""


def _names(names: Iterable[str]) -> str:
    found = list(names)
    more = f" and {len(found) - _PARTIES} more" if len(found) > _PARTIES else ""
    return ", ".join(f"<b>{escape(name)}</b>" for name in found[:_PARTIES]) + more


def _passage(record: Shown, documents: Mapping[str, Document]) -> str:
    """The sentence and the article that it stands in, with how many other sources tell the same."""
    first = record.evidence[0]
    document = documents.get(first.document)
    title = escape(document.title if document is not None and document.title else first.document)
    url = document.url if document is not None else None
    if url is not None and url.lower().startswith(("http://", "https://")):
        title = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    others = len({passage.copy_of or passage.document for passage in record.evidence}) - 1
    also = f", and {others} more" if others else ""
    return f'<q>{escape(_short(first.quote))}</q><div class="gk-small">{title}{also}</div>'


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS].rsplit(' ', maxsplit=1)[0]} …"


def _warnings(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    rows = "".join(f"<li>{escape(_short(warning))}</li>" for warning in warnings[:_WARNINGS])
    more = f"<li>and {len(warnings) - _WARNINGS} more</li>" if len(warnings) > _WARNINGS else ""
    return f"<h4>Warnings</h4><ul>{rows}{more}</ul>"
