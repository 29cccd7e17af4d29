"""Starts and exchanges to store, as a session makes them; also used by the programs that the crash tests run."""

from __future__ import annotations

from msgspec.structs import replace

from simulator.engine.cue import Cue
from simulator.engine.heard import Asked, Heard, Proposed
from simulator.exchange import Exchange, Promise, State
from simulator.mood import Mood, Movement, Phase
from simulator.scoring.marks import CurveResult, Mark, Quote, RubricScore, Scorecard, Situation
from simulator.signals import Evidence, Reading
from simulator.store.records import Edition, Start

REPLY = "I'm sorry, Mrs Lindqvist. What does the tracking show on your side?"
RUBRICS = {"empathy": Edition(1, "hash-of-empathy"), "clarity": Edition(2, "hash-of-clarity")}
CONTENTS = {"hash-of-scenario": "id: late-parcel", "hash-of-empathy": "id: empathy", "hash-of-clarity": "id: clarity"}
SCORECARD = Scorecard(
    score=71.25,
    assessed=0.8,
    rubrics={"empathy": RubricScore(1, "hash-of-empathy", 80.0), "clarity": RubricScore(2, "hash-of-clarity", None)},
    caps=("no closing",),
    curve=CurveResult(area=41.5, ideal=30.0, worst=88.0),
)


def start(**changes: object) -> Start:
    made = Start(
        scenario="late-parcel",
        scenario_version=3,
        content="hash-of-scenario",
        seed=7,
        engine="0.1.0",
        channel="live_chat",
        title="Late parcel, a birthday",
        trainee="Sam",
        rubrics=RUBRICS,
        options={"level": "mild", "hints": True},
    )
    return replace(made, **changes)


def exchange(
    n: int = 1, *, reply: str = REPLY, before: float = 62.5, after: float = 55.125, **changes: object
) -> Exchange:
    span = (0, 9)
    reading = Reading(
        text=reply,
        sentences=((0, len(reply)),),
        evidence=(Evidence("apology", 2 / 3, *span, reply[:9], "sorry"),),
        strengths={"apology": 2 / 3, "re_asking": None},
    )
    quote = Quote(*span, reply[:9])
    made = Exchange(
        n=n,
        customer="Where is my parcel? It's Emma's birthday on Saturday!",
        reply=reply,
        delay_s=20.5,
        before=before,
        heard_hostility=70.0,
        after=after,
        heard=Heard(
            reading=reading,
            asked=(Asked("tracking", *span, reply[:9]),),
            proposed=(Proposed("refund", *span, reply[:9], amount=64.9),),
            moves=("asks_tracking",),
        ),
        ledger=(Movement("surge", 7.5), Movement("support", -14.875, reply[:9])),
        situation=Situation(phase=Phase.TAKE_OFF, hostility=70.0, customer="Where is my parcel?", n=n, asked=(quote,)),
        marks=(
            Mark("empathy", "apology", 3, 4, "says sorry for what happened", (quote,)),
            Mark("clarity", "structure", None, 4, "too short to tell"),
        ),
        cue=Cue("answer", "tense", after, topics=("tracking",)),
        heard_line="asks for the tracking",
        feedback="Calmer, because you asked what happened.",
        state=State(
            mood=Mood(hostility=after, venting=0.4, trust=0.5, phase=Phase.SUPPORTIVE),
            line="It says at depot since Thursday.",
            channel="live_chat",
            clock=20.5 * n,
            known=("f1",),
            promises=(Promise("call the depot", 3600.0, n, reply[:9]),),
            replies=(reply,) * n,
        ),
    )
    return replace(made, **changes)
