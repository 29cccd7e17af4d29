"""One graded reply as rubrics look at it: sentences, signals, and what counts as credit or only as a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from simulator.scoring.gated import opening
from simulator.scoring.gates import Gate, fold
from simulator.scoring.grader_talk import talks_to_grader
from simulator.scoring.marks import Graded, Quote
from simulator.scoring.text import INTERNAL, PROVOCATIONS, SOME, Sentence, distinct, overlapped, sentences
from simulator.signals import Evidence


class Finding(Struct, frozen=True, gc=False):
    """A measure's value (None: unknown, and ``needs`` says what is missing) with the words it was read from."""

    value: float | str | None
    quotes: tuple[Quote, ...] = ()
    needs: str = ""


FRAGMENT, OPENING = 2, 4
"""Words up to which a quote is shown as its whole sentence: any, and one that opens what is told [design choice]."""
OPENS = frozenset({"information", "suggestion", "expectation"})
"""Signals whose words often only open what they tell: "It is", "I recommend", "it takes"."""
NOTHING = Finding(0.0)
"""What most measures find in most replies."""


class Reply:
    """One graded reply, looked at through its measures.

    Credit is read from sentences that don't provoke; faults are read from all of them (``fault=True``).
    """

    __slots__ = (
        "_aligned",
        "_lost",
        "_once",
        "_picks",
        "_provoking",
        "carried",
        "clean",
        "every",
        "folded",
        "kinds",
        "opened",
        "reading",
        "said",
        "signals",
        "situation",
        "spotless",
        "to_grader",
        "unique",
    )

    def __init__(self, graded: Graded) -> None:
        """``signals``: evidence by signal. ``every``: all sentences, ``unique`` without their repetitions.

        ``said``: the distinct sentences that don't provoke; ``clean``: those of them without internal words;
        ``spotless``: that is all of them, and whatever is read as credit is the same as a fault.
        ``kinds``: of all words of ``unique``. ``carried``: for each signal the sentences of ``clean`` that carry it, by
        a third at least, as bits: 1 for the first. ``to_grader``: the spans that speak to whoever grades.
        ``folded``: the text in small letters, as gates ask for it; ``opened``: those that it opens.
        """
        self.situation, reading = graded.situation, graded.reading
        self.reading, text = reading, reading.text
        folded = self.folded = fold(text)
        self.opened = opening(folded)
        self._aligned = len(folded) == len(text)  # small letters may be more in number, never fewer
        self.signals = _by_signal(reading.evidence)
        self.to_grader = talks_to_grader(text)
        provoking, internal = self._places(PROVOCATIONS), self._places(INTERNAL)
        every = self.every = sentences(reading, (*self.to_grader, *provoking), internal)
        unique = self.unique = distinct(every)
        self._provoking = [item for item in every if item.spoiled]
        self.said = tuple([item for item in unique if not item.spoiled]) if self._provoking else unique
        self.clean = tuple([item for item in self.said if not item.foreign]) if internal else self.said
        self.spotless = len(self.clean) == len(unique)
        self._lost = [] if self.spotless else [item for item in every if item.spoiled or item.foreign]
        self.kinds = b"".join([item.kinds for item in unique])
        self.carried = _carried(reading.evidence, self.clean)
        self._once: dict[Callable[[Reply], Sequence[Sentence]], Sequence[Sentence]] = {}
        self._picks: dict[int, tuple[Sentence, ...]] = {0: ()}

    def _places(self, names: frozenset[str]) -> list[tuple[int, int]]:
        """The spans of the words that carry these signals by a third at least."""
        signals = self.signals
        if names.isdisjoint(signals):
            return []
        return [(item.start, item.end) for name in names for item in signals.get(name, ()) if item.strength >= SOME]

    def of(self, name: str) -> Sequence[Evidence]:
        """The evidence for one signal, in order of the text."""
        return self.signals.get(name, ())

    def credited(self, quotes: tuple[Quote, ...], *, fault: bool) -> tuple[Quote, ...]:
        """The quotes that count: all of them as faults, those outside provoking sentences as credit."""
        provoking = self._provoking
        return quotes if fault or not provoking else tuple([one for one in quotes if not within(one, provoking)])

    def pattern_in(self, gate: Gate, item: Sentence) -> re.Match[str] | None:
        """A gate's pattern in a sentence: where the gate opens for that alone, as the patterns are slow."""
        if self._aligned and not gate.opens(self.folded[item.start : item.end]):
            return None
        return gate.pattern.search(self.reading.text, item.start, item.end)

    def once(self, find: Callable[[Reply], Sequence[Sentence]]) -> Sequence[Sentence]:
        """What a function finds here that several measures ask for."""
        found = self._once.get(find)
        if found is None:
            found = self._once[find] = find(self)
        return found

    def quote(self, sentence: Sentence) -> Quote:
        """A sentence as a quote."""
        return Quote(sentence.start, sentence.end, self.reading.text[sentence.start : sentence.end])

    def counted(self, found: Sequence[Sentence]) -> Finding:
        """So many sentences, each quoted."""
        return Finding(float(len(found)), tuple(map(self.quote, found))) if found else NOTHING

    def telling(self, quote: Quote, words: int = FRAGMENT) -> Quote:
        """The quote, or its whole sentence where it is a few ``words`` that say little by themselves ("E14")."""
        if len(quote.text.split()) > words:
            return quote
        for item in self.every:
            if item.start <= quote.start < item.end:
                return self.quote(item)
        return quote

    def saying(self, *signals: str) -> tuple[Sentence, ...]:
        """The distinct sentences without provocation that carry one of the signals, by a third at least."""
        carried, places = self.carried, 0
        for name in signals:
            if name in carried:
                places |= carried[name]
        return self.picked(places)

    def picked(self, places: int) -> tuple[Sentence, ...]:
        """These sentences of ``clean``, by their bits."""
        found = self._picks.get(places)
        if found is None:
            found = self._picks[places] = tuple([one for n, one in enumerate(self.clean) if places >> n & 1])
        return found

    def signal(self, name: str, *, fault: bool) -> Finding:
        """A signal's strength with its words; null where what it needs was missing."""
        strength = self.reading.strengths.get(name)
        if strength is None:
            return LACKING.get(name, NOT_READ)
        found = self.signals.get(name)
        if not found:
            return Finding(strength) if strength else NOTHING
        lost = [] if fault else self._provoking if name in INTERNAL else self._lost
        kept = [item for item in found if not within(item, lost)] if lost else found
        if len(kept) < len(found):
            strength = min(strength, max([item.strength for item in kept], default=0.0))
        quotes = tuple([Quote(item.start, item.end, item.quote) for item in kept])
        if name in OPENS:
            quotes = tuple([self.telling(item, OPENING) for item in quotes])
        return Finding(strength, quotes)


