"""To whom it is told: "told *the newspaper “X”*", which passes it on, and who told it, named behind that."""

from __future__ import annotations

from bot.extract.named import Name
from bot.extract.scene import Kind, Scene

__all__ = ["behind_listener", "listeners"]

QUOTED = 5
"""The name of an outlet in quotation marks is no longer than so many parts."""


def behind_listener(scene: Scene, at: int) -> int:
    """Where one goes on behind an outlet that it is told to: «сказал *агентству AFP* генерал …»; at, where none is."""
    if scene.analytic or scene.glues or not _is_listener(scene, at):
        return at
    begin, end = _outlet_behind(scene, at)
    return max(begin, end)


def listeners(scene: Scene) -> list[Name]:
    """The outlets that no table knows and that something is told to: «рассказал изданию *«Новая»*»."""
    if scene.analytic or scene.glues:
        return []
    found: list[Name] = []
    for at in scene.where("relay.to"):
        if _is_listener(scene, at):
            begin, end = _outlet_behind(scene, at)
            if begin < end and not any(part.has("speaker.") for part in scene.parts[begin:end]):
                text = scene.words(begin, end)
                found.append(Name(begin, end, text, text, is_outlet=True))
    return found


def _is_listener(scene: Scene, at: int) -> bool:
    part = scene.get(at)
    return part is not None and part.has("relay.to") and not part.has("say.verbs")


def _outlet_behind(scene: Scene, at: int) -> tuple[int, int]:
    """Where the outlet's own name stands behind the word for it: in quotation marks, in a table, or in other letters."""
    first = scene.get(at + 1)
    if first is not None and first.is_quote:
        for end in range(at + 2, min(at + 2 + QUOTED, len(scene))):
            if scene[end].is_quote:
                named = any(part.has("speaker.") for part in scene.parts[at + 1 : end + 1])
                return (at + 1, end + 1) if named else (at + 2, end)
        return at + 1, at + 1
    end = at + 1
    while end < len(scene) and (scene[end].has("speaker.") or _is_of_other_letters(scene, end)):
        end += 1
        if scene[end - 1].has("speaker."):
            break
    return at + 1, end


def _is_of_other_letters(scene: Scene, at: int) -> bool:
    part = scene[at]
    return part.kind is Kind.WORD and part.capital and part.norm.isascii()
