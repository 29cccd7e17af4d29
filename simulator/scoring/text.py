"""A reply as distinct sentences: what saying a thing twice, spacing and markdown can't change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from simulator.scoring.marks import Quote
from simulator.signals import Reading
from simulator.signals.remembered import Remembered

PROVOCATIONS: tuple[str, ...] = tuple(
    "attack sarcasm dismissing condescending blaming defending deflecting wall re_asking wrong_name placeholder".split()
)
"""Signals that spoil a sentence: nothing else it says earns credit, so taking it out never costs a point."""
_SPOILS = frozenset(PROVOCATIONS)
SOME, STRONG = 1 / 3, 2 / 3
"""The two levels of a signal's strength that rubrics speak of."""

_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|unless|if|except|n[o']t|\w+n['’]t|unable|impossible)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but|however|although|though|nevertheless|that said)\b", re.IGNORECASE)


class Sentence(Struct, frozen=True):
    """One sentence of a reply: its span, its words in lower case, and whether it provokes.

    ``foreign``: it uses internal words. No signal in it earns credit, but what the case knows it to promise does.
    """

    start: int
    end: int
    words: tuple[str, ...]
    spoiled: bool = False
    foreign: bool = False


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; marks of punctuation and markdown are none."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(match.group().casefold() for match in _WORD.finditer(text))


@lru_cache(maxsize=256)
def heard(text: str) -> tuple[str, ...]:
    """The words of a customer's message, which several measures compare a reply with."""
    return words(text)


def sentences(reading: Reading, not_to_customer: Iterable[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
    """Every sentence with at least one word, in order; a reading without sentences is one sentence.

    Args:
        reading: the reply.
        not_to_customer: spans of words that speak to somebody else; they spoil their sentence.

    """
    spans = reading.sentences or ((0, len(reading.text)),)
    text = reading.text
    said = [(start, end, words(text[start:end])) for start, end in spans]
    strong = [item for item in reading.evidence if item.strength >= SOME]
    spoiled = _touched(said, [*((i.start, i.end) for i in strong if i.signal in _SPOILS), *not_to_customer])
    foreign = _touched(said, [(i.start, i.end) for i in strong if i.signal == "jargon"])
    return tuple([Sentence(start, end, key, key in spoiled, key in foreign) for start, end, key in said if key])


def _touched(said: list[tuple[int, int, tuple[str, ...]]], spans: list[tuple[int, int]]) -> set[tuple[str, ...]]:
    if not spans:
        return set()
    return {key for start, end, key in said if any(first < end and start < last for first, last in spans)}


def distinct(items: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences without their repetitions, each where it was first said."""
    first: dict[tuple[str, ...], Sentence] = {}
    for item in items:
        first.setdefault(item.words, item)
    return tuple(first.values())


def position(every: tuple[Sentence, ...], wanted: Iterable[Sentence]) -> int | None:
    """How early the first wanted sentence comes, 1 for the first; None if there is none.

    Counts the other distinct sentences that begin before its last repetition, so that no repetition moves it forward.
    """
    places = []
    for sentence in wanted:
        last = max(item.start for item in every if item.words == sentence.words)
        before = {item.words for item in every if item.start < last and item.words != sentence.words}
        places.append(len(before) + 1)
    return min(places, default=None)


def negatives(text: str, said: tuple[str, ...]) -> int:
    """How many negatives and conditions a sentence stacks; ``said``: its words."""
    if text.isascii() and "_" not in text:  # then no word differs from what stands in the text but by its case
        return sum(map(_NEGATIVES.__getitem__, said))
    return len(_NEGATIVE.findall(text))


_NEGATIVES = Remembered(lambda word: len(_NEGATIVE.findall(word)))


def undone(reading: Reading, warm: tuple[str, ...]) -> tuple[Quote, ...]:
    """Sentences in which "but" takes back the warmth said before it."""
    taken = []
    said = [item.start for item in reading.of(*warm)]
    for start, end in reading.sentences if said else ():
        inside = [at for at in said if start <= at < end]
        if inside and any(start + hit.start() > min(inside) for hit in _BUT.finditer(reading.text[start:end])):
            taken.append(Quote(start, end, reading.text[start:end]))
    return tuple(taken)


_SIDES = dict.fromkeys(("i", "me", "we", "us"), "you") | {
    "my": "your",
    "our": "your",
    "mine": "yours",
    "am": "are",
    "was": "were",
    "im": "you're",
    "i'm": "you're",
    "ive": "you've",
    "i've": "you've",
    "i'd": "you'd",
}


def _either_side(said: tuple[str, ...]) -> tuple[str, ...]:
    """Words with "I" and "you" as one, so that a copy turned around is a copy."""
    if "’" not in "".join(said):
        return tuple([_SIDES.get(plain, plain) for plain in said])
    return tuple([_SIDES.get(plain, plain) for plain in [word.replace("’", "'") for word in said]])


def parroted(reply: tuple[str, ...], theirs: str, *, run: int = 4) -> float:
    """The share of a reply's runs of ``run`` words that the customer said just so, 0-1 (0 for a short reply)."""
    reply = _either_side(reply)
    rows = _in_rows(reply, run)
    if _runs(theirs, run).isdisjoint(rows):
        return 0.0
    own = set(rows)
    return len(own & _runs(theirs, run)) / len(own) if len(own) >= run else 0.0


def _in_rows(said: tuple[str, ...], run: int) -> list[tuple[str, ...]]:
    """Every so many words in a row."""
    return list(zip(*[said[n:] for n in range(run)], strict=False))


@lru_cache(maxsize=256)
def _runs(theirs: str, run: int) -> frozenset[tuple[str, ...]]:
    said = _either_side(heard(theirs))
    return frozenset(_in_rows(said, run))
