"""Small learned models: how a sentence sounds, by its words and word pairs, in pure Python.

A model is linear. Each feature (a word, a pair of words, a mark) carries the weights of all labels of its side, packed
as 16-bit lanes into one integer: summing those integers sums every label at once. A sentence's sum, divided by the
root of its length, becomes a strength on the labels' own scale: 1/3 is weak evidence, 2/3 is strong.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt
from operator import truediv

import msgspec
from msgspec import Struct

from simulator.signals.evidence import Context
from simulator.signals.features import WORD, Piece, echoes, features, marks, may_mark, names_of, pieces
from simulator.signals.text import Message

SHORT = 2.0
"""Added to a sentence's length: one word alone proves less."""
LOUDEST = 127
"""The largest integer weight that a feature may have."""
WEAK, STRONG = 1 / 3, 2 / 3
LEAST = -30.0
FAINT = exp(LEAST)
"""Log-odds so far below make no difference any more, and what is made of them."""
LANE = 1 << 15
SHOWN = 3
"""Words that a finding names as its reason, at most."""
LIGHT = frozenset(
    """a an the i me my mine we us our ours you your yours he him his she her it its they them their this that these
    those there here is are am was were be been being have has had do does did will would can could shall should may
    might must to of in on at for from with by about as and or but so if then just also too
    s name handle no not cannot""".split()
)
"""Words that carry no feeling by themselves."""


class Label(Struct, frozen=True):
    """One label of a model: from a sum to a strength.

    ``scale`` turns the packed integers into log-odds, ``bias`` is added; ``weak`` and ``strong`` are the log-odds
    that read 1/3 and 2/3.
    """

    name: str
    scale: float
    bias: float
    weak: float
    strong: float

    def strength(self, odds: float) -> float:
        """The strength of log-odds, 0-1; rises with them."""
        if odds < self.weak:
            below = odds - self.weak
            return WEAK * (exp(below) if below > LEAST else FAINT)
        if odds < self.strong:
            return WEAK + (STRONG - WEAK) * (odds - self.weak) / (self.strong - self.weak)
        below = self.strong - odds
        return 1.0 - (1.0 - STRONG) * (exp(below) if below > LEAST else FAINT)


class Weights(Struct, frozen=True):
    """A model as it is stored: labels, features in order, and a row of little-endian 16-bit lanes per feature."""

    labels: tuple[Label, ...]
    features: tuple[str, ...]
    rows: bytes


class Tone(Struct, frozen=True, gc=False):
    """How a piece sounds: for each label of the model the sum of its integer weights; the root of its length."""

    piece: Piece
    sums: tuple[int, ...]
    root: float


Summed = tuple[Piece, int]
"""A piece and the sum of its features' rows, as they are packed."""


