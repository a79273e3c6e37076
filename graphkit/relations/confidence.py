"""How sure an event is: the measured precision of its rule's family, less where a party is only inferred.

Source: counts of right events by family in ``data/confidence.tsv``, made by ``scripts/calibrate.py`` from annotated
news; small families lean on what all events of their kind and status reach (m-estimate, Cestnik 1990).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from graphkit.relations.lexicon import CLAUSE_PREPS, PLEDGE_VERBS
from graphkit.resources import read_table

Kind = Literal["meeting", "pledge", "relation"]

#: Weight of the whole kind against a family's own counts, in events.
PRIOR_WEIGHT = 4.0
#: No event is surer than this: the rules were made with the counted articles in sight.
HIGHEST = 0.97
_PHRASE_LINKS = frozenset(
    {"subject", "subject-of", "between", "among", "of", "with", "owner", "bare", "by", "involving"}
)


def family_of(rule: str, participants: int = 2, *, kind: Kind = "meeting") -> str:
    """The family of a rule, for which precision is counted.

    >>> family_of("meet.verb.with"), family_of("talks.noun.hold+with"), family_of("talks.noun.after+with")
    ('meet.verb', 'noun.verb', 'noun.clause')

    Args:
        rule: name of a rule, such as "pledge.verb.infinitive".
        participants: number of parties of a meeting; a meeting of one is a family of its own.
        kind: what the rule is for, where a user's own word doesn't tell; all rules for relations are one family, of which
            nothing was counted.
    """
    if kind == "relation":
        return kind
    if participants < 2:
        return "single"
    lemma, word, path = rule.split(".", 2)
    if word == "verb":
        if lemma in PLEDGE_VERBS:
            return "pledge.verb"
        if path in {"announced", "future", "giving", "announced_by", "passive"} or lemma == "announce":
            return "pledge.giving"
        if kind == "pledge":
            return "pledge.verb"
        return "meet.verb" if lemma == "meet" else "verb"
    if kind == "pledge" or lemma in _PROMISES:
        return "pledge.noun"
    link = path.split("+")[0]
    if link in _PHRASE_LINKS:
        return "noun.phrase"
    return "noun.clause" if link in CLAUSE_PREPS or link == "topic" else "noun.verb"


_PROMISES = frozenset({"pledge", "promise", "vow", "commitment", "undertaking", "assurance", "guarantee"})


def status_group(status: str) -> str:
    """Group "told" for what is said to have happened, to be planned or promised; else the status itself."""
    return "told" if status in {"occurred", "planned", "made"} else status


def kind_of(family: str) -> str:
    """Kind "pledge" or "meeting": what families with few events lean on."""
    return "pledge" if family.startswith("pledge") else "meeting"


def confidence_of(rule: str, status: str, *, inferred: bool, participants: int = 2, kind: Kind = "meeting") -> float:
    """How often an event like this one is right, in [0, 1], rounded to two digits.

    Args:
        rule: name of the rule.
        status: of the event.
        inferred: whether a pronoun, role or the like stands for one of the parties.
        participants: number of parties of a meeting.
        kind: what the rule is for; a relation of the user's own is as sure as all meetings of its status.
    """
    return estimate(_counts(), family_of(rule, participants, kind=kind), status_group(status), inferred=inferred)


Counts = dict[tuple[str, str, bool], tuple[int, int]]


def estimate(counts: Counts, family: str, status: str, *, inferred: bool) -> float:
    """Precision of a family by its counts, leaning on its kind, and that on all.

    Args:
        counts: for (family, status group, whether a party is inferred): (right, all).
        family: as `family_of` gives it.
        status: as `status_group` gives it.
        inferred: as for `confidence_of`.
    """
    same_kind = {key: value for key, value in counts.items() if kind_of(key[0]) == kind_of(family)}
    prior = _lean(list(counts.values()), 0.5)
    prior = _lean([value for key, value in same_kind.items() if key[1] == status], prior)
    prior = _lean([value for key, value in same_kind.items() if key[:2] == (family, status)], prior)
    sure = _lean([value for key, value in same_kind.items() if key == (family, status, inferred)], prior)
    return round(min(sure, HIGHEST), 2)


def _lean(values: list[tuple[int, int]], prior: float) -> float:
    right, total = sum(value[0] for value in values), sum(value[1] for value in values)
    return (right + PRIOR_WEIGHT * prior) / (total + PRIOR_WEIGHT)


@cache
def _counts() -> Counts:
    return {
        (family, status, inferred == "inferred"): (int(right), int(total))
        for family, status, inferred, right, total in read_table("confidence.tsv")
    }
