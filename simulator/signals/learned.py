"""Small learned models: how a sentence sounds, by its words and word pairs, in pure Python.

A model is linear. Each feature (a word, a pair of words, a mark) carries the weights of all labels of its side, packed
as 16-bit lanes into one integer: summing those integers sums every label at once. A sentence's sum, divided by the
root of its length, becomes a strength on the labels' own scale: 1/3 is weak evidence, 2/3 is strong.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise, repeat
from math import exp, sqrt
from operator import truediv
from typing import NamedTuple

import msgspec
from msgspec import Struct

from simulator.signals.evidence import Context
from simulator.signals.lexicons.common import FUNCTION_WORDS, GENERIC_WORDS
from simulator.signals.text import Message, prepared

LONGEST = 120
"""Words of a sentence that are summed at once: a longer one is read in pieces, so that no lane overflows."""
MOST_MARKS = 10
"""Marks of a piece that are summed, for the same reason."""
SHORT = 2.0
"""Added to a sentence's length: one word alone proves less."""
LOUDEST = 127
"""The largest integer weight that a feature may have."""
WEAK, STRONG = 1 / 3, 2 / 3
LANE = 1 << 15
SHOWN = 3
"""Words that a finding names as its reason, at most."""
HIDDEN = "\x00"
"""Stands for a word that no model may see: a quoted one, or a name of the case."""

LIGHT = frozenset(
    """a an the i me my mine we us our ours you your yours he him his she her it its they them their this that these
    those there here is are am was were be been being have has had do does did will would can could shall should may
    might must to of in on at for from with by about as and or but so if then just also too
    s name handle no not cannot""".split()
)
"""Words that carry no feeling by themselves."""

FACES = "\u2600-\u27bf\U0001f300-\U0001faff"
MAY_MARK = re.compile(f"[!?:;={FACES}]")
"""What every mark of feeling begins with."""
MARK = re.compile(rf"{MAY_MARK.pattern}(?:(?<=[!?])[!?]*|(?<=[:;=])['’]?-?[)(/\\|DPp](?!\w)|(?<=[{FACES}]))")
WORD = re.compile(r"\S+")


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

    def odds(self, total: float) -> float:
        """The log-odds of a sum of weights over the root of a sentence's length."""
        return self.bias + self.scale * total

    def strength(self, odds: float) -> float:
        """The strength of log-odds, 0-1; rises with them."""
        if odds < self.weak:
            return WEAK * exp(max(-30.0, odds - self.weak))
        if odds < self.strong:
            return WEAK + (STRONG - WEAK) * (odds - self.weak) / (self.strong - self.weak)
        return 1.0 - (1.0 - STRONG) * exp(max(-30.0, self.strong - odds))


class Weights(Struct, frozen=True):
    """A model as it is stored: labels, features in order, and a row of little-endian 16-bit lanes per feature."""

    labels: tuple[Label, ...]
    features: tuple[str, ...]
    rows: bytes


class Piece(NamedTuple):
    """Words of one sentence that are summed at once; ``start``/``end`` is their span in the plain text."""

    sentence: int
    start: int
    end: int
    words: list[str]


class Tone(NamedTuple):
    """How a piece sounds: for each label of the model the sum of its integer weights; the root of its length."""

    piece: Piece
    sums: tuple[int, ...]
    root: float


class Model:
    """The labels of one side, ready to run."""

    def __init__(self, weights: Weights) -> None:
        self.labels = weights.labels
        width = 2 * len(weights.labels)
        rows = weights.rows
        self._lines = [(label.bias, label.scale) for label in weights.labels]
        self.lanes = {label.name: lane for lane, label in enumerate(weights.labels)}
        self._packed: dict[str, int] = {
            feature: int.from_bytes(rows[at : at + width], "little", signed=True)
            for feature, at in zip(weights.features, range(0, len(rows), max(1, width)), strict=True)
        }
        self._lift = sum(LANE << (16 * lane) for lane in range(len(weights.labels)))
        self._unpack = struct.Struct(f"<{len(weights.labels)}h").unpack

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """All features that weigh something."""
        return tuple(self._packed)

    def sums(self, features: Iterable[str]) -> tuple[int, ...]:
        """Each label's summed integer weights over the features; an unknown feature weighs nothing."""
        return self._lanes(sum(filter(None, map(self._packed.get, features))))

    def weights(self, features: Iterable[str], label: int) -> list[int]:
        """What each feature weighs for the label of that index."""
        lift, shift = self._lift, 16 * label
        return [(((row + lift) >> shift) & 0xFFFF) - LANE for row in map(self._packed.get, features, repeat(0))]

    def _lanes(self, total: int) -> tuple[int, ...]:
        # lifted, no lane borrows from the next one; the highest bit of a lifted lane is the sign's opposite
        lifted = (total + self._lift) ^ self._lift
        return self._unpack(lifted.to_bytes(2 * len(self.labels), "little"))

    def read(self, message: Message, context: Context) -> list[Tone]:
        """Every label's sum in every piece of the message."""
        around = echoes(message, context)
        marked = MAY_MARK.search(message.text) is not None
        found = []
        for piece in pieces(message, context):
            seen = features(piece.words, around, marks(message, piece) if marked else ())
            found.append(Tone(piece, self.sums(seen), sqrt(len(piece.words) + SHORT)))
        return found

    def halfway(self, tones: Sequence[Tone]) -> list[float]:
        """Each label's log-odds halfway between the message as a whole and its strongest piece; there must be one."""
        whole = _root(tones)
        roots = [tone.root for tone in tones]
        found = []
        for (bias, scale), sums in zip(self._lines, zip(*[tone.sums for tone in tones], strict=True), strict=True):
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
        return self.labels[lane].odds(tone.sums[lane] / tone.root)


