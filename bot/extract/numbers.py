"""Figures: digits, number words, scales, ranges and bounds → low, high, about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extract.row import Row
from bot.extract.text import is_number

__all__ = ["Figure", "figures"]

MOST = 10**9
GROUPED = re.compile(r"\d{1,3}(?:[ .,']\d{3})+")
SIGNS = frozenset("%°$€£₴₽№#‰")
CARDINAL_ENDINGS = frozenset({"ти", "ми", "ма", "х", "и", "ох", "рьох", "мя", "ю", "ьох", "го", "м"})
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at tokens begin up to end; signed marks an increment, "(+1 430)"; adjective, one inside a word ("110-thousand")."""

    begin: int
    end: int
    low: int | None
    high: int | None
    approx: bool = False
    signed: bool = False
    adjective: bool = False
    digits: bool = False
    rule: str = "exact"

    @property
    def looks_like_a_year(self) -> bool:
        """Whether it may as well be a year."""
        return self.digits and self.low == self.high and self.low in YEARS


def figures(row: Row, taken: set[int]) -> list[Figure]:
    """The figures of a sentence, leaving out the tokens that are taken (by dates and times)."""
    found: list[Figure] = []
    at = 0
    while at < len(row):
        figure = None if at in taken or _is_named(row, at) else _figure(row, at, taken)
        if figure is not None:
            found.append(figure)
        at = max(at + 1, figure.end if figure else 0)
    return found


NUMERIC = ("numbers.", "vague.", "scales.", "bounds.", "digits.", "counters.", "calendar.")


def _is_named(row: Row, at: int) -> bool:
    """Whether digits are part of a phrase that means something else, as in "the 200s"."""
    term = row.term(at)
    return term is not None and is_number(row.norm(at)) and not any(role.startswith(NUMERIC) for role in term.roles)


@dataclass(frozen=True, slots=True)
class _Number:
    low: float
    high: float
    end: int
    scale: float
    digits: bool
    adjective: bool = False


def _figure(row: Row, at: int, taken: set[int]) -> Figure | None:
    first = _number(row, at, taken)
    if first is None:
        return None
    begin, low, high, rule = at, first.low, first.high, "exact"
    end, digits, adjective = first.end, first.digits, first.adjective
    is_from = at > 0 and row.has(at - 1, "ranges.from")
    second = _second(row, first, taken, is_from)
    if second is not None:
        if second.scale > first.scale and first.low < second.low / (second.scale / first.scale) * 1.0001:
            low = low * second.scale / first.scale
        if low < second.high:
            high, end, rule = second.high, second.end, "range"
            adjective = second.adjective
            begin = row.before(at) if is_from else begin
        else:
            low = first.low
    if low != high and rule == "exact":
        rule = "vague"
    low_bound: float | None = low
    high_bound: float | None = high
    reached = [row.norm(t.end - 1) for t in row.terms if "bounds.reach" in t.roles and t.end <= at]
    approx = signed = False
    while begin > 0 and (term := row.term(begin - 1)) is not None and term.end == begin:
        if "bounds.about" in term.roles and "bounds.over" not in term.roles:
            approx, begin = True, term.begin
        elif {"bounds.over", "bounds.upto", "bounds.under"} & term.roles and rule != "range":
            begin = term.begin
            if row.norm(term.begin) not in reached:
                low_bound, high_bound = _bounded(term.roles, low, high)
                rule = "bound"
        else:
            break
    if begin > 0 and row.norm(begin - 1) == "+":
        signed, begin = True, begin - 1
    elif begin > 0 and row.norm(begin - 1) in ("~", "≈"):
        approx, begin = True, begin - 1
    elif begin > 0 and row.norm(begin - 1) in (">", "≥"):
        high_bound, begin, rule = None, begin - 1, "bound"
    while end < len(row):
        step = row.after(end)
        if row.norm(end) == "-" and row.glued(end) and row.has(end + 1, "bounds.plus"):
            step = row.after(end + 1)
            high_bound, rule = None, "bound"
        elif row.has(end, "bounds.plus") and (row.norm(end) != "+" or row.glued(end)) and end not in taken:
            high_bound, rule = None, "bound"
        elif row.has(end, "bounds.upto_after", "bounds.under_after"):
            low_bound, rule = None, "bound"
        elif row.has(end, "bounds.about_after"):
            approx = True
        elif row.has(end, "counters.", "people.either") and row.glued(end) and _bound_follows(row, row.after(end)):
            end = row.after(end)
            continue
        elif row.has(end, "counters.person") and _bound_follows(row, row.after(end)):
            end = row.after(end)
            continue
        else:
            break
        end = step
    if high_bound is None and low_bound is None:
        low_bound = low
    if rule in ("bound", "range", "vague") and low_bound != high_bound:
        approx = False
    return Figure(begin, end, _whole(low_bound), _whole(high_bound), approx, signed, adjective, digits, rule)


def _bound_follows(row: Row, index: int) -> bool:
    return row.has(index, "bounds.plus", "bounds.upto_after", "bounds.under_after", "bounds.about_after")


