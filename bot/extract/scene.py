"""A sentence as its parts: figures, times, terms, words and marks, in order; what the frames look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from bot.extract.lexicon import speaker
from bot.extract.moment import Time
from bot.extract.numbers import Figure, figures
from bot.extract.roles import NONE, Roles, tables_of
from bot.extract.row import Row
from bot.extract.times import times

__all__ = ["Kind", "Part", "Scene", "scene_of"]

QUOTES = frozenset("«»“”„\"'")
FINALS, DESCRIBING = 28, (4, 8)
"""A syllable of Hangul ends in one of so many ways; verbs that end in the fourth (ㄴ) or eighth (ㄹ) describe a noun."""

CITED = 8
"""So many parts behind the day of a report whom it cites may be named."""

HARM = ("events.killed.", "events.wounded.", "events.missing.", "events.casualties.", "events.captured.")
"""What comes to pass on the day that is told, not on that of its telling."""

ASIDE = 3
"""So many parts at least make an aside of brackets; a name and its abbreviation are none."""


class Kind:
    """What a part is; plain constants, for it is asked at every step and an enumeration's members are slow to come by."""

    FIGURE: Final = "figure"
    TIME: Final = "time"
    TERM: Final = "term"
    WORD: Final = "word"
    MARK: Final = "mark"


class Part(NamedTuple):
    """A stretch of tokens, begin up to end, taken as one."""

    kind: str
    begin: int
    end: int
    norm: str
    roles: Roles = NONE
    figure: Figure | None = None
    time: Time | None = None
    capital: bool = False

    def has(self, *prefixes: str) -> bool:
        """Whether it plays a role that begins with one of these."""
        return self.roles.played[prefixes]

    def values(self, prefix: str) -> tuple[str, ...]:
        """What follows the prefix in its roles."""
        return self.roles.values(prefix)

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return self.kind is Kind.MARK and self.norm in QUOTES


_part: Callable[[tuple[Any, ...]], Part] = partial(tuple.__new__, Part)
"""A part of its fields in order: there are so many of them that the making counts."""


class _Where(dict[tuple[str, ...], Sequence[int]]):
    """Which parts play roles with some beginnings, as far as it was asked: the same is asked at every step."""

    __slots__ = ("_played", "_tables")

    def __init__(self, parts: Sequence[Part]) -> None:
        self._played = [(index, part.roles.played) for index, part in enumerate(parts) if part.roles]
        self._tables = frozenset[str]().union(*{part.roles.tables for part in parts})

    def __missing__(self, prefixes: tuple[str, ...]) -> Sequence[int]:
        found: Sequence[int] = ()
        if not self._tables.isdisjoint(tables_of(prefixes)):
            found = [index for index, played in self._played if played[prefixes]]
        self[prefixes] = found
        return found


