"""Who says it, and who passes it on: say-words, "according to", relays, "Name:" at the head, and what carries over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extract.again import again, group_of, is_bare
from bot.extract.crowds import crowd_after, crowd_before
from bot.extract.named import Name
from bot.extract.names import lone_name, name_after, name_at, name_before, name_behind_title
from bot.extract.scene import Kind, Part, Scene

__all__ = ["Voice", "Voices"]

HEAD = 14
QUOTES = ("«", '"', "“")
DEFAULTS = frozenset({"forwarded", "source", "headline"})
"""Rules by which somebody speaks in all that follows, until another does."""

INSERTED = 12
"""So many parts at most stand between commas before a say-verb: "an official, *speaking on condition of anonymity*, said"."""

INSIDE = 3
"""A body in which it is said stands so many parts behind a preposition at most: «*в оборонному відомстві*»."""

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
        if voice is None and fresh_line and self._heading is not None and scene[0].is_quote:
            voice = self._default = replace(self._heading, rule="heading", taken=frozenset())
        elif voice is None:
            voice = self._inherited(scene, fresh_line)
        elif voice.rule in DEFAULTS or scene.row.norm(len(scene.row) - 1) == ":" or _heads_list(scene):
            self._default = voice
        if voice is not None and voice.is_outlet and voice.rule == "outlet" and self._line == 0 and self._head(scene):
            self._relay = (voice.name,)  # "*The New York Times:* the price of the war"
        elif voice is not None and self._relay and not voice.via and not voice.is_outlet and voice.name != self._owner:
            voice = replace(voice, via=self._relay)
        if fresh_line:
            self._heading = voice if voice is not None and voice.rule != "owner" else self._headed_by(scene)
        self._follow_quotes(scene)
        self._group = group_of(scene, self._group)
        self._before = voice
        return voice

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
        if name is None or not name.is_person or any(part.figure is not None for part in scene.parts):
            return None
        return self._voice(scene, name, (), "heading")

    def _follow_quotes(self, scene: Scene) -> None:
        text = scene.words(0, len(scene))
        opened, closed = text.count("«") + text.count("“"), text.count("»") + text.count("”")
        if opened != closed:
            self._quoting = opened > closed
        elif text.count('"') % 2:
            self._quoting = not self._quoting

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
        called = _by_callsign(scene)
        if called is not None:
            return self._voice(scene, called, (), "called")
        forwarded = self._after_words(scene, "relay.forwarded")
        if forwarded:
            return self._voice(scene, forwarded[0], (), "forwarded")
        outlets = [name for index in scene.where("speaker.") if (name := name_at(scene, index)) is not None and name.is_outlet]
        if scene.where("denial.") and not scene.where("relay.to", "relay.citing"):
            outlets = [name for name in outlets if not _is_denied(scene, name)]
        if scene.where("say.own") and self._carries:
            return Voice(self._owner, rule="own")
        quoted = self._after_words(scene, "relay.citing")
        cited = [name for name in quoted if not name.is_outlet]
        if cited:
            return self._voice(scene, cited[0], [*outlets, *self._who_cites(scene, cited[0], outlets)], "citing")
        according = [name for name in self._after_words(scene, "say.according") if not name.is_outlet]
        subjects = [name for name in self._subjects(scene) if not name.is_outlet]
        headed = [name for name in self._head(scene) if not name.is_outlet]
        signature = _signature(scene)
        signed = [name for name in signature if not name.is_outlet]
        inner = _within(scene, according, subjects)
        if inner is not None:
            return self._voice(scene, inner, [*outlets, according[0]], "according")
        for names, rule in ((according, "according"), (headed, "heads"), (subjects, "says"), (signed, "signs")):
            if names:
                outer = names[1:2] if rule == "says" and (scene.glues or _is_told_by(scene, names)) else []
                return self._voice(scene, names[0], [*outlets, *outer], rule)
        if quoted:
            return self._voice(scene, quoted[0], outlets, "citing")
        of_report = self._reporter(scene)
        if of_report is not None:
            return of_report
        person = self._person or self._before
        if person is not None and (scene.where("say.his_words") or _is_his(scene)):
            to = tuple(name.name for name in outlets if name.name not in (person.name, self._owner))
            return replace(person, via=to or self._relays_of(person.name), rule="his-words", taken=frozenset())
        if outlets and not self._carries and scene.where("relay.to"):
            return Voice(self._owner, via=tuple(dict.fromkeys(name.name for name in outlets)), rule="interviewed")
        if outlets and (scene.where("say.", "relay.") or signature or self._head(scene)):
            known = [
                name for name in self._known(scene) if not name.is_outlet and not name.is_force and not _is_owner(scene, name)
            ]
            if known:
                return self._voice(scene, known[0], outlets, "relayed")
            before = self._before
            if before is not None and self._carries and not before.is_outlet and {name.name for name in outlets} <= {*before.via}:
                return replace(before, taken=frozenset())
            return self._voice(scene, outlets[0], (), "outlet")
        return None

    def _who_cites(self, scene: Scene, cited: Name, outlets: Sequence[Name]) -> list[Name]:
        """Who hands on the words of somebody cited, besides the outlets: *이 의원은* 국정원 보고를 인용해 …"""
        return [
            name
            for name in self._subjects(scene)
            if not (name.is_outlet or name.is_force or name.end > cited.begin)
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
        name, given = self._in_full(scene, name), name
        via = tuple(
            dict.fromkeys(
                whom
                for one in relays
                if (whom := self._whom(one)) not in (name.name, self._owner) and not given.begin <= one.begin < given.end
            )
        )
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

    def _after_words(self, scene: Scene, role: str) -> list[Name]:
        return [name for index in scene.where(role) for name in self._after(scene, index)]

    def _after(self, scene: Scene, index: int) -> list[Name]:
        """The name that a word like "according to" governs, if any."""
        if scene.glues:
            name = name_before(scene, index) or crowd_before(scene, index)
        else:
            name = name_after(scene, index + 1) or crowd_after(scene, index + 1) or lone_name(scene, index + 1)
        return [name] if name is not None else []

    def _subjects(self, scene: Scene) -> list[Name]:
        if scene.glues:
            return _subjects_before(scene)
        found: list[Name] = []
        for index in scene.where("say.verbs", "denial.before"):
            the = scene.get(index + 1)
            after = name_at(scene, index + 2 if the is not None and the.has("links.the") else index + 1) or _capital(scene, index)
            if after is not None and after.is_outlet and not scene.analytic:
                after = name_at(scene, after.end) or after  # «сказав агентству Reuters *посадовець НАТО*»
            elif after is not None and scene[after.begin].has("relay.to") and after.end == after.begin + 1:
                after = name_at(scene, after.end) or after  # «розповів *журналістам* міністр»
            before = _before_verb(scene, index)
            if before is not None and after is not None and before.is_force and _is_owner(scene, before):
                before = None  # «про загибель 300 солдатів КНДР пише *Bloomberg*»
            marks = (
                [part for part in scene.parts[before.end : index] if part.norm in (",", "-") or part.is_quote] if before else []
            )
            parted = before is None or (bool(marks) and not (_is_inserted(marks) or _is_apposed(scene, before, marks)))
            name = crowd_before(scene, index) or ((after or before) if parted else before) or _crowd_behind(scene, index)
            name = name or lone_name(scene, index - 1) or (lone_name(scene, index + 1) if parted else None)
            if name is not None and name.is_force and not scene[index].has("say.verbs"):
                continue  # "Russia sends no soldiers" is said about Russia
            if name is not None and name.begin not in {other.begin for other in found}:
                found.append(name)
        inside = None if any(name.is_person or (name.is_listed and not name.is_force) for name in found) else _inside(scene)
        return found if inside is None else [inside]

    def _known(self, scene: Scene) -> list[Name]:
        names = (name_at(scene, index) for index in range(len(scene)))
        return [name for name in names if name is not None and name.is_listed]

    def _head(self, scene: Scene) -> list[Name]:
        """ "Peskov: …", "The Observatory (SOHR): …" at the head of a sentence."""
        begin = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
        if scene.glues and (quoted := _before_quote(scene)) is not None:
            return [quoted]
        for index in range(begin, min(begin + HEAD, len(scene))):
            if scene[index].norm == ":":
                heads = (name_at(scene, at) for at in range(0 if begin <= 1 else begin, min(begin + 3, index)))
                first = next((name for name in heads if name is not None), None)
                rest = (*scene.parts[: first.begin], *scene.parts[first.end : index]) if first is not None else ()
                if first is not None and scene.row.is_item and scene[first.begin].norm.startswith(QUOTES):
                    return []  # a list by groups of forces: «Южная» группировка: …
                if first is not None and _is_land(first) and not scene.glues and (first.end < index or _is_placed(scene, first)):
                    return []  # "July in Ukraine, verified cases only: …"
                if first is not None and scene.glues and any(_tells_topic(part) for part in scene.parts[first.end : index]):
                    return []  # 러시아의 미사일 공격: …
                if first is not None and (first.is_listed or first.is_person) and not any(p.has("events.") for p in rest):
                    return [first]
                if first is not None and first.nation is not None and first.begin <= begin and not _is_zone(scene, first, index):
                    return [first]  # "the Philippine army: …"
                last = name_before(scene, index)
                if last is not None and last.is_person and last.end == index and scene[begin].has("bodies."):
                    return [last]
                return []
        return []


def _is_land(name: Name) -> bool:
    """Whether a name is that of a state."""
    return name.is_force and name.nation is not None and name.nation.isupper()


def _is_zone(scene: Scene, name: Name, end: int) -> bool:
    """Whether more than a body's name heads a sentence, or the group of forces whose zone follows: "Group *North*: …"."""
    return name.end < end or any(part.has("compass.", "units.") for part in scene.parts[name.begin : name.end])


