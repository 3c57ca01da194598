"""Names of speakers in a sentence: those that tables know, and unknown persons and bodies by their words."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.basic import basic
from bot.extract.lexicon import speaker as speaker_row
from bot.extract.named import Name, named, nation_at, with_description
from bot.extract.people import plays
from bot.extract.scene import Kind, Part, Scene

__all__ = ["apposed", "full_name_after", "lone_name", "name_after", "name_at", "name_before", "name_behind_title"]

REACH = 4
"""So many parts may stand between a say-word and its subject."""

LONGEST = 10
OPENING, CLOSING = "«", "»"
SEVERAL = 10
"""Of so many sources nobody speaks one by one."""

FULL_NAME = 3
"""The names of somebody unknown are no more than so many words."""

SURNAME = 3
"""A name of one word has so many letters at least."""

TITLE = 7
"""So many parts at most a title has before the name that it leads to."""

WITHIN = ("places.before", "links.from")
"""What stands between somebody and the body that he is in."""

QUOTED = 4
"""A name in quotation marks is no longer than so many parts."""


def name_after(scene: Scene, at: int) -> Name | None:
    """The name that begins here or a few words on ("according to the *Ministry of Defence*").

    Whom words describe before they name him has the nation of these words: "a Russian commander by the name of X".
    """
    index, steps = at, 0
    while index < len(scene) and steps < REACH:
        part = scene[index]
        name = name_at(scene, index)
        if name is not None:
            name = apposed(scene, name) or name
            return replace(with_description(scene, at, name), nation=nation_at(scene, at, name.begin) or name.nation)
        stops = part.kind is Kind.MARK and not part.is_quote and not _ends_initial(scene, index)
        if stops or part.has("say.verbs", "joins.that"):
            return None
        if part.figure is not None and (index > at or (part.figure.low or SEVERAL) >= SEVERAL):
            return None
        if not part.has("bodies.", "people.", "force.", "units.") and not _ends_initial(scene, index):
            steps += not _ends_initial(scene, index + 1)
        index += 1
    return None


def apposed(scene: Scene, name: Name) -> Name | None:
    """The person whom a comma sets behind his office: "the secretary of the Security Council, *Sergei Shoigu*"."""
    comma, office = scene.get(name.end), scene[name.begin]
    if (
        name.is_person
        or name.is_outlet
        or comma is None
        or comma.norm != ","
        or not (office.has("bodies.persons", "bodies.titles") or name.is_title)
    ):
        return None
    person = name_at(scene, name.end + 1) if name.end + 1 < len(scene) else None
    closes = person is not None and (person.end >= len(scene) or scene[person.end].kind is Kind.MARK)
    return person if person is not None and person.is_person and closes else None


def _ends_initial(scene: Scene, at: int) -> bool:
    """Whether a full stop stands behind the first letter of a name: «из брифинга *М. В.* Захаровой»."""
    letter, stop = scene.get(at - 1), scene.get(at)
    return letter is not None and stop is not None and stop.norm == "." and letter.capital and len(letter.norm) == 1


def name_before(scene: Scene, at: int) -> Name | None:
    """The name that ends here or a few words before ("*a NATO official* on Monday said")."""
    index, steps = at - 1, 0
    while index >= 0 and steps <= REACH:
        part = scene[index]
        if part.norm == ")":  # "Zelensky (seen here in September) said"
            index = _opening(scene, index) - 1
            continue
        if _is_named(part) and not _is_whereabouts(scene, index):
            return _ending_at(scene, index)
        if part.figure is not None or part.norm in (";", ":", "(") or part.has("say.verbs", "joins.that", "people."):
            return None
        if part.has("events.") and not part.has("events.deployed.have"):
            return None
        index, steps = index - 1, steps + (part.norm != ",")
    return None


def _outlet_behind(scene: Scene, at: int) -> Name | None:
    """An outlet that a word for media introduces, known or not: «изданию *„Вёрстка“*», "the newspaper *Bild*"."""
    if scene.glues or not scene[at].has("bodies.media"):
        return None
    quoted = scene.get(at + 1) is not None and scene[at + 1].is_quote
    begin = end = at + 1 + quoted
    while end < len(scene) and end - begin < QUOTED and not scene[end].is_quote:
        part = scene[end]
        if not (part.capital or quoted) or (not quoted and part.has("force.", "bodies.", "place")):
            break
        end += 1
    if begin == end or (quoted and not (end < len(scene) and scene[end].is_quote)):
        return None
    rows = [speaker_row(int(row)) for index in range(begin, end) for row in scene[index].values("speaker.")]
    known = next((row["name"] for row in rows if row.get("kind") == "outlet"), None)
    if rows and known is None:
        return None
    text = scene.words(begin, end)
    return Name(at, end + quoted, known or basic(text, scene.row.language), text, is_outlet=True, is_listed=known is not None)


def full_name_after(scene: Scene, at: int) -> Name | None:
    """A person with his full name behind words that tell who he is: «рассказал *российский контрактник Баир Доржиев*»."""
    for index in range(at, min(at + REACH, len(scene))):
        if index > at and _is_first_name(scene, index):
            name = name_at(scene, index)
            return (
                replace(name, nation=name.nation or nation_at(scene, at, index)) if name is not None and name.is_person else None
            )
        part = scene[index]
        describes = part.has("force.", "people.", "place_adjective.", "bodies.") or not part.roles
        if part.kind not in (Kind.WORD, Kind.TERM) or part.capital or not describes:
            return None
    return None


def _is_whereabouts(scene: Scene, index: int) -> bool:
    """Whether a land is only where somebody is: "peacekeepers *in Lebanon* said"."""
    before = scene.get(index - 1)
    return (
        scene.analytic and scene[index].has("place.") and before is not None and before.has("places.before", "events.deployed.")
    )


def _opening(scene: Scene, at: int) -> int:
    """Where the brackets open that close here."""
    return next((index for index in range(at, -1, -1) if scene[index].norm == "("), 0)


def _ending_at(scene: Scene, index: int) -> Name | None:
    begin = index
    while begin > 0 and _belongs(scene, begin - 1) and not _is_closed(scene, begin - 1):
        begin -= 1
    for start in range(begin, index + 1):
        name = None if _is_whereabouts(scene, start) else name_at(scene, start)
        if name is not None and name.end > index:
            return _introduced(scene, name) if scene.glues else name
    return None


def _introduced(scene: Scene, name: Name) -> Name:
    """A person whom no table knows, before his title: *고르데예프* «동부» 군집단 대변인."""
    titled = name.is_title or any(part.has("bodies.persons") for part in scene.parts[name.begin : name.end])
    if name.is_person or not titled:
        return name
    end = _before_quoted(scene, name.begin)
    while end > 0 and name.begin - end < FULL_NAME and _is_of_house(scene, end - 1):
        end -= 1  # 이호르 테레호프 *하르키우* 시장
    begin = end
    while begin > 0 and end - begin < FULL_NAME and _is_unknown(scene, begin - 1):
        begin -= 1
    first = begin
    while first > 0 and _is_of_house(scene, first - 1) and not scene[first - 1].has("speaker."):
        first -= 1
    bare = first > 0 and scene[first - 1].has("speaker.") and not scene.row.tokens[scene[first - 1].end - 1].ending
    listed = named(scene, first - 1, first) if bare else None
    if listed is not None and listed.is_person:
        return replace(listed, end=name.end, text=scene.words(listed.begin, name.end))  # *세르게이 쇼이구* 연방안보회의 서기
    who = scene.words(begin, end) if begin < end else ""
    if name.is_listed and end - begin < 2:  # 전임 *독일 총리*
        return name
    if len(who) < (FULL_NAME if name.is_listed else FULL_NAME - 1):  # 이 의원: a family name alone, or "this"
        return name
    return replace(
        name, begin=begin, name=who, text=scene.words(begin, name.end), is_person=True, is_title=False, is_listed=False
    )


def _is_of_house(scene: Scene, index: int) -> bool:
    """Whether a part tells of what a title that follows is: a land, a place, a body."""
    part = scene[index]
    return part.has("place.", "force.", "bodies.") and not part.has("people.") and not scene.row.tokens[part.end - 1].ending


def _is_unknown(scene: Scene, index: int) -> bool:
    """Whether a part may be of the name of somebody: a word of two syllables or more that no table has, with nothing glued on."""
    part = scene[index]
    token = scene.row.tokens[part.end - 1]
    closed = part.norm.endswith(tuple(particle for particle in scene.row.lexicon.particles if len(particle) > 1))
    closed = closed or (not part.norm[0].isalpha() or part.norm[0].isascii())
    return part.kind is Kind.WORD and not part.roles and not token.ending and not closed


def _before_quoted(scene: Scene, at: int) -> int:
    """Where what stands in quotation marks right before a part begins."""
    if at < 1 or not scene[at - 1].is_quote:
        return at
    opening = (index for index in range(at - 2, max(at - 2 - QUOTED, -1), -1) if scene[index].is_quote)
    return next(opening, at)


def name_at(scene: Scene, at: int) -> Name | None:
    """The name that begins at a part."""
    first = scene.get(at)
    if first is None or not (_is_named(first) or _is_rank(scene, at) or (first.has("force.") and _body_ahead(scene, at))):
        return None
    outlet = _outlet_behind(scene, at)
    if outlet is not None:
        return outlet
    end = at + 1
    if _is_told_to(scene, at):
        return named(scene, at, end)
    while end < len(scene) and end - at < LONGEST and not _is_closed(scene, end - 1):
        quoted = _quoted(scene, end)
        if quoted is None and not _goes_on(scene, end):
            break
        end = quoted or end + 1
    while end > at + 1 and (scene[end - 1].has("links.", "joins.and") or scene[end - 1].norm == "," or _is_open(scene, at, end)):
        end -= 1
    if not any(scene[index].has("joins.and") for index in range(at, end)):  # only "and" joins names, no comma alone
        end = next((index for index in range(at + 1, end) if scene[index].norm == ","), end)
    inside = _within_body(scene, at, end)
    if inside is not None:
        return inside
    return named(scene, at, _behind_title(scene, at, end))


def _within_body(scene: Scene, at: int, end: int) -> Name | None:
    """Who speaks for himself within a body: "a source *in the Malian army*", «источник ТАСС *в силовых структурах*»."""
    noun = next((index for index in range(at, end) if scene[index].has("bodies.unnamed")), None)
    before = next((index for index in range(noun or at, end + 1) if index < len(scene) and scene[index].has(*WITHIN)), None)
    if scene.glues or noun is None or before is None or any(scene[index].kind is Kind.MARK for index in range(noun, before)):
        return None
    if any(not (scene[index].has("speaker.", "force.", "bodies.") or scene[index].capital) for index in range(noun + 1, before)):
        return None
    first = before + 1
    while first < len(scene) and (scene[first].has("links.the", "compass.") or _is_small(scene, first)):
        first += 1
    body = name_at(scene, first) if first < len(scene) else None
    if body is None or body.is_person or body.is_outlet or not (body.is_listed or scene[body.end - 1].has("bodies.institutions")):
        return None
    if any(part.has("people.", "events.") for part in scene.parts[before : body.end]):
        return None
    text = scene.words(at, body.end)
    outlets = any(_is_listed_outlet(part) for part in scene.parts[at:before])
    name = f"{scene.words(noun, noun + 1)} {scene.words(before, body.end)}" if outlets else text
    return Name(at, body.end, name, text, nation_at(scene, at, body.end) or body.nation)


def _is_small(scene: Scene, at: int) -> bool:
    """Whether a small word tells more of a body: «в *силовых* структурах», "in the *security* services"."""
    part, following = scene[at], scene.get(at + 1)
    return part.kind is Kind.WORD and not part.capital and following is not None and following.has("bodies.institutions")


def _behind_title(scene: Scene, at: int, end: int) -> int:
    """Behind the full name that a long title leads to: «начальник департамента военного сотрудничества *Валерий Ревенко*»."""
    if scene.analytic or scene.glues or not scene[at].has("bodies.persons", "bodies.titles"):
        return end
    if any(_is_first_name(scene, index) for index in range(at + 1, end)):
        return end
    for index in range(end, min(end + TITLE, len(scene))):
        part = scene[index]
        if _is_first_name(scene, index):
            behind = index + 1
            while behind < len(scene) and scene[behind].capital and not scene[behind].has("say.", "bodies."):
                behind += 1
            return behind
        if part.kind not in (Kind.WORD, Kind.TERM) or part.has("say.", "events.", "people.", "joins.", "relay.", "denial."):
            return end
    return end


def _is_first_name(scene: Scene, index: int) -> bool:
    """Whether the full name of a person begins here: one that a table knows, or two unknown words with capitals."""
    part, following = scene[index], scene.get(index + 1)
    if any(speaker_row(int(row)).get("kind") == "person" for row in part.values("speaker.")):
        return True
    unknown = part.kind is Kind.WORD and part.capital and not part.roles
    return unknown and following is not None and following.capital and following.kind in (Kind.WORD, Kind.TERM)


def _is_open(scene: Scene, at: int, end: int) -> bool:
    """Whether a name ends with a quotation mark that does not close one in it."""
    opens = any(scene[index].norm == OPENING for index in range(at, end - 1))
    return scene[end - 1].is_quote and not (opens and scene[end - 1].norm == CLOSING)


def _is_told_to(scene: Scene, at: int) -> bool:
    """Whether an outlet stands before the person who told it: «рассказал *The Economist* заместитель начальника ГУР»."""
    following = scene.get(at + 1)
    if scene.analytic or scene.glues or following is None or not following.has("bodies.persons"):
        return False
    return _is_listed_outlet(scene[at])


def _quoted(scene: Scene, at: int) -> int | None:
    """Behind a name in quotation marks within a longer one: the spokesman *of "Taliban"* Zabihullah Mujahid."""
    if scene.analytic or scene.glues or scene[at].norm != OPENING:
        return None
    for end in range(at + 1, min(at + 1 + QUOTED, len(scene))):
        if scene[end].norm == CLOSING:
            return end + 1 if end > at + 1 else None
        if not (scene[end].capital or scene[end].has("force.", "speaker.")):
            return None
    return None


def lone_name(scene: Scene, at: int) -> Name | None:
    """Somebody whom one capitalised word names, right beside a say-word: «по словам *Марочко*»."""
    part = scene.get(at)
    if part is None or scene.glues or part.kind is not Kind.WORD or not part.capital or len(part.norm) < SURNAME:
        return None
    before, behind = scene.get(at - 1), scene.get(at + 1)
    if any(one is not None and one.kind is Kind.WORD and one.capital for one in (before, behind)):
        return None
    if before is not None and (before.is_quote or before.has("places.before")):
        return None
    text = scene.words(at, at + 1)
    return Name(at, at + 1, text, text, is_person=True)


def name_behind_title(scene: Scene, at: int) -> Name | None:
    """Whom no table knows, behind his title and marked as a subject: 주지사 *올레흐 시네후보우는*."""
    part = scene[at]
    if part.kind is not Kind.WORD or part.roles or scene.row.tokens[part.end - 1].ending:
        return None
    if not scene.row.lexicon.tells("subject", part.norm[-1]):
        return None
    begin = at
    while begin > 0 and at - begin < FULL_NAME - 1 and _is_unknown(scene, begin - 1):
        begin -= 1
    if begin == at and len(part.norm) < SURNAME:
        return None
    title = scene.get(begin - 1)
    if title is None or not title.has("bodies.persons", "bodies.titles", "speaker.") or scene.row.tokens[title.end - 1].ending:
        return None
    who = scene.words(begin, at + 1)[:-1]
    return Name(begin, at + 1, who, who, is_person=True)


def _is_rank(scene: Scene, at: int) -> bool:
    """Whether a word for soldiers is the rank of somebody named behind it: "*General* Oleksandr Syrskyi"."""
    part, following = scene[at], scene.get(at + 1)
    if not (scene.analytic and part.has("bodies.titles") and part.has("people.")) or following is None or not following.capital:
        return False
    return following.has("speaker.") or (following.kind is Kind.WORD and _is_first_name(scene, at + 1))


def _is_named(part: Part) -> bool:
    if part.has("speaker."):
        return True
    if part.has("bodies."):
        return not part.has("people.")
    if any(role.startswith("force.") and role.endswith((".name", ".army")) for role in part.roles):
        return True
    return part.kind is Kind.WORD and part.capital and len(part.norm) > 1


def _belongs(scene: Scene, index: int) -> bool:
    """Whether a part may go on a name to the left."""
    part = scene[index]
    if part.is_quote and index > 1 and scene[index - 1].has("joins.and"):
        return not scene.analytic and not scene.glues and _joins_speakers(scene, index - 1)
    if part.has("speaker.", "bodies.", "force.", "place_adjective.", "place.") and not part.has("say.verbs", "people."):
        return True
    if part.kind is Kind.WORD and part.capital and (index > 0 or _opens_name(scene)):
        return True
    if part.has("joins.and") and not scene.analytic and 0 < index < len(scene) - 1:
        return _joins_speakers(scene, index)
    if (part.has("links.", "joins.and") or part.norm == ",") and index > 0:
        before = scene[index - 1]
        if part.has("links.the") and before.has("links.of", "links.for") and index > 1:
            return _is_named(scene[index - 2])
        return _is_named(before) if part.has("links.") else before.has("force.")
    return False


def _opens_name(scene: Scene) -> bool:
    """Whether the first word of a sentence, a capital by its place, is a first name: "*Christopher* Musa said"."""
    first, following = scene[0], scene.get(1)
    if first.roles or len(first.norm) < SURNAME or following is None:
        return False
    return following.kind is Kind.WORD and following.capital and not following.roles


def _is_closed(scene: Scene, at: int) -> bool:
    """Whether a particle ends a name: 국정원*이* 국회에."""
    return scene.glues and not scene.ends(at, "genitive") and (scene.ends(at, "subject") or scene.ends(at, "located"))


def _goes_on(scene: Scene, at: int) -> bool:
    here, before, after = scene[at], scene[at - 1], scene.get(at + 1)
    if here.has("say.verbs", "events.") or here.kind in (Kind.FIGURE, Kind.TIME):
        return False
    if here.has("relay.to") and not (scene.analytic or scene.glues):
        return False  # «командир Виктор Ермолаев *газете* „Монд“»
    if here.has("bodies.", "speaker.", "force.", "place_adjective."):
        return not here.has("people.")
    if here.kind is Kind.WORD and here.capital:
        return True
    if here.has("compass.") and before.has("joins.and") and _joins_adjectives(scene, at - 1):
        return True
    if here.has("place.") and here.capital and _is_surname(scene, at):
        return True
    if here.has("place."):
        return before.has("bodies.", "links.of", "places.before")
    if here.has("joins.and") and after is not None and not scene.analytic:
        return _joins_speakers(scene, at)
    if after is not None and not scene.analytic and not scene.glues and (here.kind is Kind.WORD or here.has("places.area")):
        named = before.capital and before.kind is Kind.WORD and here.kind is Kind.WORD  # «*Центральная военная* комиссия»
        of_body = (before.has("bodies.persons") or named) and after.has("bodies.institutions")
        full = after.has("speaker.") or (after.kind is Kind.WORD and after.capital and _is_full(scene, at + 1))
        return of_body or (before.has("bodies.persons") and full)
    if after is None or not scene.analytic:
        return False
    if here.has("links.of", "links.for", "links.the"):
        return after.has("bodies.", "force.", "speaker.", "place.") or after.has("links.the") or after.capital
    joins = here.norm == "," or here.has("joins.and")
    last = here.has("joins.and") and after.has("bodies.", "speaker.")
    return joins and before.has("force.") and (last or after.has("force.", "joins.and"))


def _is_surname(scene: Scene, at: int) -> bool:
    """Whether the name of a place is somebody's behind a title and a first name: «министр обороны *Робертас Каунас*»."""
    first, title = scene[at - 1], scene.get(at - 2)
    if scene.analytic or scene.glues or first.kind is not Kind.WORD or not first.capital:
        return False
    return title is not None and title.has("bodies.persons", "bodies.titles", "speaker.")


