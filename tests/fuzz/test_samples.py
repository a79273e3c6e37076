"""What the search for bad input begins with is good, and what it looks for is found."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.readers.formats import READERS
from graphkit.readers.items import Found
from graphkit.readers.source import Source

from .fuzz import bend
from .samples import samples
from .targets import targets

SAMPLES = samples()
ALIKE = {".markdown", ".htm", ".xhtml", ".mht", ".ndjson", ".wet", ".atom", ".xml", ".tbz2", ".txz", ".tzst"}


@pytest.mark.parametrize("ending", SAMPLES)
def test_every_sample_is_read_without_an_error(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(SAMPLES[ending])
    source = Source(name=str(path), ending=ending, document_id="a", path=path)
    reads = list(READERS[ending].read(source))
    assert any(isinstance(read, Found) for read in reads)
    assert not any(isinstance(read, Exception) for read in reads), reads


def test_every_format_has_a_sample() -> None:
    assert set(READERS) == set(SAMPLES) | ALIKE
    assert set(READERS) < set(targets())


def test_bending_is_the_same_from_the_same_seed() -> None:
    bent = [bend(SAMPLES[".json"], list(SAMPLES.values()), random.Random(7)) for _ in range(2)]  # noqa: S311
    assert bent[0] == bent[1] != SAMPLES[".json"]


def test_a_finding_is_kept_and_can_be_tried_again(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import fuzz, targets\n"
        "def broken(data): raise KeyError('planted')\n"
        "fuzz._try('.json', b'{', {'.json': broken}, fuzz.Path(sys.argv[2]))\n"
    )
    here = Path(__file__).parent
    done = subprocess.run([sys.executable, "-c", script, here, tmp_path], check=True, capture_output=True, text=True)
    assert "KeyError: 'planted'" in done.stdout
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == b"{"
    again = subprocess.run(
        [sys.executable, here / "fuzz.py", "--again", kept], check=True, capture_output=True, text=True
    )
    assert again.stdout == "nothing\n"
