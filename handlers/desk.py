"""What a handler is given and what it gives back; no word of Telegram's library in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version

from bot.clock import Clock
from bot.model import Chat, Draft
from bot.render.message import Button, Buttons
from bot.render.view import View
from bot.settings import Settings
from bot.sources import Pull
from bot.texts import Texts
from handlers.presets import Presets
from handlers.strangers import Strangers
from store import Store

__all__ = ["NOTHING", "Answer", "Ask", "Button", "Buttons", "Command", "Desk", "Run"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every handler works with; readers by the name that channels hold, the first one for new channels."""

    store: Store
    settings: Settings
    texts: Texts
    clock: Clock
    readers: Mapping[str, Pull]
    presets: Presets = field(default_factory=Presets.load)
    strangers: Strangers = field(default_factory=Strangers)
    version: str = field(default_factory=partial(version, "communique"))

    @property
    def way_in(self) -> str:
        """The name of the reader that a new channel gets."""
        return next(iter(self.readers))

    def view(self, chat: Chat) -> View:
        """How this chat sees records, now."""
        return View(self.texts, chat.language, chat.zone, self.clock())


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person wants: words typed after the command, or the payload of a pressed button.

    draft is the half-finished dialogue to which the words are an answer; None where the command was typed.
    topic is the forum topic that it was said in, 0 where there are none and for the General one.
    name is the group's title, or the person's name in a private chat; bot is the bot's own name, without @.
    """

    chat: Chat
    user_id: int
    is_admin: bool
    words: str = ""
    button: str | None = None
    draft: Draft | None = None
    topic: int = 0
    name: str = ""
    bot: str = ""

    @property
    def is_private(self) -> bool:
        """Whether nobody else is in the chat."""
        return self.chat.id == self.user_id


@dataclass(frozen=True, slots=True)
class Answer:
    """What to show: HTML with buttons; edit puts it in place of the message whose button was pressed, toast a passing remark.

    on_shown is called with the id of the message that shows it, where somebody wants to change that later.
    """

    html: str
    buttons: Buttons = ()
    edit: bool = False
    toast: str | None = None
    on_shown: Callable[[int], Awaitable[None]] | None = field(default=None, compare=False, repr=False)


NOTHING = Answer("")
"""No answer at all."""

Run = Callable[[Desk, Ask], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the chat; slow ones ask the network, and keep nobody else waiting. Its line for /help is "about-<name>"."""

    name: str
    run: Run
    admin: bool = False
    slow: bool = False
