"""Figures: one number or a range of two, with the bounds around it → low, high, about."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.extract.numerals import DASHES, MOST, Number, number_at
from bot.extract.row import Row
from bot.extract.text import is_number

__all__ = ["Figure", "figures"]

YEARS = range(1900, 2100)
NUMERIC = ("numbers.", "vague.", "scales.", "bounds.", "digits.", "counters.", "calendar.")
BEGINNINGS = ("numbers.", "vague.", "scales.", "digits.", "bounds.same")
"""What a number in words begins with."""

AFTER = ("bounds.plus", "bounds.upto_after", "bounds.under_after", "bounds.about_after")
RUNNING = frozenset({"time.running"})
GROWN = 8
"""A verb of growing stands no more than so many tokens before what has grown "to" a figure."""

HIGHEST = 3
"""A range in words or with spaces around its dash ends at no more than so many times its beginning."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at tokens begin up to end; low and high are inclusive bounds, None where open.

    signed marks an increment, "(+1 430)"; adjective, one inside a word ("110-thousand").
    """

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


@dataclass(frozen=True, slots=True)
class _Span:
    """A figure in the making."""

    begin: int
    end: int
    low: Decimal | None
    high: Decimal | None
    rule: str
    approx: bool = False
    signed: bool = False
    adjective: bool = False
    digits: bool = False


def figures(row: Row, taken: Set[int]) -> list[Figure]:
    """The figures of a sentence, leaving out the tokens that are taken (by dates and times)."""
    found: list[Figure] = []
    end = 0
    for at in row.beginnings(BEGINNINGS):
        figure = None if at < end or at in taken or _is_named(row, at) else _figure(row, at, taken)
        if found and at >= end and row.has(at, "bounds.same"):
            figure = replace(found[-1], begin=at, end=row.after(at), digits=False, signed=False)
        if figure is not None:
            found.append(figure)
            end = figure.end
    return found


def _is_named(row: Row, at: int) -> bool:
    """Whether digits are part of a phrase that means something else, as in "the 200s"."""
    term = row.term(at)
    return term is not None and is_number(row.norm(at)) and not term.roles.play(NUMERIC)


def _figure(row: Row, at: int, taken: Set[int]) -> Figure | None:
    number = number_at(row, at, taken)
    if number is None:
        return None
    span = _range(row, at, number, taken)
    if span is None:
        span = _Span(
            begin=at,
            end=number.end,
            low=number.low,
            high=None if number.over else number.high,
            rule="bound" if number.over else "exact" if number.low == number.high else "vague",
            adjective=number.adjective,
            digits=number.digits and row.norm(at).isdecimal(),  # "2,000" is no year
        )
    if any(bound is not None and (bound % 1 or bound >= MOST) for bound in (span.low, span.high)):
        return None
    span = _with_sign(row, _with_bounds_before(row, span))
    return _finished(_with_bounds_after(row, span, taken))


def _finished(span: _Span) -> Figure:
    low, high = span.low, span.high
    approx = span.approx and low == high
    return Figure(
        begin=span.begin,
        end=span.end,
        low=None if low is None else int(low),
        high=None if high is None else int(high),
        approx=approx,
        signed=span.signed,
        adjective=span.adjective,
        digits=span.digits,
        rule=span.rule,
    )


def _range(row: Row, at: int, first: Number, taken: Set[int]) -> _Span | None:
    """The range that the first number begins: "10-12 thousand", "between 8,000 and 10,000", "from 50 to 60"."""
    begins = at > 0 and row.has(at - 1, "ranges.from")
    second = _second(row, first, taken, begins)
    if second is None:
        return None
    low = first.low
    if second.scale > first.scale and low < second.low / (second.scale / first.scale):
        low = low * second.scale / first.scale
    elif _is_short(row, first, second):
        low *= 1000
    if low >= second.high:
        return None
    if begins and row.has(row.before(at) - 1, "bounds.rise"):
        return _Span(row.before(at), second.end, second.low, second.high, "exact", adjective=second.adjective)
    begin = row.before(at) if begins else at
    return _Span(begin, second.end, low, second.high, "range", adjective=second.adjective, digits=first.digits)


def _is_short(row: Row, first: Number, second: Number) -> bool:
    """Whether the first number left out the thousands of the second: "10-12,000"."""
    dashed = row.norm(first.end) in DASHES and first.digits and second.digits
    return dashed and first.low < 1000 <= second.low and second.low % 1000 == 0 and first.low * 1000 < second.low


def _second(row: Row, first: Number, taken: Set[int], begins: bool) -> Number | None:
    """The number that ends a range which the first one begins."""
    at = first.end
    if at in taken or at + 1 in taken or at + 1 >= len(row):
        return None
    if row.has(at, "counters.person") and row.lexicon.tells("range", row.tokens[at].ending):
        return _second_counted(row, first, at + 1, taken)
    dashed = row.norm(at) in DASHES
    either = row.has(at, "joins.or")
    worded = row.has(at, "ranges.to") and (begins or either or not row.has(at, "joins.and"))
    if not (dashed or worded):
        return None
    tight = row.glued(at) and row.glued(at + 1)
    if dashed and row.glued(at) != row.glued(at + 1) and not (row.norm(at) == "~" and is_number(row.norm(at + 1))):
        return None
    second = number_at(row, at + 1, taken, after_dash=dashed)
    if second is None or second.low != second.high or (second.low <= first.low and second.scale <= first.scale):
        return None
    loose = (dashed and not tight) or (either and not begins)
    if loose and (_is_far(first, second) or _is_listed(row, first, second)):
        return None
    return second


def _second_counted(row: Row, first: Number, at: int, taken: Set[int]) -> Number | None:
    """The number that ends a range whose both ends are counted: 17만 명에서 *20만* 명."""
    second = number_at(row, at, taken)
    if second is None or second.low <= first.low or _is_far(first, second) or not row.has(second.end, "counters.person"):
        return None
    return second


def _is_far(first: Number, second: Number) -> bool:
    scale = second.scale / first.scale if second.scale > first.scale else 1
    return second.high > HIGHEST * first.low * scale


def _is_listed(row: Row, first: Number, second: Number) -> bool:
    """Whether the two numbers are items of a list rather than the ends of a range: "Kharkiv – 5 – 8 wounded"."""
    return row.norm(second.end) in DASHES or any(row.norm(index) == "-" for index in range(first.end))


def _with_bounds_before(row: Row, span: _Span) -> _Span:
    """The figure with the words in front of it: "more than", "up to", "about"."""
    number = span
    span = _past_preposition(row, span)
    while span.begin > 0 and (term := row.term(span.begin - 1)) is not None and term.end == span.begin:
        if "bounds.about" in term.roles and "bounds.over" not in term.roles:
            span = replace(span, approx=True, begin=term.begin)
        elif {"bounds.over", "bounds.upto", "bounds.under"} & term.roles and span.rule != "range":
            span = replace(span, begin=term.begin)
            if "bounds.upto" in term.roles and not row.lexicon.glues and (_rises(row, span.end) or _grows(row, span)):
                continue  # «*до* 24 *зросла* кількість загиблих»
            if _was_reached(row, number.begin, row.norm(term.begin)):
                continue
            if "bounds.over" in term.roles:
                span = replace(span, low=number.low, high=None, rule="bound")
            else:
                span = replace(span, low=None, high=number.high, rule="bound")
        elif "links.the" in term.roles and row.has(span.end, "bounds.mark") and row.has(term.begin - 1, "bounds."):
            span = replace(span, begin=term.begin, end=span.end + 1)  # "has passed *the* 800,000 *mark*"
        elif term.roles == RUNNING and row.has(term.begin - 1, "bounds."):
            span = replace(span, begin=term.begin)  # "exceeds already 3,000"
        else:
            break
    return span


def _past_preposition(row: Row, span: _Span) -> _Span:
    """The figure with the preposition before it, where a bound stands before that: «щонайменше *за* шістдесятьма»."""
    term, bound = row.term(span.begin - 1), row.term(span.begin - 2)
    if row.lexicon.analytic or row.lexicon.glues or term is None or bound is None or term.end - term.begin > 1:
        return span
    if not term.roles.play(("places.before",)) or term.roles.play(("bounds.", "ranges.", "links.")):
        return span
    return replace(span, begin=term.begin) if bound.roles.play(("bounds.over", "bounds.about")) else span


def _was_reached(row: Row, begin: int, norm: str) -> bool:
    """Whether a word that may be a bound ends the phrase that tells, before a figure, that it was reached."""
    return any("bounds.reach" in term.roles and term.end <= begin and row.norm(term.end - 1) == norm for term in row.terms)


def _rises(row: Row, at: int) -> bool:
    """Whether what stands behind a figure, or behind its noun, tells that it has risen: «до 53 убитых *выросло* …»."""
    return row.has(at, "bounds.rise") or (row.has(at, "people.", "events.") and row.has(row.after(at), "bounds.rise"))


def _grows(row: Row, span: _Span) -> bool:
    """Whether a verb of growing stands a few words before: «*наростив* сили під Сумами до 50 тисяч» is 50,000."""
    if row.lexicon.analytic:
        return False
    near = [term for term in row.terms if span.begin - GROWN <= term.begin < span.begin and "bounds.rise" in term.roles]
    return bool(near) and not any(row.norm(index) in (",", ";", ":") for index in range(near[-1].end, span.begin))


def _with_sign(row: Row, span: _Span) -> _Span:
    """The figure with the mark in front of it; one that contradicts the words between ("< more than 3") says nothing."""
    sign = row.norm(span.begin - 1)
    if sign == "/" and row.is_item and not row.glued(span.begin - 1) and is_number(row.norm(span.begin - 2)):
        return replace(span, begin=span.begin - 1, signed=True)  # "888 480 / 1 290": in all, and over the day
    if sign == "+":
        return replace(span, begin=span.begin - 1, signed=True)
    if sign in ("~", "≈", "±"):
        return replace(span, begin=span.begin - 1, approx=True)
    if sign in (">", "≥") and span.low is not None:
        return replace(span, begin=span.begin - 1, high=None, rule="bound")
    if sign in ("<", "≤") and span.high is not None:
        return replace(span, begin=span.begin - 1, low=None, rule="bound")
    return span


def _with_bounds_after(row: Row, span: _Span, taken: Set[int]) -> _Span:
    """The figure with the words behind it: "or more", "-plus", «максимум», 이상."""
    number = span
    while span.end < len(row):
        end = span.end
        if row.norm(end) == "-" and row.glued(end) and row.has(end + 1, "bounds.plus"):
            span = replace(span, end=row.after(end + 1), high=None, rule="bound")
        elif row.has(end, "bounds.plus") and (row.norm(end) != "+" or row.glued(end)) and end not in taken:
            span = replace(span, end=row.after(end), high=None, rule="bound")
        elif row.has(end, "bounds.upto_after", "bounds.under_after"):
            span = replace(span, end=row.after(end), low=None, rule="bound")
        elif row.has(end, "bounds.about_after"):
            span = replace(span, end=row.after(end), approx=True)
        elif _is_counter(row, end) and row.has(row.after(end), *AFTER):
            span = replace(span, end=row.after(end))
        else:
            break
    if span.low is None and span.high is None:
        span = replace(span, low=number.low if number.low is not None else number.high)
    return span


def _is_counter(row: Row, at: int) -> bool:
    """Whether a counting word stands between a number and the bound behind it ("60명 이상")."""
    return row.has(at, "counters.person") or (row.glued(at) and row.has(at, "counters.", "people.either"))
