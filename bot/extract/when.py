"""What days a figure covers, and whether it is a running total or the figure of a closed window."""

from __future__ import annotations

from datetime import date, timedelta

from bot.extract.events import Bond
from bot.extract.setting import Setting
from bot.model import DEPLOYMENTS, Basis, Event, Window

__all__ = ["basis_of", "window_of"]

FAR = 6
"""A figure between a time and a claim parts them as much as so many words."""

LONG = timedelta(days=400)
"""A window so long that ends with the post is a running one."""

Told = tuple[Window | None, bool]


def window_of(setting: Setting, bond: Bond) -> Told:
    """The window of a claim and whether it is a running one: its sentence's, else the paragraph's, else the headline's."""
    memory = setting.memory
    if bond.group.figure is not None and bond.group.figure.signed:
        return Window(memory.day - timedelta(days=1), memory.day), False
    partner = setting.days.get(bond.group.at)
    told = setting.scene[partner].time if partner is not None else None
    if told is not None:
        return told.window, told.open
    own = _of_sentence(setting, bond)
    return own if own is not None else _of_story(setting, bond)


def _of_sentence(setting: Setting, bond: Bond) -> Told | None:
    """What the sentence says: the nearest window; "in the same week"; or only that the figure is a running one."""
    memory = setting.memory
    times = [(index, part.time) for index, part in enumerate(setting.scene.parts) if part.time is not None and not part.time.said]
    centre = bond.mention.begin if bond.mention is not None else bond.group.at

    def far(row: tuple[int, int]) -> tuple[bool, int, int]:
        index, number = row
        near = min(abs(index - centre), abs(index - bond.group.at))
        return times[number][1].weak, setting.crossed(bond, index) * FAR + near, index

    dated = sorted(((index, number) for number, (index, time) in enumerate(times) if time.window is not None), key=far)
    if dated:
        time = times[dated[0][1]][1]
        return time.window, time.open
    if any(time.same for _, time in times):
        return memory.newest or memory.lead.window, memory.open
    if any(time.open for _, time in times):
        return None, True
    return None


def _of_story(setting: Setting, bond: Bond) -> Told:
    memory = setting.memory
    if memory.window is not None:
        return memory.window, memory.open
    if bond.event in DEPLOYMENTS:
        return None, False
    is_item = setting.scene.row.is_item
    if _is_brief(memory.newest) and not is_item and not memory.made:
        return memory.newest, False
    if memory.lead.event is not None or is_item or bond.mention is None or memory.lead.spans:
        return memory.lead.window, memory.lead.open
    return None, False


def _is_brief(window: Window | None) -> bool:
    return window is not None and window.start is not None and window.end is not None and (window.end - window.start).days <= 1


def basis_of(event: Event, window: Window | None, is_open: bool, day: date) -> Basis | None:
    """Total or period; day is the post's. A movement of which only "so far" is said has neither."""
    if window is None:
        return Basis.TOTAL if is_open and event not in DEPLOYMENTS else None
    if is_open:
        return Basis.TOTAL
    if window.start is None:
        return Basis.TOTAL if event not in DEPLOYMENTS else None
    if day - window.start > LONG and window.end is not None and (day - window.end).days <= 1:
        return Basis.TOTAL
    return Basis.PERIOD
