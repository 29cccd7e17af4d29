"""A reviewer at work: which list and conversation lies open, and every judgement kept before it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from simulator.batch.graded_marks import mean_anchor
from simulator.batch.journal import Journal
from simulator.batch.lines import Judged
from simulator.batch.review_items import Found, Reviewable
from simulator.batch.reviewing import (
    FINDINGS,
    RISKS,
    SAMPLE,
    SKIPPED,
    Judgement,
    Precision,
)
from simulator.scoring.rubric import Criterion, Rubric

CANDIDATE = "candidate"
"""A finding's standing before anybody judged it."""


class Desk:
    """The state behind the review screen. ``blind``: only the random sample, and nothing that the software found.

    Methods that judge raise SimulatorError where the judgement can't be kept; then nothing has changed.
    """

    def __init__(
        self,
        what: Reviewable,
        journal: Journal[Judgement],
        author: str,
        *,
        blind: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.what, self.author, self.blind = what, author, blind
        self._journal, self._now = journal, now
        self.reviewed = what.holding(journal.entries())
        self.lists: dict[str, Sequence[Found] | Sequence[Judged]] = {SAMPLE: what.sample}
        if not blind:
            self.lists = {FINDINGS: what.findings, SAMPLE: what.sample, RISKS: what.risks}
        self.rubrics = sorted(what.rubrics, key=lambda rubric: rubric.of != "conversation")
        self.list = next((name for name, items in self.lists.items() if items), SAMPLE)
        self.at = {name: self._first_open(name) for name in self.lists}
        self._input = what.input
        self._sampled = frozenset(judged.line.id for judged in what.sample)
        self._rubric = 0
        self._criterion = 0
        self.kept = 0

    # What lies open

    @property
    def item(self) -> Found | Judged | None:
        """The finding or the conversation that lies open; None in an empty list."""
        items = self.lists[self.list]
        return items[self.at[self.list]] if items else None

    @property
    def finding(self) -> Found | None:
        """The finding that lies open."""
        return self.item if isinstance(self.item, Found) else None

    @property
    def judged(self) -> Judged | None:
        """The conversation that lies open."""
        return self.item.judged if isinstance(self.item, Found) else self.item

    @property
    def in_sample(self) -> bool:
        """Whether the conversation that lies open is one of the random sample, whatever list it was opened from."""
        return self.judged is not None and self.finding is None and self.judged.line.id in self._sampled

    @property
    def rubric(self) -> Rubric:
        """The rubric whose criteria are listed."""
        return self.rubrics[self._rubric]

    @property
    def criterion(self) -> Criterion:
        """The criterion under the cursor."""
        return self.rubric.criteria[self._criterion]

    @property
    def key(self) -> str:
        """Its "rubric/criterion"."""
        return f"{self.rubric.id}/{self.criterion.id}"

    def mine(self, key: str) -> str | int | None:
        """The mark that this reviewer gave the conversation for a criterion."""
        found = self.reviewed.mark(self.author, self.judged.line.id, key) if self.judged else None
        return found.after if found else None

    def software(self, key: str) -> int | None:
        """The software's mark; for a criterion of replies the mean, to the nearest anchor. None: not assessed."""
        if self.judged is None:
            return None
        once = self.judged.line.marks.get(key)
        every = [turn.marks.get(key) for turn in self.judged.marks]
        return once if once is not None else mean_anchor([points for points in every if points is not None])

    def overruled(self, key: str) -> int | None:
        """The points that a person put in the place of the software's."""
        return self.reviewed.points(self.judged.line.id).get(key) if self.judged else None

    def open(self, name: str) -> int:
        """How many of a list still wait for this reviewer."""
        return sum(self._is_open(name, n) for n in range(len(self.lists[name])))

    def precision(self, rule: str) -> Precision:
        """How often people confirmed a rule in this grading."""
        return next(item for item in self.reviewed.precisions([rule]) if item.rule == rule)

    # Going about

    def move(self, step: int) -> None:
        """The next item of the list, or the one before."""
        count = len(self.lists[self.list])
        self.at[self.list] = min(max(0, self.at[self.list] + step), max(0, count - 1))
        self._criterion = 0

    def turn_list(self, step: int = 1) -> None:
        """The next list; they never mix."""
        names = list(self.lists)
        self.list = names[(names.index(self.list) + step) % len(names)]
        self._criterion = 0

    def turn_rubric(self) -> None:
        """The next rubric."""
        self._rubric = (self._rubric + 1) % len(self.rubrics)
        self._criterion = 0

    def choose(self, step: int) -> None:
        """The next criterion, or the one before."""
        self._criterion = min(max(0, self._criterion + step), len(self.rubric.criteria) - 1)

    # Judging

    def settle(self, after: str, reason: str = "") -> None:
        """A verdict on the finding that lies open; then the next one that has none."""
        found = self.finding
        if found is None:
            return
        name, turn, rule, words = found.place
        before = self.reviewed.verdict(found.place) or CANDIDATE
        said = self._judgement("finding", name, rule, after, before=before, turn=turn, reason=reason)
        self._keep(replace(said, words=words))
        if not reason:
            self.at[FINDINGS] = self._next_open(FINDINGS)

    def explain(self, reason: str) -> None:
        """The reason of the verdict that stands, or of this reviewer's mark, which then overrules the software's."""
        found = self.finding
        if found is not None:
            self.settle(self.reviewed.verdict(found.place) or SKIPPED, reason)
            return
        points = self.mine(self.key)
        if self.judged is not None and isinstance(points, int):
            stands = self.overruled(self.key)
            before = self.software(self.key) if stands is None else stands
            name = self.judged.line.id
            self._keep(self._judgement("overrule", name, self.key, points, before=before, reason=reason))

    def mark(self, after: str | int | None) -> None:
        """This reviewer's mark for the criterion under the cursor, then the next criterion; None takes it back."""
        if self.judged is None or self.finding is not None:
            return
        before = self.software(self.key)
        self._keep(self._judgement("mark", self.judged.line.id, self.key, after, before=before))
        if after is None and self.overruled(self.key) is not None:
            stands = self.overruled(self.key)
            self._keep(self._judgement("overrule", self.judged.line.id, self.key, None, before=stands))
        if after is not None:
            self.choose(1)

    def _judgement(
        self,
        kind: str,
        conversation: str,
        about: str,
        after: str | int | None,
        *,
        before: str | int | None,
        turn: int = -1,
        reason: str = "",
    ) -> Judgement:
        at = self._now().astimezone(UTC).isoformat(timespec="seconds")
        shown = SAMPLE if self.in_sample else self.list
        given = {"turn": turn, "reason": reason, "shown": shown, "blind": self.blind}
        given |= {"hash": "" if kind == "finding" else self.rubric.hash, "input": self._input}
        return Judgement(at, self.author, kind, conversation, about, after, before, **given)  # type: ignore[arg-type]

    def _keep(self, judgement: Judgement) -> None:
        self._journal.add([judgement])
        self.reviewed.add(judgement)
        self.kept += 1

    def _is_open(self, name: str, n: int) -> bool:
        item = self.lists[name][n]
        if isinstance(item, Found):
            return not self.reviewed.verdict(item.place)
        marks = self.reviewed.marks
        keys = (f"{rubric.id}/{one.id}" for rubric in self.rubrics for one in rubric.criteria)
        found = (marks.get((self.author, item.line.id, key)) for key in keys)
        return not any(one is not None and one.after is not None for one in found)

    def _first_open(self, name: str) -> int:
        return next((n for n in range(len(self.lists[name])) if self._is_open(name, n)), 0)

    def _next_open(self, name: str) -> int:
        """The next item that waits, from here on and then from the beginning; the same where none does."""
        here, count = self.at[name], len(self.lists[name])
        order = (*range(here + 1, count), *range(here))
        return next((n for n in order if self._is_open(name, n)), here)
