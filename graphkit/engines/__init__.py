"""Engines: where extraction runs."""

from __future__ import annotations
