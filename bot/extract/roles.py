"""The roles that a phrase plays, as one set; the same few sets are asked the same few questions over and over."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NONE", "Roles"]


class Roles(frozenset[str]):
    """Roles such as "events.killed.act" and "force.KP.name"; what was asked once is remembered, so ask only fixed things."""

    __slots__ = ("_played", "_values")

    _played: dict[tuple[str, ...], bool]
    _values: dict[str, tuple[str, ...]]

    def __new__(cls, roles: Iterable[str] = ()) -> Roles:
        """roles are full names of roles."""
        made = super().__new__(cls, roles)
        made._played = {}
        made._values = {}
        return made

    def play(self, prefixes: tuple[str, ...]) -> bool:
        """Whether one of them begins with one of these."""
        known = self._played.get(prefixes)
        if known is None:
            known = self._played[prefixes] = any(role.startswith(prefixes) for role in self)
        return known

    def values(self, prefix: str) -> tuple[str, ...]:
        """What follows the prefix in them, sorted ("numbers." → "12")."""
        known = self._values.get(prefix)
        if known is None:
            known = self._values[prefix] = tuple(sorted(role[len(prefix) :] for role in self if role.startswith(prefix)))
        return known


NONE = Roles()
