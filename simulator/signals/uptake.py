"""What a message picks up again: the case's names, orders, items, dates and stakes, and the other side's words."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from simulator.signals.evidence import CaseWords
from simulator.signals.lexicons.common import DATE_WORDS, FEELING_FAMILIES, FUNCTION_WORDS, GENERIC_WORDS, TITLES
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


class Element(NamedTuple):
    """One thing picked up: its kind, its key (the same thing has the same key), the word, and its sentence."""

    kind: str
    key: str
    word: int
    sentence: int


Known = dict[str, tuple[str, str]]
"""Stem -> (kind, key)."""


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


def elements(message: Message, case: CaseWords | None, previous: str | None) -> tuple[Element, ...]:
    """Everything the message picks up again, each thing at its first place in a sentence."""
    known = known_words(case, previous)
    if not known:
        return ()
    found: list[Element] = []
    seen: set[tuple[str, int]] = set()
    for sentence in range(len(message.sentences)):
        for index in message.words_of(sentence):
            hit = _look_up(message.words[index], known)
            if hit is not None and (hit[1], sentence) not in seen:
                seen.add((hit[1], sentence))
                found.append(Element(hit[0], hit[1], index, sentence))
    return tuple(found)


def _look_up(word: str, known: Known) -> tuple[str, str] | None:
    family = FEELING_FAMILIES.get(word)
    if family is not None and f"={family}" in known:
        return known[f"={family}"]
    return known.get(stem(word))


@lru_cache(maxsize=256)
def known_words(case: CaseWords | None, previous: str | None) -> Known:
    """What can be picked up; where a word is several things the weightiest kind wins."""
    known: Known = {}
    if previous is not None:
        _learn_message(known, prepared(previous))
    if case is not None:
        groups = {"name": case.names, "date": case.dates, "order": case.orders, "item": case.items, "stake": case.stakes}
        for kind, terms in groups.items():
            for term in terms:
                _learn_term(known, kind, term)
    return known


def _learn_message(known: Known, message: Message) -> None:
    for word in message.words:
        family = FEELING_FAMILIES.get(word)
        if family is not None:
            known[f"={family}"] = ("feeling", family)
        elif word.strip("€$£")[:1].isdigit():
            known[stem(word)] = ("number", word)
        elif word in DATE_WORDS:
            known[stem(word)] = ("date", stem(word))
        elif word in GENERIC_WORDS:
            known.setdefault(stem(word), ("generic", "generic"))
        elif len(word) > 2 and word not in FUNCTION_WORDS and " " not in word:
            known.setdefault(stem(word), ("detail", stem(word)))


def _learn_term(known: Known, kind: str, term: str) -> None:
    for word in prepared(term).words:
        if word in TITLES or " " in word or (len(word) < 2 and not word.isdigit()):
            continue
        if word in FUNCTION_WORDS and kind != "name":
            continue
        generic = word in GENERIC_WORDS and kind != "stake"
        key = term.lower() if kind in {"item", "order"} else stem(word)
        known[stem(word)] = ("generic", "generic") if generic else (kind, key)


def copied(message: Message, previous: str | None) -> frozenset[int]:
    """Sentences that are the other side's words unchanged: most of them stand in one run in ``previous``."""
    if previous is None:
        return frozenset()
    runs = _runs(previous)
    found = set()
    for sentence in range(len(message.sentences)):
        words = [message.words[index] for index in message.words_of(sentence)]
        shared = [tuple(words[at : at + COPY_RUN]) in runs for at in range(len(words) - COPY_RUN + 1)]
        if shared and sum(shared) + COPY_RUN - 1 >= 0.7 * len(words) and any(shared):
            found.add(sentence)
    return frozenset(found)


@lru_cache(maxsize=256)
def _runs(previous: str) -> frozenset[tuple[str, ...]]:
    words = prepared(previous).words
    return frozenset(tuple(words[at : at + COPY_RUN]) for at in range(len(words) - COPY_RUN + 1))


def is_word_salad(message: Message, sentence: int) -> bool:
    """Whether a sentence is a heap of words rather than a sentence: six or more, hardly any of them a function word."""
    words = [message.words[index] for index in message.words_of(sentence)]
    if len(words) < 6:
        return False
    return sum(word in FUNCTION_WORDS or " " in word for word in words) < 0.2 * len(words)
