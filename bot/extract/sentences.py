"""Where sentences end: full stops that belong to abbreviations, numbers and quoted speech do not end one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.extract.phrases import Lexicon, Term
from bot.extract.text import ENDS, Token

__all__ = ["CLOSING", "is_hangul", "sentences"]

CLOSING = frozenset("»”\"')")
HEADING = 8
"""A full stop behind a lone small letter («2025 р.») ends no sentence that holds only so many tokens yet."""

LONGEST = 120
"""A sentence of more tokens is no sentence of a person's, and every later stage compares its parts with each other."""

PAUSES = frozenset(",;:")


def sentences(
    given: Sequence[Token], terms: Sequence[Term], lexicon: Lexicon, origins: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The sentences of a line's tokens, each as its begin and end; endless ones are cut at a comma.

    origins are the offsets from which those of each token are told.
    """
    for begin, end in _whole(given, terms, lexicon, origins):
        while end - begin > LONGEST:
            cut = _pause(given, begin + LONGEST // 2, begin + LONGEST)
            yield begin, cut
            begin = cut
        yield begin, end


def _pause(given: Sequence[Token], first: int, last: int) -> int:
    """Behind the last comma or the like between two tokens; the latter where there is none."""
    return next((index for index in range(last, first, -1) if given[index - 1].text in PAUSES), last)


def _whole(given: Sequence[Token], terms: Sequence[Term], lexicon: Lexicon, origins: Sequence[int]) -> Iterator[tuple[int, int]]:
    marks = [index for index, token in enumerate(given) if token.text in ENDS]
    inside = set(_inside(given, terms)) if marks else ()
    begin = stop = 0
    for mark in marks:
        if mark < stop or mark in inside:
            continue
        stop = _behind_marks(given, mark + 1)
        if _ends(given, mark, stop, begin, lexicon, origins):
            yield begin, stop
            begin = stop
    if begin < len(given):
        yield begin, len(given)


def _inside(given: Sequence[Token], terms: Sequence[Term]) -> Iterator[int]:
    """The tokens whose marks belong to a phrase of the lexicon ("тис.", "Gen.", "Fake!")."""
    for term in terms:
        yield from range(term.begin, term.end - 1)
        goes_on = term.end < len(given) and not given[term.end].is_capital
        if term.end - term.begin > 1 and (goes_on or "bodies.titles" in term.roles):
            yield term.end - 1


def _behind_marks(given: Sequence[Token], index: int) -> int:
    """Behind further marks and closing quotation marks that touch the first."""
    while index < len(given) and given[index].glued and given[index].text in ENDS | CLOSING:
        index += 1
    return index


def _ends(given: Sequence[Token], mark: int, stop: int, begin: int, lexicon: Lexicon, origins: Sequence[int]) -> bool:
    if mark == begin or stop >= len(given):
        return True
    before, after = given[mark - 1], given[stop]
    is_stop = given[mark].text == "." and given[mark + 1].text != "."
    if is_stop and stop == mark + 1 and _is_abbreviated(given, mark, begin, lexicon):
        return False
    if after.glued and not is_hangul(before) and (after.is_word or after.text[0].isdigit() or after.text in ",;:)"):
        return False
    if stop > mark + 1 and ((after.glued and after.is_word) or _has_ending(given, stop, lexicon, origins)):
        return False
    if after.is_word:
        return after.is_capital or is_hangul(after) or (not is_stop and stop == mark + 1 and given[mark].text in "!?")
    return not (stop > mark + 1 and after.text in ",-" and stop + 1 < len(given) and _is_small(given[stop + 1]))


def _is_abbreviated(given: Sequence[Token], mark: int, begin: int, lexicon: Lexicon) -> bool:
    """Whether a full stop shortens the word before it: an initial, «р.», "Gen."."""
    word = given[mark - 1]
    if word.norm in lexicon.abbreviations:
        return True
    if len(word.text) != 1 or not word.is_word or word.glued:
        return False
    return word.is_capital or mark - begin <= HEADING


def _has_ending(given: Sequence[Token], stop: int, lexicon: Lexicon, origins: Sequence[int]) -> bool:
    """Whether an ending that is no token of its own hangs on a closing mark: ”고 말했다."""
    return lexicon.glues and origins[stop] + given[stop].start - origins[stop - 1] - given[stop - 1].end > 1


def _is_small(token: Token) -> bool:
    return token.is_word and not token.is_capital


def is_hangul(token: Token) -> bool:
    """Whether a token begins with a syllable of Hangul."""
    return "\uac00" <= token.text[0] <= "\ud7a3"
