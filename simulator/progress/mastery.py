"""How far somebody has come on a pathway: which steps are open, begun and mastered, from their attempts alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from simulator.progress.pathway import Pathway, Step
from simulator.progress.records import Attempted
from simulator.scoring.verdict import verdict

STEADY, SURE = 60.0, 75.0
"""Scores for the mastery levels: the range in which practice is aimed at [design choice]."""
DAYS = 2
"""Different days on which ``sure`` is asked for: once can be luck."""
LEVELS = {
    "met": "one conversation finished",
    "steady": f"{STEADY:.0f} points or more, once",
    "sure": f"{SURE:.0f} points or more, on {DAYS} days",
    "exam": "an exam passed",
}
"""Mastery levels in words."""

State = Literal["locked", "open", "begun", "mastered"]


class Reached(Struct, frozen=True):
    """A step and where it stands; ``best``: the best score that counts for it, 0-100 (None: none does)."""

    step: Step
    state: State
    best: float | None = None


class Way(Struct, frozen=True):
    """A pathway and how far it is gone; ``missing``: pathways that have to be finished first."""

    pathway: Pathway
    steps: tuple[Reached, ...]
    missing: tuple[str, ...] = ()

    @property
    def mastered(self) -> int:
        """How many steps are mastered."""
        return sum(item.state == "mastered" for item in self.steps)

    @property
    def finished(self) -> bool:
        """Whether every step is."""
        return self.mastered == len(self.steps)

    @property
    def open(self) -> tuple[Step, ...]:
        """The steps that can be worked on now."""
        return tuple(item.step for item in self.steps if item.state in {"open", "begun"})


def way(pathway: Pathway, attempts: Iterable[Attempted], finished: Collection[str] = ()) -> Way:
    """How far the pathway is gone.

    Args:
        pathway: its steps.
        attempts: one person's finished attempts; those that played another one again count for no mastery.
        finished: ids of the pathways finished so far.

    """
    rows = sorted((item for item in attempts if not item.again), key=lambda item: (item.at, item.id))
    missing = tuple(name for name in pathway.after if name not in finished)
    done: set[str] = set()
    found = []
    for step in pathway.steps:
        of_step = [item for item in rows if item.scenario in step.scenarios]
        counted = [item for item in of_step if item.mode == "exam"] if step.mastery == "exam" else of_step
        best = max((item.score for item in counted if item.score is not None), default=None)
        state: State = "mastered" if masters(step, counted) else "begun" if counted else "open"
        if missing or not done.issuperset(step.after):
            state = "locked"
        if state == "mastered":
            done.add(step.id)
        found.append(Reached(step, state, best))
    return Way(pathway, tuple(found), missing)


def finished(pathways: Mapping[str, Pathway], attempts: Sequence[Attempted]) -> frozenset[str]:
    """Ids of the pathways whose every step is mastered, those before them included; a circle finishes nothing."""
    done: set[str] = set()
    while new := [
        name for name, one in pathways.items() if name not in done and way(one, attempts, frozenset(done)).finished
    ]:
        done.update(new)
    return frozenset(done)


def masters(step: Step, attempts: Sequence[Attempted]) -> bool:
    """Whether these attempts, in its scenarios and of its kind, show the mastery that the step asks for.

    A score counts only where enough of the card was assessed for one to mean something.
    """
    if step.mastery == "met":
        return bool(attempts)
    mark = {"steady": STEADY, "sure": SURE, "exam": step.pass_mark}[step.mastery]
    passed = [item for item in attempts if verdict(item.score, item.assessed, mark).passed]
    if step.mastery == "sure":
        return len({item.at.date() for item in passed}) >= DAYS
    return bool(passed)
