"""The record of one statement: its words in full, who read it how, and what edits made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.model import Count, Stance, Statement
from bot.render.record import record
from bot.render.view import View
from store import State
from tests.builders import START, a_statement, an_entry


def state(version: int, statement: Statement | None, minutes: int = 0) -> State:
    """A version's state of the statement, seen so many minutes after the start."""
    seen = START + timedelta(minutes=minutes)
    return State(version, "text", seen, seen + timedelta(minutes=1), statement)


def test_a_record_tells_all(view: View) -> None:
    entry = an_entry(said=4, extractor=3)
    assert record(entry, [state(1, entry.statement)], view).splitlines() == [
        "<b>s118</b> · ⚠ preliminary: «Preliminary data»",
        "<b>Killed or wounded: ≥ 3,000</b> in all · North Korea, military",
        "<i>Speaker</i>  Volodymyr Zelensky · channel: President of Ukraine (@sample_president)",
        "<i>Place</i>  Kursk Oblast",
        "<i>Words</i>  «the number of killed and wounded North Korean soldiers exceeds 3,000»",
        "<i>Read by</i>  en · total-exceeds · extractor 3",
        '<i>Post</i>  <a href="https://t.me/sample_president/1">t.me/sample_president/1</a>'
        " · 23 Dec, 17:40 · version 1 · last seen 23 Dec, 20:01",
        "<i>Repeats</i>  said 4 times",
        "sample text",
    ]


def test_edits_of_the_figure_are_told_and_others_are_not(view: View) -> None:
    first = a_statement(low=3000)
    moved = replace(first, start=first.start + 1, end=first.end + 1)
    second = replace(first, count=Count(3100, None))
    entry = an_entry(118, second)
    html = record(entry, [state(1, first), state(2, moved, 5), state(3, second, 9)], view)
    assert [line for line in html.splitlines() if line.startswith("✎")] == ["✎ 23 Dec, 20:09: ≥ 3,000 → ≥ 3,100"]


def test_what_was_taken_back_says_so(view: View) -> None:
    entry = replace(an_entry(), retracted_at=START, retracted_version=2)
    html = record(entry, [state(1, entry.statement), state(2, None, 5)], view)
    assert html.startswith("<b>s118</b> · ⌫ taken back")
    assert "✎ 23 Dec, 20:05: ≥ 3,000 → taken back" in html


def test_what_was_read_again_or_corrected_is_no_edit(view: View) -> None:
    first, second, third = (replace(a_statement(), count=Count(figure, None)) for figure in (3000, 3100, 3200))
    history = [state(1, first), replace(state(1, second), extractor=2), replace(state(1, third), corrected_by="<Olena>")]
    html = record(an_entry(118, third), history, view)
    assert "✎" not in html
    assert [line for line in html.splitlines() if line.startswith("↻")] == [
        "↻ read again by extractor 2: ≥ 3,000 → ≥ 3,100",
        "↻ corrected by &lt;Olena&gt;: ≥ 3,100 → ≥ 3,200",
    ]


def test_what_was_misread_was_taken_back_by_nobody(view: View) -> None:
    html = record(replace(an_entry(), retracted_at=START), [state(1, a_statement())], view)
    assert html.startswith("<b>s118</b> · ⌫ misread by us")
    assert "taken back" not in html


def test_a_denial_and_an_unknown_force_and_place(view: View) -> None:
    entry = an_entry(1, a_statement(low=5, force=None, place=None, stance=Stance.DENIED, via=("BBC",)))
    html = record(entry, [], view)
    assert "· ✖ denied" in html
    assert "· Force not named, military" in html
    assert "<i>Place</i>  not said" in html
    assert "Volodymyr Zelensky denies it, via BBC" in html


def test_hostile_words_are_escaped_and_bounded(view: View) -> None:
    evil = "<b>&" * 5000
    entry = an_entry(1, a_statement(low=5, place=evil, via=(evil,), evidence=evil, hedge=evil, rules=("<r>",), language="<x>"))
    html = record(entry, [], view)
    assert "<b>&" not in html
    assert "&lt;r&gt;" in html
    assert len(html) < 12_000
