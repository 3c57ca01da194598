"""Who says it in a sentence of his own: the subject of a say-verb, the name that "according to" governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.crowds import crowd_after, crowd_before
from bot.extract.governed import in_basic_form
from bot.extract.named import Name, nation_at
from bot.extract.names import apposed, full_name_after, lone_name, name_after, name_at, name_before, name_behind_title
from bot.extract.relays import behind_listener
from bot.extract.scene import Kind, Part, Scene

__all__ = ["after_words", "counted_by", "is_owner", "is_told_by", "relay_of", "subjects_of", "within"]

INSERTED = 12
"""So many parts at most stand between commas before a say-verb: "an official, *speaking on condition of anonymity*, said"."""

TOPIC = 10
"""Who heads a sentence is named among so many parts."""

NOBODY = (
    "events.",
    "people.",
    "force.",
    "time.",
    "relay.",
    "sides.",
    "joins.",
    "place.",
    "places.",
    "idle.",
    "say.",
    "hedge.",
    "plan.",
    "denial.",
)
"""What is said of no speaker, or known by other ways."""

SHORTEST = 2
"""The last word of who heads a sentence has so many letters at least."""

CLAUSES = (";", ":", "(", ")", "-")
"""What parts a clause from the one before it, a comma but for insertions."""

ADVERBIAL = ("places.before", "joins.that", "links.from", "time.", "relay.to")
"""What begins the words that tell where, when or to whom it is said."""

INSIDE = 3
"""A body in which it is said stands so many parts behind a preposition at most: «*в оборонному відомстві*»."""


def after_words(scene: Scene, role: str) -> list[Name]:
    """The names that words of a role govern: "*according to* the ministry", "*citing* the NIS"."""
    return [name for index in scene.where(role) for name in _after(scene, index)]


def counted_by(scene: Scene) -> list[Name]:
    """Whose reckoning it is: "by *Kyrylo Budanov*'s count", "in *the agency*'s estimate"."""
    if not scene.analytic:
        return []
    found: list[Name] = []
    for index in scene.where("say.report"):
        name, behind = name_before(scene, index), scene.get(index + 1)
        if name is None or name.end != index or behind is None or behind.norm not in (",", "."):
            continue
        before = scene.get(name.begin - 1)
        before = scene.get(name.begin - 2) if before is not None and before.has("links.the") else before
        if before is not None and before.has("time.until", "places.before"):
            found.append(name)
    return found


def _after(scene: Scene, index: int) -> list[Name]:
    """The name that a word like "according to" governs, if any."""
    if scene.glues:
        name = name_before(scene, index) or crowd_before(scene, index)
    else:
        name = name_after(scene, index + 1) or crowd_after(scene, index + 1) or lone_name(scene, index + 1)
    return [in_basic_form(scene, name)] if name is not None else []


def subjects_of(scene: Scene) -> list[Name]:
    """The names that say it, by a verb of saying or denying."""
    if scene.glues:
        return _subjects_before(scene)
    found: list[Name] = []
    of_this = scene.where("say.of_this") if scene.analytic else ()
    for index in sorted({*scene.where("say.verbs", "denial.before"), *of_this, *_in_plural(scene)}):
        if scene.analytic and index and scene[index - 1].has("say.pronouns"):
            continue  # "France, *she believes*, could send 2,000"
        the = scene.get(index + 1)
        after = name_at(scene, index + 2 if the is not None and the.has("links.the") else index + 1) or _capital(scene, index)
        after = (apposed(scene, after) or after) if after is not None else None
        after = after or (None if scene.analytic else full_name_after(scene, index + 1))
        if after is not None and after.is_outlet and not scene.analytic:
            after = (
                name_at(scene, after.end) or full_name_after(scene, after.end) or after
            )  # «сказав агентству Reuters *посадовець*»
        elif (behind := behind_listener(scene, index + 1)) > index + 1:
            after = name_after(scene, behind) or after  # «сказав *агентству AFP* генерал»
        elif after is not None and scene[after.begin].has("relay.to") and after.end == after.begin + 1:
            after = name_at(scene, after.end) or after  # «розповів *журналістам* міністр»
        elif after is None and not scene.analytic:
            after = _behind_object(scene, index)
        before = _before_verb(scene, index)
        if before is not None and after is not None and before.is_force and is_owner(scene, before):
            before = None  # «про загибель 300 солдатів КНДР пише *Bloomberg*»
        if before is not None and before.is_force and _is_placed_apart(scene, before, index):
            before = None  # «уехали *из Мали*, рассказал командир»
        marks = [part for part in scene.parts[before.end : index] if part.norm in (",", "-") or part.is_quote] if before else []
        parted = before is None or (bool(marks) and not (_is_inserted(marks) or _is_apposed(scene, before, marks)))
        name = crowd_before(scene, index) or ((after or before) if parted else before)
        name = name or _person_behind(scene, index) or _crowd_behind(scene, index)
        name = name or _at_head(scene, index)
        name = name or lone_name(scene, index - 1) or (lone_name(scene, index + 1) if parted else None)
        if name is not None and name.is_force and not scene[index].has("say.verbs"):
            continue  # "Russia sends no soldiers" is said about Russia
        if name is not None and name.begin not in {other.begin for other in found}:
            found.append(name)
    inside = None if any(name.is_person or (name.is_listed and not name.is_force) for name in found) else _inside(scene)
    return found if inside is None else [inside]


def _in_plural(scene: Scene) -> list[int]:
    """Nouns of reports that are verbs behind several who say it: "security officials in Baghdad *estimate* that …"."""
    if not scene.analytic:
        return []
    found = []
    for index in scene.where("say.report"):
        place = scene.get(index - 1)
        at = index - 2 if place is not None and place.has("place.", "force.") and scene[index - 2].has("places.before") else index
        noun = scene.get(at - 1)
        if at and noun is not None and noun.has("bodies.persons") and scene.row.lexicon.ends_in("plural", noun.norm):
            found.append(index)
    return found


def _behind_object(scene: Scene, verb: int) -> Name | None:
    """A subject behind a time or a word of the object: «зафиксировала *23 октября* разведка», «огласила *списки* армия»."""
    between = scene.get(verb + 1)
    if between is None or not (between.time is not None or between.has("say.report") or _is_small(between)):
        return None
    name = name_at(scene, verb + 2)
    speaks = name is not None and (name.is_listed or name.is_person or scene[name.begin].has("bodies.institutions"))
    return name if name is not None and speaks and not name.is_force and not name.is_outlet else None


def _is_small(part: Part) -> bool:
    return part.kind is Kind.WORD and not part.capital and not part.roles


def _at_head(scene: Scene, verb: int) -> Name | None:
    """A listed body at the head of a clause whose verb stands last: «*МИД Индии* гибель солдат решительно *отрицает*»."""
    closes = all(part.kind is Kind.MARK for part in scene.parts[verb + 1 :])
    if scene.analytic or scene.glues or not closes:
        return None
    first = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
    name = name_at(scene, first)
    if name is None or not name.is_listed or name.is_force or name.is_outlet or name.end > verb:
        return None
    return None if any(part.kind is Kind.MARK and not part.is_quote for part in scene.parts[name.end : verb]) else name


def _is_placed_apart(scene: Scene, name: Name, verb: int) -> bool:
    """Whether a land stands behind a preposition in a clause of its own, before the comma of the verb."""
    before = scene.get(name.begin - 1)
    if scene.analytic or scene.glues or before is None or not before.has("places.before", "links.from"):
        return False
    return any(part.norm == "," for part in scene.parts[name.end : verb])


def _before_verb(scene: Scene, verb: int) -> Name | None:
    """The name before a say-verb: "*a spokesman* said", "*John Smith*, a spokesman, said", "*an official*, speaking …, said"."""
    name = name_before(scene, verb)
    head = _head_of_clause(scene, verb, name) if name is None or not name.is_person else None
    if head is not None:
        return head
    if name is not None and not name.is_person and not (name.is_listed and not scene[name.begin].has("bodies.persons")):
        begin = name.begin
        while begin > 0 and (scene[begin - 1].has("links.", "force.", "bodies.") or _is_of_title(scene, begin - 1)):
            begin -= 1
        begin -= begin > 1 and scene[begin - 1].capital and scene[begin - 2].norm == ","  # "…, *Ruritania's* interior minister"
        owner = name_before(scene, name.begin)
        if (
            owner is not None
            and owner.is_person
            and not any(part.kind is Kind.MARK for part in scene.parts[owner.end : name.begin])
        ):
            return owner  # "*Macron*, after a meeting of the coalition" needs no comma in some languages
        first = name_before(scene, begin - 1) if begin > 1 and scene[begin - 1].norm == "," else None
        if first is not None and first.is_person and first.end == begin - 1:
            return first
    if (name is None or name.is_outlet) and scene.analytic and verb > 1 and scene[verb - 1].norm == ",":
        commas = [at for at in range(max(verb - INSERTED, 1), verb - 1) if scene[at].norm == ","]
        inside = scene.parts[commas[-1] : verb] if commas else ()
        if commas and not any(part.figure is not None or part.has("events.", "say.verbs") for part in inside):
            first = name_before(scene, commas[-1])
            return first if first is not None and first.end == commas[-1] else name
    return _described(scene, _whole(scene, name)) if name is not None and not name.is_person else name


def _head_of_clause(scene: Scene, verb: int, nearest: Name | None) -> Name | None:
    """Who stands at the head of a clause, before where and when it is said: "*Macron* after a meeting of the leaders said"."""
    begin = next((at + 1 for at in range(verb - 1, -1, -1) if scene[at].norm in CLAUSES or scene[at].is_quote), 0)
    begin = next((at for at in range(begin, verb) if not scene[at].has("links.")), verb)
    head = name_at(scene, begin) if begin < verb else None
    head = (apposed(scene, head) or head) if head is not None else None
    if head is None or head.is_force or head.is_outlet or not (head.is_person or head.is_listed):
        return None
    between = scene.parts[head.end : verb]
    if not between or head.end > (nearest.begin if nearest is not None else verb):
        return None
    marks = [part for part in between if part.kind is Kind.MARK]
    if marks and not (_is_inserted(marks) and between[0] is marks[0] and between[-1] is marks[-1]):
        return None
    first = between[1] if marks else between[0]
    if any(part.figure is not None or part.has("events.", "say.verbs", "people.") for part in between):
        return None
    return head if first.has(*ADVERBIAL) or (first.time is not None and not marks) else None


def _described(scene: Scene, name: Name) -> Name:
    """Those who speak without a name, with the small words that tell which ones: "*Iraqi security* sources"."""
    if name.is_listed or not scene[name.begin].has("bodies.unnamed", "bodies.persons"):
        return name
    begin = name.begin
    while begin > 0 and name.begin - begin < INSIDE and _tells_which(scene, begin - 1):
        begin -= 1
    text = scene.words(begin, name.end)
    return (
        name
        if begin == name.begin
        else replace(name, begin=begin, name=text, text=text, nation=name.nation or nation_at(scene, begin, name.begin))
    )


def _tells_which(scene: Scene, index: int) -> bool:
    part = scene[index]
    if part.has("force.") and not part.has("people."):
        return any(role.endswith(".adjective") for role in part.roles)
    return part.kind is Kind.WORD and not part.roles and (not part.capital or index == 0) and part.norm[0].isalpha()


def _whole(scene: Scene, name: Name) -> Name:
    """A body with the person before it who speaks of what goes on in it: "*a source in* the Malian army told"."""
    if scene.glues or scene[name.begin].has("bodies.persons"):
        return name
    for index in range(name.begin - 1, max(name.begin - INSIDE - 1, -1), -1):
        if scene[index].kind is Kind.MARK or scene[index].has("say.verbs", "events.", "people."):
            return name
        if scene[index].has("bodies.unnamed"):
            speaker = name_before(scene, index + 1)
            whole = name_at(scene, speaker.begin) if speaker is not None else None
            return whole if whole is not None and whole.end >= name.end else name
    return name


def _is_of_title(scene: Scene, index: int) -> bool:
    """Whether a small word may belong to a title: "Ukraine's *interior* minister"."""
    part = scene[index]
    return (
        scene.analytic
        and part.kind in (Kind.WORD, Kind.TERM)
        and not part.capital
        and not part.has("say.", "events.", "people.", "joins.", "places.before", "relay.", "time.")
    )


def _person_behind(scene: Scene, verb: int) -> Name | None:
    """Somebody with his name behind his rank or trade: «…, рассказал *командир бригады Виктор Ермолаев*»."""
    mark = scene.get(verb - 1)
    if scene.analytic or mark is None or mark.kind is not Kind.MARK:
        return None
    name = name_after(scene, verb + 1)
    return name if name is not None and name.is_person and name.begin <= verb + INSIDE else None


def _crowd_behind(scene: Scene, verb: int) -> Name | None:
    """People without a name who are the subject of a say-verb before them: "…, said *a senior officer*"."""
    mark = scene.get(verb - 1)
    return crowd_after(scene, verb + 1) if mark is not None and mark.kind is Kind.MARK else None


def within(scene: Scene, according: Sequence[Name], subjects: Sequence[Name]) -> Name | None:
    """Whose words somebody hands on: "according to lawmaker Lee, *the NIS* believes"."""
    if not according or any(
        part.kind not in (Kind.MARK,) and not part.has("say.according") for part in _ahead(scene, according[0])
    ):
        return None
    first = according[0]
    return next((name for name in subjects if name.begin >= first.end and not name.is_force and name.name != first.name), None)


def relay_of(scene: Scene, according: Sequence[Name], subjects: Sequence[Name]) -> tuple[Name, Name] | None:
    """A body, and the person who hands on its words, around the same figure.

    "The NIS believes that …, *according to lawmaker Lee*", "*lawmaker Lee* said the NIS believes that …".
    """
    if scene.glues or not scene.figures or not subjects:
        return None
    first, last = scene.figures[0], scene.figures[-1]
    bodies = [name for name in subjects if name.is_listed and not (name.is_force or name.is_person or name.is_title)]
    ahead = [name for name in bodies if name.end <= first and not scene[name.begin].has("bodies.persons")]
    if not ahead:
        return None
    behind = [name for name in according if name.is_person and name.begin > last]
    if behind:
        return ahead[0], behind[0]
    outer = [name for name in subjects if name.is_person and name.end <= ahead[-1].begin]
    parted = outer and any(part.norm in (";", ".") for part in scene.parts[outer[0].end : ahead[-1].begin])
    return (ahead[-1], outer[0]) if outer and not parted and not according else None


def _ahead(scene: Scene, name: Name) -> Sequence[Part]:
    """What stands before a name, but for its own titles."""
    return [part for part in scene.parts[: name.begin] if not part.has("links.", "bodies.", "force.")]


def is_told_by(scene: Scene, names: Sequence[Name]) -> bool:
    """Whether the second of two who speak hands on the words of the first: "the NIS believes that …, *a lawmaker* said"."""
    if not scene.analytic or len(names) < 2 or any(name.is_force for name in names[:2]) or not scene.figures:
        return False
    return names[0].end <= scene.figures[0] and names[1].begin > scene.figures[-1]


def is_owner(scene: Scene, name: Name) -> bool:
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
    if name is None or name.begin > first + INSIDE or name.is_person or name.is_outlet or scene[name.begin].has("places.care"):
        return None
    verbs = [verb for verb in scene.where("say.verbs") if verb >= name.end]
    if name.is_force:
        return name if verbs[:1] == [name.end] else None  # «У Тайбеї назвали …»
    speaks = name.is_listed or any(part.has("bodies.institutions") for part in scene.parts[name.begin : name.end])
    near = verbs[:1] == [name.end] or name.begin == first + 1
    return name if verbs and speaks and near else None


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
    verbs = sorted({*scene.where("say.verbs", "say.of_this"), *_behind_quotes(scene)}) or list(scene.where("hedge.words"))
    if verbs and not any(not name.is_force and name.end <= verbs[-1] for name in subjects):
        topic = _topic(scene, verbs)
        subjects = [*([topic] if topic is not None else ()), *subjects]
    if not verbs or not subjects:
        return []
    if not scene[verbs[0]].has("say.verbs", "say.of_this"):
        subjects = [name for name in subjects if not name.is_force]  # a state of which something is supposed says nothing by that
    inner = [name for name in subjects if name.end <= verbs[0]]
    outer = [name for name in subjects if verbs[0] < name.begin and name.end <= verbs[-1] and not name.is_force]
    listed = [name for name in inner if not name.is_force] or inner
    if len(verbs) > 1 and len(listed) > 1:
        return [listed[-1], *listed[:-1]]
    return [*listed[:1], *outer]


def _behind_quotes(scene: Scene) -> list[int]:
    """The verbs that say something by what stands before them alone, a clause that ends as quoted ones do: …했다*고 했다*."""
    return [index for index in range(1, len(scene)) if _is_quoted(scene, index - 1) and _may_say(scene, index)]


def _is_quoted(scene: Scene, at: int) -> bool:
    """Whether a part ends what somebody is quoted with."""
    token = scene.row.tokens[scene[at].end - 1]
    return scene.row.lexicon.ends_in("quoted", token.norm + token.ending)


def _may_say(scene: Scene, at: int) -> bool:
    """Whether a word behind a quotation is the verb of its clause: no noun, and nobody who says it."""
    part, following = scene[at], scene.get(at + 1)
    if following is not None and following.kind is not Kind.MARK:
        return False
    if part.kind not in (Kind.WORD, Kind.TERM) or part.has(
        "events.", "people.", "joins.", "speaker.", "bodies.", "force.", "place."
    ):
        return False
    return not scene.ends(at, "topic") and not scene.row.lexicon.tells("topic", part.norm[-1])


def _topic(scene: Scene, verbs: Sequence[int]) -> Name | None:
    """Who is spoken of first and says it at the end, whom no table knows: *제93기계화여단은* … 밝혔다."""
    at = next((index for index in range(min(TOPIC, verbs[-1])) if _is_topic(scene, index)), None)
    if at is None or len(scene[at].norm) < SHORTEST or scene[at].has(*NOBODY) or scene[at].figure is not None:
        return None
    begin = at
    while begin > 0 and _is_of_name(scene, begin - 1):
        if scene[at].kind is Kind.WORD and scene[begin - 1].has("bodies.groups", "bodies.titles"):
            break  # 저항 조직 *아테시는*
        begin -= 1
    numbered = [index for index in range(begin, at) if scene[index].figure is not None]  # 공수군 *7*군단은
    if any(part.has("people.") for part in scene.parts[begin:at]) or any(
        not scene[index + 1].has("units.") for index in numbered
    ):
        return None
    token = scene.row.tokens[scene[at].end - 1]
    text = scene.words(begin, at + 1)
    text = text if token.ending else text[:-1]
    if len(text) < SHORTEST:
        return None
    return Name(begin, at + 1, text, text, nation_at(scene, begin, at + 1))


def _is_topic(scene: Scene, at: int) -> bool:
    part = scene[at]
    unknown = part.kind is Kind.WORD and not scene.row.tokens[part.end - 1].ending
    return scene.ends(at, "topic") or (unknown and scene.row.lexicon.tells("topic", part.norm[-1]))


def _is_of_name(scene: Scene, at: int) -> bool:
    """Whether a part may belong to a name that goes on: a word with no particle."""
    part = scene[at]
    if part.kind is Kind.MARK or part.has("events.", "time.", "say.", "relay.") or part.time is not None:
        return False
    token = scene.row.tokens[part.end - 1]
    closed = token.ending and not scene.ends(at, "genitive")
    described = part.kind is Kind.WORD and len(part.norm) >= SHORTEST and scene.describes(at)
    return not closed and not described
