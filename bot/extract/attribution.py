"""Who says it, and who passes it on: say-words, "according to", relays, "Name:" at the head, and what carries over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extract.again import again, group_of, is_bare
from bot.extract.heads import by_callsign, sign_off, signature_of, speaker_at_head
from bot.extract.named import Name
from bot.extract.names import name_after, name_at, name_before
from bot.extract.places import force_of_owner
from bot.extract.quotations import is_open_behind
from bot.extract.relays import listeners
from bot.extract.scene import Kind, Scene
from bot.extract.subjects import after_words, counted_by, is_owner, is_told_by, relay_of, subjects_of, within

__all__ = ["SIGN_OFF", "Voice", "Voices"]

SIGN_OFF = "sign-off"
"""The rule by which a line names who said what stands above it."""

DEFAULTS = frozenset({"forwarded", "source", "headline"})
"""Rules by which somebody speaks in all that follows, until another does."""

OF_THEM = 7
"""Among so many parts at its head a sentence tells that it counts some of those counted before."""

ROUNDS = 2
"""So many words may stand between a name and the report it heads: "the General Staff's *daily evening* update"."""


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
        self._group: str | None = None

    def of(self, scene: Scene) -> Voice | None:
        """The voice of the next sentence."""
        fresh_line = scene.row.line != self._line
        self._line = scene.row.line
        self._hear(scene)
        voice = self._told(scene)
        if voice is None and fresh_line and self._heading is not None and self._is_beneath(scene, self._heading):
            voice = self._default = replace(self._heading, rule="heading", taken=frozenset())
        elif voice is None:
            voice = self._inherited(scene, fresh_line)
        elif voice.rule in DEFAULTS or scene.row.norm(len(scene.row) - 1) == ":" or _heads_list(scene):
            self._default = voice
        if voice is not None and voice.is_outlet and voice.rule == "outlet" and self._line == 0 and speaker_at_head(scene):
            self._relay = (voice.name,)  # "*The New York Times:* the price of the war"
        elif (
            voice is not None
            and self._relay
            and self._line > 0
            and not (voice.via or voice.is_outlet)
            and voice.name != self._owner
        ):
            voice = replace(voice, via=self._relay)
        if fresh_line:
            self._heading = voice if voice is not None and voice.rule != "owner" else self._headed_by(scene)
        self._quoting = is_open_behind((token.text for token in scene.row.tokens), opened=self._quoting)
        self._group = group_of(scene, self._group)
        self._before = voice
        return voice

    def _is_beneath(self, scene: Scene, heading: Voice) -> bool:
        """Whether a line is told by whom the line before names: his words in quotes, or a list beneath his name."""
        return scene[0].is_quote or (heading.rule == "heading" and scene.row.is_item)

    def _hear(self, scene: Scene) -> None:
        """Keep the bodies that a sentence names, for a later one may call them "the agency"."""
        for index in scene.where("speaker."):
            name = name_at(scene, index)
            if name is not None and name.is_listed and not (name.is_outlet or name.is_person or name.is_title):
                self._said.append(name)

    def relays(self, scene: Scene) -> tuple[str, ...]:
        """The outlets that a sentence names."""
        names = (name_at(scene, index) for index in scene.where("speaker."))
        return tuple(dict.fromkeys(name.name for name in names if name is not None and name.is_outlet))

    def _headed_by(self, scene: Scene) -> Voice | None:
        """Whose words a quotation beneath a line is: *Dmitry Peskov* on what the press wrote."""
        begin = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
        name = name_at(scene, begin)
        if scene.analytic and (name is None or not name.is_person):
            name = name_after(scene, begin)  # "*Deputy Prime Minister* Piotr Kowalski after the meeting"
        if name is None or not name.is_person or any(part.figure is not None for part in scene.parts):
            return None
        return self._voice(scene, name, (), "heading")

    @property
    def is_quoting(self) -> bool:
        """Whether a quotation is open behind the last sentence."""
        return self._quoting

    def _inherited(self, scene: Scene, fresh_line: bool) -> Voice | None:
        before = self._before
        if before is not None and (self._carries or (self._quoting and not fresh_line)):
            return replace(before, rule="carried", taken=frozenset())
        if before is not None and not fresh_line and any(part.has("joins.more") for part in scene.parts[:2]):
            return replace(before, rule="goes-on", taken=frozenset())
        if before is not None and any(part.has("joins.of_them") for part in scene.parts[:OF_THEM]):
            return replace(before, rule="goes-on", taken=frozenset())
        if self._default is not None:
            return replace(self._default, rule="announced", taken=frozenset())
        return None

    def _told(self, scene: Scene) -> Voice | None:
        called = by_callsign(scene)
        if called is not None:
            return self._voice(scene, called, (), "called")
        forwarded = after_words(scene, "relay.forwarded")
        if forwarded:
            return self._voice(scene, forwarded[0], (), "forwarded")
        below = sign_off(scene)
        if below is not None:
            return self._voice(scene, below, (), SIGN_OFF)
        outlets = [name for index in scene.where("speaker.") if (name := name_at(scene, index)) is not None and name.is_outlet]
        if scene.where("denial.") and not scene.where("relay.to", "relay.citing"):
            outlets = [name for name in outlets if not _is_denied(scene, name)]
        outlets += listeners(scene)
        quoted = after_words(scene, "relay.citing")
        cited = [name for name in quoted if not name.is_outlet]
        if cited:
            return self._voice(scene, cited[0], [*outlets, *self._who_cites(scene, cited[0], outlets)], "citing")
        according = [name for name in (*after_words(scene, "say.according"), *counted_by(scene)) if not name.is_outlet]
        subjects = [name for name in subjects_of(scene) if not name.is_outlet]
        if scene.where("say.own") and self._carries and not (according or subjects):
            return Voice(self._owner, rule="own")
        headed = [name for name in speaker_at_head(scene) if not (name.is_outlet or self._is_topic(scene, name))]
        if headed and headed[0].is_listed and not headed[0].is_force and all(_is_unnamed(scene, name) for name in according):
            according = []  # "*CSIS:* by the estimate of analysts, …"
        signature = signature_of(scene)
        signed = [name for name in signature if not name.is_outlet]
        if signed and headed and headed[0].is_force and not signed[0].is_force:
            headed = []  # "*Ankara:* nine were killed – the Ministry of Defence"
        inner = within(scene, according, subjects)
        if inner is not None:
            return self._voice(scene, inner, [*outlets, according[0]], "according")
        relay = relay_of(scene, according, subjects)
        if relay is not None:
            return self._voice(scene, relay[0], [*outlets, relay[1]], "says")
        for names, rule in ((according, "according"), (headed, "heads"), (subjects, "says"), (signed, "signs")):
            if names:
                outer = names[1:2] if rule == "says" and (scene.glues or is_told_by(scene, names)) else []
                return self._voice(scene, names[0], [*outlets, *outer], rule)
        if quoted:
            return self._voice(scene, quoted[0], outlets, "citing")
        of_report = self._reporter(scene)
        if of_report is not None:
            return of_report
        last = self._before if self._before is not None and self._before.text is not None else None
        person = (last if scene.where("say.its_words") else None) or self._person or self._before
        if person is not None and (scene.where("say.his_words", "say.its_words") or _is_his(scene)):
            to = tuple(name.name for name in outlets if name.name not in (person.name, self._owner))
            return replace(person, via=to or self._relays_of(person.name), rule="his-words", taken=frozenset())
        if outlets and not self._carries and scene.where("relay.to"):
            return Voice(self._owner, via=tuple(dict.fromkeys(name.name for name in outlets)), rule="interviewed")
        if outlets and (scene.where("say.", "relay.") or signature or speaker_at_head(scene)):
            known = [name for name in _known(scene) if not name.is_outlet and not name.is_force and not is_owner(scene, name)]
            if known:
                return self._voice(scene, known[0], outlets, "relayed")
            before = self._before
            if before is not None and self._carries and not before.is_outlet and {name.name for name in outlets} <= {*before.via}:
                return replace(before, taken=frozenset())
            return self._voice(scene, outlets[0], (), "outlet")
        return None

    def _is_topic(self, scene: Scene, name: Name) -> bool:
        """Whether a state heads an item of a list that tells of many: "• *Kosovo:* 35 soldiers of ours serve there"."""
        return scene.row.is_item and name.is_force and not self._carries

    def _who_cites(self, scene: Scene, cited: Name, outlets: Sequence[Name]) -> list[Name]:
        """Who hands on the words of somebody cited, besides the outlets: *이 의원은* 국정원 보고를 인용해 …"""
        return [
            name
            for name in subjects_of(scene)
            if not (name.is_outlet or name.is_force or (name.end > cited.begin and not _is_relayer(scene, name, cited)))
            and not any(name.begin <= outlet.begin < name.end for outlet in outlets)
        ]

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
            return self._voice(scene, name, (), "says") if behind_first and name.name != voice.name else voice
        return voice

    def _reporter(self, scene: Scene) -> Voice | None:
        """Whose report it is: "Source: the General Staff", the heading "Briefing of the Ministry of Defence"."""
        for index in scene.where("say.source"):
            colon = scene.get(index + 1)
            name = name_at(scene, index + 2) if colon is not None and colon.norm == ":" else None
            name = name or (name_before(scene, index) if scene.glues else None)
            if name is not None and not name.is_outlet:
                return self._voice(scene, name, (), "source")
        for index in scene.where("say.report"):
            name = _of_report(scene, index)
            if name is not None and not name.is_outlet and (scene.glues or not scene.figures):
                return self._voice(scene, name, (), "figures" if scene.figures else "headline")
        return None

    def _voice(self, scene: Scene, name: Name, relays: Sequence[Name], rule: str) -> Voice:
        taken = frozenset(index for one in (name, *relays) for index in range(one.begin, one.end))
        bare = is_bare(scene, name) and scene[name.begin].has("bodies.again")
        is_vague = rule == "heads" and not (name.is_listed or name.is_person or name.nation)
        name, given = name if is_vague else self._in_full(scene, name), name
        speaks_alone = any(part.has("bodies.unnamed") for part in scene.parts[given.begin : given.end])  # "a *TASS* source in …"
        via = tuple(
            dict.fromkeys(
                whom
                for one in relays
                if (whom := self._whom(one)) not in (name.name, self._owner)
                and (speaks_alone or not given.begin <= one.begin < given.end)
            )
        )
        if name.is_force and name.nation is not None and name.nation == force_of_owner(self._owner):
            return Voice(self._owner, name.text, None, via, rule, taken)
        if name.is_title and self._person is not None:
            return replace(self._person, via=via or self._relays_of(self._person.name), rule=rule, taken=taken)
        if name.is_title and not name.is_listed and not self._carries:  # "the deputy press secretary", in her own house
            return Voice(self._owner, name.text, None, via, rule, taken)
        if bare and name is given and not self._carries:
            return Voice(self._owner, name.text, None, via, rule, taken)  # "the department", in its own channel
        voice = Voice(
            name.name,
            name.text,
            name.nation,
            via or (() if name is given else self._relays_of(name.name)),
            rule,
            taken,
            name.is_outlet,
        )
        relayed = next((one for one in relays if one.is_person), None)
        if name.is_person:
            self._person = replace(voice, via=())
        elif relayed is not None:
            self._person = Voice(relayed.name, relayed.text, relayed.nation)
        return voice

    def _relays_of(self, name: str) -> tuple[str, ...]:
        """Who passed on his words in the sentence before, and goes on doing so."""
        return self._before.via if self._before is not None and self._before.name == name else ()

    def _whom(self, relay: Name) -> str:
        return self._person.name if relay.is_title and self._person is not None else relay.name

    def _in_full(self, scene: Scene, name: Name) -> Name:
        """The name as it was said in full before: "the ministry" of whom "the Lebanese Ministry of Health" was spoken of."""
        for known in reversed(self._said):
            if known.text != name.text and known.text.endswith(name.text):
                return known
        if is_bare(scene, name):
            return again(scene, name, self._said, self._group) or name
        self._said.append(name)
        return name


def _is_relayer(scene: Scene, name: Name, cited: Name) -> bool:
    """Whether a person hands on what a body says: "citing the NIS, *lawmaker Youn Kun-young* said"."""
    return name.begin >= cited.end and name.is_person and not cited.is_person and not scene.glues


def _is_unnamed(scene: Scene, name: Name) -> bool:
    """Whether a name only tells of what trade some are: "analysts"."""
    return not (name.is_listed or name.is_person or name.nation) and scene[name.end - 1].has("bodies.persons")


def _known(scene: Scene) -> list[Name]:
    names = (name_at(scene, index) for index in range(len(scene)))
    return [name for name in names if name is not None and name.is_listed]


def _is_his(scene: Scene) -> bool:
    """Whether "he" or "she" says it, a word away from the say-word at most: "two brigades are, *he* believes, …"."""
    verbs = scene.where("say.verbs")
    return any(0 < abs(verb - index) <= 2 for index in scene.where("say.pronouns") for verb in verbs)


def _heads_list(scene: Scene) -> bool:
    """Whether a sentence only names whose figures follow: 대변인이 *밝힌* 전과."""
    verbs = scene.where("say.verbs")
    return scene.glues and bool(verbs) and not scene.figures and scene.describes(verbs[-1])


def _is_denied(scene: Scene, name: Name) -> bool:
    """Whether an outlet's report is what is denied: "denies the report of *the BBC*"."""
    near = scene.parts[max(name.begin - ROUNDS - 1, 0) : name.begin] + scene.parts[name.end : name.end + 1]
    return any(part.has("say.report") for part in near)


def _of_report(scene: Scene, index: int) -> Name | None:
    """Whose report a noun means: 국방부 *브리핑*; at the head, "*briefing* of the Ministry", "the Ministry's *briefing*"."""
    before = name_before(scene, index)
    if before is not None and index - before.end > ROUNDS:
        before = None
    if scene.glues:
        closed = before is not None and any(scene.ends(at, "subject") for at in range(before.end - 1, index))
        return None if closed else before
    first = next((at for at, part in enumerate(scene.parts) if part.kind is not Kind.MARK and not part.has("links.")), 0)
    opens = index - first <= ROUNDS and not any(
        part.roles for part in scene.parts[first:index] if not part.has("links.", "compass.")
    )
    behind = name_after(scene, index + 1) if opens else None
    for name in (behind, before):
        if name is not None and name.is_listed and not name.is_force and (name is behind or name.begin <= first):
            return name
    return None
