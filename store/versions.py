"""Versions: the texts that a post has had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Reading
from store.codec import Row
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
    connection: AsyncConnection, channel_id: int, readings: Sequence[Reading], reader: str, at: datetime
) -> dict[int, Place]:
    """Write the posts' versions, a row for each text not seen before in its post; returns the places by message id.

    A post that has an older text again points to that older version again. A post keeps the date it had first. A version keeps
    the newest extractor that read it, and that one's error. A post that says as of when it is was seen then, the others at `at`.
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
            read = {"last_seen": max(reading.post.as_of or at, was["last_seen"])} | _read_by(reading, was)
            seen.append({"version_id": was["id"]} | {f"new_{name}": value for name, value in read.items()})
        places[reading.post.message_id] = (post, row, reading)
    ids = dict(zip(((row["post_id"], row["number"]) for row in new), await insert_all(connection, versions, new), strict=True))
    if seen:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("last_seen", "extractor", "error")}
        await connection.execute(update(versions).where(versions.c.id == bindparam("version_id")).values(changed), seen)
    turned = {
        post["id"]: reading.post.text
        for post, row, reading in places.values()
        if "id" not in row or post["version"] != row["number"]
    }
    await index(connection, turned)
    moved = [
        {"post_id": post["id"], "new_version": row["number"]}
        for post, row, _ in places.values()
        if post["version"] != row["number"]
    ]
    if moved:
        turn = update(posts).where(posts.c.id == bindparam("post_id")).values(version=bindparam("new_version"))
        await connection.execute(turn, moved)
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


_KNOWN = tuple(versions.c[name] for name in ("id", "post_id", "number", "hash", "last_seen", "extractor", "error"))


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
        found[row["message_id"]] = row | {"id": post_id}
    if new:
        counted = update(channels).where(channels.c.id == channel_id).values(posts=channels.c.posts + len(new))
        await connection.execute(counted)
    return found


def _read_by(reading: Reading, was: Row) -> dict[str, Any]:
    if was["extractor"] > reading.extractor:
        return {"extractor": was["extractor"], "error": was["error"]}
    return {"extractor": reading.extractor, "error": reading.error}


def _version(reading: Reading, post_id: int, number: int, reader: str, at: datetime) -> dict[str, Any]:
    post = reading.post
    return {
        "post_id": post_id,
        "number": number,
        "hash": post.hash,
        "text": post.text,
        "edited": post.edited,
        "picture_only": post.picture_only,
        "forwarded_from": post.forwarded_from,
        "first_seen": post.as_of or at,
        "last_seen": post.as_of or at,
        "reader": reader,
        "extractor": reading.extractor,
        "error": reading.error,
    }
