"""The words of a rich message (headings, lists, tables), laid out in lines as the preview page lays them out (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from telethon.tl import types

__all__ = ["plain"]


def plain(message: types.RichMessage) -> str:
    """The words of all its blocks, a line a paragraph, list item or row of a table."""
    return "\n".join(_lines(message.blocks))


def _lines(blocks: Iterable[object]) -> Iterator[str]:
    for block in blocks:
        yield from filter(None, map(_words, (getattr(block, "title", None), getattr(block, "text", None))))
        for row in getattr(block, "rows", ()):
            yield " ".join(_words(cell.text) for cell in row.cells)
        yield from _lines(getattr(block, "items", ()))
        yield from _lines(getattr(block, "blocks", ()))
        yield from _caption(getattr(block, "caption", None))


def _caption(caption: object) -> Iterator[str]:
    """What stands beneath a quotation, or beneath a picture with its credit."""
    parts = (caption.text, caption.credit) if isinstance(caption, types.PageCaption) else (caption,)
    yield from filter(None, map(_words, parts))


def _words(text: object) -> str:
    """The words of a piece of rich text; what is marked in it is left out."""
    if isinstance(text, str):
        return text
    if isinstance(text, types.TextConcat):
        return "".join(map(_words, text.texts))
    if isinstance(text, types.TextCustomEmoji):
        return str(text.alt)
    return _words(getattr(text, "text", getattr(text, "source", "")))
