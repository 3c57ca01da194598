"""The roles that a phrase plays, as one set; the same few sets are asked the same few questions over and over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, reduce
from operator import or_

from bot.extract.signs import signs_of

__all__ = ["NONE", "Roles", "tables_of"]


class Roles(frozenset[str]):
    """Roles such as "events.killed.act" and "force.KP.name"; what was asked once is remembered, so ask only fixed things."""

    __slots__ = ("_values", "played", "signs", "tables")

    signs: int
    """What a phrase that plays them is a sign of."""

    tables: frozenset[str]
    """What stands before the first dot in them: "events", "force"."""

    played: _Played
    """Whether one of them begins with one of some beginnings."""

    _values: dict[str, tuple[str, ...]]

    def __new__(cls, roles: Iterable[str] = ()) -> Roles:
        """roles are full names of roles."""
        made = super().__new__(cls, roles)
        made.played = _Played(made)
        made._values = {}
        made.signs = reduce(or_, map(signs_of, made), 0)
        made.tables = frozenset(role.partition(".")[0] for role in made)
        return made

    def play(self, prefixes: tuple[str, ...]) -> bool:
        """Whether one of them begins with one of these."""
        return self.played[prefixes]

    def values(self, prefix: str) -> tuple[str, ...]:
        """What follows the prefix in them, sorted ("numbers." → "12")."""
        known = self._values.get(prefix)
        if known is None:
            known = self._values[prefix] = tuple(sorted(role[len(prefix) :] for role in self if role.startswith(prefix)))
        return known


class _Played(dict[tuple[str, ...], bool]):
    """The answers so far; whoever asks over and over asks here, where a known answer costs no call."""

    __slots__ = ("_roles",)

    def __init__(self, roles: Iterable[str]) -> None:
        self._roles = roles

    def __missing__(self, prefixes: tuple[str, ...]) -> bool:
        known = self[prefixes] = any(role.startswith(prefixes) for role in self._roles)
        return known


@cache
def tables_of(prefixes: tuple[str, ...]) -> frozenset[str]:
    """The tables that roles with these beginnings are in; raises ValueError where a beginning does not hold a whole table."""
    if not all("." in prefix for prefix in prefixes):
        raise ValueError(f"{prefixes}: a table is asked for with its dot")
    return frozenset(prefix.partition(".")[0] for prefix in prefixes)


NONE = Roles()
