"""The full-text index: both databases find the same words, in the posts as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from store import Store
from store.words import words_of
from tests.builders import START, a_post
from tests.store.reading import read, watched

HOUR = timedelta(hours=1)
TEXTS = {
    1: "More than 3,000 North Korean soldiers, says «Reuters».",
    2: "П'ять дронів збито; втрати КНДР уточнюються",
    3: "Пятьсот дронов: ещё один удар — БПЛА-камикадзе",
    4: "북한군은 쿠르스크에서 3천여 명의 사상자를 냈다",
    5: "drone_strike won't stop",
}


async def _found(store: Store, words: Sequence[Sequence[str]], limit: int = 10, offset: int = 0) -> tuple[list[int], int]:
    async with store.reading() as ledger:
        found, total = await ledger.posts.search(words, limit, offset)
    return [one.post.message_id for one in found], total


@pytest.fixture
async def full(store: Store) -> Store:
    """A ledger of these texts, a post an hour."""
    channel = await watched(store)
    await read(store, channel, {a_post(number, words, date=START + number * HOUR): () for number, words in TEXTS.items()})
    return store


@pytest.mark.parametrize(
    ("words", "posts"),
    [
        ([["soldiers"]], [1]),
        ([["SOLDIERS"]], [1]),
        ([["soldier"]], []),
        ([["reuters"], ["korean"]], [1]),
        ([["reuters"], ["drone"]], []),
        ([["дронів", "дронов", "drone"]], [5, 3, 2]),
        ([["дронів", "дронов"], ["кндр"]], [2]),
        ([["п’ять"]], [2]),
        ([["пять"]], [2]),
        ([["еще"]], [3]),
        ([["бпла"], ["камикадзе"]], [3]),
        ([["북한군"]], [4]),
        ([["북한군"], ["사상자"]], [4]),
        ([["북한"]], [4]),
        ([["한군"]], []),
        ([["north korean"]], [1]),
        ([["korean north", "nowhere"]], [1]),
        ([["wont"]], [5]),
        ([["3"], ["000"]], [1]),
        ([['"', "'", ":*", "|"]], []),
        ([["soldiers"], ["!"]], []),
        ([["soldiers' OR 1=1 --", "x"]], []),
        ([], []),
        ([[]], []),
    ],
)
async def test_every_word_is_asked_for_in_one_of_its_forms(full: Store, words: list[list[str]], posts: list[int]) -> None:
    assert await _found(full, words) == (posts, len(posts))


async def test_a_page_and_the_whole(full: Store) -> None:
    words = [["дронів", "дронов", "drone"]]
    assert await _found(full, words, limit=1, offset=1) == ([3], 3)
    async with full.reading() as ledger:
        found, total = await ledger.posts.search(words, 10, since=START + 3 * HOUR, until=START + 5 * HOUR)
    assert [(one.channel.username, one.post) for one in found] == [
        ("sample_president", a_post(3, TEXTS[3], date=START + 3 * HOUR))
    ]
    assert total == 1


async def test_the_index_goes_with_the_posts(full: Store) -> None:
    channel = await watched(full)
    await read(full, channel, {a_post(1, "Nothing of the kind"): (), a_post(9, "Soldiers, too"): ()})
    assert (await _found(full, [["soldiers"]]))[0] == [9]
    assert (await _found(full, [["kind"]]))[0] == [1]
    await read(full, channel, {a_post(1, TEXTS[1]): ()})
    assert set((await _found(full, [["soldiers"]]))[0]) == {1, 9}
    assert (await _found(full, [["kind"]]))[0] == []


async def test_texts_that_databases_refuse_are_found_as_well(store: Store) -> None:
    channel = await watched(store)
    await read(store, channel, {a_post(1, "a\x00b \ud800 İstanbul"): (), a_post(2, ""): (), a_post(3, "x" * 5000): ()})
    assert (await _found(store, [["b"]]))[0] == [1]
    assert (await _found(store, [["İSTANBUL"]]))[0] == [1]
    assert (await _found(store, [["x" * 5000]]))[0] == [3]


def test_the_words_of_a_text() -> None:
    assert words_of("П'ять, п’ять — ПЯТЬ! ещё 3,000 a_b") == ["000", "3", "a", "b", "еще", "пять"]
