"""Reading: files, folders, globs and standard input to documents and extraction records."""

from __future__ import annotations

from graphkit.readers.apart import Apart
from graphkit.readers.formats import READERS
from graphkit.readers.inputs import read_inputs
from graphkit.readers.items import Item, Notice
from graphkit.readers.settings import Reading
from graphkit.readers.sources import several

__all__ = ["READERS", "Apart", "Item", "Notice", "Reading", "read_inputs", "several"]