def _is_placed(scene: Scene, name: Name) -> bool:
    """Whether a preposition makes a land a place: "*in* Latvia"."""
    before = scene.get(name.begin - 1)
    return before is not None and before.kind is not Kind.MARK


def _tells_topic(part: Part) -> bool:
    """Whether a word behind a name at the head makes a topic of it, and not a report: 러시아의 *공격*: …"""
    return part.kind is Kind.WORD and not part.has("say.report", "bodies.persons")


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


def _before_quote(scene: Scene) -> Name | None:
    """Who is quoted right behind his bare name, as headlines do: 국정원 “북한군 3천 명 …”."""
    labelled = [index for index, part in enumerate(scene.parts[:HEAD]) if part.norm == "]"] if scene[0].norm == "[" else []
    for index in range(labelled[0] + 1 if labelled else 1, min(HEAD, len(scene))):
        if scene[index].is_quote:
            name = name_before(scene, index)
            bare = name is not None and name.end == index and not scene.row.tokens[scene[index - 1].end - 1].ending
            return name if bare and not any(scene.where("say.verbs")) else None
        if scene[index].figure is not None or scene[index].has("events."):
            return None
    return None


def _before_verb(scene: Scene, verb: int) -> Name | None:
    """The name before a say-verb: "*a spokesman* said", "*John Smith*, a spokesman, said", "*an official*, speaking …, said"."""
    name = name_before(scene, verb)
    if name is not None and not (name.is_listed or name.is_person):
        begin = name.begin
        while begin > 0 and (scene[begin - 1].has("links.", "force.", "bodies.") or _is_of_title(scene, begin - 1)):
            begin -= 1
        first = name_before(scene, begin - 1) if begin > 1 and scene[begin - 1].norm == "," else None
        return first if first is not None and first.is_person and first.end == begin - 1 else name
    if name is None and scene.analytic and verb > 1 and scene[verb - 1].norm == ",":
        commas = [at for at in range(max(verb - INSERTED, 1), verb - 1) if scene[at].norm == ","]
        inside = scene.parts[commas[-1] : verb] if commas else ()
        if commas and not any(part.figure is not None or part.has("events.", "say.verbs") for part in inside):
            name = name_before(scene, commas[-1])
            return name if name is not None and name.end == commas[-1] else None
    return name