class Scene(tuple[Part, ...]):
    """The parts of one sentence; a tuple of them, for they are asked for by their index at every step."""

    row: Row
    parts: tuple[Part, ...]
    day: date
    """The channel's day of the post."""

    asides: frozenset[int]
    figures: tuple[int, ...]
    _where: _Where

    __hash__ = object.__hash__  # two sentences are never one, although their parts may be alike
    __eq__ = object.__eq__
    __ne__ = object.__ne__

    def __new__(cls, row: Row, parts: tuple[Part, ...], day: date) -> Scene:
        """parts cover the row's tokens in order."""
        made = super().__new__(cls, parts)
        made.row, made.parts, made.day = row, parts, day
        made.asides = _asides(parts)
        made.figures = tuple([index for index, part in enumerate(parts) if part.figure is not None])
        made._where = _Where(parts)
        return made

    def get(self, index: int) -> Part | None:
        """The part at an index; None outside the sentence."""
        return self[index] if 0 <= index < len(self) else None

    def where(self, *prefixes: str) -> Sequence[int]:
        """The indices of parts with a role that begins so; a table is asked for with its dot ("force.")."""
        return self._where[prefixes]

    @property
    def analytic(self) -> bool:
        """Whether order and small words carry the grammar, and nouns have no cases."""
        return self.row.lexicon.analytic

    def times(self) -> Iterator[tuple[int, Time]]:
        """The times of what happened, each with its part: not those of the saying of it."""
        for index, part in enumerate(self.parts):
            if (
                part.time is not None
                and index not in self.asides
                and not part.time.said
                and not self._tells_of_saying(index, part.time)
            ):
                yield index, part.time

    def _tells_of_saying(self, index: int, time: Time) -> bool:
        """ "On Monday, the ministry *said* that …"; 국방부는 *4일* …라고 밝혔다."""
        if time.open or time.window is None or time.window.start != time.window.end:
            return False
        if self.glues:
            following = self.parts[index + 1 : index + 4]
            if following and following[0].has("say.verbs"):
                return True
            before = self.get(index - 1)
            if before is None or before.has("counters.", "people.", "units.") or not self.ends(index - 1, "subject"):
                return False
            if any(part.has("relay.to", "say.", "bodies.institutions") or part.norm == "(" for part in following):
                return True
            if following and following[0].is_quote:
                return True
            behind = self.parts[index + 1 :]
            harmed = any(part.has(*HARM) for part in behind)
            struck = any(part.has("arms.", "time.strike") for part in behind) and not self._is_person(index)
            if harmed and (struck or any(part.has("people.civilian") for part in behind)):
                return False  # 주지사는 *3일* 폭탄이 떨어져 주민 두 명이 숨졌다고 밝혔다
            if self.where("say.verbs") and (self._is_person(index) or not harmed):
                return True
            if time.window.end == self.day and not (following and following[0].has("time.early")):
                return True
            ahead = self.parts[index + 1 : index + CITED]
            return any(part.has("relay.citing") for part in ahead) and not any(part.has("events.") for part in ahead)
        if index > 1:
            return False
        if self._heads_dispatch(index):
            return True
        for part in self.parts[index + 1 :]:
            if part.has("say.verbs"):
                return True
            if part.figure is not None or part.has("events."):
                return False
        return False

    def _is_person(self, end: int) -> bool:
        """Whether a person is named right before a part."""
        rows = (speaker(int(row)) for part in self.parts[max(end - 2, 0) : end] for row in part.values("speaker."))
        titled = any(part.has("bodies.persons", "bodies.titles") for part in self.parts[max(end - 2, 0) : end])
        return titled or any(row.get("kind") in ("person", "office") for row in rows)

    def _heads_dispatch(self, index: int) -> bool:
        """Whether a day is that of an agency's report: "*Dec. 23* (UPI) — …"."""
        opens, _, closes, dash = ([part.norm for part in self.parts[index + 1 : index + 5]] + [""] * 4)[:4]
        return (opens, closes, dash) == ("(", ")", "-")

    def ends(self, index: int, kind: str) -> bool:
        """Whether a part's last word carries a particle of that kind ("subject", "located", "genitive")."""
        part = self.get(index)
        return part is not None and self.row.lexicon.tells(kind, self.row.tokens[part.end - 1].ending)

    def describes(self, index: int) -> bool:
        """Whether a verb has the ending that makes it describe the noun behind it: 숨*진* 주민, 파병*될* 병력."""
        token, following = self.row.tokens[self.parts[index].end - 1], self.get(index + 1)
        if not self.glues or following is None or following.kind is Kind.MARK or following.has("hedge.", "plan.", "idle."):
            return False
        if token.ending and token.ending in self.row.lexicon.particles and self._is_noun(index, token.norm):
            return False
        last = (token.ending or token.norm)[-1]
        return "가" <= last <= "힣" and (ord(last) - ord("가")) % FINALS in DESCRIBING

    def _is_noun(self, index: int, norm: str) -> bool:
        """Whether a word is a noun, so that what is glued on is its particle: 사망자*는*, 파병*은*, but no verb: 싸우*는*."""
        part = self.parts[index]
        of_people = part.has("people.", "force.", "sides.", "units.") or any(
            role.endswith((".noun", ".people")) for role in part.roles
        )
        return of_people or self.row.lexicon.is_verbal_noun(norm)

    def closes(self, index: int) -> bool:
        """Whether a part is a verb whose entry itself has the ending that closes a clause: 죽*고*."""
        token = self.row.tokens[self.parts[index].end - 1]
        return not token.ending and self.row.lexicon.tells("connective", token.norm)

    @property
    def glues(self) -> bool:
        """Whether it is in a language that glues particles on, and puts its verbs last."""
        return self.row.lexicon.glues

    def offsets(self, begin: int, end: int) -> tuple[int, int]:
        """Where parts begin up to end stand in the post's text."""
        return self.row.offsets(self.parts[begin].begin, self.parts[end - 1].end)

    def words(self, begin: int, end: int) -> str:
        """The words of parts begin up to end, as they stand, with single spaces."""
        out = ""
        for part in self.parts[begin:end]:
            for index in range(part.begin, part.end):
                token = self.row.tokens[index]
                out += ("" if token.glued or not out else " ") + token.text
        return out


def _asides(parts: Sequence[Part]) -> frozenset[int]:
    """The parts in brackets that tell of something else: "Zelensky (*seen in Washington in September*) said"."""
    inside: set[int] = set()
    opened = None
    for index, part in enumerate(parts):
        if part.norm == "(":
            opened = index
        elif part.norm == ")" and opened is not None:
            within = parts[opened + 1 : index]
            tells_time = all(one.time is not None or one.kind is Kind.MARK for one in within)  # "(in all / over the day)"
            if (
                len(within) >= ASIDE
                and not tells_time
                and not any(one.figure is not None or one.has("events.", "people.") for one in within)
            ):
                inside.update(range(opened + 1, index))
            opened = None
    return frozenset(inside)


def scene_of(row: Row, day: date) -> Scene:
    """Cut a sentence into parts; day is the channel's day of the post."""
    found_times = {time.begin: time for time in times(row, day)}
    taken = {index for time in found_times.values() for index in range(time.begin, time.end)}
    found_figures = {figure.begin: figure for figure in figures(row, taken)}
    found: dict[int, Time | Figure] = {**found_figures, **found_times}
    tokens, parts = row.tokens, list[Part]()
    at, size = 0, len(tokens)
    while at < size:
        token, end = tokens[at], at + 1
        text, norm, roles = token.text, token.norm, NONE
        first, figure, time, term = text[0], None, None, row.term(at)
        if at in found_times:
            kind, time = Kind.TIME, found_times[at]
            end = max(time.end, end)
        elif at in found_figures:
            kind, figure = Kind.FIGURE, found_figures[at]
            end = figure.end
        elif term is not None and term.begin == at:
            kind, end, roles = Kind.TERM, term.end, term.roles
            if end > at + 1:
                end = min((begin for begin in found if at < begin < end), default=end)
        else:
            kind = Kind.WORD if first.isalnum() else Kind.MARK
        if end > at + 1:
            norm = " ".join([token.norm for token in tokens[at:end]])
        parts.append(_part((kind, at, end, norm, roles, figure, time, first.isupper())))
        at = end
    return Scene(row, tuple(parts), day)
