"""/access: who may use the bot, and which links let others in, each with its button."""

from __future__ import annotations

from bot.access import Guest, Invite
from bot.render.figures import clip
from bot.render.view import View
from handlers.common import lines, stale
from handlers.desk import Answer, Ask, Button, Desk

__all__ = ["run"]

SHOWN = 8
LINKS = 6
"""So many guests a page, and so many links beneath the first."""


async def run(desk: Desk, ask: Ask) -> Answer:
    """List the guests, a few a page, and the open links."""
    view = desk.view(ask.chat)
    if ask.button is not None and not (ask.button.isascii() and ask.button.isdecimal()):
        return stale(view, "access")
    async with desk.store.reading() as ledger:
        guests = await ledger.access.all()
        links = await ledger.access.open_invitations(view.now)
    pages = max(1, -(-len(guests) // SHOWN))
    page = min(int(ask.button or 0), pages - 1)
    first = page * SHOWN
    shown = list(enumerate(guests[first : first + SHOWN], first + 1))
    links = links[:LINKS] if page == 0 else []
    mode = view.say("access-mode", mode=desk.settings.access, admins=len(desk.settings.admin_ids))
    rows = [f"{place}. {_guest(guest, view)}" for place, guest in shown]
    head = view.say("guests", count=len(guests), page=page + 1, pages=pages) if guests else view.say("no-guests")
    said = lines(mode, "\n".join([head, *rows]), "\n".join(_link(link, view) for link in links))
    remove = [Button(view.say("button-remove-nth", nth=place), f"disallow:{guest.id}") for place, guest in shown]
    revoke = [Button(view.say("button-revoke-nth", nth=link.id), f"invite:revoke:{link.id}") for link in links]
    turn = []
    if page > 0:
        turn.append(Button(view.say("button-previous"), f"access:{page - 1}"))
    if page + 1 < pages:
        turn.append(Button(view.say("button-next"), f"access:{page + 1}"))
    row = (Button(view.say("button-invite"), "invite:new"),)
    buttons = [*_rows(remove), *_rows(revoke), *([tuple(turn)] if turn else []), row]
    return Answer(said, tuple(buttons), edit=ask.button is not None)


def _rows(buttons: list[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]


def _guest(guest: Guest, view: View) -> str:
    kind = view.say("guest-kind", kind="group" if guest.id < 0 else "person")
    facts = [clip(guest.name, 60) if guest.name else kind, f"<code>{guest.id}</code>", view.moment(guest.since)]
    if guest.brought_by is not None:
        facts.append(view.say("brought-by", number=str(guest.brought_by)))
    if guest.invite is not None:
        facts.append(view.say("by-link", number=guest.invite))
    return " · ".join(facts)


def _link(link: Invite, view: View) -> str:
    return view.say("link-line", number=link.id, used=link.used, uses=link.uses, until=view.moment(link.expires_at))
