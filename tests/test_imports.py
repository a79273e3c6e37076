"""Imports go one way, and heavy libraries stay in their rooms: the table of ARCHITECTURE.md, read from the code."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import graphkit

PACKAGE = Path(graphkit.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

# library: where it may be imported
HOMES = {
    "typer": ("cli/",),
    "rich": ("cli/",),
    "spacy": ("tokens.py", "ner/", "relations/", "engines/", "pipeline.py"),
    "thinc": ("ner/", "engines/"),
    "threadpoolctl": ("ner/",),
    "platformdirs": ("ner/",),
    "rdflib": ("rdf/",),
    "pyoxigraph": ("rdf/",),
    "starlette": ("rdf/",),
    "uvicorn": ("rdf/",),
    "pyshacl": ("rdf/",),
    "py3langid": ("language.py",),
    "sqlite3": ("corpus/",),
    "numpy": ("fingerprint.py", "ner/", "engines/", "resolve/", "export/"),
    "networkx": ("graph.py", "resolve/", "export/", "notebook/"),
    "pandas": ("notebook/", "engines/"),
    "distributed": ("engines/",),
    "fsspec": ("engines/",),
    "matplotlib": ("notebook/",),
    "ipysigma": ("notebook/",),
    "charset_normalizer": ("readers/",),
    "defusedxml": ("readers/",),
    "pypdf": ("readers/",),
    "pdfplumber": ("readers/",),
    "brotli": ("readers/",),
    "warcio": ("readers/",),
    "backports": ("readers/",),
    "markdown_it": ("readers/",),
    "ftfy": ("readers/",),
    "protego": ("readers/",),
    "urllib3": ("readers/",),
    "yaml": ("readers/",),
    "trafilatura": ("readers/",),
    "dateparser": ("dates.py",),
}

# room: the rooms it may import from, down the data flow. Every room may use `FREE`.
FREE = {"__init__", "model", "mentions", "errors", "resources"}
ROOMS: dict[str, set[str]] = {
    "__init__": {
        "config",
        "engines",
        "knowledge",
        "keeping",
        "pipeline",
    },  # for type checkers; at run time on first use
    "__main__": {"cli"},
    "model": set(),
    "mentions": set(),
    "errors": set(),
    "resources": set(),
    "files": set(),
    "processes": set(),
    "decisions": {"files"},
    "config": set(),
    "dates": set(),
    "terms": set(),
    "tokens": set(),
    "amounts": set(),
    "data": set(),
    "records": set(),
    "readers": {"config", "records", "dates", "processes"},
    "ner": {"dates", "terms", "files", "tokens"},
    "relations": {"dates", "amounts", "tokens", "ner"},
    "language": set(),
    "fingerprint": set(),
    "sources": set(),
    "engines": {"processes", "fingerprint", "language", "dates", "tokens", "readers", "records", "ner", "relations"},
    "resolve": {"ner", "terms", "fingerprint"},
    "runs": set(),
    "corpus": {"records", "readers", "config", "decisions", "resolve", "runs"},
    "graph": {"sources"},
    "filters": {"sources"},
    "export": {"graph", "files", "sources"},
    "rdf": {"files", "corpus", "processes"},
    "explain": {"resolve", "sources"},
    "differences": {"sources"},
    "named": {"graph", "sources"},
    "notebook": {"graph", "named", "export"},
    "knowledge": {
        "named",
        "notebook",
        "graph",
        "filters",
        "export",
        "rdf",
        "explain",
        "differences",
        "files",
        "resolve",
    },
    "pipeline": {"config", "decisions", "readers", "engines", "ner", "relations", "resolve", "runs", "knowledge"},
    "keeping": {"config", "corpus", "engines", "ner", "readers", "pipeline", "knowledge"},
    "cli": {
        "config",
        "records",
        "files",
        "decisions",
        "pipeline",
        "keeping",
        "corpus",
        "readers",
        "resolve",
        "knowledge",
        "rdf",
        "export",
        "explain",
        "differences",
        "graph",
        "filters",
    },
}


def room(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def for_type_checkers(tree: ast.Module) -> set[ast.AST]:
    blocks = (node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    return {inner for block in blocks for inner in ast.walk(block)}


def imports(module: str, *, at_run_time: bool = False) -> set[str]:
    """Every module that is imported anywhere in a file, in functions too; for type checking too unless `at_run_time`."""
    found = set()
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    left_out = for_type_checkers(tree) if at_run_time else set()
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            assert node.module is not None
            if node.module in {"graphkit", "graphkit.rdf", "graphkit.cli"}:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
            else:
                found.add(node.module)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_rooms(module: str) -> None:
    for name in imports(module, at_run_time=True):
        library = name.split(".")[0]
        assert library != "click", "typer carries its own click"
        assert library not in HOMES or module.startswith(HOMES[library]), f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES)
def test_rooms_import_down_the_data_flow(module: str) -> None:
    here = room(module)
    assert here in ROOMS, f"{module} is in no room of the table"
    for name in imports(module):
        parts = name.split(".")
        if parts[0] != "graphkit":
            continue
        there = parts[1] if len(parts) > 1 and parts[1] in ROOMS else "__init__"
        assert there in ROOMS[here] | FREE | {here}, f"{module} imports {name}"


HEAVY = (
    "spacy",
    "thinc",
    "rdflib",
    "pyshacl",
    "pyoxigraph",
    "networkx",
    "rich",
    "typer",
    "dateparser",
    "pandas",
    "matplotlib",
    "py3langid",
    "ftfy",
    "trafilatura",
)


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_import_graphkit_costs_nothing() -> None:
    assert loaded_after("import graphkit; graphkit.Document") == set()


@pytest.mark.parametrize("arguments", [["--help"], ["query", "--list"], ["build", "--help"], ["validate", "--help"]])
def test_help_and_query_load_no_spacy(arguments: list[str]) -> None:
    code = (
        f"from graphkit.cli import app\ntry:\n    app({arguments})\nexcept SystemExit as end:\n    assert not end.code"
    )
    assert loaded_after(code).isdisjoint({"spacy", "thinc", "rdflib", "networkx"})


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph and its records, made without a model."""
    folder = tmp_path_factory.mktemp("built")
    record = {
        "id": "a",
        "entities": [{"id": "e1", "type": "Person", "name": "Ole Dahl", "mentions": [[0, 8]], "texts": ["Ole Dahl"]}],
        "events": [],
    }
    (folder / "extractions.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    graphkit.build(folder / "extractions.jsonl").write(folder / "graph.ttl")
    return folder


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["query", "OUT/graph.ttl", "ASK { ?p a gk:Person }"], {"pyoxigraph"}),
        (["explain", "OUT/graph.ttl", "Dahl"], {"pyoxigraph"}),
        (["export", "OUT/graph.ttl", "OUT/graph.nq"], {"pyoxigraph"}),
        (["build", "OUT/extractions.jsonl", "-o", "OUT/again.nt"], {"networkx", "pyoxigraph"}),
    ],
)
def test_who_reads_no_article_loads_no_model(records: Path, arguments: list[str], loaded: set[str]) -> None:
    given = [argument.replace("OUT", str(records)) for argument in arguments]
    code = f"from graphkit.cli import app\ntry:\n    app({given})\nexcept SystemExit as end:\n    assert not end.code"
    assert loaded_after(code) <= loaded | {"typer", "rich"}


def test_public_names_are_there() -> None:
    for name in graphkit.__all__:
        assert getattr(graphkit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = graphkit.nothing
    assert set(graphkit.__all__) <= set(dir(graphkit))