def _root(tones: Sequence[Tone]) -> float:
    """The root of the length of some pieces together."""
    return sqrt(sum([len(tone.piece.words) for tone in tones]) + SHORT)


@cache
def model(side: str) -> Model:
    """The shipped model of a side, ``agent`` or ``customer``, read once for the process."""
    stored = files("simulator.signals.weights").joinpath(f"{side}.bin").read_bytes()
    return Model(msgspec.msgpack.decode(stored, type=Weights))


def features(words: Sequence[str], *more: Iterable[str]) -> Iterable[str]:
    """What a model sees of a piece of text: its words, its word pairs, its marks, and what stands around it."""
    return chain(words, map(" ".join, pairwise(words)), *more)


def pieces(message: Message, context: Context) -> list[Piece]:
    """The sentences' words, in pieces of at most ``LONGEST``; names of the case and quoted words are hidden."""
    hidden = _names(context)
    found = []
    for sentence, spoken in enumerate(message.spoken):
        if not spoken:
            continue
        start, end = message.line(sentence)
        words = _unquoted(message, start, end) if message.quotations else spoken
        if hidden:
            words = [HIDDEN if word in hidden else word for word in words]
        if len(words) <= LONGEST:
            found.append(Piece(sentence, start, end, words))
        else:
            found += _cut(sentence, start, end, words, message.plain)
    return found


def _cut(sentence: int, start: int, end: int, words: list[str], plain: str) -> Iterable[Piece]:
    places = [match.span() for match in WORD.finditer(plain, start, end)]
    for at in range(0, len(words), LONGEST):
        last = min(at + LONGEST, len(words)) - 1
        yield Piece(sentence, places[at][0], places[last][1], words[at : last + 1])


def _unquoted(message: Message, start: int, end: int) -> list[str]:
    return [
        HIDDEN if message.is_quoted(*message.span(*match.span())) else match[0].replace(",", "")
        for match in WORD.finditer(message.plain, start, end)
    ]


def _names(context: Context) -> frozenset[str]:
    case = context.case
    return _name_words(case.names + case.own_names) if case else frozenset()


@lru_cache(maxsize=256)
def _name_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in prepared(name).words) - FUNCTION_WORDS


def marks(message: Message, piece: Piece) -> list[str]:
    """Marks of feeling in the piece's own characters: exclamations, question marks, faces."""
    if not piece.words:
        return []
    start, end = message.span(piece.start, piece.end)
    if piece.end == message.line(piece.sentence)[1]:
        end = message.sentences[piece.sentence][1]  # what closes the sentence stands after its last word
    found = MARK.findall(message.text, start, end)
    return list(map(_mark, found[:MOST_MARKS])) if found else found


def _mark(found: str) -> str:
    if found[0] in "!?":
        return ("?!" if "!" in found and "?" in found else found[:2])[:2]
    return found.replace("-", "").replace("'", "").replace("’", "")


def echoes(message: Message, context: Context) -> tuple[str, ...]:
    """How much the message takes up of the one before it, as a feature; none where there is none."""
    if not context.previous:
        return ()
    return (f"~echo{min(2, len(_told(context.previous).intersection(message.words)))}",)


@lru_cache(maxsize=256)
def _told(previous: str) -> frozenset[str]:
    return frozenset(prepared(previous).words) - FUNCTION_WORDS - GENERIC_WORDS


class Reason(NamedTuple):
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
    best = [(weight, at, at) for at, weight in enumerate(singles) if weight > 0]
    best += [(weight, at, at + 1) for at, weight in enumerate(doubles) if weight > 0]
    best.sort(key=lambda item: (-item[0], item[1]))
    if not best:
        return Reason(*message.span(piece.start, piece.end), "", weighty=False)
    weighty = [item for item in best if not LIGHT.issuperset(piece.words[item[1] : item[2] + 1])]
    top, first, last = (weighty or best)[0]
    named = dict.fromkeys(" ".join(piece.words[one : other + 1]) for _, one, other in best[:SHOWN])
    places = [match.span() for match in WORD.finditer(message.plain, piece.start, piece.end)]
    span = message.span(places[first][0], places[last][1])
    return Reason(*span, ", ".join(named), weighty=bool(weighty) and 2 * top >= best[0][0])
