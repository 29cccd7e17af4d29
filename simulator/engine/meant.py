"""A reply taken as the trainee meant it: the moves picked replace the moves heard, and the turn is played again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.carried import accepted, is_agreed, with_carried
from simulator.engine.deadlines import deadlines
from simulator.engine.ear import ear_for
from simulator.engine.heard import Asked, Heard, Promised, Said
from simulator.engine.heed import heed
from simulator.engine.moment import Moment
from simulator.engine.move_table import BY_ID, MOVES
from simulator.engine.proposals import as_meant
from simulator.engine.steps import Saying, steps
from simulator.signals import Evidence, Reading

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared

STRENGTH = 0.7
"""How strongly a move counts that the trainee picked: clear, but not better than words that say it [design choice]."""


class Ground(Struct, frozen=True):
    """What a reply is taken on: the facts told (None: none counts as missing), the steps done, and the clock."""

    known: frozenset[str] | None = None
    done: frozenset[str] = frozenset()
    clock: float = 0.0


UNKNOWN = Ground()
"""For a caller that knows nothing of the session: no fact is missing, and nothing was done before."""


def apply_meant(
    heard: Heard,
    meant: tuple[str, ...],
    text: str,
    scenario: Scenario,
    shared: Shared,
    ground: Ground = UNKNOWN,
) -> Heard:
    """The reply as meant: moves heard but not picked are gone, moves picked but not heard span the whole reply.

    Args:
        heard: the reply as it was understood.
        meant: ids of the moves the trainee picked, those heard and kept among them.
        text: the reply.
        scenario: the case.
        shared: topics, families, steps and language.
        ground: the facts, steps and clock the reply came upon.

    """
    picked = tuple(dict.fromkeys(meant))
    reading = _reading(_without_asked(heard, picked), picked, heard.moves, text)
    moment = Moment(scenario.now, ground.clock, scenario.shop.hours)
    asked = _asked(heard, picked, text)
    proposed = tuple(item for item in heard.proposed if f"offer:{item.family}" in picked)
    offered = {item.family for item in proposed}
    proposed += tuple(
        as_meant(family, text, scenario, shared, ground.known)
        for family in _names(picked, "offer")
        if family not in offered
    )
    saying = Saying(reading, heed(text, reading, ear_for(shared, scenario)), proposed, asked, deadlines(text, moment))
    said, yes = _steps(heard, picked, saying, scenario, shared, ground.done), accepted(ground.done, scenario)
    if yes is not None and "carries_out" in picked:
        said = with_carried(said, yes, (0, len(text)), text)
    return replace(
        heard,
        reading=reading,
        asked=asked,
        proposed=proposed,
        promised=_promised(heard, picked, text, saying),
        said=said,
        hands_over="hands_over" in picked,
        reaches_up=False,
        refuses_supervisor="refuses" in picked,
        ends_contact="ends" in picked,
        closing_question="settled" in picked,
        carries_out=yes is not None and "carries_out" in picked,
        agreed=is_agreed(said, proposed, yes),
        no_news="no_news" in picked,
        reassures="reassures" in picked,
        goodbye="leaves" in picked,
        other_figure=heard.other_figure and "informs" in picked,
        instructs=heard.instructs if f"step:{heard.instructs.partition('/')[2]}" in picked else "",
        to_private="to_private" in picked,
        moves=picked,
    )


def _asked(heard: Heard, picked: tuple[str, ...], text: str) -> tuple[Asked, ...]:
    kept = tuple(item for item in heard.asked if item.topic is not None and f"ask:{item.topic}" in picked)
    topics = {item.topic for item in kept}
    return kept + tuple(Asked(topic, 0, len(text), text) for topic in _names(picked, "ask") if topic not in topics)


def _without_asked(heard: Heard, picked: tuple[str, ...]) -> Reading:
    """The evidence without what was found again to ask for something in a question that was put away."""
    away = [item for item in heard.asked if item.topic is not None and f"ask:{item.topic}" not in picked]
    again = heard.reading.of("re_asking") if away else ()
    left = tuple(one for one in again if not any(one.start < item.end and item.start < one.end for item in away))
    if len(left) == len(again):
        return heard.reading
    kept = tuple(item for item in heard.reading.evidence if item.signal != "re_asking" or item in left)
    strength = max((item.strength for item in left), default=0.0)
    return replace(heard.reading, evidence=kept, strengths={**heard.reading.strengths, "re_asking": strength})


def _names(picked: tuple[str, ...], kind: str) -> list[str]:
    return [move.partition(":")[2] for move in picked if move.startswith(f"{kind}:")]


def _reading(reading: Reading, picked: tuple[str, ...], heard: tuple[str, ...], text: str) -> Reading:
    """The evidence without the moves put away, and with those picked."""
    gone = {signal for move in MOVES if move.id in heard and move.id not in picked for signal in move.signals}
    kept = tuple(item for item in reading.evidence if item.signal not in gone)
    strengths = {**reading.strengths, **dict.fromkeys(gone & reading.strengths.keys(), 0.0)}
    for move_id in picked:
        move = BY_ID.get(move_id)
        if move is None or not move.signals or move_id in heard:
            continue
        signal = move.signals[0]
        kept += (Evidence(signal, STRENGTH, 0, len(text), text, detail="as you meant it"),)
        strengths[signal] = max(STRENGTH, strengths.get(signal) or 0.0)
    return replace(reading, evidence=kept, strengths=strengths)


def _promised(heard: Heard, picked: tuple[str, ...], text: str, saying: Saying) -> tuple[Promised, ...]:
    if "promises" not in picked:
        return ()
    return heard.promised or tuple(Promised(text, 0, len(text), text, time.due) for time in saying.times[:1])


def _steps(
    heard: Heard,
    picked: tuple[str, ...],
    saying: Saying,
    scenario: Scenario,
    shared: Shared,
    done: frozenset[str],
) -> tuple[Said, ...]:
    """The steps of what is offered now or was before: those the words say, and those picked."""
    text = saying.reading.text
    said = {item.step: item for item in steps(saying, scenario, shared, done)}
    names = set(_names(picked, "step"))
    dropped = {move.partition(":")[2] for move in heard.moves if move.startswith("step:") and move not in picked}
    offered = {item.resolution for item in saying.proposed} | {step.partition("/")[0] for step in done}
    for resolution in scenario.resolutions:
        for step in resolution.steps:
            key = f"{resolution.id}/{step.id}"
            if resolution.id in offered and step.id in names and key not in said:
                said[key] = Said(key, 0, len(text), text)
    return tuple(item for item in said.values() if item.step.partition("/")[2] not in dropped)
