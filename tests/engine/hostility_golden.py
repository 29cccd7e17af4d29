"""Exact trajectories of the hostility curve: whole runs of reply policies, and single exchanges at each threshold.

``python tests/engine/hostility_golden.py --write`` writes them anew after an intended change of the model; the diff
then shows every number that moved. A run is kept with its inputs, so any engine can play it again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hostility_policies as policies
from msgspec import to_builtins
from msgspec.structs import asdict, replace

from simulator.engine import hostility
from simulator.mood import Mood, Phase
from simulator.scenario.curve import PRESETS, Curve

GOLDEN = Path(__file__).parents[1] / "golden" / "hostility.json"
LONGEST = 12

EVERYDAY = PRESETS["everyday"]
NEVER_HEEDS = replace(PRESETS["abusive"], heeds=False)

RUNS: dict[str, tuple[Curve, policies.Policy]] = {
    **{f"everyday: {name}": (EVERYDAY, policy) for name, policy in policies.TABLE.items()},
    "calm: ideal": (PRESETS["calm"], policies.ideal),
    "calm: keeping a promise, social": (PRESETS["calm"].on("social"), policies.keeping_a_promise),
    "hot head: ideal, phone": (PRESETS["hot_head"].on("phone"), policies.ideal),
    "hot head: slow but ideal, phone": (PRESETS["hot_head"].on("phone"), policies.slow_but_ideal),
    "hot head: refusing a supervisor": (PRESETS["hot_head"], policies.refusing_a_supervisor),
    "hot head: handing over": (PRESETS["hot_head"], policies.handing_over),
    "slow burner: ideal, WhatsApp": (PRESETS["slow_burner"].on("whatsapp"), policies.ideal),
    "slow burner: premature solver": (PRESETS["slow_burner"], policies.premature_solver),
    "wounded loyal: broken promise, e-mail": (PRESETS["wounded_loyal"].on("email"), policies.broken_promise),
    "wounded loyal: canned sorry loop": (PRESETS["wounded_loyal"], policies.canned_sorry_loop),
    "grudge holder: keeping a promise": (PRESETS["grudge_holder"], policies.keeping_a_promise),
    "grudge holder: neutral clerk": (PRESETS["grudge_holder"], policies.neutral_clerk),
    "abusive, heeds: ideal with a boundary": (PRESETS["abusive"], policies.ideal_with_boundary),
    "abusive, heeds: ideal without a boundary": (PRESETS["abusive"], policies.ideal),
    "abusive, never heeds: ideal with a boundary": (NEVER_HEEDS, policies.ideal_with_boundary),
    "silent leaver: ideal": (PRESETS["silent_leaver"], policies.ideal),
    "silent leaver: calm down and policy": (PRESETS["silent_leaver"], policies.calm_down_and_policy),
    "everyday: every provocation": (EVERYDAY, policies.every_provocation),
    "everyday: every provocation, social": (EVERYDAY.on("social"), policies.every_provocation),
    "everyday: shaken": (replace(EVERYDAY, noise=0.3), policies.shaken),
}
"""The whole runs: who the customer is, on which channel, and how the agent replies."""

STARTS: dict[str, Curve] = {
    **PRESETS,
    "just hot enough": Curve(hostility=45, venting=0.5),
    "a little too calm": Curve(hostility=44.9, venting=0.5),
    "with a little too little to say": Curve(hostility=45, venting=0.49),
}
"""The arrivals."""

STILL = Curve(surge=0)
"""Nothing moves this customer's hostility but the reply."""


def at(hostility: float, venting: float = 0.0, trust: float = 0.5, **counters: Any) -> Mood:
    """A mood in the middle of a conversation."""
    return Mood(hostility, venting, trust, **counters)


