"""Finished sessions made by hand: exchanges with readings, marks and a curve, for the debrief."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.cue import Cue
from simulator.engine.heard import Heard
from simulator.exchange import Exchange, State
from simulator.library import Library
from simulator.mood import Ending, Mood, Movement, Phase
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.grade import grade_reply
from simulator.scoring.load import load_library_card
from simulator.scoring.marks import Graded, Quote, Situation
from simulator.signals import AGENT_SIGNALS, Evidence, Reading

CARD = load_library_card(Library())
CASE = CaseVoice(
    address="Mrs Lindqvist",
    item="dollhouse",
    order="48213",
    because="it is Emma's birthday on Saturday",
    facts=('the tracking has said "at depot" since Thursday',),
    questions=("What does the tracking show on your side?",),
    resolutions=("a new dollhouse by express",),
    deadline="today by 15:00",
)
SORRY = ("I'm so sorry, Mrs Lindqvist.", {"apology": 0.9, "emotional_reaction": 0.7, "personalisation": 0.8})
STAKE = (
    "With Emma's birthday on Saturday I see why this worries you.",
    {"validation": 0.9, "interpretation": 0.9, "specificity": 0.8},
)
TRACKING = ("What does the tracking show?", {"exploration": 0.8, "question": 0.8})
BACK = ("So it has sat at the depot since Thursday.", {"restatement": 0.8})
EXPRESS = ("I can send you a new dollhouse by express today.", {"suggestion": 0.7, "ownership": 0.7})
PROMISE = (
    "I'll e-mail you the tracking number today by 15:00.",
    {"deadline": 0.9, "ownership": 0.7, "expectation": 0.8},
)
SETTLED = ("Is everything settled for you now?", {"closing_question": 0.9})
THANKS = ("Thank you for telling us.", {"gratitude": 0.8})
CALM_DOWN = ("Please calm down, it's only a parcel.", {"dismissing": 0.9})
REFUND = ("Refund of 64.90 done, 5 days.", {"information": 0.6})
MUMBLE = ("Hm well then.", {})

Said = tuple[str, dict[str, float]]


def reading(*said: Said) -> Reading:
    text, spans, evidence = "", [], []
    strengths: dict[str, float | None] = dict.fromkeys(AGENT_SIGNALS, 0.0)
    for sentence, signals in said:
        start = len(text) + bool(text)
        text = f"{text} {sentence}".strip()
        spans.append((start, len(text)))
        for name, strength in signals.items():
            evidence.append(Evidence(name, strength, start, len(text), sentence))
            strengths[name] = max(strength, strengths[name] or 0.0)
    return Reading(text, tuple(spans), tuple(evidence), strengths)


def found(one: Reading, *said: Said) -> tuple[Quote, ...]:
    places = [(one.text.find(text), text) for text, _ in said]
    return tuple(Quote(start, start + len(text), text) for start, text in places if start >= 0)


def exchange(
    n: int,
    said: Sequence[Said],
    curve: tuple[float, float, float],
    *,
    phase: Phase,
    after: Phase,
    ending: Ending | None = None,
    closing: str | None = None,
    causes: dict[str, float] | None = None,
    **standing: object,
) -> Exchange:
    """One exchange; ``curve`` is hostility before, heard and after; the ledger's causes default to one lump."""
    one = reading(*said)
    before, heard, last = curve
    offered = found(one, EXPRESS, REFUND)
    default: dict[str, object] = {
        "phase": phase,
        "hostility": heard,
        "receptivity": 0.0 if phase in (Phase.TAKE_OFF, Phase.SLOW_DOWN) else 0.9,
        "n": n,
        "proposals": offered,
        "fit": 1.0 if offered else 0.0,
        "promised": found(one, PROMISE),
        "resolved": ending == "RESOLVED",
    }
    situation = Situation(**(default | standing))
    rows = (
        causes
        if causes is not None
        else ({"listening": last - heard} if last < heard else {"dismissing": last - heard})
    )
    ledger = (Movement("surge", heard - before), *(Movement(name, delta) for name, delta in rows.items()))
    return Exchange(
        n=n,
        customer="Where is my parcel?",
        reply=one.text,
        delay_s=20.0,
        before=before,
        heard_hostility=heard,
        after=last,
        heard=Heard(one, moves=("something",) if situation.understood else ()),
        ledger=ledger,
        situation=situation,
        marks=tuple(mark for rubric in CARD.rubrics for mark in grade_reply(rubric, Graded(one, situation))),
        cue=Cue("vent", "angry", last),
        heard_line="asks for the tracking",
        feedback="calmer",
        state=State(
            Mood(last, 0.3, 0.5, progress=situation.settled, phase=after),
            "" if ending else "And now?",
            "live_chat",
            ending=ending,
            closing=closing,
        ),
    )


def listened() -> tuple[Exchange, ...]:
    """Listens, names the stake, solves, is confirmed."""
    hot, slow, solving = Phase.TAKE_OFF, Phase.SLOW_DOWN, Phase.PROBLEM_SOLVING
    return (
        exchange(1, [MUMBLE, TRACKING], (50, 60, 58), phase=hot, after=slow, open_facts=("depot",)),
        exchange(2, [SORRY, STAKE, BACK], (58, 63, 45), phase=slow, after=Phase.SUPPORTIVE),
        exchange(3, [EXPRESS], (45, 47, 34), phase=solving, after=solving, progress=0.5, settled=0.5),
        exchange(
            4,
            [PROMISE, THANKS, SETTLED],
            (34, 34, 20),
            phase=solving,
            after=solving,
            ending="RESOLVED",
            closing="Yes, thank you.",
            progress=0.5,
            settled=1.0,
        ),
    )


def rushed(ending: Ending | None = "WALKED_AWAY", closing: str | None = "Forget it.") -> tuple[Exchange, ...]:
    """Solves at once, then tells her to calm down."""
    hot = Phase.TAKE_OFF
    return (
        exchange(
            1, [REFUND], (50, 58, 70), phase=hot, after=hot, open_facts=("depot",), causes={"premature_solution": 12.0}
        ),
        exchange(2, [CALM_DOWN], (70, 74, 93), phase=hot, after=hot, ending=ending, closing=closing),
    )
