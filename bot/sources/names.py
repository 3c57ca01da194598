"""The names of channels as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["channel_name", "number_of", "private_name", "suggest"]

NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9]){3,31}")
HOST = r"(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)"
END = r"(?=[/?#]|$)"
FORMS = (
    re.compile(rf"@?(?P<name>{NAME.pattern})"),
    re.compile(rf"(?:https?://)?{HOST}/(?:s/)?@?(?P<name>{NAME.pattern}){END}.*", re.IGNORECASE),
    re.compile(rf"(?:https?://)?(?P<name>{NAME.pattern})\.t\.me{END}.*", re.IGNORECASE),
    re.compile(rf"tg://resolve\?(?:.*&)?domain=(?P<name>{NAME.pattern})(?:&.*)?", re.IGNORECASE),
)
PRIVATE = re.compile(rf"(?:-100|@?c/|(?:https?://)?{HOST}/c/)(?P<number>[1-9][0-9]{{4,15}}){END}.*", re.IGNORECASE)
"""A channel without a public name: its numeric id as the Bot API writes it, or a link to a post of it."""

PATHS = frozenset(
    {"addemoji", "addlist", "addstickers", "addtheme", "boost", "confirmphone", "contact", "giftcode", "invoice"}
    | {"joinchat", "login", "proxy", "setlanguage", "share", "socks", "stars"}
)
"""First words of Telegram's own addresses, which are nobody's name."""

LONGEST = 32
ALIKE = 0.75


def channel_name(text: str) -> str | None:
    """The channel's name in a name, an @name or a link to the channel or to a post of it; None where it is no such thing.

    Names follow Telegram's rules: 4 to 32 Latin letters, digits and single underscores, a letter first, no underscore
    last. Links of invitation hold none. A channel without a public name is called by its numeric id, as in links to its
    posts: "c/1234567890".
    """
    text = text.strip().rstrip(".,;:!)»”'\"")
    if private := PRIVATE.fullmatch(text):
        return private_name(int(private["number"]))
    for form in FORMS:
        if found := form.fullmatch(text):
            name = found["name"]
            return name if len(name) <= LONGEST and name.lower() not in PATHS else None
    return None


def private_name(telegram_id: int) -> str:
    """What stands for the name of a channel that has no public one: t.me/<this>/<post> is a post's address for its members."""
    return f"c/{telegram_id}"


def number_of(name: str) -> int | None:
    """The bare numeric id in what stands for a name; None where it is a public name."""
    return int(name[2:]) if re.fullmatch(r"c/[0-9]{1,16}", name) else None


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, or None where none is near; the same name in other case is not offered."""
    spelled = {other.casefold(): other for other in known}
    near = get_close_matches(name.casefold(), spelled, n=1, cutoff=ALIKE)
    return spelled[near[0]] if near and near[0] != name.casefold() else None
