"""Who is named at an edge of a sentence as its speaker: "*Peskov:* …", "… – *Rutte*", a soldier under his callsign."""

from __future__ import annotations

from bot.extract.named import Name, named, nation_at
from bot.extract.names import name_after, name_at, name_before
from bot.extract.scene import Kind, Part, Scene

__all__ = ["by_callsign", "sign_off", "signature_of", "speaker_at_head"]

HEAD = 14
HEADED = 4
"""The noun of a body stands among the first parts of what heads a sentence."""
BODY = 9
"""So many parts at most a body has that no table knows."""

TOPICS = ("events.", "say.", "relay.", "compass.", "units.", "arms.", "joins.that", "denial.", "quiet.")
"""What makes a topic of words before a colon, and no speaker."""

INITIAL = 3
"""Words of fewer letters are abbreviations: «в.о. губернатора»."""

QUOTES = ("«", '"', "“")

SIGNED = 14
"""So many parts at most a line has that only names who said what stands above it."""


def speaker_at_head(scene: Scene) -> list[Name]:
    """ "Peskov: …", "The Observatory (SOHR): …" at the head of a sentence."""
    begin = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
    if scene.glues and (quoted := _before_quote(scene)) is not None:
        return [quoted]
    for index in range(begin, min(begin + HEAD, len(scene))):
        if scene[index].norm == ":":
            heads = (name_at(scene, at) for at in range(0 if begin <= 1 else begin, min(begin + 3, index)))
            first = next((name for name in heads if name is not None), None)
            if scene.glues and first is not None and not first.is_person:
                first = _titled_person(scene, index) or first
            rest = (*scene.parts[: first.begin], *scene.parts[first.end : index]) if first is not None else ()
            if first is not None and scene.row.is_item and scene[first.begin].norm.startswith(QUOTES):
                return []  # a list by groups of forces: «Южная» группировка: …
            if first is not None and _is_land(first) and scene.analytic and scene.row.is_item:
                return []  # a list by states: "Latvia: 750 soldiers are there"
            if first is not None and _is_land(first) and not scene.glues and (first.end < index or _is_placed(scene, first)):
                return []  # "July in Ukraine, verified cases only: …"
            if first is not None and scene.glues and any(_tells_topic(part) for part in scene.parts[first.end : index]):
                return []  # 러시아의 미사일 공격: …
            titled = name_before(scene, index) if first is not None and not first.is_person else None
            if titled is not None and titled.is_person and titled.end == index and scene[begin].has("bodies.persons"):
                return [titled]  # «Член комитета Госдумы *Андрей Колесник*: …»
            if first is not None and first.is_person and first.begin <= begin and _quotes(scene, index + 1):
                return [first]  # «*Песков* о ста тысячах потерь: „…“»
            if first is not None and (first.is_listed or first.is_person) and not any(p.has("events.") for p in rest):
                return [first]
            if first is not None and first.nation is not None and first.begin <= begin and not _is_zone(scene, first, index):
                return [first]  # "the Philippine army: …"
            if not (scene.analytic or scene.glues) and (body := _body_at_head(scene, begin, index)) is not None:
                return [body]
            last = name_before(scene, index)
            if last is not None and last.is_person and last.end == index and (scene[begin].has("bodies.") or scene.glues):
                return [last]
            whole = _noun_at_head(scene, begin, index)
            return [whole] if whole is not None else []
    return []


def _quotes(scene: Scene, at: int) -> bool:
    """Whether a quotation begins at a part."""
    part = scene.get(at)
    return part is not None and part.is_quote and not (scene.analytic or scene.glues)


def _body_at_head(scene: Scene, begin: int, colon: int) -> Name | None:
    """A body or persons whom no table knows, and nothing more, before a colon: «*Штаб обороны Сум:* …», «*эксперт* — ТАСС: …»."""
    dash = next((index for index in range(begin, colon) if scene[index].norm == "-"), colon)
    span = scene.parts[begin:dash]
    if not any(part.has("bodies.institutions", "bodies.persons", "speaker.") for part in span[:HEADED]):
        return None
    if any(
        part.has("events.", "say.verbs", "places.before", "joins.that", "time.", "say.source") or part.figure is not None
        for part in span
    ):
        return None
    name = named(scene, begin, dash)
    text = scene.words(begin, dash)
    if name is not None and (name.is_person or (name.is_listed and not name.is_force)):
        return name
    nation = name.nation if name is not None else None
    return Name(begin, dash, text, text, nation)


