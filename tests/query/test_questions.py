"""Questions in four languages and any order → what is asked for; what is strange is given back, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import CASUALTIES, DEPLOYMENTS, Event, Speaker
from bot.query import Query, parse_query

NOW = datetime(2025, 1, 10, 12, tzinfo=UTC)  # a Friday
KILLED = frozenset({Event.KILLED})
WOUNDED = frozenset({Event.WOUNDED})
TOLL = frozenset({Event.KILLED, Event.WOUNDED, Event.CASUALTIES})
CAPTURED = frozenset({Event.CAPTURED})
DEPLOYED = frozenset({Event.DEPLOYED})
PLANNED = frozenset({Event.PLANNED})


def asked(text: str) -> Query:
    return parse_query(text, now=NOW)


def keys(speakers: Iterable[Speaker]) -> set[str]:
    return {speaker.key for speaker in speakers}


@pytest.mark.parametrize(
    ("text", "forces", "events"),
    [
        ("", "", frozenset()),
        ("killed north korea", "KP", KILLED),
        ("North Korea KILLED", "KP", KILLED),
        ("KILLED NORTH KOREA", "KP", KILLED),
        ("how many North Korean soldiers were killed in the", "KP", KILLED),
        ("Russian army losses", "RU", CASUALTIES),
        ("hamas dead", "hamas", KILLED),
        ("🇰🇵 killed", "KP", KILLED),
        ("вбиті КНДР", "KP", KILLED),
        ("загиблих Росія", "RU", KILLED),
        ("втрати росія", "RU", CASUALTIES),
        ("полонені росіяни", "RU", CAPTURED),
        ("скільки північнокорейців загинуло?", "KP", KILLED),
        ("убитые Украина", "UA", KILLED),
        ("погибшие вагнеровцы", "wagner", KILLED),
        ("сколько северокорейских солдат ранено", "KP", WOUNDED),
        ("북한 사망", "KP", KILLED),
        ("사망 부상 북한", "KP", KILLED | WOUNDED),
        ("북한군은 몇 명이 사망했습니까?", "KP", KILLED),
        ("러시아군 사상자", "RU", TOLL),
        ("killed КНДР", "KP", KILLED),
        ("вбиті 북한", "KP", KILLED),
        ("wounded, captured: russia ukraine", "RU UA", WOUNDED | CAPTURED),
        ("killed or wounded", "", TOLL),
        ("casualties", "", CASUALTIES),
        ("потери", "", CASUALTIES),
        ("deployments north korea", "KP", DEPLOYMENTS),
        ("sent", "", DEPLOYED),
        ("prisoners of war", "", CAPTURED),
    ],
)
def test_forces_and_events(text: str, forces: str, events: frozenset[Event]) -> None:
    assert asked(text) == Query(frozenset(forces.split()), events)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("to be deployed", PLANNED),
        ("will be sent", PLANNED),
        ("planned russian deployments", PLANNED),
        ("запланована відправка", PLANNED),
        ("추가 파병", PLANNED),
        ("deployed or planned", DEPLOYED | PLANNED),
        ("how many will be killed", KILLED),
        ("there are killed soldiers", KILLED),  # plain words go before "there are", which alone is of deployments
        ("there are soldiers", DEPLOYED),
    ],
)
def test_plans_and_plain_words(text: str, events: frozenset[Event]) -> None:
    query = asked(text)
    assert query.events == events
    assert query.unknown == ()


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since november", "2024-11-01", None),
        ("since may", "2024-05-01", None),
        ("since листопада", "2024-11-01", None),
        ("december 2024", "2024-12-01", "2024-12-31"),
        ("2024 december", "2024-12-01", "2024-12-31"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("december last year", "2024-12-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("since 2024", "2024-01-01", None),
        ("from 2024", "2024-01-01", None),
        ("january", "2025-01-01", "2025-01-31"),
        ("february", "2024-02-01", "2024-02-29"),
        ("2024-12-23", "2024-12-23", "2024-12-23"),
        ("23.12.2024", "2024-12-23", "2024-12-23"),
        ("on 23 December", "2024-12-23", "2024-12-23"),
        ("12 january", "2024-01-12", "2024-01-12"),
        ("on the 12th", "2024-12-12", "2024-12-12"),
        ("monday", "2025-01-06", "2025-01-06"),
        ("yesterday", "2025-01-09", "2025-01-09"),
        ("today", "2025-01-10", "2025-01-10"),
        ("24h", "2025-01-09", "2025-01-10"),
        ("week", "2025-01-04", "2025-01-10"),
        ("7d", "2025-01-04", "2025-01-10"),
        ("this week", "2025-01-04", "2025-01-10"),
        ("last week", "2024-12-30", "2025-01-05"),
        ("last month", "2024-12-01", "2024-12-31"),
        ("last 30 days", "2024-12-12", "2025-01-10"),
        ("past two weeks", "2024-12-28", "2025-01-10"),
        ("this year", "2025-01-01", None),
        ("weekend", "2025-01-04", "2025-01-05"),
        ("last autumn", "2024-09-01", "2024-11-30"),
        ("since autumn", "2024-09-01", None),
        ("last year in august", "2024-08-01", "2024-08-31"),
        ("late november", "2024-11-21", "2024-11-30"),
        ("until december", None, "2024-12-31"),
        ("from november to december", "2024-11-01", "2024-12-31"),
        ("november, december", "2024-11-01", "2024-12-31"),
        ("from 5 to 9 january", "2025-01-05", "2025-01-09"),
        ("since 2024-12-01 until 2024-12-05", "2024-12-01", "2024-12-05"),
        ("2024-12-01..2024-12-05", "2024-12-01", "2024-12-05"),
        ("since the invasion", "2022-02-24", None),
        ("з листопада", "2024-11-01", None),
        ("з минулого тижня", "2024-12-30", None),
        ("восени", "2024-09-01", "2024-11-30"),
        ("з осені", "2024-09-01", None),
        ("до листопада", None, "2024-11-30"),
        ("за тиждень", "2025-01-04", "2025-01-10"),
        ("за грудень", "2024-12-01", "2024-12-31"),
        ("за три дні", "2025-01-08", "2025-01-10"),
        ("за останні 30 днів", "2024-12-12", "2025-01-10"),
        ("вчора", "2025-01-09", "2025-01-09"),
        ("минулого року", "2024-01-01", "2024-12-31"),
        ("з 1 грудня до 15 грудня", "2024-12-01", "2024-12-15"),
        ("в декабре 2024", "2024-12-01", "2024-12-31"),
        ("с ноября", "2024-11-01", None),
        ("со вчера", "2025-01-09", None),
        ("за последние 30 дней", "2024-12-12", "2025-01-10"),
        ("на прошлой неделе", "2024-12-30", "2025-01-05"),
        ("с 5 по 9 января", "2025-01-05", "2025-01-09"),
        ("지난주", "2024-12-30", "2025-01-05"),
        ("지난주부터", "2024-12-30", None),
        ("11월부터", "2024-11-01", None),
        ("11월 이후", "2024-11-01", None),
        ("2024년 12월", "2024-12-01", "2024-12-31"),
        ("12월 23일", "2024-12-23", "2024-12-23"),
        ("지난 30일", "2024-12-12", "2025-01-10"),
        ("지난 사흘간", "2025-01-08", "2025-01-10"),
        ("어제", "2025-01-09", "2025-01-09"),
        ("작년", "2024-01-01", "2024-12-31"),
    ],
)
def test_periods(text: str, since: str | None, until: str | None) -> None:
    days = [None if day is None else date.fromisoformat(day) for day in (since, until)]
    assert asked(text) == Query(since=days[0], until=days[1])


@pytest.mark.parametrize(
    ("zone", "yesterday"), [("UTC", date(2025, 1, 9)), ("Asia/Seoul", date(2025, 1, 10)), ("America/New_York", date(2025, 1, 9))]
)
def test_days_are_those_of_the_zone(zone: str, yesterday: date) -> None:
    assert parse_query("어제", now=datetime(2025, 1, 10, 16, tzinfo=UTC), zone=zone).since == yesterday


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("min 100", 100),
        ("min. 100", 100),
        ("from 100", 100),
        ("at least 1,000", 1000),
        ("over 1,000", 1000),
        ("more than 2 thousand", 2000),
        ("1000+", 1000),
        ("100 or more", 100),
        (">100", 100),
        ("min 2024", 2024),
        ("from 2000", 2000),
        ("min 0", None),
        ("min", None),
        ("від 100", 100),
        ("понад 2 тис.", 2000),
        ("від 1 тис. осіб", 1000),
        ("от 1 000", 1000),
        ("более 1,5 тыс", 1500),
        ("100 и более", 100),
        ("100명 이상", 100),
        ("최소 1천명", 1000),
        ("1만 명 이상", 10000),
    ],
)
def test_the_least_figure(text: str, minimum: int | None) -> None:
    assert asked(text) == Query(minimum=minimum, lacks_figure=text == "min")


@pytest.mark.parametrize(
    ("text", "speakers", "places", "channel"),
    [
        ("zelensky", "zelensky", "", None),
        ("according to Zelenskyy", "zelensky", "", None),
        ("President Zelensky", "zelensky", "", None),
        ("president of ukraine", "zelensky", "", None),
        ("зеленського", "zelensky", "", None),
        ("за словами Зеленського", "zelensky", "", None),
        ("젤렌스키", "zelensky", "", None),
        ("генштаб зсу", "general-staff-ua", "", None),
        ("минобороны россии", "mod-ru", "", None),
        ("국정원", "nis", "", None),
        ("kursk", "", "Kursk Oblast", None),
        ("на курщині", "", "Kursk Oblast", None),
        ("в Харькове", "", "Kharkiv", None),
        ("in ukraine", "", "Ukraine", None),
        ("в Україні", "", "Ukraine", None),
        ("러시아에서", "", "Russia", None),
        ("@GeneralStaffZSU", "", "", "GeneralStaffZSU"),
        ("https://t.me/s/V_Zelenskiy_official", "", "", "V_Zelenskiy_official"),
        ("zelensky @V_Zelenskiy_official kursk", "zelensky", "Kursk Oblast", "V_Zelenskiy_official"),
    ],
)
def test_speakers_places_and_channels(text: str, speakers: str, places: str, channel: str | None) -> None:
    query = asked(text)
    assert keys(query.speakers) == set(speakers.split())
    assert query.places == frozenset(filter(None, [places]))
    assert query.channel == channel
    assert (query.forces, query.events, query.unknown) == (frozenset(), frozenset(), ())


def test_an_office_is_whoever_holds_it_on_the_day_of_asking() -> None:
    assert keys(parse_query("US president", now=datetime(2024, 6, 1, tzinfo=UTC)).speakers) == {"biden"}
    assert keys(parse_query("US president", now=datetime(2025, 6, 1, tzinfo=UTC)).speakers) == {"trump"}


def test_a_whole_question_in_three_languages() -> None:
    query = asked("killed КНДР since листопада 최소 100명, zelensky @V_Zelenskiy_official drnoe на Курщині")
    assert query.forces == {"KP"}
    assert query.events == KILLED
    assert (query.since, query.until, query.minimum) == (date(2024, 11, 1), None, 100)
    assert keys(query.speakers) == {"zelensky"}
    assert query.channel == "V_Zelenskiy_official"
    assert query.places == {"Kursk Oblast"}
    assert query.unknown == ("drnoe",)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("drnoe", ("drnoe",)),
        ("killed drnoe north korea foo", ("drnoe", "foo")),
        ("<b>killed</b>", ("b", "b")),
        ("'; TRUNCATE TABLE statements; --", ("TRUNCATE", "TABLE")),
        ("💀 killed", ("💀",)),
        ("100", ("100",)),
        ("up to 100", ("up", "100")),
        ("between 100 and 200", ("100", "200")),
        ("від 100 до 200", ("200",)),
        ("not killed", ("not",)),
        ("killed civilians", ("civilians",)),
        ("exchange of prisoners", ("exchange",)),
        ("2024-13-45", ("2024-13-45",)),
        ("0001-01-01 killed", ("0001-01-01",)),
        ("killed \u202eaerok htron", ("\u202eaerok", "htron")),
        ("https://example.org/killed", ("https://example.org/killed",)),
    ],
)
def test_what_is_not_understood_is_given_back(text: str, unknown: tuple[str, ...]) -> None:
    assert asked(text).unknown == unknown


def test_only_capitals_tell_a_state_from_a_small_word() -> None:
    assert asked("killed US").forces == {"US"}
    assert asked("killed IN").forces == {"IN"}
    assert asked("show us the killed in december").forces == frozenset()


@pytest.mark.parametrize("text", ["killed " + "word " * 5000, "가" * 5000, "1 " * 3000, "(" * 5000, "북한 " * 3000])
def test_an_endless_question_is_cut(text: str) -> None:
    assert len(asked(text).unknown) <= 61
    assert asked(text).unknown[-1] == "…"


WORDS = "killed north korea since from until min 100 1,000 2024 2000 december лютий 29 31.12.9999 0001-01-01 overnight за від до"
MARKS = "2월 31일 지난 이상 북한군 - – .. + , 7d 999y @abcd @ t.me/abcd 🇰🇵 🇽🇽 \u200b ﷽ ŉ İ ½ ٣ ① \ud800 \x00"
PARTS = st.sampled_from(f"{WORDS} {MARKS}".split(" "))


@given(st.text(max_size=200) | st.lists(PARTS, max_size=12).map(" ".join) | st.lists(PARTS, max_size=6).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    query = asked(text)
    assert query == asked(text)
    assert all(day is None or 1900 <= day.year < 2100 for day in (query.since, query.until))


@given(st.permutations(["killed", "КНДР", "since листопада", "min 100", "zelensky", "foo"]))
def test_words_may_stand_in_any_order(parts: list[str]) -> None:
    assert asked(" ".join(parts)) == asked("killed КНДР since листопада min 100 zelensky foo")
