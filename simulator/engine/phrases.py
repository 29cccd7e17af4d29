"""Phrases of the shared notation (scenarios/shared/language.yaml), compiled into one book that reads a sentence once.

A book is a tree over words: matching costs a few look-ups for each word of the sentence, however many phrases it has.
"""

from __future__ import annotations

import re
from itertools import product, zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.word_forms import FORMS
from simulator.engine.words import MONEY, NUMBER, PERCENT, WORTH_LEARNING, Speller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.engine.words import Word

GAP = 4
"""Words that "..." may stand for at most."""

SMALL_WORD, QUESTION_WORD = 0.35, 0.6
"""What a small word (for, be) and a question word (who, when) add to a phrase's weight; a full word adds 1."""

LEAST_WEIGHT = 0.9
"""A phrase that weighs less ("can you") is none, unless its owner asks for small words."""
QUESTION_WORDS = frozenset("what which when where who whi how".split())
"""Stems of the words that open a question."""

NO_SETS: dict[int, None] = {}
"""Of a word that no phrase holds."""
WORTH_KEEPING = 4_000
"""Sentences whose phrases are remembered at most; a full memory is emptied rather than grown."""

Words = dict[str, tuple[str, ...]]
Steps = tuple[int, ...]
"""A phrase step by step: at each a set of words, by its number in the book."""
_GAP_MARK, _ANY = "...", "_"
_NO_WORDS = {_GAP_MARK, _ANY}
_FIGURES = {MONEY, PERCENT, NUMBER}
_PIECE = re.compile(r"\([^)]*\)|\S+")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


class Found(Struct):
    """A phrase found in a sentence: whose it is, and its words (half-open); ``weight`` counts the words it names.

    A book that is told which words are small weighs them less (`SMALL_WORD`).
    """

    owner: tuple[str, ...]
    first: int
    last: int
    weight: float


class _Node(Struct):
    """A place in the tree: ``edges`` lead on by a set of words (its number in the book), by a gap, or by any word."""

    edges: dict[int, _Node]
    owners: list[tuple[tuple[str, ...], float]]
    gap: _Node | None = None
    any: _Node | None = None


