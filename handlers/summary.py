"""/summary: one screen on a span of time; who says what of whom."""

from __future__ import annotations

from bot.model import Entry, replace
from bot.names import flag, force_name
from bot.render.summary import FORCES, forces, summary
from bot.render.view import View
from bot.render.wishes import wish_parts
from handlers.common import lines, not_understood, silence
from handlers.desk import Answer, Ask, Button, Buttons, Desk
from handlers.payload import Place, pack
from handlers.periods import bounds, title
from handlers.question import Question, understand

__all__ = ["run"]


async def run(desk: Desk, ask: Ask) -> Answer:
    """Answer the command."""
    view = desk.view(ask.chat)
    question = await understand(ask.words, view)
    note = not_understood(question, view)
    if question.is_lost:
        return Answer(f"{note}\n{view.say('ask-like-summary')}")
    since, until = bounds(question.period, view)
    async with desk.store.reading() as ledger:
        entries = await ledger.statements.newest_per_speaker(question.filter, since, until)
        silent = await silence(ledger, desk, view)
        empty = not entries and not await ledger.statements.count()
    head = " · ".join((title(question.period, view), *wish_parts(question.filter, view)))
    if not entries:
        return Answer(lines(note, view.say("ledger-empty") if empty else view.say("summary-nothing", head=head), silent))
    head = f"{head[:1].upper()}{head[1:]}"
    return Answer(lines(note, summary(head, entries, view), silent), _buttons(entries, question, view))


def _buttons(entries: list[Entry], question: Question, view: View) -> Buttons:
    """The newest statements of the time on each force that the screen shows."""
    row = []
    for force in forces(entries)[:FORCES]:
        narrowed = replace(question.filter, forces=frozenset({force}))
        words = f"{flag(force)} {force_name(force, view.language)}".strip()
        row.append(Button(words, f"latest:{pack(Place(anew=True), narrowed, question.period)}"))
    return tuple(tuple(row[at : at + 2]) for at in range(0, len(row), 2))
