"""Who says it, and who passes it on: say-words, "according to", relays, "Name:" at the head, and what carries over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extract.lexicon import force_name
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.scene import Kind, Part, Scene

__all__ = ["Voice", "voice_of"]

REACH = 4
"""So many parts may stand between a say-word and its subject."""


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker as the text names him, at parts begin up to end; nation as an ISO code or slug."""

    begin: int
    end: int
    name: str
    text: str
    nation: str | None = None
    is_outlet: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes the claims of a sentence: canonical name, his words in the text, his nation, and the relays."""

    name: str
    text: str | None = None
    nation: str | None = None
    via: tuple[str, ...] = ()
    rule: str = "owner"
    taken: frozenset[int] = frozenset()


def voice_of(scene: Scene, before: Voice | None, carries: bool) -> Voice | None:
    """The voice of a sentence; None where nobody but the channel speaks. before is the voice of the sentence before it."""
    subjects = list(_subjects(scene))
    cited = [name for index in scene.where("relay.citing") if (name := _after(scene, index + 1)) is not None]
    according = [name for index in scene.where("say.according") if (name := _after(scene, index + 1)) is not None]
    told = [
        name
        for index in scene.where("relay.to")
        if (name := _after(scene, index + 1)) is not None and name.is_outlet
    ]
    forwarded = [name for index in scene.where("relay.forwarded") if (name := _after(scene, index + 1)) is not None]
    if forwarded:
        return _voice(forwarded[0], (), "forwarded")
    if cited:
        relays = [name for name in (*subjects, *according, *_head(scene)) if name.begin != cited[0].begin]
        return _voice(cited[0], relays[:1], "citing")
    persons = [name for name in subjects if not name.is_outlet]
    outlets = [name for name in (*subjects, *according) if name.is_outlet]
    sayings = [name for name in according if not name.is_outlet] or persons
    if sayings:
        return _voice(sayings[0], [*told, *outlets][:2], "says")
    if any(True for _ in scene.where("say.his_words")) and before is not None:
        return replace(before, rule="his-words", taken=frozenset())
    headed = _head(scene)
    if headed:
        return _voice(headed[0], told, "heads")
    if outlets:
        if before is not None and carries:
            return replace(before, taken=frozenset())
        return _voice(outlets[0], (), "outlet")
    if carries and before is not None:
        return replace(before, rule="carried", taken=frozenset())
    return None


def _voice(name: Name, relays: Sequence[Name], rule: str) -> Voice:
    taken = frozenset(index for one in (name, *relays) for index in range(one.begin, one.end))
    return Voice(name.name, name.text, name.nation, tuple(dict.fromkeys(one.name for one in relays)), rule, taken)


def _subjects(scene: Scene) -> list[Name]:
    found: dict[int, Name] = {}
    for index in scene.where("say.verbs"):
        name = _before(scene, index) or _after(scene, index + 1)
        if name is not None:
            found.setdefault(name.begin, name)
    return list(found.values())


def _head(scene: Scene) -> list[Name]:
    """ "Peskov: …" at the head of a sentence."""
    for index, part in enumerate(scene.parts[:10]):
        if part.norm == ":":
            name = _before(scene, index)
            if name is not None and name.known and name.begin <= 2:
                return [name]
            first = _after(scene, 0)
            return [first] if first is not None and first.known and first.end <= index else []
    return []


def _after(scene: Scene, at: int) -> Name | None:
    """The name that begins here or a few words on ("according to the *Ministry of Defence*")."""
    for index in range(at, min(at + REACH, len(scene))):
        part = scene[index]
        name = _name_from(scene, index)
        if name is not None:
            return name
        if part.kind is Kind.MARK and not part.is_quote or part.figure is not None or part.has("say.verbs", "joins.that"):
            return None
    return None


def _before(scene: Scene, at: int) -> Name | None:
    """The name that ends here or a few words before ("*a NATO official* on Monday said")."""
    index, steps = at - 1, 0
    while index >= 0 and steps <= REACH:
        part = scene[index]
        if _is_named(part):
            begin = index
            while begin > 0 and _belongs(scene, begin - 1):
                begin -= 1
            name = _name_from(scene, begin)
            if name is not None and name.end > index:
                return name
            return _name_from(scene, index)
        if part.figure is not None or part.has("events.", "say.verbs", "joins.that", "people.") or part.norm in (";", ":", "(", ")"):
            return None
        index, steps = index - 1, steps + 1
    return None


def _is_named(part: Part) -> bool:
    return (
        part.has("speaker.", "bodies.")
        or any(role.startswith("force.") and role.endswith((".name", ".army")) for role in part.roles)
        or (part.kind is Kind.WORD and part.capital and len(part.norm) > 1)
    )


def _belongs(scene: Scene, index: int) -> bool:
    """Whether a part may go on a name to the left."""
    part = scene[index]
    if part.has("speaker.", "bodies.", "force.", "place_adjective.", "place.") and not part.has("say.verbs"):
        return True
    if part.kind is Kind.WORD and part.capital and index > 0:
        return True
    if part.norm in ("of", "the", "for") and index > 0 and _is_named(scene[index - 1]):
        return True
    return False


def _name_from(scene: Scene, at: int) -> Name | None:
    part = scene[at]
    if not _is_named(part) and not (part.has("force.") and _is_body_ahead(scene, at)):
        return None
    end = at + 1
    while end < len(scene) and end - at < 9:
        here = scene[end]
        joined = here.has("bodies.", "speaker.", "force.", "place_adjective.") or (here.kind is Kind.WORD and here.capital)
        if joined and not here.has("say.verbs", "events."):
            end += 1
        elif (here.norm in ("of", "for", "the", "and") or here.is_quote) and end + 1 < len(scene) and (
            scene[end + 1].has("bodies.", "force.", "speaker.") or scene[end + 1].norm == "the" or scene[end + 1].capital and here.norm == "of"
        ) and scene.row.language == "en":
            end += 1
        elif here.has("place.") and scene[end - 1].has("bodies.") and scene.row.language != "en":
            end += 1
        else:
            break
    while end > at + 1 and scene[end - 1].norm in ("of", "for", "the", "and"):
        end -= 1
    return _named(scene, at, end)


def _is_body_ahead(scene: Scene, at: int) -> bool:
    for index in range(at + 1, min(at + 4, len(scene))):
        if scene[index].has("bodies."):
            return True
        if not scene[index].has("force.", "joins.and") and scene[index].norm != ",":
            return False
    return False


def _named(scene: Scene, begin: int, end: int) -> Name | None:
    text = scene.words(begin, end)
    for index in range(begin, end):
        for row_index in scene[index].values("speaker."):
            row = speaker_row(int(row_index))
            if row.get("kind") == "person" or end - begin == 1 or index == begin:
                return Name(begin, end, row["name"], text, row.get("nation"), row.get("kind") == "outlet", known=True)
    nation = next((role.split(".")[1] for i in range(begin, end) for role in sorted(scene[i].roles) if role.startswith("force.")), None)
    only_force = end - begin == 1 and nation is not None and not scene[begin].has("bodies.")
    if only_force:
        assert nation is not None
        return Name(begin, end, force_name(nation), text, nation, known=True)
    while begin < end and scene[begin].norm in ("the", "a", "an"):
        begin += 1
    names = [i for i in range(begin, end) if scene[i].capital and scene[i].kind is Kind.WORD]
    bodies = any(scene[i].has("bodies.") for i in range(begin, end))
    if not bodies and (len(names) < 2 and begin <= 1 or not names):
        return None
    return Name(begin, end, scene.words(begin, end), text, nation)
