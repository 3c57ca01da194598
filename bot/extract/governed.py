"""A name that something governs, in its basic form: «по словам *полковника Андрея Лобова*» is Андрей Лобов."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.basic import basic, is_basic
from bot.extract.named import Name
from bot.extract.scene import Scene

__all__ = ["in_basic_form"]


def in_basic_form(scene: Scene, name: Name) -> Name:
    """The name, whose words stand in an oblique case, as one would call its bearer."""
    if scene.analytic or scene.glues or name.is_listed or name.is_force or name.is_outlet or name.name not in name.text:
        return name
    language = scene.row.language
    if name.is_person:
        return replace(name, name=basic(name.name, language, "people"))
    noun = next((at for at in range(name.begin, name.end) if scene[at].has("bodies.", "people.", "say.crowds")), None)
    if noun is None or is_basic(scene[noun].norm, language):
        return name
    head, rest = scene.words(name.begin, noun + 1), scene.words(noun + 1, name.end)
    kind = "many" if basic(head.split()[-1], language, "many") != head.split()[-1] else "bodies"
    return replace(name, name=" ".join(part for part in (basic(head, language, kind), rest) if part))
