"""A person's words → what a command goes by and what it leaves out; buttons that carry it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Event, Filter, Window
from bot.query import ALWAYS
from bot.render.view import View
from bot.texts import Texts
from handlers.payload import Place, fits, pack, pack_filter, unpack, unpack_filter
from handlers.question import Question, understand

VIEW = View(Texts.load(), "en", "Europe/Kyiv", datetime(2025, 1, 10, 23, tzinfo=UTC))  # the 11th in Kyiv


async def asked(words: str) -> Question:
    return await understand(words, VIEW)


async def test_a_question_is_read_on_the_readers_day() -> None:
    question = await asked("killed КНДР since yesterday min 100 drnoe")
    assert question.filter == Filter(frozenset({"KP"}), frozenset({Event.KILLED}), 100)
    assert question.period == Window(date(2025, 1, 10), date(2025, 1, 11))
    assert question.unknown == ("drnoe",)


@pytest.mark.parametrize(
    ("words", "is_lost"),
    [("drnoe", True), ("", False), ("all", False), ("killed drnoe", False), ("kursk", True), ("week drnoe", False)],
)
async def test_being_lost_is_not_asking_for_everything(words: str, is_lost: bool) -> None:
    assert (await asked(words)).is_lost == is_lost


async def test_names_that_no_list_goes_by_are_left_out_aloud() -> None:
    question = await asked("losses zelensky @GeneralStaffZSU in kursk")
    assert question.left_out == ("Volodymyr Zelensky", "Kursk Oblast", "@GeneralStaffZSU")
    assert not question.unknown


async def test_forces_that_no_button_can_carry_are_left_out_aloud() -> None:
    question = await asked(
        "ukraine russia poland france germany italy spain israel iran iraq syria turkey china japan india 2024"
    )
    assert question.too_many
    assert fits(question.filter, question.period)


wishes = st.builds(
    Filter,
    st.frozensets(st.sampled_from(["KP", "RU", "UA", "hamas", "al-qaeda"])),
    st.frozensets(st.sampled_from(list(Event))),
    st.none() | st.integers(1, 10**12 - 1),
)
days = st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31))
wanted = st.tuples(wishes, st.just(ALWAYS) | st.builds(Window, days, days)).filter(lambda pair: fits(*pair))


@given(wanted, st.integers(0, 10**7), st.booleans())
def test_buttons_carry_a_place_a_filter_and_a_period(pair: tuple[Filter, Window], offset: int, back: bool) -> None:
    wish, period = pair
    place = Place(offset, back)
    assert unpack(pack(place, wish, period)) == (place, wish, period)
    assert unpack_filter(pack_filter(wish)) == wish
    assert len(f"latest:{pack(place, wish, period)}".encode()) <= 64
    assert len(f"subscribe:{pack_filter(wish)}".encode()) <= 64


@given(st.text(max_size=64) | st.from_regex(r"[aon]\d{1,3}\.[kw]*\.\d{0,3}\.[A-Z,]{0,5}\.[0-9a-z-]{0,12}", fullmatch=True))
def test_nonsense_in_a_button_is_refused(data: str) -> None:
    try:
        place, wish, period = unpack(data)
    except ValueError:
        return
    assert data.startswith(("a", "n", "o"))
    assert place.offset >= 0
    assert unpack(pack(place, wish, period)) == (place, wish, period)
