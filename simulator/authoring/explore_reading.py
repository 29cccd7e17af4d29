"""Readings remembered: the same words in what counts as the same circumstances are read and understood once.

What a reply is heard to say depends on little of what stands around it, and a reading is kept under exactly that:

- the line before it, by what the detectors that look at it find (``AROUND``) and by the words that are taken up;
- earlier replies, by those that it repeats in part, and by what of "as I said" they make a mere reminder: no other
  can change what is read;
- facts told and topics answered, by those looked up when it was understood (`Watched` answers nothing else);
- open promises, by their number or whole, as they were looked at; steps done, the sum agreed, what was offered
  before, the times named: whole.

A test plays without this memory beside it: every exchange is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, cast

from simulator.engine.deadlines import deadlines, may_name_a_time, out_of_hours
from simulator.engine.heard import Heard
from simulator.engine.moment import Moment
from simulator.engine.reread import without_reminders
from simulator.engine.understand import understand
from simulator.exchange import State
from simulator.premise import Premise
from simulator.signals import Context, Reading
from simulator.signals.canned import NEAR_COPY, SHINGLE
from simulator.signals.features import echoes
from simulator.signals.reading import Ready, read_felt, ready, scene_of
from simulator.signals.scene import Scene
from simulator.signals.tones import counting

AROUND = ("wrong_name", "re_asking", "jargon")
"""Signals whose detectors look at the line before the reply itself; the others see only what is taken up of it."""
EXCUSED = ("wrong_name", "jargon")
"""Those for which the customer's own words are only an excuse: what isn't found where no line stands before the reply
is found behind none."""
LEARNS = counting("agent")
"""Whether the models' findings in a reply are felt: they also see how much of the line before it is taken up."""
LEAST_LINE = 4
"""Words of the shortest sentence whose repetition is noticed."""


Promises = tuple[tuple[str, float], ...]
"""Open promises: what was promised, and when it is due in seconds of scenario time."""


Times = tuple[tuple[int, int, float, bool, bool], ...]
"""Times named: where they stand, when they are due, whether exactly, and whether the shop is closed then."""


class Prepared(NamedTuple):
    """A text with all that is the same wherever it is said."""

    ready: Ready
    triples: frozenset[tuple[str, ...]]
    lines: frozenset[str]


class Watched:
    """A set that answers ``in`` and whether it holds anything, and nothing else, and keeps what was asked."""

    def __init__(self, items: Collection[str]) -> None:
        self._items = items
        self._asked: dict[str, bool] = {}
        self._weighed: bool | None = None

    def __contains__(self, item: str) -> bool:
        answer = self._asked[item] = item in self._items
        return answer

    def __bool__(self) -> bool:
        self._weighed = bool(self._items)
        return self._weighed

    def same(self, items: Collection[str]) -> bool:
        """Whether another set gives the same answers to what was asked."""
        if self._weighed is not None and self._weighed != bool(items):
            return False
        return all((item in items) == answer for item, answer in self._asked.items())


class WatchedRow:
    """Open promises, and what was asked of them: whether there are any, how many, or all of it."""

    def __init__(self, items: Promises) -> None:
        self._items = items
        self.weighed = self.counted = self.seen = False

    def __bool__(self) -> bool:
        self.weighed = True
        return bool(self._items)

    def __len__(self) -> int:
        self.counted = True
        return len(self._items)

    def __iter__(self) -> Iterator[tuple[str, float]]:
        self.seen = True
        return iter(self._items)


class Understood(NamedTuple):
    """What was heard, and all that it rests on of what may differ: answers about facts, topics and promises."""

    known: Watched
    answered: Watched
    any: bool | None
    promises: Promises | None
    heard: Heard

    def holds(self, state: State, promises: Promises) -> bool:
        """Whether the same would be heard in another state."""
        if self.any is not None and self.any != bool(promises):
            return False
        if self.promises is not None and self.promises != promises:
            return False
        return self.known.same(state.known) and self.answered.same(state.answered)


_texts: dict[str, Prepared] = {}
_MOST_TEXTS = 4096


def prepared_once(text: str) -> Prepared:
    """The text made ready, once for the process: bank replies come back in every scenario."""
    kept = _texts.get(text)
    if kept is None:
        if len(_texts) >= _MOST_TEXTS:
            _texts.clear()
        made = ready(text)
        message = made.message
        words = message.words
        width = min(SHINGLE, len(words))
        triples = frozenset(tuple(words[at : at + width]) for at in range(len(words) - width + 1)) if words else ()
        lines = frozenset(line for line in message.plain.split("\n") if line.count(" ") + 1 >= LEAST_LINE)
        kept = _texts[text] = Prepared(made, frozenset(triples), lines)
    return kept


def forget() -> None:
    """Make every text ready anew, for whoever measures what that costs."""
    _texts.clear()


