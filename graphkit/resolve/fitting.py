"""Whether two reports can be of one event: by who takes part, when, where, how, and by what became of it.

Every rule here looks at two reports alone and at nothing in between, so that the answer doesn't depend on what else is
known; `events` puts reports together by these answers.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graphkit.model import Meeting, Pledge, Relation
from graphkit.resolve.names import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from graphkit.model import Amount, Entity, Event, PartialDate, Via

#: Reports published at most so many days apart may be of one event without telling its day. Source: set by hand; news
#: agencies tell of an event on its day and the two after.
NEAR = dt.timedelta(days=3)
#: How long before and after its day an event is reported. Source: set by hand.
ANNOUNCED, RETOLD = dt.timedelta(days=14), dt.timedelta(days=7)
#: How far a meeting is moved at most before it counts as another one. Source: set by hand.
POSTPONED = dt.timedelta(days=31)
#: Shared words of two contents, as a part of all their words, from which they promise the same. Source: set by hand.
SAME_CONTENT = 0.6

#: How sure two reports are of one event by their dates: both tell the day; one does, and the other is from those days;
#: both are from the same days; one says that the day or place was changed; one tells the day, and of the other too
#: little is known; nothing speaks against it and nothing for it. What is `UNSURE` never joins two reports by itself.
BOTH_DATED, ONE_DATED, BOTH_NEAR, MOVED, UNDATED, UNSURE = range(6)

#: Words that say that a meeting is at another time or place than was announced. Source: own list.
_MOVES = re.compile(
    r"\b(?:postpon|reschedul|rearrang|relocat|delay|defer|adjourn)\w*|\b(?:put|putting|held|pushed|push) (?:off|back|over)\b"
    r"|\b(?:brought|bring|bringing|moved|move|moving|shifted|shift|switched|pushed) (?:forward|back|up|ahead|from|to|away)\b",
    re.IGNORECASE,
)
#: Those of them that tell of the time alone.
_TIMES = re.compile(
    r"\b(?:postpon|reschedul|delay|defer|adjourn)\w*|\b(?:put|putting|held|pushed|push|brought|bring|bringing|moved|move)"
    r" (?:off|back|over|forward|up|ahead)\b",
    re.IGNORECASE,
)
#: What stands between such a word and the new day ("postponed to Thursday").
_NEW_DAY = re.compile(r"\b(?:to|until|till|for)(?: \w+)?\s*$", re.IGNORECASE)
#: Words that say of a meeting that it isn't the one told of before. Source: own list.
_OTHER = re.compile(r"\b(?:again|another|further|next|second|new|also|earlier|previous|last)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|past|previous)\b", re.IGNORECASE)
_WEEK = dt.timedelta(days=7)
#: Those whom a country's name may stand for whatever their title. Source: own list.
_ANY_OFFICE = frozenset({"leader", "counterpart", "head", "chief"})
_FITTING = {frozenset({"occurred", "planned"}), frozenset({"planned", "denied"})}

Days = tuple[dt.date, dt.date]
#: For each person the organisations and countries they hold a role at, with the words of its titles, folded.
Offices = dict[str, dict[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one document tells it, with entity ids as parties.

    Attributes:
        event: the event; its id is still the document's own.
        document: document id.
        published: day of publication, or None.
        parties: participants of a meeting; pledger and recipients of a pledge; both ends of a relation.
    """

    event: Event
    document: str
    published: dt.date | None
    parties: frozenset[str]

    @property
    def order(self) -> tuple[str, int, int, str]:
        """What sorts reports, whatever the order of documents: lowest evidence, then the document's own id."""
        start, end = min((evidence.start, evidence.end) for evidence in self.event.evidence)
        return self.document, start, end, self.event.id

    @property
    def days(self) -> Days | None:
        """First and last possible day as told in the text, or None."""
        when = self.event.when
        if when is None or when.earliest is None or when.latest is None or when.basis == "publication":
            return None
        return when.earliest, when.latest

    @property
    def precise(self) -> bool:
        """True where the text tells day or week."""
        return self.days is not None and self.event.when is not None and self.event.when.precision in {"day", "week"}

    @property
    def spans(self) -> tuple[Days, ...]:
        """All readings of the days told: a bare weekday beside what doesn't take place may be the next one as well."""
        days, when = self.days, self.event.when
        if days is None or when is None:
            return ()
        if (
            not isinstance(self.event, Meeting)
            or self.event.status != "denied"
            or not _bare_weekday(when, self.published)
        ):
            return (days,)
        return days, (days[0] + _WEEK, days[1] + _WEEK)

    @property
    def moves(self) -> bool:
        """True where the words say that the meeting is at another time or place than was announced."""
        return isinstance(self.event, Meeting) and any(_MOVES.search(passage.quote) for passage in self.event.evidence)

    @property
    def moves_time(self) -> bool:
        """True where the words say that the meeting is at another time."""
        return any(_TIMES.search(passage.quote) for passage in self.event.evidence)

    @property
    def tells_new_day(self) -> bool:
        """True where the day told is the one that the meeting was moved to ("postponed to Thursday")."""
        when, passage = self.event.when, self.event.evidence[0]
        if when is None or when.start is None or not passage.start <= when.start < passage.end:
            return False
        return _NEW_DAY.search(passage.quote[: when.start - passage.start]) is not None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A report with all that is asked of it again and again."""

    report: Report
    status: str
    published: dt.date | None
    spans: tuple[Days, ...]
    precise: bool
    moves: bool


def _bare_weekday(when: PartialDate, published: dt.date | None) -> bool:
    """Whether the words are a weekday that was counted back from the publication, but might be the next one."""
    if when.basis != "relative" or when.earliest is None or when.earliest != when.latest or published is None:
        return False
    if not published - _WEEK <= when.earliest < published:
        return False
    return _WEEKDAY.search(when.text) is not None and not _LAST.search(when.text)


def _seen(report: Report) -> _Seen:
    return _Seen(report, report.event.status, report.published, report.spans, report.precise, report.moves)


class MeetingFits:
    """Answers for pairs of reports of meetings, by their places in the list, whether they can be of one meeting."""

    def __init__(self, reports: list[Report], entities: Mapping[str, Entity], offices: Offices) -> None:
        """Look at every report once.

        Args:
            reports: reports of meetings, sorted.
            entities: by id; needed for the kinds of places.
            offices: who may be meant by a country's or organisation's name.
        """
        self._seen = [_seen(report) for report in reports]
        self._entities = entities
        self._offices = offices

    def likeness(self, number: int) -> Hashable | None:
        """All of a report that the other answers depend on, but for its document; None where it tells of a change."""
        seen = self._seen[number]
        event = seen.report.event
        if seen.moves or not isinstance(event, Meeting):
            return None
        told_by = tuple((via.party, via.text) for via in event.via)
        where = event.mode, event.place, event.place_basis
        return seen.status, seen.published, seen.spans, seen.precise, seen.report.parties, told_by, where

    def rank(self, one: int, other: int) -> int | None:
        """How sure two reports are of one meeting by their dates, or None where they are not."""
        alike, parties, rank = self._compared(one, other)
        return rank if alike and parties else None

    def excluded(self, one: int, other: int, group: Sequence[int]) -> bool:
        """Whether two reports can't be of one meeting, not even by what others of their group tell."""
        alike, parties, rank = self._compared(one, other)
        if not alike:
            return True
        # "A met B", "B met C" and "A, B and C met": the third names all
        if not parties and not any(self._covers(third, one) and self._covers(third, other) for third in group):
            return True
        return rank is None and not any(self._between(third, one, other) for third in group)

    def _between(self, third: int, one: int, other: int) -> bool:
        """Whether a report says that what one tells was changed to what the other tells."""
        mover = self._seen[third]
        if not mover.moves or third in {one, other}:
            return False
        return any(
            _replaces(mover, self._seen[old]) and _follows(mover, self._seen[new]) and self.dated(third, new)
            for old, new in ((one, other), (other, one))
        )

    def dated(self, one: int, other: int) -> bool:
        """Whether two reports, whoever takes part, can be of one day and place."""
        return self._compared(one, other)[2] is not None

    def _covers(self, one: int, other: int) -> bool:
        """Whether a report names all whom another names; a plan doesn't vouch for who met."""
        if self._seen[one].status == "planned" and self._seen[other].status == "occurred":
            return False
        mine, theirs = self.named(one, other)
        return theirs <= mine

    def _compared(self, one: int, other: int) -> tuple[bool, bool, int | None]:
        """Whether two reports are alike in all but parties and dates, whether they share parties, and their dates' rank."""
        first, second = self._seen[one], self._seen[other]
        if not _alike(first, second):
            return False, False, None
        return True, self._share_parties(one, other), self._rank(first, second)

    def _share_parties(self, one: int, other: int) -> bool:
        if self._seen[one].report.parties == self._seen[other].report.parties:
            return True
        mine, theirs = self.named(one, other)
        statuses = self._seen[one].status, self._seen[other].status
        if set(statuses) == {"planned", "occurred"} and mine != theirs:
            # whom only a plan names has not met anybody
            planned, held = (mine, theirs) if statuses[0] == "planned" else (theirs, mine)
            return planned <= held and len(planned) > 1
        return mine == theirs or ((mine <= theirs or theirs <= mine) and len(mine & theirs) > 1)

    def named(self, one: int, other: int) -> tuple[frozenset[str], frozenset[str]]:
        """The parties of two reports, with the person that one names for the country whose office the other tells."""
        first, second = self._seen[one].report, self._seen[other].report
        if not first.event.via and not second.event.via:
            return first.parties, second.parties
        return self._by_name(first, second.parties), self._by_name(second, first.parties)

    def _by_name(self, report: Report, others: frozenset[str]) -> frozenset[str]:
        found = set(report.parties)
        for via in report.event.via:
            people = [
                person
                for person in others - report.parties
                if via.party in found and via.party not in others and holds_office(self._offices, person, via)
            ]
            if len(people) == 1:
                found = found - {via.party} | {people[0]}
        return frozenset(found)

    def _rank(self, one: _Seen, other: _Seen) -> int | None:
        rank = _dates_fit(one, other) if self._places_fit(one, other) else None
        if rank is not None or not (one.moves or other.moves):
            return rank
        pairs = ((one, other), (other, one))
        moved = any(mover.moves and (_replaces(mover, told) or _reaches(mover, told)) for mover, told in pairs)
        return MOVED if moved else None

    def _places_fit(self, one: _Seen, other: _Seen) -> bool:
        """False where both name a place of one kind and no place is the same; a city may lie in a country.

        A place that is only the document's, not the passage's, contradicts nothing.
        """
        left, right = one.report.event, other.report.event
        if not (isinstance(left, Meeting) and isinstance(right, Meeting)):
            return False
        if not left.place or not right.place or "document" in {left.place_basis, right.place_basis}:
            return True
        if set(left.place) & set(right.place):
            return True
        finest = {self._entities[meeting.place[0]].kind == "country" for meeting in (left, right)}
        return len(finest) == 2


