"""What the home screen tells: gathered in a worker, from the person's own history and what a team asks of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from simulator.errors import UsageError
from simulator.tui.naming import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.progress.overview import Overview
    from simulator.progress.records import Attempted
    from simulator.scenario.cards import Card
    from simulator.store.records import Summary
    from simulator.training import Workshop

Kind = Literal["scenario", "assigned", "exam", "open", "read"]
FEW = 3
"""Rows of each kind at most: a home screen is read at a glance."""
ASKED = "Asked of you, or under way"
FRESH = timedelta(days=14)
"""For how long a coach's note is shown here; it stays with its conversation."""
LOOKED = 6
"""Newest shared conversations that are looked through for notes."""


class Task(Struct, frozen=True):
    """Something to do now: ``kind`` says what Enter does with ``subject``, the id of a scenario or of an attempt.

    ``told`` explains it in a sentence; ``beside`` are a few words at the end of its line; ``head``: above which
    heading it stands.
    """

    head: str
    kind: Kind
    subject: str
    title: str
    beside: str = ""
    told: str = ""


class Found(Struct, frozen=True):
    """What there is to do, and where the person stands (None: nothing is known yet)."""

    tasks: tuple[Task, ...]
    overview: Overview | None
    totals: bool = False


def _unfinished(opened: Sequence[Summary], left: str) -> Iterator[Task]:
    """The conversations that were left open, the newest first; before them ``left``, by its id."""
    for item in sorted(opened, key=lambda one: one.id != left)[:FEW]:
        beside = f"left open {item.started.astimezone():%d %b, %H:%M}"
        yield Task("Go on with", "open", item.id, item.title, beside)


def look(workshop: Workshop, left: str = "") -> Found:
    """All of it; it takes a moment, because skills are estimated from all that was practised.

    ``left``: the conversation that was just left open, by its id; it stands on top. A customer who can be gone on with
    is neither suggested nor due as well.

    Raises:
        SimulatorError: the history can't be read.

    """
    now = datetime.now(UTC)
    cards = {card.id: card for card in workshop.cards()[0]}
    done = workshop.attempts() if workshop.keep else ()
    seen = workshop.practised()
    overview = workshop.overview(now, seen)
    opened = workshop.open_attempts() if workshop.keep else ()
    tasks = [*_unfinished(opened, left)]
    there = {item.scenario for item in opened[:FEW]}
    tasks += [task for task in _suggested(workshop, now, seen) if task.subject not in there]
    tasks += [*_asked(workshop, cards), *_under_way(workshop, cards, done, seen), *_notes(workshop, done, now)]
    there |= {task.subject for task in tasks if task.kind == "scenario"}
    tasks += [task for task in _due(overview, cards, now) if task.subject not in there]
    return Found(tuple(tasks), overview if overview.estimates else None, workshop.shows_totals())


def _suggested(workshop: Workshop, now: datetime, seen: tuple[Attempted, ...]) -> Iterator[Task]:
    try:
        found = workshop.advice(now, seen)
    except UsageError:
        return
    one = found.scenario
    yield Task("Suggested for today", "scenario", one.id, one.title, plainly(one.channel), found.reason)


def _asked(workshop: Workshop, cards: dict[str, Card]) -> Iterator[Task]:
    """Exams and customers that a trainer asks for."""
    for row in workshop.asked():
        if row.kind == "pathway" or row.subject not in cards:
            continue
        exam, title = row.kind == "exam", cards[row.subject].title
        by = f"for {row.author}" if row.author else ""
        yield Task(
            ASKED,
            "exam" if exam else "assigned",
            row.subject,
            f"Exam: {title}" if exam else title,
            ", ".join(filter(None, [by, _until(row.due)])),
        )


def _under_way(
    workshop: Workshop, cards: dict[str, Card], done: tuple[Summary, ...], seen: tuple[Attempted, ...]
) -> Iterator[Task]:
    """Pathways that are not finished, with their next step."""
    for one, way in workshop.started(seen)[:FEW]:
        count = f"{way.mastered} of {len(way.steps)} steps done"
        beside = ", ".join(filter(None, [count, f"for {one.by}" if one.by else "", _until(one.due)]))
        step = next(iter(way.open), None)
        known = [name for name in step.scenarios if name in cards] if step else []
        if step is None or not known:
            continue
        kind: Kind = "exam" if step.mastery == "exam" else "scenario"
        fresh = [name for name in known if all(item.scenario != name for item in done)]
        subject = (fresh or known)[0]
        told = f"Next step, {step.title}: {'the exam with ' if kind == 'exam' else ''}{cards[subject].title}."
        yield Task(ASKED, kind, subject, way.pathway.title, beside, told)


def _until(due: datetime | None) -> str:
    return f"until {due.astimezone():%d %B}" if due else ""


def _due(overview: Overview, cards: dict[str, Card], now: datetime) -> Iterator[Task]:
    """Customers whose time has come again."""
    for one in [item for item in overview.due if item.scenario in cards][:FEW]:
        days = one.days(now)
        ago = "met yesterday" if days == 1 else f"met {days} days ago"
        yield Task("Time to meet again", "scenario", one.scenario, cards[one.scenario].title, ago)


def _notes(workshop: Workshop, done: tuple[Summary, ...], now: datetime) -> Iterator[Task]:
    """What coaches wrote lately on conversations that they can see."""
    if not workshop.keep or workshop.history.access.person is None:
        return
    mine, count = workshop.history.access.name, 0
    for item in [item for item in done if item.audience or item.mode == "exam"][:LOOKED]:
        for note in workshop.history.attempt(item.id).notes[::-1]:
            if note.author != mine and now - note.at < FRESH and count < FEW:
                count += 1
                told = f"“{note.text}”"
                yield Task("Notes for you", "read", item.id, f"{note.author} on {item.title}", f"{note.at:%d %b}", told)
