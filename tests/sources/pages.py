"""The composed pages and the reviewed readings beside them.

`python -m tests.sources.pages` writes the readings anew, for a person to look through before they are kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.sources.preview_page import parse

PAGES = Path(__file__).parent.parent / "pages"


def html(name: str) -> str:
    """The text of a composed page."""
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def reading(page: str) -> Any:
    """What is read from a page, as plain values for JSON.

    The pieces of the page that it was read from stand beside it, and a page is of the moment when it is read.
    """
    read = json.loads(json.dumps(asdict(parse(page)), default=str))
    for post in read["posts"]:
        del post["fetched"], post["as_of"]
    return read


if __name__ == "__main__":
    for path in sorted(PAGES.glob("*.html")):
        read = json.dumps(reading(path.read_text(encoding="utf-8")), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(read + "\n", encoding="utf-8")
