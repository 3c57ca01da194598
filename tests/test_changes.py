"""Changes: which old statement a new one continues, and which claim it makes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.changes import claim_key, compare
from bot.model import (
    Basis,
    ChangeKind,
    Channel,
    Count,
    Entry,
    Event,
    People,
    Post,
    Reading,
    Speaker,
    Stance,
    Statement,
    Unit,
    Window,
    replace,
)

WHEN = datetime(2024, 12, 23, 15, 40, tzinfo=UTC)
CHANNEL = Channel("sample", "Sample", "Volodymyr Zelensky", "UA", id=1)
ZELENSKY = Speaker("zelensky", "Volodymyr Zelensky")
BASE = Statement(
    event=Event.CASUALTIES,
    count=Count(3000, None),
    of=Unit.PERSON,
    approx=False,
    force="KP",
    people=People.MILITARY,
    basis=Basis.TOTAL,
    stance=Stance.HEDGED,
    speaker="Volodymyr Zelensky",
    speaker_text=None,
    via=(),
    place="Kursk Oblast",
    place_text=None,
    when=None,
    evidence="more than 3,000",
    start=10,
    end=25,
)
SENT = replace(BASE, event=Event.DEPLOYED, count=Count(12000, 12000), start=60, end=70)


def _post(text: str = "text") -> Post:
    return Post(1, WHEN, text)


def _entry(number: int, statement: Statement) -> Entry:
    return Entry(number, statement, ZELENSKY, CHANNEL, 1, WHEN, claim=number)


def _resolve(statement: Statement, post: Post) -> Speaker:
    return Speaker(statement.speaker.lower(), statement.speaker)


def _steps(old: list[Entry], *new: Statement, error: str | None = None) -> list[tuple[ChangeKind, int | None]]:
    reading = Reading(_post(), new, error=error)
    return [(c.kind, c.number) for c in compare({1: tuple(old)}, [reading], _resolve)]


def test_a_first_reading_is_all_new() -> None:
    assert _steps([], BASE, SENT) == [(ChangeKind.NEW, None), (ChangeKind.NEW, None)]


def test_the_same_reading_changes_nothing() -> None:
    assert _steps([_entry(7, BASE), _entry(8, SENT)], BASE, SENT) == [(ChangeKind.SAME, 7), (ChangeKind.SAME, 8)]


def test_moved_words_and_another_place_are_no_amendment() -> None:
    moved = replace(BASE, start=40, end=55, place="Sudzha", when=Window(date(2024, 12, 1), None))
    assert _steps([_entry(7, BASE)], moved) == [(ChangeKind.SAME, 7)]


def test_another_figure_for_the_same_thing_is_an_amendment() -> None:
    assert _steps([_entry(7, BASE)], replace(BASE, count=Count(3100, None))) == [(ChangeKind.AMENDED, 7)]


def test_another_speaker_of_the_same_figure_is_an_amendment() -> None:
    assert _steps([_entry(7, BASE)], replace(BASE, speaker="Andrii Yermak")) == [(ChangeKind.AMENDED, 7)]


def test_what_is_no_longer_said_is_retracted() -> None:
    assert _steps([_entry(7, BASE), _entry(8, SENT)], SENT) == [(ChangeKind.SAME, 8), (ChangeKind.RETRACTED, 7)]


def test_an_unchanged_statement_is_never_given_away_to_a_changed_one() -> None:
    added = replace(BASE, count=Count(5000, 5000), start=0, end=5)
    assert _steps([_entry(7, BASE)], added, BASE) == [(ChangeKind.NEW, None), (ChangeKind.SAME, 7)]


def test_each_old_statement_is_continued_once() -> None:
    twice = replace(BASE, count=Count(40, 40), start=90, end=95)
    kinds = _steps([_entry(7, BASE)], replace(BASE, count=Count(3100, None)), twice)
    assert sorted(kinds, key=str) == sorted([(ChangeKind.AMENDED, 7), (ChangeKind.NEW, None)], key=str)


def test_a_post_that_broke_the_extractor_keeps_its_statements() -> None:
    assert _steps([_entry(7, BASE)], error="ValueError: …") == []


def test_a_running_total_is_the_same_claim_on_any_day() -> None:
    later = replace(_post(), date=datetime(2024, 12, 27, 9, tzinfo=UTC))
    assert claim_key(BASE, ZELENSKY, _post()) == claim_key(replace(BASE, place=None), ZELENSKY, later)


def test_the_same_daily_figure_of_two_days_is_two_claims() -> None:
    daily = replace(BASE, basis=Basis.PERIOD, when=Window(date(2024, 12, 22), date(2024, 12, 23)))
    next_day = replace(daily, when=Window(date(2024, 12, 23), date(2024, 12, 24)))
    assert claim_key(daily, ZELENSKY, _post()) != claim_key(next_day, ZELENSKY, _post())


def test_a_denial_is_another_claim_than_what_it_denies() -> None:
    assert claim_key(BASE, ZELENSKY, _post()) != claim_key(replace(BASE, stance=Stance.DENIED), ZELENSKY, _post())
