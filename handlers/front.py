"""The front desk: who may do what, and what is said when a handler breaks. Commands, buttons and typed words all pass here."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.model import Draft
from handlers import COMMANDS, hint
from handlers.desk import Answer, Ask, Command, Desk, Run
from handlers.door import let_in

__all__ = ["by_name", "command", "pressed", "typed"]

log = structlog.get_logger()

_BY_NAME = {one.name: one for one in COMMANDS}


def by_name(name: str) -> Command | None:
    """The command of that name."""
    return _BY_NAME.get(name)


async def command(desk: Desk, ask: Ask, name: str) -> Answer:
    """Answer a typed command; one that does not exist gets a hint."""
    return await _run(desk, ask, _BY_NAME.get(name))


async def pressed(desk: Desk, ask: Ask, data: str) -> Answer:
    """Answer a pressed button by its callback data; data that nobody knows is answered as out of date."""
    name, _, payload = data.partition(":")
    found = _BY_NAME.get(name)
    if found is None:
        shut = await let_in(desk, ask, None)
        view = desk.view(ask.chat)
        return shut or Answer(view.say("stale", command="/help"), toast=view.say("stale-toast"))
    return await _run(desk, replace(ask, button=payload), found)


async def typed(desk: Desk, ask: Ask, draft: Draft | None) -> Answer:
    """Answer words that are no command: they belong to the dialogue that the chat is in, where it is in one."""
    found = _BY_NAME.get(draft.command) if draft else None
    return await _run(desk, replace(ask, draft=draft if found else None), found)


async def _run(desk: Desk, ask: Ask, found: Command | None) -> Answer:
    view = desk.view(ask.chat)
    shut = await let_in(desk, ask, found)
    if shut is not None:
        return shut
    if found is not None and found.admin and not ask.is_admin:
        log.warning("refused", command=found.name, user=ask.user_id, chat=ask.chat.id, button=ask.button is not None)
        return Answer(view.say("admins-only", command=f"/{found.name}"), toast=view.say("admins-only-toast"))
    run: Run = found.run if found is not None else hint.run
    try:
        return await run(desk, ask)
    except Exception:
        log.exception("a handler broke", command=found.name if found else "hint", user=ask.user_id, chat=ask.chat.id)
        return Answer(view.say("broken"), toast=view.say("broken-toast"))