PROBES: dict[str, tuple[Curve, Mood, dict[str, Any]]] = {
    "everything at once, half open": (
        Curve(temper=1.3, forgive=0.9, surge=20, noise=0.2),
        at(58, 0.3, progress=0.4, apologies=2, broken=1, phase=Phase.SUPPORTIVE),
        {
            "empathy": 0.7,
            "specificity": 0.6,
            "freshness": 0.9,
            "listening": 0.4,
            "apology": 0.5,
            "ownership": 0.6,
            "personalisation": 0.3,
            "fit": 0.8,
            "progress": 0.25,
            "kept": True,
            "broken": True,
            "defending": 0.7,
            "interrupting": 0.6,
            "jargon": 0.5,
            "boundary": 0.5,
            "delay": 90,
            "shake": -0.5,
        },
    ),
    "reasoning, half open": (STILL, at(60, 0.1), {"defending": 1}),
    "interrupting, half vented": (STILL, at(60, 0.4), {"interrupting": 1}),
    **{f"{name} alone": (STILL, at(50, 0.3), {name: 1}) for name in hostility.WEIGHTS},
    "support below the floor": (Curve(severity=1), at(20, 0.3, trust=0.1), {"empathy": 1, "listening": 1, "delay": 45}),
    "a whisper of rudeness": (STILL, at(50), {"attack": 1e-20, "wall": 5e-324}),
    "every provocation in public": (Curve().on("social"), at(50), dict.fromkeys(hostility.WEIGHTS, 1.0)),
    "a boundary on top of all else": (STILL, at(50), {"attack": 1, "blaming": 1, "boundary": 1}),
    "a boundary and nothing else": (STILL, at(50), {"boundary": 0.6}),
    "unshaken unless told": (Curve(noise=0.3), at(50, 0.5), {}),
    "a solution before the peak, unsupported": (Curve(), at(60, 0.8), {"fit": 1}),
    "a solution before the peak, half supported": (Curve(), at(60, 0.8), {"fit": 1, "empathy": 0.8}),
    "a solution to an open ear": (Curve(), at(38, 0.1, trust=0.8, phase=Phase.PROBLEM_SOLVING), {"fit": 0.7}),
    **{
        f"a solution agreed before, {name}": (STILL, at(60, need), {"fit": 0.9, "consents_from": 0.0})
        for name, need in (("to an open ear", 0.3), ("to a closed ear", 0.5), ("to a venting customer", 0.8))
    },
    **{
        f"a good offer at a receptivity {name} the one that says yes": (
            STILL,
            at(65, need),
            {"fit": 1, "consents_from": 0.25},
        )
        for name, need in (("below", 0.26), ("of just", 0.25), ("above", 0.24))
    },
    "a solution that is nobody's wish, to an ear almost open": (STILL, at(40, 0.025), {"fit": 1}),
    "the first reply that stands still": (STILL, at(30, phase=Phase.PROBLEM_SOLVING), {}),
    "the third reply that stands still": (STILL, at(33, phase=Phase.PROBLEM_SOLVING, stalled=2), {}),
    "many replies that stand still": (STILL, at(33.3, phase=Phase.PROBLEM_SOLVING, stalled=30), {}),
    "standing still ends with a solution": (STILL, at(33, phase=Phase.PROBLEM_SOLVING, stalled=2), {"fit": 0.1}),
    "standing still ends with progress": (STILL, at(33, phase=Phase.PROBLEM_SOLVING, stalled=2), {"progress": 0.1}),
    **{
        f"a jump of {rise}": (
            Curve(surge=0, ceiling=100, stall=rise / 48),
            at(52, phase=Phase.PROBLEM_SOLVING, stalled=1),
            {},
        )
        for rise in (11.5, 12, 12.5)
    },
    **{
        f"a wait of {seconds} seconds": (STILL, at(50, 0.1), {"delay": seconds, "listening": 0.5})
        for seconds in (0, 44, 45, 46, 171.7, 299.9, 300, 999)
    },
    **{
        f"{count} promises broken before": (STILL, at(51.7, 0.1, trust=0.7, progress=1, broken=count), {"broken": True})
        for count in range(4)
    },
    **{
        f"standing still at {level}, and a broken promise": (
            STILL,
            at(level, phase=Phase.PROBLEM_SOLVING, stalled=3),
            {"broken": True},
        )
        for level in (31, 40, 54)
    },
    "standing still at 60, and a late reply": (STILL, at(60, phase=Phase.PROBLEM_SOLVING, stalled=3), {"delay": 90}),
    "a promise broken with the last step": (STILL, at(50, progress=0.8), {"broken": True, "progress": 0.5}),
    "a promise broken before there was progress": (STILL, at(50, trust=0.2), {"broken": True, "broken_share": 0.3}),
    "progress to a closed ear": (STILL, at(50, 0.6), {"progress": 0.5}),
    **{
        f"all but {short:g} of the progress": (STILL, at(30, progress=1 - short, phase=Phase.COOL_DOWN), {})
        for short in (1.05e-9, 1e-9, 0.95e-9)
    },
    **{f"an apology of {amount}": (STILL, at(50, 0.4), {"apology": amount}) for amount in (0.28, 0.3, 0.31)},
    "an apology with progress": (STILL, at(50, 0.4, apologies=3), {"apology": 1, "progress": 0.1}),
    **{
        f"abused, a boundary of {amount}": (NEVER_HEEDS, at(70, 0.4), {"boundary": amount})
        for amount in (0.48, 0.5, 0.52)
    },
    **{
        f"ending the contact after {count} warnings": (
            NEVER_HEEDS,
            at(70, 0.4, warnings=count),
            {"ends_contact": True, "boundary": 1},
        )
        for count in range(4)
    },
    "two warnings, and not ending the contact": (NEVER_HEEDS, at(70, 0.4, warnings=2), {}),
    "ending the contact with whoever heeds": (PRESETS["abusive"], at(70, warnings=2), {"ends_contact": True}),
    **{f"hot at {level}": (STILL, at(level, hot_run=1), {}) for level in (79.5, 80, 80.5)},
    **{f"at {level} below the ceiling of 95": (STILL, at(level, ceiling_run=2), {}) for level in (90.5, 91, 91.5)},
    **{
        f"a silent leaver at {level}": (replace(STILL, leaves_at=60), at(level, cold_run=1), {})
        for level in (59.5, 60, 60.5)
    },
    **{f"a supervisor asked for, at {level}": (STILL, at(level, demanded=True), {}) for level in (59.5, 60, 60.5)},
    "a supervisor asked for, and progress": (STILL, at(70, demanded=True, refusals=1), {"progress": 0.3}),
    "a supervisor asked for, and progress too late": (STILL, at(70, 0.6, demanded=True), {"progress": 0.3}),
    "a supervisor refused once": (STILL, at(70, demanded=True), {"refuses": True}),
    "a supervisor refused twice": (STILL, at(70, demanded=True, refusals=1), {"refuses": True}),
    "a supervisor refused before anyone asked": (STILL, at(90, hot_run=1), {"refuses": True}),
    "a supervisor offered before anyone asked": (STILL, at(90, hot_run=1), {"hands_over": True}),
    **{f"{count} open ears without progress": (STILL, at(50, idle_run=count - 1), {}) for count in (3, 4, 5)},
    "a closed ear after open ones": (STILL, at(50, 0.6, idle_run=3), {}),
    **{
        f"closing in {phase}": (STILL, at(38, progress=1, phase=phase), {"closing_question": True})
        for phase in (Phase.RATIONAL, Phase.COOL_DOWN, Phase.PROBLEM_SOLVING)
    },
    "closing, but fired up": (
        STILL,
        at(38, progress=1, phase=Phase.PROBLEM_SOLVING),
        {"closing_question": True, "attack": 1},
    ),
    "closing too early": (
        STILL,
        at(38, progress=0.9, phase=Phase.PROBLEM_SOLVING),
        {"closing_question": True, "progress": 0.05},
    ),
    "taking leave for the second time too early": (STILL, at(50, 0.4), {"leaves_again": True}),
    "solved, and not closing": (STILL, at(38, progress=1, phase=Phase.PROBLEM_SOLVING), {}),
}
"""The single exchanges: a customer, the mood found, and what the reply brings (what is not said is the default)."""

