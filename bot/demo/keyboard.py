"""What is typed on the terminal, line by line, while the event loop goes on."""

from __future__ import annotations

import asyncio
import codecs
import os
import sys
from collections.abc import AsyncIterator, Callable
from threading import Thread

from rich.cells import cell_len
from rich.console import Console

__all__ = ["QUIT", "is_typed_by_hand", "keyboard"]

QUIT = "/quit"
PORTION = 4096


def is_typed_by_hand() -> bool:
    """Whether somebody sits at the keyboard, rather than a script being piped in."""
    return sys.stdin is not None and sys.stdin.isatty()  # None where it was closed before the start


async def keyboard(console: Console) -> AsyncIterator[str]:
    """Lines as they are typed, until Ctrl-D, the pipe's end or /quit."""
    if sys.stdin is None:
        return
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(line: str | None) -> None:
        try:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        except RuntimeError:  # the loop is closed: nobody listens any more
            sys.exit()

    # A thread, since not every file can be watched by the loop; it ends with the process. It reads the descriptor and
    # not sys.stdin, whose lock, held by a thread that waits for a key, would make the interpreter's end fail.
    Thread(target=_read, args=(sys.stdin.fileno(), put), daemon=True, name="keyboard").start()
    while (line := await lines.get()) is not None and line.strip() != QUIT:
        if is_typed_by_hand() and console.is_terminal:
            _take_back(line, console)
        yield line


def _portion(descriptor: int) -> bytes:
    """What was typed next; nothing at the end, be it a terminal that hung up or a pipe closed under us."""
    try:
        return os.read(descriptor, PORTION)
    except OSError:
        return b""


def _read(descriptor: int, put: Callable[[str | None], None]) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    rest = ""
    while portion := _portion(descriptor):
        *whole, rest = (rest + decoder.decode(portion)).split("\n")
        for line in whole:
            put(line.removesuffix("\r"))
    if rest:
        put(rest)
    put(None)


def _take_back(line: str, console: Console) -> None:
    """Wipe what the terminal itself echoed: the chat shows the line in its own way."""
    rows = max(1, -(-cell_len(line) // console.width))
    console.file.write(f"\x1b[{rows}A\x1b[J")
    console.file.flush()
