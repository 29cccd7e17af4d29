"""What customers gave, on one scale from 0 (worst) to 1 (best), beside the raw value."""

from __future__ import annotations

import re
from typing import Any

from simulator.conversation import Rating
from simulator.transcripts.wording import words

_WORDS = {
    "good": 1.0, "goodwithcomment": 1.0, "great": 1.0, "happy": 1.0, "satisfied": 1.0, "positive": 1.0, "liked": 1.0,
    "like": 1.0, "thumbsup": 1.0, "ratedgood": 1.0, "amazing": 1.0, "extremelysatisfied": 1.0, "excellent": 1.0,
    "okay": 0.5, "ok": 0.5, "neutral": 0.5,
    "bad": 0.0, "badwithcomment": 0.0, "notgood": 0.0, "unhappy": 0.0, "dissatisfied": 0.0, "negative": 0.0,
    "disliked": 0.0, "dislike": 0.0, "thumbsdown": 0.0, "ratedbad": 0.0, "terrible": 0.0, "extremelydissatisfied": 0.0,
}  # fmt: skip
_OF_FIVE = re.compile(r"([1-5](?:[.,]\d+)?)\s*(?:/\s*5|(?:out )?of 5|stars?|\N{BLACK STAR})", re.IGNORECASE)
"""A number that says itself that five is the most: "4/5", "4 out of 5", "4 stars"."""
_NONE = frozenset({"", "offered", "unoffered", "notoffered", "received", "notrated", "unrated", "none", "null", "na"})


def rating(raw: Any, *, low: float = 1.0, high: float = 5.0, comment: Any = None) -> tuple[Rating, ...]:
    """The rating of a raw value: a word, or a number between ``low`` and ``high``; nothing where none was given."""
    text = words(raw) if not isinstance(raw, bool) else ("good" if raw else "bad")
    if found := _OF_FIVE.fullmatch(text.strip()):
        return (Rating(text, (float(found[1].replace(",", ".")) - 1) / 4, words(comment)),)
    name = "".join(char for char in text.lower() if char.isalpha())
    try:
        number: float | None = float(text)
    except ValueError:
        number = None
    if number is None and name in _NONE and not any(map(str.isdigit, text)):
        return ()
    value = _WORDS.get(name) if number is None else (number - low) / (high - low) if low <= number <= high else None
    return (Rating(text, value, words(comment)),)
