"""How the bot fares, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import Channel, ChannelState, replace
from bot.render.status import Health, Status, channel_status, status_text
from bot.render.view import View
from tests.builders import START, a_channel

FIGURES = Status("1.2.3", "SQLite", 1, 1, 0, None, 0, 0, 0)
READING = a_channel("c", state=ChannelState.READING, state_since=START, last_read_at=START)


def test_nothing_is_wrong(view: View) -> None:
    said = status_text(FIGURES, "", view).splitlines()
    assert said == [
        "<b>Communiqué 1.2.3</b> · SQLite",
        "1 post · 1 statement",
        "No alert waits.",
        "Every post could be read.",
        "No post in the last day.",
    ]


def test_everything_is_wrong(view: View) -> None:
    figures = replace(
        FIGURES, posts=12345, statements=2000, waiting=2, waiting_since=START, set_aside=2, pictures=1, posts_of_day=4
    )
    said = status_text(figures, "2 of 3 channels not read yet.", view).splitlines()
    assert said[1:] == [
        "12,345 posts · 2,000 statements",
        "2 alerts wait, the oldest since 20:00.",
        "2 posts could not be read and stand aside; the log says why.",
        "1 of 4 posts of the last day only a picture: not read.",
        "2 of 3 channels not read yet.",
    ]


def test_a_channel_that_is_read_takes_one_line(view: View) -> None:
    line = channel_status(Health(READING, silent=False, readable=True), view)
    assert line == '● <a href="https://t.me/c">@c</a> · reading since 23 Dec, 20:00 · last read 23 Dec, 20:00'


@pytest.mark.parametrize(
    ("channel", "silent", "readable", "mark", "advice"),
    [
        (READING, True, True, "⚠", "Its reading stopped or fails"),
        (READING, False, False, "⚠", "No reader “sample” is here. /removechannel @c, then /addchannel @c"),
        (replace(READING, state=ChannelState.NEW), False, True, "○", "The first reading begins within a minute"),
        (replace(READING, state=ChannelState.NEW), True, True, "⚠", "Its reading stopped or fails"),
        (replace(READING, state=ChannelState.PAUSED), False, True, "❚❚", "/resume @c reads it again."),
        (replace(READING, state=ChannelState.THROTTLED, state_reason="<Wait>."), False, True, "⚠", "&lt;Wait&gt;."),
        (replace(READING, state=ChannelState.UNREACHABLE), False, True, "⚠", "Its reading stopped or fails"),
    ],
)
def test_what_to_do(channel: Channel, silent: bool, readable: bool, mark: str, advice: str, view: View) -> None:
    first, second = channel_status(Health(channel, silent, readable), view).splitlines()
    assert first.startswith(f"{mark} ")
    assert second.startswith(f"→ {advice}")


def test_trouble_comes_first_and_what_is_paused_last() -> None:
    states = (ChannelState.PAUSED, ChannelState.READING, ChannelState.NEW, ChannelState.NOT_FOUND)
    ranks = [Health.of(replace(READING, state=state), 1800, True, START).rank for state in states]
    assert ranks == [3, 2, 1, 0]


@pytest.mark.parametrize(("minutes", "troubled"), [(0, False), (10, False), (11, True)])
def test_a_new_channel_is_in_trouble_when_its_first_reading_does_not_come(minutes: int, troubled: bool) -> None:
    new = a_channel(state=ChannelState.NEW, state_since=START)
    assert Health.of(new, 1800, True, START + timedelta(minutes=minutes)).is_troubled is troubled
