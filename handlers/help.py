"""/help: the commands with examples that work when tapped, and pages on one matter each (/help readers)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.render.figures import clip
from handlers.desk import Answer, Ask, Command, Desk, Run

__all__ = ["PAGES", "help_for"]

PAGES = ("readers",)
"""What more can be read about: each has a sentence "help-<page>"."""


def help_for(commands: Callable[[], Iterable[Command]]) -> Run:
    """The handler that tells of these commands, admins see theirs too; or of the page that is named."""

    async def run(desk: Desk, ask: Ask) -> Answer:
        view = desk.view(ask.chat)
        page = ask.words.strip().casefold()
        if page in PAGES:
            return Answer(view.say(f"help-{page}"))
        if page:
            named = " · ".join(f"/help {name}" for name in PAGES)
            return Answer(view.say("help-unknown", page=clip(page, 40), pages=f"/help · {named}"))

        def listed(admin: bool) -> str:
            return "\n".join(f"/{c.name} — {view.say(f'about-{c.name}')}" for c in commands() if c.admin is admin)

        text = view.say("help", commands=listed(admin=False))
        if ask.is_admin:
            text += "\n\n" + view.say("help-admin", commands=listed(admin=True))
        return Answer(text)

    return run
