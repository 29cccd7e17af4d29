"""Which words a pattern can't do without: a rule is tried only on messages that hold them.

A pattern is read by recursive descent. Parts with few possible wordings are multiplied out ("(no|any) need" gives
"no need" and "any need"); what can't be is left out. Of the sets of wordings that remain, each of which must be met
by one member, the rarest are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from simulator.signals.lexicons.common import FUNCTION_WORDS
from simulator.signals.lexicons.macros import MACROS

GAPS = "\x01\x02"
"""Stand for a gap of a few words in an expanded pattern (patterns.py)."""
MOST = 20
"""Most wordings that a part is multiplied out to."""
MOST_SETS = 4
LONGEST = 3
"""Words in a wording that is looked up."""
START = "^"
"""Stands in a wording for the start of a sentence, as if it were a word."""
START_WEIGHT = 0.3
"""How much the start of a sentence tells beside a word: little, but more than nothing."""

ODD = "#"
"""Stands in a wording for any word that holds a sign or a digit, whatever else it is."""
ODD_WEIGHT = 0.8
"""How much such a word tells: more than a small word, less than any other."""

LITERAL = re.compile(r"[^()\[\]{}|?\\.^$\x01\x02]+")

BRACKET = re.compile(r"\\.|[()\[\]|]")
REPEATS = re.compile(r"\?|\{\d")

Wordings = frozenset[str]
EMPTY: Wordings = frozenset({""})


class Part(NamedTuple):
    """A part of a pattern: all its wordings (None: too many), and sets of wordings of which one must occur.

    ``closed``: begun at the start of a word, it ends at the end of one. ``opens``: it begins with a space, or is
    left out. ``optional``: it may be left out.
    """

    exact: Wordings | None
    required: tuple[Wordings, ...] = ()
    closed: bool = False
    opens: bool = False
    optional: bool = False


def needed(pattern: str) -> tuple[Wordings, ...]:
    """Up to four sets of wordings (1-3 words); a text matches the pattern only if it holds one of each.

    Gaps in the pattern are single control characters, macros stand by their names.
    """
    part = _Reader(pattern).alternatives(" ")
    sets = [part.exact] if part.exact is not None else list(part.required)
    ranked = sorted(filter(None, map(_grams, sets)), key=_rarity, reverse=True)
    return tuple(ranked[:MOST_SETS])


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand outside all brackets."""
    found, depth, start = [], 0, 0
    for match in BRACKET.finditer(pattern):
        sign = match[0]
        if sign == "|" and depth == 0:
            found.append(pattern[start : match.start()])
            start = match.end()
        depth += (sign in "([") - (sign in ")]")
    return [*found, pattern[start:]]


def _grams(wordings: Iterable[str]) -> Wordings:
    """Whole words of each wording, at most three; empty if one wording has none."""
    found = set()
    for wording in wordings:
        words = wording.split(" ")[1:-1]  # the outer pieces may be parts of words
        words = [word for word in words if word]
        if not words or words == [START]:
            if not any(is_odd(piece) for piece in wording.split(" ") if piece != START):
                return frozenset()
            words = [ODD]
        found.add(" ".join(words if len(words) <= LONGEST else max(_windows(words), key=_weight)))
    return frozenset(found)


def _windows(words: list[str]) -> list[list[str]]:
    return [words[at : at + LONGEST] for at in range(len(words) - LONGEST + 1)]


def _weight(words: Iterable[str]) -> float:
    return sum(map(_word_weight, words))


@cache
def _word_weight(word: str) -> float:
    return _WEIGHTS.get(word, 0.4 if word in FUNCTION_WORDS else 1.5) + 0.01 * len(word)


_WEIGHTS = {START: START_WEIGHT, ODD: ODD_WEIGHT}


def is_odd(word: str) -> bool:
    """Whether a word, or a part of one, holds a sign or a digit."""
    return word != "" and not (word.isascii() and word.isalpha())


def _rarity(wordings: Wordings) -> float:
    return min(_weight(wording.split()) for wording in wordings) - 0.01 * len(wordings)


