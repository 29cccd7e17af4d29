"""The plain debrief: scores are told with the share they come from, and a small share is called too little."""

from __future__ import annotations

from msgspec.structs import replace

from simulator.cli.debriefing import tell_debrief
from simulator.practice import debrief_of
from simulator.report.debrief import Debrief, ThingToTry
from simulator.training import Workshop


def played() -> Debrief:
    session = Workshop(keep=False).session("first-chat")
    session.hear("It is with the courier.")
    return debrief_of(session, None, "")


def test_a_score_from_a_small_share_is_told_as_too_little_in_each_line():
    found = played()
    bars = tuple(replace(bar, score=71.0, assessed=0.699) for bar in found.bars)
    card = replace(found.scorecard, score=71.0, assessed=0.699)
    said = tell_debrief(replace(found, bars=bars, scorecard=card), totals=True)
    assert said.count(
        "only 69% of the rubric could be assessed (71 for that part): too little for a pass or a fail"
    ) == len(bars)
    assert (
        "Together: only 69% of the card could be assessed (71 for that part): too little for a pass or a fail" in said
    )


def test_a_score_from_enough_has_no_such_words():
    found = played()
    bars = tuple(replace(bar, score=71.0, assessed=0.9) for bar in found.bars)
    bars = (*bars[1:], replace(bars[0], score=None, assessed=0.0))
    said = tell_debrief(replace(found, bars=bars, scorecard=replace(found.scorecard, score=None)), totals=True)
    assert "71, from 90% of the rubric" in said
    assert f"{bars[-1].title}: not assessed" in said
    assert "too little" not in said


def test_what_was_written_and_what_could_be_written_are_told_apart():
    found = played()
    tip = ThingToTry(1, "It is there.", "I see why this matters.", "it passes over the feeling")
    said = tell_debrief(replace(found, to_try=tip), totals=False)
    line = next(line for line in said.splitlines() if line.startswith("Try next"))
    assert line == (
        'Try next: reply 1, it passes over the feeling. You wrote: "It is there." '
        'You could write: "I see why this matters."'
    )
    added = tell_debrief(replace(found, to_try=replace(tip, quote="")), totals=False)
    assert "You wrote" not in added
