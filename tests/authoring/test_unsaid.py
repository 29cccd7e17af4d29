"""The table of lines that no customer says agrees with the engine: nothing it forbids happens, what it allows can."""

from __future__ import annotations

from itertools import product

from simulator.authoring.unsaid import NEVER
from simulator.engine.cue import band
from simulator.engine.heard import Heard
from simulator.engine.hostility import next_phase
from simulator.engine.unheard import nothing_heard
from simulator.library import Library
from simulator.mood import Mood, Phase
from simulator.scenario.load import load_scenario
from simulator.scenario.model import BANDS
from simulator.signals import Reading

HOSTILITIES = (0, 20, 39.9, 40, 44.9, 50, 59.9, 60, 79.9, 80, 95, 100)
POLITE = Heard(Reading("", strengths={"politeness": 1.0}))
OF_ITSELF = ("vent", "insist", "thanks", "threaten_review")


def said() -> set[tuple[str, str]]:
    """Every act and band that comes of a reply without a question or an offer, over all kinds of moods."""
    scenario = load_scenario(Library(), "late-parcel-birthday")
    found = set()
    for hostility, venting, progress, phase in product(HOSTILITIES, (0.0, 0.4, 0.5, 1.0), (0.0, 0.5, 1.0), Phase):
        cue = nothing_heard(POLITE, Mood(hostility, venting, 0.5, progress, phase), scenario, frozenset())
        found.add((cue.act, cue.band))
    return found


def test_what_a_customer_says_without_being_asked_is_as_the_table_has_it() -> None:
    allowed = {(act, band) for act in OF_ITSELF for band in BANDS if band not in NEVER.get(act, ())}
    assert said() == allowed


def test_who_confirms_is_calm_or_a_little_tense() -> None:
    settled = {Phase.RATIONAL, Phase.PROBLEM_SOLVING}
    bands = set()
    for before, hostility, venting, useful in product(Phase, HOSTILITIES, (0.0, 0.2, 0.5, 1.0), (True, False)):
        mood = Mood(hostility, venting, 0.5)
        if next_phase(Mood(hostility, venting, 0.5, phase=before), mood, useful=useful) in settled:
            bands.add(band(hostility))
    assert bands == set(BANDS) - NEVER["confirm"]
