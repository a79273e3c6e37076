"""Finds the ontology and the data tables, in a checkout as in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_path(name: str) -> Path:
    """Return the path of a table in ``graphkit/data``.

    Args:
        name: file name, such as "territories.tsv".
    """
    return _PACKAGE / "data" / name


def ontology_path(name: str = "") -> Path:
    """Return the path of a file or folder of the ontology, or of the ontology's folder itself.

    In a wheel the folder lies inside the package, in a checkout beside it.

    Args:
        name: path below the folder, such as "graphkit.ttl" or "queries".
    """
    inside = _PACKAGE / "ontology"
    return (inside if inside.is_dir() else _PACKAGE.parent / "ontology") / name


def read_table(name: str) -> list[list[str]]:
    """Return the rows of a tab-separated table in ``graphkit/data``, without comments and blank lines.

    Args:
        name: file name, such as "territories.tsv".
    """
    lines = data_path(name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
