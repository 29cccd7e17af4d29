"""How much a question resembles the example questions of each topic: by its nearest example, and by all of them.

The nearest example is the cosine of rarity-weighted words. All examples together vote word by word and pair by pair
(naive Bayes with shrinkage towards the words' overall rate). Both are sums over a few look-ups; nothing is trained
elsewhere, so an example added to the file counts at once.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

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
_ASSENT = frozenset("correct right okay fine true".split())
"""Words that ask whether something was got right ("is that correct?"), whatever it was."""


class _Example(Struct):
    topic: str
    weights: dict[str, float]


class Resemblance:
    """An index of example questions by topic.

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
        self._texts: list[tuple[str, set[str], set[str]]] = []
        self._learn(examples)

    def extended(self, examples: Iterable[tuple[str, list[Word]]]) -> Resemblance:
        """The same index with further examples: a scenario's own."""
        other = Resemblance((), self._alike, self._stop)
        other._pointers, other._texts = self._pointers, list(self._texts)
        other._learn(examples)
        return other

    def _learn(self, examples: Iterable[tuple[str, list[Word]]]) -> None:
        texts = [(topic, self.bag(words), self._pairs(words)) for topic, words in examples]
        self._texts += [item for item in texts if item[1]]
        self._weigh(self._texts)
        self._count(self._texts, self._pointers)

    def bag(self, words: list[Word]) -> set[str]:
        """The words that say something, like words under one name."""
        return {key for key in (self._alike.get(word.stem, word.stem) for word in words) if key not in self._stop}

    def _pairs(self, words: list[Word]) -> set[str]:
        keys = ["^", *(self._alike.get(word.stem, word.stem) for word in words), "$"]
        return {f"{first} {second}" for first, second in pairwise(keys)}

    def _weigh(self, texts: list[tuple[str, set[str], set[str]]]) -> None:
        spread: dict[str, set[str]] = {}
        for topic, bag, _ in texts:
            for key in bag:
                spread.setdefault(key, set()).add(topic)
        count = max(2, len({topic for topic, _, _ in texts}))
        self._rarity = {key: log(1 + count / len(topics)) for key, topics in spread.items()}
        self._unseen = log(1 + count)
        self._examples = [_Example(topic, self._scaled(bag)) for topic, bag, _ in texts]
        self._where: dict[str, list[int]] = {}
        for number, example in enumerate(self._examples):
            for key in example.weights:
                self._where.setdefault(key, []).append(number)

    def _scaled(self, bag: set[str]) -> dict[str, float]:
        raw = {key: self._rarity.get(key, self._unseen) for key in sorted(bag)}
        size = sqrt(sum(value * value for value in raw.values())) or 1.0
        return {key: value / size for key, value in raw.items()}

    def _count(self, texts: list[tuple[str, set[str], set[str]]], pointers: dict[str, set[str]]) -> None:
        """For each word and pair: what it adds for the topics that use it; and what any word takes from each topic."""
        sizes: dict[str, int] = {}
        uses: dict[str, dict[str, int]] = {}
        for topic, bag, pairs in texts:
            sizes[topic] = sizes.get(topic, 0) + 1
            for key in (*bag, *pairs):
                by_topic = uses.setdefault(key, {})
                by_topic[topic] = by_topic.get(topic, 0) + 1
        for topic, bag in pointers.items():
            sizes[topic] = sizes.get(topic, 0) + POINTER
            for key in bag:
                by_topic = uses.setdefault(key, {})
                by_topic[topic] = by_topic.get(topic, 0) + POINTER
        total = sum(sizes.values())
        self._absent = {topic: log(SHRINK / (size + SHRINK)) for topic, size in sizes.items()}
        self._votes: dict[str, dict[str, float]] = {}
        for key, by_topic in uses.items():
            rate = SHRINK * sum(by_topic.values()) / total
            self._votes[key] = {topic: log((count + rate) / rate) for topic, count in by_topic.items()}

    def nearest(self, words: list[Word]) -> dict[str, float]:
        """For each topic, the cosine (0-1) with its nearest example that shares a word of the matter itself."""
        mine = self._scaled(self.bag(words))
        sums: dict[int, float] = {}
        for key, value in mine.items():
            for number in self._where.get(key, ()):
                sums[number] = sums.get(number, 0.0) + value * self._examples[number].weights[key]
        full = [key for key in mine if key not in QUESTION_WORDS and key not in _ASSENT]
        shared = {number for key in full for number in self._where.get(key, ())}
        best: dict[str, float] = {}
        for number, value in sums.items():
            if number in shared:
                topic = self._examples[number].topic
                best[topic] = max(value, best.get(topic, 0.0))
        return best

    def votes(self, words: list[Word]) -> dict[str, float]:
        """For each topic, its share (0-1) of the votes of all words and pairs; empty where none is known."""
        sums: dict[str, float] = {}
        weight = 0.0
        for keys, share in ((self.bag(words), 1.0), (self._pairs(words), PAIR)):
            for key in sorted(keys):
                votes = self._votes.get(key)
                if votes is None:
                    continue
                weight += share
                for topic, value in votes.items():
                    sums[topic] = sums.get(topic, 0.0) + share * value
        if not sums:
            return {}
        raw = {
            topic: exp(min(50.0, SHARPNESS * (sums.get(topic, 0.0) + weight * absent)))
            for topic, absent in self._absent.items()
        }
        total = sum(raw.values())
        return {topic: raw[topic] / total for topic in sums}
