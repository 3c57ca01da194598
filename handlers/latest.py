"""/latest: the newest statements, a few cards a page; buttons turn the page, narrow it, or make it an alert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.model import CASUALTIES, DEPLOYMENTS, Entry, Event, Filter, Window
from bot.query import ALWAYS
from bot.render.cards import card, group
from bot.render.message import LIMIT
from bot.render.view import View
from bot.render.wishes import wish_parts
from handlers.common import lines, not_understood, silence, stale
from handlers.desk import Answer, Ask, Button, Buttons, Desk
from handlers.payload import Place, pack, pack_filter, unpack
from handlers.periods import bounds, title
from handlers.question import understand
from store import Ledger

__all__ = ["run"]

CARDS = 4
FETCH = 20
"""Statements enough for a page, as several may share a card."""

ROOM = LIMIT - 1200
"""What is left for the cards beside header, notes and footer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list goes by."""

    filter: Filter = field(default_factory=Filter)
    period: Window = ALWAYS

    def parts(self, view: View) -> list[str]:
        """What was asked for in words, in HTML."""
        return [*wish_parts(self.filter, view), *([] if self.period == ALWAYS else [title(self.period, view)])]

    def at(self, place: Place) -> str:
        """What a button to a page of this list carries."""
        return f"latest:{pack(place, self.filter, self.period)}"


@dataclass(frozen=True, slots=True)
class Page:
    """The cards of a page, where it begins in the list, and how long the list is."""

    cards: tuple[tuple[Entry, ...], ...]
    start: int
    total: int

    @property
    def end(self) -> int:
        """Where the next page begins."""
        return self.start + sum(map(len, self.cards))


async def run(desk: Desk, ask: Ask) -> Answer:
    """Answer the command or turn a page."""
    view = desk.view(ask.chat)
    note, place = "", Place()
    if ask.button is not None:
        try:
            place, wish, period = unpack(ask.button)
        except ValueError:
            return stale(view, "latest")
    else:
        question = await understand(ask.words, view)
        note = not_understood(question, view)
        if question.is_lost:
            return Answer(f"{note}\n{view.say('ask-like')}")
        wish, period = question.filter, question.period
    wanted = Wanted(wish, period)
    in_place = ask.button is not None and not place.anew
    async with desk.store.reading() as ledger:
        page = await _page(ledger, wanted, place, view)
        silent = await silence(ledger, desk, view)
        empty = not page.cards and not await ledger.statements.count()
    if not page.cards:
        said = view.say("ledger-empty") if empty else view.say("nothing-found", wish=" · ".join(wanted.parts(view)))
        return Answer(lines(note, said, silent), () if empty else _filters(wanted, view), edit=in_place)
    shown = "\n\n".join(card(entries, view) for entries in page.cards)
    return Answer(lines(note, _header(page, wanted, view), shown, silent), _buttons(page, wanted, view), edit=in_place)


async def _page(ledger: Ledger, wanted: Wanted, place: Place, view: View) -> Page:
    since, until = bounds(wanted.period, view)
    if place.back:
        start = max(0, place.offset - FETCH)
        entries, total = await ledger.statements.latest(wanted.filter, place.offset - start, start, since, until)
        cards = _fitting(group(entries)[::-1], view)[::-1]
        start = start + len(entries) - sum(map(len, cards))
        if start > 0:
            return Page(cards, start, total)
        place = Place()
    entries, total = await ledger.statements.latest(wanted.filter, FETCH, place.offset, since, until)
    if total and not entries:
        return await _page(ledger, wanted, Place(total, back=True), view)
    return Page(_fitting(group(entries), view), place.offset, total)


def _fitting(groups: Sequence[Sequence[Entry]], view: View) -> tuple[tuple[Entry, ...], ...]:
    """As many cards as a page and a message hold, at least one."""
    cards: list[tuple[Entry, ...]] = []
    room = ROOM
    for entries in groups[:CARDS]:
        room -= len(card(entries, view)) + 2
        if cards and room < 0:
            break
        cards.append(tuple(entries))
    return tuple(cards)


def _header(page: Page, wanted: Wanted, view: View) -> str:
    asked = " · ".join(wanted.parts(view)) or view.say("every-statement-title")
    if page.end == page.start + 1:
        place = view.say("one-in-list", start=page.end, total=page.total)
    else:
        place = view.say("place-in-list", start=page.start + 1, end=page.end, total=page.total)
    return " · ".join((f"<b>{asked[:1].upper()}{asked[1:]}</b>", view.say("newest-first"), place))


def _buttons(page: Page, wanted: Wanted, view: View) -> Buttons:
    turn = []
    if page.start > 0:
        turn.append(Button(view.say("button-newer"), wanted.at(Place(page.start, back=True))))
    if page.end < page.total:
        turn.append(Button(view.say("button-older"), wanted.at(Place(page.end))))
    alert = Button(view.say("button-alert-me"), f"subscribe:{pack_filter(wanted.filter)}")
    return (*((tuple(turn),) if turn else ()), *_filters(wanted, view), (alert,))


def _filters(wanted: Wanted, view: View) -> Buttons:
    """The same question about other events."""
    choices: tuple[tuple[str, frozenset[Event]], ...] = (
        (view.say("button-casualties"), CASUALTIES),
        (view.say("button-deployments"), DEPLOYMENTS),
        (view.say("button-all"), frozenset()),
    )
    row = tuple(
        Button(words, replace(wanted, filter=replace(wanted.filter, events=events)).at(Place()))
        for words, events in choices
        if events != wanted.filter.events
    )
    return (row,)
