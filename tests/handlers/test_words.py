"""A person's words → a filter, in four languages and any order; what is strange is given back, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import CASUALTIES, DEPLOYMENTS, Event, Filter
from handlers.payload import Place, fits, pack, pack_filter, unpack, unpack_filter
from handlers.periods import Period
from handlers.words import understand

TOLL = frozenset({Event.KILLED, Event.WOUNDED, Event.CASUALTIES})


@pytest.mark.parametrize(
    ("words", "forces", "events", "minimum"),
    [
        ("", "", frozenset(), None),
        ("killed north korea", "KP", {Event.KILLED}, None),
        ("North Korea KILLED", "KP", {Event.KILLED}, None),
        ("how many North Korean soldiers were killed in the", "KP", {Event.KILLED}, None),
        ("вбиті КНДР", "KP", {Event.KILLED}, None),
        ("загиблих Росія", "RU", {Event.KILLED}, None),
        ("убитые Украина", "UA", {Event.KILLED}, None),
        ("북한 사망", "KP", {Event.KILLED}, None),
        ("사망 부상 북한", "KP", {Event.KILLED, Event.WOUNDED}, None),
        ("wounded, captured: russia ukraine", "RU UA", {Event.WOUNDED, Event.CAPTURED}, None),
        ("killed or wounded", "", TOLL, None),
        ("casualties", "", CASUALTIES, None),
        ("втрати росія", "RU", CASUALTIES, None),
        ("потери", "", CASUALTIES, None),
        ("deployments north korea", "KP", DEPLOYMENTS, None),
        ("sent", "", {Event.DEPLOYED}, None),
        ("to be deployed", "", {Event.PLANNED}, None),
        ("killed min 100", "", {Event.KILLED}, 100),
        ("at least 1,000 killed", "", {Event.KILLED}, 1000),
        ("от 1000 убитых", "", {Event.KILLED}, 1000),
        ("min", "", frozenset(), None),
        ("prisoners of war", "", {Event.CAPTURED}, None),
        ("hamas dead", "hamas", {Event.KILLED}, None),
    ],
)
def test_what_is_understood(words: str, forces: str, events: frozenset[Event], minimum: int | None) -> None:
    question = understand(words)
    assert question.filter == Filter(frozenset(forces.split()), frozenset(events), minimum)
    assert question.unknown == ()


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("drnoe", ("drnoe",)),
        ("killed drnoe north korea", ("drnoe",)),
        ("<b>killed</b>", ("<b>killed</b>",)),
        ("'; DROP TABLE statements; --", ("'", "DROP", "TABLE", "--")),
        ("💀 killed", ("💀",)),
        ("100", ("100",)),
        ("killed \u202eaerok htron", ("\u202eaerok", "htron")),
    ],
)
def test_what_is_not_understood_is_given_back(words: str, unknown: tuple[str, ...]) -> None:
    assert understand(words).unknown == unknown


def test_being_lost_is_not_asking_for_everything() -> None:
    assert understand("drnoe").is_lost
    assert not understand("").is_lost
    assert not understand("all").is_lost
    assert not understand("killed drnoe").is_lost


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("december 2024", Period("month", 2024, 12)),
        ("грудень 2024", Period("month", 2024, 12)),
        ("в декабре", Period("month", None, 12)),
        ("2024년 12월", Period("month", 2024, 12)),
        ("2024", Period("year", 2024)),
        ("week", Period("days", days=7)),
        ("за тиждень", Period("days", days=7)),
        ("지난주", Period("days", days=7)),
        ("10 days", Period("days", days=10)),
        ("30d", Period("days", days=30)),
        ("today", Period("days", days=1)),
        ("killed", None),
    ],
)
def test_spans_of_time(words: str, period: Period | None) -> None:
    question = understand(words)
    assert question.period == period
    assert question.unknown == ()


def test_an_endless_question_is_cut() -> None:
    question = understand("killed " + "word " * 5000)
    assert question.filter.events == {Event.KILLED}
    assert len(question.unknown) <= 61


def test_forces_that_no_button_can_carry_are_left_out_aloud() -> None:
    question = understand("ukraine russia poland france germany italy spain israel iran iraq syria turkey china japan india")
    assert question.too_many
    assert fits(question.filter)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(words: str) -> None:
    assert fits(understand(words).filter)


wishes = st.builds(
    Filter,
    st.frozensets(st.sampled_from(["KP", "RU", "UA", "hamas", "al-qaeda"])),
    st.frozensets(st.sampled_from(list(Event))),
    st.none() | st.integers(1, 10**12 - 1),
).filter(fits)


@given(wishes, st.integers(0, 10**7), st.booleans())
def test_buttons_carry_a_place_and_a_filter(wish: Filter, offset: int, back: bool) -> None:
    place = Place(offset, back)
    assert unpack(pack(place, wish)) == (place, wish)
    assert unpack_filter(pack_filter(wish)) == wish
    assert len(f"latest:{pack(place, wish)}".encode()) <= 64
    assert len(f"subscribe:{pack_filter(wish)}".encode()) <= 64


@given(st.text(max_size=64))
def test_nonsense_in_a_button_is_refused(data: str) -> None:
    try:
        place, wish = unpack(data)
    except ValueError:
        return
    assert data.startswith(("a", "n", "o"))
    assert place.offset >= 0
    assert unpack(pack(place, wish)) == (place, wish)
