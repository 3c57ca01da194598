"""What somebody asked for, in words: "killed · North Korea · from 100"."""

from __future__ import annotations

from bot.model import CASUALTIES, DEPLOYMENTS, Event, Filter
from bot.names import force_name
from bot.render.figures import escape
from bot.render.view import View

__all__ = ["TOLL", "wish_parts", "wish_words"]

TOLL = frozenset({Event.KILLED, Event.WOUNDED, Event.CASUALTIES})
"""What is asked for by "killed or wounded"."""


def wish_parts(wish: Filter, view: View) -> list[str]:
    """Forces, events and the least figure, in HTML, each where it was asked for."""
    forces = ", ".join(escape(force_name(code, view.language)) for code in sorted(wish.forces))
    events = _events(wish.events, view)
    least = (
        view.say("from-number" if forces or events else "figures-from", figure=view.number(wish.minimum)) if wish.minimum else ""
    )
    return [part for part in (forces, events, least) if part]


def wish_words(wish: Filter, view: View) -> str:
    """The same on one line; an empty wish is every statement."""
    return " · ".join(wish_parts(wish, view)) or view.say("every-statement")


def _events(events: frozenset[Event], view: View) -> str:
    if events == frozenset(Event):
        return ""
    words = []
    rest = set(events)
    groups = (
        (CASUALTIES, view.say("wish-casualties")),
        (TOLL, view.say("wish-event", event=Event.CASUALTIES.value)),
        (DEPLOYMENTS, view.say("wish-deployments")),
    )
    for group, name in groups:
        if group <= rest:
            words.append(name)
            rest -= group
    words += [view.say("wish-event", event=event.value) for event in Event if event in rest]
    return view.say("or").join(words)
