"""Whose people: a side seen from a speaker → the code of a force."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["enemy_of", "land_of", "occupier_of"]


@cache
def _table(name: str) -> Mapping[str, str]:
    path = files("bot.extract").joinpath("names/enemies.toml")
    table: Mapping[str, str] = tomllib.loads(path.read_text("utf-8"))[name]
    return table


def enemy_of(nation: str | None) -> str | None:
    """The force that this nation's officials mean by "the enemy"; None where that cannot be told."""
    return _table("enemy").get(nation or "")


def occupier_of(nation: str | None) -> str | None:
    """Whose soldiers are meant in a land: its own, unless it has none and another's stand there."""
    return _table("occupier").get(nation or "", nation)


def land_of(force: str | None) -> str | None:
    """The state in which a force is at home: itself, where it is a state's."""
    if force is None or force.isupper():
        return force
    return _table("land").get(force)