def _by_signal(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    signals: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.signal in signals:
            signals[item.signal].append(item)
        else:
            signals[item.signal] = [item]
    return signals


def _carried(evidence: Iterable[Evidence], clean: Sequence[Sentence]) -> dict[str, int]:
    starts, ends = [item.start for item in clean], [item.end for item in clean]
    carried: dict[str, int] = {}
    for item in evidence:
        if item.strength >= SOME:
            first, after = overlapped(starts, ends, item.start, item.end)
            places = (1 << after) - (1 << first) if first < after else 0
            carried[item.signal] = carried.get(item.signal, 0) | places
    return carried


def within(words: Quote | Evidence | Sentence, places: Iterable[Quote | Evidence | Sentence]) -> bool:
    """Whether these words stand, wholly or in part, in one of the places."""
    start, end = words.start, words.end
    for item in places:  # noqa: SIM110 -- asked dozens of times for each reply, and three times as fast
        if item.start < end and start < item.end:
            return True
    return False


_NEEDS: dict[str, str] = {
    "specificity": "needs the customer's case",
    "personalisation": "needs the customer's name",
    "wrong_name": "needs the customer's name",
    "re_asking": "needs what the customer already told",
    "jargon": "needs the shop's list of internal words",
    "canned": "needs the agent's earlier replies",
    "restatement": "needs the customer's message",
    "reflection": "needs the customer's message",
    "interrupting": "needs to know when the customer stopped speaking",
}
"""What a signal lacks when it was read as null."""
LACKING = {name: Finding(None, needs=needs) for name, needs in _NEEDS.items()}
NOT_READ = Finding(None, needs="this signal was not read")
"""A signal whose strength is not known."""
