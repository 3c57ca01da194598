"""/addchannel: show a channel as it is, ask, and watch it; without a name, offer official ones."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog

from bot.backfill import historian
from bot.model import Channel, ChannelState
from bot.pipeline import read_all
from bot.render.channels import proposal_text
from bot.render.figures import clip, escape
from bot.render.view import View
from bot.sources import Preview, ReaderError, channel_name, suggest
from bot.sources.account import NAME as ACCOUNT
from bot.sources.names import number_of
from handlers import hint
from handlers.common import change_chat, stale
from handlers.desk import Answer, Ask, Button, Buttons, Desk
from handlers.proposal import ASKABLE, Proposal, WrongAnswerError
from store import StoreError

__all__ = ["run"]

log = structlog.get_logger()

OFFERS = 6


async def run(desk: Desk, ask: Ask) -> Answer:
    """Lead through the dialogue: a name, a button, or a typed answer to what a button asked."""
    if ask.draft is not None:
        return await _typed(desk, ask)
    if ask.button is not None:
        return await _pressed(desk, ask, *ask.button.partition(":")[::2])
    view = desk.view(ask.chat)
    name, *fields = (part.strip() for part in ask.words.split("|"))
    if not name:
        return await _offers(desk, view, 0)
    username = channel_name(name)
    if username is None:
        return Answer(view.say("channel-name-wrong", name=clip(name, 60)))
    proposal = Proposal(username)
    try:
        for field, typed in zip(ASKABLE, fields, strict=False):
            proposal = proposal.given(field, typed)
    except WrongAnswerError as error:
        return Answer(_wrong(error, view))
    return await _propose(desk, ask, proposal)


async def _pressed(desk: Desk, ask: Ask, action: str, rest: str) -> Answer:
    view = desk.view(ask.chat)
    if action == "page" and rest.isascii() and rest.isdecimal():
        return replace(await _offers(desk, view, int(rest)), edit=True)
    username = channel_name(rest)
    if username is None:
        return stale(view, "addchannel")
    if action == "look":
        return await _propose(desk, ask, Proposal(username))
    proposal = Proposal.of_draft(ask.chat.draft)
    if proposal is None or proposal.username != username:
        async with desk.store.reading() as ledger:
            watched = await ledger.channels.by_name(username)
        return Answer(view.say("watched-already", name=watched.username)) if watched else stale(view, "addchannel")
    if action == "watch":
        return await _watch(desk, ask, proposal)
    if action == "drop":
        await _keep(desk, ask, None)
        return Answer(view.say("not-added", name=username), edit=True)
    for field in ASKABLE:
        if action == field:
            await _keep(desk, ask, replace(proposal, asking=field))
            return Answer(view.say("type-answer", field=field, name=username))
    return stale(view, "addchannel")


async def _typed(desk: Desk, ask: Ask) -> Answer:
    proposal = Proposal.of_draft(ask.draft)
    if proposal is None or proposal.asking is None or not ask.words.strip():
        return await hint.run(desk, ask)
    try:
        return await _propose(desk, ask, proposal.given(proposal.asking, ask.words))
    except WrongAnswerError as error:
        return Answer(_wrong(error, desk.view(ask.chat)))


async def _propose(desk: Desk, ask: Ask, proposal: Proposal) -> Answer:
    """Look at the channel and show what would be added; nothing is added yet."""
    view = desk.view(ask.chat)
    async with desk.store.reading() as ledger:
        watched = await ledger.channels.by_name(proposal.username)
    if watched is not None:
        return Answer(view.say("watched-already", name=watched.username))
    try:
        way, preview = await _look(desk, proposal.username)
    except ReaderError as error:
        return _unreadable(desk, proposal.username, error, view)
    proposal = replace(proposal.seen(preview), asking=None, reader=way)
    async with desk.store.reading() as ledger:
        before = await ledger.channels.formerly(proposal.username, proposal.telegram_id)
    if before is not None:
        proposal = proposal.remembering(before)
    channel = proposal.channel(desk.presets, desk.way_in)
    readings = await asyncio.to_thread(read_all, preview.posts, channel)
    await _keep(desk, ask, proposal)
    found = [(reading.post, statement) for reading in readings for statement in reading.statements]
    return Answer(proposal_text(channel, preview.posts, found, view), _choices(channel.username, view))


async def _look(desk: Desk, name: str) -> tuple[str, Preview]:
    """What a channel shows of itself, and the first reader that sees it; raises ReaderError."""
    trouble: ReaderError | None = None
    for way, reader in desk.readers.items():
        if number_of(name) is not None and way != ACCOUNT:
            continue  # only its members see a channel without a public name
        try:
            return way, await reader.look(name)
        except ReaderError as error:
            trouble = trouble or error  # the first reader is the one for most channels: what it says is to the point
    raise trouble or ReaderError(ChannelState.NOT_FOUND, f"@{name} has no public name.", "See /help readers.")


def _choices(name: str, view: View) -> Buttons:
    return (
        (
            Button(view.say("button-watch"), f"addchannel:watch:{name}"),
            Button(view.say("button-cancel"), f"addchannel:drop:{name}"),
        ),
        (
            Button(view.say("button-owner"), f"addchannel:owner:{name}"),
            Button(view.say("button-nation"), f"addchannel:nation:{name}"),
            Button(view.say("button-zone"), f"addchannel:zone:{name}"),
        ),
    )


async def _watch(desk: Desk, ask: Ask, proposal: Proposal) -> Answer:
    view = desk.view(ask.chat)
    try:
        async with desk.store.writing() as ledger:
            channel = await ledger.channels.add(proposal.channel(desk.presets, desk.way_in))
            await change_chat(ledger, ask.chat.id, draft=None)
    except StoreError as error:
        return Answer(escape(str(error)))
    log.info("channel added", channel=channel.username, owner=channel.owner, by=ask.user_id)
    said = view.say("watching", name=channel.username, title=clip(channel.title), speaker=clip(channel.owner))
    return Answer(said, _further_back(desk, channel, view), edit=True, toast=view.say("toast-watching"))


def _further_back(desk: Desk, channel: Channel, view: View) -> Buttons:
    """What it published before, where its reader can go back."""
    if historian(desk.readers, channel) is None:
        return ()
    return ((Button(view.say("button-back", goal="d30"), f"backfill:go:d30:{channel.id}"),),)


async def _keep(desk: Desk, ask: Ask, proposal: Proposal | None) -> None:
    async with desk.store.writing() as ledger:
        await change_chat(ledger, ask.chat.id, draft=proposal.draft() if proposal else None)


async def _offers(desk: Desk, view: View, page: int) -> Answer:
    """Official channels that are not watched yet, a few a page."""
    async with desk.store.reading() as ledger:
        watched = {channel.username.casefold() for channel in await ledger.channels.all()}
    presets = [preset for preset in desk.presets if preset.username.casefold() not in watched]
    if not presets:
        return Answer(view.say("no-offers"))
    pages = -(-len(presets) // OFFERS)
    page = min(page, pages - 1)
    shown = presets[page * OFFERS : (page + 1) * OFFERS]
    rows: list[tuple[Button, ...]] = [
        (Button(f"@{one.username} · {one.owner}", f"addchannel:look:{one.username}"),) for one in shown
    ]
    turn = []
    if page > 0:
        turn.append(Button(view.say("button-previous"), f"addchannel:page:{page - 1}"))
    if page + 1 < pages:
        turn.append(Button(view.say("button-next"), f"addchannel:page:{page + 1}"))
    return Answer(view.say("offers", count=len(presets)), (*rows, *((tuple(turn),) if turn else ())))


def _unreadable(desk: Desk, name: str, error: ReaderError, view: View) -> Answer:
    near = suggest(name, (preset.username for preset in desk.presets))
    meant = view.say("did-you-mean", name=near) if near else ""
    buttons = ((Button(f"@{near}", f"addchannel:look:{near}"),),) if near else ()
    return Answer(" ".join(filter(None, (escape(error.what), meant, escape(error.advice)))), buttons)


def _wrong(error: WrongAnswerError, view: View) -> str:
    return view.say("wrong-answer", field=error.field, typed=clip(error.typed, 60))