def holds_office(offices: Offices, person: str, via: Via) -> bool:
    """Whether a person holds the office that the words tell, at the country or organisation that they stand for."""
    titles = offices.get(person, {}).get(via.party)
    if titles is None:
        return False
    words = office_words(via.text)
    return bool(words & titles) or bool(words & _ANY_OFFICE)


def office_words(text: str) -> frozenset[str]:
    """The words of an office, folded, one for singular and plural.

    >>> sorted(office_words("Defence Ministers"))
    ['defence', 'minister']
    """
    return frozenset(word.removesuffix("s") for word in fold(text).split() if len(word) > 3)


def _alike(one: _Seen, other: _Seen) -> bool:
    """Whether nothing but parties, day and place could tell two reports apart."""
    left, right = one.report.event, other.report.event
    if not (isinstance(left, Meeting) and isinstance(right, Meeting)):
        return False
    if left.mode != right.mode and "unspecified" not in {left.mode, right.mode}:
        return False
    if not _statuses_fit(one, other):
        return False
    return one.report.document != other.report.document or _stages(one, other)


def _stages(one: _Seen, other: _Seen) -> bool:
    """Whether a document that tells two events tells two stages of one: what was planned, and that it was changed."""
    statuses = {one.status, other.status}
    told = [passage.quote for seen in (one, other) for passage in seen.report.event.evidence]
    changed = statuses == {"planned", "denied"} or ("planned" in statuses and (one.moves or other.moves))
    return changed and one.report.parties == other.report.parties and not any(map(_OTHER.search, told))


