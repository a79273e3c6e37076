"""Where articles are read: in this process or in workers."""

from __future__ import annotations

import pytest

from graphkit.engines import Engine, Extractor, Recipe, engine
from graphkit.engines.pool import Pool


@pytest.mark.parametrize(
    ("workers", "seconds", "expected", "chosen"),
    [
        (1, None, 5000, Extractor),
        (1, 0.0, 5000, Extractor),
        (1, 60.0, 1, Pool),
        (2, None, 1, Pool),
        ("auto", None, 150, Extractor),
        ("auto", 0.0, 150, Extractor),
        ("auto", 60.0, 150, Pool),
        ("auto", None, 5000, Pool),
    ],
)
def test_workers_only_where_they_are_wanted_or_worth_it(
    workers: engine.Workers, seconds: float | None, expected: int, chosen: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "fitting_workers", lambda articles: 1 + articles // 1000)
    with Engine(Recipe(), workers=workers, seconds=seconds) as some:
        some.expect(expected)
        assert not some.is_loaded
        assert list(some.extract([])) == list(some.audit([])) == []
        assert type(some._chosen) is chosen
        assert not some.is_loaded


@pytest.mark.usefixtures("one_model")
def test_run_is_that_of_the_extractor() -> None:
    recipe = Recipe(digest="abc")
    some = Engine(recipe)
    assert some.run == Extractor(recipe).run
    assert some.is_loaded
