"""Alerts as messages: the cards of one post, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Alert, AlertKind, Entry
from bot.render.cards import card, group
from bot.render.message import LIMIT, Button, Message
from bot.render.view import View
from bot.render.wishes import wish_words

__all__ = ["alert_message"]

ROOM = LIMIT - 400
"""What is left for cards beside the lines that tell of the rest."""

WISHES = 3
MARKS = {AlertKind.NEW: "🔔", AlertKind.AMENDED: "✎", AlertKind.RETRACTED: "⌫"}


def alert_message(entries: Sequence[Entry], alert: Alert, view: View) -> Message:
    """The message for an alert whose statements (at least one, else ValueError) are these entries, in the order of the post."""
    if not entries:
        raise ValueError("an alert tells of at least one statement")
    late = view.say("late") + " · " if alert.late else ""
    astray = "\n\n" + view.say("astray") if alert.astray else ""
    wishes = "; ".join(wish_words(wish, view) for wish in alert.filters[:WISHES]) + ("; …" if len(alert.filters) > WISHES else "")
    asked = view.say("asked-for", wish=wishes) if wishes else ""
    groups = group(entries)
    html, shown = "", 0
    for index, cards in enumerate(groups):
        last = index == len(groups) - 1
        text = card(cards, view, asked if last else "")
        if html and len(html) + len(text) + len(asked) > ROOM:
            break
        html = f"{html}\n\n{text}" if html else f"{MARKS[alert.kind]} {late}{text}"
        shown += len(cards)
    if shown < len(entries):
        html += f"\n\n{view.say('and-more', count=len(entries) - shown)} · {asked}".rstrip(" ·")
    details = Button(view.say("button-details"), f"statement:{entries[0].number}")
    return Message(html + astray, ((details, Button(view.say("button-change"), "unsubscribe:list")),))
