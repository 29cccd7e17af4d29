"""One exchange of a live session and the whole state after it: what is stored, resumed, replayed and printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator.conversation import Speaker, Turn
from simulator.engine.cue import Cue
from simulator.engine.heard import Heard
from simulator.engine.hostility import start
from simulator.engine.ledgers import Promise
from simulator.mood import Ending, Ledger, Mood
from simulator.scenario.model import Event, Scenario
from simulator.scoring.marks import Mark, Situation


class State(Struct, frozen=True):
    """Everything a session needs to go on: resume reads it and recomputes nothing.

    ``let_down``: a promise was broken since the last reply (by an event), and has yet to be felt.
    ``line`` is the customer's message now waiting for an answer (bursts joined by newlines); ``clock`` is scenario
    time in seconds; ``known`` are fact ids; ``done`` are ``resolution/step`` ids; ``used`` are lines already said.
    ``held`` are the holding messages sent since then, ``acknowledged`` the customer's answers to them, ``waited`` the
    seconds of scenario time before the first. ``asked_early``: it was asked whether all is settled when something of
    what was agreed was still open, or the customer still upset. ``took_leave``: the last reply took leave too early.
    ``sum_agreed``: the amount of the offer the customer said yes to, in the order's currency. ``offered``: the
    resolution that was offered and turned down for now: facts were missing, or it came too early.
    """

    mood: Mood
    line: str
    channel: str
    clock: float = 0.0
    known: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    happened: tuple[str, ...] = ()
    let_down: bool = False
    held: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()
    waited: float = 0.0
    replies: tuple[str, ...] = ()
    ending: Ending | None = None
    closing: str | None = None
    asked_early: bool = False
    took_leave: bool = False
    sum_agreed: float | None = None
    offered: str = ""


class Flaw(Struct, frozen=True, omit_defaults=True):
    """A check that words for the customer did not pass: its tag, how grave it is, and the words at fault."""

    tag: str
    severity: str
    quote: str = ""


class Worded(Struct, frozen=True, omit_defaults=True):
    """Who worded what the customer answered, where that was not simply the script.

    ``by``: script, model or person; ``model``: its name; ``script``: what the script says for the same cue, where
    other words took its place. ``flaws``: checks that failed, in the order of the tries; ``fault``: why no words came
    (a fault of simulator.llm.chat, or cut_off: the program ended, or went on, before they did). ``seconds``: how long
    the words took.
    """

    by: str = "script"
    model: str = ""
    script: str = ""
    flaws: tuple[Flaw, ...] = ()
    fault: str = ""
    seconds: float = 0.0

    @property
    def stepped_in(self) -> bool:
        """Whether the script spoke because the model's words could not be used, or did not come."""
        return self.by == "script" and bool(self.flaws or self.fault)


