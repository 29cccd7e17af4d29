"""What puts a conversation on the risk list: anger, a low score, or a critical finding; told beside each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.batch.records import ConversationLine
from simulator.batch.report_rubrics import Used
from simulator.batch.tally import ANGRY

LOW = 50.0
"""A conversation's score below this is named as a reason to read it [design choice]."""
TELLING = 0.5
"""The share of a rubric that had to be assessed for that: of less the report says not to judge by it."""


def is_at_risk(line: ConversationLine, rubrics: Sequence[Used]) -> bool:
    """Whether anything calls for a look; without it a conversation is on no risk list, however short that is."""
    return bool(line.candidates) or any(why(line, rubrics))


def why(line: ConversationLine, rubrics: Sequence[Used]) -> Iterator[str]:
    """Anger, and the lowest score, where they are reasons to read a conversation."""
    peak = max(line.hostility, default=0.0)
    if peak >= ANGRY:
        yield f"anger up to {peak:.0f}"
    assessed = [used for used in rubrics if (line.assessed.get(used.id) or 0.0) >= TELLING]
    scores = [(score, used.title) for used in assessed if (score := line.scores.get(used.id)) is not None]
    if scores and min(scores)[0] < LOW:
        score, title = min(scores)
        yield f"{title} {score:.0f}"
