"""Telegram's HTML → text and entities, refused as Telegram's server refuses it (`parse_html` in tdlib's MessageEntity.cpp)."""

from __future__ import annotations

import re

from tests.telegram.entities import KINDS, Entity, Marked, Opened, argument_of, decoded, entity_of, refused, units

__all__ = ["parse_html"]

REFERENCE = re.compile(r"&(?:#(?:x([0-9a-fA-F]+)|([0-9]+))|([a-zA-Z]+));?")
SPACE = " \t\r\n\0\v"


def parse_html(html: str) -> Marked:
    """The text and the entities of HTML; raises RefusedError as Telegram would."""
    return _Parser(html).parse()


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text = ""
        self.open: list[Opened] = []
        self.entities: list[Entity] = []

    def parse(self) -> Marked:
        while self.at < len(self.html):
            if self.html[self.at] != "<":
                self._character()
            elif self._peek(1) == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise refused(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        if any("\ud800" <= one <= "\udfff" for one in self.text):
            raise refused(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return Marked(self.text, tuple(sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))))

    def _peek(self, ahead: int = 0) -> str:
        """The character there; a NUL behind the end, which counts as space."""
        place = self.at + ahead
        return self.html[place] if place < len(self.html) else "\0"

    def _where(self, at: int) -> str:
        return f"at byte offset {len(self.html[:at].encode('utf-8', 'surrogatepass'))}"

    def _character(self) -> None:
        found = REFERENCE.match(self.html, self.at)
        meant = decoded(found) if found else ""
        self.text += meant or self.html[self.at]
        self.at = found.end() if found and meant else self.at + 1

    def _word(self, ends: str) -> str:
        begin = self.at
        while self._peek() not in SPACE + ends:
            self.at += 1
        return self.html[begin : self.at]

    def _skip_space(self) -> None:
        while self.at < len(self.html) and self._peek() in SPACE:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._word(">").lower()
        if self.at >= len(self.html):
            raise refused(f"Unclosed start tag {self._where(begin)}")
        if tag not in KINDS:
            raise refused(f'Unsupported start tag "{tag}" {self._where(begin)}')
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == ">":
                break
            name, value = self._attribute(tag, begin)
            argument = argument_of(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise refused(f'Tag "span" must have class "tg-spoiler" {self._where(begin)}')
        self.open.append(Opened(tag, argument, units(self.text), len(self.text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._word("=>" if tag == "blockquote" else "=")
        if not name:
            raise refused(f'Empty attribute name in the tag "{tag}" {self._where(begin)}')
        self._skip_space()
        if tag == "blockquote" and name == "expandable" and self._peek() != "=":
            return name, "1"
        if self._peek() != "=":
            raise refused(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {self._where(begin)}')
        self.at += 1
        self._skip_space()
        if self.at >= len(self.html):
            raise refused(f'Unclosed start tag "{tag}" {self._where(begin)}')
        value = self._quoted() if self._peek() in "'\"" else self._token()
        if self.at >= len(self.html):
            raise refused(f"Unclosed start tag {self._where(begin)}")
        return name, value

    def _token(self) -> str:
        begin = self.at
        while self._peek().isascii() and (self._peek().isalnum() or self._peek() in ".-"):
            self.at += 1
        if self._peek() not in SPACE + ">":
            raise refused(f"Unexpected end of name token {self._where(begin)}")
        return self.html[begin : self.at].lower()

    def _quoted(self) -> str:
        quote = self._peek()
        end = self.html.find(quote, self.at + 1)
        value = self.html[self.at + 1 : end if end >= 0 else len(self.html)]
        self.at = end + 1 if end >= 0 else len(self.html)
        return REFERENCE.sub(lambda found: decoded(found) or found[0], value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise refused(f"Unexpected end tag {self._where(begin)}")
        self.at += 2
        tag = self._word(">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise refused(f"Unclosed end tag {self._where(begin)}")
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise refused(f'Unmatched end tag {self._where(begin)}, expected "</{opened.tag}>", found "</{tag}>"')
        length = units(self.text) - opened.offset
        if length and (entity := entity_of(opened, length, self.text, self.entities)):
            self.entities.append(entity)
