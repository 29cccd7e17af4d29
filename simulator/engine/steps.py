"""Steps of a resolution: which of them a reply says; a step counts only with its offer or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.ear import OWN_STEP, STEP
from simulator.engine.frames import deciding_kind, held_back, in_condition
from simulator.engine.heard import Asked, Proposed, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.engine.deadlines import Deadline
    from simulator.engine.heed import Heeded
    from simulator.engine.phrases import Found
    from simulator.scenario.model import Resolution, Scenario, Step
    from simulator.scenario.shared import Shared
    from simulator.signals import Reading

ENOUGH = 1 / 3
"""A signal shows its step from this strength on: the first of the three levels."""

Span = tuple[int, int]


class Saying(Struct):
    """What the steps of one reply are read from."""

    reading: Reading
    heeded: list[Heeded]
    proposed: tuple[Proposed, ...]
    asked: tuple[Asked, ...]
    times: tuple[Deadline, ...]


def steps(saying: Saying, scenario: Scenario, shared: Shared, done: frozenset[str]) -> tuple[Said, ...]:
    """The steps said for every resolution that is offered now or was before, in order of the text."""
    offered = {item.resolution for item in saying.proposed} | {step.partition("/")[0] for step in done}
    out: list[Said] = []
    for resolution in scenario.resolutions:
        if resolution.id not in offered:
            continue
        for step in resolution.steps:
            span = _said(step, resolution, saying, shared)
            if span is not None:
                text = saying.reading.text[span[0] : span[1]]
                out.append(Said(f"{resolution.id}/{step.id}", *span, text))
    return tuple(sorted(out, key=lambda item: (item.start, item.step)))


def _said(step: Step, resolution: Resolution, saying: Saying, shared: Shared) -> Span | None:
    if step.said:
        return _own(step, resolution, saying)
    kind = shared.steps.get(step.id)
    if kind is None:
        return None
    reads, _, name = kind.reads.partition(":")
    if reads == "offer":
        return next(((p.start, p.end) for p in saying.proposed if p.resolution == resolution.id), None)
    if reads == "deadline":
        return _time(resolution, saying)
    if reads == "amount":
        return _amount(resolution, saying)
    if reads == "signal" and saying.reading.strength(name) >= ENOUGH:
        return next(((item.start, item.end) for item in saying.reading.of(name)), None)
    if reads == "topic":
        found = next(((item.start, item.end) for item in saying.asked if item.topic == name), None)
        if found:
            return found
    if reads == "family":
        return next(((p.start, p.end) for p in saying.proposed if p.family == name), None)
    return _phrase(step.id, saying, timed=kind.timed)


def _own(step: Step, resolution: Resolution, saying: Saying) -> Span | None:
    """A step with its own words: all groups in the reply, any phrase of each."""
    owner = f"{resolution.id}/{step.id}"
    found: dict[str, Span] = {}
    for sentence in saying.heeded:
        for item in sentence.of(OWN_STEP):
            if item.owner[1] == owner and plainly(sentence, item, own=True):
                found.setdefault(item.owner[2], sentence.frames.sentence.span(item.first, item.last))
    return found["0"] if len(found) == len(step.said) else None


def _phrase(name: str, saying: Saying, *, timed: bool) -> Span | None:
    for sentence in saying.heeded:
        for item in sentence.of(STEP):
            if item.owner[1] == name and plainly(sentence, item):
                bounds = sentence.frames.sentence
                here = [time for time in saying.times if bounds.start <= time.start < bounds.end]
                if not timed or here:
                    start, end = bounds.span(item.first, item.last)
                    return (start, max([end, *(time.end for time in here)]) if timed else end)
    return None


def plainly(sentence: Heeded, item: Found, *, own: bool = False) -> bool:
    """Whether a step's words are said by the agent: not reported, not conditional, and denied only by themselves.

    ``own``: the words of one scenario; a "not" before them doesn't matter ("the lamp does not come with a bulb").
    """
    frames = sentence.frames
    if held_back(frames, item.first) or in_condition(frames, item.first):
        return False
    words = frames.sentence.words
    opens = item.first == 0 or words[item.first].gap > 0
    if frames.asks and not opens and deciding_kind(frames, item.first) != "offer":
        return False
    start = next((i for i in range(item.first, -1, -1) if words[i].gap), 0)
    return own or not any(start <= at < item.first for at in frames.negators)


def _time(resolution: Resolution, saying: Saying) -> Span | None:
    """A time for this resolution: beside its proposal, or in a sentence without another one's."""
    for time in given(saying.heeded, saying.times):
        owners = beside(time, saying)
        if not owners or resolution.id in owners:
            return time.start, time.end
    return None


def beside(time: Deadline, saying: Saying) -> set[str | None]:
    """The resolutions proposed in the sentence that names a time."""
    for sentence in saying.heeded:
        bounds = sentence.frames.sentence
        if bounds.start <= time.start < bounds.end:
            return {p.resolution for p in saying.proposed if bounds.start <= p.start < bounds.end}
    return set()


def given(heeded: list[Heeded], times: tuple[Deadline, ...]) -> Iterator[Deadline]:
    """The times that the agent gives: not those asked about, reported, denied or gone by."""
    for time in times:
        for sentence in heeded:
            bounds, frames = sentence.frames.sentence, sentence.frames
            if not bounds.start <= time.start < bounds.end:
                continue
            at = next((i for i, word in enumerate(bounds.words) if word.end > time.start), len(bounds.words))
            first = next((i for i in range(min(at, len(bounds.words) - 1), -1, -1) if bounds.words[i].gap), 0)
            denied = any(first <= n < at for n in frames.negators)
            past = any(word.form in _PAST for word in bounds.words[first:at]) and not any(
                word.stem == "will" for word in bounds.words[first:at]
            )
            asked = frames.asks and deciding_kind(frames, at) not in {"commit", "offer"}
            if not (denied or past or asked or held_back(frames, at) or in_condition(frames, at)):
                yield time


_PAST = frozenset(
    "was were had did ordered bought promised arrived rang waited called received paid came went looked said told".split()
)


def _amount(resolution: Resolution, saying: Saying) -> Span | None:
    for item in saying.proposed:
        if item.resolution != resolution.id:
            continue
        if item.amount is not None or item.percent is not None:
            return item.start, item.end
        for sentence in saying.heeded:
            bounds = sentence.frames.sentence
            inside = bounds.start <= item.start < bounds.end
            whole = inside and next((word for word in bounds.words if word.stem in _WHOLE), None)
            if whole:
                return whole.start, whole.end
    return None


_WHOLE = frozenset("full whole entir complet all".split())
