"""Reading: files, folders, globs and standard input to documents and extraction records."""

from __future__ import annotations

from graphkit.readers.inputs import READERS, read_inputs
from graphkit.readers.items import Item, Notice

__all__ = ["READERS", "Item", "Notice", "read_inputs"]
