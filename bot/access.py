"""Who may use a bot that is not open to everyone: people and groups on a list, and links that let others in (pure)."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

__all__ = ["Guest", "Invite", "NotAllowedError", "hashed", "new_token", "payload", "token_of"]

PAYLOAD = re.compile(r"in-([A-Za-z0-9_-]{22})")
"""What follows `/start` where a link was opened; Telegram takes 64 such characters."""

TOKEN_BYTES = 16


class NotAllowedError(Exception):
    """The chat is not, or no longer, among those that may use the bot."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A person (id over 0, that of their private chat, too) or a group that may use the bot.

    name is as it was when they came in; since is UTC; by is who let them in. A group that a guest added the bot to is brought_by
    that person, and may use it as long as they may; invite is the number of the link that was opened.
    """

    id: int
    name: str
    since: datetime
    by: int
    brought_by: int | None = None
    invite: int | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that lets so many in until a moment (UTC); only its token's hash is kept. id is 0 before it is saved."""

    token_hash: str
    made_at: datetime
    made_by: int
    expires_at: datetime
    uses: int
    used: int = 0
    revoked_at: datetime | None = None
    id: int = 0

    def is_open(self, now: datetime) -> bool:
        """Whether it lets anybody in now."""
        return self.revoked_at is None and self.used < self.uses and now < self.expires_at


def new_token() -> str:
    """A token that nobody can guess, of letters that a link may hold."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str) -> str:
    """What is kept of a token: it is random enough that its plain hash tells nothing of it."""
    return sha256(token.encode()).hexdigest()


def payload(token: str) -> str:
    """What a link hands to the bot: t.me/<bot>?start=<payload>."""
    return f"in-{token}"


def token_of(words: str) -> str | None:
    """The token that a link handed over; None where the words are something else."""
    found = PAYLOAD.fullmatch(words.strip())
    return found[1] if found else None
