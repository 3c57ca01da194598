"""The full-text index over posts' current texts, filled with those that are there."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`´][^\W_]+)*")
APOSTROPHES = re.compile(r"['’ʼ‘`´]")
PORTION = 500
CURRENT = sa.text(
    "SELECT posts.id, versions.text FROM posts JOIN versions ON versions.post_id = posts.id AND versions.number = posts.version "
    "WHERE posts.id > :after ORDER BY posts.id LIMIT :portion"
)
WRITE = {
    "sqlite": sa.text("INSERT INTO post_words (rowid, words) VALUES (:post, :words)"),
    "postgresql": sa.text(
        "INSERT INTO post_words (post_id, words) VALUES (:post, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}


def upgrade() -> None:
    """Make it; its words are told here, as the program tells them, so that both databases find the same."""
    connection = op.get_bind()
    dialect = connection.dialect.name
    if dialect == "sqlite":
        op.execute("CREATE VIRTUAL TABLE post_words USING fts5(words, tokenize = 'ascii', detail = 'none')")
    else:
        op.execute("CREATE TABLE post_words (post_id BIGINT CONSTRAINT pk_post_words PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_post_words_words ON post_words USING gin (words)")
    after = -1
    while rows := connection.execute(CURRENT, {"after": after, "portion": PORTION}).all():
        connection.execute(WRITE[dialect], [{"post": post, "words": _words(prose)} for post, prose in rows])
        after = rows[-1][0]


def _words(prose: str) -> str:
    found = (APOSTROPHES.sub("", word[0].casefold()).replace("ё", "е")[:64] for word in WORD.finditer(prose))
    return " ".join(sorted(set(found)))