def _is_full(scene: Scene, at: int) -> bool:
    """Whether two names in a row begin here: «очільник області *Сергій Лисак*»."""
    following = scene.get(at + 1)
    return following is not None and following.kind is Kind.WORD and following.capital


def _joins_speakers(scene: Scene, at: int) -> bool:
    """Whether an "and" joins two who speak together: 미국*과* 우크라이나 당국자들, «Би-би-си *и* „Медиазона“»."""
    before, after = scene[at - 1], scene[at + 1]
    if scene.glues:
        return before.has("force.", "speaker.") and after.has("force.", "speaker.") and not _is_closed(scene, at - 1)
    if after.is_quote:
        after = scene.get(at + 2) or after
    return (_is_listed_outlet(before) and _is_listed_outlet(after)) or _joins_adjectives(scene, at)


def _joins_adjectives(scene: Scene, at: int) -> bool:
    """Whether an "and" joins whose persons speak together: «украинских *и* западных чиновников»."""
    before, after, noun = scene[at - 1], scene[at + 1], scene.get(at + 2)
    if not plays(before, "force.", "adjective"):
        return False
    if any(speaker_row(int(row)).get("kind") == "officials" for row in after.values("speaker.")):
        return True
    if noun is None or not noun.has("bodies.persons"):
        return False
    return plays(after, "force.", "adjective") or after.has("compass.")


def _is_listed_outlet(part: Part) -> bool:
    return any(speaker_row(int(row)).get("kind") == "outlet" for row in part.values("speaker."))


def _body_ahead(scene: Scene, at: int) -> bool:
    """Whether a force's name is the beginning of a body's: "the *Russian* Ministry", "*Ukrainian* and South Korean officials"."""
    joint = any(role.endswith(".adjective") for role in scene[at].roles)
    for index in range(at + 1, min(at + 6, len(scene))):
        if scene[index].has("bodies.") or (joint and scene[index].has("speaker.")):
            return not scene[index].has("people.")
        adjective = joint and not scene.glues and scene[index].has("compass.")  # «украинских *и западных* чиновников»
        if not adjective and not scene[index].has("force.", "joins.and") and scene[index].norm != ",":
            return False
    return False
