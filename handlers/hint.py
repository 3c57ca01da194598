"""What to answer to words that are no command: a statement's number shows it, a question gets its button, all else a hint."""

from __future__ import annotations

import re

from bot.render.figures import clip
from bot.render.wishes import wish_words
from handlers.desk import Answer, Ask, Button, Desk
from handlers.payload import Place, pack
from handlers.periods import title
from handlers.question import understand
from handlers.statement import card_of

__all__ = ["run"]

NUMBER = re.compile(r"/?s[0-9]{1,30}", re.IGNORECASE)


async def run(desk: Desk, ask: Ask) -> Answer:
    """Show the statement that was named, or tell what to type."""
    words = ask.words.strip()
    if NUMBER.fullmatch(words):
        return await card_of(desk, ask, words)
    view = desk.view(ask.chat)
    if words.startswith("/"):
        return Answer(view.say("hint-no-command", command=clip(words.split()[0], 40)))
    question = await understand(words, view)
    if question.unknown or question.left_out or question.filter.is_empty:
        return Answer(view.say("hint"))
    meant = Button(view.say("button-latest"), f"latest:{pack(Place(anew=True), question.filter, question.period)}")
    wish = wish_words(question.filter, view)
    if question.has_period:
        wish = f"{wish} · {title(question.period, view)}"
    return Answer(view.say("hint-asked", wish=wish), ((meant,),))
