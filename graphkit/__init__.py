"""graphkit: news text to a knowledge graph of people, organisations and meetings.

>>> import graphkit
>>> kg = graphkit.build("seeds/")  # doctest: +SKIP
>>> kg.meetings()  # doctest: +SKIP

What stands here is the public interface; each name is imported when it is first used, so that ``import graphkit`` costs
nothing and only what reads articles loads spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.config import Config, load_config
    from graphkit.engines.dataframes import extract_frame, extract_frames
    from graphkit.errors import GraphkitError, InputError
    from graphkit.keeping import Corpus
    from graphkit.knowledge import KnowledgeGraph
    from graphkit.model import Document, Entity, Evidence, Extraction, Meeting, PartialDate, Pledge, Role
    from graphkit.pipeline import Watch, build, extract, make_recipe

__version__ = "0.1.0"

_ROOMS = {
    "Config": "config",
    "Corpus": "keeping",
    "Document": "model",
    "Entity": "model",
    "Evidence": "model",
    "Extraction": "model",
    "GraphkitError": "errors",
    "InputError": "errors",
    "KnowledgeGraph": "knowledge",
    "Meeting": "model",
    "PartialDate": "model",
    "Pledge": "model",
    "Role": "model",
    "Watch": "pipeline",
    "build": "pipeline",
    "extract": "pipeline",
    "extract_frame": "engines.dataframes",
    "extract_frames": "engines.dataframes",
    "load_config": "config",
    "make_recipe": "pipeline",
}

__all__ = [
    "Config",
    "Corpus",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "GraphkitError",
    "InputError",
    "KnowledgeGraph",
    "Meeting",
    "PartialDate",
    "Pledge",
    "Role",
    "Watch",
    "__version__",
    "build",
    "extract",
    "extract_frame",
    "extract_frames",
    "load_config",
    "make_recipe",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its room."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    value = getattr(import_module(f"graphkit.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Name what can be had, loaded or not."""
    return sorted({*globals(), *__all__})
