"""Exams: their terms, their fixed seed, and a result that says how much it is worth."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from math import sqrt

from msgspec import Struct

from simulator.progress.estimate import Z95
from simulator.progress.parameters import STATED_SCORE
from simulator.progress.pathway import PASS_MARK
from simulator.scoring.verdict import Verdict, exam_verdict

EXAM = "exam"
"""The mode of an attempt that was announced as an exam."""


class Terms(Struct, frozen=True):
    """On what terms an exam is taken: the score that passes, and for which assignment, if for one."""

    pass_mark: float = PASS_MARK
    assignment: str | None = None


class Examined(Struct, frozen=True):
    """A finished exam. ``score`` 0-100 or None, from the share ``assessed`` of the card, 0-1; ``at``: when it ended.

    ``editions``: the rubrics that graded, each with version and content hash. ``taken``: which finished exam with this
    customer it was (1: the first). ``caps``: critical faults that limited the score, as words, to ``ceiling`` at most.
    ``ended``: how it ended.
    ``overridden``: people have changed marks, and the score is with their changes.
    """

    attempt: str
    name: str
    scenario: str
    title: str
    version: int
    at: datetime
    score: float | None
    assessed: float
    pass_mark: float
    replies: int
    seed: int
    engine: str
    editions: tuple[tuple[str, int, str], ...] = ()
    caps: tuple[str, ...] = ()
    taken: int = 1
    ended: str = ""
    overridden: bool = False
    ceiling: float = 100.0

    @property
    def verdict(self) -> Verdict:
        """Passed, failed, or neither where too little was assessed to tell."""
        return exam_verdict(self.score, self.assessed, self.pass_mark, self.ceiling)

    @property
    def margin(self) -> float:
        """By how many points two exams of the same person may differ by chance alone (95%)."""
        return Z95 * sqrt(2 * STATED_SCORE.variance(max(1, self.replies)))


def exam_seed(scenario: str, version: int) -> int:
    """The seed of a scenario's exams: the same customer words for everybody, and others in another version."""
    return int(sha256(f"exam of {scenario}, version {version}".encode()).hexdigest()[:7], 16)
