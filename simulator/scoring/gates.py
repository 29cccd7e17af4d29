"""Which words a pattern can't do without: costly patterns are tried only on texts that hold one of them.

Read off the pattern itself, so that a pattern may change without anything else to keep in step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, reduce
from importlib import import_module
from operator import or_
from typing import Any, NamedTuple

from simulator.signals.lexicons.common import FUNCTION_WORDS
from simulator.signals.remembered import Remembered

MOST = 32
"""Most wordings that a part is multiplied out to."""
MOST_SETS = 3
"""Sets of a pattern that are asked for, the rarest (:meth:`Gates.opening` counts on three)."""
_parse = import_module("re._parser").parse  # the standard library's own reader of patterns; it has no public name
_DOTS = str.maketrans("İı", "ii")
_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})

Words = frozenset[str]
Stands = Callable[[str, str], bool]
"""Whether a part stands in a word, or begins it, ends it, is it."""
OPEN: Words = frozenset({""})
"""Stands in every text."""


def fold(text: str) -> str:
    """A text in small letters, as patterns that pass over case compare it."""
    if text.isascii():
        return text.lower()
    return (text.translate(_DOTS) if "İ" in text or "ı" in text else text).casefold()


class Gate:
    """A pattern behind the words it can't do without."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Sets of folded pieces: of each set one stands in every text that the pattern matches."""
        return needed(self.pattern)

    def opens(self, folded: str) -> bool:
        """Whether the pattern may match a text, given folded; False: it can't."""
        for words in self.words:
            for word in words:  # no generators: asked dozens of times for each reply
                if word in folded:
                    break
            else:
                return False
        return True


NONE: frozenset[Gate] = frozenset()


class Gates:
    """Gates that are asked together: each word of a text is looked at once, and remembered for the next text.

    Every set of a gate has a bit: set ``n`` of gate ``k`` is bit ``n * gates + k``. A word that holds one of a set's
    pieces meets it. A piece with a space in it stands in no word: it has a bit of its own above those of the sets, and
    where a word may be its rarest part, the text itself has to show the piece. Sets that a gate doesn't have are met.
    """

    def __init__(self, gates: Iterable[Gate]) -> None:
        self.gates: Sequence[Gate] = tuple(gates)
        self._width = len(self.gates)
        self._remembered = Remembered(self._held)

    def opening(self, folded: str) -> frozenset[Gate]:
        """The gates whose patterns may match a text, given folded."""
        held = reduce(or_, map(self._remembered.__getitem__, folded.split()), self._always)
        width, spaced = self._width, self._spaced
        perhaps = held >> MOST_SETS * width
        while perhaps:
            place = perhaps.bit_length() - 1
            piece, bits = spaced[place]
            if piece in folded:
                held |= bits
            perhaps ^= 1 << place
        met, found = held & held >> width & held >> 2 * width & (1 << width) - 1, []
        while met:
            place = met.bit_length() - 1
            found.append(self.gates[place])
            met ^= 1 << place
        return frozenset(found) if found else NONE

    @cached_property
    def _pieces(self) -> dict[str, int]:
        """All pieces, with the bits of their sets."""
        bits: dict[str, int] = {}
        for number, gate in enumerate(self.gates):
            for place, words in enumerate(gate.words):
                for piece in words:
                    bits[piece] = bits.get(piece, 0) | 1 << (place * self._width + number)
        return bits

    @cached_property
    def _spaced(self) -> tuple[tuple[str, int], ...]:
        """Pieces that no word can hold, with the bits of their sets."""
        return tuple(item for item in self._pieces.items() if not _is_in_a_word(item[0]))

    @cached_property
    def _parts(self) -> dict[tuple[str, Stands], int]:
        """What a word has to hold and where, with the bits that it sets."""
        parts = {(piece, str.__contains__): bits for piece, bits in self._pieces.items() if _is_in_a_word(piece)}
        for place, (piece, _) in enumerate(self._spaced):
            part = _rarest_part(piece)
            parts[part] = parts.get(part, 0) | 1 << (MOST_SETS * self._width + place)
        return parts

    @cached_property
    def _always(self) -> int:
        """The bits of sets that gates don't have, and of pieces that any text may hold."""
        free = [n * self._width + k for k, gate in enumerate(self.gates) for n in range(len(gate.words), MOST_SETS)]
        return sum(1 << bit for bit in free) | self._held("")

    def _held(self, word: str) -> int:
        held = 0
        for (part, stands), bits in self._parts.items():
            if stands(word, part):
                held |= bits
        return held


