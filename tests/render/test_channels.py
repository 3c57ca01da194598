"""Channels as admins see them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import ChannelState
from bot.render.channels import channel_line, proposal_text
from bot.render.view import View
from tests.builders import START, a_channel, a_post, a_statement


def test_a_proposal_shows_the_channel_and_what_would_be_read(view: View) -> None:
    channel = a_channel("staff", reader="web", verified=True, telegram_id=1500000203, title="<Staff>")
    posts = [a_post(n, f"Post {n}") for n in range(1, 6)]
    html = proposal_text(channel, posts, [(posts[0], a_statement(low=3000))], view)
    assert html == (
        "<b>&lt;Staff&gt;</b>  ✓ verified by Telegram\n"
        "@staff · id <code>-1001500000203</code> · 5 posts on the first page, newest 23 Dec, 17:40\n"
        "Speaker: <b>Volodymyr Zelensky</b> · Ukraine · days of Europe/Kyiv\n\n"
        "23 Dec, 17:40 — Post 5\n23 Dec, 17:40 — Post 4\n23 Dec, 17:40 — Post 3\n\n"
        "Would have read: 1 statement in 5 posts\n"
        "   🇰🇵 <b>Killed or wounded: ≥ 3,000</b> in all\n\n"
        "Watch this channel?"
    )


def test_a_channel_without_a_nation_or_posts_says_so(view: View) -> None:
    html = proposal_text(a_channel(nation=None, telegram_id=None), [], [], view)
    assert "no nation" in html
    assert "⚠ Without a nation" in html
    assert "no posts on the first page" in html
    assert "id unknown" in html


@pytest.mark.parametrize("state", list(ChannelState))
def test_every_state_has_words(state: ChannelState, view: View) -> None:
    channel = a_channel(state=state, state_reason="It is <gone>.", state_since=START, last_read_at=START - timedelta(hours=1))
    line = channel_line(channel, 20, view)
    assert " since 23 Dec, 20:00 · last read 23 Dec, 19:00 · 20 posts · sample text" in line
    assert ("&lt;gone&gt;" in line) is (state not in (ChannelState.READING, ChannelState.PAUSED))