def _is_of_title(scene: Scene, index: int) -> bool:
    """Whether a small word may belong to a title: "Ukraine's *interior* minister"."""
    part = scene[index]
    return scene.analytic and part.kind is Kind.WORD and not part.capital and not part.has("say.", "events.", "people.", "joins.")


def _crowd_behind(scene: Scene, verb: int) -> Name | None:
    """People without a name who are the subject of a say-verb before them: "…, said *a senior officer*"."""
    mark = scene.get(verb - 1)
    return crowd_after(scene, verb + 1) if mark is not None and mark.kind is Kind.MARK else None


def _within(scene: Scene, according: Sequence[Name], subjects: Sequence[Name]) -> Name | None:
    """Whose words somebody hands on: "according to lawmaker Lee, *the NIS* believes"."""
    if not according or any(
        part.kind not in (Kind.MARK,) and not part.has("say.according") for part in _ahead(scene, according[0])
    ):
        return None
    first = according[0]
    return next((name for name in subjects if name.begin >= first.end and not name.is_force and name.name != first.name), None)


def _ahead(scene: Scene, name: Name) -> Sequence[Part]:
    """What stands before a name, but for its own titles."""
    return [part for part in scene.parts[: name.begin] if not part.has("links.", "bodies.", "force.")]


def _is_told_by(scene: Scene, names: Sequence[Name]) -> bool:
    """Whether the second of two who speak hands on the words of the first: "the NIS believes that …, *a lawmaker* said"."""
    if not scene.analytic or len(names) < 2 or any(name.is_force for name in names[:2]) or not scene.figures:
        return False
    return names[0].end <= scene.figures[0] and names[1].begin > scene.figures[-1]


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


def _is_owner(scene: Scene, name: Name) -> bool:
    """Whether a name only tells whose people were counted: «две тысячи бойцов *Африканского корпуса*»."""
    index = name.begin - 1
    while index > 0 and scene[index].has("force.") and not scene[index].has("people.", "units."):
        index -= 1  # «бойцов *российского* Африканского корпуса»
    before = scene.get(index)
    return not scene.analytic and not scene.glues and before is not None and before.has("people.", "units.")