def _is_in_a_word(piece: str) -> bool:
    return piece.split() == [piece]


def _rarest_part(piece: str) -> tuple[str, Stands]:
    """The part between spaces that is rarest in texts, and where in a word it stands where the text holds the piece."""
    parts = piece.split()
    rarest = max(parts, key=lambda part: (part not in FUNCTION_WORDS and len(part) > 1, len(part)), default="")
    begins = rarest != piece[: len(rarest)] and rarest not in parts[:1]
    ends = rarest != piece[len(piece) - len(rarest) :] and rarest not in parts[-1:]
    if begins and ends:
        return rarest, str.__eq__
    return rarest, str.startswith if begins else str.endswith if ends else str.__contains__


def needed(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], ...]:
    """The sets themselves, the smallest first: it is asked soonest. None where nothing can be said."""
    part = _read(_parse(pattern.pattern, pattern.flags & re.VERBOSE))
    sets = {words for words in (part.required if part.exact is None else (part.exact,)) if "" not in words}
    rarest = sorted(sets, key=_rarity, reverse=True)[:MOST_SETS]
    return tuple(sorted(map(_shortest, rarest), key=lambda words: (len(words), words)))


def _shortest(words: Words) -> tuple[str, ...]:
    """The pieces without those that hold another of them."""
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


def _rarity(words: Words) -> tuple[int, int, list[str]]:
    return min(map(len, words)), -len(words), sorted(words)


class _Part(NamedTuple):
    """All wordings of a part (None: too many), sets of which one member must occur, and how it begins, if known."""

    exact: Words | None
    required: tuple[Words, ...] = ()
    begins: Words | None = None


def _best(part: _Part) -> Words:
    """The set that is hardest to meet."""
    sets = part.required if part.exact is None else (part.exact,)
    return max(sets, key=_rarity, default=OPEN)


def _read(sequence: Iterable[tuple[Any, Any]]) -> _Part:
    run: Words = OPEN
    begins: Words | None = None
    required: list[Words] = []
    for op, value in sequence:
        if str(op) in _NO_WIDTH:
            continue
        part = _item(str(op), value)
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = frozenset(left + right for left in run for right in part.exact)
            continue
        if part.begins is not None and len(run) * len(part.begins) <= MOST:
            run = frozenset(left + right for left in run for right in part.begins)
        begins = run if begins is None else begins
        required += [run, *part.required]
        run = OPEN if part.exact is None else part.exact
    return _Part(run) if begins is None else _Part(None, (*required, run), begins)


def _item(op: str, value: Any) -> _Part:
    match op:
        case "LITERAL":
            return _Part(frozenset({fold(chr(value))}))
        case "IN" if len(value) <= MOST and all(str(kind) == "LITERAL" for kind, _ in value):
            return _Part(frozenset(fold(chr(code)) for _, code in value))
        case "SUBPATTERN":
            return _read(value[-1])
        case "BRANCH":
            return _either([_read(branch) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(*value)
    return _Part(None)


def _repeated(least: int, most: int, inner: Any) -> _Part:
    part = _read(inner)
    if least == 0:
        return _Part(None if part.exact is None or most > 1 else part.exact | OPEN)
    return part if most == 1 else _Part(None, (_best(part),), part.begins if part.exact is None else part.exact)


def _either(parts: Sequence[_Part]) -> _Part:
    exact = [part.exact for part in parts if part.exact is not None]
    if len(exact) == len(parts) and sum(map(len, exact)) <= MOST:
        return _Part(frozenset().union(*exact))
    begins = [part.begins if part.exact is None else part.exact for part in parts]
    known = [words for words in begins if words is not None]
    start = frozenset().union(*known) if len(known) == len(parts) else None
    return _Part(None, (frozenset().union(*map(_best, parts)),), start)
