"""The full-text index over posts' current texts, the one part that is written twice: FTS5 on SQLite, a tsvector on PostgreSQL.

What a word is, is decided here and not by a database's parser, so that both find the same: letters and digits, small, without
apostrophes and without the dots of ё. The index holds each word of a post once and no order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import DDL, MetaData, Select, column, event, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["attach", "index", "matching", "words_of"]

WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`´][^\W_]+)*")
APOSTROPHES = re.compile(r"['’ʼ‘`´]")
LONGEST = 64
HANGUL = ("가", "힣")
"""Particles are glued to a word in Korean, so a form that ends in Hangul is found at the beginning of words, too."""

MAKE: Mapping[str, Sequence[str]] = {
    "sqlite": ("CREATE VIRTUAL TABLE post_words USING fts5(words, tokenize = 'ascii', detail = 'none')",),
    "postgresql": (
        "CREATE TABLE post_words (post_id BIGINT CONSTRAINT pk_post_words PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_post_words_words ON post_words USING gin (words)",
    ),
}

_FORGET = text("DELETE FROM post_words WHERE rowid = :post")
_WRITE = {
    "sqlite": text("INSERT INTO post_words (rowid, words) VALUES (:post, :words)"),
    "postgresql": text(
        "INSERT INTO post_words (post_id, words) VALUES (:post, array_to_tsvector(string_to_array(:words, ' '))) "
        "ON CONFLICT (post_id) DO UPDATE SET words = excluded.words"
    ),
}
_INDEX = table("post_words", column("rowid"), column("post_id"))


def attach(metadata: MetaData) -> None:
    """Let whoever makes or drops all tables make or drop the index, too."""
    for dialect, statements in MAKE.items():
        for statement in statements:
            event.listen(metadata, "after_create", _ddl(statement).execute_if(dialect=dialect))
    event.listen(metadata, "before_drop", _ddl("DROP TABLE post_words"))


def _ddl(statement: str) -> DDL:
    return DDL(statement)  # type: ignore[no-untyped-call]


def words_of(prose: str) -> list[str]:
    """The words of a text as the index knows them, each once, in order."""
    return sorted({_norm(word) for word in set(WORD.findall(prose))})


async def index(connection: AsyncConnection, texts: Mapping[int, str]) -> None:
    """Let the index hold these texts for the posts of these ids, in place of what it held."""
    rows = [{"post": post, "words": " ".join(words_of(prose))} for post, prose in texts.items()]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        await connection.execute(_FORGET, rows)
    await connection.execute(_WRITE[connection.dialect.name], rows)


def matching(dialect: str, words: Sequence[Collection[str]]) -> Select[Any] | None:
    """The ids of the posts that have, of each word, one of its forms; None where nothing is asked that could be found."""
    asked = [[tokens for form in sorted(forms) if (tokens := words_of(form))] for forms in words]
    if not asked or not all(asked):
        return None
    if dialect == "sqlite":
        query = _query(asked, " AND ", " OR ", '"{}"', '"{}"*')
        return select(_INDEX.c.rowid).where(text("post_words MATCH :query").bindparams(query=query))
    query = _query(asked, " & ", " | ", "'{}'", "'{}':*")
    return select(_INDEX.c.post_id).where(text("words @@ CAST(CAST(:query AS text) AS tsquery)").bindparams(query=query))


def _query(asked: Sequence[Sequence[Sequence[str]]], both: str, either: str, whole: str, beginning: str) -> str:
    """A question in a database's own writing; no word holds a quotation mark or anything else that means something there."""

    def form(tokens: Sequence[str]) -> str:
        return both.join((beginning if HANGUL[0] <= word[-1] <= HANGUL[1] else whole).format(word) for word in tokens)

    return both.join("(" + either.join(f"({form(tokens)})" for tokens in forms) + ")" for forms in asked)


def _norm(word: str) -> str:
    word = word.casefold()
    if not word.isalnum():
        word = APOSTROPHES.sub("", word)
    return word.replace("ё", "е")[:LONGEST]