class _Reader:
    """Reads an expanded pattern from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def alternatives(self, edge: str = "") -> Part:
        """The branches of a group, or of the whole pattern, whose ``edge`` is the end of a word."""
        branches = [self._sequence(edge)]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence(edge))
        if len(branches) == 1:
            return branches[0]
        exact = [branch.exact for branch in branches]
        if None not in exact:
            return Part(frozenset().union(*(wordings for wordings in exact if wordings is not None)))
        return Part(None, _either(branches), all(map(_closes, branches)), all(map(_opens, branches)))

    def _sequence(self, edge: str) -> Part:
        run, required = frozenset({edge}), []
        whole = closed = True
        opens: bool | None = None
        while (char := self._peek()) not in {"", "|", ")"}:
            starts = all(wording.endswith(" ") for wording in run)
            part, breaks = self._item(char, edge, starts)
            if opens is None and not (_opens(part) and _optional(part)):
                opens = _opens(part) or bool(breaks)
            closed = bool(breaks) or _closes(part)
            if part.exact is not None and (1 in {len(run), len(part.exact)} or len(run) * len(part.exact) <= MOST):
                run = frozenset(left + right for left in run for right in part.exact)
                continue
            whole = False
            required.append(frozenset(wording + (breaks or self._break(part, edge)) for wording in run))
            required += part.required
            run = EMPTY if part.exact is None else part.exact
            if breaks or (starts and (part.exact is not None or part.closed)):
                run = frozenset(" " + wording for wording in run)
        run = frozenset(wording + edge for wording in run) if edge else run
        return Part(run) if whole else Part(None, (*required, run), closed, bool(opens))

    def _break(self, part: Part, edge: str) -> str:
        """A space if the part begins with one, or may be left out where a word ends ("monday( morning)?")."""
        if not _opens(part):
            return ""
        return " " if not _optional(part) or self._ends(edge) or self._peek() == "$" else ""

    def _item(self, char: str, edge: str, starts: bool) -> tuple[Part, str]:
        """The next part, and the space that a gap brings with it; ``starts``: it begins at the start of a word."""
        if char == "(":
            part = self._group(edge, starts)
        elif char == "[":
            end = self.source.index("]", self.at)
            letters = self.source[self.at + 1 : end]
            part = Part(None if "-" in letters or "^" in letters else frozenset(letters))
            self.at = end + 1
        elif char in GAPS:
            self.at += 1
            return Part(None), " "
        elif char in "^$":
            self.at += 1
            return Part(frozenset({f"{START} "}) if char == START and self.at == 1 else EMPTY), ""
        elif char == "{":
            end = self.source.index("}", self.at)
            name = self.source[self.at + 1 : end]
            self.at = end + 1
            part = _macro(name, "")
            if part.exact is None and starts and self._ends(edge):
                part = Part(None, _macro(name, " ").required, part.closed, part.opens)
        elif char in "\\.":
            sign = self.source[self.at + 1 : self.at + 2] if char == "\\" else ""
            self.at += 1 + len(sign)
            part = Part(frozenset({sign})) if sign and not sign.isalnum() else Part(None)
        else:
            return self._literal(), ""
        return self._repeated(part), ""

    def _literal(self) -> Part:
        """A run of plain characters; what follows it may make its last one optional."""
        match = LITERAL.match(self.source, self.at)
        end = match.end() if match else self.at + 1
        if REPEATS.match(self.source, end) and end - self.at > 1:
            end -= 1
        run = self.source[self.at : end]
        self.at = end
        return self._repeated(Part(frozenset({run}))) if len(run) == 1 else Part(frozenset({run}))

    def _group(self, edge: str, starts: bool) -> Part:
        looks = self.source.startswith("(?", self.at)
        first = self.at + (3 if looks else 1)
        self.at = first
        part = self.alternatives()
        self.at += 1
        if looks:
            return Part(EMPTY)
        if part.exact is None and starts and self._ends(edge):
            end, self.at = self.at, first
            part = Part(None, self.alternatives(" ").required, part.closed, part.opens)
            self.at = end
        return part

    def _ends(self, edge: str) -> bool:
        """Whether a word ends here: before a space, a gap, or the end of a part that ends one."""
        char = self._peek()
        return (char in GAPS and char != "") or char == " " or (edge == " " and char in {"", "|", ")"})

    def _repeated(self, part: Part) -> Part:
        char = self._peek()
        if char == "?":
            self.at += 1
            if part.exact is not None:
                return Part(part.exact | EMPTY)
            return Part(None, (), part.closed, part.opens, optional=True)
        if char == "{" and self.source[self.at + 1].isdigit():
            least = self.source[self.at + 1]
            self.at = self.source.index("}", self.at) + 1
            return Part(None, () if least == "0" else part.required, _closes(part), _opens(part), least == "0")
        return part

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]


@cache
def _macro(name: str, edge: str) -> Part:
    return _Reader(MACROS[name]).alternatives(edge)


def _closes(part: Part) -> bool:
    """Whether the part, begun at the start of a word, ends at the end of one."""
    if part.exact is None:
        return part.closed
    return all(wording == "" or wording.endswith(" ") for wording in part.exact)


def _opens(part: Part) -> bool:
    """Whether the part begins with a space wherever it is not left out."""
    if part.exact is None:
        return part.opens
    return all(wording == "" or wording[0] == " " for wording in part.exact)


def _optional(part: Part) -> bool:
    """Whether the part may be left out, or stands for no words at all (a look-ahead, an end of the sentence)."""
    return part.optional if part.exact is None else "" in part.exact


def _either(branches: list[Part]) -> tuple[Wordings, ...]:
    """One set over the branches: of each branch all wordings, or its rarest required set."""
    union: set[str] = set()
    for branch in branches:
        sets = [branch.exact] if branch.exact is not None else branch.required
        usable = [wordings for wordings in sets if _grams(wordings)]
        if not usable:
            return ()
        union.update(max(usable, key=lambda wordings: _rarity(_grams(wordings))))
    return (frozenset(union),)
