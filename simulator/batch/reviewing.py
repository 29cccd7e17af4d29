"""People's judgements on a grading: findings confirmed or rejected, marks of their own, and marks that overrule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from simulator.agreement.shares import wilson
from simulator.batch.journal import Journal

FILE = "review.jsonl"
CONFIRMED, REJECTED, SKIPPED = "confirmed", "rejected", "skipped"
FINDINGS, SAMPLE, RISKS = "finding", "random sample", "risk list"
"""The lists that conversations are shown from; one on two of them counts in the random sample."""
NONE = "n/a"
"""A person's word that nothing can be marked here."""

Finding = tuple[str, int, str, str]
"""A critical finding: conversation, turn from 0, rule, and the words: a verdict holds for these words alone."""


class Judgement(Struct, frozen=True, omit_defaults=True):
    """One judgement: a line of ``review.jsonl``, which only grows.

    ``kind``: on a finding; a person's own mark, which changes nothing; or one that overrules the software's.
    ``about``: the finding's rule, or "rubric/criterion". ``before`` and ``after``: a finding's standing, or points
    0-4; ``after`` is None where a mark is taken back, and "n/a" where the person says that nothing can be marked.
    ``shown``: the list it was judged from; a mark of one in the random sample counts there. ``blind``: nothing of the
    software's was shown at all; :meth:`Reviewed.unseen` tells which marks were given without its mark.
    ``at``: ISO 8601, UTC. ``words``: of the finding. ``hash`` and ``input``: the rubric that
    a mark belongs to, and what had been graded.
    """

    at: str
    author: str
    kind: Literal["finding", "mark", "overrule"]
    conversation: str
    about: str
    after: str | int | None
    before: str | int | None = None
    turn: int = -1
    reason: str = ""
    shown: str = ""
    blind: bool = False
    hash: str = ""
    words: str = ""
    input: str = ""


class Precision(Struct, frozen=True):
    """How often people confirmed what a critical rule found, with Wilson's 95% interval; None before any verdict."""

    rule: str
    confirmed: int = 0
    rejected: int = 0

    @property
    def judged(self) -> int:
        """Findings with a verdict."""
        return self.confirmed + self.rejected

    @property
    def value(self) -> float | None:
        """The share that was confirmed, 0-1."""
        return self.confirmed / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which shares it lies (Wilson 1927)."""
        return wilson(self.confirmed, self.judged)


class Reviewed:
    """Where judgements stand: the last word on each finding, on each overruled mark, and of each person on a mark."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.findings: dict[Finding, Judgement] = {}
        self.overruled: dict[tuple[str, str], Judgement] = {}
        self.marks: dict[tuple[str, str, str], Judgement] = {}
        self._points: dict[str, dict[str, int]] = {}
        self._unseen: dict[tuple[str, str, str], bool] = {}
        self._known: set[tuple[str, str, str]] = set()
        for judgement in judgements:
            self.add(judgement)

    def add(self, judgement: Judgement) -> None:
        """One more judgement; a skip takes back no verdict."""
        place = judgement.conversation, judgement.about
        if judgement.kind == "finding":
            finding = judgement.conversation, judgement.turn, judgement.about, judgement.words
            if judgement.after != SKIPPED or finding not in self.findings:
                self.findings[finding] = judgement
        elif judgement.kind == "overrule":
            self.overruled[place] = judgement
            points = self._points.setdefault(judgement.conversation, {})
            points.pop(judgement.about, None)
            if isinstance(judgement.after, int):
                points[judgement.about] = judgement.after
        else:
            self._add_mark((judgement.author, *place), judgement)

    def _add_mark(self, whose: tuple[str, str, str], judgement: Judgement) -> None:
        """In the random sample the software's mark waits for a person's, and is shown from then on."""
        before = self.marks.get(whose)
        self.marks[whose] = judgement
        if before is None or before.after != judgement.after:
            self._unseen[whose] = whose not in self._known and (
                judgement.blind or (judgement.shown == SAMPLE and (before is None or before.after is None))
            )
        if not judgement.blind:
            self._known.add(whose)

    def unseen(self, author: str, conversation: str, about: str) -> bool:
        """Whether somebody's mark was given before the software's was shown to them: such marks can calibrate."""
        return self._unseen.get((author, conversation, about), False)

    def verdict(self, finding: Finding) -> str:
        """Confirmed, rejected, skipped, or empty: nobody looked at it."""
        found = self.findings.get(finding)
        return str(found.after) if found else ""

    def points(self, conversation: str) -> dict[str, int]:
        """The marks that overrule the software's in a conversation, by "rubric/criterion"."""
        return dict(self._points.get(conversation, {}))

    def mark(self, author: str, conversation: str, about: str) -> Judgement | None:
        """What somebody gave; None where they gave nothing, or took it back."""
        found = self.marks.get((author, conversation, about))
        return found if found and found.after is not None else None

    @property
    def touched(self) -> frozenset[str]:
        """Conversations whose figures people changed."""
        settled = {place[0] for place, found in self.findings.items() if found.after in {CONFIRMED, REJECTED}}
        return frozenset(settled | {name for name, points in self._points.items() if points})

    @property
    def judged(self) -> bool:
        """Whether anything was judged that a report has to show."""
        return bool(self.findings or self.overruled)

    def precisions(self, rules: Iterable[str]) -> tuple[Precision, ...]:
        """Each rule's precision so far."""
        counts = {rule: [0, 0] for rule in rules}
        for (_, _, rule, _), found in self.findings.items():
            count = counts.setdefault(rule, [0, 0])
            count[0] += found.after == CONFIRMED
            count[1] += found.after == REJECTED
        return tuple(Precision(rule, *count) for rule, count in counts.items())


NOTHING = Reviewed()
"""Nobody has judged anything; not to be added to."""


def journal(folder: Path) -> Journal[Judgement]:
    """The judgements kept beside a grading."""
    return Journal(folder / FILE, Judgement)


def hand_grades(reviewed: Reviewed) -> Iterator[tuple[str, ...]]:
    """Rows of the table that ``simulator calibrate`` reads, its header first: people's own marks alone."""
    yield "conversation", "criterion", "mark", "grader", "list", "blind", "at"
    for (author, conversation, about), found in sorted(reviewed.marks.items()):
        if found.after is not None:
            blind = "yes" if reviewed.unseen(author, conversation, about) else "no"
            yield conversation, about, str(found.after), author, found.shown, blind, found.at
