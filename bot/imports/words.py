"""The report of an import as lines of text (pure)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.report import NAMED, Report, Tally
from bot.imports.targets import Refusal
from bot.render.view import View
from bot.sources.records import Chat, Reason

__all__ = ["lines"]

REASONS = {
    Reason.ALBUM: "further pictures of albums",
    Reason.SERVICE: "service messages",
    Reason.UNSUPPORTED: "messages of a kind that the program which exported them did not know",
    Reason.NO_NUMBER: "posts without a number",
    Reason.NO_DATE: "posts without a date",
    Reason.FUTURE: "posts with a date in the future",
    Reason.BROKEN: "lines that are no posts",
}
ORDINARY = (Reason.ALBUM, Reason.SERVICE)
"""What is left out without being named: nothing is wrong with it."""

SHOWN = 20
"""So many chats that are left out are named."""


def lines(report: Report, view: View) -> Iterator[str]:
    """The lines to print: by channel what came in and what was left out; chats that are no channel of the ledger's; damage."""
    total = report.total
    if report.is_stopped:
        yield "Stopped. What was imported so far is saved; the same command goes on from there."
    if not report.channels:
        yield "Nothing was imported."
    elif not (total.new or total.edited or report.is_stopped):
        yield "Nothing new: the ledger has all of it already."
    for name, tally in report.channels.items():
        added = " (added, and paused: /resume has it watched)" if name in report.added else ""
        yield f"@{name}{added}"
        yield from (f"{view.number(number):>11}  {what}" for number, what in _figures(tally))
        yield from _left_out(tally, view)
    yield from _refused(report, view)
    if report.lines.left_out:
        yield "Not read:"
        yield from _left_out(report.lines, view)
    yield from (f"! {what}" for what in report.remarks)
    yield from (f"! {what} What stands before was read." for what in report.damage)


def _figures(tally: Tally) -> Iterator[tuple[int, str]]:
    kept = tally.kept
    yield kept.new, "new posts"
    if kept.new or kept.edited or kept.statements:
        yield kept.statements, "new statements"
    for number, what in (
        (kept.edited, "posts edited since the ledger read them"),
        (kept.known, "posts that the ledger had already"),
        (kept.older, "posts older than the text that the ledger has of them"),
    ):
        if number:
            yield number, what


def _left_out(tally: Tally, view: View) -> Iterator[str]:
    for reason, what in REASONS.items():
        number = tally.left_out[reason]
        if not number:
            continue
        names = tally.names[reason] if reason not in ORDINARY else []
        dots = " …" if names and number > NAMED else ""
        told = f": {'; '.join(names)}{dots}" if names else ""
        yield f"{view.number(number):>11}  left out: {what}{told}"


def _refused(report: Report, view: View) -> Iterator[str]:
    others = [chat for chat, why in report.refused.items() if why is not Refusal.NO_CHANNEL]
    if others:
        yield (
            "Left out, for no watched channel is this one:"
            if Refusal.NOT_WATCHED in report.refused.values()
            else ("Left out, for it is another channel:")
        )
        yield from (f"  {_chat(chat)}" for chat in others[:SHOWN])
        if len(others) > SHOWN:
            yield f"  … and {view.number(len(others) - SHOWN)} more"
        if Refusal.NOT_WATCHED in report.refused.values():
            yield "To have one, add it in the chat with the bot (/addchannel), or name it here: --channel @name"
        elif not report.channels and any(not chat.is_alone and not chat.username for chat in others):
            yield "Nothing here tells which of them is the channel that you named. Export it alone."
    if number := len(report.refused) - len(others):
        yield f"Left out, for they are no channels: {view.number(number)} " + ("chat" if number == 1 else "chats")


def _chat(chat: Chat) -> str:
    name = f"@{chat.username}" if chat.username else f"“{chat.title or '?'}”"
    return name if chat.telegram_id is None else f"{name} · {chat.telegram_id}"
