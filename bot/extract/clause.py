"""The words that carry a claim: the clause around its figure and its event."""

from __future__ import annotations

from bot.extract.bond import Bond
from bot.extract.insertions import inserted
from bot.extract.scene import Kind
from bot.extract.setting import Setting

__all__ = ["clause_of"]

NEAR = 16
"""An event further from its figure is not quoted with it."""

HEAD = 14
"""A colon so near to the sentence's beginning ends a heading that belongs to the claim."""

LABEL = 5
"""A label at the head, "[Breaking]" or "Dec. 23 (UPI) -", is no more than so many parts."""

STOPS = frozenset(",;:.!?(…")


def clause_of(setting: Setting, bond: Bond) -> tuple[int, int]:
    """Where the clause begins and ends, as offsets in the text."""
    scene, group, mention = setting.scene, bond.group, bond.mention
    begin, end = group.begin, group.end
    if mention is not None and abs(mention.begin - group.at) < NEAR:
        begin, end = min(begin, mention.begin), max(end, mention.end)
    others = {other.group.at for other in setting.bonds if other is not bond}
    if group.figure is not None and group.figure.signed:
        begin = min([begin, *(other.group.begin for other in setting.bonds if other.group.at < group.at)])
        others = set()
    if _is_respective(setting, bond):
        others = set()
    aside = inserted(scene, begin)
    while begin > 0 and begin - 1 not in others and (begin - 1 in aside or not _starts(setting, begin)):
        begin -= 1
    while begin < group.begin and (scene[begin].kind is Kind.MARK or scene[begin].has("joins.and")):
        begin += 1
    label = next((index for index in range(begin, min(begin + LABEL, group.begin)) if _ends_label(setting, index)), None)
    begin = begin if label is None else label + 1
    while begin < group.begin and scene[begin].norm == "-":
        begin += 1
    while end < len(scene) and scene[end].norm not in STOPS and end not in others:
        end += 1
    while end > group.end and (scene[end - 1].has("joins.and", "joins.or", "places.before") or scene[end - 1].norm in ".-"):
        end -= 1
    quotes = [index for index in range(begin, end) if scene[index].is_quote and scene[index].norm != "'"]
    first = group.begin if mention is None else min(group.begin, mention.begin)
    if len(quotes) % 2 and quotes[0] < first:  # a quotation that goes on behind the clause
        begin = quotes[0] + 1
    return scene.offsets(begin, end)


def _is_respective(setting: Setting, bond: Bond) -> bool:
    """Whether the figures of a row are quoted with each other: "1,015 and 410 respectively"."""
    each = setting.scene.where("joins.each")
    return bool(each) and bond.group.at < each[-1] and any(other is not bond for other in setting.bonds)


def _ends_label(setting: Setting, index: int) -> bool:
    """Whether a bracket closes a label: "[Breaking]", "Dec. 23 (UPI) -"."""
    following = setting.scene.get(index + 1)
    mark = setting.scene[index].norm
    dispatch = mark == ")" and following is not None and following.norm == "-"
    return mark == "]" or (dispatch and not any(part.has("events.") for part in setting.scene.parts[:index]))


def _starts(setting: Setting, begin: int) -> bool:
    """Whether a clause starts at a part, by the mark before it."""
    scene = setting.scene
    mark = scene[begin - 1].norm
    if mark == ":" and setting.voice is not None and any(index < begin - 1 for index in setting.voice.taken):
        return True
    return mark == ";" or (mark == ":" and begin > HEAD) or (mark == "," and not scene[begin].has("joins.that"))
