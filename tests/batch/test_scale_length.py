"""A conversation's cost grows with its length and no faster, however long it is and whoever speaks."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
import pytest
from conversations import OPENINGS, REPLIES, job

from simulator.batch.judging import Judging
from simulator.batch.lines import judged
from simulator.batch.terms import Terms
from simulator.conversation import Speaker, Transcript, Turn
from simulator.scoring.talk import EARLIER, LONGEST, TalkContext, talk

SLACK = 3.0
"""How much dearer a turn of the longest may be than one of a hundred: a square would make it a hundred times."""


def in_turns(n: int) -> Turn:
    if n % 2:
        return Turn(Speaker.AGENT, f"{REPLIES[n % 4]} Number {n}.", name="Tom")
    return Turn(Speaker.CUSTOMER, f"{OPENINGS[n // 2 % 4]} It is number {n}.", name="Laura")


def nobody_answers(n: int) -> Turn:
    return msgspec.structs.replace(in_turns(0 if n % 100 else 1), text=f"Where is it? {n}")


def agent_alone(n: int) -> Turn:
    return msgspec.structs.replace(in_turns(1 if n else 0), text=f"I'll check that for you today, number {n}.")


@pytest.mark.parametrize(("turn", "longest"), [(in_turns, 10_000), (nobody_answers, 2_000), (agent_alone, 2_000)])
def test_a_turn_of_a_long_conversation_costs_about_as_much_as_one_of_a_short(
    turn: Callable[[int], Turn], longest: int
) -> None:
    work = job()
    terms = Terms(msgspec.structs.replace(work, rubrics=work.rubrics[:1]))
    cost: dict[int, float] = {}
    for length in (10, 100, 1_000, longest):
        conversation = Transcript(tuple(map(turn, range(length))), id="long", system="jsonl")
        began = time.process_time()
        judged(Judging(terms, conversation))
        cost[length] = (time.process_time() - began) / length
    assert cost[longest] < SLACK * cost[100]


def test_a_reply_is_compared_with_the_latest_own_replies_only() -> None:
    reply = "I have looked at every parcel in the depot and yours was not among them."
    other = tuple(Turn(Speaker.AGENT, f"{'abcdefghij'[n % 10] * 3} is what I found {n} times.") for n in range(EARLIER))

    def canned(between: int) -> float:
        turns = (Turn(Speaker.AGENT, reply), *other[:between], Turn(Speaker.AGENT, reply))
        return talk(turns).said[-1].reading.strength("canned")

    assert canned(EARLIER - 1) == 1.0
    assert canned(EARLIER) < 0.5


def test_a_pasted_log_is_read_to_its_first_pages_and_its_reader_told() -> None:
    log = "2026-01-01 12:00:00 INFO nothing happened here\n" * (3 * LONGEST // 47)
    turns = (Turn(Speaker.CUSTOMER, "Where is my order?"), Turn(Speaker.AGENT, f"I'm sorry.\n{log}"))
    one = Judging(Terms(job()), Transcript(turns, id="log", system="jsonl"))
    assert len(one.talk.said[0].reading.text) == LONGEST
    assert one.talk.said[0].reading.strength("apology") > 0
    assert "longer than 100,000 characters" in judged(one).line.warnings[-1]
    assert talk(turns, TalkContext("email")).said[0].turn == 1