def _bounded(roles: frozenset[str], low: float, high: float) -> tuple[float | None, float | None]:
    if "bounds.over" in roles:
        return low, None
    return None, high


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _second(row: Row, first: _Number, taken: set[int], is_from: bool) -> _Number | None:
    """The number that ends a range which the first one begins."""
    at = first.end
    if at in taken or at >= len(row):
        return None
    joined = row.norm(at) in ("-", "~") and (row.glued(at) or row.norm(at) == "~" or row.norm(at) == "-")
    worded = row.has(at, "ranges.to") and (is_from or not row.has(at, "joins.and", "joins.or"))
    if not (joined or worded) or at + 1 in taken:
        return None
    if joined and not (row.glued(at) and row.glued(at + 1)) and not (is_number(row.norm(at + 1) or " ") and row.norm(at) == "~"):
        spaced = not row.glued(at) and not row.glued(at + 1)
        if spaced or row.norm(at) == "-":
            return None
    second = _number(row, at + 1, taken, after_dash=joined)
    if second is None or second.low != second.high or second.low <= first.low and second.scale <= first.scale:
        return None
    return second


def _number(row: Row, at: int, taken: set[int], after_dash: bool = False) -> _Number | None:
    """The number that begins here; None where none does, or where it only looks like one (a name's part, a share, a price)."""
    if row.values(at, "vague."):
        low, high = row.values(at, "vague.")[0].split("-")
        return _Number(float(low), float(high), row.after(at), 1, False)
    if at >= len(row) or (is_number(row.norm(at)) and not _counts(row, at, after_dash)):
        return None
    total = section = 0.0
    current: float | None = None
    scale = 1.0
    digits = is_number(row.norm(at))
    adjective = False
    end = at
    big_from = 10_000 if _has_myriads(row) else 1000
    while end < len(row) and end not in taken:
        norm = row.norm(end)
        if is_number(norm):
            if current is not None or (end > at and not _has_myriads(row)):
                break
            value = _digits(norm, row, end)
            if value is None:
                break
            current, end = value, end + 1
            continue
        if norm == "-" and row.glued(end) and row.values(end + 1, "compounds.") and row.glued(end + 1):
            factor = float(row.values(end + 1, "compounds.")[0])
            total, section, current, scale, adjective = (total + section + (current or 0)) * factor, 0.0, None, factor, True
            end = row.after(end + 1)
            break
        if norm == "-" and row.glued(end) and row.norm(end + 1) in CARDINAL_ENDINGS and row.glued(end + 1) and digits:
            end += 2
            continue
        scales = [float(value) for value in row.values(end, "scales.")]
        words = row.values(end, "numbers.") or row.values(end, "digits.")
        if scales and not (words and current is None and end == at and False):
            factor = max(scales)
            if end == at and row.term(end) and row.norm(end) in ("k", "m", "т"):
                return None
            if factor >= big_from:
                total += (section + (current or 0) or 1) * factor
                section, current = 0.0, None
            else:
                section += (1 if current is None else current) * factor
                current = None
            scale = max(scale, factor)
            end = row.after(end)
            digits = False if end - at > 1 else digits
            continue
        if words:
            value = float(words[-1])
            if words[-1].startswith("+"):
                current = (current or 0) + value
            elif current is None:
                current = value
            elif current % 10 == 0 and 0 < value < 10 and current < 100 and value == int(value):
                current += value
            elif current % 100 == 0 and 0 < value < 100 and current >= 100:
                current += value
            else:
                break
            end = row.after(end)
            continue
        follows = row.values(end + 1, "numbers.")
        if row.has(end, "joins.and") and section and current is None and follows and float(follows[0]) < 100 and row.language == "en":
            end += 1
            continue
        break
    if end == at:
        return None
    value = total + section + (current or 0)
    if not 0 <= value < MOST or (value != round(value)):
        return None
    return _Number(value, value, end, scale, digits, adjective)


def _has_myriads(row: Row) -> bool:
    return row.language == "ko"


def _digits(norm: str, row: Row, index: int) -> float | None:
    if re.fullmatch(r"\d{1,12}", norm):
        return float(norm)
    scaled = bool(row.values(index + 1, "scales."))
    if GROUPED.fullmatch(norm) and not (scaled and re.fullmatch(r"\d{1,3}[.,]\d{3}", norm) and False):
        return float(re.sub(r"\D", "", norm))
    if re.fullmatch(r"\d+[.,]\d+", norm):
        return float(norm.replace(",", "."))
    return None


def _counts(row: Row, at: int, after_dash: bool) -> bool:
    """Whether digits count something: no part of a name, ordinal, share, price or time of day."""
    norm = row.norm(at)
    if ":" in norm or not re.fullmatch(r"[\d .,']+", norm):
        return False
    before, after = row.norm(at - 1), row.norm(at + 1)
    if before and (before in SIGNS or before in ("no", "nr")):
        return False
    if row.glued(at) and before and not after_dash and (before[-1].isalpha() and not row.has(at - 1, "scales.", "bounds.") or before == "_"):
        return False
    if row.glued(at) and before in ("-", "/", "@") and row.glued(at - 1) and not after_dash:
        return False
    if after and after in SIGNS:
        return False
    if row.glued(at + 1) and after:
        if after[0].isalpha():
            return row.has(at + 1, "scales.", "counters.", "units.", "people.", "bounds.") or (row.language == "ko" and not row.has(at + 1, "calendar."))
        if after == "-" and row.glued(at + 2) and row.is_word(at + 2):
            return row.has(at + 2, "compounds.", "bounds.plus") or row.norm(at + 2) in CARDINAL_ENDINGS
        if after == "/":
            return False
    return True
