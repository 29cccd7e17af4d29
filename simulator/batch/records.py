"""What grading real conversations gives: a line for each agent turn, one for each conversation, and findings."""

from __future__ import annotations

from msgspec import Struct

PASSED, NOT_PASSED, TOO_LITTLE = "passed", "not passed", "too little assessed"
"""What a rubric with a pass mark says of a conversation."""


class Candidate(Struct, frozen=True):
    """A critical finding in real work. It changes no score until a person confirms it.

    ``quote`` is in the masked text, ``said`` the sentence it stands in; ``turn`` counts the transcript's turns from 0.
    """

    conversation: str
    turn: int
    agent: str
    rule: str
    title: str
    quote: str
    when: str | None = None
    said: str = ""


class QuotedMark(Struct, frozen=True):
    """The words a mark rests on: half-open code points of the line's masked ``text``."""

    mark: str
    start: int
    end: int
    quote: str


class MarkLine(Struct, frozen=True):
    """One agent turn with its marks: a line of ``marks.jsonl``.

    ``marks``: points 0-4 by "rubric/criterion", None: not assessed. ``not_applicable``: those of them that do not
    apply to this turn. ``hostility``: observed in the customer's words before it, 0-100 (None: nothing was said yet).
    ``text`` is masked. ``when``: ISO 8601, UTC. ``scores``: 0-100 by rubric, from this turn alone.
    """

    conversation: str
    turn: int
    agent: str
    team: str
    channel: str
    when: str | None
    hostility: float | None
    text: str
    marks: dict[str, int | None]
    not_applicable: tuple[str, ...]
    scores: dict[str, float | None]
    quotes: tuple[QuotedMark, ...]


class ConversationLine(Struct, frozen=True):
    """One graded conversation: a line of ``conversations.jsonl``.

    ``agent`` closed it; ``agents`` are all who answered. ``scores``: 0-100 by rubric. ``assessed``: the share of each
    rubric's weight that was really assessed. ``hostility``: observed after each customer turn, 0-100, from the
    customer's words (not simulated). ``reason``: what the customer came for. ``rating``: 0-1 as the customer gave it.
    ``settled``: the customer's last word is a calm thanks or yes, or a calm no to "anything else?". ``predicted_csat``:
    1-5, a guess from the observed curve. ``first_response`` and ``resolution``: seconds, where the export has times.
    ``week``: ISO week of the first message. ``marks``: what is judged once in a conversation, as in :class:`MarkLine`;
    ``by_person``: what a person still has to answer. ``verdicts``: by each rubric with a pass mark, ``passed``,
    ``not passed``, or ``too little assessed`` (under 70% of its weight: nobody passes or fails).
    """

    id: str
    source: str
    system: str
    channel: str
    team: str
    agent: str
    agents: tuple[str, ...]
    started: str | None
    week: str | None
    turns: int
    agent_turns: int
    scores: dict[str, float | None]
    assessed: dict[str, float | None]
    hostility: tuple[float, ...]
    reason: str
    rating: float | None
    rating_as_given: str
    settled: bool
    predicted_csat: float
    first_response: float | None
    resolution: float | None
    marks: dict[str, int | None]
    not_applicable: tuple[str, ...]
    by_person: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    verdicts: dict[str, str] = {}
    warnings: tuple[str, ...] = ()


class Refused(Struct, frozen=True):
    """A record that could not be graded: where it stands and why; a line of ``quarantine.jsonl``."""

    source: str
    reason: str
    id: str = ""


class Counts(Struct, frozen=True):
    """Conversations by what became of them; ``read`` is the sum of the others."""

    graded: int = 0
    not_selected: int = 0
    needs_mapping: int = 0
    unsupported_language: int = 0
    quarantined: int = 0
    nothing_to_grade: int = 0

    @property
    def read(self) -> int:
        """All conversations found in the input."""
        return sum(getattr(self, name) for name in self.__struct_fields__)

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__struct_fields__))
