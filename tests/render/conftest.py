"""The view through which the tests of rendering look."""

from __future__ import annotations

import pytest

from bot.render.view import View
from bot.texts import Texts
from tests.builders import START


@pytest.fixture(scope="session")
def texts() -> Texts:
    """What the bot says."""
    return Texts.load()


@pytest.fixture
def view(texts: Texts) -> View:
    """A reader in Kyiv on the evening of 23 December 2024."""
    return View(texts, "en", "Europe/Kyiv", START)
