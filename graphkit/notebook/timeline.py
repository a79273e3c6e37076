"""The events by date and status, with matplotlib: a row for each, or where they are many, a bar for each month or year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graphkit.notebook.extra import need
from graphkit.notebook.picture import show_legend

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from graphkit.named import MeetingRecord, NamedRecords, PledgeRecord, RelationRecord

    Shown = MeetingRecord | PledgeRecord | RelationRecord

#: Letters of a row's words, points of text, months that are still bars of their own.
_LETTERS, _TEXT, _MONTHS = 62, 9, 60
_INK, _PAPER, _RULE = "#1a1a1a", "#ffffff", "#dddddd"
#: Order of statuses in the legend and in a bar, and the sign of each, so that none is told by colour alone.
_MARKERS = {"occurred": "o", "made": "s", "planned": "o", "denied": "X", "hypothetical": "d"}
_HOLLOW = frozenset({"planned", "hypothetical"})
_HATCHES = {"planned": "///", "hypothetical": "...", "denied": "xxx"}
_KINDS = {
    "MeetingRecord": ("meeting", "met_with"),
    "PledgeRecord": ("pledge", "pledged"),
    "RelationRecord": ("relation", ""),
}


def draw_timeline(records: NamedRecords, *, most: int = 40, ax: Axes | None = None) -> Axes:
    """Draw when what was told happened, or is to happen.

    A row has a sign on its day, or a bar over all days that its date allows. Undated events are counted in the title.

    Args:
        records: whose events.
        most: rows, at most; more events become bars by month, over some years by year, in which an event counts where its
            date allows but one.
        ax: where to draw; a new figure of fitting size where None.

    Raises:
        MissingExtraError: matplotlib isn't installed.
    """
    pyplot = need("matplotlib.pyplot", what="kg.timeline()")
    events: list[Shown] = [*records.meetings(), *records.pledges(), *records.relations()]
    dated = sorted(
        (event for event in events if event.first_day is not None and event.last_day is not None),
        key=lambda event: (event.first_day, event.last_day, event.id),
    )
    rows = len(dated) <= most
    own = ax is None
    if ax is None:
        size = (11, 1.4 + 0.27 * len(dated)) if rows else (11, 4)
        _, ax = pyplot.subplots(figsize=size, facecolor=_PAPER, layout="constrained")
    assert ax is not None  # noqa: S101 - for type checkers; pyplot is Any
    ax.set_facecolor(_PAPER)
    told = [f"{len(dated)} dated events"]
    if len(events) > len(dated):
        told.append(f"{len(events) - len(dated)} undated ones are not shown")
    if dated and rows:
        _rows(ax, dated, own=own)
    elif dated:
        vague = _bars(ax, dated, own=own)
        told += [f"{vague} may belong to several bars and are in none"] if vague else []
    else:
        ax.set_axis_off()
    ax.set_title("; ".join(told), fontsize=_TEXT, color=_INK, loc="left")
    return ax


def _colour(event: Shown) -> str:
    from graphkit.export.drawing import edge_colour

    return edge_colour(_KINDS[type(event).__name__][1] or "relation", "")


def _rows(ax: Axes, events: Sequence[Shown], *, own: bool) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

    for row, event in enumerate(events):
        assert event.first_day is not None  # noqa: S101 - only dated ones come here
        assert event.last_day is not None  # noqa: S101
        first, last = (float(date2num(day)) for day in (event.first_day, event.last_day))  # type: ignore[no-untyped-call]
        colour = _colour(event)
        if last > first:
            ax.plot([first, last], [row, row], color=colour, linewidth=6, alpha=0.3, solid_capstyle="round")
        ax.plot(
            [(first + last) / 2], [row], linestyle="", marker=_MARKERS[event.status], markersize=7, color=colour,
            markerfacecolor=_PAPER if event.status in _HOLLOW else colour, markeredgewidth=1.5,
        )  # fmt: skip
    ax.set_yticks(range(len(events)), [_words(event) for event in events])
    for label in ax.get_yticklabels():
        label.set(parse_math=False, fontsize=_TEXT, color=_INK)
    ax.set_ylim(len(events) - 0.4, -0.6)
    locator = AutoDateLocator(minticks=4)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.margins(x=0.03)
    _plain(ax)
    ax.grid(axis="both", color=_RULE, linewidth=0.6)
    show_legend(ax, _signs(events), own=own)


def _words(event: Shown) -> str:
    """What a row is, in a line."""
    participants = getattr(event, "participants", None)
    if participants is not None:
        shown = ", ".join(participants[:3]) + (f" and {len(participants) - 3} more" if len(participants) > 3 else "")
    elif (pledger := getattr(event, "pledger", None)) is not None:
        recipients, content = getattr(event, "recipients", ()), getattr(event, "content", "")
        shown = (
            f"{pledger}{' to ' + ', '.join(recipients[:2]) if recipients else ''}{': ' + content if content else ''}"
        )
    else:
        shown = " ".join(str(getattr(event, part)) for part in ("source", "label", "target"))
    shown = " ".join(shown.split())
    return shown if len(shown) <= _LETTERS else f"{shown[: _LETTERS - 1].rstrip()}…"


def _signs(events: Sequence[Shown]) -> list[Any]:
    from matplotlib.lines import Line2D

    found = {}
    for event in events:
        kind = _KINDS[type(event).__name__][0]
        colour = _colour(event)
        found[kind, list(_MARKERS).index(event.status)] = Line2D(
            [], [], linestyle="", marker=_MARKERS[event.status], markersize=7, color=colour, markeredgewidth=1.5,
            markerfacecolor=_PAPER if event.status in _HOLLOW else colour, label=f"{kind}, {event.status}",
        )  # fmt: skip
    return [found[key] for key in sorted(found)]


def _bars(ax: Axes, events: Sequence[Shown], *, own: bool) -> int:
    """Bars by month or year, one part for each kind and status; returns how many events are in none."""
    from matplotlib.ticker import MaxNLocator

    from graphkit.export.drawing import edge_colour

    days = [day for event in events for day in (event.first_day, event.last_day) if day is not None]
    months = (max(days).year - min(days).year) * 12 + max(days).month - min(days).month + 1
    monthly = months <= _MONTHS
    counts: dict[tuple[str, str], Counter[int]] = {}
    vague = 0
    for event in events:
        first, last = (_bin(day, monthly=monthly) for day in (event.first_day, event.last_day) if day is not None)
        if first != last:
            vague += 1
            continue
        counts.setdefault((type(event).__name__, event.status), Counter())[first] += 1
    bins = range(min(_bin(day, monthly=monthly) for day in days), max(_bin(day, monthly=monthly) for day in days) + 1)
    below = dict.fromkeys(bins, 0)
    for (kind, status), found in sorted(
        counts.items(), key=lambda item: (item[0][0], list(_MARKERS).index(item[0][1]))
    ):
        word, relation = _KINDS[kind]
        colour = edge_colour(relation or "relation", "")
        solid = status not in _HATCHES
        ax.bar(
            list(bins), [found[b] for b in bins], bottom=list(below.values()), width=0.85, label=f"{word}, {status}",
            facecolor=colour if solid else _PAPER, edgecolor=colour, hatch=_HATCHES.get(status), linewidth=1,
        )  # fmt: skip
        below = {b: below[b] + found[b] for b in bins}
    step = max(1, -(-len(bins) // 12))
    ax.set_xticks(list(bins)[::step], [_bin_name(b, monthly=monthly) for b in list(bins)[::step]])
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylabel("events", fontsize=_TEXT, color=_INK)
    _plain(ax)
    ax.grid(axis="y", color=_RULE, linewidth=0.6)
    show_legend(ax, ax.get_legend_handles_labels()[0], own=own)
    return vague


def _bin(day: dt.date, *, monthly: bool) -> int:
    return day.year * 12 + day.month - 1 if monthly else day.year


def _bin_name(number: int, *, monthly: bool) -> str:
    return f"{number // 12}-{number % 12 + 1:02}" if monthly else str(number)


def _plain(ax: Axes) -> None:
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0, labelsize=_TEXT, labelcolor=_INK)
    ax.set_axisbelow(True)