def _statuses_fit(one: _Seen, other: _Seen) -> bool:
    if one.status == other.status:
        return one.status != "hypothetical" or one.report.parties == other.report.parties
    if {one.status, other.status} == {"denied", "occurred"}:
        denied, held = (one, other) if one.status == "denied" else (other, one)
        return _held_after_all(denied, held)
    if frozenset({one.status, other.status}) not in _FITTING:
        return False
    planned, later = (one, other) if one.status == "planned" else (other, one)
    if planned.published is not None and later.published is not None and planned.published > later.published:
        return False
    return later.status != "denied" or one.report.parties == other.report.parties


def _held_after_all(denied: _Seen, held: _Seen) -> bool:
    """Whether what was called off beforehand took place on its day; a denial afterwards is another statement."""
    if denied.published is None or not (denied.precise and held.precise):
        return False
    return denied.published < held.spans[0][0] and denied.report.parties == held.report.parties


def _replaces(mover: _Seen, told: _Seen) -> bool:
    """Whether a report that tells of a change can be about an earlier plan."""
    if told.status != "planned" or mover.published is None or told.published is None:
        return False
    if told.published > mover.published or mover.status == "hypothetical":
        return False
    if not told.spans:
        return mover.published - told.published <= POSTPONED
    if mover.status == "occurred":
        return told.spans[-1][1] >= (mover.spans[0][0] if mover.spans else mover.published) - POSTPONED
    return told.spans[-1][1] >= mover.published - NEAR


