"""How much a question resembles the example questions of each topic: by its nearest example, and by all of them.

The nearest example is the cosine of rarity-weighted words. All examples together vote word by word and pair by pair
(naive Bayes with shrinkage towards the words' overall rate). Both are sums over a few look-ups; nothing is trained
elsewhere, so an example added to the file counts at once.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from simulator.engine.phrases import QUESTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.engine.words import Word

SHRINK = 0.3
"""How strongly a topic's rates are drawn to the overall ones: the weight of this many examples."""
PAIR = 0.5
"""What a pair of neighbouring words counts beside a single word."""
POINTER = 2
"""A topic's own list of words counts as this many examples that hold them all."""
SHARPNESS = 0.3
"""Votes of single words are not independent: their sum is scaled down before it becomes a share."""
MOST_VOTES = 50.0
"""Votes from which on a topic has all of them; more would only overflow."""
_ASSENT = frozenset("correct right okay fine true".split())
"""Words that ask whether something was got right ("is that correct?"), whatever it was."""
_BESIDE = QUESTION_WORDS | _ASSENT
"""Words of a question that are none of its matter."""


class _Example(NamedTuple):
    """An example question: its topic, and its words that say something, in order."""

    topic: str
    bag: tuple[str, ...]


class Resemblance:
    """An index of example questions by topic; what a word weighs is worked out when it is first asked for.

    ``alike`` maps a stem to the name of its group of like words, ``pointers`` each topic to words that point to it.
    """

    def __init__(
        self,
        examples: Iterable[tuple[str, list[Word]]],
        alike: dict[str, str],
        stop: frozenset[str],
        pointers: dict[str, list[Word]] | None = None,
    ) -> None:
        self._alike, self._stop = alike, stop
        self._pointers = {topic: self.bag(words) for topic, words in (pointers or {}).items()}
        self._pointed = frozenset().union(*self._pointers.values())
        self._examples: list[_Example] = []
        self._where: dict[str, list[int]] = {}
        self._learn(examples)

    def extended(self, examples: Iterable[tuple[str, list[Word]]]) -> Resemblance:
        """The same index with further examples: a scenario's own."""
        other = Resemblance((), self._alike, self._stop)
        other._pointers, other._pointed = self._pointers, self._pointed
        other._examples, other._where = [*self._examples], {**self._where}
        other._learn(examples)
        return other

    def _learn(self, examples: Iterable[tuple[str, list[Word]]]) -> None:
        own: set[str] = set()
        for topic, words in examples:
            bag = tuple(sorted(self.bag(words)))
            for key in (*bag, *self._pairs(words)) if bag else ():
                if key not in own:  # the list may be another index's, too
                    own.add(key)
                    self._where[key] = [*self._where.get(key, ())]
                self._where[key].append(len(self._examples))
            if bag:
                self._examples.append(_Example(topic, bag))
        self._rarities: dict[str, float] = {}
        self._lengths = [0.0] * len(self._examples)
        self._postings: dict[str, dict[int, float]] = {}
        self._votes: dict[str, dict[str, float]] = {}
        sizes: dict[str, int] = {}
        for example in self._examples:
            sizes[example.topic] = sizes.get(example.topic, 0) + 1
        self._topics = max(2, len(sizes))
        for topic in self._pointers:
            sizes[topic] = sizes.get(topic, 0) + POINTER
        self._total = sum(sizes.values())
        self._absent = {topic: log(SHRINK / (size + SHRINK)) for topic, size in sizes.items()}
        self._bare: dict[float, float] = {}

    def bag(self, words: list[Word]) -> set[str]:
        """The words that say something, like words under one name."""
        return {key for key in (self._alike.get(word.stem, word.stem) for word in words) if key not in self._stop}

    def _pairs(self, words: list[Word]) -> set[str]:
        keys = ["^", *(self._alike.get(word.stem, word.stem) for word in words), "$"]
        return {f"{first} {second}" for first, second in pairwise(keys)}

    def _rarity(self, key: str) -> float:
        """How much a word tells: the fewer topics' examples hold it, the more."""
        if key not in self._where:
            return log(1 + self._topics)
        rarity = self._rarities.get(key)
        if rarity is None:
            topics = {self._examples[number].topic for number in self._where[key]}
            rarity = self._rarities[key] = log(1 + self._topics / len(topics))
        return rarity

    def _length(self, bag: Iterable[str]) -> float:
        """The length of a bag as a vector; ``bag`` in order, so that the same words always give the same number."""
        return sqrt(sum([rarity * rarity for rarity in map(self._rarity, bag)])) or 1.0

    def _posted(self, key: str) -> dict[int, float]:
        """The examples that hold a word, each with the word's share in it."""
        if key not in self._where:
            return {}
        posted = self._postings.get(key)
        if posted is None:
            rarity, lengths, posted = self._rarity(key), self._lengths, {}
            for number in self._where[key]:
                lengths[number] = lengths[number] or self._length(self._examples[number].bag)
                posted[number] = rarity / lengths[number]
            self._postings[key] = posted
        return posted

    def _voted(self, key: str, share: float) -> dict[str, float]:
        """What a word or a pair adds for each of the topics that use it; ``share``: what its kind counts."""
        if key not in self._where and key not in self._pointed:
            return {}
        votes = self._votes.get(key)
        if votes is None:
            uses: dict[str, int] = {}
            for number in self._where.get(key, ()):
                topic = self._examples[number].topic
                uses[topic] = uses.get(topic, 0) + 1
            for topic, bag in self._pointers.items():
                if key in bag:
                    uses[topic] = uses.get(topic, 0) + POINTER
            rate = SHRINK * sum(uses.values()) / self._total if uses else 1.0
            votes = self._votes[key] = {topic: share * log((count + rate) / rate) for topic, count in uses.items()}
        return votes

    def nearest(self, words: list[Word]) -> dict[str, float]:
        """For each topic, the cosine (0-1) with its nearest example that shares a word of the matter itself."""
        mine = sorted(self.bag(words))
        length = self._length(mine)
        sums: dict[int, float] = {}
        for key in mine:
            if key not in _BESIDE:
                value = self._rarity(key) / length
                for number, weight in self._posted(key).items():
                    sums[number] = sums.get(number, 0.0) + value * weight
        for key in [key for key in mine if key in _BESIDE] if sums else ():
            posted, value = self._posted(key), self._rarity(key) / length
            for number in posted.keys() & sums.keys():
                sums[number] += value * posted[number]
        best: dict[str, float] = {}
        for number, alike in sums.items():
            topic = self._examples[number].topic
            best[topic] = max(alike, best.get(topic, 0.0))
        return best

    def votes(self, words: list[Word]) -> dict[str, float]:
        """For each topic, its share (0-1) of the votes of all words and pairs; empty where none is known."""
        sums: dict[str, float] = {}
        weight = 0.0
        for keys, share in ((self.bag(words), 1.0), (self._pairs(words), PAIR)):
            for key in sorted(keys):
                adds = self._voted(key, share)
                if not adds:
                    continue
                weight += share
                for topic, value in adds.items():
                    sums[topic] = sums.get(topic, 0.0) + value
        if not sums:
            return {}
        shares, total = {}, self._without(weight)
        for topic, value in sums.items():
            absent = SHARPNESS * weight * self._absent[topic]
            shares[topic] = exp(min(MOST_VOTES, SHARPNESS * value + absent))
            total += shares[topic] - exp(absent)
        return {topic: share / total for topic, share in shares.items()}

    def _without(self, weight: float) -> float:
        """The sum of all topics' shares where none uses any of the words, which weigh ``weight`` together."""
        kept = self._bare.get(weight)
        if kept is None:
            kept = self._bare[weight] = sum(exp(SHARPNESS * weight * absent) for absent in self._absent.values())
        return kept
