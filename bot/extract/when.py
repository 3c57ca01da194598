"""What days a figure covers, and whether it is a running total or the figure of a closed window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.extract.bond import Bond
from bot.extract.costs import reached
from bot.extract.moment import Time
from bot.extract.setting import Setting
from bot.extract.stance import denial
from bot.model import DEPLOYMENTS, Basis, Event, People, Window

__all__ = ["Covered", "covered", "toll_basis"]

OPENING = 2
"""A time opens a clause where so few parts at most stand between its mark and the time."""

FAR = 6
"""A figure between a time and a claim parts them as much as so many words."""

LONG = timedelta(days=400)
"""A window so long that ends with the post is a running one."""

BRIEF = timedelta(days=1)
SLACK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Covered:
    """The days a figure covers; open says that it runs on, closed that it does not though its days are unknown."""

    window: Window | None = None
    open: bool = False
    closed: bool = False

    def basis(self, event: Event, day: date) -> Basis | None:
        """Total or period; day is the post's. A movement of which only "so far" is said has neither."""
        window = self.window
        if window is None:
            running = Basis.TOTAL if self.open and event not in DEPLOYMENTS else None
            return Basis.PERIOD if self.closed else running
        if self.open:
            return Basis.TOTAL
        if window.start is None:
            return Basis.TOTAL if event not in DEPLOYMENTS else None
        runs = day - window.start > LONG and window.end is not None and day - window.end <= BRIEF
        return Basis.TOTAL if runs else Basis.PERIOD


def covered(setting: Setting, bond: Bond) -> Covered:
    """What a claim's figure covers, by its sentence, else its paragraph, else its headline."""
    memory = setting.memory
    if bond.group.figure is not None and bond.group.figure.signed:
        return Covered(Window(memory.day - BRIEF, memory.day))
    partner = setting.days.get(bond.group.at)
    told = setting.scene[partner].time if partner is not None else None
    if told is not None:
        return Covered(told.window, told.open)
    denied = bond.rule.startswith("denied-") or denial(setting.scene, bond) is not None
    return _by_sentence(setting, bond) or (Covered() if denied else _by_story(setting, bond))


def toll_basis(setting: Setting, bond: Bond, people: People) -> Basis | None:
    """Period for the toll of one attack or battle, which a dead civilian of no told time is as well as any who fell in it."""
    if bond.group.figure is None or bond.event in DEPLOYMENTS:
        return None
    struck = setting.memory.struck or bool(setting.scene.where("time.strike"))
    hurt = people is People.CIVILIAN and bond.event in (Event.KILLED, Event.WOUNDED)
    runs = bond.mention is not None and reached(setting.scene, bond.mention, bond.group)
    return Basis.PERIOD if struck or (hurt and not runs) else None


def _by_sentence(setting: Setting, bond: Bond) -> Covered | None:
    """What the sentence says: the nearest window; "in the same week"; or only that the figure is a running one."""
    memory = setting.memory
    times = [
        (index, time)
        for index, time in setting.scene.times()
        if not (_is_of_increment(setting, index) or _is_of_bracketed(setting, bond, index) or _is_of_next(setting, bond, index))
    ]
    centre = bond.mention.begin if bond.mention is not None else bond.group.at

    def far(row: tuple[int, Time]) -> tuple[bool, bool, int]:
        index, time = row
        near = min(abs(index - centre), abs(index - bond.group.at))
        return time.weak, time.is_span and len(times) > 1, setting.crossed(bond, index) * FAR + near

    dated = sorted((row for row in times if row[1].window is not None), key=far)
    if dated:
        time = dated[0][1]
        if _is_of_lead(setting, time):
            return Covered(memory.lead.window)
        relayed = setting.voice is not None and bool(setting.voice.via)
        return Covered(closed=True) if time.is_span and relayed else Covered(time.window, time.open)
    if any(time.rule == "since_then" for _, time in times):
        begun = memory.closed or memory.newest or memory.lead.window
        return Covered(Window(begun.start, memory.day) if begun is not None and begun.start is not None else None, open=True)
    if any(time.same for _, time in times):
        return Covered(memory.closed or memory.newest or memory.lead.window, memory.open and memory.closed is None)
    return Covered(open=True) if any(time.open for _, time in times) else None


def _is_of_lead(setting: Setting, time: Time) -> bool:
    """Whether "in the month" means the month that the headline sums up: "*results of June*: in the month they lost 32,420"."""
    lead, window = setting.memory.lead.window, time.window
    if time.rule not in ("past_month", "past_week", "past_day") or lead is None or window is None:
        return False
    if lead.start is None or lead.end is None or window.start is None or window.end is None:
        return False
    if time.rule == "past_day":  # "*results of yesterday*: over the day"
        return lead.start == lead.end < window.end
    as_long = abs((lead.end - lead.start) - (window.end - window.start)) <= SLACK
    return as_long and timedelta() <= window.end - lead.end <= window.end - window.start


def _is_of_increment(setting: Setting, index: int) -> bool:
    """Whether a time stands in brackets with an increment: "(+1 430 over the past day)"."""
    near = (setting.scene.get(other) for other in (index - 1, index + 1))
    return any(part is not None and part.figure is not None and part.figure.signed for part in near)


def _is_of_bracketed(setting: Setting, bond: Bond, index: int) -> bool:
    """Whether a time belongs to the figure it shares brackets with: "1 149 670 men (over the day 1 020)"."""
    scene = setting.scene
    opens, behind = scene.get(index - 1), scene.get(index + 1)
    return opens is not None and opens.norm == "(" and behind is not None and behind.figure is not None and bond.group.at < index


def _is_of_next(setting: Setting, bond: Bond, index: int) -> bool:
    """Whether a time opens the clause of a later figure: "two brigades came; *in September* another will follow"."""
    scene, behind = setting.scene, [other.group.at for other in setting.bonds if other.group.at > index]
    if index < bond.group.at or not behind:
        return False
    marks = [at for at in range(bond.group.at + 1, index) if scene[at].norm in (",", ";", "-")]
    return (
        bool(marks) and not any(scene[at].norm in (",", ";") for at in range(index, behind[0])) and index - marks[-1] <= OPENING
    )


def _by_story(setting: Setting, bond: Bond) -> Covered:
    memory = setting.memory
    if bond.event in DEPLOYMENTS:
        return Covered()
    rest = any(other.group.rest for other in setting.bonds if other.group.at <= bond.group.at)
    if rest and memory.used is not None:
        return Covered(memory.used, memory.used_open)
    if memory.window is not None:
        return Covered(memory.window, memory.open)
    is_item = setting.scene.row.is_item
    if _is_brief(memory.newest) and not is_item and (not memory.made or memory.used == memory.newest):
        return Covered(memory.newest)
    lead = memory.lead
    if lead.event is not None or is_item or bond.mention is None or lead.spans or lead.announced:
        return Covered(lead.window, lead.open)
    return Covered()


def _is_brief(window: Window | None) -> bool:
    return window is not None and window.start is not None and window.end is not None and window.end - window.start <= BRIEF
