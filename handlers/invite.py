"""/invite: a link that lets people or a group in, for so many of them and so many days; it may be taken back, and given back."""

from __future__ import annotations

import re
from datetime import timedelta

import structlog

from bot.access import Invite, hashed, new_token, payload
from handlers.allow import open_note
from handlers.common import lines, stale
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["run"]

log = structlog.get_logger()

ASKED = re.compile(r"(?:([0-9]{1,4})(?:\s+([0-9]{1,3}))?)?")
USES, DAYS = 1, 7
MOST_USES, MOST_DAYS = 1000, 365


async def run(desk: Desk, ask: Ask) -> Answer:
    """Make a link, or take one back, or give it back."""
    view = desk.view(ask.chat)
    action, _, number = (ask.button or "new").partition(":")
    if action in ("revoke", "restore") and number.isascii() and number.isdecimal():
        return await _turn(desk, ask, int(number), to_open=action == "restore")
    if action != "new":
        return stale(view, "access")
    found = ASKED.fullmatch(ask.words.strip() if ask.button is None else "")
    uses, days = (int(found[1] or USES), int(found[2] or DAYS)) if found else (0, 0)
    if not (1 <= uses <= MOST_USES and 1 <= days <= MOST_DAYS):
        return Answer(view.say("invite-how", uses=MOST_USES, days=MOST_DAYS))
    token = new_token()
    until = view.now + timedelta(days=days)
    async with desk.store.writing() as ledger:
        link = await ledger.access.invite(Invite(hashed(token), view.now, ask.user_id, until, uses))
    log.info("invitation made", number=link.id, uses=uses, days=days, by=ask.user_id)
    address = f"https://t.me/{ask.bot}?start={payload(token)}"
    group = f"https://t.me/{ask.bot}?startgroup={payload(token)}"
    said = view.say("invited", number=link.id, uses=uses, until=view.moment(until), person=address, group=group)
    revoke = Button(view.say("button-revoke"), f"invite:revoke:{link.id}")
    return Answer(lines(said, open_note(desk, view)), ((revoke, Button(view.say("button-access-list"), "access:0")),))


async def _turn(desk: Desk, ask: Ask, number: int, *, to_open: bool) -> Answer:
    view = desk.view(ask.chat)
    async with desk.store.writing() as ledger:
        link = await ledger.access.invitation(number)
        if link is None:
            return stale(view, "access")
        await ledger.access.revoke(number, None if to_open else view.now)
    log.info("invitation given back" if to_open else "invitation taken back", number=number, by=ask.user_id)
    if to_open:
        said, other = view.say("restored", number=number), Button(view.say("button-revoke"), f"invite:revoke:{number}")
    else:
        said, other = view.say("revoked", number=number), Button(view.say("button-restore"), f"invite:restore:{number}")
    return Answer(said, ((other, Button(view.say("button-access-list"), "access:0")),), edit=True)
