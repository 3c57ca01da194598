"""One number: digits in their usual forms, number words and scales, added up as they are spoken."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal

from bot.extract.row import Row
from bot.extract.text import is_number

__all__ = ["DASHES", "MOST", "SIGNS", "Number", "begins_number", "may_be_number", "number_at"]

MOST = 10**9
"""Figures of people stay below this; larger ones are money, or no figures at all."""

PLAIN = re.compile(r"\d{1,12}")
GROUPED = re.compile(r"\d{1,3}(?:[ .,']\d{3})+")
ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
DECIMAL = re.compile(r"\d+[.,]\d+")
VALUE = re.compile(rf"{PLAIN.pattern}|{GROUPED.pattern}|{DECIMAL.pattern}")
FIGURE = re.compile(r"[\d .,']+")
DASHES = ("-", "~")
"""What may stand between the two numbers of a range."""

SIGNS = frozenset("%‰°$€£₴₽₩¥№#")
CURRENCIES = frozenset({"usd", "eur", "uah", "rub", "gbp", "krw", "$us"})
ONE_LETTER = frozenset({"k", "m", "т", "к"})
LABELS = frozenset({"no", "nr"})
MILLION = Decimal(1_000_000)
TEN, HUNDRED = Decimal(10), Decimal(100)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before the token end; low and high differ in a mass ("dozens").

    scale is the largest word of scale in it (1 without one), digits tells that it is written in digits alone, adjective that
    it stands inside a word ("110-thousand"), over that "odd" stands inside it («две *с лишним* тысячи»).
    """

    low: Decimal
    high: Decimal
    end: int
    scale: Decimal = Decimal(1)
    digits: bool = False
    adjective: bool = False
    over: bool = False


def _is_one_scale(row: Row, at: int) -> bool:
    """Whether a scale is one of its kind and no mass: «около сотни», «до тисячі», where both are written alike."""
    bounds = ("bounds.about", "bounds.over", "bounds.upto", "bounds.under", "ranges.from")
    if not row.values(at, "scales."):
        return False
    governed = row.lexicon.ends_in("genitive", row.norm(at)) and any(role.endswith(".noun") for role in row.roles(at - 1))
    return row.has(at - 1, *bounds) or governed  # «відправку *тисячі* поліцейських»


def number_at(row: Row, at: int, taken: Set[int], after_dash: bool = False) -> Number | None:
    """The number that begins here; None where none does, or where it only looks like one (a name's part, a share, a price)."""
    if (masses := row.values(at, "vague.")) and not _is_one_scale(row, at) and not is_number(row.norm(at - 1)):
        low, high = masses[0].split("-")
        return Number(Decimal(low), Decimal(high), row.after(at))
    if at >= len(row) or not _may_begin(row, at, after_dash):
        return None
    if _is_unit_number(row, at):
        return None
    return _Adding(row, at, taken).number()


def may_be_number(norm: str) -> bool:
    """Whether digits may be a number by themselves: no date, and no time of the day."""
    return is_number(norm) and VALUE.fullmatch(norm) is not None


def begins_number(row: Row, at: int) -> bool:
    """Whether a number may begin with digits or a word: no time of the day, price, share, or a name's part."""
    return _may_begin(row, at, after_dash=row.norm(at - 1) in DASHES)


def _may_begin(row: Row, at: int, after_dash: bool) -> bool:
    return _counts(row, at, after_dash) if is_number(row.norm(at)) else not _is_left_over(row, at)


def _is_unit_number(row: Row, at: int) -> bool:
    """Whether digits with an ending name a formation and count none: «90-ю танковую дивизию»."""
    glued = row.norm(at + 1) == "-" and row.glued(at + 1) and row.glued(at + 2)
    return glued and row.lexicon.tells("ordinal", row.norm(at + 2)) and any(row.has(at + ahead, "units.") for ahead in (3, 4, 5))


def _is_left_over(row: Row, at: int) -> bool:
    """Whether a scale stands behind digits that did not count: the million of "$725 million"."""
    return row.has(at, "scales.") and is_number(row.norm(at - 1))


