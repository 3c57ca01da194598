"""README and .env.example tell of every setting and command there is, and of none that there is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from rich.text import Text
from typer.main import get_command

from bot.__main__ import cli
from bot.extract import explain
from bot.extract.explanation import lines
from bot.model import Channel, Post
from bot.settings import Settings
from handlers import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SETTINGS = {name.upper() for name in Settings.model_fields}


def _section(title: str) -> str:
    return re.split(r"\n#{2,3} ", README.split(f"# {title}\n", 1)[1])[0]


def _first_cells(section: str) -> set[str]:
    return set(re.findall(r"^\| `([^`\s]+)", section, re.M))


def test_every_setting_stands_in_readme() -> None:
    assert _first_cells(_section("Settings")) == SETTINGS


def test_readme_names_the_default_of_every_setting() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (?:`([^`]*)`)? ?\|", _section("Settings"), re.M))
    for name, field in Settings.model_fields.items():
        default = "" if field.is_required() or field.default == () else field.default
        assert rows[name.upper()] == (",".join(default) if isinstance(default, tuple) else str(default)), name


def test_every_setting_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.M)) == SETTINGS


def test_every_command_of_the_chat_stands_in_readme() -> None:
    assert _first_cells(_section("In the chat")) == {f"/{command.name}" for command in COMMANDS}


def test_every_command_of_the_command_line_stands_in_readme() -> None:
    section = _section("On the command line")
    named = set(re.findall(r"^\| `communique (\w+)", section, re.M))
    assert named == set(get_command(cli).commands)  # type: ignore[attr-defined]


def test_the_sentence_that_readme_reads_is_read_so() -> None:
    section = _section("How a sentence is read")
    text = " ".join(re.findall(r"^> (.*)$", section, re.M))
    explained = explain(Post(1, datetime(2024, 12, 23, 16, tzinfo=UTC), text), Channel("x", "x", "x", "UA"))
    told = "\n".join(Text.from_markup(line).plain for line in lines(explained))
    shown = section.split("```")[1].strip().splitlines()
    assert [line for line in told.splitlines() if " · person · " in line] == shown[:-1]
    assert re.findall(r"^rejected at \d+–\d+: (.*)$", told, re.M) == [shown[-1].removeprefix("rejected: ")]


def test_the_files_that_readme_names_are_there() -> None:
    named = re.findall(r"`([\w/]+\.(?:py|toml))`", _section("How a sentence is read"))
    assert named
    assert [name for name in named if not (ROOT / "bot" / "extract" / name).is_file()] == []
