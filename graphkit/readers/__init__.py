"""Readers: files to documents."""

from __future__ import annotations
