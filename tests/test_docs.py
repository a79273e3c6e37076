"""What the documents say is there is there, and what is there they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from graphkit.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
COMMANDS = [info.name or info.callback.__module__.split(".")[-1] for info in app.registered_commands if info.callback]


def options(command: str) -> set[str]:
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    return {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help",
        "-h",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"graphkit {command} " in README


def test_readme_uses_only_options_that_are_there() -> None:
    blocks = "".join(re.findall(r"^```sh\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL))
    lines = re.findall(r"^(?:.*&& )?(?:\.venv/bin/)?graphkit (\w+) (.*)$", blocks, flags=re.MULTILINE)
    assert {command for command, _ in lines} == set(COMMANDS)
    for command, rest in lines:
        given = {word for word in shlex.split(rest.split("#")[0]) if re.match(r"--?[a-z]", word)}
        assert given <= options(command), f"graphkit {command} {rest}"


def test_rooms_of_the_architecture_are_there() -> None:
    rooms = re.findall(r"^\| `([\w./]+)` \|", ARCHITECTURE, flags=re.MULTILINE)
    assert len(rooms) > 15
    for room in rooms:
        assert (ROOT / "graphkit" / room).exists(), room


def test_every_room_is_in_the_architecture() -> None:
    for path in (ROOT / "graphkit").iterdir():
        if not path.name.startswith(("_", ".")) and path.name != "py.typed":
            assert f"| `{path.name}{'/' if path.is_dir() else ''}` |" in ARCHITECTURE, path.name


@pytest.mark.parametrize("stage", ["ner", "relations", "resolve"])
def test_modules_that_the_architecture_names_are_there(stage: str) -> None:
    (told,) = re.findall(rf"^\*\*{stage}\*\* (.*?)(?:\n\n|\Z)", ARCHITECTURE, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`(\w+)`", told))
    files = list((ROOT / "graphkit" / stage).rglob("*.py"))
    modules = {path.stem for path in files} | {path.parent.name for path in files}
    assert named == modules - {"__init__", "component", stage}


def test_pictures_of_the_readme_are_those_that_the_script_draws() -> None:
    told = set(re.findall(r"docs/pictures/[\w.-]+", README))
    assert told == {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "pictures").iterdir()}
    script = (ROOT / "scripts" / "draw_pictures.py").read_text(encoding="utf-8")
    assert all(f'"{Path(name).name}"' in script for name in told)
