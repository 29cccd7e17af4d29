"""Written lines of customers, each as the brief of its cue and the tag that is due (empty: the line can stand)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator.conversation import Speaker, Turn
from simulator.engine.cue import Cue
from simulator.engine.scripted import Script
from simulator.llm.customer_brief import Brief
from simulator.mood import Phase
from simulator.training import Workshop

DATA = Path(__file__).parents[1] / "data"
HEAT = {"calm": 25.0, "tense": 50.0, "angry": 70.0, "furious": 90.0}
ENDS = {"confirm", "farewell", "walk_away", "escalated", "terminated"}


@cache
def workshop() -> Workshop:
    return Workshop(keep=False)


def brief_of(scenario_id: str, row: dict[str, Any]) -> Brief:
    """The brief of a written row."""
    scenario = workshop().scenario(scenario_id)
    act, band = row["cue"].split()
    topics = tuple(row.get("asked", ()))
    known = [fact.id for fact in scenario.facts.values() if fact.when == "known"] + row.get("known", [])
    told = dict.fromkeys(name for topic in topics for name in scenario.topics[topic].reveals if name not in known)
    offer = row.get("offer")
    accepts = act == "accept"
    cue = Cue(act, band, HEAT[band], topics, (), offer, accepts, row.get("why", ""), None, act in ENDS)
    said = [Turn(Speaker.CUSTOMER, line) for line in scenario.opening.messages]
    said += [Turn(Speaker.CUSTOMER, row["before"])] if "before" in row else []
    said += [Turn(Speaker.AGENT, row.get("reply", "Thank you for telling me. What else can you say about it?"))]
    facts = scenario.facts
    return Brief(
        scenario=scenario,
        channel=scenario.channel,
        level="mild",
        act=act,
        band=band,
        phase=Phase.TAKE_OFF,
        script=Script(scenario, (), 3, 2).say(cue).text,
        accepts=accepts,
        rejects=bool(cue.reason),
        closing=cue.closing,
        offer=next((item.title for item in scenario.resolutions if item.id == offer), ""),
        tell=tuple(facts[name] for name in told),
        known=tuple(facts[name] for name in known),
        hidden=tuple(fact for fact in facts.values() if fact.id not in known and fact.id not in told),
        answers=tuple(line for topic in topics for line in scenario.topics[topic].answers),
        said=tuple(said),
    )


def rows(name: str) -> list[tuple[str, Brief, str]]:
    """The lines of a file: the words, the brief, the tag that is due."""
    content = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        (row["line"], brief_of(scenario, row), row.get("tag", ""))
        for kind in ("good", "bad")
        for scenario, written in content[kind].items()
        for row in written
    ]
