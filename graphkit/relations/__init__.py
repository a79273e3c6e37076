"""The relation stage: meetings and pledges in one document."""

from __future__ import annotations
