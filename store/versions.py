"""Versions: the texts that a post has had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Reading
from store.codec import Row
from store.copies import keep
from store.schema import channels, posts, versions
from store.sql import insert_all, portions
from store.words import index


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reading's statements belong: the post, its version now, and the extractor that read it."""

    post_id: int
    date: datetime
    version_id: int
    version: int
    extractor: int


async def save_versions(
    connection: AsyncConnection,
    channel_id: int,
    readings: Sequence[Reading],
    reader: str,
    at: datetime,
    older: Collection[int] = (),
) -> dict[int, Place]:
    """Write the posts' versions, a row for each text not seen before in its post; returns the places by message id.

    A post that has an older text again points to that older version again, and one that had vanished is there again; but the
    texts of older, message ids, are of an earlier time: they are kept beside the current version. A post keeps the
    date it had first. A version keeps when and by which reader it was seen first and last (an export has seen it when it had
    that text), the newest extractor that read it with that one's error, and with a new one goes a copy of what was fetched.
    """
    if len({reading.post.message_id for reading in readings}) < len(readings):
        raise ValueError("a batch holds each post once")
    posted = await _posts(connection, channel_id, readings)
    known: dict[int, dict[str, Row]] = defaultdict(dict)
    for some in portions([post["id"] for post in posted.values()]):
        for version in (await connection.execute(select(*_KNOWN).where(versions.c.post_id.in_(some)))).mappings():
            known[version["post_id"]][version["hash"]] = version
    new: list[dict[str, Any]] = []
    seen: list[dict[str, Any]] = []
    places: dict[int, tuple[Row, Row, Reading]] = {}
    for reading in readings:
        post = posted[reading.post.message_id]
        was = known[post["id"]].get(reading.post.hash)
        row: Row = was or _version(reading, post["id"], len(known[post["id"]]) + 1, reader, at)
        if was is None:
            new.append(dict(row))
        else:
            read = _seen_by(reading.post.as_of, at, reader, was) | _read_by(reading, was)
            seen.append({"version_id": was["id"]} | {f"new_{name}": value for name, value in read.items()})
        places[reading.post.message_id] = (post, row, reading)
    ids = dict(zip(((row["post_id"], row["number"]) for row in new), await insert_all(connection, versions, new), strict=True))
    if seen:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in (*_SIGHT, "extractor", "error")}
        await connection.execute(update(versions).where(versions.c.id == bindparam("version_id")).values(changed), seen)
    copied = [(ids[row["post_id"], row["number"]], read.post.fetched) for _, row, read in places.values() if "id" not in row]
    await keep(connection, copied, at)
    await _turn(connection, [place for message_id, place in places.items() if message_id not in older])
    return {
        message_id: Place(
            post_id=post["id"],
            date=post["date"],
            version_id=row["id"] if "id" in row else ids[post["id"], row["number"]],
            version=row["number"],
            extractor=reading.extractor,
        )
        for message_id, (post, row, reading) in places.items()
    }


async def _turn(connection: AsyncConnection, places: Iterable[tuple[Row, Row, Reading]]) -> None:
    """Point posts to the versions that they have now; those that had vanished are there again, unless that was before."""
    turned: dict[int, str] = {}
    moved: list[dict[str, Any]] = []
    for post, row, reading in places:
        gone, as_of = post["vanished_at"], reading.post.as_of
        back = gone is not None and (as_of is None or as_of > gone)
        if "id" not in row or post["version"] != row["number"]:
            turned[post["id"]] = reading.post.text
        if post["version"] != row["number"] or back:
            now = (None, None) if back else (gone, post["vanished_by"])
            moved.append({"post_id": post["id"], "new_version": row["number"], "gone_at": now[0], "gone_by": now[1]})
    await index(connection, turned)
    if moved:
        changed = {"version": "new_version", "vanished_at": "gone_at", "vanished_by": "gone_by"}
        values: dict[str, Any] = {column: bindparam(name) for column, name in changed.items()}
        await connection.execute(update(posts).where(posts.c.id == bindparam("post_id")).values(values), moved)


