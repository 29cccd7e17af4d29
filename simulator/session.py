"""A live session without any input or output: a reply goes in, an exchange comes out; clock and seed are given.

The object holds its exchanges and its state; everything it computes comes from them, so a stored state goes on
exactly where it was left. How one reply is heard is ``hearing``'s part.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.engine.cue import Cue, band
from simulator.engine.envelope import ideal, play, worst
from simulator.engine.holding import is_holding
from simulator.errors import UsageError
from simulator.exchange import Exchange, State, Worded, first_state, reworded
from simulator.hearing import Hearing, Reply
from simulator.premise import Kit, Premise
from simulator.scenario.curve import Curve
from simulator.scenario.model import Resolution, Scenario
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.grade import scorecard
from simulator.scoring.marks import CurveResult, Graded, Predicted, Scorecard, Situation
from simulator.scoring.predict import predict
from simulator.scoring.stopped import cut_short
from simulator.scoring.text import SOME

__all__ = ["LONGEST_REPLY", "Kit", "Session"]

LONGEST_REPLY = 20_000
"""Characters; a longer reply is refused with one sentence and stays with the person who typed it."""


class Session:
    """One trainee and one customer. ``hear`` is the only way forward."""

    def __init__(
        self,
        scenario: Scenario,
        kit: Kit,
        *,
        seed: int = 0,
        level: str = "mild",
        exchanges: Sequence[Exchange] = (),
    ) -> None:
        self.scenario, self.kit, self.seed, self.level = scenario, kit.in_language(scenario.language), seed, level
        self.exchanges: tuple[Exchange, ...] = tuple(exchanges)
        self._first = first_state(scenario)
        self.on_hold: State | None = None
        self._premise = Premise.of(scenario, self.kit, seed, level)

    @property
    def state(self) -> State:
        """Where the session stands now."""
        if self.on_hold is not None:
            return self.on_hold
        return self.exchanges[-1].state if self.exchanges else self._first

    @property
    def curve(self) -> Curve:
        """The customer's parameters on the channel the conversation is on now."""
        return self.scenario.persona.curve.on(self.state.channel)

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.state.ending is not None

    def copy(self) -> Session:
        """The same session, which can go on by itself."""
        twin = self.back_to(len(self.exchanges) + 1)
        twin.on_hold = self.on_hold
        return twin

    def back_to(self, n: int) -> Session:
        """The same session before exchange ``n`` (from 1): for a retry, and for a turn replayed as it was meant."""
        return Session(self.scenario, self.kit, seed=self.seed, level=self.level, exchanges=self.exchanges[: n - 1])

    def hold(self, message: str, delay_s: float | None = None) -> str | None:
        """Take a holding message that names a time: no exchange; the customer waits afresh, once for each message.

        Returns:
            The customer's short answer, or None where the message is not one, or one was already sent.

        Raises:
            UsageError: as ``hear``.

        """
        if self.over or self.state.held or not is_holding(message):
            return None
        delay = self._checked(message, delay_s)
        if delay >= self.curve.abandon:
            return None
        state = self.state
        hostility = state.mood.hostility
        spoken = self._hearing().script().say(Cue("wait", band(hostility), hostility))
        self.on_hold = replace(
            state,
            clock=state.clock + delay,
            used=(*state.used, *spoken.used),
            held=(*state.held, message),
            acknowledged=(*state.acknowledged, spoken.text),
            waited=delay,
        )
        return spoken.text

    def hear(
        self, reply: str, delay_s: float | None = None, *, cut_in: bool = False, meant: tuple[str, ...] = ()
    ) -> Exchange:
        """Take one reply: read it, let the curve react, mark it, and answer.

        Args:
            reply: the trainee's words, as typed.
            delay_s: seconds of scenario time before the first key (None: the usual wait).
            cut_in: whether it came before the customer had finished speaking (phone).
            meant: moves the trainee picked instead of what was heard.

        Raises:
            UsageError: the session is over, the reply is too long, or the delay is not a time.

        """
        delay = self._checked(reply, delay_s)
        exchange = self._hearing().hear(Reply(reply, delay, cut_in, meant))
        self.exchanges = (*self.exchanges, exchange)
        self.on_hold = None
        return exchange

    def reword(self, text: str, worded: Worded) -> Exchange:
        """Put other words for the last exchange's cue; gives the exchange, which is otherwise as it was."""
        exchange = reworded(self.scenario, self.exchanges[-1], text, worded)
        self.exchanges = (*self.exchanges[:-1], exchange)
        return exchange

    def scorecard(self) -> Scorecard:
        """The session's score so far, with the curve's own result beside it."""
        graded = [(Graded(item.heard.reading, item.situation), item.marks) for item in self.exchanges]
        return scorecard(self.kit.card, graded, self.curve_result(), stopped=cut_short(self.state.ending))

    def curve_result(self) -> CurveResult | None:
        """Mean hostility of this session beside the ideal's and the worst's, or None before the first reply."""
        count = len(self.exchanges)
        if not count:
            return None
        values = tuple(item.after for item in self.exchanges)
        curve = self.scenario.persona.curve
        best, least = (play(policy, curve, count, self.seed) for policy in (ideal, worst))
        return CurveResult(sum(values) / count, sum(best) / count, sum(least) / count)

    def predicted(self) -> Predicted:
        """The simulated ratings of a customer who had this conversation."""
        values = tuple(item.after for item in self.exchanges)
        return predict(values, self.state.mood.progress, self.state.ending)

    def next_situation(self) -> Situation:
        """The situation in which the next reply will be written: what a hint is made from."""
        return self._hearing().ahead()

    def case_voice(self) -> CaseVoice:
        """The case as the coach may word it now."""
        return self._premise.voice(self.state)

    def case_voices(self) -> tuple[CaseVoice, ...]:
        """For each exchange, the case as it was known before its reply."""
        states = [self._first, *(item.state for item in self.exchanges)]
        return tuple(self._premise.voice(state) for state in states[:-1])

    def agreed(self) -> str:
        """The title of the resolution that was agreed on, or an empty string."""
        whole = [item for item in self.scenario.resolutions if _done(item, self.state.done)]
        return whole[0].title if whole else ""

    def _hearing(self) -> Hearing:
        return Hearing(self._premise, self.state, len(self.exchanges) + 1, apologised=_apologised(self.exchanges))

    def _checked(self, reply: str, delay_s: float | None) -> float:
        if self.over:
            raise UsageError("The conversation has ended; a new reply can't be heard.")
        if len(reply) > LONGEST_REPLY:
            raise UsageError(
                f"This reply has {len(reply):,} characters; at most {LONGEST_REPLY:,} are read. Shorten it, then send."
            )
        delay = self._usual() if delay_s is None else delay_s
        if not 0 <= delay < float("inf"):
            raise UsageError(f"A delay is a number of seconds from 0 on, not {delay_s!r}.")
        return delay

    def _usual(self) -> float:
        """The wait that nobody measured: half of what is tolerated, and never past the time of an open promise.

        Else a promise "today by 17:00" would break within four e-mails that were written in ten minutes.
        """
        due = (row.due - self.state.clock for row in self.state.promises if row.open)
        return max(0.0, min((self.curve.tolerate / 2, *due)))


def _apologised(exchanges: Sequence[Exchange]) -> bool:
    """Whether a reply has said sorry, and no promise broke since: then the next one need not."""
    for item in reversed(exchanges):
        if item.heard.reading.strength("apology") >= SOME:
            return True
        if item.situation.broken:
            return False
    return False


def _done(resolution: Resolution, done: Sequence[str]) -> bool:
    return bool(resolution.steps) and all(f"{resolution.id}/{step.id}" in done for step in resolution.steps)
