"""Extractions as assembly keeps them: one after the other, equal words once, and no text.

Every record that is decoded brings words of its own for "Person", for "e1", for a name that a thousand articles have.
Here they become one. A mention is made anew, since it has to say which document it is in; the finished graph holds
the very same mentions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.model import LocalEntity, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import Document, Extraction, Run


class Intake:
    """Takes in extractions one by one, in any order, for `graphkit.resolve.assemble`; holds none of those given."""

    def __init__(self, extractions: Iterable[Extraction] = ()) -> None:
        """Take in some.

        Raises:
            InputError: as `add`.
        """
        self.runs: set[Run | None] = set()
        self._found: dict[str, Extraction] = {}
        self._lean = _Lean()
        for extraction in extractions:
            self.add(extraction)

    def add(self, extraction: Extraction) -> None:
        """Take in another one; the same one twice counts once.

        Raises:
            InputError: a different extraction bears the same document id.
        """
        name, kept = extraction.document.id, self._lean.extraction(extraction)
        if self._found.setdefault(name, kept) is not kept and self._found[name] != kept:
            reason = f"two different extractions bear the document id {name!r}; give each document an id of its own"
            raise InputError(reason, source=name)
        self.runs.add(kept.document.run)

    def hand_over(self) -> list[Extraction]:
        """All that was taken in, by document id; nothing is left, so that whoever takes it can let go of it piece by piece."""
        found, self._found = self._found, {}
        self._lean, self.runs = _Lean(), set()
        return [found[name] for name in sorted(found)]


# Most of what a frozen dataclass costs is object.__setattr__, field by field. There are as many of these two as names in
# all articles, so they are filled through their slots. A new field makes the unpacking fail.
(_start, _end, _text, _rule, _inferred, _document, _score) = (
    getattr(Mention, name).__set__ for name in Mention.__slots__
)
(_id, _type, _name, _kind, _ids, _mentions, _inferred_mentions, _jobs) = (
    getattr(LocalEntity, name).__set__ for name in LocalEntity.__slots__
)


class _Lean:
    """Makes extractions lean: remembers words, numbers and runs, and gives the first of equals."""

    def __init__(self) -> None:
        # one table for each type, since 1, 1.0 and True are equal
        self._word: Any = dict[str, str]().setdefault
        self._offset: Any = dict[int, int]().setdefault
        self._other: Any = dict[object, object]().setdefault

    def extraction(self, extraction: Extraction) -> Extraction:
        document = self._of(extraction.document)
        entities = tuple([self._entity(local, document.id) for local in extraction.entities])
        return replace(extraction, document=document, entities=entities)

    def _of(self, document: Document) -> Document:
        word, run = self._words, document.run
        return replace(
            document,
            text="",
            authors=tuple(sorted({self._word(name, name) for name in document.authors})) if document.authors else (),
            publisher=word(document.publisher),
            lang=word(document.lang),
            published=self._other(document.published, document.published),
            run=self._other(run, run),
        )

    def _words(self, text: str | None) -> Any:
        return None if text is None else self._word(text, text)

    def _entity(self, local: LocalEntity, document: str) -> LocalEntity:
        word = self._word
        copy = object.__new__(LocalEntity)
        _id(copy, word(local.id, local.id))
        _type(copy, word(local.type, local.type))
        _name(copy, word(local.name, local.name))
        _kind(copy, self._words(local.kind))
        _ids(copy, self._other(local.ids, local.ids) if local.ids else ())
        _mentions(copy, self._mentions(local.mentions, document))
        _inferred_mentions(copy, self._mentions(local.inferred, document) if local.inferred else ())
        _jobs(copy, self._other(local.jobs, local.jobs) if local.jobs else ())
        return copy

    def _mentions(self, mentions: Iterable[Mention], document: str) -> tuple[Mention, ...]:
        word, offset, found = self._word, self._offset, []
        for mention in mentions:
            copy = object.__new__(Mention)
            start, end, text, rule = mention.start, mention.end, mention.text, mention.rule
            _start(copy, offset(start, start))
            _end(copy, offset(end, end))
            _text(copy, word(text, text))
            _rule(copy, word(rule, rule))
            _inferred(copy, mention.inferred)
            _document(copy, document)
            _score(copy, mention.score)
            found.append(copy)
        return tuple(found)
