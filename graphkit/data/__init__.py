"""Lexicons and gazetteers as tables, each with its source and licence."""

from __future__ import annotations
