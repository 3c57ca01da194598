"""/help: the commands with examples that work when tapped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handlers.desk import Answer, Ask, Command, Desk, Run

__all__ = ["help_for"]


def help_for(commands: Callable[[], Iterable[Command]]) -> Run:
    """The handler that tells of these commands; admins see theirs too."""

    async def run(desk: Desk, ask: Ask) -> Answer:
        view = desk.view(ask.chat)

        def listed(admin: bool) -> str:
            return "\n".join(f"/{c.name} — {view.say(f'about-{c.name}')}" for c in commands() if c.admin is admin)

        text = view.say("help", commands=listed(admin=False))
        if ask.is_admin:
            text += "\n\n" + view.say("help-admin", commands=listed(admin=True))
        return Answer(text)

    return run