def _noun_at_head(scene: Scene, begin: int, end: int) -> Name | None:
    """A body that no table knows, all that stands before a colon: "*Association of marines' relatives:* …"."""
    parts = scene.parts[begin:end]
    if not scene.analytic or scene.row.is_item or not 0 < len(parts) <= BODY:
        return None
    if any(part.figure is not None or part.time is not None or part.has(*TOPICS) for part in parts):
        return None
    if sum(part.norm == "(" for part in parts) != sum(part.norm == ")" for part in parts):
        return None  # "(LEAD) Spy agency: …"
    if any(part.kind is Kind.MARK and not (part.is_quote or part.norm in ("(", ")")) for part in parts):
        return None
    phrase = next((at for at, part in enumerate(parts) if part.has("links.", "places.before")), len(parts))
    head = parts[phrase - 1]
    if not head.has("bodies.institutions", "bodies.persons", "bodies.unnamed"):
        return None
    text = scene.words(begin, end)
    return Name(begin, end, text, text, nation_at(scene, begin, end))


def _titled_person(scene: Scene, colon: int) -> Name | None:
    """Whom no table knows, before his title and a colon: *마리우시 브와슈차크* 국방장관: …"""
    name = name_before(scene, colon)
    return name if name is not None and name.is_person and name.end == colon else None


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
    return part.has("arms.") or (part.kind is Kind.WORD and not part.has("say.report", "bodies.persons"))


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


def by_callsign(scene: Scene) -> Name | None:
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


def sign_off(scene: Scene) -> Name | None:
    """Who is named in a line of his own below what he said: "— *Oleksandr Syrskyi*, Commander-in-Chief", "(*KFOR* statement)"."""
    opening = scene[0].norm if len(scene) > 1 else ""
    if opening not in ("-", "(") or scene.figures or scene.where("events.", "denial."):
        return None
    end = next((at for at in range(1, len(scene)) if scene[at].norm in (")", ";")), len(scene))
    if end > SIGNED or any(part.norm in (":", "?") or part.is_quote for part in scene.parts[end:]):
        return None
    found = [name for at in range(1, end) if (name := name_at(scene, at)) is not None and not name.is_outlet]
    titled = name_before(scene, end) if scene.glues else None
    if titled is not None and titled.is_person and titled.end >= end - 1:
        return titled
    return next((name for name in found if name.is_person), None) or next(
        (name for name in found if name.is_listed and not name.is_force), None
    )


def signature_of(scene: Scene) -> list[Name]:
    """Who is named behind the last dash: «Росія щодня втрачає тисячу солдатів, — *Рютте*»."""
    quotes = [index for index, part in enumerate(scene.parts) if part.is_quote]
    if not len(scene):
        return []
    if scene.glues and quotes and quotes[0] == 0 and quotes[-1] > 0:
        begin = next((at for at in range(quotes[-1] + 1, len(scene)) if scene[at].kind is not Kind.MARK), quotes[-1])
        named = name_at(scene, begin)
        return [named] if named is not None and (named.is_listed or named.is_person) and named.end < len(scene) else []
    bracketed = _in_brackets(scene)
    if bracketed is not None:
        return [bracketed]
    dashes = [index for index, part in enumerate(scene.parts) if part.norm == "-"]
    name = _behind_dash(scene, dashes[-1] + 1) if dashes else None
    if name is None or not (name.is_listed or name.is_person) or name.is_force:
        return []
    return [name] if all(part.kind in (Kind.MARK, Kind.TIME) for part in scene.parts[name.end :]) else []


def _behind_dash(scene: Scene, at: int) -> Name | None:
    """The name behind a dash, at once or behind a title or a report: «— *сводка* Минобороны»."""
    name = name_at(scene, at) or (None if scene.glues else name_after(scene, at))
    if name is None or all(
        part.has("bodies.", "force.", "say.report", "links.") or len(part.norm) < INITIAL for part in scene.parts[at : name.begin]
    ):
        return name
    return None


def _in_brackets(scene: Scene) -> Name | None:
    """Who is named in brackets at the end of a sentence: "around 700,000 men are fighting *(Vladimir Putin)*"."""
    close = next((at for at in range(len(scene) - 1, -1, -1) if scene[at].kind is not Kind.MARK or scene[at].norm == ")"), 0)
    if scene[close].norm != ")":
        return None
    begin = next((at for at in range(close, -1, -1) if scene[at].norm == "("), 0)
    inside = scene.parts[begin + 1 : close]
    if begin == 0 or not inside or any(part.figure is not None or part.has("events.", "people.") for part in inside):
        return None
    before = name_before(scene, begin)
    if before is not None and before.end == begin:
        return None  # "the Observatory (SOHR)"
    names = (name_at(scene, at) for at in range(begin + 1, min(begin + 4, close)))
    name = next((name for name in names if name is not None), None)
    return name if name is not None and (name.is_listed or name.is_person) and not name.is_force else None
