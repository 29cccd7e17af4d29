"""Rubrics and the card as the program sees them: frozen records, one for each part of the YAML (docs/rubrics.md)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from simulator.mood import Phase

POINTS = 4
"""Anchors run from 0 to this."""
POINTS_PER_ANCHOR = 100 / POINTS
"""Points of 100 for each anchor."""


class Test(Struct, frozen=True):
    """One thing to hold. ``measures``: the strongest of these counts. Bounds are inclusive but ``below``.

    Exactly one kind is set: ``among`` for words (a phase, a channel), the bounds for numbers.
    """

    measures: tuple[str, ...]
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    among: tuple[str, ...] = ()


Group = tuple[Test, ...]
"""Tests that have to hold together."""
When = tuple[Group, ...]
"""Groups of which one has to hold."""


class Rule(Struct, frozen=True):
    """Points that are given (or at most kept) when every test of one of the ``when`` holds; no ``when``: always.

    ``because``: why, as words that follow "the reply". ``always``: a fault that is judged even where its criterion
    would not apply.
    """

    points: int
    because: str
    when: When = ()
    always: bool = False


class Critical(Struct, frozen=True):
    """A fault that reaches beyond its criterion. ``effect``: card, section (to zero) or cap; ``cap`` 0-100."""

    id: str
    title: str
    effect: str
    when: When
    cap: float = 0.0

    @property
    def ceiling(self) -> float:
        """The most that a whole with this fault may score, 0-100; a section's fault takes that section alone."""
        return {"card": 0.0, "cap": self.cap}.get(self.effect, 100.0)


class Advice(Struct, frozen=True):
    """A sentence to say instead, with slots ({name}, {stake}, ...) that the case fills; ``when`` it fits."""

    say: str
    when: When = ()


class Criterion(Struct, frozen=True):
    """One thing that is judged. ``points``: the first rule that fits, from the top; ``lowered_by``: faults.

    ``applies``: when it is judged at all (empty: always), and ``otherwise`` why not.
    ``by``: software or person; what a person answers the software never does. ``level``: judged in every reply, or once
    in a conversation. ``tip``: what to do, in a few words.
    """

    id: str
    title: str
    weight: float
    anchors: tuple[str, ...]
    points: tuple[Rule, ...] = ()
    lowered_by: tuple[Rule, ...] = ()
    applies: When = ()
    otherwise: str = ""
    by: str = "software"
    level: str = "reply"
    critical: Critical | None = None
    tags: tuple[str, ...] = ()
    tip: str = ""
    advice: tuple[Advice, ...] = ()


class Section(Struct, frozen=True):
    """Criteria that belong together, with the section's weight in the rubric."""

    id: str
    title: str
    weight: float
    criteria: tuple[Criterion, ...]


class Rubric(Struct, frozen=True):
    """A rubric with everything it judges: a reply, a conversation, or the closing ticket (``of``).

    ``pass_mark``: the score, 0-100, from which on it is passed, if enough was assessed.
    ``faults`` lower every criterion, whatever it judges; one with ``always`` also those that would not apply.
    ``hash``: SHA-256 of its ``text``; ``file`` names it in errors.
    """

    id: str
    version: int
    title: str
    sections: tuple[Section, ...]
    faults: tuple[Rule, ...] = ()
    pass_mark: float | None = None
    language: str = "en"
    of: str = "reply"
    about: str = ""
    hash: str = ""
    file: str = ""
    text: str = ""

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of the file."""
        return tuple(item for section in self.sections for item in section.criteria)

    def criterion(self, name: str) -> Criterion:
        """The criterion of that id.

        Raises:
            KeyError: the rubric has no such criterion.

        """
        for item in self.criteria:
            if item.id == name:
                return item
        raise KeyError(name)


class PhaseWeights(Struct, frozen=True):
    """How much each rubric counts for replies written in these phases."""

    title: str
    phases: tuple[Phase, ...]
    weights: dict[str, float]


class Card(Struct, frozen=True):
    """The rubrics a session is scored by, and how they weigh by phase. ``hash``: SHA-256 of the card's own text.

    ``ticket`` marks the closing ticket, which is shown beside the score and is no part of it.
    """

    id: str
    version: int
    title: str
    rubrics: tuple[Rubric, ...]
    phases: tuple[PhaseWeights, ...]
    ticket: Rubric | None = None
    hash: str = ""
    file: str = ""

    def rubric(self, name: str) -> Rubric:
        """The rubric of that id.

        Raises:
            KeyError: the card has no such rubric.

        """
        for item in self.rubrics:
            if item.id == name:
                return item
        raise KeyError(name)

    def weights(self, phase: Phase) -> dict[str, float]:
        """Each rubric's weight for a reply written in this phase."""
        for group in self.phases:
            if phase in group.phases:
                return group.weights
        return dict.fromkeys((item.id for item in self.rubrics), 1.0)

    def in_language(self, language: str) -> Card:
        """The card with only the rubrics that judge this language; with none of them nothing is scored."""
        spoken = tuple(item for item in self.rubrics if item.language == language)
        ticket = self.ticket if self.ticket is not None and self.ticket.language == language else None
        same = len(spoken) == len(self.rubrics) and ticket is self.ticket
        return self if same else replace(self, rubrics=spoken, ticket=ticket)
