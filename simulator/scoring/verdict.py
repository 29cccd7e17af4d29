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


def coverage(assessed: float, whole: str = "card") -> str:
    """The share that was assessed, in words; never rounded up to what it is not."""
    return f"{int(100 * assessed + 1e-9)}% of the {whole}"


def score_words(score: float | None, assessed: float, pass_mark: float | None = None, *, whole: str = "card") -> str:
    """A score as it is shown: "84, from 45% of the card: too little was assessed for a pass or a fail".

    Args:
        score: 0-100, or None where nothing was assessed.
        assessed: the share that was assessed, 0-1.
        pass_mark: the score from which on it passes; None: there is none.
        whole: what the share is of: a card, or one rubric.

    """
    if score is None:
        return "not assessed"
    said = f"{score:.0f}, from {coverage(assessed, whole)}"
    if assessed < ENOUGH:
        return f"{said}: too little was assessed for a pass or a fail"
    return said if pass_mark is None else f"{said}: {verdict(score, assessed, pass_mark).words}"
