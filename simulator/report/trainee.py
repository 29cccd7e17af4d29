"""One person's progress on paper: strengths first, what to practise next, every curve, every skill with its doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.progress.change import ENOUGH
from simulator.progress.estimate import Estimate
from simulator.progress.overview import Overview
from simulator.progress.records import SCORE
from simulator.report.document import Block, Curve, Curves, Document, Points, Quote, Section, Table, Words
from simulator.report.endings import ended
from simulator.report.figure import Figure
from simulator.report.said import NO_TELLING, day, plural
from simulator.scoring.verdict import score_words

if TYPE_CHECKING:
    from simulator.mood import Ending
    from simulator.progress.advice import Advice
    from simulator.report.debrief import Strength, ThingToTry
    from simulator.report.details import Detail

CURVES = 12
"""Curves that are shown, the newest conversations."""
CERTAIN = 5
"""Conversations that must have shown a skill before its estimate stands as a number beside its interval."""
BEST, STRONG = 3, 60.0
"""Skills that are named as strengths, and the lower bound, 0-100, that they have to reach [design choice]."""
MOVE = "move/"
"""How the ids of behaviours begin, among skills."""
NOTHING_YET = "Nothing was finished yet. A report begins with the first conversation."
NOTHING_SHARED = "Nothing of theirs is shared with you yet. Practice is private: people share it, or you assign it."
QUOTED = 3
"""Conversations whose marks and words are quoted, the newest."""


class Quoted(Struct, frozen=True):
    """What is quoted of one conversation: of its debrief, what worked, what to try, and every mark."""

    strength: Strength | None
    to_try: ThingToTry | None
    details: tuple[Detail, ...]


class Played(Struct, frozen=True):
    """One conversation of the report. ``day``: ISO. ``felt``: hostility after each reply. ``score``: 0-100 or None.

    ``assessed``: the share of the card, 0-1, that the score is from (None: not told). ``unscored``: no rubric judges
    its language. ``waits_blind``: the score is held back from a reader who has yet to mark a part of it blind.
    ``agreed``: it has no ending, for the agent closed it once all was agreed.
    """

    scenario: str
    title: str
    day: str
    felt: tuple[float, ...]
    ending: Ending | None
    score: float | None = None
    assessed: float | None = None
    retry: bool = False
    exam: bool = False
    told: Quoted | None = None
    unscored: bool = False
    waits_blind: bool = False
    agreed: bool = False


class Trainee(Struct, frozen=True):
    """What the report is made from. ``name``: empty for one's own; ``played``: the newest first.

    ``totals``: scores may be shown (after the third finished conversation).
    """

    name: str
    day: str
    played: tuple[Played, ...]
    overview: Overview
    advice: Advice | None = None
    totals: bool = True

    @property
    def own(self) -> bool:
        """Whether its reader is the trainee."""
        return not self.name


def trainee_report(found: Trainee) -> Document:
    """The report; before the first conversation, one sentence and nothing else."""
    if not any(not item.retry for item in found.played):
        return _document(found, ())
    parts = [
        Section("What you do well" if found.own else "What they do well", tuple(_strengths(found))),
        Section("What to practise next", tuple(_next(found))),
        Section("Conversations", tuple(_conversations(found))),
        Section("Skills", tuple(_skills(found))),
    ]
    words = [item.words for item in found.overview.counts if item.words] if found.own else []
    if words:
        parts.append(
            Section("What you did, counted", (Points(tuple(f"{each[0].upper()}{each[1:]}." for each in words)),))
        )
    quotes = tuple(_quotes(found))
    if quotes:
        parts.append(Section("Marks with the words behind them", quotes))
    return _document(found, tuple(parts))


def _document(found: Trainee, parts: tuple[Section, ...]) -> Document:
    title = "Your practice" if found.own else found.name
    return Document("Progress report", title, found.day, tuple(_lead(found)), parts)


def _lead(found: Trainee) -> Iterator[Words]:
    fresh = [item for item in found.played if not item.retry]
    if not fresh:
        yield Words(NOTHING_YET if found.own else NOTHING_SHARED, loud=True)
        return
    whole = plural(len(fresh), "finished conversation")
    again = len(found.played) - len(fresh)
    since = f"{whole} since {day(fresh[-1].day)}"
    retries = f", and {plural(again, 'retry', 'retries')}" if again else ""
    yield Words(f"{since}{retries}.")
    if found.own:
        yield Words("This is yours. Others see only what you share, what was assigned, and exams that were announced.")
    else:
        yield Words("Only what was shared, assigned or announced as an exam stands here; retries and times don't.")
    change = found.overview.changes.get(SCORE)
    if change is not None:
        yield Words(f"The whole score: {change.words}.")


def _strengths(found: Trainee) -> Iterator[Block]:
    titles = found.overview.titles
    best = sorted(_known(found), key=lambda item: -item.low)
    strong = [item for item in best if item.low >= STRONG and item.attempts >= CERTAIN][:BEST]
    if strong:
        yield Points(tuple(f"{titles[item.skill]}: {_sure(item)}, {_seen(item)}" for item in strong))
    told = [item.told.strength for item in found.played if item.told and item.told.strength][:QUOTED]
    for one in told:
        yield Quote(one.quote, one.why)
    if not (strong or told):
        yield Words("It is too early to name a strength for certain; a few more conversations will show some.")


def _next(found: Trainee) -> Iterator[Block]:
    if found.advice is not None:
        yield Words(f"“{found.advice.scenario.title}”. {found.advice.reason}")
    tries = [(item.title, item.told.to_try) for item in found.played if item.told and item.told.to_try]
    for title, one in tries[:1]:
        yield Quote(one.quote, f"{title}, reply {one.reply}: {one.why}", one.better)
    if found.advice is None and not tries:
        yield Words("What is weakest or least known under Skills.")


def _conversations(found: Trainee) -> Iterator[Block]:
    fresh = [item for item in found.played if not item.retry]
    curves = tuple(
        Curve(item.title, item.felt, f"{day(item.day)}: {ended(item.ending, own=found.own, agreed=item.agreed)}")
        for item in reversed(fresh[:CURVES])
        if item.felt
    )
    if curves:
        yield Words("How each customer felt after each reply: low is calm, high is furious.")
        yield Curves(curves)
    rows = tuple(
        (
            f"{item.title}{' (exam)' if item.exam else ''}",
            day(item.day),
            ended(item.ending, own=found.own, agreed=item.agreed),
            _score(item) if found.totals or item.exam or item.waits_blind else "shown after the third conversation",
        )
        for item in fresh
    )
    if rows:
        yield Table("All conversations, the newest first", ("Conversation", "Day", "How it ended", "Score"), rows)
    met, called = found.overview.anchors, {item.scenario: item.title for item in fresh}
    if met:
        yield Table(
            "Customers met afresh on several days: the fairest comparison",
            ("Customer", "Meetings", "Change"),
            tuple((called.get(one.scenario, one.scenario), len(one.meetings), one.change.words) for one in met),
        )


def _score(item: Played) -> str:
    if item.unscored:
        return "not scored: no rubric judges its language"
    if item.waits_blind:
        return "held back: a disputed mark waits to be marked blind"
    if item.assessed is not None:
        return score_words(item.score, item.assessed)
    return "not assessed" if item.score is None else f"{item.score:.0f}"


def _skills(found: Trainee) -> Iterator[Block]:
    overview, known = found.overview, sorted(_known(found), key=lambda item: item.low)
    if not known:
        yield Words("Nothing is known of any skill yet.")
        return
    yield Words(
        "Expected points of 100 with a customer of middling difficulty, the weakest or least known first. The range "
        "holds the true value 95 times in 100. A change is called one only where chance would seldom make it."
    )
    telling = [item for item in known if item.attempts >= ENOUGH and item.high - item.low <= NO_TELLING]
    for caption, moves in ("What replies were marked for", False), ("What was done when there was occasion", True):
        rows = tuple(
            (overview.titles[item.skill], _figure(item), item.attempts, _change(overview, item.skill))
            for item in telling
            if item.skill.startswith(MOVE) is moves
        )
        if rows:
            yield Table(caption, ("Skill", "Expected", "Conversations", "Change"), rows)
    seldom = dict.fromkeys(overview.titles[item.skill] for item in known if item not in telling)
    if seldom:
        yield Words(f"Seen too seldom to say anything yet: {'; '.join(seldom)}.")
    unknown = dict.fromkeys(overview.titles[skill] for skill in overview.unknown)
    if unknown:
        yield Words(f"Not known yet: {'; '.join(unknown)}.")


def _known(found: Trainee) -> list[Estimate]:
    titles = found.overview.titles
    return [item for skill, item in found.overview.estimates.items() if skill in titles and skill != SCORE]


def _figure(item: Estimate) -> Figure:
    return Figure(item.attempts, item.mean if item.attempts >= CERTAIN else None, item.low, item.high)


def _sure(item: Estimate) -> str:
    return f"at least {item.low:.0f} of 100"


def _seen(item: Estimate) -> str:
    return f"in {plural(item.attempts, 'conversation')}"


def _change(overview: Overview, skill: str) -> str:
    change = overview.changes.get(skill)
    return change.words if change else "too few to look"


def _quotes(found: Trainee) -> Iterator[Block]:
    shown: Sequence[Played] = [item for item in found.played if item.told is not None][:QUOTED]
    for item in shown:
        rows = tuple(
            (mark.criterion, f"{mark.points} of {mark.max}", f"reply {detail.n}: {mark.why}", _words(mark.quotes))
            for detail in (item.told.details if item.told else ())
            for mark in detail.marks
            if mark.applies and mark.points is not None and mark.quotes
        )
        if rows:
            yield Table(f"{item.title}, {day(item.day)}", ("Criterion", "Points", "Why", "Words"), rows)


def _words(quotes: Sequence[object]) -> str:
    return "; ".join(f'"{getattr(quote, "text", "")}"' for quote in quotes)
