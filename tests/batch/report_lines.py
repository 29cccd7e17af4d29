"""Made-up graded conversations for tests of reports: figures that can be checked by hand."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from simulator.batch.lines import Judged
from simulator.batch.records import PASSED, Candidate, ConversationLine, MarkLine, QuotedMark, Refused
from simulator.batch.tally import Tally

MANIFEST: dict[str, Any] = {
    "version": "9.9",
    "inputs": ["chats.jsonl"],
    "input": "abc",
    "seed": 1,
    "since": None,
    "sample": "all",
    "personal_data": "masked",
    "agents": "pseudonyms",
    "rubrics": [
        {
            "id": "qa",
            "version": 3,
            "hash": "f00d" * 16,
            "title": "QA scorecard",
            "of": "conversation",
            "pass_mark": 80,
            "criteria": [
                {"id": "takes_up_feeling", "title": "Takes up the feeling", "tip": "Say it once.", "by": "software"},
                {"id": "done_in_system", "title": "It was done", "tip": "", "by": "person"},
            ],
        },
        {
            "id": "empathy",
            "version": 1,
            "hash": "beef" * 16,
            "title": "Empathy",
            "of": "reply",
            "pass_mark": None,
            "criteria": [
                {"id": "names_it", "title": "Names the feeling", "tip": "Say what went wrong.", "by": "software"},
                {"id": "respect", "title": "Nothing that provokes", "tip": "Take it out.", "by": "software"},
            ],
        },
    ],
}


def line(n: int, **changes: Any) -> ConversationLine:
    """The n-th graded conversation."""
    given = ConversationLine(
        id=f"c-{n}",
        source=f"chats.jsonl, line {n + 1}",
        system="jsonl",
        channel="email" if n % 2 else "live_chat",
        team="blue",
        agent="Agent AAAAA",
        agents=("Agent AAAAA",),
        started="2026-03-04T10:00:00+00:00",
        week="2026-W10",
        turns=4,
        agent_turns=1,
        scores={"qa": 60.0 + n % 5, "empathy": 50.0},
        assessed={"qa": 0.8, "empathy": 0.9},
        hostility=(70.0, 20.0),
        reason="refund",
        rating=0.5,
        rating_as_given="3",
        settled=n % 2 == 0,
        predicted_csat=3.0,
        first_response=120.0,
        resolution=7200.0,
        marks={"qa/takes_up_feeling": 2, "qa/done_in_system": None},
        not_applicable=(),
        by_person=("qa/done_in_system",),
        candidates=(),
        verdicts={"qa": PASSED},
    )
    return replace(given, **changes)


def reply(n: int, **changes: Any) -> MarkLine:
    """The reply of the n-th conversation."""
    given = MarkLine(
        conversation=f"c-{n}",
        turn=1,
        agent="Agent AAAAA",
        team="blue",
        channel="live_chat",
        when="2026-03-04T10:02:00+00:00",
        hostility=70.0,
        text="I see why this upsets you.",
        marks={"empathy/names_it": 1, "empathy/respect": 4},
        not_applicable=(),
        scores={"empathy": 50.0},
        quotes=(QuotedMark("empathy/names_it", 0, 5, "I see"),),
    )
    return replace(given, **changes)


def candidate(n: int, **changes: Any) -> Candidate:
    """A critical finding in the n-th conversation."""
    given = Candidate(
        f"c-{n}",
        1,
        "Agent AAAAA",
        "attack",
        "it attacks the customer",
        "a fool",
        "2026-03-04T10:02:00+00:00",
        "You are a fool.",
    )
    return replace(given, **changes)


def judged(n: int, *, words: str = "Where is it?", mark: dict[str, Any] | None = None, **changes: Any) -> Judged:
    """The n-th conversation with its reply and its words."""
    said = reply(n, **({"agent": changes.get("agent", "Agent AAAAA")} | (mark or {})))
    if "agent" in changes:
        changes.setdefault("agents", (changes["agent"],))
    return Judged(line(n, **changes), (said,), (("customer", "", words), ("agent", said.agent, said.text)))


def tally_of_many(items: list[Judged], refused: int = 0) -> Tally:
    """The sums of conversations."""
    tally = Tally()
    for item in items:
        tally.add(item, 1)
    tally.counts += replace(tally.counts, graded=0, quarantined=refused)
    return tally


TORN = Refused("chats.jsonl, line 9", "no transcript: byte 17 is missing")
UNMAPPED = Refused("chats.jsonl, line 8", "a mapping must say: agent, date_order", "c-8")
