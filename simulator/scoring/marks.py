"""The records of grading: a reply's situation, marks with quotes, and the scorecard."""

from __future__ import annotations

from msgspec import Struct

from simulator.mood import Phase
from simulator.signals import Reading


class Quote(Struct, frozen=True, omit_defaults=True, gc=False):
    """Words of the reply: ``text == reply[start:end]`` (code points, half-open).

    ``turn``: the turn of the conversation in which they stand; -1: the reply that is graded. ``gc`` as in
    :class:`~simulator.signals.evidence.Evidence`.
    """

    start: int
    end: int
    text: str
    turn: int = -1


class Situation(Struct, frozen=True, gc=False):
    """What stood around a reply when it was written, and what the case says of it.

    ``phase`` and ``hostility`` as the trainee found them (hostility after the customer's own rise). ``customer`` is
    the message answered; ``n`` counts replies from 1; ``last`` marks the reply that ended the session. ``fit``,
    ``progress`` (the share newly done) and ``settled`` (the whole share done after the reply) come from the case.
    ``steps``: resolution steps this reply says; ``open_facts``: facts that still had to be found out;
    ``beyond``: quotes that promise more than allowed; ``missing``: quotes that propose before the facts were known;
    ``barred``: quotes that say or propose what the case rules out;
    ``promised``: quotes of promises with a time; ``closed``: those outside opening hours; ``reasked``: questions
    whose answer was known. ``plain``: a calm customer with a plain question. ``channel`` as in the scenario.
    ``apologies`` counts earlier apologies since the last progress; ``apologised``: an earlier reply has said sorry, and
    no promise broke since; ``needs_supervisor``: what is needed lies beyond
    the agent's authority, so handing over is right; ``said``: the words behind ``steps``; ``secrets``: the
    customer's private data as written in the case, which may not stand in public; ``moved_private``: an earlier
    reply already asked to go on in private; ``abusive``: the customer insults, so a limit is due.
    ``alone``: no case stands behind the reply. ``pasted``: sentences that copy shipped answers. ``named``: the case's
    own things that the reply names, as people say them. ``passed_on``: the customer asked for somebody else and got
    them, which ended it. ``instructed``: the reply says a step of the case's own before anything is offered.
    """

    phase: Phase = Phase.RATIONAL
    hostility: float = 40.0
    venting: float = 0.0
    receptivity: float = 1.0
    channel: str = "live_chat"
    customer: str = ""
    n: int = 1
    last: bool = False
    fit: float = 0.0
    progress: float = 0.0
    settled: float = 0.0
    proposals: tuple[Quote, ...] = ()
    steps: tuple[str, ...] = ()
    open_facts: tuple[str, ...] = ()
    asked: tuple[Quote, ...] = ()
    reasked: tuple[Quote, ...] = ()
    beyond: tuple[Quote, ...] = ()
    missing: tuple[Quote, ...] = ()
    barred: tuple[Quote, ...] = ()
    promised: tuple[Quote, ...] = ()
    closed: tuple[Quote, ...] = ()
    broken: int = 0
    demanded: bool = False
    handed_over: bool = False
    resolved: bool = False
    understood: bool = True
    plain: bool = False
    apologies: int = 0
    apologised: bool = False
    needs_supervisor: bool = False
    said: tuple[Quote, ...] = ()
    secrets: tuple[str, ...] = ()
    moved_private: bool = False
    abusive: bool = False
    alone: bool = False
    pasted: tuple[Quote, ...] = ()
    named: tuple[str, ...] = ()
    passed_on: bool = False
    instructed: bool = False


class Graded(Struct, frozen=True):
    """A reply with its reading and its situation: what a rubric grades."""

    reading: Reading
    situation: Situation


class Mark(Struct, frozen=True, gc=False):
    """Points for one criterion, or None with the reason in ``why``; anchors run from 0 to ``max``.

    ``applies`` tells the two kinds of None apart: a criterion that does not apply shares its weight out; one that
    could not be assessed (unknown, not understood, left to a person) lowers the assessed share. ``critical`` is the
    id of the critical fault the mark carries, if any.
    """

    rubric: str
    criterion: str
    points: int | None
    max: int
    why: str
    quotes: tuple[Quote, ...] = ()
    applies: bool = True
    critical: str = ""

    @property
    def key(self) -> str:
        """The criterion's name among those of all rubrics: ``rubric/criterion``."""
        return f"{self.rubric}/{self.criterion}"


class RubricScore(Struct, frozen=True):
    """One rubric's score, 0-100 or None, with the version and content hash it was graded by."""

    version: int
    hash: str
    score: float | None


class CurveResult(Struct, frozen=True):
    """Mean hostility of the session beside the ideal's and the worst's on the same seed; lower is better."""

    area: float
    ideal: float
    worst: float


class Scorecard(Struct, frozen=True):
    """A session's score: 0-100 or None, the share of the weight that was assessed, caps, and the curve's result.

    ``ceiling``: the most that the caps leave, 0-100, whatever else is shown.
    """

    score: float | None
    assessed: float
    rubrics: dict[str, RubricScore]
    caps: tuple[str, ...] = ()
    curve: CurveResult | None = None
    ceiling: float = 100.0


class Predicted(Struct, frozen=True):
    """Simulated ratings: CSAT 1-5 and NPS 0-10; guesses from the curve, never a customer's."""

    csat: float
    nps: int
