"""The pieces that name somebody by the tables of forces and speakers, by a flag, or a channel by its @name or link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.model import Speaker, SpeakerKind
from bot.names import flag, force_code_of
from bot.query.record import Piece, Query
from bot.query.sheet import Sheet
from bot.sources.names import channel_name
from bot.speakers import named

__all__ = ["asked_of", "name_pieces"]

CHANNEL_RANK, FORCE_RANK, SPEAKER_RANK = 0, 2, 4
LONGEST = 6
"""So many words a name may have."""

CHANNEL = re.compile(r"@\w+|\S+/\S+")
FLAG = re.compile("[🇦-🇿]{2}")
ARMIES = "armed-forces-"


def name_pieces(sheet: Sheet, day: date) -> Iterator[Piece]:
    """The names in a question; day is the day of asking, on which offices are held."""
    for found in CHANNEL.finditer(sheet.text):
        if (channel := channel_name(found[0])) is not None:
            yield Piece(*found.span(), CHANNEL_RANK, Query(channel=channel))
    for found in FLAG.finditer(sheet.text):
        if (code := _state_of(found[0])) is not None:
            yield Piece(*found.span(), FORCE_RANK, Query(forces=frozenset({code})))
    is_shouted = sheet.text.isupper()  # "IN KURSK" is no word of India's
    for begin, first in enumerate(sheet.tokens):
        for end in range(begin + 1, min(begin + LONGEST, len(sheet.tokens)) + 1):
            phrase = sheet.phrase(begin, end).casefold() if is_shouted else sheet.phrase(begin, end)
            span = first.start, sheet.tokens[end - 1].end
            if (force := force_code_of(phrase)) is not None:
                yield Piece(*span, FORCE_RANK, Query(forces=frozenset({force})))
            speaker = named(phrase, day)
            if speaker is not None and (asks := asked_of(speaker)) is not None:
                yield Piece(*span, SPEAKER_RANK, asks)


def asked_of(speaker: Speaker) -> Query | None:
    """What the name of a speaker asks for: an army is asked after as whose people, and a nation is no speaker to ask for."""
    if speaker.kind is SpeakerKind.NATION:
        return None
    if speaker.key.startswith(ARMIES) and speaker.nation is not None:
        return Query(forces=frozenset({speaker.nation}))
    return Query(speakers=frozenset({speaker}))


def _state_of(emoji: str) -> str | None:
    """The code of the state whose flag it is."""
    code = "".join(chr(ord(letter) - ord("🇦") + ord("A")) for letter in emoji)
    return code if force_code_of(code) == code and flag(code) else None
