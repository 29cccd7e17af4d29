"""What the customer must express next: decided from the mood and the reply, worded elsewhere."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.carried import accepted
from simulator.engine.heard import Heard, Proposed
from simulator.engine.hostility import is_abusive
from simulator.engine.inputs import GOOD_FIT, OPEN_EAR, acceptable, needed, resolution_of
from simulator.engine.reaction import Reaction
from simulator.engine.telling import OPEN_CHECK, OPEN_TOPICS, answerable, explored, is_pointed, told_whole
from simulator.mood import Ending, Mood, Phase
from simulator.scenario.model import Scenario

CLOSING_ACTS: dict[Ending, str] = {
    "RESOLVED": "confirm",
    "WALKED_AWAY": "walk_away",
    "ESCALATED": "escalated",
    "TERMINATED": "terminated",
}

UNHEARD, FURIOUS = 0.5, 80
"""Need to vent from which a customer has yet to be heard out, and hostility from which nothing else comes first."""
INSULTED = 0.8
"""Strength from which an attack is an insult that nothing else in the reply makes up for; capitals alone stay below."""


class Cue(Struct, frozen=True):
    """An act, the band of wording, and what it is about; ``hostility`` is the number behind the band.

    ``topics`` are asked topics to answer; ``resolution`` the proposal accepted or rejected (with ``accepts``);
    ``reason`` why a proposal is rejected (unfit, beyond, missing, too_early, too_late, wrong_sum); ``step``
    what is still missing (``resolution/step``); ``reveals`` facts told beside the topics' own. ``closing`` marks the
    last line. ``private``: the customer was invited to write where nobody else reads it, and does.
    ``about``: what the words turn on beside that (leave: a yes to the agent's next step; shown: the agent can see it;
    told, all_told: it was told before, and there is no more to it).
    """

    act: str
    band: str
    hostility: float
    topics: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    resolution: str | None = None
    accepts: bool = False
    reason: str = ""
    step: str | None = None
    closing: bool = False
    private: bool = False
    about: str = ""


def band(hostility: float) -> str:
    """The band of wording: calm below 40, tense below 60, angry below 80, furious from there."""
    if hostility < 40:
        return "calm"
    if hostility < 60:
        return "tense"
    return "angry" if hostility < 80 else "furious"


def gives_leave(mood: Mood) -> bool:
    """Whether a customer who is asked leave for a step answers the question, and not out of anger."""
    return mood.venting < UNHEARD and mood.hostility < FURIOUS


def next_cue(
    heard: Heard, reaction: Reaction, scenario: Scenario, *, known: frozenset[str], done: frozenset[str]
) -> Cue:
    """What the customer expresses after a reply: the first that fits of the order in docs/design/hostility-curve.md.

    Args:
        heard: what the reply says.
        reaction: how the curve moved.
        scenario: the case.
        known: facts known before this answer.
        done: resolution steps done after the reply.

    """
    mood = reaction.mood
    hostility, wording = mood.hostility, band(mood.hostility)
    if reaction.ending is not None:
        back = heard.goodbye and reaction.ending == "RESOLVED"
        return Cue("farewell" if back else CLOSING_ACTS[reaction.ending], wording, hostility, closing=True)
    if is_abusive(mood, scenario.persona.curve):
        return Cue("abuse", wording, hostility)
    if mood.demanded and not heard.hands_over:
        return Cue("demand_supervisor", wording, hostility, _still_told(heard, scenario, known))
    if heard.reading.strength("attack") >= INSULTED:
        return Cue("insulted", wording, hostility)
    if heard.other_figure:
        return Cue("corrects", wording, hostility)
    cue = _to_the_reply(heard, reaction, scenario, known, done) or of_itself(
        mood, scenario, done, asked_to_close=heard.closing_question or heard.goodbye
    )
    return replace(cue, private=heard.to_private and scenario.channel == "social")


def _to_the_reply(
    heard: Heard, reaction: Reaction, scenario: Scenario, known: frozenset[str], done: frozenset[str]
) -> Cue | None:
    """An answer to what was asked, with a yes or no to what was offered; None if there was neither."""
    hostility = reaction.mood.hostility
    topics = answerable(heard, scenario)
    again = told_whole(topics, scenario, known)
    topics = tuple(topic for topic in topics if topic not in again)
    told = () if topics or is_pointed(heard) else explored(heard, scenario, known)
    if heard.closing_question and reaction.mood.progress >= 1:
        # "anything else?" once all is agreed asks whether that is all
        topics, told = tuple(topic for topic in topics if topic not in OPEN_TOPICS), ()
    # beside what was agreed, a further service that the case doesn't turn on is nothing to refuse
    proposed = tuple(item for item in heard.proposed if item.resolution or not done)
    if heard.agreed:
        # what was agreed is being done: neither that nor a smaller thing beside it is turned down now
        # and to what was said yes to before, nobody says yes again
        yes = accepted(done, scenario)
        agreed = "" if yes is None else yes.id
        proposed = tuple(
            item for item in proposed if acceptable(item, reaction.receptivity) and item.resolution != agreed
        )
    resolution, accepts, reason = _verdict(proposed, reaction, heard)
    if (topics and not (accepts and topics == ("preference",))) or told:
        return Cue("answer", band(hostility), hostility, topics, told, resolution, accepts, reason)
    if accepts or reason:
        act = "accept" if accepts else "reject"
        return Cue(act, band(hostility), hostility, (), (), resolution, accepts, reason)
    if again and not heard.closing_question:
        return Cue("unsure", band(hostility), hostility, about="all_told" if again[0] == OPEN_CHECK else "told")
    beside = [item for item in heard.asked if item.topic and item.topic not in OPEN_TOPICS]
    if beside:
        shown = "shown" if all(item.known for item in beside) else ""
        return Cue("unsure", band(hostility), hostility, about=shown)
    if heard.asks_leave and gives_leave(reaction.mood) and not (heard.closing_question or heard.goodbye):
        return Cue("wait", band(hostility), hostility, about="leave")
    return None


def _still_told(heard: Heard, scenario: Scenario, known: frozenset[str]) -> tuple[str, ...]:
    """The asked topics that even a customer who asks for a supervisor answers: without these nothing is solved."""
    wanted = needed(scenario, known)
    return tuple(topic for topic in answerable(heard, scenario) if wanted & {*scenario.topics[topic].reveals})


def _verdict(proposed: tuple[Proposed, ...], reaction: Reaction, heard: Heard) -> tuple[str | None, bool, str]:
    """The proposal the customer takes up, whether it is accepted, and the reason why not.

    Of several that can be accepted, one that is put as a question ("may I add one?") waits for an answer.
    """
    if not proposed:
        return None, False, ""
    asked = {item for item in proposed if _is_asked(item, heard)}
    best = max(proposed, key=lambda item: (acceptable(item, reaction.receptivity), item in asked, item.fit))
    if acceptable(best, reaction.receptivity):
        return best.resolution, True, ""
    if reaction.receptivity < OPEN_EAR:
        reason = "too_early"
    elif best.beyond:
        reason = "beyond"
    elif best.missing:
        reason = "missing"
    elif best.wrong_sum:
        reason = "wrong_sum"
    else:
        reason = "too_late" if best.late else "unfit"
    return best.resolution, False, reason


def _is_asked(item: Proposed, heard: Heard) -> bool:
    text = heard.reading.text
    end = next((end for start, end in heard.reading.sentences if start <= item.start < end), len(text))
    return text[item.start : end].rstrip().endswith("?")


def of_itself(mood: Mood, scenario: Scenario, done: frozenset[str], *, asked_to_close: bool) -> Cue:
    """What the customer says when the reply neither asked nor offered anything.

    All is agreed but the customer is not calm yet: thanks; asked whether it is settled, it is, with reserve.
    """
    hostility, wording = mood.hostility, band(mood.hostility)
    if hostility >= FURIOUS:
        return Cue("threaten_review", wording, hostility)
    calm = mood.phase in {Phase.PROBLEM_SOLVING, Phase.RATIONAL}
    if mood.venting >= UNHEARD:
        return Cue("vent", wording, hostility)
    if mood.progress >= 1 and asked_to_close and not calm:
        return Cue("reserve", wording, hostility)
    if mood.progress >= 1:
        return Cue("thanks", wording, hostility)
    return Cue("insist", wording, hostility, step=missing_step(scenario, done))


def missing_step(scenario: Scenario, done: frozenset[str]) -> str | None:
    """The first step still to be done of the resolution that has come furthest, as ``resolution/step``."""
    begun = [resolution_of(step, scenario) for step in sorted(done)]
    for resolution in sorted(begun, key=lambda item: -item.fit):
        for step in resolution.steps:
            if f"{resolution.id}/{step.id}" not in done:
                return f"{resolution.id}/{step.id}"
    return None


def sum_agreed(cue: Cue, heard: Heard) -> float | None:
    """The amount of the offer that the customer says yes to, where it has one."""
    return next((item.amount for item in heard.proposed if cue.accepts and item.resolution == cue.resolution), None)


def turned_down_for_now(cue: Cue, scenario: Scenario) -> str:
    """The resolution that would do and only waits for facts, or an open ear; else an empty string."""
    if cue.resolution is None or cue.reason not in {"missing", "too_early"}:
        return ""
    return cue.resolution if resolution_of(cue.resolution, scenario).fit >= GOOD_FIT else ""
