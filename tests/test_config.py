"""Settings: defaults, the TOML file, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.config import Config, load_config
from graphkit.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "graphkit.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_options_go_before_the_file_and_the_file_before_the_defaults(tmp_path: Path) -> None:
    path = write(tmp_path, 'model = "md"\ncoreference = false\nbase_iri = "https://example.org/id#"\n')
    config = load_config(path, environ={}, model="sm", coreference=None)
    assert config == Config(model="sm", coreference=False, base_iri="https://example.org/id#")


def test_time_of_the_run_is_none_unless_fixed(tmp_path: Path) -> None:
    assert load_config(environ={}).run_time is None
    assert load_config(environ={"SOURCE_DATE_EPOCH": "0"}).run_time == "1970-01-01T00:00:00+00:00"
    path = write(tmp_path, "run_time = 2024-12-20T16:00:00Z\n")
    assert load_config(path, environ={"SOURCE_DATE_EPOCH": "0"}).run_time == "2024-12-20T16:00:00+00:00"


def test_digest_tells_what_changes_a_result_and_nothing_else() -> None:
    assert Config().digest() == Config(batch_size=8, ops="numpy", run_time="2024-12-20T16:00:00Z").digest()
    assert Config().digest() != Config(coreference=False).digest()
    assert Config().digest() != Config(model="md").digest()
    assert Config().digest() != Config(fast=True).digest()
    assert Config().digest() != Config(lang="any").digest()
    assert Config().digest() == Config(near_duplicates=False).digest()  # nothing else is read
    assert Config().graph_digest("ab") == "ab" != Config(near_duplicates=False).graph_digest("ab")


def test_patterns_are_files_and_change_the_digest(tmp_path: Path) -> None:
    path = write(tmp_path, 'patterns = ["one.toml", "two.toml"]\n')
    assert load_config(path, environ={}).patterns == ("one.toml", "two.toml")
    assert load_config(path, environ={}, patterns=["mine.toml"]).patterns == ("mine.toml",)
    assert Config().digest(patterns="ab") != Config().digest()


def test_a_mark_of_byte_order_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_bytes(b"\xef\xbb\xbfbatch_size = 8")
    assert load_config(tmp_path / "graphkit.toml", environ={}).batch_size == 8


WRONG_FILES = [
    ("patterns = 'one.toml'", r"patterns is 'one\.toml'; it must be a list of paths of files"),
    ("patterns = ['']", "it must be a list of paths of files"),
    ("modle = 'sm'", r"graphkit\.toml: key 'modle' is unknown; did you mean model\?"),
    ("base-iri = 'https://example.org/'", "did you mean base_iri"),
    ("zzz = 1", "known are model, coreference"),
    ("model = ", "is no TOML"),
    ("workers = " + "9" * 5000, "is no TOML"),
    ("patterns = " + "[" * 9999, "is no TOML"),
    ("model = 1", "model is 1"),
    ("model = ''", "model is ''"),
    ("coreference = 'yes'", "coreference is 'yes'; it must be true or false"),
    ("lang = 'de'", "lang is 'de'; it must be 'en' or 'any': the model reads English and no other language"),
    ("batch_size = 0", "batch_size is 0"),
    ("max_megabytes = 0", "max_megabytes is 0"),
    ('text_column = ""', "text_column is ''"),
    ("allow_network = 1", "allow_network is 1"),
    ("batch_size = true", "batch_size is True"),
    ("max_characters = 0", "max_characters is 0; it must be a whole number above 0"),
    ("workers = 0", "workers is 0; it must be 'auto' or a whole number above 0"),
    ("workers = 'all'", "workers is 'all'"),
    ("timeout_per_document = -1", "timeout_per_document is -1; it must be a number of seconds, or 0 for no limit"),
    ("timeout_per_document = inf", "timeout_per_document is inf"),
    ("timeout_per_document = nan", "timeout_per_document is nan"),
    ("timeout_per_document = '5 s'", "timeout_per_document is '5 s'"),
    ("run_time = 'noon'", "run_time is 'noon'"),
    ("run_time = 2024-12-20", "run_time is '2024-12-20'; it must be a day with its time, such as 2024-12-20T16:00:00"),
    ("run_time = '20241220T160000'", "it must be a day with its time"),
    ("run_time = '2024-02-30T16:00:00'", "it must be a day with its time"),
    ("run_time = '2024-12-20T16:00:00+15:00'", "it must be a day with its time"),
    ("base_iri = 'https://example.org'", "it must be an absolute IRI that ends in '/' or '#'"),
    ("base_iri = 'data/'", "base_iri is 'data/'"),
    ("base_iri = 'https://example.org/a b/'", "base_iri is"),
    ("base_iri = 'https://example.org/<x>#'", "base_iri is"),
]


@pytest.mark.parametrize(("text", "message"), WRONG_FILES)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(write(tmp_path, text), environ={})


def test_missing_file_and_broken_epoch_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: can't be read: No such file"):
        load_config(tmp_path / "nowhere.toml", environ={})
    for value in ("now", "-5", "1_000", " 7", "", "9" * 30):
        with pytest.raises(ConfigError, match=f"SOURCE_DATE_EPOCH is '{value}'; it must be seconds since 1970"):
            load_config(environ={"SOURCE_DATE_EPOCH": value})
