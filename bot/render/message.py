"""A message before it is Telegram's: HTML and rows of buttons."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMIT", "Button", "Buttons", "Message"]

LIMIT = 4096
"""How many characters Telegram takes in one message."""

LONGEST_PRESS = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A button that opens an address, or that calls back with "<command>:<payload>" (64 bytes at most, else ValueError)."""

    label: str
    press: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if (self.press is None) == (self.url is None):
            raise ValueError("a button either presses or links")
        if self.press is not None and not 0 < len(self.press.encode()) <= LONGEST_PRESS:
            raise ValueError(f"callback data of {len(self.press.encode())} bytes")


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """HTML as Telegram takes it, with its rows of buttons."""

    html: str
    buttons: Buttons = ()
