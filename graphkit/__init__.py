"""graphkit: news text to a knowledge graph of people, organisations and meetings."""

from __future__ import annotations

__version__ = "0.1.0"
