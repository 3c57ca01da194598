"""The report of a rereading in words: figures, examples, and what there is to say where nothing is."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model import ChangeKind, Count, Event, Window, replace
from bot.render.view import View
from bot.reread.report import EXAMPLES, Report, Turn
from bot.reread.words import UNREAD, lines
from bot.texts import Texts
from tests.builders import START, a_statement

SAID = a_statement(Event.KILLED, 300, 300, evidence="300 North Korean\nsoldiers " + "x" * 80)
POST = "@sample_president/1"


@pytest.fixture
def view() -> View:
    """English, in UTC."""
    return View(Texts.load(), "en", "UTC", START)


def told(report: Report, view: View) -> list[str]:
    return "\n".join(lines(report, view)).splitlines()


def test_the_whole_report(view: View) -> None:
    report = Report(2, channels=3, corrected=1, edited=2)
    better = replace(SAID, count=Count(350, None), approx=True, place=None, when=Window(date(2024, 12, 22), None), via=("BBC",))
    turns = [
        Turn(ChangeKind.NEW, 7, POST, None, SAID),
        Turn(ChangeKind.AMENDED, 5, POST, SAID, better),
        Turn(ChangeKind.DROPPED, 6, "@sample_ministry/4", replace(SAID, force=None, count=None), None),
    ]
    report.add(1500, turns, [("@sample_ministry/9", "OverflowError: date value out of range")])
    words = "300 North Korean soldiers " + "x" * 53 + "…"
    assert told(report, view) == [
        "Extractor 2 read the ledger again.",
        "    1,500  posts read, of channels: 3",
        "    1,497  posts unchanged",
        "        1  statements added",
        "        1  statements changed",
        "        1  statements dropped",
        "        1  statements that people corrected, left as they are",
        "        2  posts edited or read by a newer extractor meanwhile, left as they are",
        "        1  posts that could not be read; their statements stay",
        "",
        "statements added:",
        f"  + s7 @sample_president/1  Killed: 300 · North Korea · Volodymyr Zelensky · «{words}»",
        "",
        "statements changed:",
        "  ~ s5 @sample_president/1  figure 300 → ≈ ≥ 350; via – → BBC; place Kursk Oblast → –; when – → 2024-12-22…",
        "",
        "statements dropped:",
        f"  − s6 @sample_ministry/4  Killed: no figure · Force not named · Volodymyr Zelensky · «{words}»",
        "",
        "posts that could not be read:",
        "  ! @sample_ministry/9  OverflowError: date value out of range",
    ]


def test_nothing_to_read_and_nothing_changed(view: View) -> None:
    assert told(Report(2), view) == ["Nothing to read again: there is no post that an extractor older than 2 read last."]
    report = Report(2, is_dry=True, channels=1)
    report.add(4, [])
    assert told(report, view) == [
        "Extractor 2 read the ledger again. Nothing was written.",
        "        4  posts read, of channels: 1",
        "        4  posts unchanged",
        "        0  statements added",
        "        0  statements changed",
        "        0  statements dropped",
        "Every statement stands as it stood before.",
    ]


def test_only_a_few_examples_are_shown(view: View) -> None:
    report = Report(2, channels=1)
    many = [Turn(ChangeKind.NEW, None, f"@sample/{number}", None, SAID) for number in range(50)]
    report.add(100, many, [(f"@sample/{number}", "ValueError") for number in range(50, 100)])
    shown = told(report, view)
    assert f"statements added, {EXAMPLES} of them:" in shown
    assert f"posts that could not be read, {UNREAD} of them:" in shown
    assert sum(line.startswith("  + @sample/") for line in shown) == EXAMPLES
    assert sum(line.startswith("  ! @sample/") for line in shown) == UNREAD


def test_an_edit_that_could_not_be_read_before_is_told_apart(view: View) -> None:
    report = Report(2, channels=1)
    report.add(1, [Turn(ChangeKind.RETRACTED, 5, POST, SAID, None)])
    assert "statements taken back by an edit that could not be read before:" in told(report, view)
    assert report.unchanged == 0
