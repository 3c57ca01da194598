"""Who says it, and who passes it on: say-words, "according to", relays, "Name:" at the head, and what carries over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extract.names import Name, name_after, name_at, name_before
from bot.extract.scene import Kind, Part, Scene

__all__ = ["Voice", "Voices"]

HEAD = 14
QUOTES = ("«", '"', "“")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes the claims of a sentence: canonical name, his words in the text, his nation, and the relays."""

    name: str
    text: str | None = None
    nation: str | None = None
    via: tuple[str, ...] = ()
    rule: str = "owner"
    taken: frozenset[int] = frozenset()
    is_outlet: bool = False


class Voices:
    """Follows who speaks through the sentences of a post; None is the channel itself."""

    def __init__(self, owner: str, owner_is_outlet: bool) -> None:
        """In a channel of an outlet whoever was quoted speaks on until somebody else does."""
        self._owner = owner
        self._carries = owner_is_outlet
        self._before: Voice | None = None
        self._person: Voice | None = None
        self._default: Voice | None = None
        self._line = -1
        self._quoting = False
        self._said: list[Name] = []
        self._heading: Voice | None = None
        self._relay: tuple[str, ...] = ()

    def of(self, scene: Scene) -> Voice | None:
        """The voice of the next sentence."""
        fresh_line = scene.row.line != self._line
        self._line = scene.row.line
        voice = self._told(scene)
        if voice is None and fresh_line and self._heading is not None and scene[0].is_quote:
            voice = self._default = replace(self._heading, rule="heading", taken=frozenset())
        elif voice is None:
            voice = self._inherited(scene, fresh_line)
        elif voice.rule == "forwarded" or scene.row.norm(len(scene.row) - 1) == ":":
            self._default = voice
        if voice is not None and voice.is_outlet and voice.rule == "outlet" and self._line == 0 and self._head(scene):
            self._relay = (voice.name,)  # "*The New York Times:* the price of the war"
        elif voice is not None and self._relay and not voice.via and not voice.is_outlet and voice.name != self._owner:
            voice = replace(voice, via=self._relay)
        if fresh_line:
            self._heading = voice if voice is not None and voice.rule != "owner" else self._headed_by(scene)
        self._follow_quotes(scene)
        self._before = voice
        return voice

    def relays(self, scene: Scene) -> tuple[str, ...]:
        """The outlets that a sentence names."""
        names = (name_at(scene, index) for index in scene.where("speaker."))
        return tuple(dict.fromkeys(name.name for name in names if name is not None and name.is_outlet))

    def _headed_by(self, scene: Scene) -> Voice | None:
        """Whose words a quotation beneath a line is: *Dmitry Peskov* on what the press wrote."""
        begin = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
        name = name_at(scene, begin)
        if name is None or not name.is_person or any(part.figure is not None for part in scene.parts):
            return None
        return self._voice(name, (), "heading")

    def _follow_quotes(self, scene: Scene) -> None:
        text = scene.words(0, len(scene))
        opened, closed = text.count("«") + text.count("“"), text.count("»") + text.count("”")
        if opened != closed:
            self._quoting = opened > closed

    def _inherited(self, scene: Scene, fresh_line: bool) -> Voice | None:
        before = self._before
        if before is not None and (self._carries or (self._quoting and not fresh_line)):
            return replace(before, rule="carried", taken=frozenset())
        if before is not None and not fresh_line and any(part.has("joins.more") for part in scene.parts[:2]):
            return replace(before, rule="goes-on", taken=frozenset())
        if self._default is not None:
            return replace(self._default, rule="announced", taken=frozenset())
        return None

    def _told(self, scene: Scene) -> Voice | None:
        called = _by_callsign(scene)
        if called is not None:
            return self._voice(called, (), "called")
        forwarded = self._after_words(scene, "relay.forwarded")
        if forwarded:
            return self._voice(forwarded[0], (), "forwarded")
        outlets = [name for index in scene.where("speaker.") if (name := name_at(scene, index)) is not None and name.is_outlet]
        cited = [name for name in self._after_words(scene, "relay.citing") if not name.is_outlet]
        if cited:
            return self._voice(cited[0], outlets, "citing")
        according = [name for name in self._after_words(scene, "say.according") if not name.is_outlet]
        subjects = [name for name in self._subjects(scene) if not name.is_outlet]
        headed = [name for name in self._head(scene) if not name.is_outlet]
        signed = [name for name in _signature(scene) if not name.is_outlet]
        for names, rule in ((according, "according"), (headed, "heads"), (subjects, "says"), (signed, "signs")):
            if names:
                outer = names[1:2] if scene.glues and rule == "says" else []
                return self._voice(names[0], [*outlets, *outer], rule)
        if scene.where("say.his_words") and (self._person or self._before) is not None:
            person = self._person or self._before
            assert person is not None
            return replace(person, via=self._relays_of(person.name), rule="his-words", taken=frozenset())
        if outlets and not self._carries and scene.where("relay.to"):
            return Voice(self._owner, via=tuple(dict.fromkeys(name.name for name in outlets)), rule="interviewed")
        if outlets and (scene.where("say.", "relay.") or self._head(scene)):
            known = [
                name for name in self._known(scene) if not name.is_outlet and not name.is_force and not _is_owner(scene, name)
            ]
            if known:
                return self._voice(known[0], outlets, "relayed")
            if self._before is not None and not self._before.is_outlet and self._carries:
                return replace(self._before, taken=frozenset())
            return self._voice(outlets[0], (), "outlet")
        return None

    def nearer(self, scene: Scene, voice: Voice | None, at: int) -> Voice | None:
        """The voice of one figure: "India told of 100 killed, *Pakistan* admitted the death of *11*" has two."""
        if scene.analytic or scene.glues or voice is None or voice.rule != "says":
            return voice
        for index in reversed([verb for verb in scene.where("say.verbs") if verb < at]):
            name = name_before(scene, index)
            before = scene.get(name.begin - 1) if name is not None else None
            if name is None or before is None or before.norm not in (",", ";") or name.is_outlet:
                continue
            behind_first = any(part.figure is not None for part in scene.parts[: name.begin])
            return self._voice(name, (), "says") if behind_first and name.name != voice.name else voice
        return voice

    def _voice(self, name: Name, relays: Sequence[Name], rule: str) -> Voice:
        taken = frozenset(index for one in (name, *relays) for index in range(one.begin, one.end))
        via = tuple(dict.fromkeys(self._whom(one) for one in relays if one.name != name.name))
        name = self._in_full(name)
        if name.is_title and self._person is not None:
            return replace(self._person, via=via or self._relays_of(self._person.name), rule=rule, taken=taken)
        if name.is_title and not name.is_listed and not self._carries:  # "the deputy press secretary", in her own house
            return Voice(self._owner, name.text, None, via, rule, taken)
        voice = Voice(name.name, name.text, name.nation, via, rule, taken, name.is_outlet)
        if name.is_person:
            self._person = replace(voice, via=())
        return voice

    def _relays_of(self, name: str) -> tuple[str, ...]:
        """Who passed on his words in the sentence before, and goes on doing so."""
        return self._before.via if self._before is not None and self._before.name == name else ()

    def _whom(self, relay: Name) -> str:
        return self._person.name if relay.is_title and self._person is not None else relay.name

    def _in_full(self, name: Name) -> Name:
        """The name as it was said in full before: "the ministry" of whom "the Lebanese Ministry of Health" was spoken of."""
        for known in reversed(self._said):
            if known.text != name.text and known.text.endswith(name.text):
                return known
        if name.is_listed or name.is_person:
            self._said.append(name)
        return name

    def _after_words(self, scene: Scene, role: str) -> list[Name]:
        if scene.glues:
            return [name for index in scene.where(role) if (name := name_before(scene, index)) is not None]
        return [name for index in scene.where(role) if (name := name_after(scene, index + 1)) is not None]

    def _subjects(self, scene: Scene) -> list[Name]:
        if scene.glues:
            return _subjects_before(scene)
        found: list[Name] = []
        for index in scene.where("say.verbs", "denial.before"):
            the = scene.get(index + 1)
            after = name_at(scene, index + 2 if the is not None and the.has("links.the") else index + 1) or _capital(scene, index)
            if after is not None and after.is_outlet and not scene.analytic:
                after = name_at(scene, after.end) or after  # «сказав агентству Reuters *посадовець НАТО*»
            before = name_before(scene, index)
            marks = (
                [part for part in scene.parts[before.end : index] if part.norm in (",", "-") or part.is_quote] if before else []
            )
            parted = before is None or (bool(marks) and not _is_inserted(marks))
            name = (after or before) if parted else before
            if name is not None and name.is_force and not scene[index].has("say.verbs"):
                continue  # "Russia sends no soldiers" is said about Russia
            if name is not None and name.begin not in {other.begin for other in found}:
                found.append(name)
        return found

    def _known(self, scene: Scene) -> list[Name]:
        names = (name_at(scene, index) for index in range(len(scene)))
        return [name for name in names if name is not None and name.is_listed]

    def _head(self, scene: Scene) -> list[Name]:
        """ "Peskov: …", "The Observatory (SOHR): …" at the head of a sentence."""
        begin = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
        for index in range(begin, min(begin + HEAD, len(scene))):
            if scene[index].norm == ":":
                heads = (name_at(scene, at) for at in range(0 if begin <= 1 else begin, min(begin + 3, index)))
                first = next((name for name in heads if name is not None), None)
                rest = (*scene.parts[: first.begin], *scene.parts[first.end : index]) if first is not None else ()
                if first is not None and scene.row.is_item and scene[first.begin].norm.startswith(QUOTES):
                    return []  # a list by groups of forces: «Южная» группировка: …
                if first is not None and scene.glues and any(p.kind is Kind.WORD for p in scene.parts[first.end : index]):
                    return []  # 러시아의 미사일 공격: …
                if first is not None and (first.is_listed or first.is_person) and not any(p.has("events.") for p in rest):
                    return [first]
                last = name_before(scene, index)
                if last is not None and last.is_person and last.end == index and scene[begin].has("bodies."):
                    return [last]
                return []
        return []


