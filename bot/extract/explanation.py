"""An explanation as lines with terminal styles: words with roles, statements with rules, what was rejected and why."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape

from bot.extract import Explanation
from bot.extract.scene import Kind, Part, Scene
from bot.model import Statement

__all__ = ["lines"]


def lines(explained: Explanation) -> Iterator[str]:
    """The lines to show, in rich's markup."""
    yield f"[dim]language[/] {explained.language}"
    for scene in explained.scenes:
        yield ""
        yield " ".join(_part(scene, index) for index in range(len(scene)))
    yield ""
    for statement in explained.statements:
        yield _statement(statement)
        yield f"   [dim]{', '.join(statement.rules)} · characters {statement.start}–{statement.end}[/]"
        yield f"   «{escape(statement.evidence)}»"
    if not explained.statements:
        yield "no statement"
    for rejected in explained.rejected:
        yield f"[dim]rejected at {rejected.start}–{rejected.end}: {rejected.why}[/]"


def _part(scene: Scene, index: int) -> str:
    part = scene[index]
    words = escape(scene.words(index, index + 1))
    told = _told(part)
    return f"[b]{words}[/][dim]⟨{told}⟩[/]" if told else words


def _told(part: Part) -> str:
    if part.figure is not None:
        figure = part.figure
        low, high = figure.low, figure.high
        return f"figure {'≈' if figure.approx else ''}{_bounds(low, high)}"
    if part.time is not None:
        window = part.time.window
        return f"time {part.time.rule}" + (f" {window.start or ''}…{window.end or ''}" if window else "")
    if part.kind is Kind.TERM:
        return " ".join(
            sorted(role for role in part.roles if not role.startswith(("place.", "place_adjective.", "speaker.")))
        ) or " ".join(sorted({role.split(".")[0] for role in part.roles}))
    return ""


def _bounds(low: int | None, high: int | None) -> str:
    return str(low) if low == high else f"{'' if low is None else low}…{'' if high is None else high}"


def _statement(statement: Statement) -> str:
    count = statement.count
    figure = "no figure" if count is None else _bounds(count.low, count.high)
    fields = [
        f"[b]{statement.event.value}[/]",
        f"{'≈ ' if statement.approx else ''}{figure}",
        statement.of.value,
        statement.force or "force unknown",
        statement.people.value,
        statement.basis.value if statement.basis else "no basis",
        statement.stance.value,
        escape(statement.speaker),
        escape(f"via {', '.join(statement.via)}") if statement.via else "",
        escape(statement.place or "no place"),
        f"{statement.when.start or ''}…{statement.when.end or ''}" if statement.when else "no time",
    ]
    return " · ".join(field for field in fields if field)
