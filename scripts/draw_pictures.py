"""Draws the pictures of the README from the sample articles in `seeds/`: `python scripts/draw_pictures.py [FOLDER]`.

It needs the extra ``notebook``, for the network as matplotlib draws it, and Chromium (``apt-get install chromium``, or its path
in the variable CHROMIUM), for the page of ``graphkit explore``. FOLDER is `docs/pictures` unless named.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib as mpl

import graphkit

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = (1400, 900)
CHOSEN = "entity=Zelensky"
BROWSER = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=swiftshader",
    "--enable-unsafe-swiftshader",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--virtual-time-budget=5000",
]


def draw(folder: Path) -> list[Path]:
    """Draw all pictures into a folder.

    Raises:
        SystemExit: there is no Chromium, or it takes no picture.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kg = graphkit.build(ROOT / "seeds")
    network = folder / "network.png"
    kg.plot().figure.savefig(network, dpi=110, metadata={"Software": None})
    with tempfile.TemporaryDirectory() as work:
        page = kg.explore(Path(work) / "page.html")
        shots = [
            _photograph(page, folder / "explore.png", Path(work) / "light", "--blink-settings=preferredColorScheme=1"),
            _photograph(
                page, folder / "explore-dark.png", Path(work) / "dark", "--blink-settings=preferredColorScheme=0"
            ),
        ]
    return [network, *shots]


def _photograph(page: Path, target: Path, profile: Path, *options: str) -> Path:
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("there is no Chromium; install it, or name it in the variable CHROMIUM")
    size = f"--window-size={SIZE[0]},{SIZE[1]}"
    where = [f"--user-data-dir={profile}", f"--screenshot={target}", f"{page.as_uri()}#{CHOSEN}"]
    done = subprocess.run([browser, *BROWSER, size, *options, *where], check=False, capture_output=True, timeout=120)  # noqa: S603 - the browser that the person named
    if done.returncode or not target.exists():
        sys.exit(f"{browser} took no picture: {done.stderr.decode(errors='replace')[-300:]}")
    return target


if __name__ == "__main__":
    mpl.use("agg")
    for picture in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES):
        print(picture)
