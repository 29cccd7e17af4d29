"""Which lines a customer can't say: the model never gets there (engine.cue), or this customer is not like that."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.script import Script
from simulator.scenario.model import BANDS, LEVELS, Scenario

NEVER: dict[str, frozenset[str]] = {
    "vent": frozenset({"furious"}),
    "insist": frozenset({"furious"}),
    "thanks": frozenset({"furious"}),
    "reserve": frozenset({"furious"}),
    "threaten_review": frozenset(BANDS) - {"furious"},
    "confirm": frozenset({"angry", "furious"}),
    "farewell": frozenset({"angry", "furious"}),
}
"""Act -> the bands in which no customer says it (engine.cue: from 80 on a customer threatens; who confirms is calm)."""


def findings(script: Script) -> Iterator[Finding]:
    """Every line of the scenario that this customer can't say: at the act where all of it, else at the band."""
    for act, by in script.scenario.lines.items():
        whys = {band: why for band in by if (why := unsaid(script.scenario, act, band))}
        if len(whys) == len(by) and len(set(whys.values())) == 1:
            yield script.finding("SIM106", ("lines", act), next(iter(whys.values())), at_key=True)
            continue
        for band, why in whys.items():
            yield script.finding("SIM106", ("lines", act, band), why, at_key=True)


def unsaid(scenario: Scenario, act: str, band: str) -> str:
    """Why this customer never says lines of an act in a band, with what to do; empty where it can happen."""
    return _by_act(scenario, act) or (_by_band(act, band) if band not in {"any", *LEVELS} else "")


def _by_act(scenario: Scenario, act: str) -> str:
    curve = scenario.persona.curve
    if act == "abuse" and not curve.abusive:
        return "only an abusive customer insults: take the lines out, or write abusive: heeds"
    if act == "terminated" and not (curve.abusive and not curve.heeds):
        return "only a customer who never stops insulting is hung up on: take the line out"
    if act == "walk_away" and curve.leaves_at is not None:
        return "a silent leaver goes without a word: take the line out"
    if act == "private" and scenario.channel != "social":
        return "only a conversation on social can go on in private: take the line out"
    return ""


def _by_band(act: str, band: str) -> str:
    if band not in NEVER.get(act, ()):
        return ""
    if act in {"vent", "insist"}:
        return f"a furious customer no longer says {act!r}: move the line to threaten_review, furious"
    when = {"threaten_review": "furious", "confirm": "calm", "farewell": "calm"}.get(act, "calmer")
    return f"{act.replace('_', ' ')!r} is said by a customer who is {when}: move the line there"
