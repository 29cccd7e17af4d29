"""A reply as distinct sentences: what saying a thing twice, spacing and markdown can't change."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress

from msgspec import Struct

from simulator.scoring.marks import Quote
from simulator.scoring.trick_words import BUT
from simulator.scoring.word_kinds import NEGATIVE, NEGATIVES, kinds_of
from simulator.signals import Reading
from simulator.signals.remembered import Remembered

PROVOCATIONS = frozenset(
    "attack sarcasm dismissing condescending blaming defending deflecting wall re_asking wrong_name placeholder".split()
)
"""Signals that spoil a sentence: nothing else it says earns credit, so taking it out never costs a point."""
INTERNAL = frozenset({"jargon"})
"""Signals of internal words: no signal in such a sentence earns credit."""
SOME, STRONG = 1 / 3, 2 / 3
"""The two levels of a signal's strength that rubrics speak of."""

_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")


class Sentence(Struct, frozen=True, gc=False):
    """One sentence of a reply: its span, its words in lower case, and whether it provokes.

    ``foreign``: it uses internal words. No signal in it earns credit, but what the case knows it to promise does.
    ``kinds``: what its words are (word_kinds.py), a byte for each.
    """

    start: int
    end: int
    words: tuple[str, ...]
    spoiled: bool = False
    foreign: bool = False
    kinds: bytes = b""


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; marks of punctuation and markdown are none."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple([word.casefold() for word in _WORD.findall(text)])


def _chunk(text: str) -> tuple[tuple[str, ...], bytes]:
    """The words in what stands between two spaces ("brand-new,"), and their kinds."""
    own = words(text)
    return own, kinds_of(own)


_CHUNKS = Remembered(_chunk)


@lru_cache(maxsize=256)
def heard(text: str) -> tuple[str, ...]:
    """The words of a customer's message, which several measures compare a reply with."""
    return words(text)


def sentences(
    reading: Reading, spoiling: Sequence[tuple[int, int]] = (), internal: Sequence[tuple[int, int]] = ()
) -> tuple[Sentence, ...]:
    """Every sentence with at least one word, in order; a reading without sentences is one sentence.

    Args:
        reading: the reply.
        spoiling: spans of words that provoke, or that speak to somebody else.
        internal: spans of internal words.

    """
    text = reading.text
    said: list[tuple[int, int, tuple[str, ...], bytes]] = []
    for start, end in reading.sentences or ((0, len(text)),):
        part = text[start:end]
        chunks = [*map(_CHUNKS.__getitem__, (part.lower() if part.isascii() else part).split())]
        own, kinds = zip(*chunks, strict=True) if chunks else ((), ())
        key = tuple(chain.from_iterable(own))
        if key:
            said.append((start, end, key, b"".join(kinds)))
    spoiled, foreign = _touched(said, spoiling), _touched(said, internal)
    return tuple([Sentence(start, end, key, key in spoiled, key in foreign, kinds) for start, end, key, kinds in said])


def _touched(
    said: Sequence[tuple[int, int, tuple[str, ...], bytes]], spans: Sequence[tuple[int, int]]
) -> set[tuple[str, ...]]:
    if not spans:
        return set()
    starts, ends = [one[0] for one in said], [one[1] for one in said]
    return {said[n][2] for start, end in spans for n in range(*overlapped(starts, ends, start, end))}


def overlapped(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Which of some places in a row these words stand in, wholly or in part: the first, and the one after the last."""
    return bisect_right(ends, start), bisect_left(starts, end)


def distinct(items: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences without their repetitions, each where it was first said."""
    if len({item.words for item in items}) == len(items):
        return items
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


def negatives(text: str, items: Iterable[Sentence]) -> list[int]:
    """How many negatives and conditions each of these sentences of a text stacks."""
    stacked = []
    for item in items:
        said, denying = text[item.start : item.end], item.kinds.translate(NEGATIVES)
        if not said.isascii() or "_" in said:
            stacked.append(len(NEGATIVE.findall(said)))
        elif 1 in denying:  # no word differs from what stands in the text but by its case
            stacked.append(sum([len(NEGATIVE.findall(word)) for word in compress(item.words, denying)]))
        else:
            stacked.append(0)
    return stacked


def undone(reading: Reading, warm: tuple[str, ...]) -> tuple[Quote, ...]:
    """Sentences in which "but" takes back the warmth said before it."""
    taken = []
    said = [item.start for item in reading.of(*warm)]
    for start, end in reading.sentences if said else ():
        inside = [at for at in said if start <= at < end]
        if inside and any(start + hit.start() > min(inside) for hit in BUT.finditer(reading.text[start:end])):
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
    known = _their_words(theirs)
    if "’" not in "".join(reply) and b"\1" * run not in bytes(map(known.__contains__, reply)):
        return 0.0
    rows = _in_rows(_either_side(reply), run)
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


@lru_cache(maxsize=256)
def _their_words(theirs: str) -> frozenset[str]:
    """Words that are the customer's, or theirs from the other side."""
    said = set(_either_side(heard(theirs)))
    return frozenset([*said.difference(_SIDES), *(word for word, turned in _SIDES.items() if turned in said)])
