"""/status: how the bot fares; the channels that need somebody come first."""

from __future__ import annotations

from datetime import timedelta

from bot.render.silence import silence_line
from bot.render.status import Health, Status, channel_status, status_text
from handlers.common import lines, stale
from handlers.desk import Answer, Ask, Button, Desk
from store import Ledger

__all__ = ["run"]

SHOWN = 8
DAY = timedelta(days=1)


async def run(desk: Desk, ask: Ask) -> Answer:
    """Tell the figures and the channels, a few a page."""
    view = desk.view(ask.chat)
    if ask.button is not None and not (ask.button.isascii() and ask.button.isdecimal()):
        return stale(view, "status")
    async with desk.store.reading() as ledger:
        status = await _status(ledger, desk)
        channels = await ledger.channels.all()
    wait = desk.settings.poll_ceiling
    healths = sorted(
        (Health.of(channel, wait, channel.reader in desk.readers, view.now) for channel in channels),
        key=lambda health: health.rank,
    )
    pages = max(1, -(-len(channels) // SHOWN))
    page = min(int(ask.button or 0), pages - 1)
    rows = [channel_status(health, view) for health in healths[page * SHOWN : (page + 1) * SHOWN]]
    count = view.say("channels", count=len(channels), page=page + 1, pages=pages) if channels else view.say("no-channels")
    turn = []
    if page > 0:
        turn.append(Button(view.say("button-previous"), f"status:{page - 1}"))
    if page + 1 < pages:
        turn.append(Button(view.say("button-next"), f"status:{page + 1}"))
    head = status_text(status, silence_line(channels, wait, view), view)
    return Answer(lines(head, count, *rows), (tuple(turn),) if turn else (), edit=ask.button is not None)


async def _status(ledger: Ledger, desk: Desk) -> Status:
    waiting, since = await ledger.outbox.waiting()
    pictures, posts_of_day = await ledger.posts.pictures(desk.clock() - DAY)
    return Status(
        version=desk.version,
        database=desk.store.database,
        posts=await ledger.posts.count(),
        statements=await ledger.statements.count(),
        waiting=waiting,
        waiting_since=since,
        set_aside=len(await ledger.posts.set_aside()),
        pictures=pictures,
        posts_of_day=posts_of_day,
    )
