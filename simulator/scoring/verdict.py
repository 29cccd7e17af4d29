"""Pass, fail, or neither: a score tells little when little of the card was assessed."""

from __future__ import annotations

from msgspec import Struct

ENOUGH = 0.7
"""The share of a card's weight that has to be assessed before anybody passes or fails [design choice]."""


class Verdict(Struct, frozen=True):
    """Whether a score passes: True, False, or None with the reason; ``words`` says it as it is shown."""

    passed: bool | None
    words: str


def verdict(score: float | None, assessed: float, pass_mark: float | None = None) -> Verdict:
    """Whether a score passes.

    Args:
        score: 0-100, or None where nothing was assessed.
        assessed: the share of the card's weight that was assessed, 0-1.
        pass_mark: the score from which on it passes; None: this card has none.

    """
    if score is None:
        return Verdict(None, "not assessed")
    if assessed < ENOUGH:
        return Verdict(None, f"too little was assessed for a pass or a fail ({coverage(assessed)})")
    if pass_mark is None:
        return Verdict(None, "this card has no pass mark")
    passed = score >= pass_mark
    return Verdict(passed, f"{'passed' if passed else 'not passed'} (the pass mark is {pass_mark:g})")


def exam_verdict(score: float | None, assessed: float, pass_mark: float, ceiling: float = 100.0) -> Verdict:
    """As :func:`verdict`; but who could not pass with full marks for all that was not assessed has not passed.

    Else an exam could be escaped by driving the customer away. ``ceiling``: the most that critical faults leave, 0-100.
    """
    found = verdict(score, assessed, pass_mark)
    if score is None or found.passed is not None:
        return found
    if min(ceiling, score * assessed + 100 * (1 - assessed)) >= pass_mark:
        return found
    return Verdict(False, f"not passed, whatever the rest had shown ({coverage(assessed)})")


def coverage(assessed: float, whole: str = "card") -> str:
    """The share that was assessed, in words; never rounded up to what it is not."""
    return f"{int(100 * assessed + 1e-9)}% of the {whole}"


def score_words(score: float | None, assessed: float, *, whole: str = "card") -> str:
    """A score as it is shown: "84, from 90% of the card".

    A part below ``ENOUGH`` comes before its score, which nobody may take for the whole: "only 45% of the card could be
    assessed (84 for that part): too little for a pass or a fail".

    Args:
        score: 0-100, or None where nothing was assessed.
        assessed: the share that was assessed, 0-1.
        whole: what the share is of: a card, or one rubric.

    """
    if score is None:
        return "not assessed"
    if assessed < ENOUGH:
        part = f"only {coverage(assessed, whole)} could be assessed ({score:.0f} for that part)"
        return f"{part}: too little for a pass or a fail"
    return f"{score:.0f}, from {coverage(assessed, whole)}"
