"""Alerts: the card of what is new, and why it came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import CASUALTIES, Alert, AlertKind, Entry, Event, Filter
from bot.render.alerts import alert_message
from bot.render.message import LIMIT, Button
from bot.render.view import View
from tests.builders import START, a_statement, an_entry

WISH = Filter(frozenset({"KP"}), frozenset({Event.KILLED, Event.WOUNDED, Event.CASUALTIES}), 100)


def alert(*entries: Entry, late: bool = False, filters: tuple[Filter, ...] = (WISH,)) -> Alert:
    """The alert that tells of these entries."""
    numbers = tuple(entry.number for entry in entries)
    return Alert(chat=7, kind=AlertKind.NEW, numbers=numbers, claims=numbers, due=START, late=late, filters=filters)


def test_an_alert_is_the_card_and_the_wish(view: View) -> None:
    entry = an_entry()
    message = alert_message([entry], alert(entry), view)
    assert message.html == (
        "🔔 🇰🇵 <b>Killed or wounded: ≥ 3,000</b> in all   ⚠ preliminary\n"
        "Volodymyr Zelensky · Kursk Oblast · 23 Dec, 17:40\n"
        "«the number of killed and wounded North Korean soldiers exceeds 3,000»\n"
        '<a href="https://t.me/sample_president/1">post</a> · s118 · sample text'
        " · you asked for: North Korea · killed or wounded · from 100"
    )
    assert [button.press for row in message.buttons for button in row] == ["statement:118", "unsubscribe:list"]


def test_a_late_alert_says_so(view: View) -> None:
    entry = an_entry()
    assert alert_message([entry], alert(entry, late=True), view).html.startswith("🔔 late · 🇰🇵")


def test_an_alert_that_was_for_a_topic_says_why_it_comes_here(view: View) -> None:
    entry = an_entry()
    html = alert_message([entry], replace(alert(entry), astray=True), view).html
    assert html.endswith("\n\nThe topic in which this was asked for was closed or deleted: its alerts come here now.")


def test_several_wishes_and_the_widest(view: View) -> None:
    entry = an_entry()
    message = alert_message([entry], alert(entry, filters=(Filter(), Filter(events=CASUALTIES))), view)
    assert message.html.endswith("you asked for: every statement; casualties")


def test_many_wishes_are_cut(view: View) -> None:
    entry = an_entry()
    wishes = tuple(Filter(frozenset({"KP"}), minimum=least) for least in range(1, 60))
    message = alert_message([entry], alert(entry, filters=wishes), view)
    assert message.html.endswith("North Korea · from 3; …")


def test_a_post_full_of_statements_fits_one_message(view: View) -> None:
    statement = a_statement(low=5, evidence="слово " * 60)
    entries = [an_entry(n, replace(statement, start=n * 1000, end=n * 1000 + 360)) for n in range(1, 41)]
    message = alert_message(entries, alert(*entries), view)
    assert len(message.html) <= LIMIT
    assert "more in this post · you asked for" in message.html


def test_an_alert_without_statements_is_an_error(view: View) -> None:
    with pytest.raises(ValueError, match="at least one"):
        alert_message([], alert(), view)


@pytest.mark.parametrize("data", ["", "x" * 65, "я" * 33])
def test_callback_data_fits_64_bytes(data: str) -> None:
    with pytest.raises(ValueError, match="callback data"):
        Button("Press", data)


def test_a_button_presses_or_links() -> None:
    with pytest.raises(ValueError, match="either"):
        Button("Press", "latest:", "https://t.me/x")