class Book:
    """Phrases with their owners; ``add`` them, then ``find`` them in sentences."""

    def __init__(self, speller: Speller, classes: Words, small: frozenset[str] = frozenset()) -> None:
        self._speller, self._classes, self._small = speller, classes, small
        self._root = _Node({}, [])
        self._numbers: dict[frozenset[str], int] = {}
        self._sets: dict[str, dict[int, None]] = {}
        self._weights: list[float] = []
        self._names: list[bool] = []
        self._gap, self._any = self._numbered(frozenset({_GAP_MARK})), self._numbered(frozenset({_ANY}))
        self._pieces: dict[str, list[Steps]] = {}
        self._starts: dict[str, list[_Node]] = {}
        self._found: dict[tuple[tuple[str, str, bool], ...], list[Found]] = {}

    def add(self, owner: tuple[str, ...], phrases: Iterable[str], *, small: bool = False) -> None:
        """Teach the book some phrases of one owner; ``small``: also phrases of small words alone ("i will")."""
        for phrase in phrases:
            readings = list(self._readings(phrase))
            bare = {self._gap} if _ANY in (phrase.split()[0], phrase.split()[-1]) else {self._gap, self._any}
            for number, steps in enumerate(readings):
                weight = sum([self._weights[step] for step in steps])
                # words left out may not leave only small ones: "(put) you (on hold)" is not "you"
                names = weight >= LEAST_WEIGHT or " " not in phrase
                if small or (names and (number == 0 or self._full(steps, bare))):
                    self._insert(steps, owner, weight)
        self._starts.clear()
        self._found.clear()

    def _numbered(self, words: frozenset[str]) -> int:
        """The number of a set of words, any of which a step of a phrase may be; what naming one counts is kept."""
        number = self._numbers.get(words)
        if number is None:
            number = self._numbers[words] = len(self._numbers)
            asks = words <= QUESTION_WORDS
            weight = SMALL_WORD if words <= self._small else QUESTION_WORD if asks and self._small else 1.0
            self._weights.append(0.0 if words <= _NO_WORDS else weight)
            self._names.append(self._weights[number] == 1 and not asks)
            for word in words:
                self._sets.setdefault(word, {})[number] = None
        return number

    def _full(self, steps: Steps, bare: set[int]) -> bool:
        """Whether a reading still names something, and no word left out has left a gap at its edge."""
        if steps[0] in bare or steps[-1] in bare:
            return False
        return any(self._names[step] for step in steps)

    def names(self, phrase: str) -> bool:
        """Whether a phrase, written in the notation, would be found at all: it isn't made of small words only."""
        steps = next(self._readings(phrase), ())
        return bool(steps) and (sum([self._weights[step] for step in steps]) >= LEAST_WEIGHT or " " not in phrase)

    def find(self, words: list[Word]) -> list[Found]:
        """Every phrase in one sentence, in order of its first word; the same words are looked up once."""
        key = tuple([(word.stem, word.figure, word.gap > 1) for word in words])
        kept = self._found.get(key)
        if kept is None:
            if len(self._found) >= WORTH_KEEPING:
                self._found.clear()
            kept = self._found[key] = self._look_up(words)
        return [*kept]

    def forget(self) -> None:
        """Look every sentence up anew, for whoever measures what that costs."""
        self._found.clear()

    def _look_up(self, words: list[Word]) -> list[Found]:
        found: list[Found] = []
        for first, (word, after) in enumerate(zip_longest(words, words[1:])):
            nodes = self._beginning(word.stem)
            nodes = [*nodes, *self._next(self._root, word.figure)] if word.figure else nodes
            if not nodes:
                continue
            ahead = self._sets.get(after.stem, NO_SETS).keys() if after is not None else NO_SETS.keys()
            simple = after is None or not after.figure
            for node in nodes:
                if simple and node.gap is None and node.any is None and node.edges.keys().isdisjoint(ahead):
                    # most phrases that begin here end here: no need to walk on
                    found += [Found(owner, first, first + 1, weight) for owner, weight in node.owners]
                else:
                    self._walk(words, node, first, found)
        return found

    def _beginning(self, stem: str) -> list[_Node]:
        """The places that phrases which begin with a word lead to."""
        starts = self._starts.get(stem)
        if starts is None:
            if len(self._starts) >= WORTH_LEARNING:
                self._starts.clear()
            starts = self._starts[stem] = self._next(self._root, stem)
        return starts

    def _next(self, node: _Node, stem: str) -> list[_Node]:
        edges, sets = node.edges, self._sets.get(stem, NO_SETS)
        if len(edges) < len(sets):
            nodes = [edges[number] for number in edges if number in sets]
        else:
            nodes = [edges[number] for number in sets if number in edges]
        return nodes if node.any is None else [*nodes, node.any]

    def _walk(self, words: list[Word], start: _Node, first: int, found: list[Found]) -> None:
        todo = [(start, first + 1, 0)]
        length = len(words)
        while todo:
            node, at, slack = todo.pop()
            if not slack:
                for owner, weight in node.owners:
                    found.append(Found(owner, first, at, weight))
                if node.gap is not None:
                    todo.append((node.gap, at, GAP + 1))
            if at >= length or not (node.edges or node.any is not None):
                continue
            word = words[at]
            if slack and word.gap > 1:
                continue  # a gap reaches over no colon, dash or bracket
            todo += [(after, at + 1, 0) for after in self._next(node, word.stem)]
            if word.figure:
                todo += [(after, at + 1, 0) for after in self._next(node, word.figure)]
            if slack > 1:
                todo.append((node, at + 1, slack - 1))

    def _insert(self, steps: Steps, owner: tuple[str, ...], weight: float) -> None:
        node = self._root
        for step in steps:
            node = self._grow(node, step)
        if all(known != owner for known, _ in node.owners):
            node.owners.append((owner, weight))

    def _grow(self, node: _Node, step: int) -> _Node:
        if step == self._gap:
            node.gap = node.gap or _Node({}, [])
            return node.gap
        if step == self._any:
            node.any = node.any or _Node({}, [])
            return node.any
        after = node.edges.get(step)
        if after is None:
            after = node.edges[step] = _Node({}, [])
        return after

    def _readings(self, phrase: str) -> Iterator[Steps]:
        """The phrase as steps, once with and once without each word in brackets."""
        parts: list[list[Steps]] = []
        for piece in _PIECE.findall(phrase):
            choices = [self._written(word) for word in piece.strip("()").split()]
            parts.append([tuple(step for pick in picks for step in pick) for picks in product(*choices)])
            if piece.startswith("("):
                parts[-1].append(())
        for pick in product(*parts):
            steps = tuple(step for choice in pick for step in choice)
            if steps:
                yield steps

    def _written(self, piece: str) -> list[Steps]:
        """What one piece of a phrase stands for; the same in all phrases of the book."""
        choices = self._pieces.get(piece)
        if choices is None:
            choices = self._pieces[piece] = self._choices(piece)
        return choices

    def _choices(self, piece: str) -> list[Steps]:
        """One piece of a phrase: single words are one step of many choices; forms of two words stand apart."""
        if piece in {_GAP_MARK, _ANY, *_FIGURES}:
            return [(self._numbered(frozenset({piece})),)]
        single: set[str] = set()
        longer: list[Steps] = []
        words = list(self._spread(piece))
        if all(word in self._speller.fillers for word in words):
            return [()]
        for word in words:
            if word in self._speller.fillers:
                continue
            if word in _FIGURES:
                single.add(word)
                continue
            stems = self._speller.stems(word)
            if len(stems) == 1:
                single.add(stems[0])
            else:
                longer.append(tuple([self._numbered(frozenset({part})) for part in stems]))
        return ([(self._numbered(frozenset(single)),)] if single else []) + list(dict.fromkeys(longer))

    def _spread(self, piece: str) -> Iterator[str]:
        for word in piece.lower().split("/"):
            if word.startswith("@"):
                yield from self._classes.get(word[1:], ())
            elif word in _FIGURES:
                yield word
            elif _NUMERAL.fullmatch(word):
                yield f"{float(word):g}"
            else:
                plain = word.replace("e-mail", "email").strip(".,;:!?\"'")
                yield from _PLAIN.findall(plain)


def vocabulary(phrases: Iterable[str], classes: Words) -> set[str]:
    """Every written word in the phrases and the classes: what a speller may correct towards."""
    words: set[str] = set()
    for phrase in [*phrases, *(word for group in classes.values() for word in group)]:
        words.update(_PLAIN.findall(phrase.lower().replace("e-mail", "email")))
    return words | set(FORMS)
