"""Whether a lexicon's file is as it should be."""

from __future__ import annotations
from collections.abc import Mapping
from typing import Any


def check(name: str, words: Mapping[str, Any], reference: Mapping[str, Any]) -> None:
    return
