"""The summary: what each speaker says last, compared only where it may be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.model import Basis, Entry, Event, People, Speaker, Stance, Window
from bot.render.summary import forces, summary
from bot.render.view import View
from tests.builders import START, a_statement, an_entry


def said(number: int, who: str, days_ago: int = 0, **fields: Any) -> Entry:
    """A statement by somebody some days ago."""
    statement = a_statement(**{"stance": Stance.ASSERTED, "low": 1, **fields})
    return an_entry(number, statement, speaker=Speaker(who.lower(), who), date=START - timedelta(days=days_ago))


def test_speakers_are_compared(view: View) -> None:
    entries = [
        said(1, "Zelensky", low=3000, stance=Stance.HEDGED),
        said(2, "Joint Chiefs", 1, low=1100, high=1100),
        said(3, "Pentagon", 2, low=1100, high=1100),
        said(4, "Kremlin", 3, low=4000, high=4000, stance=Stance.DENIED),
    ]
    assert summary("December 2024", entries, view) == (
        "<b>December 2024</b> · 1 force · 4 speakers\n\n"
        "🇰🇵 <b>North Korea</b>\n"
        "Killed or wounded in all: from 1,100 to ≥ 3,000\n"
        "   <b>≥ 3,000</b> ⚠ — Zelensky, 23 Dec\n"
        "   <b>1,100</b> — Joint Chiefs, 22 Dec; Pentagon, 21 Dec\n"
        "   <b>4,000</b> ✖ denied — Kremlin, 20 Dec\n\n"
        "From sample texts."
    )


def test_one_figure_stands_on_one_line(view: View) -> None:
    assert "Killed in all: <b>≥ 100</b> — NIS, 23 Dec" in summary("x", [said(1, "NIS", event=Event.KILLED, low=100)], view)


def test_only_what_may_be_compared_is(view: View) -> None:
    day = Window(date(2024, 12, 22), date(2024, 12, 23))
    entries = [
        said(1, "A", low=5),
        said(2, "B", low=7, basis=Basis.PERIOD, when=day),
        said(3, "C", low=9, people=People.CIVILIAN),
        said(4, "D", low=11, place="Pokrovsk"),
    ]
    html = summary("x", entries, view)
    assert "from" not in html
    assert "Killed or wounded in a day: <b>≥ 7</b> — B" in html
    assert "Civilians killed or wounded in all: <b>≥ 9</b> — C" in html
    assert "<b>≥ 11</b> Pokrovsk — D" in html


def test_a_speaker_is_shown_with_the_newest_figure_only(view: View) -> None:
    html = summary("x", [said(1, "A", 5, low=5, basis=None), said(2, "A", 1, low=7)], view)
    assert "≥ 7" in html
    assert "≥ 5" not in html


def test_it_fits_a_phone_screen(view: View) -> None:
    entries = [
        said(n, f"Speaker {n}", n, event=event, force=force, low=n)
        for n, (event, force) in enumerate(
            ((e, f) for e in Event for f in ("KP", "RU", "UA", "IL", "hamas") for _ in range(4)), 1
        )
    ]
    html = summary("x", entries, view)
    assert len(html.splitlines()) <= 45
    assert len(html) < 4096
    assert "more kinds of figures" in html
    assert "Also: " in html


def test_statements_without_a_figure_are_counted(view: View) -> None:
    assert "1 statement without a figure" in summary("x", [said(1, "A", low=None)], view)


def test_the_most_spoken_of_comes_first() -> None:
    assert forces([said(1, "A", force="RU"), said(2, "A", force="KP"), said(3, "B", force="KP"), said(4, "B", force=None)]) == [
        "KP",
        "RU",
    ]
