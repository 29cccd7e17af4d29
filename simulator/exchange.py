"""One exchange of a live session and the whole state after it: what is stored, resumed, replayed and printed."""

from __future__ import annotations

from msgspec import Struct

from simulator.engine.cue import Cue
from simulator.engine.heard import Heard
from simulator.mood import Ending, Ledger, Mood
from simulator.scoring.marks import Mark, Situation


class Promise(Struct, frozen=True):
    """A row of the promise ledger; ``due`` in seconds of scenario time; open until kept or broken."""

    action: str
    due: float
    exchange: int
    quote: str
    kept: bool = False
    broken: bool = False


class State(Struct, frozen=True):
    """Everything a session needs to go on: resume reads it and recomputes nothing.

    ``line`` is the customer's message now waiting for an answer (bursts joined by newlines); ``clock`` is scenario
    time in seconds; ``known`` are fact ids; ``done`` are ``resolution/step`` ids; ``used`` are lines already said.
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
    replies: tuple[str, ...] = ()
    ending: Ending | None = None
    closing: str | None = None


class Exchange(Struct, frozen=True):
    """One customer message and its reply: what was heard, what moved, the marks, and the state after.

    ``meant`` are the moves the trainee picked under "not what I meant" (empty: as heard). ``feedback`` is one plain
    sentence about what moved the curve. ``heard_line`` is one plain sentence about what was heard.
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