async def current_places(connection: AsyncConnection, channel_id: int, message_ids: Sequence[int]) -> dict[int, Place]:
    """The places of posts that were not read now, by message id: their versions as they stand."""
    found: dict[int, Place] = {}
    for some in portions(message_ids):
        query = (
            select(posts.c.id, posts.c.message_id, posts.c.date, versions.c.id.label("version_id"), versions.c.extractor)
            .add_columns(versions.c.number)
            .join_from(posts, versions, (versions.c.post_id == posts.c.id) & (versions.c.number == posts.c.version))
            .where(posts.c.channel_id == channel_id, posts.c.message_id.in_(some))
        )
        for row in await connection.execute(query):
            found[row.message_id] = Place(row.id, row.date, row.version_id, row.number, row.extractor)
    return found


async def save_reading_again(connection: AsyncConnection, channel_id: int, readings: Sequence[Reading]) -> dict[int, Place]:
    """Note which extractor read the posts' current versions now, and what broke it; returns the places by message id.

    When a version was seen is left as it was: nobody looked at the channel.
    """
    places = await current_places(connection, channel_id, [reading.post.message_id for reading in readings])
    rows = [
        {"version_id": places[reading.post.message_id].version_id, "new_extractor": reading.extractor, "new_error": reading.error}
        for reading in readings
    ]
    if rows:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("extractor", "error")}
        await connection.execute(update(versions).where(versions.c.id == bindparam("version_id")).values(changed), rows)
    extractors = {reading.post.message_id: reading.extractor for reading in readings}
    return {message_id: replace(place, extractor=extractors[message_id]) for message_id, place in places.items()}


_SIGHT = ("first_seen", "reader", "last_seen", "last_reader")
_KNOWN = tuple(versions.c[name] for name in ("id", "post_id", "number", "hash", *_SIGHT, "extractor", "error"))


async def _posts(connection: AsyncConnection, channel_id: int, readings: Sequence[Reading]) -> dict[int, Row]:
    """The rows of these posts by message id, new ones written."""
    found: dict[int, Row] = {}
    for some in portions([reading.post.message_id for reading in readings]):
        query = select(posts).where(posts.c.channel_id == channel_id, posts.c.message_id.in_(some))
        found |= {row["message_id"]: row for row in (await connection.execute(query)).mappings()}
    new: list[dict[str, Any]] = [
        {"channel_id": channel_id, "message_id": reading.post.message_id, "date": reading.post.date, "version": 1}
        for reading in readings
        if reading.post.message_id not in found
    ]
    for row, post_id in zip(new, await insert_all(connection, posts, new), strict=True):
        found[row["message_id"]] = row | {"id": post_id, "vanished_at": None, "vanished_by": None}
    if new:
        counted = update(channels).where(channels.c.id == channel_id).values(posts=channels.c.posts + len(new))
        await connection.execute(counted)
    return found


def _read_by(reading: Reading, was: Row) -> dict[str, Any]:
    if was["extractor"] > reading.extractor:
        return {"extractor": was["extractor"], "error": was["error"]}
    return {"extractor": reading.extractor, "error": reading.error}


def _seen_by(as_of: datetime | None, at: datetime, reader: str, was: Row) -> dict[str, Any]:
    """When and by whom a version was seen first and last, once it was seen again; a clock that was set back changes nothing."""
    sight = {name: was[name] for name in _SIGHT}
    if as_of is not None and as_of < was["first_seen"]:
        sight |= {"first_seen": as_of, "reader": reader}
    if (as_of or at) >= was["last_seen"]:
        sight |= {"last_seen": as_of or at, "last_reader": reader}
    return sight


def _version(reading: Reading, post_id: int, number: int, reader: str, at: datetime) -> dict[str, Any]:
    post, seen = reading.post, reading.post.as_of or at
    return {
        "post_id": post_id,
        "number": number,
        "hash": post.hash,
        "text": post.text,
        "edited": post.edited,
        "picture_only": post.picture_only,
        "forwarded_from": post.forwarded_from,
        "first_seen": seen,
        "last_seen": seen,
        "reader": reader,
        "last_reader": reader,
        "extractor": reading.extractor,
        "error": reading.error,
    }
