"""Marks for the closing ticket: what was filled in beside what the case and the conversation say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.look import asking
from simulator.scoring.marks import Mark
from simulator.scoring.reply import Finding
from simulator.scoring.rubric import Rubric
from simulator.scoring.sheets import grade
from simulator.scoring.text import words

PRIORITIES: tuple[str, ...] = ("low", "normal", "high", "urgent")
"""Priorities in order; one step off is half right."""
TICKET_MEASURES: dict[str, str] = {
    "category_known": "the case says which category is right",
    "category_right": "the category is the case's",
    "priority_known": "the case says which priority is right",
    "priority_off": "how many steps the priority is off",
    "cause_known": "the case says what the root cause is",
    "cause_right": "the root cause is the case's",
    "owner_known": "the case says who owns what is left to do",
    "owner_right": "the owner is the case's",
    "promises": "promises made in the conversation",
    "promise_words": "how much of a promise that was made the ticket repeats, 0-1",
    "deadline_words": "how much of that promise's time the ticket repeats, 0-1",
    "note_words": "words in the note",
    "note_details": "different details of the case in the note",
}
"""Everything a rubric of kind ``of: ticket`` can ask, by name."""
_FILLER = frozenset(
    """a an and are as at be by for from i if in is it me my of on or our so that the then this to us we will you
    your""".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today tomorrow noon".split())


class Ticket(Struct, frozen=True):
    """The closing ticket as the trainee filled it in; ``deadline`` in the trainee's own words."""

    category: str = ""
    priority: str = ""
    root_cause: str = ""
    owner: str = ""
    promise: str = ""
    deadline: str = ""
    note: str = ""


class TicketAnswer(Struct, frozen=True):
    """The right ticket for the case; empty where the case does not say."""

    category: str = ""
    priority: str = ""
    root_cause: str = ""
    owner: str = ""


def grade_ticket(
    rubric: Rubric, form: Ticket, key: TicketAnswer, promises: Sequence[str] = (), case: CaseVoice | None = None
) -> tuple[Mark, ...]:
    """Marks for a closing ticket.

    Args:
        rubric: a rubric of tickets (``of: ticket``).
        form: what was filled in.
        key: what is right.
        promises: the words of the promises still open when the conversation ended.
        case: the case, for the details a note should hold.

    """
    found = {**_fields(form, key), **_promised(form, promises), **_note(form, case or CaseVoice())}
    return grade(rubric, asking(lambda name, _fault: Finding(found[name])))


def _fields(form: Ticket, key: TicketAnswer) -> dict[str, float]:
    steps = {name: n for n, name in enumerate(PRIORITIES)}
    given, right = steps.get(_plain(form.priority)), steps.get(_plain(key.priority))
    off = abs(given - right) if given is not None and right is not None else len(PRIORITIES)
    return {
        "category_known": float(bool(key.category)),
        "category_right": float(_plain(form.category) == _plain(key.category)),
        "priority_known": float(right is not None),
        "priority_off": float(off),
        "cause_known": float(bool(key.root_cause)),
        "cause_right": float(_plain(form.root_cause) == _plain(key.root_cause)),
        "owner_known": float(bool(key.owner)),
        "owner_right": float(_plain(form.owner) == _plain(key.owner)),
    }


def _promised(form: Ticket, promises: Sequence[str]) -> dict[str, float]:
    """How well the ticket repeats the promise it comes nearest to; the time is what holds a digit or names a day."""
    told = f"{form.promise} {form.note}"
    shares = [(_overlap(_telling(promise) - _times(promise), told), promise) for promise in promises]
    best, nearest = max(shares, default=(0.0, ""))
    times = _times(nearest)
    return {
        "promises": float(len(promises)),
        "promise_words": best,
        "deadline_words": _overlap(times, f"{form.deadline} {told}") if times else float(bool(form.deadline.strip())),
    }


def _note(form: Ticket, case: CaseVoice) -> dict[str, float]:
    telling = {
        word for text in (case.item, case.order, case.because, *case.stakes, *case.facts) for word in _telling(text)
    }
    return {
        "note_words": float(len(words(form.note))),
        "note_details": float(len(telling & _telling(form.note))),
    }


def _telling(text: str) -> set[str]:
    """The words that carry the meaning, hyphens taken out; "I'll" and its kin carry none."""
    kept = (word for word in words(text) if word not in _FILLER and not {"'", "’"} & set(word))
    return {word.replace("-", "") for word in kept}


def _times(text: str) -> set[str]:
    return {word for word in _telling(text) if word in _DAYS or any(map(str.isdigit, word))}


def _overlap(wanted: set[str], text: str) -> float:
    return len(wanted & _telling(text)) / len(wanted) if wanted else 0.0


def _plain(text: str) -> str:
    return " ".join(words(text))
