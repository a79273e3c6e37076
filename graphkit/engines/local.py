"""Extraction in this process, in batches, in input order."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.engines.batches import BATCH_CHARACTERS, MAX_CHARACTERS, make_batches
from graphkit.engines.pieces import LONGEST, join_docs, split_text
from graphkit.engines.quick import parse_quickly
from graphkit.errors import InputError
from graphkit.fingerprint import fingerprint
from graphkit.language import foreign_language
from graphkit.model import Extraction
from graphkit.ner import recognize
from graphkit.ner.ops import one_thread
from graphkit.relations import TRIGGERS, Triggers, passed_over, relate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from graphkit.model import Document, PassedOver
    from graphkit.ner.gazetteer import Gazetteer

STAGES = frozenset({"graphkit_ner", "graphkit_relations"})
"""Factories of the stages that the engine calls itself."""


VOCABULARY = 200_000
"""Words that a pipeline gets to keep; half of them it comes with. 100,000 take some 50 MB."""


def extract_documents(  # noqa: PLR0913 - each is one thing that a recipe says
    documents: Iterable[Document],
    *,
    nlp: Language,
    lang: str = "en",
    coreference: bool = True,
    fast: bool = False,
    own: Gazetteer | None = None,
    triggers: Triggers = TRIGGERS,
    batch_size: int = 32,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[Extraction | InputError]:
    """Extract what each document says.

    A failure in one document is yielded in its place and leaves the others as they are. The NER and relation stages are
    called here, so components of graphkit in the pipeline are passed over.

    Args:
        documents: with their texts; taken batch by batch.
        nlp: a pipeline of `graphkit.ner.load_model`.
        lang: "en" for reading only what is English or may be, "any" for reading all.
        coreference: whether pronouns, roles and the like are led back to whom they stand for.
        fast: whether only those sentences are parsed whose words may tell of something.
        own: the user's own people and organisations.
        triggers: the words that may tell of something.
        batch_size: documents that are parsed together.
        max_characters: length from which on a document is refused.

    Yields:
        For each document, in order, its extraction without the text, empty and `skipped` where its language is another, or
        an `InputError` whose source is its id.
    """
    promising = triggers if fast else None
    for batch in make_batches(documents, batch_size=batch_size, characters=BATCH_CHARACTERS):
        with _words_of_its_own(nlp):
            read = _read(batch, nlp=nlp, lang=lang, batch_size=batch_size, longest=max_characters, promising=promising)
            results = [
                doc
                if isinstance(doc, Extraction | InputError)
                else _extract(doc, document, coreference=coreference, own=own, triggers=triggers)
                for document, doc in zip(batch, read, strict=True)
            ]
        yield from results


def audit_documents(
    documents: Iterable[Document],
    *,
    nlp: Language,
    lang: str = "en",
    coreference: bool = True,
    own: Gazetteer | None = None,
    triggers: Triggers = TRIGGERS,
    batch_size: int = 32,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[list[PassedOver] | Extraction | InputError]:
    """Find the triggers that gave no event, with the same arguments as `extract_documents`.

    Yields:
        For each document, in order, what was passed over, or its empty extraction where its language is another, or an
        `InputError` whose source is its id.
    """
    for batch in make_batches(documents, batch_size=batch_size, characters=BATCH_CHARACTERS):
        with _words_of_its_own(nlp):
            read = _read(batch, nlp=nlp, lang=lang, batch_size=batch_size, longest=max_characters)
            results = [
                doc
                if isinstance(doc, Extraction | InputError)
                else _audit(doc, document, coreference=coreference, own=own, triggers=triggers)
                for document, doc in zip(batch, read, strict=True)
            ]
        yield from results


@contextmanager
def _words_of_its_own(nlp: Language) -> Iterator[None]:
    """Let the pipeline forget the words that are new to it, once it knows very many.

    It keeps each word it ever met, which over millions of articles takes gigabytes. The words that it has met by then are
    nearly all that an article has, so that there is little to learn anew.
    """
    if len(nlp.vocab.strings) <= VOCABULARY:
        yield
        return
    with nlp.memory_zone():
        yield


def _read(
    batch: list[Document],
    *,
    nlp: Language,
    lang: str,
    batch_size: int,
    longest: int,
    promising: Triggers | None = None,
) -> Iterator[Doc | Extraction | InputError]:
    """One Doc for each document that is to be read, for the others what comes instead."""
    instead = [_left_out(document, lang=lang, longest=longest) for document in batch]
    wanted = [document for document, other in zip(batch, instead, strict=True) if other is None]
    docs = _parse(wanted, nlp=nlp, batch_size=batch_size, promising=promising)
    for other in instead:
        yield next(docs) if other is None else other


def _left_out(document: Document, *, lang: str, longest: int) -> Extraction | InputError | None:
    """The empty extraction of a document in another language, the error of one that is too long, or None."""
    if len(document.text) > longest:
        reason = (
            f"has {len(document.text):,} characters, more than the {longest:,} that an article may have; split it, or raise "
            "max_characters in the settings"
        )
        return InputError(reason, source=document.id)
    try:
        found = foreign_language(document.text, said=document.lang) if lang != "any" else None
    except Exception as error:  # noqa: BLE001 - one odd text must not stop thousands
        return _failed(document, error)
    if found is None:
        return None
    return Extraction(document=replace(document, text="", lang=found, skipped="language"))


def _parse(
    batch: list[Document], *, nlp: Language, batch_size: int, promising: Triggers | None
) -> Iterator[Doc | InputError]:
    """One Doc for each document, all parsed or only what is promising; where the batch as a whole fails, one document after the other."""
    pieces = [split_text(document.text) for document in batch]
    try:
        texts_of_all = [piece for texts in pieces for piece in texts]
        parsed = iter(_pipe(texts_of_all, nlp=nlp, batch_size=batch_size, promising=promising))
        docs: list[Doc | InputError] = [join_docs([next(parsed) for _ in texts]) for texts in pieces]
    except Exception as error:  # noqa: BLE001 - whatever a pipeline raises, it must not take other documents with it
        if len(batch) == 1:
            yield _failed(batch[0], error)
            return
        docs = [
            doc for document in batch for doc in _parse([document], nlp=nlp, batch_size=batch_size, promising=promising)
        ]
    yield from docs


def _pipe(texts: Sequence[str], *, nlp: Language, batch_size: int, promising: Triggers | None = None) -> list[Doc]:
    ours = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in STAGES]
    if sum(map(len, texts)) > BATCH_CHARACTERS:  # one text in pieces
        batch_size = max(1, BATCH_CHARACTERS // LONGEST)
    docs = []
    with one_thread():
        if promising is not None:
            return list(parse_quickly(texts, nlp=nlp, triggers=promising, batch_size=batch_size, without=ours))
        for doc in nlp.pipe(texts, batch_size=batch_size, disable=ours):
            doc.tensor = doc.tensor[:0]  # nothing reads it any more, and in a long text it is larger than all else
            docs.append(doc)
    return docs


def _extract(
    doc: Doc, document: Document, *, coreference: bool, own: Gazetteer | None, triggers: Triggers
) -> Extraction | InputError:
    try:
        extraction = relate(doc, recognize(doc, document, coreference=coreference, own=own), triggers=triggers)
        read = replace(extraction.document, text="", fingerprint=fingerprint(document.text))
    except Exception as error:  # noqa: BLE001 - one odd text must not stop thousands
        return _failed(document, error)
    return replace(extraction, document=read)


def _audit(
    doc: Doc, document: Document, *, coreference: bool, own: Gazetteer | None, triggers: Triggers
) -> list[PassedOver] | InputError:
    try:
        return passed_over(doc, recognize(doc, document, coreference=coreference, own=own), triggers=triggers)
    except Exception as error:  # noqa: BLE001 - as above
        return _failed(document, error)


def _failed(document: Document, error: Exception) -> InputError:
    problem = InputError(f"could not be analysed ({type(error).__name__}: {error})", source=document.id)
    problem.__cause__ = error
    return problem
