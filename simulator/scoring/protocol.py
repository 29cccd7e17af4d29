"""The complaint protocol's six steps over a whole conversation: which were taken, and the words that took them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from simulator.scoring.marks import Graded, Quote
from simulator.scoring.measures import find
from simulator.scoring.reply import Reply
from simulator.scoring.text import SOME
from simulator.scoring.words import listed

GOOD_FIT = 0.7
"""From this fit on a proposal is a solution."""
OPEN_EAR = 0.25
"""From this receptivity on a customer can accept one."""
ANSWERED = "Answered the question"
"""What the solution is called where a plain question was answered, which needs no date."""


class ProtocolStep(Struct, frozen=True):
    """One step: taken or not (None: it does not apply), by which reply (from 1), in which words.

    ``note``: why a step that is not taken isn't, though something like it was said (else empty).
    """

    id: str
    title: str
    done: bool | None
    reply: int | None = None
    quote: str = ""
    note: str = ""


def protocol(replies: Sequence[Graded]) -> tuple[ProtocolStep, ...]:
    """The six steps, in their order; a plain question needs an answer, no listening, naming or steps first."""
    understood = [Reply(item) for item in replies if item.situation.understood]
    plain = bool(replies) and all(item.situation.plain for item in replies)
    return tuple(_step(name, title, taken, understood, plain=plain) for name, title, taken in STEPS)


def _step(name: str, title: str, taken: Taken, replies: Sequence[Reply], *, plain: bool) -> ProtocolStep:
    for n, reply in enumerate(replies):
        quote = taken(replies, n)
        if quote is not None:
            answered = name == "solution" and reply.situation.plain and not _time(reply)
            return ProtocolStep(name, ANSWERED if answered else title, True, reply.situation.n, quote.text)
    if plain and name in ("listened", "named", "steps"):
        return ProtocolStep(name, title, done=None)
    return ProtocolStep(name, ANSWERED if plain and name == "solution" else title, False, note=_note(name, replies))


def _note(name: str, replies: Sequence[Reply]) -> str:
    """What was said that looks like the step, and why it isn't the step."""
    match name:
        case "listened":
            late = _first(replies, lambda item: _said(item, "exploration", "restatement"))
            return f"asked in reply {late.situation.n}, after a solution was offered" if late else ""
        case "named":
            named = _first(replies, lambda item: item.situation.named)
            return (
                f"reply {named.situation.n} names {listed(named.situation.named)}, not what is wrong" if named else ""
            )
        case "solution":
            return _unsolved(replies)
        case "asked":
            early = _first(replies, lambda item: _said(item, "closing_question"))
            return f"asked in reply {early.situation.n}, before all was agreed" if early else ""
    return ""


def _unsolved(replies: Sequence[Reply]) -> str:
    fits = _first(replies, _fits)
    if fits is not None:
        return f"offered in reply {fits.situation.n}, without a time"
    offered = _first(replies, lambda item: item.situation.proposals)
    if offered is None:
        return ""
    fit = find(offered, "fit").value
    good = isinstance(fit, float) and fit >= GOOD_FIT
    why = "before they could take it up" if good else "but it is not what settles this case"
    return f"offered in reply {offered.situation.n}, {why}"


def _first(replies: Sequence[Reply], holds: Callable[[Reply], object]) -> Reply | None:
    return next((item for item in replies if holds(item)), None)


Taken = Callable[[Sequence[Reply], int], Quote | None]


def _said(reply: Reply, *signals: str, level: float = SOME) -> Quote | None:
    for name in signals:
        found = find(reply, name)
        if isinstance(found.value, float) and found.value >= level and found.quotes:
            return found.quotes[0]
    return None


def _listened(replies: Sequence[Reply], n: int) -> Quote | None:
    """Asked or said back before anything was proposed."""
    if any(item.situation.proposals for item in replies[:n]):
        return None
    return _said(replies[n], "exploration", "restatement")


def _named(replies: Sequence[Reply], n: int) -> Quote | None:
    """Said back what is wrong, or named the feeling with something the customer told: "awful" names nothing."""
    picked_up = _said(replies[n], "specificity")
    return _said(replies[n], "restatement") or (_said(replies[n], "interpretation") if picked_up else None)


def _steps_said(replies: Sequence[Reply], n: int) -> Quote | None:
    promised = find(replies[n], "promised").quotes
    return promised[0] if promised else _said(replies[n], "expectation")


def _solved(replies: Sequence[Reply], n: int) -> Quote | None:
    """A time, once a fitting solution is on the table; the answer to a plain question needs none."""
    offered = any(_fits(item) for item in replies[: n + 1])
    if not offered:
        return None
    if replies[n].situation.plain and _fits(replies[n]):
        return next(iter(find(replies[n], "fit").quotes), None)
    return _time(replies[n])


def _time(reply: Reply) -> Quote | None:
    promised = find(reply, "promised").quotes
    return promised[0] if promised else _said(reply, "deadline")


def _fits(reply: Reply) -> bool:
    """Whether it offers what helps to somebody who can hear it."""
    value = find(reply, "fit").value
    return isinstance(value, float) and value >= GOOD_FIT and reply.situation.receptivity >= OPEN_EAR


def _thanked(replies: Sequence[Reply], n: int) -> Quote | None:
    return _said(replies[n], "gratitude")


def _asked(replies: Sequence[Reply], n: int) -> Quote | None:
    return _said(replies[n], "closing_question") if replies[n].situation.settled >= 1 else None


STEPS: tuple[tuple[str, str, Taken], ...] = (
    ("listened", "Listened", _listened),
    ("named", "Named the problem", _named),
    ("steps", "Said the steps", _steps_said),
    ("solution", "Solution with a date", _solved),
    ("thanked", "Thanked", _thanked),
    ("asked", "Asked if it is settled", _asked),
)
"""The steps: id, title, and what counts as taking it."""
