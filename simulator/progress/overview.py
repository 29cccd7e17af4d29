"""Everything that is said of somebody's progress at one moment: skills, changes, behaviour, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from simulator.progress.behaviour import BEHAVIOURS, Count, as_observed, counts
from simulator.progress.change import Anchor, Change, anchors, changes
from simulator.progress.estimate import Estimate, estimates
from simulator.progress.records import SCORE, Attempted
from simulator.progress.revisits import Revisit, revisits
from simulator.scoring.rubric import Card

TITLES = {f"move/{each.id}": each.title for each in BEHAVIOURS}
"""Titles of the behaviours, by skill."""


class Overview(Struct, frozen=True):
    """Where somebody stands. Skills that were never assessed are in none of the tables: they are unknown.

    ``titles``: every skill that the card knows, and every behaviour, as people read them, by id.
    """

    at: datetime
    titles: dict[str, str]
    estimates: dict[str, Estimate]
    changes: dict[str, Change]
    counts: tuple[Count, ...]
    anchors: tuple[Anchor, ...]
    due: tuple[Revisit, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The skills that nothing is known of yet."""
        return tuple(skill for skill in self.titles if skill not in self.estimates)


def titles(card: Card) -> dict[str, str]:
    """The criteria of the card as people read them, by skill, in its order."""
    return {f"{rubric.id}/{item.id}": item.title for rubric in card.rubrics for item in rubric.criteria}


def overview(attempts: Sequence[Attempted], at: datetime, card: Card) -> Overview:
    """Where somebody stands at ``at``, from their attempts with marks and moves."""
    rows = [with_moves(item) for item in attempts if item.at <= at]
    due = (one for one in revisits(rows).values() if one.due <= at)
    return Overview(
        at=at,
        titles={SCORE: "The whole score", **titles(card), **TITLES},
        estimates=estimates(rows, at),
        changes=changes(rows),
        counts=counts(rows, at),
        anchors=anchors(rows, SCORE),
        due=tuple(sorted(due, key=lambda one: (one.due, one.scenario))),
    )


def with_moves(item: Attempted) -> Attempted:
    """The attempt with its behaviours among what it showed."""
    from msgspec.structs import replace

    return replace(item, observed=(*item.observed, *as_observed(item)))
