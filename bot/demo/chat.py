"""A chat on a terminal: the bot's messages as they stand, their buttons with numbers, and what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.demo.markup import ADDRESS, MarkupError, clean, styled

__all__ = ["MOST_TEXT", "Chat", "Keyboard", "RefusedError", "Shown"]

MOST_TEXT = 4096

Keyboard = tuple[tuple[dict[str, Any], ...], ...]


class RefusedError(Exception):
    """What Telegram would answer "400 Bad Request" to, in its words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot's as it stands; html is what it was made of, text what is read."""

    number: int
    html: str
    text: str
    keyboard: Keyboard = ()

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The buttons in the order of their numbers, from 1 on."""
        return [button for row in self.keyboard for button in row]


class Chat:
    """Shows a chat and remembers its messages."""

    def __init__(self, console: Console) -> None:
        """Start empty."""
        self._console = console
        self._messages: dict[int, Shown] = {}  # the one shown last stands last

    def send(self, number: int, html: str, keyboard: Keyboard) -> Shown:
        """Show a new message; raises RefusedError where Telegram would not take it."""
        return self._show(number, html, keyboard, ())

    def edit(self, number: object, html: str, keyboard: Keyboard) -> Shown | None:
        """Show a message as it stands now; None where nothing of it changed. Raises RefusedError as `send` does."""
        before = self._messages.get(number) if isinstance(number, int) else None
        if before is None:
            raise RefusedError("message to edit not found")
        if (before.html, before.keyboard) == (html, keyboard):
            return None
        return self._show(before.number, html, keyboard, [Text("✎ edited\n", "dim italic")])

    def echo(self, line: str) -> None:
        """Show what was typed."""
        self._print(Text.assemble("\n", ("❯ ", "bold cyan"), (line, "bold")))

    def remark(self, words: str) -> None:
        """Show what is no message: a toast, or what the terminal itself has to say."""
        self._print(Text(f"({clean(words)})", "italic dim"))

    def visit(self, address: str) -> None:
        """Show where a button leads."""
        link = address if ADDRESS.fullmatch(address) else None
        self._print(Text.assemble("opens ", (clean(address), Style(underline=True, link=link))))

    @property
    def with_buttons(self) -> Shown | None:
        """The message whose buttons the numbers press: of those that have any, the one shown last."""
        return next((message for message in reversed(self._messages.values()) if message.keyboard), None)

    def _show(self, number: int, html: str, keyboard: Keyboard, above: Iterable[Text]) -> Shown:
        try:
            text = styled(html)
        except MarkupError as error:
            raise RefusedError(f"can't parse entities: {error}") from None
        if not text.plain.strip():
            raise RefusedError("message text is empty")
        if len(text) > MOST_TEXT:
            raise RefusedError("message is too long")
        message = Shown(number, html, text.plain, keyboard)
        self._messages.pop(number, None)
        self._messages[number] = message
        self._print(Text.assemble("\n", *above, text, *_numbered(keyboard)))
        return message

    def _print(self, text: Text) -> None:
        # What is piped on is read by programs, which want no line broken for their sake.
        self._console.print(text, soft_wrap=not self._console.is_terminal)


def _numbered(keyboard: Keyboard) -> list[Text]:
    """The rows of buttons, each button with the number that presses it."""
    numbers = count(1)
    lines = []
    for row in keyboard:
        faces = [Text.assemble((str(next(numbers)), "bold yellow"), " ", (clean(button["text"]), "yellow")) for button in row]
        lines += [Text("\n"), Text("   ").join(faces)]
    return lines
