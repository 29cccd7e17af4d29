"""Plain behaviour, counted: "you asked before solving 4 times of 5; the week before 1 of 4". No model, no points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from simulator.engine.move_table import MOVES, WORSE
from simulator.progress.records import Attempted, Heard, Observed

UPSET = 50.0
"""Hostility from which on a reply meets somebody who is upset [design choice: the middle of the scale]."""
PERIOD = timedelta(days=7)
PLAIN = frozenset({"offer:information", "offer:recommend"})
"""Answers to a plain question: nothing has to be found out first, and there is nothing to do by a time."""
WORSENING = frozenset(move.id for move in MOVES if move.group == WORSE)


class Behaviour(Struct, frozen=True):
    """Something that is done or not in a conversation that gives occasion for it.

    ``done``: of the replies that were understood and the channel, True, False, or None where there was no occasion.
    ``did`` and ``title`` word it: "asked before solving", "Asks before solving".
    """

    id: str
    title: str
    did: str
    done: Callable[[Sequence[Heard], str], bool | None]


def _moves(replies: Sequence[Heard]) -> list[str]:
    return [move for reply in replies for move in reply.moves]


def _offers(replies: Sequence[Heard]) -> list[str]:
    return [move for move in _moves(replies) if move.startswith("offer:")]


def _asked_first(replies: Sequence[Heard], _: str) -> bool | None:
    offers = _offers(replies)
    if offers and PLAIN.issuperset(offers):
        return None
    for move in _moves(replies):
        if move.startswith("ask:") or move == "explores":
            return True
        if move.startswith("offer:"):
            return False
    return None


def _named_stakes(replies: Sequence[Heard], _: str) -> bool | None:
    return "stakes" in _moves(replies[:2]) if replies[0].hostility >= UPSET else None


def _understood(replies: Sequence[Heard], _: str) -> bool | None:
    hot = [reply for reply in replies if reply.hostility >= UPSET]
    return "understands" in _moves(hot) if hot else None


def _gave_time(replies: Sequence[Heard], _: str) -> bool | None:
    return None if PLAIN.issuperset(_offers(replies)) else "promises" in _moves(replies)


def _asked_settled(replies: Sequence[Heard], _: str) -> bool | None:
    moves = _moves(replies)
    return "settled" in moves if any(move.startswith(("offer:", "step:")) for move in moves) else None


def _never_worse(replies: Sequence[Heard], _: str) -> bool | None:
    return not WORSENING & set(_moves(replies))


def _went_private(replies: Sequence[Heard], channel: str) -> bool | None:
    return "to_private" in _moves(replies) if channel == "social" else None


BEHAVIOURS: tuple[Behaviour, ...] = (
    Behaviour("asked_first", "Asks before solving", "asked before solving", _asked_first),
    Behaviour("named_stakes", "Names what is at stake", "named early what was at stake", _named_stakes),
    Behaviour("understood", "Shows understanding", "showed understanding while they were upset", _understood),
    Behaviour("gave_time", "Promises a time", "promised a time with a solution", _gave_time),
    Behaviour("asked_settled", "Asks whether it is settled", "asked whether it was settled", _asked_settled),
    Behaviour("never_worse", "Says nothing that makes it worse", "said nothing that makes it worse", _never_worse),
    Behaviour("went_private", "Moves on in private", "invited to a private message in public", _went_private),
)
"""What is counted, in the order in which it is shown."""


class Count(Struct, frozen=True):
    """How often a behaviour was shown, of the conversations that gave occasion: now, and in the period before."""

    behaviour: str
    did: str
    done: int
    times: int
    done_before: int
    times_before: int

    @property
    def words(self) -> str:
        """The count as it is shown; empty where there was no occasion."""
        if not self.times:
            return ""
        before = f"; the week before {self.done_before} of {self.times_before}" if self.times_before else ""
        return f"you {self.did} {self.done} {'time' if self.done == 1 else 'times'} of {self.times}{before}"


def shown(item: Attempted) -> dict[str, bool]:
    """What an attempt showed of each behaviour it gave occasion for."""
    replies = [reply for reply in item.replies if reply.moves]
    if not replies:
        return {}
    found = {each.id: each.done(replies, item.channel) for each in BEHAVIOURS}
    return {name: done for name, done in found.items() if done is not None}


def as_observed(item: Attempted) -> tuple[Observed, ...]:
    """The same as observations of skills: 100 points or none, at one occasion."""
    return tuple(Observed(f"move/{name}", 100.0 * done) for name, done in shown(item).items())


def counts(attempts: Iterable[Attempted], at: datetime, period: timedelta = PERIOD) -> tuple[Count, ...]:
    """Every behaviour in the last period before ``at``, beside the period before it; retries don't count."""
    rows = [item for item in attempts if not item.again and at - 2 * period < item.at <= at]
    shows = [(item.at > at - period, shown(item)) for item in rows]
    return tuple(_count(each, shows) for each in BEHAVIOURS)


def _count(behaviour: Behaviour, shows: Sequence[tuple[bool, dict[str, bool]]]) -> Count:
    held = [(late, found[behaviour.id]) for late, found in shows if behaviour.id in found]
    now, before = ([done for late, done in held if late is side] for side in (True, False))
    return Count(behaviour.id, behaviour.did, sum(now), len(now), sum(before), len(before))
