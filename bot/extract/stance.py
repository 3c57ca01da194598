"""How firmly: hedges and denials, and what in a sentence they cover."""

from __future__ import annotations

from bot.extract.bond import Bond
from bot.extract.events import Mention
from bot.extract.scene import Kind, Scene

__all__ = ["denial", "hedge", "plan"]

HEAD = 4
NEAR = 7


def _span(bond: Bond) -> tuple[int, int]:
    mention = bond.mention
    begins, ends = [bond.group.begin], [bond.group.end]
    if mention is not None:
        begins.append(mention.begin)
        ends.append(mention.end)
    return min(begins), max(ends)


def hedge(scene: Scene, bond: Bond) -> str | None:
    """The words that mark the claim as uncertain; None where nothing does."""
    begin, end = _span(bond)
    figure = scene[bond.group.at]
    for index in range(figure.begin, figure.end):
        if scene.row.has(index, "hedge.words"):  # "an estimated 500"
            return scene.row.norm(index)
    for index in scene.where("hedge.words"):
        if scene[index].kind is not Kind.TERM or scene[index].has("hedge.not"):
            continue
        if index < begin:
            between = scene.parts[index + 1 : begin]
            stopped = any(part.norm == ";" or part.figure is not None for part in between)
            if not stopped and (index <= HEAD or len(between) <= NEAR):
                return scene.words(index, index + 1)
            of_all = scene[index].has("say.verbs") and not any(part.norm == ";" for part in between)
            if index <= 1 or (of_all and any(part.has("joins.that") for part in between)):
                return scene.words(index, index + 1)
        elif (
            index < end
            or (index - end <= 2 and not any(part.norm in ",;" for part in scene.parts[end:index]))
            or (scene.glues and not any(part.has("say.verbs") for part in scene.parts[end:index]))
        ):
            return scene.words(index, index + 1)
    return None


def plan(scene: Scene, bond: Bond) -> str | None:
    """ "firm" or "open" where a movement is yet to come; None where it has happened."""
    mention = bond.mention
    if mention is None:
        return None
    own = scene[mention.begin]
    strengths = ["firm"] if own.has("plan.firm") or _is_to_be_done(scene, mention.begin) else []
    if scene.analytic and not strengths and own.has("plan.open"):
        strengths = ["open"]  # "*could land* 2,000 troops"
    for index in scene.where("plan."):
        if scene[index].kind is not Kind.TERM or index == mention.begin:
            continue
        if scene[index].has("plan.open") and _only_doubts(scene, mention, index):
            continue
        low, high = sorted((index, mention.begin))
        between = scene.parts[low + 1 : high]
        if any(part.norm == ";" for part in between) or any(
            part.has("events.") and part.kind is Kind.TERM and not part.has("plan.", "events.deployed.noun") for part in between
        ):
            continue
        is_before = index < mention.begin
        if scene.glues and not is_before and any(part.figure is not None for part in between):
            continue  # of the next clause: 1천 명이 있으며, 5천 명은 *곧* 도착한다
        if (is_before or scene.glues) and any(part.has("say.verbs") for part in between):
            continue  # "I can confirm that troops have been sent"
        reach = NEAR + 3 if is_before else 8 if scene.glues else 4 if scene.analytic else 6
        if len(between) <= reach and (is_before or scene.glues or not any(part.norm == "," for part in between)):
            strengths.append("open" if scene[index].has("plan.open") else "firm")
    if not strengths and _will_be(scene, bond):
        return "firm"
    if not strengths:
        return None
    return "open" if "open" in strengths else "firm"


def _only_doubts(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether a word of doubt leaves a movement in the present or past: «*можливо*, там досі лишається вісім тисяч»."""
    if scene.analytic or scene.glues or mention.way not in ("act", "fate") or not scene[index].has("hedge.words"):
        return False
    if scene[index].has("denial.") or scene[mention.begin].has("joins.nominal"):
        return False
    low, high = sorted((index, mention.begin))
    words = (scene.row.tokens[part.end - 1].norm for part in scene.parts[low : high + 1] if part.kind is not Kind.MARK)
    return not any(scene.row.lexicon.ends_in("infinitive", word) for word in words)


def _will_be(scene: Scene, bond: Bond) -> bool:
    """Whether a figure goes on from one that is there by what is yet to come: «1 200 служат там, а через год *будет* 3 000»."""
    mention, begin = bond.mention, bond.group.begin
    if mention is None or scene.analytic or scene.glues:
        return False
    for index in scene.where("plan.firm"):
        if not mention.end <= index < begin or not any(mention.begin < at < index for at in scene.figures):
            continue
        between = scene.parts[index + 1 : begin]
        if not any(part.kind is Kind.MARK or part.figure is not None or part.has("events.", "say.verbs") for part in between):
            return True
    return False


def _is_to_be_done(scene: Scene, at: int) -> bool:
    """Whether a verb is an infinitive that nothing has begun: "Canada *to send* 400 soldiers", not "began to send"."""
    to, verb = scene.get(at - 1), scene[at]
    if not scene.analytic or to is None or not to.has("joins.infinitive") or verb.has("joins.participle"):
        return False
    before = scene.get(at - 2)
    return before is None or not before.has("joins.begun")


def _negation_of_move(scene: Scene, bond: Bond) -> int | None:
    """The "not" right beside a movement: «войска *не* выводятся», «войска направлены *не будут*»."""
    mention = bond.mention
    if mention is None or not mention.is_deployment or scene.analytic or scene.glues:
        return None
    before, behind = scene.get(mention.begin - 1), scene.get(mention.end)
    if before is not None and before.has("denial.not"):
        return mention.begin - 1
    return mention.end if behind is not None and behind.has("denial.absent", "denial.not") else None


def denial(scene: Scene, bond: Bond) -> str | None:
    """The words by which the claim is denied; None where it is not."""
    begin, end = _span(bond)
    if bond.mention is not None and bond.group.figure is not None and not scene.glues:
        negation = scene.get(bond.mention.begin - 1)  # "did not lose 3,000 men"
        if negation is not None and negation.has("denial.none") and negation.figure is None:
            return scene.words(bond.mention.begin - 1, bond.mention.begin)
    if (near := _negation_of_move(scene, bond)) is not None:
        return scene.words(near, near + 1)
    for index in scene.where("plan."):  # "does not plan to send 3,000 men"
        if (
            0 < index < begin
            and scene[index - 1].has("denial.not")
            and not any(part.norm == ";" for part in scene.parts[index:begin])
        ):
            return scene.words(index - 1, index + 1)
    if (called := _called_false(scene)) is not None:
        return called
    for index in scene.where("denial.before", "denial.after"):
        part = scene[index]
        if part.kind is not Kind.TERM:
            continue
        if index < begin and part.has("denial.before"):
            between = scene.parts[index + 1 : begin]
            if not any(other.norm == ";" or other.figure is not None for other in between):
                return scene.words(index, index + 1)
        if index >= end and part.has("denial.after"):
            between = scene.parts[end:index]
            spoken = scene.glues and any(other.has("say.verbs") for other in between)
            if not spoken and not any(other.norm == ";" for other in between):
                return scene.words(index, index + 1)
    return None


def _called_false(scene: Scene) -> str | None:
    """ "*A lie*, says the governor of the talk that 50 soldiers surrendered": what a sentence calls it at its head."""
    head = next((index for index, part in enumerate(scene.parts) if part.kind is not Kind.MARK), 0)
    pause = scene.get(head + 1)
    if not scene[head].has("denial.reply") or pause is None or (pause.norm not in ",:-!" and not pause.is_quote):
        return None
    return scene.words(head, head + 1)