class Memory:
    """What was read and understood in one scenario so far; ``misses``: how often a reply was understood anew."""

    def __init__(self, premise: Premise) -> None:
        self.premise = premise
        self.step_asks = {name: step.asks for name, step in premise.kit.shared.steps.items()}
        self._stock = tuple(macro.text for macro in premise.scenario.shop.macros)
        self._around: dict[tuple[str, str], int] = {}
        self._numbers: dict[object, int] = {}
        self._alike: dict[str, dict[str, bool]] = {}
        self._looked: dict[str, tuple[str, ...]] = {}
        self._readings: dict[object, tuple[int, Reading]] = {}
        self._heard: dict[object, list[Understood]] = {}
        self._times: dict[tuple[str, float], Times] = {}
        self.misses = 0

    def heard(self, text: str, state: State, clock: float, *, cut_in: bool) -> Heard:
        """What the words of a reply say in a state; ``clock``: scenario time when it is sent."""
        number, whole = self._reading(text, state, cut_in=cut_in)
        scenario, shared = self.premise.scenario, self.premise.kit.shared
        reading = without_reminders(whole, state.replies, state.mood, scenario, shared)
        left = None if reading is whole else reading.evidence
        promises = tuple((row.action, row.due) for row in state.promises if row.open)
        key = (number, left, state.done, state.sum_agreed, state.offered, self._named(text, clock))
        kept = self._heard.setdefault(key, [])
        for item in kept:
            if item.holds(state, promises):
                return item.heard
        self.misses += 1
        facts, topics, row = Watched(state.known), Watched(state.answered), WatchedRow(promises)
        heard = understand(
            text,
            reading,
            scenario,
            shared,
            known=cast("frozenset[str]", facts),
            done=frozenset(state.done),
            promises=cast("Promises", row),
            clock=clock,
            answered=cast("frozenset[str]", topics),
            sum_agreed=state.sum_agreed,
            offered=state.offered,
        )
        any_open, seen = bool(promises) if row.weighed else None, promises if row.counted or row.seen else None
        kept.append(Understood(facts, topics, any_open, seen, heard))
        return kept[-1].heard

    def _reading(self, text: str, state: State, *, cut_in: bool) -> tuple[int, Reading]:
        alike = self._alike.setdefault(text, {})
        for other in state.replies:
            if other not in alike:
                alike[other] = _repeats(text, other)
        repeated = tuple(dict.fromkeys([other for other in state.replies if alike[other]]))
        number, scene = self._around.get((text, state.line)), None
        if number is None:
            scene = self._scene(text, state.line, (), state.channel, cut_in)
            number = self._around[text, state.line] = self._taken_up(text, scene)
        key = (text, number, repeated, state.channel, cut_in)
        kept = self._readings.get(key)
        if kept is None:
            if scene is None or repeated:
                scene = self._scene(text, state.line, repeated, state.channel, cut_in)
            kept = self._readings[key] = (len(self._readings), read_felt(scene))
        return kept

    def _taken_up(self, text: str, scene: Scene) -> int:
        """A number for what the reply takes up of the line before it, and for what it makes of it."""
        seen = (
            scene.picked_up,
            scene.unchanged,
            *(scene.found(signal) for signal in self._looked_at(text)),
            echoes(scene.message, scene.context) if LEARNS else (),
        )
        return self._numbers.setdefault(seen, len(self._numbers))

    def _looked_at(self, text: str) -> tuple[str, ...]:
        """The signals for which it matters in this text what stands before it."""
        signals = self._looked.get(text)
        if signals is None:
            alone = self._scene(text, None)
            signals = tuple(each for each in AROUND if each not in EXCUSED or alone.found(each).evidence)
            self._looked[text] = signals
        return signals

    def _scene(
        self,
        text: str,
        line: str | None,
        earlier: tuple[str, ...] = (),
        channel: str | None = None,
        cut_in: bool | None = None,
    ) -> Scene:
        context = Context(line, self.premise.words, earlier, self._stock, channel, cut_in)
        return scene_of(prepared_once(text).ready, context)

    def _named(self, text: str, clock: float) -> Times:
        """The times that a text names when it is said at a moment, as far as they are looked at."""
        if not may_name_a_time(text):
            return ()
        named = self._times.get((text, clock))
        if named is None:
            scenario = self.premise.scenario
            moment = Moment(scenario.now, clock, scenario.shop.hours)
            times = deadlines(text, moment)
            named = tuple((time.start, time.end, time.due, time.exact, out_of_hours(time, moment)) for time in times)
            self._times[text, clock] = named
        return named


def _repeats(text: str, other: str) -> bool:
    """Whether a reply repeats enough of an earlier one for any detector to notice."""
    mine, theirs = prepared_once(text), prepared_once(other)
    if mine.triples == theirs.triples or not mine.lines.isdisjoint(theirs.lines):
        return True
    shared = 0 if mine.triples.isdisjoint(theirs.triples) else len(mine.triples & theirs.triples)
    return shared > 0 and shared / len(mine.triples) >= NEAR_COPY
