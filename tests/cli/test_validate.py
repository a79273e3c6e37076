from __future__ import annotations

import json
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import SH
from typer.testing import CliRunner

from graphkit.cli import app

GOOD = Path(__file__).parent.parent / "rdf" / "shapes" / "good" / "meeting.ttl"
TURTLE = GOOD.read_text(encoding="utf-8")
UNQUOTED = TURTLE.replace('gk:quote "Brandt received both" ;', "")
NO_TURTLE = "People met."


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    told = {"good": TURTLE, "bad": UNQUOTED, "broken": NO_TURTLE}
    for name, text in told.items():
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "graph.ttl").write_text(TURTLE, encoding="utf-8")
    return {
        **{name: str(tmp_path / f"{name}.ttl") for name in told},
        "folder": str(folder),
        "none": str(tmp_path / "x.ttl"),
    }


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["good"], 0),
        (["folder"], 0),
        (["good", "folder"], 0),
        (["bad"], 4),
        (["good", "bad"], 4),
        (["broken", "bad"], 4),
        (["broken"], 1),
        (["none"], 1),
        (["none", "broken"], 1),
        (["none", "good"], 3),
    ],
)
def test_exit_status(names: list[str], status: int, files: dict[str, str]):
    done = CliRunner().invoke(app, ["validate", *(files[name] for name in names)])
    assert done.exit_code == status
    for name in names:
        if name in {"broken", "none"}:
            assert Path(files[name]).name in done.stderr
        if name == "bad":
            assert files[name] in done.stdout


def test_says_what_is_wrong_and_where(files: dict[str, str]):
    done = CliRunner().invoke(app, ["validate", files["bad"]])
    line = next(n for n, text in enumerate(UNQUOTED.splitlines(), start=1) if text.startswith(":met2 "))
    assert done.stdout.startswith(
        f"{files['bad']}: 1 rule is broken, in 1 place\n\nevidence-quote: Evidence quotes its "
    )
    where = 'evidence of "Meeting of Ada Brandt, Tunde Okoro and Norland" – has no gk:quote'
    assert f"\n  bad.ttl:{line}: {where}\n    https://news.example/met2\n" in done.stdout


def test_quiet_says_nothing_of_good_files(files: dict[str, str]):
    done = CliRunner().invoke(app, ["validate", "-q", files["good"]])
    assert (done.stdout, done.stderr) == ("", "")


def test_many_places_are_counted(files: dict[str, str]):
    Path(files["good"]).write_text(
        TURTLE + "".join(f":country{n} a gk:Country .\n" for n in range(12)), encoding="utf-8"
    )
    done = CliRunner().invoke(app, ["validate", files["good"]])
    assert "in 12 places" in done.stdout
    assert "  and 2 more; --format json tells all\n" in done.stdout


def test_json_tells_all(files: dict[str, str]):
    done = CliRunner().invoke(app, ["validate", files["good"], files["bad"], "--format", "json"])
    told = json.loads(done.stdout)
    assert told["conforms"] is False
    assert [len(file["violations"]) for file in told["files"]] == [0, 1]
    (violation,) = told["files"][1]["violations"]
    assert violation["rule"] == "evidence-quote"
    assert (violation["node"], violation["path"], violation["component"]) == (
        "https://news.example/met2",
        "gk:quote",
        "MinCount",
    )
    assert violation["message"].endswith(".")


def test_the_report_is_what_shacl_asks_for(files: dict[str, str], tmp_path: Path):
    both = TURTLE.replace('gk:quote "Brandt received both" ;', "").replace(
        "gk:attributedTo :okoro ; gk:evidence :plan1 ;", ""
    )
    Path(files["bad"]).write_text(both, encoding="utf-8")
    reports = []
    for name in ("one.ttl", "two.ttl"):
        done = CliRunner().invoke(app, ["validate", files["bad"], "--report", str(tmp_path / name)])
        assert done.exit_code == 4
        reports.append((tmp_path / name).read_bytes())
    assert reports[0] == reports[1]
    report = rdflib.Graph().parse(data=reports[0], format="turtle")
    assert [value.toPython() for value in report.objects(None, SH.conforms)] == [False]
    shapes = {str(shape).rpartition("#")[2] for shape in report.objects(None, SH.sourceShape)}
    assert shapes == {"evidence-quote", "evidence-behind", "evidence-used"}
    # the W3C's own shapes for shapes have none for reports, so hold it to what pySHACL writes
    data = rdflib.Graph().parse(data=both, format="turtle")
    _, theirs, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(GOOD.parents[4] / "ontology" / "shapes.ttl"))

    def told(graph: rdflib.Graph) -> set[tuple[str, ...]]:
        ask = "SELECT ?shape ?node ?component ?path { ?r sh:sourceShape ?shape ; sh:focusNode ?node ; sh:sourceConstraintComponent ?component OPTIONAL { ?r sh:resultPath ?p . OPTIONAL { ?p sh:inversePath ?i } BIND (IF(BOUND(?i), ?i, ?p) AS ?path) } }"
        return {tuple(map(str, row)) for row in graph.query(ask, initNs={"sh": SH})}

    assert told(report) == told(theirs)
