"""Exams at one person's workplace: on what terms they are taken, and what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.advising import Advising
from simulator.errors import NotAllowedError, NotFoundError, UsageError
from simulator.report.said import WAITS_BLIND

if TYPE_CHECKING:
    from simulator.progress.examined import Examined, Terms
    from simulator.store.records import Attempt


class Examining(Advising):
    """What can be said of one person's exams."""

    def terms(self, scenario_id: str, pass_mark: float | None = None) -> Terms:
        """On what terms an exam with that scenario is taken: a trainer's, a pathway's, as given, or the usual.

        Raises:
            UsageError: another pass mark was given than the one that is set.

        """
        from simulator.progress.examined import Terms
        from simulator.progress.pathway import PASS_MARK

        given, assignment = self._set_mark(scenario_id)
        if given is not None and pass_mark not in {None, given}:
            raise UsageError(f"The pass mark of this exam is set to {given:g}: leave --pass-mark out.")
        mark = given if given is not None else pass_mark
        return Terms(PASS_MARK if mark is None else mark, assignment)

    def _set_mark(self, scenario_id: str) -> tuple[float | None, str | None]:
        """The pass mark that a trainer or a pathway has set, and the assignment it belongs to."""
        if self.history.access.person is not None:
            for row in self.history.team.assignments():
                if row.kind == "exam" and row.subject == scenario_id and row.withdrawn is None:
                    mark = row.options.get("pass_mark")
                    return float(mark) if isinstance(mark, int | float) else None, row.id
        for _, way in self.started():
            for step in way.pathway.steps:
                if step.mastery == "exam" and scenario_id in step.scenarios:
                    return step.pass_mark, None
        return None, None

    def examined(self, attempt_id: str) -> Examined:
        """The result of a finished exam: one's own, or one that one may see as a trainer or QA lead (by its whole id).

        Raises:
            UsageError: that attempt is no exam, isn't finished, or has a mark that is to be given anew, blind.
            NotFoundError: there is none of that id among one's own, and none that one may see.

        """
        from simulator.progress.examined import EXAM, Examined
        from simulator.report.endings import ended_sentence

        attempt, name, earlier = self._exam(attempt_id)
        start, card = attempt.start, attempt.settled or attempt.scorecard
        if start.mode != EXAM or attempt.finished is None:
            what = "is not finished" if start.mode == EXAM else "was practice, not an exam"
            raise UsageError(f"The conversation {attempt.id} {what}: there is no certificate of it.")
        if attempt.waits_blind:
            raise UsageError(f"{WAITS_BLIND} So there is no certificate of {attempt.id} for you now.")
        agreed = bool(attempt.exchanges) and attempt.exchanges[-1].situation.settled >= 1
        return Examined(
            attempt=attempt.id,
            name=name,
            scenario=start.scenario,
            title=start.title or start.scenario,
            version=start.scenario_version,
            at=attempt.finished,
            score=card.score if card else None,
            assessed=card.assessed if card else 0.0,
            pass_mark=terms_of(attempt).pass_mark,
            replies=len(attempt.exchanges),
            seed=start.seed,
            engine=start.engine,
            editions=tuple((name, one.version, one.hash) for name, one in sorted(start.rubrics.items())),
            caps=tuple(card.caps) if card else (),
            ceiling=card.ceiling if card else 100.0,
            taken=1 + earlier,
            ended=ended_sentence(attempt.ending, agreed=agreed),
            overridden=attempt.settled is not None,
        )

    def _exam(self, attempt_id: str) -> tuple[Attempt, str, int]:
        """An attempt, whose it is, and how many exams with this customer they had begun before and finished."""
        from simulator.archive import found
        from simulator.progress.examined import EXAM

        try:
            mine = found(self.history, attempt_id)
        except NotFoundError as unknown:
            return self._exam_of_others(attempt_id, unknown)
        every = self.history.attempts(scenario=mine.start.scenario, mode=EXAM, finished=True)
        return mine, mine.start.trainee, sum(item.started < mine.started for item in every)

    def _exam_of_others(self, attempt_id: str, unknown: NotFoundError) -> tuple[Attempt, str, int]:
        """The same of somebody else's; where it isn't to be seen, it is unknown as anything else is."""
        shared = self.history.shared
        try:
            theirs = shared.attempt(attempt_id)
            name, earlier = shared.examined_before(attempt_id)
        except (NotFoundError, NotAllowedError):
            raise unknown from None
        return theirs, name, earlier


def terms_of(attempt: Attempt) -> Terms:
    """The terms on which a stored exam was begun."""
    from simulator.progress.examined import Terms
    from simulator.progress.pathway import PASS_MARK

    mark = attempt.start.options.get("pass_mark")
    return Terms(float(mark) if isinstance(mark, int | float) else PASS_MARK, attempt.start.assignment)
