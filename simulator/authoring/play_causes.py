"""Why a golden play came out otherwise: what was heard in each reply, what that moved, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.authoring.golden import Difference
from simulator.engine.inputs import GOOD_FIT, needed, share_of
from simulator.exchange import Exchange
from simulator.mood import Phase
from simulator.premise import Kit
from simulator.scenario.model import Play, Resolution, Scenario
from simulator.scoring.words import listed
from simulator.session import Session

WAITS = "asks to wait: no exchange, nothing moves"
"""What is said of a holding message."""


class Told(Struct, frozen=True):
    """One reply of a play with its causes: hostility before and after (0-100), phases, what was heard, why it moved.

    ``before`` and ``phase_before``: as the customer stood when the reply came.
    """

    n: int
    reply: str
    before: float
    after: float
    phase_before: str
    phase: str
    heard: str
    why: str
    answer: str


def told(scenario: Scenario, play: Play, kit: Kit, found: Sequence[Difference]) -> tuple[list[Told], list[str]]:
    """A play reply by reply, and a sentence for each difference that says where it came from.

    Args:
        scenario: the case.
        play: what is written; its replies after an ending are left out.
        kit: what sessions share.
        found: the expectations that were not met.

    """
    session, rows = Session(scenario, kit), list[Told]()
    for n, reply in enumerate(play.replies, 1):
        if session.over:
            break
        stood = session.state
        answer = session.hold(reply.text, reply.delay_s)
        if answer is None:
            exchange = session.hear(reply.text, reply.delay_s)
            heard, why, answer = exchange.heard_line or "nothing the case knows", exchange.feedback, exchange.state.line
        else:
            heard, why = WAITS, ""
        mood = session.state.mood
        moved = (stood.mood.hostility, mood.hostility, str(stood.mood.phase), str(mood.phase))
        rows.append(Told(n, reply.text, *moved, heard, why, answer))
    return rows, [words for each in found for words in _pointer(each, rows, session)]


def _pointer(difference: Difference, rows: Sequence[Told], session: Session) -> Iterator[str]:
    """Where a difference came from, where that can be said of one reply or of the state at the end."""
    key = difference.path[0]
    if not rows:
        return
    if key == "ending":
        if session.over:
            yield f"It ended with reply {rows[-1].n}: {rows[-1].why}."
        elif difference.wanted == "RESOLVED":
            yield f"Not settled: {_open(session)}."
    elif key == "peak_hostility":
        top = max(rows, key=lambda row: row.after)
        yield f"The highest hostility, {top.after:.0f}, came with reply {top.n}: {top.why}."
    elif key == "end_hostility":
        wanted = float(difference.wanted.split()[0])
        above = rows[-1].after > wanted
        most = max(rows, key=lambda row: (row.after - row.before) * (1 if above else -1))
        step = most.after - most.before
        if abs(step) >= 1:
            yield f"The largest step {'up' if step > 0 else 'down'}, {step:+.0f}, came with reply {most.n}: {most.why}."


def _open(session: Session) -> str:
    """What keeps a conversation from being settled as it stands."""
    scenario, state = session.scenario, session.state
    done = [item for item in scenario.resolutions if item.fit >= GOOD_FIT and _begun(item, state.done)]
    if not done:
        unknown = sorted(needed(scenario, frozenset(state.known)))
        facts = f", and nobody found out {listed(map(repr, unknown))}, which it needs" if unknown else ""
        return f"no solution was offered that the customer took{facts}"
    best = max(done, key=lambda item: share_of(item, state.done))
    missing = [step.id for step in best.steps if f"{best.id}/{step.id}" not in state.done]
    if missing:
        return f"of {best.id!r} the step{'s' if len(missing) > 1 else ''} {listed(map(repr, missing))} came in no reply"
    if state.mood.phase not in {Phase.PROBLEM_SOLVING, Phase.RATIONAL}:
        return "all was agreed, but the customer was not calm enough yet to be asked whether it is settled"
    if not any(item.heard.closing_question for item in _after(best, session.exchanges)):
        return "all was agreed, but nobody asked afterwards whether everything is settled"
    return "all was agreed, but when it was asked whether everything is settled, the customer was not calm yet"


def _begun(resolution: Resolution, done: Sequence[str]) -> bool:
    return share_of(resolution, done) > 0


def _after(resolution: Resolution, exchanges: Sequence[Exchange]) -> list[Exchange]:
    """The exchanges from the one on in which the last step of a resolution was done."""
    return [item for item in exchanges if share_of(resolution, item.state.done) >= 1]