def _is_owner(scene: Scene, name: Name) -> bool:
    """Whether a name only tells whose people were counted: «две тысячи бойцов *Африканского корпуса*»."""
    before = scene.get(name.begin - 1)
    return not scene.analytic and not scene.glues and before is not None and before.has("people.", "units.")


def _capital(scene: Scene, verb: int) -> Name | None:
    """A state that speaks by its capital, at the end of a clause: «…, заявили у Сеулі»."""
    before, behind = scene.get(verb + 1), scene.get(verb + 3)
    body = name_at(scene, verb + 2) if before is not None and before.has("places.before") and not scene.analytic else None
    if body is not None and not body.is_force and (body.is_listed or scene[body.begin].has("bodies.institutions")):
        return body  # «повідомили *в Генштабі*»
    if (
        scene.analytic
        or before is None
        or not before.has("places.before")
        or (behind is not None and behind.kind is not Kind.MARK)
    ):
        return None
    return name_at(scene, verb + 2)


def _by_callsign(scene: Scene) -> Name | None:
    """A soldier who is quoted under his callsign: «боец 3-й бригады РФ *с позывным „Сокол“* жалуется: …»."""
    for index in scene.where("bodies.callsigns"):
        begin = index + 1
        while begin < len(scene) and scene[begin].is_quote:
            begin += 1
        if begin >= len(scene) or not scene[begin].capital:
            continue
        says = any(part.has("say.verbs") or part.norm == ":" for part in (*scene.parts[:index], *scene.parts[begin + 1 :]))
        if not says:
            continue
        whose = [role.split(".")[1] for part in scene.parts[:index] for role in sorted(part.roles) if role.startswith("force.")]
        text = scene.words(begin, begin + 1)
        return Name(begin, begin + 1, text, text, whose[-1] if whose else None, is_person=True)
    return None


