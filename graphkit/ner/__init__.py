"""Names, roles and coreference in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.ner.model import load_model
    from graphkit.ner.recognition import recognize

__all__ = ["load_model", "recognize"]


def __getattr__(name: str) -> Any:
    """Import spaCy only when a function that needs it is asked for."""
    if name == "load_model":
        from graphkit.ner.model import load_model

        return load_model
    if name == "recognize":
        from graphkit.ner.recognition import recognize

        return recognize
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