def _capital(scene: Scene, verb: int) -> Name | None:
    """A state that speaks by its capital, at the end of a clause: «…, заявили у Сеулі»."""
    before, behind = scene.get(verb + 1), scene.get(verb + 3)
    body = name_at(scene, verb + 2) if before is not None and before.has("places.before") and not scene.analytic else None
    if body is None and before is not None and before.has("places.before") and not (scene.analytic or scene.glues):
        further = name_after(scene, verb + 2)  # «сповістили *в оборонному відомстві Азербайджану*»
        closes = further is not None and (further.end >= len(scene) or scene[further.end].kind is Kind.MARK)
        body = further if further is not None and closes and further.begin <= verb + INSIDE else None
    if (
        body is not None
        and not body.is_person
        and not body.is_force
        and (body.is_listed or scene[body.begin].has("bodies.institutions"))
    ):
        return body  # «повідомили *в Генштабі*»
    if (
        scene.analytic
        or before is None
        or not before.has("places.before")
        or (behind is not None and behind.kind is not Kind.MARK)
    ):
        return None
    return name_at(scene, verb + 2)


def _inside(scene: Scene) -> Name | None:
    """A body in which it is said, at the head of a sentence: «*У Міноборони Литви* … назвали вигадкою»."""
    first = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
    if scene.analytic or scene.glues or len(scene) < first + 3 or not scene[first].has("places.before"):
        return None
    name = name_after(scene, first + 1)
    if name is None or name.begin > first + INSIDE or name.is_person or name.is_outlet:
        return None
    verbs = [verb for verb in scene.where("say.verbs") if verb >= name.end]
    if name.is_force:
        return name if verbs[:1] == [name.end] else None  # «У Тайбеї назвали …»
    speaks = name.is_listed or any(part.has("bodies.institutions") for part in scene.parts[name.begin : name.end])
    near = verbs[:1] == [name.end] or name.begin == first + 1
    return name if verbs and speaks and near else None


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
    quotes = [index for index, part in enumerate(scene.parts) if part.is_quote]
    if scene.glues and quotes and quotes[0] == 0 and quotes[-1] > 0:
        begin = next((at for at in range(quotes[-1] + 1, len(scene)) if scene[at].kind is not Kind.MARK), quotes[-1])
        named = name_at(scene, begin)
        return [named] if named is not None and (named.is_listed or named.is_person) and named.end < len(scene) else []
    dashes = [index for index, part in enumerate(scene.parts) if part.norm == "-"]
    name = name_at(scene, dashes[-1] + 1) if dashes else None
    if name is None or not (name.is_listed or name.is_person) or name.is_force:
        return []
    return [name] if all(part.kind is Kind.MARK for part in scene.parts[name.end :]) else []


def _is_inserted(marks: Sequence[Part]) -> bool:
    """Whether only an insertion parts a subject from its verb: "the ministry, *in turn*, said"."""
    return len(marks) == 2 and all(mark.norm == "," for mark in marks)


def _is_apposed(scene: Scene, name: Name, marks: Sequence[Part]) -> bool:
    """Whether a name stands between commas behind a title: "the head of the press centre, *Roman Kodryan*, told"."""
    before = scene.get(name.begin - 1)
    return name.is_person and len(marks) == 1 and marks[0].norm == "," and before is not None and before.norm == ","


def _subjects_before(scene: Scene) -> list[Name]:
    """The subjects of say-verbs in a language that marks subjects and puts verbs last: the innermost first."""
    subjects: list[Name] = []
    for index in range(len(scene)):
        behind = name_behind_title(scene, index)
        if behind is not None:
            subjects.append(behind)
        elif scene.ends(index, "subject") and not scene[index].has("people.", "events."):
            name = name_before(scene, index + 1)
            if name is not None and (name.end == index + 1 or scene[index].norm == ")"):
                subjects.append(name)
    verbs = list(scene.where("say.verbs")) or list(scene.where("hedge.words"))
    if not verbs or not subjects:
        return []
    if not scene[verbs[0]].has("say.verbs"):  # a state of which something is supposed says nothing by that
        subjects = [name for name in subjects if not name.is_force]
    inner = [name for name in subjects if name.end <= verbs[0]]
    outer = [name for name in subjects if verbs[0] < name.begin and name.end <= verbs[-1] and not name.is_force]
    listed = [name for name in inner if not name.is_force] or inner
    if len(verbs) > 1 and len(listed) > 1:
        return [listed[-1], *listed[:-1]]
    return [*listed[:1], *outer]