class _Adding:
    """Adds up the parts of a number: total is what scales have closed, section the open hundreds, current the rest."""

    def __init__(self, row: Row, at: int, taken: Set[int]) -> None:
        self.row, self.begin, self.end, self.taken = row, at, at, taken
        self.total = self.section = Decimal(0)
        self.current: Decimal | None = None
        self.scale = Decimal(1)
        self.digits = is_number(row.norm(at))
        self.adjective = self.over = False

    def number(self) -> Number | None:
        """The number; None where the first part is none."""
        while self.end < len(self.row) and self.end not in self.taken and not self.adjective:
            if not (
                self._digits()
                or self._compound()
                or self._ending()
                or self._scale()
                or self._word()
                or self._joint()
                or self._odd()
            ):
                break
        if self.end == self.begin:
            return None
        value = self._value()
        if not 0 <= value < MOST:
            return None
        return Number(value, value, self.end, self.scale, self.digits, self.adjective, self.over)

    def _value(self) -> Decimal:
        return self.total + self.section + (self.current or 0)

    def _digits(self) -> bool:
        norm = self.row.norm(self.end)
        if not is_number(norm) or self.current is not None or (self.end > self.begin and not self.row.counts_myriads):
            return False
        if (value := _value_of(self.row, self.end)) is None:
            return False
        self.current = value
        self.end += 1
        return True

    def _compound(self) -> bool:
        """ "110-thousand"."""
        row, at = self.row, self.end
        factors = row.values(at + 1, "compounds.")
        if not (factors and self.current is not None and row.norm(at) == "-" and row.glued(at) and row.glued(at + 1)):
            return False
        factor = Decimal(factors[0])
        self.total, self.section, self.current = self._value() * factor, Decimal(0), None
        self.scale, self.adjective = factor, True
        self.end = row.after(at + 1)
        return True

    def _ending(self) -> bool:
        row, at = self.row, self.end
        if not (self.digits and row.norm(at) == "-" and row.glued(at) and row.glued(at + 1)):
            return False
        if not row.lexicon.tells("cardinal", row.norm(at + 1)):
            return False
        self.end += 2
        return True

    def _scale(self) -> bool:
        row, at = self.row, self.end
        factors = [Decimal(value) for value in row.values(at, "scales.")]
        if not factors or not self._may_scale(at):
            return False
        factor = max(factors)
        if factor >= (10_000 if row.counts_myriads else 1000):
            self.total += (self.section + (self.current or 0) or 1) * factor
            self.section = Decimal(0)
        else:
            self.section += (1 if self.current is None else self.current) * factor
        self.current = None
        self.scale = max(self.scale, factor)
        self.digits = False
        self.end = row.after(at)
        return True

    def _may_scale(self, at: int) -> bool:
        """A single letter is a scale only where it touches digits: "12k", but not "12 m"."""
        is_letter = self.row.after(at) == at + 1 and self.row.norm(at) in ONE_LETTER
        return not is_letter or (self.digits and self.row.glued(at))

    def _word(self) -> bool:
        row, at = self.row, self.end
        words = row.values(at, "numbers.") or row.values(at, "digits.")
        if not words or (row.glued(at) and is_number(row.norm(at - 1)) and row.has(at, "counters.thing")):
            return False  # 67*세*: years of age
        value, before = Decimal(words[-1]), self.current
        if words[-1].startswith("+"):
            self.current = (before or 0) + value
        elif before is None:
            self.current = value
        elif _continues(before, value):
            self.current = before + value
        else:
            return False
        self.end = row.after(at)
        return True

    def _joint(self) -> bool:
        """The "and" of "two hundred and fifty", the hyphen of "twenty-five"."""
        row, at = self.row, self.end
        if at + 1 in self.taken:
            return False
        follows = row.values(at + 1, "numbers.")
        value = Decimal(follows[-1]) if follows and not follows[-1].startswith("+") else None
        if value is None:
            return False
        if row.norm(at) == "-" and row.glued(at) and row.glued(at + 1):
            tens = self.current is not None and TEN <= self.current < HUNDRED and self.current % TEN == 0
            joins = tens and not self.digits and value < TEN
        else:
            joins = (
                row.has(at, "joins.in_number") and (self.section or self.total) != 0 and self.current is None and value < HUNDRED
            )
        if joins:
            self.end += 1
        return joins

    def _odd(self) -> bool:
        """The bound that stands inside a number, before its scale: «две *с лишним* тысячи»."""
        row, at = self.row, self.end
        behind = row.after(at)
        if self.current is None or not row.has(at, "bounds.plus", "bounds.about_after") or row.norm(at) == "+":
            return False
        if not row.values(behind, "scales."):
            return False
        self.over = self.over or row.has(at, "bounds.plus")
        self.end = behind
        return True


