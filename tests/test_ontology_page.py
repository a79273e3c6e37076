"""The page of the vocabulary is what its script makes of the Turtle files, and stands alone."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from graphkit.resources import ontology_path

ROOT = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "build_ontology_page.py"))
PAGE = ontology_path("graphkit.html").read_text(encoding="utf-8")
TERMS = re.findall(r"^gk:(\w+) a ", ontology_path("graphkit.ttl").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_page_is_what_the_script_makes():
    assert SCRIPT["Page"]().html() == PAGE, "run python scripts/build_ontology_page.py"


@pytest.mark.parametrize("term", TERMS)
def test_every_term_has_its_place(term: str):
    assert PAGE.count(f' id="{term}"') == 1


def test_every_link_leads_somewhere():
    inside = set(re.findall(r'href="#([^"]+)"', PAGE))
    assert inside <= set(re.findall(r' id="([^"]+)"', PAGE))
    assert set(re.findall(r'(?:href|src)="([^#"][^"]*)"', PAGE)) == {"https://spdx.org/licenses/MIT"}


def test_the_picture_shows_terms_as_they_are():
    assert set(SCRIPT["BOXES"]) <= set(TERMS)
    ontology = ontology_path("graphkit.ttl").read_text(encoding="utf-8")
    for _, _, label in SCRIPT["ARROWS"]:
        assert not label or ":" in label or f"gk:{label} a owl:ObjectProperty" in ontology


def test_the_page_loads_nothing():
    assert not re.search(r"<script|@import|url\((?!#)|<link|<img", PAGE)
