"""A reply in which nothing of the case was heard: what the customer answers, and what is told of it.

It moves nothing.
"""

from __future__ import annotations

from simulator.engine.cue import Cue, band, gives_leave, of_itself
from simulator.engine.details import NODS
from simulator.engine.heard import Heard
from simulator.engine.hostility import is_abusive
from simulator.mood import Mood
from simulator.scenario.model import Scenario
from simulator.scoring.trick_words import PLEASANTRIES

SMALL_TALK = 0.3
"""Politeness or thanks from which a reply without content is a courtesy, and puzzles nobody [design choice]."""


def nothing_heard(heard: Heard, mood: Mood, scenario: Scenario, done: frozenset[str]) -> Cue:
    """A reply without content: a courtesy is passed over, setting to work waited for; anything else puzzles them."""
    if NODS.fullmatch(heard.reading.text):
        return of_itself(mood, scenario, done, asked_to_close=False)
    abused = is_abusive(mood, scenario.persona.curve)
    if heard.asks_leave and not abused and gives_leave(mood):
        return Cue("wait", band(mood.hostility), mood.hostility, about="leave")
    if (heard.announces or heard.asks_leave) and not abused and not any(item.topic for item in heard.asked):
        return Cue("wait", band(mood.hostility), mood.hostility)
    if heard.details or (heard.plain and mood.progress >= 1):
        return of_itself(mood, scenario, done, asked_to_close=False)
    polite = heard.reading.strength("politeness", "gratitude") >= SMALL_TALK
    if (polite or PLEASANTRIES.search(heard.reading.text)) and not heard.asked:
        return of_itself(mood, scenario, done, asked_to_close=False)
    return Cue("puzzled", band(mood.hostility), mood.hostility)


def beside_the_case(cue: Cue, heard: Heard) -> tuple[str, str] | None:
    """What was heard in a reply that moves nothing but puzzles nobody, and the line after it; None for any other."""
    if NODS.fullmatch(heard.reading.text):
        return "nodded", "a nod alone says nothing yet, so nothing changed and it costs nothing"
    if cue.act == "wait":
        line = "asked if the next step suits" if heard.asks_leave else "said what comes next"
        return line, "no more than the next step announced, so nothing changed and it costs nothing"
    if cue.act != "puzzled" and (heard.details or heard.plain):
        return "gave a detail", "a detail that nothing turns on here, so nothing changed and it costs nothing"
    return None
