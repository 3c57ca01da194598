"""What several commands say: what was not understood or left out, which channels are silent, that a button is out of date."""

from __future__ import annotations

from dataclasses import replace

from bot.render.figures import clip
from bot.render.silence import silence_line
from bot.render.view import View
from handlers.desk import Answer, Desk
from handlers.question import Question
from store import Ledger

__all__ = ["change_chat", "lines", "not_understood", "silence", "stale"]

SHOWN = 5


def lines(*parts: str) -> str:
    """The parts that say something, with an empty line between them."""
    return "\n\n".join(filter(None, parts))


async def change_chat(ledger: Ledger, chat_id: int, **fields: object) -> None:
    """Write these fields of a chat as it stands now: it may have changed since the question was asked."""
    await ledger.chats.put(replace(await ledger.chats.get(chat_id), **fields))  # type: ignore[arg-type]


def stale(view: View, command: str) -> Answer:
    """The answer to a button that nobody can read any more."""
    return Answer(view.say("stale", command=f"/{command}"), toast=view.say("stale-toast"))


def not_understood(question: Question, view: View) -> str:
    """What of a question was not understood or is not gone by, in HTML; empty where all is."""
    said = []
    if question.unknown:
        words = ", ".join(f"“{clip(word, 30)}”" for word in question.unknown[:SHOWN])
        more = " …" if len(question.unknown) > SHOWN else ""
        said.append(view.say("unknown-words", words=words + more, count=len(question.unknown)))
    if question.left_out:
        names = ", ".join(clip(name, 40) for name in question.left_out[:SHOWN])
        said.append(view.say("left-out", names=names + (" …" if len(question.left_out) > SHOWN else "")))
    if question.query.lacks_figure:
        said.append(view.say("lacks-figure"))
    if question.too_many:
        said.append(view.say("too-many-forces"))
    return "\n".join(said)


async def silence(ledger: Ledger, desk: Desk, view: View) -> str:
    """Which of the watched channels were not read lately; empty where all were."""
    return silence_line(await ledger.channels.all(), desk.settings.poll_ceiling, view)
