"""Which library multiplies: chosen, kept, forced, and the same names and trees with either."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from graphkit.engines import extract_documents
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.ner import load_model, ops
from graphkit.readers import read_inputs
from graphkit.records import to_record


@pytest.fixture(scope="module")
def own():
    """A model that may be changed."""
    return load_model(ops="blis")


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each trial, which finds numpy to be faster."""
    held: list[str] = []

    def faster(shapes: set[tuple[int, int]]) -> str:
        assert all(outputs > 0 and inputs > 0 for outputs, inputs in shapes)
        assert shapes
        held.append("numpy")
        return "numpy"

    monkeypatch.setattr(ops, "_faster", faster)
    return held


@pytest.mark.parametrize("wanted", ["blis", "numpy"])
def test_what_is_asked_for_is_taken_without_trial(own, wanted: str, trials: list[str], tmp_path: Path) -> None:
    memory = tmp_path / "operations.json"
    assert ops.tune(own, ops=wanted, memory=memory) == ops.ops_of(own) == wanted
    assert not trials
    assert not memory.exists()


def test_one_trial_is_enough_for_a_machine(own, trials: list[str], tmp_path: Path) -> None:
    memory = tmp_path / "cache" / "operations.json"
    assert [ops.tune(own, memory=memory) for _ in range(3)] == ["numpy"] * 3
    assert trials == ["numpy"]
    ((key, found),) = json.loads(memory.read_text()).items()
    assert found == "numpy"
    assert "en_core_web_sm" in key
    assert "thinc" in key


def test_another_processor_or_version_has_its_own_trial(
    own, trials: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "operations.json"
    for processor in ("one", "other", "one"):
        monkeypatch.setattr(ops, "_processor", lambda processor=processor: processor)
        ops.tune(own, memory=memory)
    assert len(trials) == len(json.loads(memory.read_text())) == 2


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"x": "y"}', "\x00"])
def test_a_broken_memory_is_written_anew(own, trials: list[str], tmp_path: Path, text: str) -> None:
    memory = tmp_path / "operations.json"
    memory.write_text(text)
    assert ops.tune(own, memory=memory) == "numpy"
    assert "numpy" in json.loads(memory.read_text()).values()
    assert len(trials) == 1


def test_a_memory_that_cannot_be_written_means_a_trial_each_time(own, trials: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = tmp_path / "file" / "operations.json"
    assert [ops.tune(own, memory=memory) for _ in range(2)] == ["numpy"] * 2
    assert len(trials) == 2


def test_the_trial_chooses_one_of_the_two() -> None:
    assert ops._faster({(64, 96), (288, 288)}) in {"blis", "numpy"}


def test_operations_of_others_are_left_alone() -> None:
    from thinc.api import NumpyOps

    class OtherOps(NumpyOps):
        name = "other"

    model = load_model(ops="blis")
    for node in ops._nodes(model):
        node.ops = OtherOps()
    assert ops.tune(model, ops="numpy") == "other"
    assert ops.ops_of(model) == "other"


def test_one_thread_is_for_a_while_only() -> None:
    def threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    before = threads()
    with ops.one_thread():
        assert set(threads()) <= {1}
    assert threads() == before


def test_records_are_the_same_whatever_multiplies(own, seeds: Path, made_up: list[Document]) -> None:
    documents = [item for item in read_inputs([seeds]) if isinstance(item, Document)]
    documents += made_up[:24]
    assert len(documents) == 26
    records = {}
    for wanted in ("blis", "numpy"):
        ops.tune(own, ops=wanted)
        results = list(extract_documents(documents, nlp=own))
        assert not [item for item in results if isinstance(item, InputError)]
        records[wanted] = [to_record(item) for item in results if not isinstance(item, InputError)]
    assert records["blis"] == records["numpy"]


def test_one_thread_finds_numpy_where_nothing_is_loaded_yet() -> None:
    code = (
        "from graphkit.ner.ops import one_thread\n"
        "with one_thread():\n"
        "    from threadpoolctl import threadpool_info\n"
        "    print([library['num_threads'] for library in threadpool_info() if library['user_api'] == 'blas'])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert set(json.loads(done.stdout)) <= {1}
