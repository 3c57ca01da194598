"""/backfill: read what a channel published before it was watched; one message shows how far it is, with a button to stop it."""

from __future__ import annotations

import re
from dataclasses import replace

import structlog

from bot.backfill import Backfill, Goal, Stage, backfill_of, change, historian, keep
from bot.model import Channel
from bot.render.figures import clip
from bot.render.view import View
from handlers.choosing import choose, chosen
from handlers.desk import Answer, Ask, Button, Desk
from handlers.periods import bounds
from handlers.question import understand

__all__ = ["progress", "run"]

log = structlog.get_logger()

GO, STOP = "go", "stop"
ALL = "all"
MOST = 10_000_000
POSTS = re.compile(r"([0-9][0-9.,' \u00a0\u202f]{0,12})(?: *posts?)?", re.IGNORECASE)
OFFERS = {"p100": "100", "p1000": "1000", "d30": "last 30 days", ALL: ALL}
"""What the buttons offer, and the words that ask for it."""


async def run(desk: Desk, ask: Ask) -> Answer:
    """Ask which channel and how far back, then begin; or stop what was begun."""
    view = desk.view(ask.chat)
    action, _, rest = (ask.button or "").partition(":")
    name, _, words = ask.words.strip().partition(" ")
    channel = await chosen(desk, replace(ask, words=name))
    if channel is None:
        async with desk.store.reading() as ledger:
            channels = [one for one in await ledger.channels.all() if historian(desk.readers, one)]
        return choose("backfill", channels, view)
    if isinstance(channel, Answer):
        return channel
    if action == STOP:
        return await _stop(desk, channel, view)
    async with desk.store.reading() as ledger:
        running = await backfill_of(ledger, channel.id)
    if running is not None and running.stage is Stage.GOING:
        return _still(running, channel, view)
    if historian(desk.readers, channel) is None:
        return Answer(view.say("backfill-cannot", name=channel.username, reader=clip(channel.reader, 40)))
    words = OFFERS.get(rest.partition(":")[0], "") if action == GO else words
    if not words.strip():
        return _how_far(channel, view)
    goal = await _goal(words, replace(view, zone=channel.zone))
    if goal is None:
        return Answer(view.say("backfill-how", words=clip(words, 60), name=channel.username))
    return await _begin(desk, ask, channel, goal)


async def _goal(words: str, view: View) -> Goal | None:
    """How far back is meant, in days of the view's zone; None where that cannot be told."""
    said = words.strip().casefold()
    if said in (ALL, "everything"):
        return Goal()
    if (posts := POSTS.fullmatch(said)) is not None:
        number = int(re.sub(r"\D", "", posts[1]))
        return Goal(posts=number) if 0 < number <= MOST else None
    question = await understand(words, view)
    since, _ = bounds(question.period, view)
    understood = since is not None and question.filter.is_empty and not question.unknown and not question.left_out
    return Goal(since=since) if understood and since is not None and since < view.now else None


async def _begin(desk: Desk, ask: Ask, channel: Channel, goal: Goal) -> Answer:
    view = desk.view(ask.chat)
    job = Backfill(channel.id, goal, view.now, ask.chat.id, ask.topic)
    async with desk.store.writing() as ledger:
        running = await backfill_of(ledger, channel.id)
        if running is None or running.stage is not Stage.GOING:
            await keep(ledger, job)
            running = None
    if running is not None:  # somebody else was quicker
        return _still(running, channel, view)
    log.info("back-fill begun", channel=channel.username, posts=goal.posts, since=goal.since, by=ask.user_id)

    async def on_shown(message: int) -> None:
        async with desk.store.writing() as ledger:
            await change(ledger, job, message=message)

    return replace(progress(job, channel, view), edit=ask.button is not None, on_shown=on_shown)


async def _stop(desk: Desk, channel: Channel, view: View) -> Answer:
    async with desk.store.writing() as ledger:
        job = await backfill_of(ledger, channel.id)
        if job is not None and job.stage is Stage.GOING:
            job = await change(ledger, job, stage=Stage.STOPPED, told=True)
            log.info("back-fill stopped", channel=channel.username)
    if job is None:
        return Answer(view.say("stale", command="/backfill"), toast=view.say("stale-toast"))
    return replace(progress(job, channel, view), edit=True)


def _still(job: Backfill, channel: Channel, view: View) -> Answer:
    shown = progress(job, channel, view)
    return replace(shown, html=f"{view.say('backfill-runs', name=channel.username)}\n{shown.html}")


def _how_far(channel: Channel, view: View) -> Answer:
    buttons = tuple(Button(view.say("button-back", goal=goal), f"backfill:{GO}:{goal}:{channel.id}") for goal in OFFERS)
    return Answer(view.say("backfill-question", name=channel.username), (buttons[:2], buttons[2:]))


def progress(job: Backfill, channel: Channel, view: View) -> Answer:
    """How far a back-fill is, with the button that stops it while it goes on."""
    local = replace(view, zone=channel.zone)
    if job.goal.posts is not None:
        goal = view.say("backfill-posts", count=job.goal.posts)
    elif job.goal.since is not None:
        goal = view.say("backfill-since", day=local.day(job.goal.since))
    else:
        goal = view.say("backfill-all")
    said = [view.say("backfill-head", stage=job.stage.value, name=channel.username, goal=goal)]
    if job.read:
        reached = local.day(job.reached) if job.reached else ""
        said.append(view.say("backfill-read", count=job.read, new=view.number(job.new), day=reached))
    elif job.stage is Stage.GOING:
        said.append(view.say("backfill-begins"))
    if job.trouble and job.stage is Stage.GOING:
        said.append(view.say("backfill-waits", why=clip(job.trouble, 300)))
    stop = Button(view.say("button-stop"), f"backfill:{STOP}:{channel.id}")
    return Answer("\n".join(said), ((stop,),) if job.stage is Stage.GOING else ())
