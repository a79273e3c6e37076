"""How sure an event is."""

from __future__ import annotations

import pytest

from graphkit.relations.confidence import HIGHEST, confidence_of, estimate, family_of, status_group


@pytest.mark.parametrize(
    ("rule", "participants", "family"),
    [
        ("meet.verb.with", 2, "meet.verb"),
        ("meet.verb.unnamed", 1, "single"),
        ("receive.verb.object", 2, "verb"),
        ("visitor.verb.object", 2, "verb"),
        ("talks.noun.hold+with", 2, "noun.verb"),
        ("talks.noun.after+with", 2, "noun.clause"),
        ("meeting.noun.topic+between", 2, "noun.clause"),
        ("talks.noun.subject+between", 3, "noun.phrase"),
        ("pledge.verb.infinitive", 2, "pledge.verb"),
        ("announce.verb.object", 2, "pledge.giving"),
        ("provide.verb.future", 2, "pledge.giving"),
        ("promise.noun.owner", 2, "pledge.noun"),
    ],
)
def test_family(rule: str, participants: int, family: str) -> None:
    assert family_of(rule, participants) == family


def test_status_groups() -> None:
    assert {status_group(status) for status in ("occurred", "planned", "made")} == {"told"}
    assert status_group("denied") == "denied"


def test_many_right_events_make_sure_and_few_lean_on_their_kind() -> None:
    counts = {
        ("meet.verb", "told", False): (40, 40),
        ("noun.verb", "told", False): (1, 2),
        ("verb", "denied", False): (1, 4),
    }
    often = estimate(counts, "meet.verb", "told", inferred=False)
    seldom = estimate(counts, "noun.verb", "told", inferred=False)
    unseen = estimate(counts, "noun.phrase", "told", inferred=True)
    assert often == HIGHEST
    assert 0.5 < seldom < unseen <= often
    assert estimate(counts, "verb", "denied", inferred=False) < seldom
    assert estimate({}, "verb", "told", inferred=False) == 0.5


def test_what_happened_is_surer_than_what_is_wished_for() -> None:
    told = confidence_of("meet.verb.with", "occurred", inferred=False)
    wished = confidence_of("meet.verb.with", "hypothetical", inferred=False)
    assert 0 < wished < told <= HIGHEST
