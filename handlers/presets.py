"""Official channels to start from, and the time zones of nations."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from bot.names import force_code_of

__all__ = ["Preset", "Presets", "nation_of", "zone_of", "zone_of_nation"]

UNKNOWN_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Preset:
    """An official channel: its name, who speaks in it where a post names nobody else, and that speaker's nation."""

    username: str
    owner: str
    nation: str | None


class Presets:
    """The channels to offer, by name."""

    def __init__(self, channels: Iterable[Preset]) -> None:
        """Keep the channels in the order given."""
        self._channels: Mapping[str, Preset] = {preset.username.casefold(): preset for preset in channels}

    @classmethod
    def load(cls) -> Presets:
        """Read bot/presets/channels.toml."""
        table = tomllib.loads(files("bot").joinpath("presets/channels.toml").read_text("utf-8"))
        return cls(Preset(row["username"], row["owner"], row.get("nation")) for row in table["channel"])

    def of(self, username: str) -> Preset | None:
        """The preset of that name, in whatever case."""
        return self._channels.get(username.casefold())

    def __iter__(self) -> Iterator[Preset]:
        return iter(self._channels.values())


@cache
def _zones() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("zones.toml").read_text("utf-8"))


def zone_of_nation(nation: str | None) -> str:
    """The IANA zone of a nation's capital; UTC where the table has none."""
    return _zones().get(nation or "", UNKNOWN_ZONE)


def zone_of(words: str) -> str | None:
    """The IANA zone that somebody typed, whole or by its city, in whatever case: "europe/kyiv", "Kyiv"; None where it is none."""
    typed = words.strip().casefold().replace(" ", "_")
    known = available_timezones()
    for name in sorted(known):
        if name.casefold() == typed:
            return name
    cities = [name for name in sorted(known) if "/" in name and name.casefold().rsplit("/", 1)[1] == typed]
    return cities[0] if cities else None


def nation_of(words: str) -> str | None:
    """The ISO code or slug of the force that somebody typed by name; None where it is none."""
    return force_code_of(words.strip())
