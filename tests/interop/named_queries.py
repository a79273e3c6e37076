"""Asks the named queries in other engines and compares their rows with Oxigraph's. See README.md beside this file."""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rdflib

from graphkit.rdf import load_store, named_queries, run_named_query, write_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
JARS = Path("/usr/share/java")
# several of these on one class path stop each other
LOGGERS = re.compile(r"slf4j-(?!api|nop)|log4j-over|jcl-over|jul-to|-\d[\d.]*\.jar$")


def tests_package() -> Any:
    """Import tests/rdf, which is no package that could be installed."""
    folder = HERE.parent / "rdf"
    names = ("elsewhere", "everything", "quarrel", "test_named")
    spec = importlib.util.spec_from_loader("rdf_tests", loader=None, is_package=True)
    package = importlib.util.module_from_spec(spec)
    package.__path__ = [str(folder)]
    sys.modules["rdf_tests"] = package
    return {name: importlib.import_module(f"rdf_tests.{name}") for name in names}


def with_rdflib(asked: list[tuple[Path, str]], _: argparse.Namespace) -> Iterator[Any]:
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # of a day that is none it tells at length
    graphs = {data: rdflib.Graph().parse(data) for data in {data for data, _ in asked}}
    for data, query in asked:
        yield [[None if value is None else str(value) for value in row] for row in graphs[data].query(query)]


def with_jena(asked: list[tuple[Path, str]], options: argparse.Namespace) -> Iterator[Any] | None:
    core = JARS / "jena-core.jar"
    if not core.exists() or shutil.which("java") is None:
        return None
    return _jena(asked, options.work, core)


def _jena(asked: list[tuple[Path, str]], work: Path, core: Path) -> Iterator[Any]:
    # Debian's package moved these classes without the files that they read, which have to be where they were
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and not name.endswith((".class", "/")):
                target = work / name.removeprefix("org/apache/jena/ext/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    path = [str(work), *(str(jar) for jar in sorted(JARS.glob("*.jar")) if not LOGGERS.search(jar.name))]
    for data, query in asked:
        (work / "query.rq").write_text(query, encoding="utf-8")
        command = [
            "java",
            "-cp",
            ":".join(path),
            "arq.arq",
            "--data",
            data,
            "--query",
            work / "query.rq",
            "--results=JSON",
        ]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        try:
            told = json.loads(done.stdout)
        except ValueError:
            yield f"{done.stdout} {done.stderr}".strip()
            continue
        columns = told["head"]["vars"]
        yield [[row.get(name, {}).get("value") for name in columns] for row in told["results"]["bindings"]]


def with_comunica(asked: list[tuple[Path, str]], options: argparse.Namespace) -> Iterator[Any] | None:
    if options.npm is None or not (options.npm / "node_modules/@comunica/query-sparql-file").exists():
        return None
    lines = "".join(json.dumps({"data": str(data), "query": query}) + "\n" for data, query in asked)
    command = ["node", str(HERE / "comunica.mjs"), str(options.npm.resolve())]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return (told.get("rows", told.get("error")) for told in map(json.loads, done.stdout.splitlines()))


ENGINES: dict[str, Callable[..., Iterator[Any] | None]] = {
    "rdflib": with_rdflib,
    "Jena": with_jena,
    "comunica": with_comunica,
}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", type=Path, help="folder whose node_modules has comunica")
    parser.add_argument(
        "--only", nargs="*", default=[], choices=ENGINES, help="these; one that is not found is a failure"
    )
    options = parser.parse_args()
    tests = tests_package()
    comparable, with_values = tests["elsewhere"].comparable, tests["elsewhere"].with_values
    queries, wrong = named_queries(), 0
    with tempfile.TemporaryDirectory() as folder:
        options.work = Path(folder)
        asked, wanted, names = [], [], []
        for graph, name, params, _ in tests["test_named"].QUESTIONS:
            data = options.work / f"{graph.__name__}.ttl"
            if not data.exists():
                with data.open("wb") as stream:
                    write_turtle(graph(), stream)
            asked.append((data, with_values(queries[name].sparql, params)))
            wanted.append(comparable(run_named_query(load_store(data), name, params=params)))
            names.append(f"{name} {params or ''} on {graph.__name__}")
        for engine, ask in ENGINES.items():
            if options.only and engine not in options.only:
                continue
            answers = ask(asked, options)
            if answers is None:
                wrong += engine in options.only
                say(f"{engine}: not found")
                continue
            bad = 0
            for name, right, rows in zip(names, wanted, answers, strict=True):
                told = rows if isinstance(rows, str) else comparable(rows)
                if told != right:
                    bad += 1
                    say(f"{engine}: {name}\n  Oxigraph: {right}\n  {engine}: {told}")
            wrong += bad
            say(f"{engine}: {len(names) - bad} of {len(names)} questions have the same rows")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
