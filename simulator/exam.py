"""An exam: a practice session with no hints and no second try, announced as seen by the trainer before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import UsageError
from simulator.exchange import Exchange
from simulator.practice import Practice
from simulator.progress.examined import Terms
from simulator.scoring.verdict import ENOUGH

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief
    from simulator.scoring.marks import Scorecard
    from simulator.scoring.ticket import Ticket
    from simulator.session import Session
    from simulator.training import Workshop


SEEN = "This is an exam: your trainer will see it once it is finished, with your words, its score and its debrief."
ALONE = (
    "This is an exam. There is nobody else here who would see it: the result is for you, to show to whom you like "
    "(simulator certificate)."
)


class Planned(Struct, frozen=True):
    """An exam that is about to be announced: with which scenario, on what terms; ``alone``: nobody else is here."""

    scenario: str
    title: str
    terms: Terms
    warnings: tuple[str, ...] = ()
    alone: bool = False


class Exam(Practice):
    """One exam. The customer's words are the script's and the same for everybody; replies are marked as they stand.

    "Not what I meant" still sets the conversation right, so that a mishearing spoils nothing that follows; the marks
    of that turn stay those of the words as first read, and what was not understood stays not assessed.
    """

    seen_by = "exam: your trainer will see it"
    hints = False

    def __init__(self, workshop: Workshop, session: Session, attempt_id: str, terms: Terms, *, draft: str = "") -> None:
        super().__init__(workshop, session, attempt_id, draft=draft)
        self.terms = terms
        self.alone = alone_at(workshop)
        if self.alone:
            self.seen_by = "exam: yours to show"
        self.voice = None

    @property
    def announcement(self) -> tuple[str, ...]:
        """What has to be said before the first message."""
        return announcement(self.terms.pass_mark, alone=self.alone)

    @property
    def notice(self) -> str:
        """Who words the customer in practice is of no account here, and was announced."""
        return ""

    def hint(self) -> str:
        """None is given.

        Raises:
            UsageError: always.

        """
        raise UsageError("An exam gives no hints. The case, the policies and the prepared answers are open as ever.")

    def retry(self, n: int) -> NoReturn:
        """No reply is played again.

        Raises:
            UsageError: always.

        """
        del n
        raise no_retry(self.scenario.id)

    def finish(self, ticket: Ticket | None) -> Debrief:
        """End the exam, with its ticket if one was written; the debrief says whether it was passed."""
        return with_result(super().finish(ticket), self.terms)

    def _remark(self, session: Session, first: Exchange) -> None:
        exchange = replace(session.exchanges[-1], marks=first.marks)
        session.exchanges = (*session.exchanges[:-1], exchange)


def with_result(debrief: Debrief, terms: Terms, settled: Scorecard | None = None) -> Debrief:
    """The debrief of an exam, which says first whether it was passed; ``settled``: by the score that stands now."""
    from simulator.report.certificate import result

    card = settled or debrief.scorecard
    sentence = f"{result(card.score, card.assessed, terms.pass_mark)}."
    return replace(debrief, happened=(sentence, *debrief.happened), exam=True)


def alone_at(workshop: Workshop) -> bool:
    """Whether somebody is alone at this workplace: the history knows no people, so no trainer sees anything."""
    return workshop.history.access.person is None


def announcement(pass_mark: float, *, alone: bool = False) -> tuple[str, ...]:
    """What has to be said before the first message of an exam; ``alone``: there is no trainer who will see it."""
    return (
        ALONE if alone else SEEN,
        f"{pass_mark:g} points pass. Where less than {ENOUGH:.0%} of the card can be assessed, nobody passes or fails.",
        "The script words the customer, with the same words for everybody, whoever does so in practice.",
        "There are no hints, and no reply is played again. Saying what you meant leaves the marks as they are.",
        "Stopping ends it at any moment and keeps nothing: then no exam was taken.",
    )


def no_retry(scenario: str) -> UsageError:
    """The error for playing an exam again from one of its replies."""
    return UsageError(
        f"An exam is not played again from a reply. Practise the same customer with: simulator practice {scenario}"
    )
