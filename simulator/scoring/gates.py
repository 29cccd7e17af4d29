"""Which words a pattern can't do without: costly patterns are tried only on texts that hold one of them.

Read off the pattern itself, so that a pattern may change without anything else to keep in step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

MOST = 24
"""Most wordings that a part is multiplied out to."""
MOST_SETS = 3
KNOWN_WORD = 40
"""Characters up to which a word is remembered with the pieces it holds."""
_parse = import_module("re._parser").parse  # the standard library's own reader of patterns; it has no public name
_DOTS = str.maketrans("İı", "ii")
_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})

Words = frozenset[str]
OPEN: Words = frozenset({""})
"""Stands in every text."""


def fold(text: str) -> str:
    """A text in small letters, as patterns that pass over case compare it."""
    return text.lower() if text.isascii() else text.translate(_DOTS).casefold()


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


class Gates:
    """Gates that are asked together: each word of a text is looked at once, and remembered for the next text."""

    def __init__(self, gates: Iterable[Gate]) -> None:
        self.gates: Sequence[Gate] = tuple(gates)
        self._remembered = lru_cache(maxsize=16_384)(self._held)

    def opening(self, folded: str) -> frozenset[Gate]:
        """The gates whose patterns may match a text, given folded."""
        held = self._remembered("")
        for word in set(folded.split()):
            held |= self._remembered(word) if len(word) <= KNOWN_WORD else self._held(word)
        found = []
        for gate, sets in self._sets:  # no generators: asked dozens of times for each reply
            for whole, parts, spaced in sets:
                if not held & whole and not (held & parts and _any_in(spaced, held, folded)):
                    break
            else:
                found.append(gate)
        return frozenset(found)

    @cached_property
    def _bits(self) -> dict[str, int]:
        """A bit for each piece; one with a space in it goes by its longest part, which stands inside one word."""
        parts = {_in_a_word(piece) for gate in self.gates for words in gate.words for piece in words}
        return {part: 1 << place for place, part in enumerate(sorted(parts))}

    def _held(self, word: str) -> int:
        return sum(bit for part, bit in self._bits.items() if part in word)

    @cached_property
    def _sets(self) -> list[tuple[Gate, list[tuple[int, int, list[tuple[int, str]]]]]]:
        """For each gate its sets: bits of whole pieces, bits of parts, and pieces with a space in them, by part."""
        return [(gate, list(map(self._set, gate.words))) for gate in self.gates]

    def _set(self, words: Sequence[str]) -> tuple[int, int, list[tuple[int, str]]]:
        bits = {piece: self._bits[_in_a_word(piece)] for piece in words}
        whole = sum(bit for piece, bit in bits.items() if _in_a_word(piece) == piece)
        spaced = [(bit, piece) for piece, bit in bits.items() if not bit & whole]
        return whole, sum({bit for bit, _ in spaced}), spaced


def _any_in(pieces: Iterable[tuple[int, str]], held: int, text: str) -> bool:
    return any(bit & held and piece in text for bit, piece in pieces)


def _in_a_word(piece: str) -> str:
    return max(piece.split(), key=len, default="")


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
