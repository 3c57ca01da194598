"""How unsure the speaker says he is, in the reader's language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from bot.render.figures import clip
from bot.render.view import View

__all__ = ["hedge"]


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("hedges.toml").read_text("utf-8"))


def hedge(words: str | None, view: View) -> str:
    """What a hedge says, in HTML; words that the table does not know are quoted as they stand."""
    if not words:
        return view.say("hedge", kind="unknown")
    folded = words.casefold()
    for kind, pieces in _table().items():
        if any(piece in folded for piece in pieces):
            return view.say("hedge", kind=kind)
    return f"«{clip(words, 60)}»"