class Unsent(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person typed since the last exchange: the draft, and a holding message that no reply followed yet.

    ``waited``: the seconds of scenario time before the holding message.
    """

    text: str
    held: str
    waited: float

    def stored(self) -> str:
        """The form in which it is kept: the text alone, where nothing else is to be kept."""
        return msgspec.json.encode(self).decode() if self.held else self.text


def unsent(stored: str) -> Unsent:
    """What :meth:`Unsent.stored` kept; any other text is a draft alone."""
    try:
        return msgspec.json.decode(stored, type=Unsent)
    except msgspec.DecodeError:
        return Unsent(stored, "", 0.0)


class Exchange(Struct, frozen=True):
    """One customer message and its reply: what was heard, what moved, the marks, and the state after.

    ``meant`` are the moves the trainee picked under "not what I meant" (empty: as heard). ``feedback`` is one plain
    sentence about what moved the curve. ``heard_line`` is one plain sentence about what was heard.
    ``event``: what happened after the customer's answer, if something did (an event's id). ``held``: holding messages
    sent before the reply, ``acknowledged`` what the customer answered to them, ``waited`` the seconds before the
    first; ``delay_s`` is then the longer of the two waits. ``cut_in``: it came before the customer had finished
    speaking. ``worded``: who worded the customer's answer (None: the script, as ever).
    """

    n: int
    customer: str
    reply: str
    delay_s: float
    before: float
    heard_hostility: float
    after: float
    heard: Heard
    ledger: Ledger
    situation: Situation
    marks: tuple[Mark, ...]
    cue: Cue
    heard_line: str
    feedback: str
    state: State
    meant: tuple[str, ...] = ()
    event: str | None = None
    held: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()
    waited: float = 0.0
    cut_in: bool = False
    worded: Worded | None = None


def first_state(scenario: Scenario) -> State:
    """Where a session of this scenario begins."""
    known = tuple(fact.id for fact in scenario.facts.values() if fact.when == "known")
    opening = scenario.opening.messages
    return State(start(scenario.persona.curve), "\n".join(opening), scenario.channel, known=known, used=opening)


def happened(state: State, event: Event) -> State:
    """The state after an event: time has passed, promises were kept or broken by others, the customer writes again."""
    promises, let_down = state.promises, False
    if event.promise is not None:
        mark = {"kept": True} if event.promise == "kept" else {"broken": True}
        promises = tuple(replace(row, **mark) if row.open else row for row in promises)
        let_down = event.promise == "broken"
    return replace(
        state,
        clock=state.clock + event.skip,
        channel=event.channel or state.channel,
        promises=promises,
        let_down=let_down,
        line="\n".join([line for line in (state.line, *event.says) if line]),
        happened=(*state.happened, event.id),
    )


def messages(scenario: Scenario, exchanges: Sequence[Exchange], state: State) -> tuple[Turn, ...]:
    """The whole conversation in order, with bot messages before it and notes between; ``at`` is the scenario's clock.

    Args:
        scenario: the case.
        exchanges: what was said so far.
        state: where it stands; holding messages that no reply followed yet are its own.

    """
    turns = [Turn(_speaker(name), text) for name, text in scenario.opening.bot]
    turns += _said(scenario.opening.messages, 0.0)
    clock = 0.0
    for item in exchanges:
        turns += _held(item.held, item.acknowledged, clock + item.waited)
        turns.append(Turn(Speaker.AGENT, item.reply, replied_at(scenario, item)))
        turns += answer(scenario, item)
        clock = item.state.clock
    return (*turns, *_held(state.held, state.acknowledged, state.clock))


def answer(scenario: Scenario, exchange: Exchange) -> tuple[Turn, ...]:
    """What followed a reply: the customer's words, what happened meanwhile, and what the customer wrote after that."""
    state, event, at = exchange.state, _event(scenario, exchange), replied_at(scenario, exchange)
    if state.ending is not None:
        return tuple(_said((state.closing or "",), at))
    if event is None:
        return tuple(_said((state.line,), at))
    first = _said((state.line.removesuffix("\n".join(event.says)),), at)
    note = [Turn(Speaker.SYSTEM, event.note, state.clock)] if event.note else []
    return (*first, *note, *_said(event.says, state.clock))


def spoken(scenario: Scenario, exchange: Exchange) -> str:
    """The customer's words for the exchange's cue, without what an event adds; empty for one who leaves silently."""
    state, event = exchange.state, _event(scenario, exchange)
    if state.ending is not None:
        return state.closing or ""
    return state.line.removesuffix("\n".join(event.says)).removesuffix("\n") if event else state.line


def last_words(exchanges: Sequence[Exchange]) -> str:
    """What the customer said after the last reply; empty for one who left silently, and before the first reply."""
    if not exchanges:
        return ""
    state = exchanges[-1].state
    return (state.closing or "") if state.ending is not None else state.line


def reworded(scenario: Scenario, exchange: Exchange, text: str, worded: Worded) -> Exchange:
    """The same exchange with other words for its cue: nothing else of it changes, and what an event adds stays."""
    state, event = exchange.state, _event(scenario, exchange)
    if state.ending is not None:
        return replace(exchange, state=replace(state, line=text, closing=text), worded=worded)
    line = "\n".join([part for part in (text, *(event.says if event else ())) if part])
    return replace(exchange, state=replace(state, line=line), worded=worded)


def replied_at(scenario: Scenario, exchange: Exchange) -> float:
    """When a reply was sent, in seconds of scenario time: before the time that an event after it skips."""
    event = _event(scenario, exchange)
    return exchange.state.clock - (event.skip if event else 0.0)


def _event(scenario: Scenario, exchange: Exchange) -> Event | None:
    return next((event for event in scenario.events if event.id == exchange.event), None)


def _said(lines: Iterable[str], at: float) -> list[Turn]:
    return [Turn(Speaker.CUSTOMER, part, at) for line in lines for part in line.split("\n") if part]


def _held(messages: Sequence[str], answers: Sequence[str], at: float) -> list[Turn]:
    """Holding messages, each with the customer's answer; none is known of those stored by an older version."""
    turns = []
    for n, message in enumerate(messages):
        turns.append(Turn(Speaker.AGENT, message, at))
        turns += _said(answers[n : n + 1], at)
    return turns


_SPEAKERS = {
    "bot": Speaker.BOT,
    "assistant": Speaker.BOT,
    "robot": Speaker.BOT,
    "chatbot": Speaker.BOT,
    "system": Speaker.SYSTEM,
}


def _speaker(name: str) -> Speaker:
    return _SPEAKERS.get(name.casefold(), Speaker.CUSTOMER)
