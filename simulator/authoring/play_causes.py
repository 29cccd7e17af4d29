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

MORE = "write more that receives them first, and ask once more afterwards"
"""What helps a play in which the customer doesn't come to rest."""
TURNED_DOWN = {
    "too_early": "before the customer felt heard: it comes too early",
    "too_late": "for later than the customer needs it (within)",
    "beyond": "which is more than the agent may promise",
    "wrong_sum": "with another sum than its figures",
}
"""Why an offer was turned down, by the reason of the customer's cue."""


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
            yield from _unanswered(session)
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
        return _untaken(session)
    best = max(done, key=lambda item: share_of(item, state.done))
    missing = [step.id for step in best.steps if f"{best.id}/{step.id}" not in state.done]
    if missing:
        return f"of {best.id!r} the step{'s' if len(missing) > 1 else ''} {listed(map(repr, missing))} came in no reply"
    stood = f"({state.mood.hostility:.0f} of 100)"
    if state.mood.phase not in {Phase.PROBLEM_SOLVING, Phase.RATIONAL}:
        return f"all was agreed, but the customer was not calm enough yet {stood} to be asked if it is settled: {MORE}"
    if not any(item.heard.closing_question for item in _after(best, session.exchanges)):
        return "all was agreed, but nobody asked afterwards whether everything is settled"
    return f"all was agreed, but when it was asked whether everything is settled, the customer was not calm yet: {MORE}"


def _untaken(session: Session) -> str:
    """Why nothing that would settle it was taken: never offered, or offered too soon, or turned down."""
    good = {item.id: item for item in session.scenario.resolutions if item.fit >= GOOD_FIT}
    offers = [(item, one.resolution) for item in session.exchanges for one in item.heard.proposed]
    offered = [(item, name) for item, name in offers if name in good]
    unknown = needed(session.scenario, frozenset(session.state.known))
    if not offered:
        best = max(good.values(), key=lambda each: each.fit, default=None)
        lacks = sorted(unknown & {*best.needs}) if best else []
        facts = f", and nobody found out {listed(map(repr, lacks))}, which {best.id!r} needs" if best and lacks else ""
        return f"no reply offers what settles it ({', '.join(map(repr, good))}){facts}"
    item, name = offered[-1]
    if lacks := sorted(unknown & {*good[name or ""].needs}):
        return f"reply {item.n} offers {name!r}, but nobody found out {listed(map(repr, lacks))} before, which it needs"
    reason = TURNED_DOWN.get(item.cue.reason, "and the customer turned it down")
    return f"reply {item.n} offers {name!r}, {reason}"


def _unanswered(session: Session) -> Iterator[str]:
    """Questions that were understood, and that the case holds no answer to."""
    shared = session.kit.shared.topics
    for item in session.exchanges:
        asked_for = {one.topic for one in item.heard.asked if one.topic in shared}
        for topic in sorted(filter(None, asked_for - session.scenario.topics.keys())):
            if item.cue.act == "unsure":
                asked = f"Reply {item.n} was heard as a question for {topic!r} ({shared[topic].title})"
                yield f"{asked}, which is not under topics: the customer can't answer it."


def _begun(resolution: Resolution, done: Sequence[str]) -> bool:
    return share_of(resolution, done) > 0


def _after(resolution: Resolution, exchanges: Sequence[Exchange]) -> list[Exchange]:
    """The exchanges from the one on in which the last step of a resolution was done."""
    return [item for item in exchanges if share_of(resolution, item.state.done) >= 1]
