"""JSON files: objects and lists of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Document, Extraction
from graphkit.readers import Item, Reading, read_inputs

Put = Callable[[str, str | bytes], Path]
A = {"id": "a", "text": "Ana met Ole."}
B = {"text": "Ole left.", "date": "2024-03-05"}


def read(path: Path) -> list[Item]:
    return list(read_inputs([path]))


def ids(items: list[Item]) -> list[str]:
    return [i.id if isinstance(i, Document) else i.document.id for i in items if isinstance(i, Document | Extraction)]


def errors(path: Path) -> list[str]:
    return [str(item).removeprefix(f"{path.parent}/") for item in read(path) if isinstance(item, InputError)]


SHAPES = [
    ([A, B], ["a", "news:2"]),
    (B, ["news"]),
    ({"status": "ok", "articles": [A, B]}, ["a", "news:2"]),
    ({"@context": "https://schema.org", "articleBody": "Ana met Ole.", "author": [{"name": "Ada"}]}, ["news"]),
    ([{"id": "r", "entities": [], "events": []}, A], ["r", "a"]),
]


@pytest.mark.parametrize(("content", "expected"), SHAPES, ids=range(len(SHAPES)))
def test_objects_and_lists(put: Put, content: object, expected: list[str]) -> None:
    for text in (json.dumps(content), json.dumps(content, indent=2)):
        path = put("news.json", text)
        assert ids(read(path)) == expected
        assert errors(path) == []


def test_json_lines_under_this_ending_are_read_as_such(put: Put) -> None:
    assert ids(read(put("news.json", json.dumps(A) + "\n" + json.dumps(B) + "\n"))) == ["a", "news:2"]


def test_usual_keys_of_others_are_known(put: Put) -> None:
    records = [
        {"headline": "H", "articleBody": "Ana met Ole.", "datePublished": "2024-03-05T10:00:00Z", "inLanguage": "en-GB",
         "publisher": {"@type": "Organization", "name": "The Harbour Post"}, "author": [{"@type": "Person", "name": "Ada"}], "url": "https://harbour.example/1"},
        {"source": {"id": None, "name": "The Harbour Post"}, "title": "H", "content": "Ana met Ole.",
         "publishedAt": "2024-03-05T10:00:00Z", "url": "https://harbour.example/1", "language": "en-GB", "author": "By Ada"},
        {"maintext": "Ana met Ole.", "title": "H", "date_publish": "2024-03-05 10:00:00", "language": "en-GB",
         "source_domain": "The Harbour Post", "url": "https://harbour.example/1", "authors": ["Ada"]},
        {"text": None, "body": "Ana met Ole.", "title": "H", "date": 1709632800, "lang": "en-GB",
         "publisher": "The Harbour Post", "link": "https://harbour.example/1", "uuid": ["unfit"],
         "byline": {"original": "By Ada", "person": []}},
    ]  # fmt: skip
    found = [item for item in read(put("news.json", json.dumps(records))) if isinstance(item, Document)]
    for number, document in enumerate(found, start=1):
        assert document == Document(
            id=f"news:{number}",
            text="Ana met Ole.",
            title="H",
            authors=("Ada",),
            publisher="The Harbour Post",
            url="https://harbour.example/1",
            published=dt.date(2024, 3, 5),
            lang="en-GB",
        )
    assert len(found) == len(records)


def test_keys_are_those_that_the_person_names(put: Put) -> None:
    path = put("news.json", json.dumps({"text": "Short.", "tale": "Ana met Ole.", "nr": 7}))
    (found,) = read_inputs([path], reading=Reading(text_column="tale", id_column="nr"))
    assert isinstance(found, Document)
    assert (found.id, found.text) == ("7", "Ana met Ole.")
    (error,) = read_inputs([path], reading=Reading(text_column="novel"))
    assert "has no key 'novel' (an article)" in str(error)


BROKEN = [
    ("{", "news.json:1: is no JSON: Expecting property name"),
    ('[\n{"text": "A."},\n]', "news.json:3: is no JSON"),
    ("[" * 100_000, "news.json: is no JSON that can be read"),
    ('{"a":' * 100_000, "news.json: is no JSON that can be read"),
    ("7", "news.json: holds neither an object nor a list of objects"),
    ("[]", "news.json: holds neither an object nor a list of objects"),
    ("null", "news.json: holds neither an object nor a list of objects"),
    ('{"name": "graphkit", "files": ["a"]}', "news.json: has no key 'text'"),
    ("1" * 5000, "news.json: is no JSON that can be read"),
    ('[{"text": "\\ud83d"}]', "news.json#/0: key 'text' holds half a surrogate pair"),
    ('{"a/b": [{"text": 3}]}', "news.json#/a~1b/0: key 'text' must be a string"),
    ("[3]", "news.json#/0: is no JSON object"),
    ("", "news.json: is empty"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN, ids=range(len(BROKEN)))
def test_what_can_not_be_used_is_said(put: Put, content: str, message: str) -> None:
    (error,) = errors(put("news.json", content))
    assert error.startswith(message)


def test_object_without_text_tells_its_keys_and_what_to_do(put: Put) -> None:
    (error,) = errors(put("news.json", '{"webTitle": "Talks", "fields": {"bodyText": "Ana met Ole."}}'))
    assert error == (
        "news.json: has no key 'text' (an article), nor 'entities' and 'events' (an extraction record); its keys are"
        " 'webTitle', 'fields'; name the article's with --text-column, or as text_column"
    )


def test_bad_element_is_named_and_the_others_go_on(put: Put) -> None:
    path = put("news.json", json.dumps([A, {"id": "x"}, B]))
    assert ids(read(path)) == ["a", "news:3"]
    assert errors(path)[0].startswith("news.json#/1: has no key 'text'")
