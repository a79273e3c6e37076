"""Options on how files are read reach the reader, in every command that reads any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from graphkit.cli import app
from graphkit.cli.reading import OPTIONS
from graphkit.config import Config
from graphkit.readers import Reading


@pytest.mark.parametrize("command", ["build", "extract", "mentions", "audit", "add", "update"])
def test_every_command_that_reads_has_them_and_each_is_a_setting(command: str) -> None:
    parameters = {parameter.name for parameter in get_command(app).commands[command].params}  # type: ignore[attr-defined]
    assert set(OPTIONS) <= parameters
    assert all(hasattr(Config(), name) for name in OPTIONS)


def test_settings_reach_the_readers() -> None:
    assert Reading.of(Config()) == Reading()
    config = Config(text_column="story", max_megabytes=7, allow_network=True)
    assert Reading.of(config) == Reading(text_column="story", max_bytes=7_000_000, allow_network=True)


def test_column_is_named_on_the_command_line_or_in_the_settings(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("nr,tale\n7,Ann Hill met Bob Stone in Oslo.\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["extract", str(table)])
    assert run.exit_code == 1
    assert (
        "a.csv: none of its columns is known to hold the text: 'nr', 'tale'; name it with --text-column" in run.stderr
    )
    settings = tmp_path / "graphkit.toml"
    settings.write_text('text_column = "tale"\n', encoding="utf-8")
    for given in (["--text-column", "tale"], ["--config", str(settings)]):
        run = CliRunner().invoke(app, ["extract", str(table), "--id-column", "nr", *given])
        assert run.exit_code == 0, run.stderr
        assert json.loads(run.stdout)["id"] == "7"
    run = CliRunner().invoke(app, ["build", "-c", str(tmp_path / "a.corpus"), "-o", "x.ttl", "--text-column", "tale"])
    assert run.exit_code == 2


def test_standard_input_may_hold_a_page_or_a_table() -> None:
    run = CliRunner().invoke(
        app, ["extract", "-", "--stdin-format", "csv"], input="id,text\n7,Ann Hill met Bob Stone.\n"
    )
    assert json.loads(run.stdout)["id"] == "7"
    page = "<p>Ann Hill met Bob Stone in Oslo on Tuesday.</p>"
    run = CliRunner().invoke(app, ["extract", "-", "--stdin-format", "html"], input=page)
    assert json.loads(run.stdout)["id"] == "stdin"
