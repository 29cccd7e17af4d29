"""What a message picks up again: the case's names, orders, items, dates and stakes, and the other side's words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from simulator.signals.evidence import CaseWords
from simulator.signals.lexicons.common import DATE_WORDS, FEELING_FAMILIES, FUNCTION_WORDS, GENERIC_WORDS, TITLES
from simulator.signals.remembered import Remembered
from simulator.signals.text import Message, prepared

WEIGHTS: dict[str, float] = {
    "stake": 0.6,
    "item": 0.45,
    "order": 0.45,
    "date": 0.45,
    "feeling": 0.45,
    "number": 0.4,
    "detail": 0.4,
    "name": 0.2,
    "generic": 0.12,
}
"""How much naming one thing of a kind shows that the customer was heard, 0-1; design choices, in this order."""
COPY_RUN = 6
"""As many words in a row taken over unchanged are copying, not picking up."""


class Known(NamedTuple):
    """One thing that can be picked up: its weightiest kind and its key; and its kind in the case, in the message."""

    kind: str
    key: str
    in_case: str = ""
    told: str = ""


class Element(NamedTuple):
    """One thing picked up (the same thing has the same key), the word's index, and its sentence."""

    known: Known
    word: int
    sentence: int

    @property
    def kind(self) -> str:
        """What it is: one of the keys of ``WEIGHTS``."""
        return self.known.kind

    @property
    def key(self) -> str:
        """What names it, in any of its forms."""
        return self.known.key


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its commonest endings, so that "waiting" meets "waited" and "26th" meets "26"."""
    if word[:1].isdigit():
        return word.rstrip("stndrh") if word[-2:] in {"st", "nd", "rd", "th"} else word
    for ending in ("ing", "ies", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


STEMS = Remembered(stem)
FEELINGS = frozenset(map(stem, FEELING_FAMILIES))
"""Stems of all words that name a feeling, and of some that don't."""


def elements(message: Message, case: CaseWords | None, previous: str | None) -> tuple[Element, ...]:
    """Everything the message picks up again, each thing at its first place in a sentence."""
    known = known_words(case, previous)
    if not known:
        return ()
    roots = list(map(STEMS.__getitem__, message.words))
    if known.keys().isdisjoint(roots) and FEELINGS.isdisjoint(roots):
        return ()
    found: list[Element] = []
    seen: set[tuple[str, int]] = set()
    may_be = FEELINGS.union(known).__contains__
    for index in compress(range(len(roots)), map(may_be, roots)):
        thing = known.get(FEELING_FAMILIES.get(message.words[index], "")) or known.get(roots[index])
        if thing is None:
            continue
        sentence = message.sentence_at(message.offsets[index])
        if (thing.key, sentence) not in seen:
            seen.add((thing.key, sentence))
            found.append(Element(thing, index, sentence))
    return tuple(found)


@lru_cache(maxsize=256)
def known_words(case: CaseWords | None, previous: str | None) -> dict[str, Known]:
    """What can be picked up, by stem (a stated feeling by ``=family``); the case's kind of a word goes first."""
    known = {**_in_case(case)} if case is not None else {}
    for word, (kind, key) in (_told(prepared(previous)) if previous is not None else {}).items():
        mine = known.get(word)
        known[word] = Known(kind, key, told=kind) if mine is None else mine._replace(told=kind)
    return known


def _told(message: Message) -> dict[str, tuple[str, str]]:
    told: dict[str, tuple[str, str]] = {}
    for word in message.words:
        root = stem(word)
        if word in FEELING_FAMILIES:
            told[FEELING_FAMILIES[word]] = ("feeling", FEELING_FAMILIES[word])
        elif word.strip("€$£")[:1].isdigit():
            told[root] = ("number", word)
        elif word in DATE_WORDS:
            told[root] = ("date", root)
        elif word in GENERIC_WORDS:
            told.setdefault(root, ("generic", "generic"))
        elif len(word) > 2 and word not in FUNCTION_WORDS and " " not in word:
            told.setdefault(root, ("detail", root))
    return told


@lru_cache(maxsize=64)
def _in_case(case: CaseWords) -> dict[str, Known]:
    """The case's words by stem; the weightiest kind comes last and stays."""
    found: dict[str, Known] = {}
    groups = {"name": case.names, "date": case.dates, "order": case.orders, "item": case.items, "stake": case.stakes}
    for kind, terms in groups.items():
        for term in terms:
            for word in prepared(term).words:
                if not _says_something(word, kind):
                    continue
                key = term.lower() if kind in {"item", "order"} else stem(word)
                generic = word in GENERIC_WORDS and kind != "stake"
                known = Known("generic", "generic", "generic") if generic else Known(kind, key, kind)
                found[stem(word)] = known
    return found


def _says_something(word: str, kind: str) -> bool:
    if word in TITLES or " " in word or (len(word) < 2 and not word.isdigit()):
        return False
    return kind == "name" or word not in FUNCTION_WORDS


def copied(message: Message, previous: str | None) -> frozenset[int]:
    """Sentences that are the other side's words unchanged: most of them stand in one run in ``previous``."""
    if previous is None or not _may_copy(message, previous):
        return frozenset()
    runs = _runs(previous)
    found = set()
    for sentence in range(len(message.sentences)):
        words = [message.words[index] for index in message.words_of(sentence)]
        shared = sum(map(runs.__contains__, _in_rows(words)))
        if shared and shared + COPY_RUN - 1 >= 0.7 * len(words):
            found.add(sentence)
    return frozenset(found)


def _may_copy(message: Message, previous: str) -> bool:
    """Whether ``COPY_RUN`` words in a row, or more, occur in ``previous``, in whatever order."""
    return b"\1" * COPY_RUN in bytes(map(_words(previous).__contains__, message.words))


@lru_cache(maxsize=256)
def _words(previous: str) -> frozenset[str]:
    return frozenset(prepared(previous).words)


@lru_cache(maxsize=256)
def _runs(previous: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_in_rows(prepared(previous).words))


def _in_rows(words: list[str]) -> Iterable[tuple[str, ...]]:
    """Every ``COPY_RUN`` words in a row."""
    return zip(*(words[at:] for at in range(COPY_RUN)), strict=False)


def is_word_salad(message: Message, sentence: int) -> bool:
    """Whether a sentence is a heap of words rather than a sentence: six or more, hardly any of them a function word."""
    words = [message.words[index] for index in message.words_of(sentence)]
    if len(words) < 6:
        return False
    return sum([word in FUNCTION_WORDS or " " in word for word in words]) < 0.2 * len(words)