def changes_day(mover: Report, report: Report, reports: Iterable[Report]) -> bool:
    """Whether a report says that the day another tells, or it tells itself, no longer holds.

    Args:
        mover: the report that may say so.
        report: the one that tells the day.
        reports: all of the event, both among them.
    """
    if not mover.moves:
        return False
    if not mover.moves_time or mover.event.status == "occurred":
        return _replaced(mover, report) and _elsewhen(mover, report)
    if mover.tells_new_day:
        return mover is not report and _replaced(mover, report) and _elsewhen(mover, report)
    if mover is report:  # "Tuesday's talks have been postponed": the day of the plan
        return any(other is not mover and _replaced(mover, other) and not _elsewhen(mover, other) for other in reports)
    return _replaced(mover, report)


def changes_place(mover: Report, report: Report) -> bool:
    """Whether a report says that the place another tells no longer holds."""
    left, right = mover.event, report.event
    if not (isinstance(left, Meeting) and isinstance(right, Meeting)) or not right.place or mover is report:
        return False
    if not mover.moves or not _replaced(mover, report):
        return False
    return not set(left.place) & set(right.place) if left.place else not mover.moves_time


def _replaced(mover: Report, report: Report) -> bool:
    return _replaces(_seen(mover), _seen(report))


def _elsewhen(one: Report, other: Report) -> bool:
    return bool(one.spans and other.spans) and not any(
        _overlap(mine, theirs) for mine in one.spans for theirs in other.spans
    )


def _follows(mover: _Seen, told: _Seen) -> bool:
    return mover.published is not None and told.published is not None and told.published >= mover.published


def _reaches(mover: _Seen, told: _Seen) -> bool:
    """Whether a meeting told later can be the one that was moved to a day or place not told."""
    if mover.status != "planned" or not _follows(mover, told) or told.status == "hypothetical":
        return False
    if mover.published is None or not told.precise:
        return False
    if mover.report.tells_new_day:
        return any(_overlap(one, other) for one in mover.spans for other in told.spans)
    return mover.published <= told.spans[0][1] and told.spans[0][0] <= mover.published + POSTPONED


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _dates_fit(one: _Seen, other: _Seen) -> int | None:
    if not one.spans and not other.spans:
        return _both_silent(one, other)
    if one.spans and other.spans:
        return _both_told(one, other)
    return _one_silent(*((one, other) if one.spans else (other, one)))


def _both_silent(one: _Seen, other: _Seen) -> int | None:
    if one.published is None or other.published is None:
        return UNSURE
    apart = abs(one.published - other.published)
    return BOTH_NEAR if apart <= (ANNOUNCED if "planned" in {one.status, other.status} else NEAR) else None


def _both_told(one: _Seen, other: _Seen) -> int | None:
    if not any(_overlap(mine, theirs) for mine in one.spans for theirs in other.spans):
        return None
    if one.precise and other.precise:
        return BOTH_DATED
    near = one.published is not None and other.published is not None and abs(one.published - other.published) <= NEAR
    if near:
        return ONE_DATED
    if not one.precise and not other.precise:
        return UNSURE
    dated, vague = (one, other) if one.precise else (other, one)
    if vague.published is None:
        return UNDATED
    return ONE_DATED if vague.status == "planned" or _of_its_days(dated, vague.published, vague.status) else UNDATED


def _one_silent(dated: _Seen, silent: _Seen) -> int | None:
    if silent.published is None:
        return UNDATED if dated.precise else UNSURE
    if dated.precise:
        return ONE_DATED if _of_its_days(dated, silent.published, silent.status) else None
    if dated.published is not None and abs(dated.published - silent.published) <= NEAR:
        return BOTH_NEAR
    announced = dated.status == "planned" and silent.status != "planned"
    return BOTH_NEAR if announced and _of_its_days(dated, silent.published, silent.status) else None


def _of_its_days(dated: _Seen, published: dt.date, status: str) -> bool:
    """Whether what was published then, and tells no day, can be of an event of these days."""
    early = dt.timedelta() if status in {"occurred", "made"} else ANNOUNCED
    late = dt.timedelta() if status == "planned" else RETOLD
    return any(first - early <= published <= last + late for first, last in dated.spans)


