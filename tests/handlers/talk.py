"""A person in a chat with the bot, and what was said, as text that can be read aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape

from handlers import front
from handlers.desk import NOTHING, Answer, Ask, Button, Desk


@dataclass
class Talk:
    """One person's chat, or a group where another id is given: type words, press buttons by label, and read the transcript."""

    desk: Desk
    user: int = 7
    name: str = "Olena"
    chat: int = 0
    lines: list[str] = field(default_factory=list)
    shown: Answer = field(default_factory=lambda: Answer(""))

    async def type(self, text: str) -> Answer:
        """Send a message, as a command where it begins with a slash."""
        self.lines.append(f"> {text if len(text) <= 80 else text[:79] + '…'}")
        ask = await self._ask()
        if text.startswith("/"):
            name, _, words = text[1:].partition(" ")
            if front.by_name(name) is None:
                return self._show(await front.typed(self.desk, _worded(ask, text), None))
            return self._show(await front.command(self.desk, _worded(ask, words), name))
        return self._show(await front.typed(self.desk, _worded(ask, text), ask.chat.draft))

    async def press(self, label: str) -> Answer:
        """Press a button of the newest message."""
        found = [button for row in self.shown.buttons for button in row if button.label == label]
        assert found, f"no button {label!r} under {self.shown.html!r}"
        return await self.send(found[0].press or "", label)

    async def send(self, data: str, label: str = "an old button") -> Answer:
        """Press a button that holds this data, wherever it came from."""
        self.lines.append(f"> [{label}]")
        answer = await front.pressed(self.desk, await self._ask(), data)
        if answer.toast:
            self.lines.append(f"({answer.toast})")
        return self._show(answer)

    @property
    def transcript(self) -> str:
        """All that was said: typed and pressed after >, buttons in brackets, links as their words."""
        return "\n".join(self.lines) + "\n"

    async def _ask(self) -> Ask:
        async with self.desk.store.reading() as ledger:
            chat = await ledger.chats.get(self.chat or self.user)
        return Ask(chat, self.user, self.user in self.desk.settings.admin_ids, name=self.name, bot="communique_bot")

    def _show(self, answer: Answer) -> Answer:
        self.shown = answer
        if answer == NOTHING:
            self.lines += ["(no answer)", ""]
            return answer
        text = plain(answer.html)
        self.lines += [f"(edited) {text}" if answer.edit else text]
        self.lines += [" ".join(f"[{_face(button)}]" for button in row) for row in answer.buttons]
        self.lines.append("")
        return answer


def _worded(ask: Ask, words: str) -> Ask:
    return replace(ask, words=words)


def _face(button: Button) -> str:
    return button.label if button.url is None else f"{button.label} → {button.url}"


def plain(html: str) -> str:
    """The message as it is read; fails on a tag that Telegram does not know or that is not closed."""
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w*)[^>]*>", html):
        assert tag in ("b", "i", "a", "code"), html
        if closing:
            assert open_tags, html
            assert open_tags.pop() == tag, html
        else:
            open_tags.append(tag)
    assert not open_tags, html
    text = re.sub(r"<[^>]+>", "", html)
    assert "<" not in text, html
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#)", text), html
    assert len(text) <= 4096
    return unescape(text)
