"""Which channel a chat is: the numeric id decides, and nobody is taken for somebody else by a title."""

from __future__ import annotations

import pytest

from bot.imports.targets import Refusal, target
from bot.sources.records import Chat
from tests.builders import a_channel
from tests.exports import CHANNEL_ID, TITLE

KNOWN = a_channel("president", id=1, telegram_id=CHANNEL_ID)
FRESH = a_channel("fresh", id=2, title="Fresh")
CHAT = Chat(CHANNEL_ID, "Whatever it is called", "public_channel")
OTHER = Chat(77, TITLE, "public_channel")


@pytest.mark.parametrize("kind", ["personal_chat", "bot_chat", "private_group", "public_supergroup", "saved_messages"])
def test_what_is_no_channel_is_left_out_even_where_its_number_is_a_channels(kind: str) -> None:
    assert target(Chat(CHANNEL_ID, TITLE, kind, is_alone=True), [KNOWN], KNOWN) is Refusal.NO_CHANNEL


def test_the_numeric_id_decides() -> None:
    assert target(CHAT, [FRESH, KNOWN]) is KNOWN
    assert target(OTHER, [FRESH, KNOWN]) is Refusal.NOT_WATCHED


def test_a_title_counts_only_where_no_id_is_known_and_one_channel_has_it() -> None:
    fresh = Chat(77, "fresh", "public_channel")
    assert target(fresh, [KNOWN, FRESH]) is FRESH
    assert target(fresh, [FRESH, a_channel("fresh2", id=3, title="Fresh")]) is Refusal.NOT_WATCHED


def test_a_line_names_its_channel() -> None:
    assert target(Chat(username="President"), [FRESH, KNOWN]) is KNOWN
    assert target(Chat(username="nobody", title="Fresh"), [FRESH, KNOWN]) is Refusal.NOT_WATCHED
    assert target(Chat(username="fresh"), [FRESH, KNOWN], KNOWN) is Refusal.ANOTHER
    assert target(Chat(username="president"), [FRESH, KNOWN], KNOWN) is KNOWN


def test_a_person_may_say_whose_posts_they_are() -> None:
    alone = Chat(77, "Called so", "public_channel", is_alone=True)
    assert target(alone, [FRESH, KNOWN], FRESH) is FRESH
    assert target(Chat(title="Called so", is_alone=True), [KNOWN], KNOWN) is KNOWN
    assert target(Chat(77, "Fresh", "public_channel"), [FRESH], FRESH) is FRESH


def test_a_person_may_not_say_what_the_numeric_id_denies() -> None:
    assert target(Chat(77, "x", "public_channel", is_alone=True), [KNOWN], KNOWN) is Refusal.ANOTHER
    assert target(Chat(CHANNEL_ID, "x", "public_channel", is_alone=True), [KNOWN, FRESH], FRESH) is Refusal.ANOTHER


def test_of_an_account_only_the_channel_that_was_named_is_taken() -> None:
    assert target(CHAT, [KNOWN, FRESH], KNOWN) is KNOWN
    assert target(OTHER, [KNOWN, FRESH], FRESH) is Refusal.ANOTHER
