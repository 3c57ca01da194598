"""Imports are tried on both databases."""

from __future__ import annotations

from tests.store.conftest import url

__all__ = ["url"]
