"""Alerts: who is told of what, and of what nobody is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.alerts import decide, matches
from bot.model import Change, ChangeKind, Count, Entry, Event, Filter, Statement, Subscription, replace
from tests.test_changes import BASE, CHANNEL, SENT, WHEN, ZELENSKY

NOW = WHEN + timedelta(minutes=2)


@dataclass(frozen=True)
class Step:
    change: Change
    entry: Entry
    joined: bool = False


def _step(
    number: int, statement: Statement = BASE, kind: ChangeKind = ChangeKind.NEW, *, joined: bool = False, message_id: int = 1
) -> Step:
    entry = Entry(number, statement, ZELENSKY, CHANNEL, message_id, WHEN, claim=number + 100)
    return Step(Change(kind, message_id, number, statement, ZELENSKY, "key"), entry, joined)


def _wish(chat: int = 5, **words: object) -> Subscription:
    return Subscription(chat, Filter(**words), WHEN)  # type: ignore[arg-type]


def test_one_message_a_post_and_chat() -> None:
    alerts = decide([_step(1), _step(2, SENT), _step(3, message_id=2)], [_wish(), _wish(chat=6)], NOW)
    assert [(a.chat, a.numbers, a.claims) for a in alerts] == [
        (5, (1, 2), (101, 102)),
        (6, (1, 2), (101, 102)),
        (5, (3,), (103,)),
        (6, (3,), (103,)),
    ]


def test_one_message_for_each_topic_that_asked() -> None:
    alerts = decide([_step(1)], [_wish(), replace(_wish(), topic=42)], NOW)
    assert [(a.chat, a.topic) for a in alerts] == [(5, 0), (5, 42)]


def test_two_wishes_for_one_thing_make_one_alert_that_names_both() -> None:
    (alert,) = decide([_step(1)], [_wish(), _wish(forces=frozenset({"KP"}))], NOW)
    assert alert.numbers == (1,)
    assert alert.filters == (Filter(), Filter(forces=frozenset({"KP"})))


def test_a_known_claim_and_everything_but_news_make_none() -> None:
    steps = [_step(1, joined=True), _step(2, kind=ChangeKind.AMENDED), _step(3, kind=ChangeKind.RETRACTED)]
    assert decide(steps, [_wish()], NOW) == ()


def test_a_post_older_than_six_hours_is_late() -> None:
    (soon,) = decide([_step(1)], [_wish()], WHEN + timedelta(hours=6))
    (late,) = decide([_step(1)], [_wish()], WHEN + timedelta(hours=6, seconds=1))
    assert (soon.late, late.late) == (False, True)


def test_wishes() -> None:
    entry = _step(1).entry
    assert matches(Filter(), entry)
    assert matches(Filter(forces=frozenset({"KP", "RU"}), events=frozenset({Event.CASUALTIES}), minimum=3000), entry)
    assert not matches(Filter(forces=frozenset({"RU"})), entry)
    assert not matches(Filter(events=frozenset({Event.KILLED})), entry)
    assert not matches(Filter(minimum=3001), entry)


def test_a_minimum_takes_the_only_bound_there_is_and_lets_no_missing_figure_through() -> None:
    upto = _step(1, replace(BASE, count=Count(None, 500))).entry
    bare = _step(1, replace(BASE, count=None)).entry
    assert matches(Filter(minimum=500), upto)
    assert not matches(Filter(minimum=1), bare)
