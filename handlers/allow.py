"""/allow and /disallow: put a person or a group on the list of those who may use the bot, or take them off."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import structlog

from bot.access import Guest
from bot.render.figures import clip
from bot.render.view import View
from handlers.common import lines, stale
from handlers.desk import Answer, Ask, Button, Desk
from store import Ledger

__all__ = ["allow", "disallow"]

log = structlog.get_logger()

TYPED = re.compile(r"(-?[0-9]{1,19})(?:[\s:]+(.{0,200}))?", re.DOTALL)
MOST_NAME = 30
"""Bytes of a name that a button carries beside the number."""

Deed = Callable[[Desk, Ask, int, str], Awaitable[Answer]]


async def allow(desk: Desk, ask: Ask) -> Answer:
    """Put on the list who was named by number, or the group where nobody was."""
    return await _to_whom(desk, ask, _allow, how=desk.view(ask.chat).say("allow-how"))


async def disallow(desk: Desk, ask: Ask) -> Answer:
    """Take off the list who was named by number, or the group where nobody was; no alert goes there from now on."""
    return await _to_whom(desk, ask, _disallow, how=desk.view(ask.chat).say("disallow-how"))


async def _to_whom(desk: Desk, ask: Ask, do: Deed, how: str) -> Answer:
    """Do it to whom is meant; where nobody is, say how it is done, and an admin is left alone."""
    view = desk.view(ask.chat)
    named = _named(ask)
    if named is None:
        return stale(view, "access") if ask.button is not None else Answer(how)
    if named[0] in desk.settings.admin_ids:
        return Answer(view.say("admin-is-allowed", number=str(named[0])))
    return await do(desk, ask, *named)


async def _allow(desk: Desk, ask: Ask, number: int, name: str) -> Answer:
    view = desk.view(ask.chat)
    async with desk.store.writing() as ledger:
        known = await ledger.access.get(number)
        name = name or (known.name if known else "")
        await ledger.access.allow(Guest(number, name, view.now, by=ask.user_id))
    log.info("allowed", chat=number, by=ask.user_id)
    said = view.say("allowed", who=_who(number, name, view))
    undo = Button(view.say("button-undo"), f"disallow:{number}")
    return Answer(lines(said, open_note(desk, view)), ((undo, _list(view)),), edit=ask.button is not None)


async def _disallow(desk: Desk, ask: Ask, number: int, name: str) -> Answer:
    view = desk.view(ask.chat)
    async with desk.store.writing() as ledger:
        brought = await ledger.access.brought_by(number)
        guest = await ledger.access.disallow(number)
        shut = await _shut(ledger, guest, view)
    if guest is None:
        return Answer(view.say("not-on-the-list", number=str(number)), ((_list(view),),), edit=ask.button is not None)
    log.info("no longer allowed", chat=number, by=ask.user_id)
    said = view.say("disallowed", who=_who(number, guest.name or name, view), groups=len(brought), link=shut)
    back = Button(view.say("button-allow-again"), f"allow:{number}:{_short(guest.name)}")
    again = ((Button(view.say("button-restore-nth", nth=shut), f"invite:restore:{shut}"),),) if shut else ()
    return Answer(lines(said, open_note(desk, view)), ((back, _list(view)), *again), edit=ask.button is not None)


async def _shut(ledger: Ledger, guest: Guest | None, view: View) -> int:
    """Take back the link by which somebody came in, who could come in by it again; returns its number, 0 where there is none."""
    link = await ledger.access.invitation(guest.invite) if guest is not None and guest.invite is not None else None
    if link is None or not link.is_open(view.now):
        return 0
    await ledger.access.revoke(link.id, view.now)
    return link.id


def open_note(desk: Desk, view: View) -> str:
    """That the list has no effect yet, where it has none."""
    return view.say("access-is-open") if desk.settings.access == "open" else ""


def _named(ask: Ask) -> tuple[int, str] | None:
    """The number and, where it was given, the name that are meant; the group where nothing was said in one."""
    words = (ask.words if ask.button is None else ask.button).strip()
    if not words and ask.button is None and not ask.is_private:
        return ask.chat.id, ask.name
    found = TYPED.fullmatch(words)
    if found is None or not int(found[1]):
        return None
    number = int(found[1])
    here = ask.name if number == ask.chat.id and not ask.is_private else ""
    return number, " ".join((found[2] or here).split())


def _who(number: int, name: str, view: View) -> str:
    return f"{clip(name, 60)} (<code>{number}</code>)" if name else f"<code>{number}</code>"


def _short(name: str) -> str:
    return name.encode()[:MOST_NAME].decode(errors="ignore")


def _list(view: View) -> Button:
    return Button(view.say("button-access-list"), "access:0")