class Model:
    """The labels of one side, ready to run."""

    def __init__(self, weights: Weights) -> None:
        self.labels = weights.labels
        width = 2 * len(weights.labels)
        rows = weights.rows
        self._lines = [(label.bias, label.scale) for label in weights.labels]
        self.lanes = {label.name: lane for lane, label in enumerate(weights.labels)}
        self._packed: dict[str, int] = {
            sys.intern(feature): int.from_bytes(rows[at : at + width], "little", signed=True)
            for feature, at in zip(weights.features, range(0, len(rows), max(1, width)), strict=True)
        }
        self._row = self._packed.get
        self._lift = sum(LANE << (16 * lane) for lane in range(len(weights.labels)))
        self._unpack = struct.Struct(f"<{len(weights.labels)}h").unpack

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """All features that weigh something."""
        return tuple(self._packed)

    def sums(self, features: Iterable[str]) -> tuple[int, ...]:
        """Each label's summed integer weights over the features; an unknown feature weighs nothing."""
        return self._lanes(self._total(features))

    def _total(self, features: Iterable[str]) -> int:
        return sum(filter(None, map(self._row, features)))

    def _lanes(self, total: int) -> tuple[int, ...]:
        # lifted, no lane borrows from the next one; the highest bit of a lifted lane is the sign's opposite
        lifted = (total + self._lift) ^ self._lift
        return self._unpack(lifted.to_bytes(2 * len(self.labels), "little"))

    def weights(self, features: Iterable[str], label: int) -> list[int]:
        """What each feature weighs for the label of that index."""
        lift, shift = self._lift, 16 * label
        rows = map(self._row, features)
        return [(((row + lift) >> shift) & 0xFFFF) - LANE if row else 0 for row in rows]

    def read(self, message: Message, context: Context) -> list[Tone]:
        """Every label's sum in every piece of the message."""
        return self.behind(self.summed(message, names_of(context)), echoes(message, context))

    def summed(self, message: Message, names: frozenset[str]) -> list[Summed]:
        """The pieces of a message, each with what its own words and marks weigh; ``names`` of the case are hidden."""
        marked = may_mark(message.text)
        return [
            (piece, self._total(features(piece.words, marks(message, piece) if marked else ())))
            for piece in pieces(message, names)
        ]

    def behind(self, summed: Sequence[Summed], around: Iterable[str]) -> list[Tone]:
        """The same with what stands ``around`` the message, as features."""
        more = self._total(around)
        return [Tone(piece, self._lanes(total + more), sqrt(len(piece.words) + SHORT)) for piece, total in summed]

    def halfway(self, tones: Sequence[Tone]) -> list[float]:
        """Each label's log-odds halfway between the message as a whole and its strongest piece; there must be one."""
        whole = _root(tones)
        roots = [tone.root for tone in tones]
        found = []
        for (bias, scale), *sums in zip(self._lines, *[tone.sums for tone in tones], strict=True):
            together = bias + scale * (sum(sums) / whole)
            strongest = bias + scale * max(map(truediv, sums, roots))
            found.append((together + strongest) / 2)
        return found

    def whole(self, tones: Sequence[Tone]) -> Tone:
        """All pieces of a message taken together; there must be one."""
        sums = tuple(map(sum, zip(*[tone.sums for tone in tones], strict=True)))
        return Tone(tones[0].piece, sums, _root(tones))

    def odds(self, tone: Tone, lane: int) -> float:
        """The log-odds of one label."""
        bias, scale = self._lines[lane]
        return bias + scale * (tone.sums[lane] / tone.root)


def _root(tones: Sequence[Tone]) -> float:
    """The root of the length of some pieces together."""
    return sqrt(sum([len(tone.piece.words) for tone in tones]) + SHORT)


@cache
def model(side: str) -> Model:
    """The shipped model of a side, ``agent`` or ``customer``, read once for the process."""
    stored = files("simulator.signals.weights").joinpath(f"{side}.bin").read_bytes()
    return Model(msgspec.msgpack.decode(stored, type=Weights))


class Reason(Struct, frozen=True, gc=False):
    """What carried a label in a piece: a span of the original, its words, and whether they say anything by themselves.

    ``weighty``: a word that is no pronoun, article or auxiliary weighs at least half of what weighs most.
    """

    start: int
    end: int
    words: str
    weighty: bool


def reason(message: Message, own: Model, piece: Piece, lane: int) -> Reason:
    """Where the words stand that carried a label most, and up to three of them; without any, the whole piece."""
    singles = own.weights(piece.words, lane)
    doubles = own.weights(map(" ".join, pairwise(piece.words)), lane)
    best = [(-weight, at, at) for at, weight in enumerate(singles) if weight > 0]
    best += [(-weight, at, at + 1) for at, weight in enumerate(doubles) if weight > 0]
    best.sort()
    if not best:
        return Reason(*message.span(piece.start, piece.end), "", weighty=False)
    weighty = [item for item in best if not LIGHT.issuperset(piece.words[item[1] : item[2] + 1])]
    top, first, last = (weighty or best)[0]
    named = dict.fromkeys(" ".join(piece.words[one : other + 1]) for _, one, other in best[:SHOWN])
    places = [match.span() for match in WORD.finditer(message.plain, piece.start, piece.end)]
    span = message.span(places[first][0], places[last][1])
    return Reason(*span, ", ".join(named), weighty=bool(weighty) and 2 * top <= best[0][0])