class PledgeFits:
    """The same answers as `MeetingFits` for reports of pledges."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Keep the reports; they are sorted."""
        self._reports = reports

    def likeness(self, number: int) -> Hashable | None:
        """As for meetings."""
        seen = _seen(self._reports[number])
        pledge = seen.report.event
        if not isinstance(pledge, Pledge):
            return None
        amount = pledge.amount and (
            pledge.amount.minimum,
            pledge.amount.maximum,
            pledge.amount.currency,
            pledge.amount.unit,
        )
        worth = amount, _content_words(pledge.content)
        return seen.published, seen.spans, seen.precise, _promise(seen.report), pledge.recipients, worth

    def rank(self, one: int, other: int) -> int | None:
        """How sure two reports of the same parties and status are of one pledge, or None where they are not."""
        return pledges_fit(self._reports[one], self._reports[other])

    def excluded(self, one: int, other: int, group: Sequence[int]) -> bool:  # noqa: ARG002 - as for meetings
        """Whether two reports can't be of one pledge."""
        left, right = self._reports[one], self._reports[other]
        return pledges_fit(left, right) is None or _promise(left) != _promise(right)

    def dated(self, one: int, other: int) -> bool:
        """Whether two reports can be of one day."""
        return _dates_fit(_seen(self._reports[one]), _seen(self._reports[other])) is not None


class RelationFits:
    """The same answers for reports of the user's own relations."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Keep the reports; they are sorted."""
        self._seen = [_seen(report) for report in reports]

    def likeness(self, number: int) -> Hashable | None:
        """As for meetings."""
        seen = self._seen[number]
        return seen.status, seen.published, seen.spans, seen.precise, _ends(seen.report)

    def rank(self, one: int, other: int) -> int | None:
        """How sure two reports are of one event by their dates, or None where they are not."""
        left, right = self._seen[one], self._seen[other]
        if left.report.document == right.report.document or _ends(left.report) != _ends(right.report):
            return None
        return _dates_fit(left, right) if _statuses_fit(left, right) else None

    def excluded(self, one: int, other: int, group: Sequence[int]) -> bool:  # noqa: ARG002 - as for meetings
        """Whether two reports can't be of one event."""
        return self.rank(one, other) is None

    def dated(self, one: int, other: int) -> bool:
        """Whether two reports can be of one day."""
        return _dates_fit(self._seen[one], self._seen[other]) is not None


def _ends(report: Report) -> tuple[str, str, str] | None:
    event = report.event
    return (event.relation, event.source, event.target) if isinstance(event, Relation) else None


def _promise(report: Report) -> tuple[str, str | None, frozenset[str]]:
    event = report.event
    return event.status, event.pledger if isinstance(event, Pledge) else None, report.parties


def pledges_fit(one: Report, other: Report) -> int | None:
    """How sure two reports with the same pledger, recipients and status are of one pledge, or None."""
    if one.document == other.document or not same_promise(one, other):
        return None
    known = one.published is not None and other.published is not None
    if one.days is None and other.days is None and (not known or apart(one, other) <= RETOLD.days):
        # nothing contradicts, and the same was promised to the same party
        return BOTH_NEAR
    return _dates_fit(_seen(one), _seen(other))


def same_promise(one: Report, other: Report) -> bool:
    """Whether two reports tell of the same amount, or of much the same in words."""
    left, right = one.event, other.event
    if not (isinstance(left, Pledge) and isinstance(right, Pledge)):
        return False
    equal = same_amount(left.amount, right.amount)
    return equal is not False and (equal or _same_words(left.content, right.content))


def same_amount(left: Amount | None, right: Amount | None) -> bool | None:
    """Whether two amounts are equal, or None where one isn't told."""
    if left is None or right is None:
        return None
    return (left.minimum, left.maximum, left.currency, left.unit) == (
        right.minimum,
        right.maximum,
        right.currency,
        right.unit,
    )


def _same_words(left: str, right: str) -> bool:
    mine, theirs = _content_words(left), _content_words(right)
    return bool(mine) and len(mine & theirs) >= SAME_CONTENT * len(mine | theirs)


@lru_cache(maxsize=1 << 14)
def _content_words(content: str) -> frozenset[str]:
    return frozenset(fold(content).split())


def apart(one: Report, other: Report) -> int:
    """Days between two publications; many where one is unknown."""
    if one.published is None or other.published is None:
        return 10_000
    return abs((one.published - other.published).days)
