"""The texts: none missing, none unused, none broken."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message

from bot.texts import Texts
from handlers import COMMANDS
from handlers.help import PAGES

ROOT = Path(__file__).parents[2]
PLACES = ("bot", "handlers")


def _asked() -> Iterator[tuple[str, str]]:
    """Every key that the code asks for, with its place: the strings in the key's argument of a call to say."""
    for folder in PLACES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say" and node.args:
                    for key in _keys(node.args[0]):
                        yield key, f"{path.name}:{node.lineno}"


def _keys(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        return [*_keys(argument.body), *_keys(argument.orelse)]
    return []


USED = {key for key, _ in _asked()} | {f"about-{command.name}" for command in COMMANDS} | {f"help-{page}" for page in PAGES}


def _messages() -> list[Message | Junk]:
    source = (ROOT / "bot/texts/en.ftl").read_text("utf-8")
    return [entry for entry in FluentParser().parse(source).body if isinstance(entry, Message | Junk)]


def test_the_file_is_sound() -> None:
    messages = _messages()
    assert not [entry.content for entry in messages if isinstance(entry, Junk)]
    names = [entry.id.name for entry in messages if isinstance(entry, Message)]
    assert len(names) == len(set(names))


def test_no_text_is_missing_and_none_is_unused() -> None:
    assert {entry.id.name for entry in _messages() if isinstance(entry, Message)} == USED


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError):
        Texts.load().say("en", "no-such-key")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(LookupError):
        Texts.load().say("en", "said-times")


def test_a_language_without_texts_speaks_english() -> None:
    assert Texts.load().say("xx", "post") == "post"


def test_plurals() -> None:
    texts = Texts.load()
    assert texts.say("en", "posts-kept", count=1) == "1 post"
    assert texts.say("en", "posts-kept", count=1200) == "1,200 posts"


def test_values_are_not_wrapped_in_invisible_marks() -> None:
    assert Texts.load().say("en", "denies", speaker="Kremlin") == "Kremlin denies it"


def test_dates_have_the_year_when_it_is_not_this_one() -> None:
    texts = Texts.load()
    when = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)
    assert texts.moment("en", when, "Europe/Kyiv", datetime(2025, 1, 5, tzinfo=UTC)) == "1 Jan, 01:30"
    assert texts.moment("en", when, "UTC", datetime(2025, 1, 5, tzinfo=UTC)) == "31 Dec 2024, 23:30"
    assert texts.month("en", date(2024, 12, 1)) == "December 2024"


def test_numbers_and_dates_follow_the_language() -> None:
    texts = Texts.load()
    assert texts.number("en", 773620) == "773,620"
    assert texts.number("uk", 773620) == "773\u00a0620"
    assert texts.day("ko", date(2024, 12, 23), datetime(2024, 12, 24, tzinfo=UTC)) == "12월 23일"