LEVELS = (39.5, 40, 40.5, 44.5, 45, 45.5, 59.5, 60, 60.5)
NEEDS = (0.19, 0.2, 0.21, 0.34, 0.35, 0.36, 0.49, 0.5, 0.51)
BEFORE = {**{phase.value: (phase, {}) for phase in Phase}, "RATIONAL, useful": (Phase.RATIONAL, {"progress": 0.1})}


def labels(engine: Any) -> dict[str, dict[str, list[int]]]:
    """The phase's rank after an exchange that moves nothing, around each threshold: by phase, hostility and venting."""
    return {
        name: {
            str(level): [
                engine.react(at(level, need, phase=phase), engine.Inputs(**reply), STILL).mood.phase.rank
                for need in NEEDS
            ]
            for level in LEVELS
        }
        for name, (phase, reply) in BEFORE.items()
    }


def replay(engine: Any, curve: Curve, mood: Mood, replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What an engine makes of these replies, one record each, in JSON's own types."""
    records = []
    for reply in replies:
        reaction = engine.react(mood, engine.Inputs(**reply), curve)
        mood = reaction.mood
        records.append(
            {
                "inputs": reply,
                "before": reaction.before,
                "heard": reaction.heard,
                "after": mood.hostility,
                "receptivity": reaction.receptivity,
                "support": reaction.support,
                "provocation": reaction.provocation,
                "ledger": [[movement.cause, movement.delta] for movement in reaction.ledger],
                "mood": set_fields(mood),
                "ending": reaction.ending,
            }
        )
    return records


def set_fields(record: Any) -> dict[str, Any]:
    """A record's fields in JSON's own types, without those that stand at their default."""
    defaults = dict(zip(record.__struct_fields__[::-1], record.__struct_defaults__[::-1], strict=False))
    return {name: value for name, value in to_builtins(asdict(record)).items() if value != defaults.get(name, ...)}


def played(curve: Curve, policy: policies.Policy) -> list[dict[str, Any]]:
    """The replies that a policy gives to this customer, until the conversation ends."""
    mood, replies = hostility.start(curve), []
    for number in range(1, LONGEST + 1):
        inputs = policy(number, mood, curve)
        replies.append(set_fields(inputs))
        reaction = hostility.react(mood, inputs, curve)
        mood = reaction.mood
        if reaction.ending:
            break
    return replies


def record() -> dict[str, Any]:
    """All trajectories, as the engine computes them now."""
    return {
        "labels": labels(hostility),
        "starts": {name: set_fields(hostility.start(curve)) for name, curve in STARTS.items()},
        "probes": {name: replay(hostility, curve, mood, [reply])[0] for name, (curve, mood, reply) in PROBES.items()},
        "runs": {
            name: replay(hostility, curve, hostility.start(curve), played(curve, policy))
            for name, (curve, policy) in RUNS.items()
        },
    }


def read() -> dict[str, Any]:
    """The trajectories as they were kept."""
    kept: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return kept


def compared(engine: Any, kept: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Every trajectory: its name, as it was kept, and as this engine plays the same replies."""
    for name, (curve, _) in RUNS.items():
        inputs = [record["inputs"] for record in kept["runs"][name]]
        yield name, kept["runs"][name], replay(engine, curve, engine.start(curve), inputs)
    for name, (curve, mood, reply) in PROBES.items():
        yield name, [kept["probes"][name]], replay(engine, curve, mood, [reply])
    for name, curve in STARTS.items():
        yield name, kept["starts"][name], set_fields(engine.start(curve))
    yield "labels", kept["labels"], labels(engine)


def write() -> None:
    """Keep the trajectories, one exchange a line."""
    kept = record()
    sections = []
    for section in ("labels", "starts", "probes"):
        lines = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in kept[section].items()]
        sections.append(f' "{section}": {{\n' + ",\n".join(lines) + "\n }")
    runs = []
    for name, records in kept["runs"].items():
        lines = ["   " + json.dumps(value) for value in records]
        runs.append(f"  {json.dumps(name)}: [\n" + ",\n".join(lines) + "\n  ]")
    sections.append(' "runs": {\n' + ",\n".join(runs) + "\n }")
    GOLDEN.write_text("{\n" + ",\n".join(sections) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/engine/hostility_golden.py --write")
    write()
