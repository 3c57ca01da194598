"""How long to wait before the next look: a table, and what holds for every history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.rhythm import CEILING, FLOOR, next_wait

NOW = datetime(2025, 1, 10, 12, 0, tzinfo=UTC)


def every(minutes: float, posts: int = 20, quiet: float = 0) -> list[datetime]:
    """Dates of posts at this distance, the newest so many minutes ago."""
    return [NOW - timedelta(minutes=quiet + minutes * index) for index in range(posts)]


@pytest.mark.parametrize(
    ("recent", "expected"),
    [
        ([], 60),
        (every(1), 60),
        (every(20), 300),
        (every(1, quiet=100), 600),
        (every(24 * 60), CEILING / 1.1),
        (every(5, posts=1, quiet=3), 60),
    ],
)
def test_the_channels_own_rhythm(recent: list[datetime], expected: float) -> None:
    assert next_wait(recent, NOW, jitter=0) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("failures", "expected"), [(1, 120), (2, 240), (3, 480), (4, 960), (5, CEILING / 1.1), (9999, CEILING / 1.1)]
)
def test_failures_double_the_wait(failures: int, expected: float) -> None:
    assert next_wait(every(1), NOW, jitter=0, failures=failures) == pytest.approx(expected)


def test_what_was_asked_for_is_waited_even_beyond_the_ceiling() -> None:
    assert next_wait(every(1), NOW, jitter=0, failures=1, retry_after=7200) == 7200


@given(
    st.lists(st.timedeltas(timedelta(days=-9000), timedelta(days=9000)).map(NOW.__sub__), max_size=20),
    st.floats(0, 1),
    st.integers(0, 2000),
    st.floats(0, 900),
)
def test_always_between_floor_and_ceiling(recent: list[datetime], jitter: float, failures: int, asked: float) -> None:
    wait = next_wait(recent, NOW, jitter, failures, asked)
    assert max(FLOOR, asked) <= wait <= CEILING * 1.0000001


@given(st.floats(0, 1), st.floats(0, 1))
def test_jitter_spreads_channels_apart(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert next_wait([], NOW, low) <= next_wait([], NOW, high) <= next_wait([], NOW, 0) * 1.1 + 1e-9
