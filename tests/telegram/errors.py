"""How Telegram refuses: a status, its own words, and sometimes a parameter that says what to do."""

from __future__ import annotations

from typing import Any


class RefusedError(Exception):
    """What a method of the Bot API answers instead of a result."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    @property
    def body(self) -> dict[str, Any]:
        """The answer as JSON."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        return body if self.parameters is None else {**body, "parameters": self.parameters}


def bad_request(words: str) -> RefusedError:
    """The 400 with these words."""
    return RefusedError(400, f"Bad Request: {words}")


def forbidden(words: str) -> RefusedError:
    """The 403 with these words."""
    return RefusedError(403, f"Forbidden: {words}")


def conflict(words: str) -> RefusedError:
    """The 409 with these words."""
    return RefusedError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> RefusedError:
    """The 429 that asks to wait so many seconds."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
