"""Articles and records of the corpus tests, and files to keep them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphkit.corpus import CorpusFile
from graphkit.model import Document, Evidence, Extraction, LocalEntity, Meeting, Mention, Run

RUN = Run(version="0.0.7", model="en_test", model_version="1.0", digest="ab12")
Article = Callable[..., Document]
Record = Callable[..., Extraction]


@pytest.fixture
def article() -> Article:
    """Makes an article."""

    def make(ident: str, text: str = "Ole Dahl met Ana Ruiz.", **metadata: object) -> Document:
        return Document(id=ident, text=text, published=dt.date(2024, 3, 5), **metadata)  # type: ignore[arg-type]

    return make


@pytest.fixture
def record() -> Record:
    """Makes what an article says in which Ole Dahl met someone."""

    def make(ident: str, *, other: str = "Ana Ruiz", run: Run | None = RUN) -> Extraction:
        quote = f"Ole Dahl met {other}."
        return Extraction(
            document=Document(id=ident, published=dt.date(2024, 3, 5), run=run),
            entities=tuple(
                LocalEntity(
                    id=f"e{number}",
                    type="Person",
                    name=name,
                    mentions=(Mention(start=start, end=start + len(name), text=name, rule="model"),),
                )
                for number, (name, start) in enumerate((("Ole Dahl", 0), (other, 13)), start=1)
            ),
            meetings=(
                Meeting(
                    id="m1",
                    status="occurred",
                    participants=("e1", "e2"),
                    evidence=(Evidence(start=0, end=len(quote), quote=quote, rule="meet.verb", status="occurred"),),
                    rule="meet.verb",
                ),
            ),
        )

    return make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a corpus may be made."""
    return tmp_path / "news.corpus"


@pytest.fixture
def file(path: Path) -> Iterator[CorpusFile]:
    """A new corpus, open for writing."""
    with CorpusFile.to_write(path, create=True) as opened:
        yield opened
