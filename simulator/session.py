"""A live session without any input or output: a reply goes in, an exchange comes out; clock and seed are given.

The object holds its exchanges and its state; everything it computes comes from them, so a stored state goes on
exactly where it was left.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.case_voice import case_voice
from simulator.engine.case_words import case_words
from simulator.engine.cue import Cue, band, next_cue, nothing_heard
from simulator.engine.envelope import ideal, play, worst
from simulator.engine.heard import Heard
from simulator.engine.holding import is_holding
from simulator.engine.hostility import Inputs, Reaction, react
from simulator.engine.inputs import Timing, fit_of, inputs_of, shake, share, steps_done
from simulator.engine.ledgers import LOOSE_SHARE, enter, settle, undone
from simulator.engine.moves import Ground, apply_meant, heard_line
from simulator.engine.quotes import quoted
from simulator.engine.scripted import Script, Spoken
from simulator.engine.situation import Standing, situation_of, with_re_asks
from simulator.engine.understand import understand
from simulator.errors import UsageError
from simulator.exchange import Exchange, State, first_state, happened
from simulator.mood import Movement
from simulator.scenario.curve import Curve
from simulator.scenario.model import Event, Resolution, Scenario
from simulator.scenario.shared import Shared
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.grade import grade_reply, scorecard
from simulator.scoring.marks import CurveResult, Graded, Predicted, Scorecard, Situation
from simulator.scoring.measures import asks_for_private
from simulator.scoring.predict import predict
from simulator.scoring.rubric import Card
from simulator.scoring.words import feedback
from simulator.signals import Context, Reading, read

LONGEST_REPLY = 20_000
"""Characters; a longer reply is refused with one sentence and stays with the person who typed it."""


class Kit(Struct, frozen=True):
    """What every session of the library shares: recognition of topics and proposals, and the rubrics."""

    shared: Shared
    card: Card


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
        self.scenario, self.kit, self.seed, self.level = scenario, kit, seed, level
        self.exchanges: tuple[Exchange, ...] = tuple(exchanges)
        self._first = first_state(scenario)
        self.on_hold: State | None = None
        self._case = case_words(scenario)

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
        script = Script(self.scenario, state.used, self.seed, len(self.exchanges) + 1, self.level)
        hostility = state.mood.hostility
        spoken = script.say(Cue("wait", band(hostility), hostility))
        self.on_hold = replace(
            state,
            clock=state.clock + delay,
            used=(*state.used, *spoken.used),
            held=(*state.held, message),
            waited=delay,
        )
        return spoken.text

    def hear(
        self, reply: str, delay_s: float | None = None, *, cut_in: bool = False, meant: tuple[str, ...] = ()
    ) -> Exchange:
        """Take one reply: read it, let the curve react, mark it, and answer.

        Args:
            reply: the trainee's words, as typed.
            delay_s: seconds of scenario time before the first key (None: half of what the customer tolerates).
            cut_in: whether it came before the customer had finished speaking (phone).
            meant: moves the trainee picked instead of what was heard.

        Raises:
            UsageError: the session is over, the reply is too long, or the delay is not a time.

        """
        delay = self._checked(reply, delay_s)
        state, n = self.state, len(self.exchanges) + 1
        clock, delay = state.clock + delay, max(delay, state.waited)
        heard = self._understood(reply, clock, meant, cut_in=cut_in)
        if not heard.understood and delay < self.curve.abandon:
            exchange = self._puzzled(reply, heard, delay, clock)
        else:
            exchange = self._reacted(reply, heard, delay, clock, cut_in=cut_in)
        exchange = replace(exchange, n=n, meant=meant, held=state.held, cut_in=cut_in)
        self.exchanges = (*self.exchanges, exchange)
        self.on_hold = None
        return exchange

    def scorecard(self) -> Scorecard:
        """The session's score so far, with the curve's own result beside it."""
        graded = [(Graded(item.heard.reading, item.situation), item.marks) for item in self.exchanges]
        return scorecard(self.kit.card, graded, self.curve_result())

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
        ahead = react(self.state.mood, Inputs(shake=shake(self.seed, len(self.exchanges) + 1)), self.curve)
        nothing = Heard(Reading(""))
        return situation_of(
            self.scenario, self._standing(), nothing, ahead, done=frozenset(self.state.done), progress=0
        )

    def case_voice(self) -> CaseVoice:
        """The case as the coach may word it now."""
        return self._voice(self.state)

    def case_voices(self) -> tuple[CaseVoice, ...]:
        """For each exchange, the case as it was known before its reply."""
        states = [self._first, *(item.state for item in self.exchanges)]
        return tuple(self._voice(state) for state in states[:-1])

    def agreed(self) -> str:
        """The title of the resolution that was agreed on, or an empty string."""
        whole = [item for item in self.scenario.resolutions if _done(item, self.state.done)]
        return whole[0].title if whole else ""

    def _voice(self, state: State) -> CaseVoice:
        questions = {name: topic.examples[0] for name, topic in self.kit.shared.topics.items() if topic.examples}
        return case_voice(self.scenario, known=frozenset(state.known), clock=state.clock, questions=questions)

    def _standing(self) -> Standing:
        state = self.state
        known, done = frozenset(state.known), frozenset(state.done)
        private = state.channel == "social" and any(map(asks_for_private, state.replies))
        return Standing(len(self.exchanges) + 1, state.channel, state.line, state.mood, known, done, private)

    def _checked(self, reply: str, delay_s: float | None) -> float:
        if self.over:
            raise UsageError("The conversation has ended; a new reply can't be heard.")
        if len(reply) > LONGEST_REPLY:
            raise UsageError(
                f"This reply has {len(reply):,} characters; at most {LONGEST_REPLY:,} are read. Shorten it, then send."
            )
        delay = self.curve.tolerate / 2 if delay_s is None else delay_s
        if not 0 <= delay < float("inf"):
            raise UsageError(f"A delay is a number of seconds from 0 on, not {delay_s!r}.")
        return delay

    def _understood(self, reply: str, clock: float, meant: tuple[str, ...], *, cut_in: bool) -> Heard:
        state, scenario = self.state, self.scenario
        context = Context(
            previous=state.line,
            case=self._case,
            earlier=state.replies,
            stock=tuple(macro.text for macro in scenario.shop.macros),
            channel=state.channel,
            cut_in=cut_in,
        )
        heard = understand(
            reply,
            read(reply, context),
            scenario,
            self.kit.shared,
            known=frozenset(state.known),
            done=frozenset(state.done),
            promises=tuple((row.action, row.due) for row in state.promises if row.open),
            clock=clock,
            answered=frozenset(state.answered),
        )
        if meant:
            ground = Ground(frozenset(state.known), frozenset(state.done), clock)
            heard = apply_meant(heard, meant, reply, scenario, self.kit.shared, ground)
        return with_re_asks(heard)

    def _puzzled(self, reply: str, heard: Heard, delay: float, clock: float) -> Exchange:
        """A reply that wasn't understood moves nothing and costs nothing; the customer asks what was meant."""
        mood = self.state.mood
        still = Reaction(mood, mood.hostility, mood.hostility, 0.0, 0.0, 0.0, (Movement("surge", 0.0),), None)
        done = frozenset(self.state.done)
        cue = nothing_heard(heard, mood, self.scenario, done)
        return self._exchange(reply, heard, still, delay, cue, replace(self.state, clock=clock), done, 0.0)

    def _reacted(self, reply: str, heard: Heard, delay: float, clock: float, *, cut_in: bool) -> Exchange:
        state, curve, n = self.state, self.curve, len(self.exchanges) + 1
        rows, kept, broke = settle(state.promises, heard.keeps, clock)
        broke = broke or state.let_down
        done = frozenset(state.done)
        taken = undone(done) if broke else None
        done -= {taken}
        lost = state.mood.progress - share(done, self.scenario) if taken else LOOSE_SHARE if broke else 0.0
        timing = Timing(delay, kept, broke, max(0.0, lost), cut_in, shake(self.seed, n))
        ear = react(state.mood, Inputs(shake=timing.shake), curve).receptivity
        after = steps_done(heard, self.scenario, done, ear)
        base = max(0.0, state.mood.progress - timing.broken_share) if broke else state.mood.progress
        progress = max(0.0, share(after, self.scenario) - base)
        fit = fit_of(heard, self.scenario, after)
        reaction = react(state.mood, inputs_of(heard, timing, fit=fit, progress=progress), curve)
        cue = next_cue(heard, reaction, self.scenario, known=frozenset(state.known), done=after)
        state = replace(
            state, clock=clock, promises=enter(rows, heard.promised, n), done=tuple(sorted(after)), let_down=False
        )
        return self._exchange(reply, heard, reaction, delay, cue, state, after, progress)

    def _exchange(
        self,
        reply: str,
        heard: Heard,
        reaction: Reaction,
        delay: float,
        cue: Cue,
        state: State,
        done: frozenset[str],
        progress: float,
    ) -> Exchange:
        before, n = self.state, len(self.exchanges) + 1
        situation = situation_of(self.scenario, self._standing(), heard, reaction, done=done, progress=progress)
        graded = Graded(heard.reading, situation)
        asks = {name: step.asks for name, step in self.kit.shared.steps.items()}
        script = Script(self.scenario, before.used, self.seed, n, self.level, asks)
        spoken = script.say(cue)
        event = self._event(state, n, done) if reaction.ending is None and heard.understood else None
        return Exchange(
            n=n,
            customer=before.line,
            reply=reply,
            delay_s=delay,
            before=reaction.before,
            heard_hostility=reaction.heard,
            after=reaction.mood.hostility,
            heard=heard,
            ledger=quoted(reaction, heard),
            situation=situation,
            marks=tuple(mark for rubric in self.kit.card.rubrics for mark in grade_reply(rubric, graded)),
            cue=cue,
            heard_line=heard_line(heard, self.kit.shared),
            feedback=feedback(situation, reaction, heard.reading, self.case_voice().pronoun),
            state=self._next_state(state, reaction, reply, cue, spoken, event),
            event=event.id if event else None,
        )

    def _event(self, state: State, n: int, done: frozenset[str]) -> Event | None:
        for event in self.scenario.events:
            if event.id in state.happened:
                continue
            after = event.after_exchange is None or n >= event.after_exchange
            stepped = event.after_step is None or event.after_step in done
            promised = not event.after_promise or any(row.open for row in state.promises)
            if after and stepped and promised:
                return event
        return None

    def _next_state(
        self, state: State, reaction: Reaction, reply: str, cue: Cue, spoken: Spoken, event: Event | None
    ) -> State:
        topics = [self.scenario.topics[topic] for topic in cue.topics]
        revealed = [fact for topic in topics for fact in topic.reveals]
        state = replace(
            state,
            mood=reaction.mood,
            line=spoken.text,
            held=(),
            waited=0.0,
            known=tuple(dict.fromkeys([*state.known, *revealed, *cue.reveals])),
            answered=tuple(dict.fromkeys([*state.answered, *cue.topics])),
            used=(*state.used, *spoken.used),
            replies=(*state.replies, reply),
            ending=reaction.ending,
            closing=(spoken.text or None) if reaction.ending else None,
        )
        return happened(state, event) if event else state


def _done(resolution: Resolution, done: Sequence[str]) -> bool:
    return bool(resolution.steps) and all(f"{resolution.id}/{step.id}" in done for step in resolution.steps)
