"""Which channels count as not read, and the line that says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import Channel, ChannelState
from bot.render.silence import is_silent, silence_line
from bot.render.view import View
from bot.texts import Texts
from tests.builders import START, a_channel

WAIT = 1800.0
HOUR = timedelta(hours=1)


def ago(hours: float) -> Channel:
    return a_channel(state=ChannelState.READING, last_read_at=START - hours * HOUR)


NEVER = a_channel()
PAUSED = a_channel(state=ChannelState.PAUSED, last_read_at=START - 99 * HOUR)


@pytest.mark.parametrize(("channel", "silent"), [(ago(1.5), False), (ago(1.51), True), (NEVER, True), (PAUSED, False)])
def test_silent_is_what_was_not_read_for_three_of_the_longest_waits(channel: Channel, silent: bool) -> None:
    assert is_silent(channel, START, WAIT) is silent


def test_a_channel_that_fails_is_not_silent_before_its_time() -> None:
    failing = a_channel(state=ChannelState.UNREACHABLE, last_read_at=START - HOUR)
    assert not is_silent(failing, START, WAIT)
    assert is_silent(failing, START + HOUR, WAIT)


@pytest.mark.parametrize(
    ("channels", "said"),
    [
        ([], ""),
        ([ago(0), PAUSED], ""),
        ([ago(0), ago(6), ago(2)], "2 of 3 channels not read since 14:00."),
        ([ago(0), ago(30)], "1 of 2 channels not read since 22 Dec, 14:00."),
        ([ago(6), NEVER, PAUSED], "2 of 2 channels not read since 14:00, 1 of them never."),
        ([NEVER, ago(0)], "1 of 2 channels not read yet."),
        ([ago(6)], "1 of 1 channel not read since 14:00."),
    ],
)
def test_the_line(channels: list[Channel], said: str, view: View) -> None:
    assert silence_line(channels, WAIT, view) == said


def test_the_time_is_the_readers_own(texts: Texts) -> None:
    said = [silence_line([ago(6)], WAIT, View(texts, "en", zone, START)) for zone in ("Asia/Seoul", "UTC", "America/New_York")]
    assert said == [
        "1 of 1 channel not read since 23 Dec, 21:00.",
        "1 of 1 channel not read since 12:00 UTC.",
        "1 of 1 channel not read since 07:00.",
    ]
