"""Steps of a resolution: which of them a reply says; a step counts only with its offer or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.allowed import is_right, ruled_out
from simulator.engine.ear import BARS, OWN_STEP, STEP
from simulator.engine.frames import COMMITS, Frames, clause_start, deciding, deciding_kind, held_back, in_condition
from simulator.engine.heard import Asked, Proposed, Said
from simulator.engine.words import MONEY, NUMBER, PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.engine.deadlines import Deadline
    from simulator.engine.heed import Heeded
    from simulator.engine.phrases import Found
    from simulator.scenario.model import Resolution, Scenario, Step
    from simulator.scenario.shared import Shared
    from simulator.signals import Evidence, Reading

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
    offered -= {item.resolution for item in saying.proposed if item.barred}
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
    shown = {"offer": _offer, "deadline": _time, "amount": _amount}
    if reads in shown:
        return shown[reads](resolution, saying)
    return _read(reads, name, saying) or _phrase(step.id, saying, timed=kind.timed)


def _read(reads: str, name: str, saying: Saying) -> Span | None:
    """The span of a signal, a topic asked for or a family offered that shows a step."""
    items: tuple[Evidence | Asked | Proposed, ...] = ()
    if reads == "signal" and saying.reading.strength(name) >= ENOUGH:
        items = saying.reading.of(name)
    elif reads == "topic":
        items = tuple(item for item in saying.asked if item.topic == name)
    elif reads == "family":
        items = tuple(item for item in saying.proposed if item.family == name)
    return (items[0].start, items[0].end) if items else None


def _offer(resolution: Resolution, saying: Saying) -> Span | None:
    return next(((item.start, item.end) for item in saying.proposed if item.resolution == resolution.id), None)


def _own(step: Step, resolution: Resolution, saying: Saying) -> Span | None:
    """A step with its own words: all groups in the reply, any phrase of each."""
    owner = f"{resolution.id}/{step.id}"
    found: dict[str, Span] = {}
    for sentence in saying.heeded:
        for item in sentence.of(OWN_STEP):
            if item.owner[1] == owner and plainly(sentence, item, own=True) and not _bars(sentence, owner):
                found.setdefault(item.owner[2], sentence.frames.sentence.span(item.first, item.last))
    return found["0"] if len(found) == len(step.said) else None


def _bars(sentence: Heeded, owner: str) -> bool:
    return any(item.owner[1] == owner and not ruled_out(sentence.frames, item) for item in sentence.of(BARS))


def _phrase(name: str, saying: Saying, *, timed: bool) -> Span | None:
    for sentence in saying.heeded:
        for item in sentence.of(STEP):
            if item.owner[1] == name and plainly(sentence, item):
                here = [time for time in saying.times if sentence.holds(time.start)]
                if not timed or here:
                    start, end = sentence.frames.sentence.span(item.first, item.last)
                    return (start, max([end, *(time.end for time in here)]) if timed else end)
    return None


def plainly(sentence: Heeded, item: Found, *, own: bool = False) -> bool:
    """Whether a step's words are said by the agent: not reported, not conditional, and denied only by themselves.

    ``own``: the words of one scenario; a "not" before them doesn't matter ("the lamp does not come with a bulb").
    """
    frames = sentence.frames
    held = held_back(frames, item.first) and not (own and _needed(frames, item.first))
    if held or in_condition(frames, item.first):
        return False
    words = frames.sentence.words
    opens = item.first == 0 or words[item.first].gap > 0
    if frames.asks and not opens and deciding_kind(frames, item.first) != "offer":
        return False
    start = clause_start(words, item.first, strength=1)
    return own or not any(start <= at < item.first for at in frames.negators)


def _needed(frames: Frames, at: int) -> bool:
    """Whether "you need" leads to it: that tells the customer what fits ("you need an E14 bulb")."""
    words = frames.sentence.words
    frame = deciding(frames, clause_start(words, at, strength=2), at)
    return frame is not None and words[frame.first].stem == "you" and words[frame.last - 1].stem == "need"


def _time(resolution: Resolution, saying: Saying) -> Span | None:
    """A time for this resolution: beside its proposal, or in a sentence without another one's."""
    for time in given(saying.heeded, saying.times):
        owners = beside(time, saying)
        if not owners or resolution.id in owners:
            return time.start, time.end
    return None


def beside(time: Deadline, saying: Saying) -> set[str | None]:
    """The resolutions proposed in the sentence that names a time."""
    return {
        p.resolution for item in saying.heeded if item.holds(time.start) for p in saying.proposed if item.holds(p.start)
    }


def given(heeded: list[Heeded], times: tuple[Deadline, ...]) -> Iterator[Deadline]:
    """The times that the agent gives: not those asked about, reported, denied or gone by."""
    for time in times:
        sentence = next((item for item in heeded if item.holds(time.start)), None)
        if sentence is not None and _ahead(sentence, time):
            yield time


def _ahead(sentence: Heeded, time: Deadline) -> bool:
    frames, words = sentence.frames, sentence.frames.sentence.words
    at = next((i for i, word in enumerate(words) if word.end > time.start), len(words))
    first = clause_start(words, at, strength=1)
    clause = words[first:at]
    past = any(word.form in _PAST for word in clause) and not any(word.stem == "will" for word in clause)
    asked = frames.asks and deciding_kind(frames, at) not in COMMITS
    denied = any(first <= n < at for n in frames.negators)
    return not (denied or past or asked or held_back(frames, at) or in_condition(frames, at))


_PAST = frozenset(
    """was were had did ordered bought promised arrived rang waited called received paid came went looked said
    told wrote""".split()
)
_UNITS = frozenset("second minut min hour day week month year percent".split())
"""Stems behind a number that make it no sum of money."""
_WHOLE = frozenset("full whole entir complet all".split())


def _measures_time(saying: Saying, sentence: Heeded, at: int) -> bool:
    """Whether a number is part of a time ("by 20 November") or counts something else than money ("for 15 days")."""
    words = sentence.frames.sentence.words
    if any(time.start <= words[at].start < time.end for time in saying.times):
        return True
    return at + 1 < len(words) and words[at + 1].stem in _UNITS


def _amount(resolution: Resolution, saying: Saying) -> Span | None:
    """The words that name the sum: beside the offer, or a figure plainly told after it."""
    here = [item for item in saying.proposed if item.resolution == resolution.id]
    for item in here:
        if item.amount is not None or item.percent is not None:
            return item.start, item.end
    for sentence in saying.heeded:
        offered = any(sentence.holds(item.start) for item in here)
        for at, word in enumerate(sentence.frames.sentence.words):
            told = word.stem in {MONEY, PERCENT} and not sentence.frames.asks and not held_back(sentence.frames, at)
            told = told and is_right(word.value or 0.0, resolution)
            bare = offered and word.stem == NUMBER and word.value in resolution.figures
            bare = bare and not _measures_time(saying, sentence, at)
            if told or bare or (offered and word.stem in _WHOLE):
                return word.start, word.end
    return None
