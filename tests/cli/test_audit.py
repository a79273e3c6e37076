"""``graphkit audit``: what was passed over, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graphkit.cli import app

TEXT = "The plan met with criticism. Anna Keller met David Moreau in Vienna.\n"


@pytest.fixture(autouse=True)
def _model(one_model: None) -> None:
    pass


def test_audit_prints_each_trigger_with_its_reason_and_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["audit", str(tmp_path / "a.txt")])
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["document"], line["trigger"], line["reason"]) for line in lines] == [("a", "met", "ruled_out")]
    assert TEXT[lines[0]["start"] : lines[0]["end"]] == "met"
    assert lines[0]["quote"] == "The plan met with criticism."


def test_audit_statuses(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    record = json.dumps({"id": "r", "entities": [], "events": []})
    (tmp_path / "r.jsonl").write_text(record + "\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["audit", str(tmp_path / "a.txt"), "nowhere.txt"]).exit_code == 3
    assert CliRunner().invoke(app, ["audit", str(tmp_path / "a.txt"), str(tmp_path / "r.jsonl")]).exit_code == 3
    assert CliRunner().invoke(app, ["audit", str(tmp_path / "r.jsonl")]).exit_code == 1
