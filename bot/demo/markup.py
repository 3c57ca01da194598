"""Telegram's HTML → styled text of a terminal; as strict as Telegram is, so that the demo shows what Telegram would refuse."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from rich.style import Style
from rich.text import Text

__all__ = ["MarkupError", "clean", "styled"]

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "code": "cyan",
    "pre": "cyan",
    "blockquote": "dim",
    "a": "underline",
}
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
ADDRESS = re.compile(r"(?:https?|tg)://[^\s\x00-\x1f]+")


class MarkupError(ValueError):
    """HTML that Telegram would refuse; says why as Telegram would."""


def clean(text: str) -> str:
    """The text without what would command the terminal (escape codes) or could not be printed (lone surrogates)."""
    return CONTROLS.sub(" ", text).encode("utf-8", "replace").decode("utf-8")


def styled(html: str) -> Text:
    """The message as it looks, links hidden behind their words; raises MarkupError where Telegram would refuse it."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if parser.open:
        raise MarkupError(f"Can't find end tag corresponding to start tag {parser.open[-1][0]}")
    return parser.text


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self.open: list[tuple[str, Style]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in STYLES:
            raise MarkupError(f'Unsupported start tag "{tag}"')
        style = Style.parse(STYLES[tag])
        address = dict(attrs).get("href") or ""
        if tag == "a" and ADDRESS.fullmatch(address):
            style += Style(link=address)
        self.open.append((tag, style))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise MarkupError(f'Unmatched end tag "{tag}"')
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(clean(data), sum((style for _, style in self.open), Style.null()))
