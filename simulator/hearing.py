"""One reply heard: read once into evidence, felt by the curve, marked, and answered. No input, no output, no clock.

Everything is computed from what the session is held with and from the state it stands in, so a stored state goes on
exactly where it was left.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.cue import Cue, next_cue, sum_agreed, turned_down_for_now
from simulator.engine.heard import Heard
from simulator.engine.hostility import ear_now, react
from simulator.engine.inputs import WHOLE, Timing, fit_of, inputs_of, inquires, shake, share, steps_done
from simulator.engine.leaving import closes, with_leave
from simulator.engine.ledgers import LOOSE_SHARE, enter, settle, undone
from simulator.engine.moves import Ground, apply_meant, heard_line
from simulator.engine.quotes import quoted
from simulator.engine.reaching_up import as_demanded
from simulator.engine.reaction import Inputs, Reaction
from simulator.engine.reread import without_consents, without_reminders
from simulator.engine.scripted import Script, Spoken
from simulator.engine.situation import Standing, situation_of, with_re_asks
from simulator.engine.spoken_names import spoken_things
from simulator.engine.spoken_words import step_asks
from simulator.engine.understand import understand
from simulator.engine.unheard import beside_the_case, nothing_heard
from simulator.engine.way_on import as_way_on, is_taken, was_wanted
from simulator.exchange import Exchange, State, happened
from simulator.mood import Movement
from simulator.premise import Premise
from simulator.scenario.curve import Curve
from simulator.scenario.model import Event
from simulator.scoring.grade import grade_reply
from simulator.scoring.marks import Graded, Situation
from simulator.scoring.measures import asks_for_private
from simulator.scoring.named import named_things
from simulator.scoring.shipped import copied
from simulator.scoring.words import feedback
from simulator.signals import Context, Reading, read
from simulator.signals.spoken import SPOKEN


class Reply(Struct, frozen=True):
    """What was sent: the words, the seconds before the first key, an interruption, moves picked by the trainee."""

    text: str
    delay_s: float
    cut_in: bool = False
    meant: tuple[str, ...] = ()


class Hearing:
    """Hears the ``n``-th reply (from 1) of a session that stands in ``state``.

    ``apologised``: an earlier reply has said sorry, and no promise broke since.
    """

    def __init__(self, premise: Premise, state: State, n: int, *, apologised: bool = False) -> None:
        self.premise, self.state, self.n, self.apologised = premise, state, n, apologised
        self.scenario, self.shared = premise.scenario, premise.kit.shared

    @property
    def curve(self) -> Curve:
        """The customer's parameters on the channel the conversation is on."""
        return self.scenario.persona.curve.on(self.state.channel)

    def hear(self, reply: Reply) -> Exchange:
        """The exchange that this reply makes."""
        clock = self.state.clock + reply.delay_s
        reply = replace(reply, delay_s=max(reply.delay_s, self.state.waited))
        heard = self._understood(reply, clock)
        if not heard.understood and reply.delay_s < self.curve.abandon:
            return self._puzzled(reply, heard, clock)
        return self._reacted(reply, heard, clock)

    def ahead(self) -> Situation:
        """The situation in which the reply will be written: what a hint is made from."""
        reaction = react(self.state.mood, Inputs(shake=shake(self.premise.seed, self.n)), self.curve)
        done = frozenset(self.state.done)
        return situation_of(self.scenario, self._standing(), Heard(Reading("")), reaction, done=done, progress=0)

    def script(self) -> Script:
        """The customer's voice for the answer."""
        asks = step_asks(self.shared, self.scenario.language)
        return Script(self.scenario, self.state.used, self.premise.seed, self.n, self.premise.level, asks)

    def _standing(self) -> Standing:
        state = self.state
        known, done = frozenset(state.known), frozenset(state.done)
        private = state.channel == "social" and any(map(asks_for_private, state.replies))
        return Standing(self.n, state.channel, state.line, state.mood, known, done, private, self.apologised)

    def _understood(self, reply: Reply, clock: float) -> Heard:
        """What the reply says, and what that comes to in this case, as it stands."""
        state, scenario = self.state, self.scenario
        heard = self._heard(reply, clock)
        known = frozenset(state.known)
        if reply.meant:
            ground = Ground(known, frozenset(state.done), clock)
            heard = apply_meant(heard, reply.meant, reply.text, scenario, self.shared, ground)
        else:
            heard = as_demanded(heard, demanded=state.mood.demanded)
        return with_re_asks(as_way_on(without_consents(heard), scenario, known), state.line)

    def _heard(self, reply: Reply, clock: float) -> Heard:
        """What the words of the reply say."""
        state, scenario = self.state, self.scenario
        context = Context(
            previous=state.line,
            case=self.premise.words,
            earlier=state.replies,
            stock=tuple(macro.text for macro in scenario.shop.macros),
            channel=state.channel,
            cut_in=reply.cut_in,
            language=scenario.language,
        )
        reading = without_reminders(read(reply.text, context), state.replies, state.mood, scenario, self.shared)
        return understand(
            reply.text,
            reading,
            scenario,
            self.shared,
            known=frozenset(state.known),
            done=frozenset(state.done),
            promises=tuple((row.action, row.due) for row in state.promises if row.open),
            clock=clock,
            answered=frozenset(state.answered),
            sum_agreed=state.sum_agreed,
            offered=state.offered,
        )

    def _puzzled(self, reply: Reply, heard: Heard, clock: float) -> Exchange:
        """A reply that wasn't understood moves nothing and costs nothing; the customer asks what was meant."""
        mood = self.state.mood
        still = Reaction(mood, mood.hostility, mood.hostility, 0.0, 0.0, 0.0, (Movement("surge", 0.0),), None)
        cue = nothing_heard(heard, mood, self.scenario, frozenset(self.state.done))
        return self._exchange(reply, heard, still, cue, replace(self.state, clock=clock), 0.0)

    def _reacted(self, reply: Reply, heard: Heard, clock: float) -> Exchange:
        state, curve, scenario = self.state, self.curve, self.scenario
        rows, kept, broke = settle(state.promises, heard.keeps, clock)
        broke = broke or state.let_down
        done = frozenset(state.done)
        taken = undone(done) if broke else None
        done -= {taken}
        lost = state.mood.progress - share(done, scenario) if taken else LOOSE_SHARE if broke else 0.0
        timing = Timing(reply.delay_s, kept, broke, max(0.0, lost), reply.cut_in, shake(self.premise.seed, self.n))
        ear = ear_now(state.mood, timing.shake, curve)
        after = steps_done(heard, scenario, done, ear)
        base = max(0.0, state.mood.progress - timing.broken_share) if broke else state.mood.progress
        progress = max(0.0, share(after, scenario) - base)
        settled = base + progress >= WHOLE
        heard = heard if settled else with_leave(heard)
        leaves = heard.only_leaves and not settled
        fit = fit_of(heard, scenario, after)
        known = frozenset(state.known)
        gets_on = inquires(heard, scenario, known)
        ends = closes(heard, asked_early=state.asked_early and not broke)
        inputs = inputs_of(
            heard,
            timing,
            fit=fit,
            progress=progress,
            inquires=gets_on,
            closes=ends,
            leaves_again=leaves and state.took_leave,
            passed_on=is_taken(heard, ear) or (heard.hands_over and self._wanted_another()),
        )
        reaction = react(state.mood, inputs, curve)
        cue = next_cue(heard, reaction, scenario, known=known, done=after)
        promises = enter(rows, heard.promised, self.n)
        early = heard.closing_question and reaction.mood.progress > 0
        state = replace(
            state,
            clock=clock,
            promises=promises,
            done=tuple(sorted(after)),
            let_down=False,
            asked_early=early or (state.asked_early and not broke),
            took_leave=leaves,
            sum_agreed=sum_agreed(cue, heard) or state.sum_agreed,
            offered=turned_down_for_now(cue, self.scenario) or ("" if after else state.offered),
        )
        return self._exchange(reply, heard, reaction, cue, state, progress)

    def _wanted_another(self) -> bool:
        """Whether the customer asked for a supervisor, at first or just now, and has agreed to nothing since."""
        said = [self.state.line]
        if not self.state.done:
            said += self.scenario.opening.messages
            said += [line for event in self.scenario.events if event.id in self.state.happened for line in event.says]
        return was_wanted(said, self.scenario.language)

    def _exchange(
        self, reply: Reply, heard: Heard, reaction: Reaction, cue: Cue, state: State, progress: float
    ) -> Exchange:
        """The record of it; ``state`` has the clock, the promises and the steps as they are after the reply."""
        before, done = self.state, frozenset(state.done)
        situation = situation_of(self.scenario, self._standing(), heard, reaction, done=done, progress=progress)
        pasted = copied(heard.reading, self.premise.kit.shipped)
        got = heard.hands_over and reaction.ending == "ESCALATED" and (before.mood.demanded or self._wanted_another())
        situation = replace(situation, pasted=pasted, named=self._named(heard.reading), passed_on=got)
        graded = Graded(heard.reading, situation)
        spoken = self.script().say(cue)
        told = feedback(situation, reaction, heard.reading, self.premise.voice(before).pronoun)
        line = heard_line(heard, self.shared, self.scenario, situation.named)
        if not heard.understood and (aside := beside_the_case(cue, heard)):
            line, told = aside
        event = self._event(state) if reaction.ending is None and heard.understood else None
        return Exchange(
            n=self.n,
            customer=before.line,
            reply=reply.text,
            delay_s=reply.delay_s,
            before=reaction.before,
            heard_hostility=reaction.heard,
            after=reaction.mood.hostility,
            heard=heard,
            ledger=quoted(reaction, heard),
            situation=situation,
            marks=tuple(mark for rubric in self.premise.kit.card.rubrics for mark in grade_reply(rubric, graded)),
            cue=cue,
            heard_line=line,
            feedback=told,
            state=self._next_state(state, reaction, reply.text, cue, spoken, event),
            meant=reply.meant,
            event=event.id if event else None,
            held=before.held,
            acknowledged=before.acknowledged,
            waited=before.waited,
            cut_in=reply.cut_in,
        )

    def _named(self, reading: Reading) -> tuple[str, ...]:
        words, language = self.premise.words, self.scenario.language
        return spoken_things(reading, words, language) if language in SPOKEN else named_things(reading, words)

    def _event(self, state: State) -> Event | None:
        for event in self.scenario.events:
            if event.id in state.happened:
                continue
            after = event.after_exchange is None or self.n >= event.after_exchange
            stepped = event.after_step is None or event.after_step in state.done
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
            acknowledged=(),
            waited=0.0,
            known=tuple(dict.fromkeys([*state.known, *revealed, *cue.reveals])),
            answered=tuple(dict.fromkeys([*state.answered, *cue.topics])),
            used=(*state.used, *spoken.used),
            replies=(*state.replies, reply),
            ending=reaction.ending,
            closing=(spoken.text or None) if reaction.ending else None,
        )
        return happened(state, event) if event else state