def _signature(scene: Scene) -> list[Name]:
    """Who is named behind the last dash: «Росія щодня втрачає тисячу солдатів, — *Рютте*»."""
    dashes = [index for index, part in enumerate(scene.parts) if part.norm == "-"]
    name = name_at(scene, dashes[-1] + 1) if dashes else None
    if name is None or not (name.is_listed or name.is_person) or name.is_force:
        return []
    return [name] if all(part.kind is Kind.MARK for part in scene.parts[name.end :]) else []


def _is_inserted(marks: Sequence[Part]) -> bool:
    """Whether only an insertion parts a subject from its verb: "the ministry, *in turn*, said"."""
    return len(marks) == 2 and all(mark.norm == "," for mark in marks)


def _subjects_before(scene: Scene) -> list[Name]:
    """The subjects of say-verbs in a language that marks subjects and puts verbs last: the innermost first."""
    subjects: list[Name] = []
    for index in range(len(scene)):
        if scene.ends(index, "subject") and not scene[index].has("people.", "events."):
            name = name_before(scene, index + 1)
            if name is not None and (name.end == index + 1 or scene[index].norm == ")"):
                subjects.append(name)
    verbs = list(scene.where("say.verbs")) or list(scene.where("hedge.words"))
    if not verbs or not subjects:
        return []
    if not scene[verbs[0]].has("say.verbs"):  # a state of which something is supposed says nothing by that
        subjects = [name for name in subjects if not name.is_force]
    inner = [name for name in subjects if name.end <= verbs[0]]
    listed = [name for name in inner if (name.is_listed and not name.is_force) or name.is_person] or inner
    if len(verbs) > 1 and len(listed) > 1:
        return [listed[-1], *listed[:-1]]
    return listed[:1]
