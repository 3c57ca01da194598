"""Changes: which old statement a new one continues, and which claim it makes."""

from __future__ import annotations

from collections.abc import Collection
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


def _steps(
    old: list[Entry], *new: Statement, error: str | None = None, same_text: Collection[int] = (), text: str = "text"
) -> list[tuple[ChangeKind, int | None]]:
    reading = Reading(_post(text), new, error=error)
    return [(c.kind, c.number) for c in compare({1: tuple(old)}, [reading], _resolve, same_text)]


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


def test_what_is_not_found_in_the_same_text_is_dropped() -> None:
    assert _steps([_entry(7, BASE), _entry(8, SENT)], SENT, same_text={7, 8}) == [(ChangeKind.SAME, 8), (ChangeKind.DROPPED, 7)]


def test_the_same_words_read_otherwise_are_the_same_statement_where_the_text_is_the_same() -> None:
    killed = replace(BASE, event=Event.KILLED, start=12, end=30)
    assert _steps([_entry(7, BASE)], killed, same_text={7}) == [(ChangeKind.AMENDED, 7)]
    assert _steps([_entry(7, BASE)], killed) == [(ChangeKind.NEW, None), (ChangeKind.RETRACTED, 7)]
    elsewhere = replace(killed, start=25, end=40)
    assert _steps([_entry(7, BASE)], elsewhere, same_text={7}) == [(ChangeKind.NEW, None), (ChangeKind.DROPPED, 7)]
    another = replace(killed, count=Count(7, 7))
    assert _steps([_entry(7, BASE)], another, same_text={7}) == [(ChangeKind.NEW, None), (ChangeKind.DROPPED, 7)]


def test_what_was_dropped_stays_so_until_it_is_found_again() -> None:
    dropped = replace(_entry(7, BASE), retracted_at=WHEN)
    assert _steps([dropped], same_text={7}) == []
    assert _steps([dropped], BASE, same_text={7}) == [(ChangeKind.NEW, 7)]
    assert _steps([dropped, _entry(8, BASE)], BASE) == [(ChangeKind.SAME, 8)], "one that stands goes before it"


def test_what_a_person_corrected_is_left_as_long_as_its_words_stand() -> None:
    signed = replace(_entry(7, replace(BASE, count=Count(30, 30))), corrected_by="Olena")
    moved, said = f"Update: {BASE.evidence}", replace(BASE, start=70, end=85)
    assert _steps([signed], BASE, same_text={7}, text=BASE.evidence) == []
    assert _steps([signed], same_text={7}, text=BASE.evidence) == []
    assert _steps([signed], replace(said, event=Event.KILLED), text=moved) == []
    other = replace(SENT, evidence="12,000 soldiers")
    assert _steps([signed], other, text=moved) == [(ChangeKind.NEW, None)], "other words are another matter"
    assert _steps([signed], said, text="other words") == [(ChangeKind.AMENDED, 7)]
    assert _steps([signed], text="other words") == [(ChangeKind.RETRACTED, 7)]


def test_a_running_total_is_the_same_claim_on_any_day() -> None:
    later = replace(_post(), date=datetime(2024, 12, 27, 9, tzinfo=UTC))
    assert claim_key(BASE, ZELENSKY, _post()) == claim_key(replace(BASE, place=None), ZELENSKY, later)


def test_the_same_daily_figure_of_two_days_is_two_claims() -> None:
    daily = replace(BASE, basis=Basis.PERIOD, when=Window(date(2024, 12, 22), date(2024, 12, 23)))
    next_day = replace(daily, when=Window(date(2024, 12, 23), date(2024, 12, 24)))
    assert claim_key(daily, ZELENSKY, _post()) != claim_key(next_day, ZELENSKY, _post())


def test_a_denial_is_another_claim_than_what_it_denies() -> None:
    assert claim_key(BASE, ZELENSKY, _post()) != claim_key(replace(BASE, stance=Stance.DENIED), ZELENSKY, _post())
