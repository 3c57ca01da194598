"""The fake Telegram and the server of preview pages as a process of their own: `python -m tests.telegram`.

Prints one line of JSON, {"api": …, "pages": …, "control": …}, and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import json

from tests.sources.server import PreviewServer
from tests.telegram.control import Control, Controlled
from tests.telegram.engine import Telegram
from tests.telegram.http import listening, serving


async def main() -> None:
    """Serve on free ports, and tell which."""
    controlled = Controlled(Telegram(limits=True), PreviewServer())
    async with (
        serving(controlled.telegram, controlled.pages) as (api, pages),
        listening(Control, {"controlled": controlled}) as control,
    ):
        print(json.dumps({"api": api, "pages": pages, "control": control}), flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main())
