"""Recent pages are looked at again: edits are seen there, and posts are gone when their neighbours are served without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Channel
from bot.sources import Batch
from bot.sources.place import Place
from bot.sources.web_preview import WebPreview
from tests.sources.server import CONTACT, PreviewServer
from tests.sources.test_web_preview import EMPTY, ids, throttled


class Reading:
    """Whoever reads a channel on: keeps its place, the posts as they were last seen, and which are gone."""

    def __init__(self, web: WebPreview, channel: Channel) -> None:
        self.web, self.channel = web, channel
        self.texts: dict[int, str] = {}
        self.gone: list[int] = []

    async def look(self, times: int = 1) -> Batch:
        """Read so often, each time until there is no more to be read at once."""
        for _ in range(times):
            more = True
            while more:
                batch = await self.web.read(self.channel)
                self.channel, more = replace(self.channel, cursor=batch.cursor), batch.more
                self.texts.update({post.message_id: post.text for post in batch.posts})
                self.gone += batch.vanished
        return batch


@pytest.fixture
async def reading(web: WebPreview, channel: Channel, server: PreviewServer) -> Reading:
    """The channel, read once, and then another fifty of its posts."""
    made = Reading(web, channel)
    await made.look()
    server.channels["sample_staff"].posts.update({number: f"Post {number}." for number in range(160, 260, 2)})
    await made.look()
    return made


def minutes(server: PreviewServer, number: float) -> None:
    server.clock.now += timedelta(minutes=number)


def _in_place_of_older_pages(page: str, request: httpx.Request) -> httpx.Response | None:
    return httpx.Response(200, html=page) if "before" in request.url.params else None


async def test_an_edit_of_an_older_recent_post_is_seen_in_time(reading: Reading, server: PreviewServer) -> None:
    posts = server.channels["sample_staff"].posts
    for number in (130, 170, 218, 250):
        posts[number] = f"Post {number}, corrected."
    for _ in range(5):
        minutes(server, 11)
        await reading.look()
    assert reading.texts == {number: posts[number] for number in range(120, 260, 2)}


async def test_it_takes_one_request_more_in_ten_minutes(reading: Reading, server: PreviewServer) -> None:
    asked = len(server.asked)
    for _ in range(20):
        minutes(server, 1)
        await reading.look()
    assert [path for path in server.paths[asked:] if "before" in path] == [
        "/s/sample_staff?before=220",
        "/s/sample_staff?before=180",
    ]


async def test_the_newest_page_comes_first_and_an_older_one_that_fails_costs_nothing(
    reading: Reading, server: PreviewServer
) -> None:
    minutes(server, 11)
    batch = await reading.web.read(reading.channel)
    assert (ids(batch.posts)[-1], batch.more) == (258, True)
    for page in (EMPTY, CONTACT, "<p>Sign in</p>"):
        server.odd = partial(_in_place_of_older_pages, page)
        minutes(server, 11)
        assert not (await reading.look()).more
    assert reading.gone == []


async def test_a_quiet_channel_is_asked_for_its_newest_page_alone(reading: Reading, server: PreviewServer) -> None:
    minutes(server, 60 * 24 * 3)
    asked = len(server.asked)
    await reading.look(3)
    assert server.paths[asked:] == ["/s/sample_staff"] * 3


async def test_a_post_is_gone_when_its_neighbours_are_served_twice_without_it(reading: Reading, server: PreviewServer) -> None:
    posts = server.channels["sample_staff"].posts
    del posts[250]
    await reading.look()
    assert reading.gone == []
    await reading.look()
    assert reading.gone == [250]
    await reading.look(3)
    assert reading.gone == [250]


async def test_posts_that_were_lacking_once_are_not_gone(reading: Reading, server: PreviewServer) -> None:
    posts = server.channels["sample_staff"].posts
    for _ in range(4):
        text = posts.pop(250)
        await reading.look()
        posts[250] = text
        await reading.look()
    assert reading.gone == []


async def test_the_newest_post_is_not_gone_before_another_one_comes(reading: Reading, server: PreviewServer) -> None:
    posts = server.channels["sample_staff"].posts
    del posts[258]
    await reading.look(5)
    assert reading.gone == []
    posts[270] = "The next."
    await reading.look(2)
    assert reading.gone == [258]


async def test_posts_of_older_pages_are_found_gone_too(reading: Reading, server: PreviewServer) -> None:
    posts = server.channels["sample_staff"].posts
    for number in (172, 174, 176):
        del posts[number]
    for _ in range(12):
        minutes(server, 11)
        await reading.look()
    assert sorted(reading.gone) == [172, 174, 176]


async def test_holes_between_ids_are_normal(reading: Reading) -> None:
    await reading.look(5)
    assert reading.gone == []


async def test_a_page_that_lacks_more_than_it_shows_proves_nothing(reading: Reading, server: PreviewServer) -> None:
    page = server.channels["sample_staff"].page("sample_staff", [220, 222, 258])
    server.odd = lambda _request: httpx.Response(200, html=page)
    await reading.look(4)
    assert reading.gone == []


async def test_a_cut_page_and_one_with_a_post_that_cannot_be_read_prove_nothing(reading: Reading, server: PreviewServer) -> None:
    whole = server.channels["sample_staff"].page("sample_staff", list(range(220, 260, 2)))
    cut = whole[: len(whole) // 2]
    undated = whole.replace('datetime="2025-01-09T12:10:00+00:00"', 'datetime="soon"')
    assert undated != whole
    for page in (cut, undated):
        server.odd = partial(throttled, page)
        await reading.look(3)
    assert reading.gone == []


async def test_ids_that_go_backwards_lose_and_double_nothing(reading: Reading, server: PreviewServer) -> None:
    posts = server.channels["sample_staff"].posts
    for number in [number for number in posts if number > 200]:
        del posts[number]
    await reading.look(2)
    posts[201] = "Of a number that was passed long ago."
    batch = await reading.look()
    assert 201 in ids(batch.posts)
    assert len(ids(batch.posts)) == len(set(ids(batch.posts)))


async def test_posts_of_the_future_are_left_out_and_named(
    web: WebPreview, channel: Channel, server: PreviewServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.channels["sample_staff"].posts |= {160: "Now.", 999_999: "In two years."}
    for _ in range(2):
        preview = await web.look("sample_staff")
        assert (preview.posts[-1].message_id, len(preview.posts)) == (160, 19)
    told = [line for line in capsys.readouterr().out.splitlines() if "dated in the future" in line]
    assert len(told) == 1
    assert "sample_staff" in told[0]
    assert "999999" in told[0]


SERVED = st.lists(st.sets(st.integers(1, 30), min_size=1, max_size=12), max_size=12)


@given(SERVED)
def test_whatever_is_served_nothing_that_is_there_is_gone_and_nothing_is_gone_at_once(pages: list[set[int]]) -> None:
    place = Place(0, 0, 5)
    lacked: dict[int, int] = {}
    for page in pages:
        place, gone = place.after(page)
        assert not set(gone) & page
        for number in gone:
            assert lacked.pop(number) >= 1
        for number in set(lacked) & page:
            del lacked[number]
        lacked |= {number: 1 for number in range(min(page), max(page)) if number not in page and number not in gone}
        assert set(place.lacking) <= set(place.seen)
        assert Place.of(str(place)) == place
