"""Times in every usual way of writing them → the days they cover, seen from the day of the post."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading import times_in

POST = date(2025, 1, 15)
"""A Wednesday, so that December is last year and the weekdays of this week are behind and ahead."""

WINDOWS = [
    # days
    ("en", "on 12 January 30 soldiers were killed", "2025-01-12", "2025-01-12"),
    ("en", "on January 12 30 soldiers were killed", "2025-01-12", "2025-01-12"),
    ("en", "on January 12th, 2025, they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on the 12th of January they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on 12 Jan. they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on 12 Dec. 2024 they were killed", "2024-12-12", "2024-12-12"),
    ("en", "on 12.01.2025 they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on 12.01.25 they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on 2025-01-12 they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on the 12th they were killed", "2025-01-12", "2025-01-12"),
    ("en", "on 28 December they were killed", "2024-12-28", "2024-12-28"),
    ("en", "on Monday they were killed", "2025-01-13", "2025-01-13"),
    ("en", "on Wednesday they were killed", "2025-01-15", "2025-01-15"),
    ("en", "on Thursday they were killed", "2025-01-09", "2025-01-09"),
    ("en", "today they were killed", "2025-01-15", "2025-01-15"),
    ("en", "yesterday they were killed", "2025-01-14", "2025-01-14"),
    ("en", "the day before yesterday they were killed", "2025-01-13", "2025-01-13"),
    ("en", "yesterday, 14 January, they were killed", "2025-01-14", "2025-01-14"),
    # nights and rounds of the clock
    ("en", "overnight they were killed", "2025-01-14", "2025-01-15"),
    ("ru", "после вчерашнего удара они погибли", "2025-01-14", "2025-01-14"),
    ("ru", "ночное нападение: они погибли", "2025-01-14", "2025-01-15"),
    ("en", "in the night of 11 to 12 January they were killed", "2025-01-11", "2025-01-12"),
    ("en", "overnight on 12 January they were killed", "2025-01-11", "2025-01-12"),
    ("en", "over the past day they were killed", "2025-01-14", "2025-01-15"),
    ("en", "over the past 24 hours (4 January 2025) they were killed", "2025-01-03", "2025-01-04"),
    # ranges
    ("en", "from 11 to 13 January they were killed", "2025-01-11", "2025-01-13"),
    ("en", "on 11–13 January they were killed", "2025-01-11", "2025-01-13"),
    ("en", "on January 11-13 they were killed", "2025-01-11", "2025-01-13"),
    ("en", "between 11 and 13 January they were killed", "2025-01-11", "2025-01-13"),
    ("en", "between 28 December and 3 January they were killed", "2024-12-28", "2025-01-03"),
    ("en", "from December 28 to January 3 they were killed", "2024-12-28", "2025-01-03"),
    ("en", "from 24.02.22 to 13.01.25 they were killed", "2022-02-24", "2025-01-13"),
    ("en", "between October and December they were killed", "2024-10-01", "2024-12-31"),
    ("en", "in October–December 2023 they were killed", "2023-10-01", "2023-12-31"),
    ("en", "between January and March 2024 they were killed", "2024-01-01", "2024-03-31"),
    ("en", "on Monday and Tuesday they were killed", "2025-01-13", "2025-01-14"),
    ("en", "on Tuesday and today they were killed", "2025-01-14", "2025-01-15"),
    ("en", "from Thursday 9 January to Sunday 12 January they were killed", "2025-01-09", "2025-01-12"),
    ("en", "three days ago they were killed", "2025-01-12", "2025-01-12"),
    ("en", "a week ago they were killed", "2025-01-08", "2025-01-08"),
    ("en", "tomorrow they will be sent", "2025-01-16", "2025-01-16"),
    ("en", "since the ground operation began on 1 October they were killed", "2024-10-01", "2025-01-15"),
    ("en", "from 1 December until today they were killed", "2024-12-01", "2025-01-15"),
    ("uk", "з початку операції 1 грудня загинули", "2024-12-01", "2025-01-15"),
    ("ru", "с начала операции 1 декабря погибли", "2024-12-01", "2025-01-15"),
    ("ko", "지난달 15일 사망했다", "2024-12-15", "2024-12-15"),
    ("ko", "12월 3~9일 사망했다", "2024-12-03", "2024-12-09"),
    # parts of a year or month, and the year told in words
    ("en", "in the fourth quarter they were killed", "2024-10-01", "2024-12-31"),
    ("en", "in the first half of December they were killed", "2024-12-01", "2024-12-15"),
    ("en", "in the first six months of 2024 they were killed", "2024-01-01", "2024-06-30"),
    ("en", "in August last year they were killed", "2024-08-01", "2024-08-31"),
    ("uk", "за третій квартал загинули", "2024-07-01", "2024-09-30"),
    ("uk", "у серпні минулого року загинули", "2024-08-01", "2024-08-31"),
    ("ru", "в августе прошлого года погибли", "2024-08-01", "2024-08-31"),
    ("ru", "за первое полугодие погибли", "2025-01-01", "2025-06-30"),
    # longer windows
    ("en", "in January they were killed", "2025-01-01", "2025-01-15"),
    ("en", "in December they were killed", "2024-12-01", "2024-12-31"),
    ("en", "in December 2023 they were killed", "2023-12-01", "2023-12-31"),
    ("en", "in 2024 they were killed", "2024-01-01", "2024-12-31"),
    ("en", "last week they were killed", "2025-01-06", "2025-01-12"),
    ("en", "over the past week they were killed", "2025-01-08", "2025-01-15"),
    ("en", "last month they were killed", "2024-12-01", "2024-12-31"),
    ("en", "this month they were killed", "2025-01-01", "2025-01-15"),
    ("en", "next month they will be sent", "2025-02-01", "2025-02-28"),
    ("en", "last year they were killed", "2024-01-01", "2024-12-31"),
    ("en", "in the past three days they were killed", "2025-01-12", "2025-01-15"),
    ("en", "over the last two weeks they were killed", "2025-01-01", "2025-01-15"),
    ("en", "in these three days they were killed", "2025-01-12", "2025-01-15"),
    ("en", "in three full days they were killed", "2025-01-12", "2025-01-15"),
    ("en", "within 48 hours they were killed", "2025-01-13", "2025-01-15"),
    # open ends
    ("en", "since 8 December they were killed", "2024-12-08", "2025-01-15"),
    ("en", "since August they were killed", "2024-08-01", "2025-01-15"),
    ("en", "since early August they were killed", "2024-08-01", "2025-01-15"),
    ("en", "since 2022 they were killed", "2022-01-01", "2025-01-15"),
    ("en", "since the start of the full-scale invasion they were killed", "2022-02-24", "2025-01-15"),
    ("en", "since the start of the year they were killed", "2025-01-01", "2025-01-15"),
    ("en", "as of 11 January they were killed", None, "2025-01-11"),
    ("en", "as of the 11th they were killed", None, "2025-01-11"),
    ("en", "as of 07:00, 11 January 2025, they were killed", None, "2025-01-11"),
    ("en", "by the end of February they will be sent", None, "2025-02-28"),
    ("en", "before the end of the month they will be sent", None, "2025-01-31"),
    ("en", "by 1 March they will be sent", None, "2025-03-01"),
    ("en", "from 1 March they will be sent", "2025-03-01", None),
    # Ukrainian
    ("uk", "12 січня загинули", "2025-01-12", "2025-01-12"),
    ("uk", "12-го січня загинули", "2025-01-12", "2025-01-12"),
    ("uk", "за 14 січня загинули", "2025-01-14", "2025-01-14"),
    ("uk", "28 грудня загинули", "2024-12-28", "2024-12-28"),
    ("uk", "28 грудня 2023 року загинули", "2023-12-28", "2023-12-28"),
    ("uk", "28 грудня 2023 р. загинули", "2023-12-28", "2023-12-28"),
    ("uk", "у понеділок загинули", "2025-01-13", "2025-01-13"),
    ("uk", "учора загинули", "2025-01-14", "2025-01-14"),
    ("uk", "у ніч на 12 січня загинули", "2025-01-11", "2025-01-12"),
    ("uk", "вночі загинули", "2025-01-14", "2025-01-15"),
    ("uk", "за минулу добу загинули", "2025-01-14", "2025-01-15"),
    ("uk", "з 11 по 13 січня загинули", "2025-01-11", "2025-01-13"),
    ("uk", "11–13 січня загинули", "2025-01-11", "2025-01-13"),
    ("uk", "від 24.02.22 до 13.01.25 загинули", "2022-02-24", "2025-01-13"),
    ("uk", "у грудні загинули", "2024-12-01", "2024-12-31"),
    ("uk", "минулого тижня загинули", "2025-01-06", "2025-01-12"),
    ("uk", "минулого місяця загинули", "2024-12-01", "2024-12-31"),
    ("uk", "за три дні загинули", "2025-01-12", "2025-01-15"),
    ("uk", "за ці три дні загинули", "2025-01-12", "2025-01-15"),
    ("uk", "за останні три доби загинули", "2025-01-12", "2025-01-15"),
    ("uk", "від серпня загинули", "2024-08-01", "2025-01-15"),
    ("uk", "від початку року загинули", "2025-01-01", "2025-01-15"),
    ("uk", "від початку повномасштабного вторгнення загинули", "2022-02-24", "2025-01-15"),
    ("uk", "до кінця лютого прибудуть", None, "2025-02-28"),
    ("uk", "станом на 11 січня загинули", None, "2025-01-11"),
    # Russian
    ("ru", "12 января погибли", "2025-01-12", "2025-01-12"),
    ("ru", "28 декабря погибли", "2024-12-28", "2024-12-28"),
    ("ru", "28 декабря 2023 года погибли", "2023-12-28", "2023-12-28"),
    ("ru", "28 декабря 2023 г. погибли", "2023-12-28", "2023-12-28"),
    ("ru", "во вторник погибли", "2025-01-14", "2025-01-14"),
    ("ru", "вчера погибли", "2025-01-14", "2025-01-14"),
    ("ru", "в ночь на 12 января погибли", "2025-01-11", "2025-01-12"),
    ("ru", "минувшей ночью погибли", "2025-01-14", "2025-01-15"),
    ("ru", "за сутки погибли", "2025-01-14", "2025-01-15"),
    ("ru", "с 14 по 20 декабря погибли", "2024-12-14", "2024-12-20"),
    ("ru", "с 28 декабря по 3 января погибли", "2024-12-28", "2025-01-03"),
    ("ru", "в декабре погибли", "2024-12-01", "2024-12-31"),
    ("ru", "в прошлом месяце погибли", "2024-12-01", "2024-12-31"),
    ("ru", "за последние три дня погибли", "2025-01-12", "2025-01-15"),
    ("ru", "за эти три дня погибли", "2025-01-12", "2025-01-15"),
    ("ru", "с августа погибли", "2024-08-01", "2025-01-15"),
    ("ru", "с начала августа погибли", "2024-08-01", "2025-01-15"),
    ("ru", "до конца февраля прибудут", None, "2025-02-28"),
    ("ru", "по состоянию на 11 января погибли", None, "2025-01-11"),
    # Korean
    ("ko", "12일 사망했다", "2025-01-12", "2025-01-12"),
    ("ko", "1월 12일 사망했다", "2025-01-12", "2025-01-12"),
    ("ko", "2024년 12월 28일 사망했다", "2024-12-28", "2024-12-28"),
    ("ko", "12월 28일 사망했다", "2024-12-28", "2024-12-28"),
    ("ko", "10일부터 14일 사이 도착했다", "2025-01-10", "2025-01-14"),
    ("ko", "10~14일 사망했다", "2025-01-10", "2025-01-14"),
    ("ko", "어제 사망했다", "2025-01-14", "2025-01-14"),
    ("ko", "지난 하루 사망했다", "2025-01-14", "2025-01-15"),
    ("ko", "지난 사흘간 사망했다", "2025-01-12", "2025-01-15"),
    ("ko", "지난달 사망했다", "2024-12-01", "2024-12-31"),
    ("ko", "다음 달 보낼 수 있다", "2025-02-01", "2025-02-28"),
    ("ko", "8월 초부터 사망했다", "2024-08-01", "2025-01-15"),
    ("ko", "8월부터 사망했다", "2024-08-01", "2025-01-15"),
    ("ko", "올해 들어 사망했다", "2025-01-01", "2025-01-15"),
    ("ko", "1월 11일 기준 사망했다", None, "2025-01-11"),
    ("ko", "12월 사망했다", "2024-12-01", "2024-12-31"),
    ("ko", "2월 말까지 보낼 예정", None, "2025-02-28"),
]


def day(text: str | None) -> date | None:
    """The day, where one is given."""
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(("language", "text", "start", "end"), WINDOWS)
def test_a_window(language: str, text: str, start: str | None, end: str | None) -> None:
    (time,) = [time for time in times_in(text, POST, language) if time.window is not None]
    assert time.window is not None
    assert (time.window.start, time.window.end) == (day(start), day(end))
    assert not time.said


@pytest.mark.parametrize(
    ("text", "post", "month"),
    [
        ("in December they were killed", date(2025, 1, 3), date(2024, 12, 1)),
        ("in November they were killed", date(2025, 1, 31), date(2024, 11, 1)),
        ("in February they were killed", date(2025, 3, 1), date(2025, 2, 1)),
        ("in January they will be sent", date(2024, 12, 29), date(2025, 1, 1)),
        ("since December they were killed", date(2025, 2, 3), date(2024, 12, 1)),
        ("since October they were killed", date(2025, 9, 3), date(2024, 10, 1)),
    ],
)
def test_the_year_that_is_not_said(text: str, post: date, month: date) -> None:
    (time,) = times_in(text, post)
    assert time.window is not None
    assert time.window.start == month


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "since August"),
        ("en", "since the start of the full-scale invasion"),
        ("en", "so far"),
        ("en", "since the start of the year"),
        ("uk", "від початку серпня"),
        ("uk", "від початку повномасштабного вторгнення"),
        ("ru", "с начала августа"),
        ("ru", "с начала столкновений"),
        ("ru", "за годы войны"),
        ("ko", "전면 침공 이후"),
    ],
)
def test_a_running_window_is_open(language: str, text: str) -> None:
    assert any(time.open for time in times_in(text, POST, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "he said on Monday that 30 soldiers were killed"),
        ("en", "the ministry reported on 12 January that 30 soldiers were killed"),
        ("uk", "заявив у понеділок президент"),
        ("ru", "заявил в понедельник президент"),
    ],
)
def test_the_day_something_was_said_is_no_window(language: str, text: str) -> None:
    (time,) = times_in(text, POST, language)
    assert time.said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the 11th Corps"),
        ("en", "the 3rd assault brigade on the 3rd line"),
        ("en", "#2025 and name_22"),
        ("en", "an F-16 over the sea"),
        ("en", "from 50 to 60 soldiers"),
        ("en", "a pensioner born in 1961 was killed"),
        ("en", "30.02.2025"),
        ("en", "2024 soldiers were killed"),
        ("uk", "від 50 до 60 бійців"),
        ("ru", "от 50 до 60 солдат"),
        ("ko", "10~15명"),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert times_in(text, POST, language) == []