def _continues(before: Decimal, value: Decimal) -> bool:
    """Whether a number word goes on with the one before: "twenty five", «двести пятьдесят»."""
    if value % 1 or value == 0:
        return False
    return (value < TEN and before % TEN == 0) or (value < HUNDRED and before % HUNDRED == 0)


def _value_of(row: Row, index: int) -> Decimal | None:
    norm = row.norm(index)
    if PLAIN.fullmatch(norm):
        return Decimal(norm)
    if ONE_GROUP.fullmatch(norm) and any(Decimal(value) >= MILLION for value in row.values(index + 1, "scales.")):
        return Decimal(norm.replace(",", "."))
    if GROUPED.fullmatch(norm):
        return Decimal(re.sub(r"\D", "", norm))
    if DECIMAL.fullmatch(norm):
        return Decimal(norm.replace(",", "."))
    return None


def _counts(row: Row, at: int, after_dash: bool) -> bool:
    """Whether digits count something: no part of a name, ordinal, share, price or time of day."""
    if not FIGURE.fullmatch(row.norm(at)):
        return False
    return _may_follow(row, at, after_dash) and _may_precede(row, at)


def _may_follow(row: Row, at: int, after_dash: bool) -> bool:
    """Whether what stands before digits lets them count: no letter, no sign of money or of a name's number."""
    before = row.norm(at - 1)
    if not before or after_dash:
        return True
    if before in SIGNS or before in CURRENCIES or _is_labelled(row, at):
        return False
    if before in LABELS or (before == "." and row.norm(at - 2) in LABELS):
        return False
    if not row.glued(at):
        return True
    if before[-1].isalpha():
        return row.has(at - 1, "scales.", "bounds.", "people.")
    if before in "@_":
        return False
    if before == ":":
        return not is_number(row.norm(at - 2) or " ")
    return not (before in "-/" and row.glued(at - 1))


def _is_labelled(row: Row, at: int) -> bool:
    """Whether a word before digits, or before the digits they are listed with, makes them a name or an age: "aged 12 and 14"."""
    index = at - 1
    while is_number(row.norm(index)) or (is_number(row.norm(index - 1)) and _joins(row, index)):
        index -= 1
    return row.has(index, "counters.label")


def _joins(row: Row, at: int) -> bool:
    return row.norm(at) in (",", "-") or row.has(at, "joins.and", "joins.or", "ranges.to")


def _may_precede(row: Row, at: int) -> bool:
    """Whether what stands behind digits lets them count: no ordinal's ending, no share, no other half of a fraction."""
    after = row.norm(at + 1)
    if not after:
        return True
    if after in SIGNS:
        return False
    if not row.glued(at + 1):
        return True
    if after[0].isalpha():
        if row.counts_myriads and not row.has(at + 1, "calendar."):
            return True
        return row.has(at + 1, "scales.", "counters.", "units.", "people.", "bounds.")
    if after == "-" and row.glued(at + 2) and row.is_word(at + 2):
        return row.has(at + 2, "compounds.", "bounds.plus") or row.lexicon.tells("cardinal", row.norm(at + 2))
    if after == ":":
        return not (row.glued(at + 2) and is_number(row.norm(at + 2) or " "))
    return after != "/"
