"""Extractions as assembly keeps them: one after the other, equal words once, and no text.

Every record that is decoded brings words of its own for "Person", for "e1", for a name that a thousand articles have.
Here they become one. A mention becomes a few bytes (`items.PLACE`), which is all that the finished graph keeps of it too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.mentions import Numbers, Wording
from graphkit.resolve.items import Item, Taken, pack_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import Document, Extraction, LocalEntity, Mention, Role, Run


class Intake:
    """Takes in extractions one by one, in any order, for `graphkit.resolve.assemble`; holds none of those given."""

    def __init__(self, extractions: Iterable[Extraction] = ()) -> None:
        """Take in some.

        Raises:
            InputError: as `add`.
        """
        self.runs: set[Run | None] = set()
        self._found: dict[str, Taken] = {}
        self._lean = _Lean()
        for extraction in extractions:
            self.add(extraction)

    def add(self, extraction: Extraction) -> None:
        """Take in another one; the same one twice counts once.

        Raises:
            InputError: a different extraction bears the same document id, or an offset is beyond all bounds.
        """
        name, kept = extraction.document.id, self._lean.taken(extraction)
        if self._found.setdefault(name, kept) is not kept and self._found[name] != kept:
            reason = f"two different extractions bear the document id {name!r}; give each document an id of its own"
            raise InputError(reason, source=name)
        self.runs.add(kept.extraction.document.run)

    def hand_over(self) -> list[Taken]:
        """All that was taken in, by document id; nothing is left, so that whoever takes it can let go of it piece by piece."""
        found, self._found = self._found, {}
        self._lean, self.runs = _Lean(), set()
        return [found[name] for name in sorted(found)]


class _Lean:
    """Makes extractions lean: remembers words, numbers and runs, and gives the first of equals."""

    def __init__(self) -> None:
        self._word: Any = dict[str, str]().setdefault
        self._other: Any = dict[object, object]().setdefault
        self._wordings = Numbers[Wording]()

    def taken(self, extraction: Extraction) -> Taken:
        document = self._of(extraction.document)
        roles: defaultdict[str, tuple[Role, ...]] = defaultdict(tuple)
        for role in extraction.roles:
            roles[role.person] += (role,)
        items = tuple([self._item(local, document.id, roles.get(local.id, ())) for local in extraction.entities])
        return Taken(replace(extraction, document=document, entities=()), items)

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

    def _item(self, local: LocalEntity, document: str, roles: tuple[Role, ...]) -> Item:
        word, number_of = self._word, self._wordings.of
        try:
            places = pack_places([(m.start, number_of(self._wording(m))) for m in (*local.mentions, *local.inferred)])
        except ValueError as error:
            raise InputError(f"{local.name!r}: {error}", source=document) from None
        return Item(
            document,
            word(local.id, local.id),
            word(local.type, local.type),
            word(local.name, local.name),
            self._words(local.kind),
            self._other(local.ids, local.ids) if local.ids else (),
            self._other(local.jobs, local.jobs) if local.jobs else (),
            places,
            self._wordings.things,
            roles,
        )

    def _wording(self, mention: Mention) -> Wording:
        word, text, rule = self._word, mention.text, mention.rule
        length = mention.end - mention.start
        return Wording(length, mention.inferred, word(text, text), word(rule, rule), float(mention.score))
