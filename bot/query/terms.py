"""The pieces that the lexicons know: events, forces, speakers and places, and the small words that ask for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.extract.lexicon import place as place_row
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.phrases import Term
from bot.extract.row import Row
from bot.extract.text import folded
from bot.model import CASUALTIES, DEPLOYMENTS, Channel, Event, Speaker
from bot.query.names import asked_of
from bot.query.record import IDLE_RANK, Piece, Query
from bot.query.sheet import Sheet
from bot.query.vocabulary import EVENTS, is_said
from bot.speakers import resolve

__all__ = ["term_pieces"]

FORCE_RANK, EVENT_RANK, SPEAKER_RANK, PLACE_RANK, PLAN_RANK = 1, 3, 4, 5, 6
LOCATED_RANK = 0
"""The name of a state behind "in" is where it happened and not whose people it happened to."""

NOUN = "noun"
GROUPS = {Event.CASUALTIES: CASUALTIES, Event.DEPLOYED: DEPLOYMENTS}
"""What the nouns of the wide events ask for: a question for "losses" is one for the killed, too."""

WEAK = frozenset({"fate", "own", "have"})
"""So moves whoever stays, stands, leaves or has: everyday words."""

IDLE = (
    *("people.military", "people.either", "people.bodies", "people.single"),
    *("counters.person", "counters.also", "idle.", "say.", "relay.", "bounds.about", "bounds.whole"),
    *("joins.", "links.", "places.", "sides.them", "sides.reflexive"),
    *(
        "time.running",
        "time.last",
        "time.during",
        "time.since",
        "time.until",
        "time.by_end",
        "time.as_of",
        "time.early",
        "time.mid",
        "time.late",
    ),
)
NEVER_IDLE = ("people.civilian", "people.irregular", "people.kinds", "denial.", "quiet.", "others.")


def term_pieces(sheet: Sheet, day: date) -> Iterator[Piece]:
    """What every lexicon makes of a question; day is the day of asking, on which offices are held."""
    for row in sheet.rows:
        for term in row.terms:
            pieces = list(_pieces(sheet, row, term, day))
            if not pieces and term.end - term.begin > 1:  # a phrase for posts, "exchange of prisoners": its words ask singly
                for index in range(term.begin, term.end):
                    alone = row.lexicon.terms(row.tokens[index : index + 1])
                    pieces += [piece for word in alone for piece in _pieces(sheet, row, Term(index, index + 1, word.roles), day)]
            yield from pieces


def _pieces(sheet: Sheet, row: Row, term: Term, day: date) -> Iterator[Piece]:
    last = row.tokens[term.end - 1]
    start, end = row.tokens[term.begin].start, last.end + len(last.ending)
    blank = Piece(start, end, IDLE_RANK)
    if (event := _event(term)) is not None:
        yield replace(event, start=start, end=end)
    elif "plan.firm" in term.roles:
        yield replace(blank, rank=PLAN_RANK, asks=Query(events=frozenset({Event.PLANNED})), weak=True, plans=True)
    if forces := frozenset(value.partition(".")[0] for value in term.roles.values("force.")):
        yield replace(blank, rank=FORCE_RANK, asks=Query(forces=forces))
    for index in term.roles.values("speaker."):
        listed = speaker_row(int(index))
        speaker = _speaker(str(listed["name"]), listed.get("nation"), day)
        if speaker is not None and (asks := asked_of(speaker)) is not None:
            yield replace(blank, rank=SPEAKER_RANK, asks=asks)
    where = term.roles.values("place.") or term.roles.values("place_adjective.")
    if where:
        asks = Query(places=frozenset({str(place_row(int(where[0]))["name"])}))
        yield replace(blank, rank=LOCATED_RANK if _is_located(sheet, row, term) else PLACE_RANK, asks=asks)
    if term.roles.play(IDLE) and not term.roles.play(NEVER_IDLE):
        yield blank


def _speaker(name: str, nation: str | None, day: date) -> Speaker | None:
    """The speaker that the ledger has under a name; None where it is somebody else in each channel."""
    speaker = resolve(name, day, Channel("", "", name, nation))
    return None if speaker.key.endswith("@") else speaker


def _event(term: Term) -> Piece | None:
    """What a term's roles of event ask for, at no place yet; one told in the future is a plan."""
    events: frozenset[Event] = frozenset()
    is_weak = True
    for value in term.roles.values("events."):
        name, _, kind = value.partition(".")
        event = Event(name)
        events |= GROUPS.get(event, frozenset({event})) if kind == NOUN else EVENTS["toll" if event is Event.CASUALTIES else name]
        is_weak = is_weak and kind in WEAK and not event.is_casualty
    if not events:
        return None
    plans = "plan.firm" in term.roles and Event.DEPLOYED in events
    return Piece(0, 0, EVENT_RANK, Query(events=frozenset({Event.PLANNED}) if plans else events), is_weak, plans)


def _is_located(sheet: Sheet, row: Row, term: Term) -> bool:
    """Whether "in" or its like stands before a term, or a particle of that meaning behind it."""
    if row.lexicon.tells("located", row.tokens[term.end - 1].ending):
        return True
    before = sheet.before(row.tokens[term.begin].start)
    return before is not None and is_said(folded(before.text), "where")
