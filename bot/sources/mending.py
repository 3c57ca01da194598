"""JSON as programs really write it, made such that a strict reader takes it, in constant memory."""

from __future__ import annotations

import re
from typing import BinaryIO

__all__ = ["Mended", "TooLongError"]

CLEAN = re.compile(rb'(?:[^"]*+"[^"\\\x00-\x1f]*+(?:\\["\\/bfnrtu][^"\\\x00-\x1f]*+)*+")*+')
STRING = re.compile(rb'([^"]*+)("[^"\\]*+(?:\\.[^"\\]*+)*+")', re.DOTALL)
WRONG = re.compile(rb'\\(?P<good>["\\/bfnrtu])|\\x(?P<code>[0-9A-Fa-f]{2})|\\(?P<bad>.)|(?P<raw>[\x00-\x1f])', re.DOTALL)

MARK = b"\xef\xbb\xbf"
LONGEST = 1 << 26
"""Bytes of one string; none of Telegram's comes near it."""


class TooLongError(ValueError):
    """There is a string without an end."""


class Mended:
    """A file of JSON to read from: control characters that stand raw in strings are escaped, and so are those written as `\\x0B`.

    Telegram Desktop writes the latter. Bytes that are no UTF-8 become U+FFFD; replaced counts the pieces that had some.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read from a file from where it is."""
        self._file = file
        self._rest = b""
        self._begun = self._ended = False
        self.replaced = 0

    def read(self, size: int) -> bytes:
        """About so many bytes, more or less; none at the end. Raises TooLongError."""
        if size <= 0:
            return b""
        while not self._ended:
            if len(self._rest) > LONGEST:
                raise TooLongError("a string has no end")
            more = self._file.read(max(size, len(self._rest)))
            self._ended = not more
            if not self._begun:
                more, self._begun = more.removeprefix(MARK), True
            if given := self._mended(self._rest + more):
                return given
        rest, self._rest = self._rest, b""
        return rest.decode(errors="replace").encode()  # a string that was cut off may end within a character

    def _mended(self, data: bytes) -> bytes:
        """What of it ends with a whole string; what comes after is kept."""
        parts, start = [], 0
        while True:
            clean = CLEAN.match(data, start)
            end = clean.end() if clean else start
            parts.append(data[start:end])
            broken = STRING.match(data, end)
            if broken is None:
                self._rest = data[end:]
                return self._decoded(b"".join(parts))
            parts += broken[1], WRONG.sub(_mend, broken[2])
            start = broken.end()

    def _decoded(self, data: bytes) -> bytes:
        try:
            data.decode()
        except UnicodeDecodeError:
            self.replaced += 1
            return data.decode(errors="replace").encode()
        return data


def _mend(found: re.Match[bytes]) -> bytes:
    if found["good"] is not None:
        return found[0]
    if found["bad"] is not None:
        return found["bad"]
    return b"\\u00" + (found["code"] or b"%02x" % found["raw"][0])
