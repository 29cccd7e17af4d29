"""The rating in the records around a conversation of no known system, by the names that such a value usually has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.conversation import Rating
from simulator.transcripts.ratings import rating
from simulator.transcripts.shapes import fold
from simulator.transcripts.turn_lists import looked_up

NAMES = tuple(
    "rating csat csatscore csatrating satisfaction satisfactionscore satisfactionrating customersatisfaction "
    "customerrating customerscore conversationrating chatrating surveyscore surveyrating feedbackscore "
    "feedbackrating starrating stars score bewertung valoracion".split()
)
"""Folded names of a rating; of several the first counts."""
_HOLDING = (*NAMES, "survey", "feedback", "review")
"""Names of a record that holds the rating and what the customer wrote with it."""
_INSIDE = ("rating", "score", "value", "stars", "csat")
_WORDS = ("comment", "comments", "feedback", "remark", "text")
NOT_READ = (
    "a value that looks like a rating was not understood: "
    "a rating is a number from 1 to 5 or a word such as good or bad"
)


def rating_around(around: Iterable[dict[str, Any]], path: str = "") -> tuple[Rating, ...]:
    """The rating of a conversation; ``path``: where a mapping says that it stands."""
    records = list(around)
    if path:
        return rating(looked_up(records, path, ()))
    unread: tuple[Rating, ...] = ()
    for record in map(fold, reversed(records)):
        for name in _HOLDING:
            value, comment = _told(record.get(name))
            if name in NAMES or isinstance(record.get(name), dict):
                found = rating(value, comment=comment) if value is not None else ()
                if found and found[0].value is not None:
                    return found
                unread = unread or found
    return unread


def kept(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the rows of one conversation, a message each, tell of its rating: values that are the same in all."""
    seen: dict[str, set[str]] = {}
    values: dict[str, Any] = {}
    for row in rows:
        for name in NAMES:
            value = row.get(name)
            if isinstance(value, str | int | float) and value != "":
                seen.setdefault(name, set()).add(str(value))
                values[name] = value
    return {name: values[name] for name, told in seen.items() if len(told) == 1}


def not_read(ratings: Iterable[Rating]) -> tuple[str, ...]:
    """What is to be said of a rating that was not understood."""
    return (NOT_READ,) if any(each.value is None for each in ratings) else ()


def _told(value: Any) -> tuple[Any, Any]:
    """A rating's value and the words beside it."""
    if isinstance(value, dict):
        inner = fold(value)
        found = next((inner[name] for name in _INSIDE if isinstance(inner.get(name), str | int | float)), None)
        return found, next((inner[name] for name in _WORDS if isinstance(inner.get(name), str)), None)
    return (value, None) if isinstance(value, str | int | float) else (None, None)
