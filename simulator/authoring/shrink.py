"""States from which a conversation can't go on to a good end, or to any, and the shortest way to them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from msgspec import Struct

from simulator.authoring.explore_session import UnmarkedSession
from simulator.authoring.random_play import Agent, Play, Sent, Stage, send

ATTEMPTS, FURTHER = 12, 20
"""How often a helpful agent tries to go on from an open state, and for how many replies [design choice]."""
WORST = ("attacks", "wall", "dismisses", "blames")
"""Moves by which any customer is driven away, if one can be."""
EXAMINED, TOLD = 24, 3
"""How many unfinished plays are looked into, and how many states are told at most."""


class Stuck(Struct, frozen=True):
    """A state that leads nowhere.

    ``kind``: ``stuck``, nothing ends the conversation from here; ``dead``, no help settles it from here any more, and
    no supervisor is asked for to whom it could be handed over.
    ``replies``: the fewest found that lead there; ``play``: its number in the exploration, ``level`` its content level.
    """

    kind: str
    replies: tuple[Sent, ...]
    play: int
    level: str
    hostility: float
    progress: float
    line: str


def replayed(stage: Stage, play: Play, sent: Iterable[Sent]) -> UnmarkedSession:
    """A play with other replies: the session after them, or after the one that ended it."""
    session = stage.session(play.seed, play.level)
    for item in sent:
        if session.over:
            break
        send(session, item)
    return session


def shrink(sent: tuple[Sent, ...], leads: Callable[[tuple[Sent, ...]], bool]) -> tuple[Sent, ...]:
    """The replies without those that can be left out, so that what they led to is still reached.

    Args:
        sent: replies for which ``leads`` holds.
        leads: whether a row of replies still leads there.

    """
    size = max(1, len(sent) // 2)
    while True:
        shorter = next(
            (rest for at in range(0, len(sent), size) if leads(rest := sent[:at] + sent[at + size :])),
            None,
        )
        if shorter is not None:
            sent = shorter
        elif size > 1:
            size //= 2
        else:
            return sent


def ending_from(session: UnmarkedSession, stage: Stage) -> tuple[bool, bool]:
    """Whether a helpful agent settles it from here or hands it over, and whether anything ends it."""
    ended = False
    for attempt in range(ATTEMPTS):
        fork = session.fork()
        agent = Agent(stage, random.Random(f"on:{attempt}"), 1.0, 1.0, yields=0.5 * (attempt % 2))
        for _ in range(FURTHER):
            if fork.over:
                break
            send(fork, agent.reply(fork))
        if fork.state.ending in {"RESOLVED", "ESCALATED"}:
            return True, True
        ended = ended or fork.over
    return False, ended or driven_away(session.fork(), stage)


def driven_away(session: UnmarkedSession, stage: Stage) -> bool:
    """Whether the worst replies, one after another, end the session, which goes on with them."""
    moves = stage.palette.moves
    bad = [line for name in WORST for line in moves.get(name, ())]
    for n in range(FURTHER if bad else 0):
        if session.over:
            break
        session.hear(bad[n % len(bad)].text)
    return session.over


def stuck(stage: Stage, plays: Iterable[Play], *, settled: bool = True) -> tuple[Stuck, ...]:
    """Of unfinished plays, those that lead nowhere; each shrunk to the fewest replies, the worst first.

    Where no play was ever settled, that a state can't be settled says nothing of the state.
    """
    found: dict[tuple[str, ...], Stuck] = {}
    for play in plays:
        kind = _kind(stage.after(play), stage)
        if not kind or (kind == "dead" and not settled):
            continue

        def leads(sent: tuple[Sent, ...], play: Play = play, kind: str = kind) -> bool:
            return _kind(replayed(stage, play, sent), stage) == kind

        sent = shrink(play.sent, leads)
        state = replayed(stage, play, sent).state
        here = Stuck(kind, sent, play.seed, play.level, state.mood.hostility, state.mood.progress, state.line)
        found.setdefault(tuple(item.does for item in sent), here)
        if len(found) >= TOLD:
            break
    return tuple(sorted(found.values(), key=lambda item: (item.kind != "stuck", len(item.replies))))


def _kind(session: UnmarkedSession, stage: Stage) -> str:
    if session.over:
        return ""
    settles, ends = ending_from(session, stage)
    if not ends:
        return "stuck"
    return "" if settles else "dead"
