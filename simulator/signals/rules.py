"""Rules are rows of data; this is the one place that compiles them and runs them over a message.

A pattern is written against a message's plain words (text.py): no contractions, British spelling, one space between
words. In it a space also allows a comma, `` .. `` stands for up to 4 words in between and `` ... `` for up to 8,
``{name}`` is a macro of lexicons/macros.py, ``^`` and ``$`` are the ends of a sentence, and the rest is an ordinary
regular expression without unbounded repetition, so that the time it takes grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from msgspec import Struct

from simulator.signals.evidence import Evidence
from simulator.signals.lexicons.macros import MACROS
from simulator.signals.scope import is_negated, is_reported, is_said_of_us
from simulator.signals.text import Message

MAX_HITS = 40
"""Matches counted per rule: no reply needs more, and a hostile one can't make evidence grow without end."""

GAP = r"(?:,?\ |(?<=\ ))(?:\S{{1,40}}\ ){{0,{}}}?"
COLUMN = 7
"""Where patterns begin in a rules file."""

FLAGS: dict[str, str] = {
    "n": "a negation before it in the same clause undoes it",
    "r": "doesn't count when reported or hypothetical (you were told to ..., if I said ...)",
    "o": "doesn't count when the writer speaks of the own side (I will contact the courier)",
    "q": "counts only in a question",
    "s": "counts only outside questions",
    "k": "counts inside quotation marks, too",
}


class Rule(Struct, frozen=True):
    """Words that carry ``signal`` with a strength; strength 0 marks words that only look like it."""

    signal: str
    strength: float
    pattern: str
    detail: str = ""
    flags: str = ""


def load(*names: str) -> tuple[Rule, ...]:
    """The rules of the named files of lexicons/ (``empathy`` for ``empathy.rules``), in order.

    A section begins with ``== signal | plain sentence | flags``; then a row is a strength (with ``+flags`` of its
    own), and from the eighth column on a pattern, which goes on in lines that are indented that far.
    """
    folder = files("simulator.signals.lexicons")
    return tuple(rule for name in names for rule in parse(folder.joinpath(f"{name}.rules").read_text("utf-8")))


def parse(source: str) -> Iterator[Rule]:
    """The rules of one rules file; lines that begin with ``#`` and empty lines are skipped."""
    signal = detail = flags = ""
    joined = source.replace("\n" + " " * COLUMN, "")
    for line in joined.splitlines():
        if line.startswith("== "):
            signal, detail, flags = (part.strip() for part in line[3:].split("|"))
        elif line and not line.startswith("#"):
            strength, _, own = line[:COLUMN].strip().partition("+")
            yield Rule(signal, float(strength), line[COLUMN:], detail, flags + own)


class Hit(NamedTuple):
    """Where a rule matched: a span of the plain text, in one sentence."""

    rule: Rule
    start: int
    end: int
    sentence: int


class Ruleset:
    """Rules behind one literal filter: a rule is tried only where a word it can't do without occurs."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Sequence[Rule] = tuple(rules)
        self._compiled: dict[int, re.Pattern[str]] = {}

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for literal in needed(rule.pattern) or {""}:
                index.setdefault(literal, []).append(number)
        return index

    def find(self, message: Message) -> dict[str, list[Hit]]:
        """All matches that their flags let stand, by signal, in the rules' order."""
        haystack = message.plain.replace(",", "")
        chosen: set[int] = set()
        for literal, numbers in self._index.items():
            if literal in haystack:
                chosen.update(numbers)
        found: dict[str, list[Hit]] = {}
        lookalikes: dict[str, list[Hit]] = {}
        for number in sorted(chosen):
            rule = self.rules[number]
            hits = self._hits(number, rule, message)
            if hits:
                (found if rule.strength else lookalikes).setdefault(rule.signal, []).extend(hits)
        for signal, false in lookalikes.items():
            if signal in found:
                found[signal] = [hit for hit in found[signal] if not any(_overlap(hit, other) for other in false)]
        return found

    def _hits(self, number: int, rule: Rule, message: Message) -> list[Hit]:
        pattern = self._compiled.get(number)
        if pattern is None:
            pattern = self._compiled[number] = compiled(rule.pattern)
        hits: list[Hit] = []
        for match in pattern.finditer(message.plain):
            hit = Hit(rule, match.start(), match.end(), message.sentence_at(match.start()))
            if _stands(hit, message):
                hits.append(hit)
                if len(hits) == MAX_HITS:
                    break
        return hits


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _stands(hit: Hit, message: Message) -> bool:
    flags = hit.rule.flags
    if ("q" in flags and not message.questions[hit.sentence]) or ("s" in flags and message.questions[hit.sentence]):
        return False
    before = message.plain[max(message.lines[hit.sentence], hit.start - 80) : hit.start]
    if "n" in flags and is_negated(before):
        return False
    if "r" in flags and is_reported(before):
        return False
    if "o" in flags and is_said_of_us(before):
        return False
    if "k" in flags or not message.quotations:
        return True
    return not message.is_quoted(*message.span(hit.start, hit.end))


def evidence(
    message: Message, hits: Iterable[Hit], weigh: Callable[[Hit], float] | None = None
) -> tuple[Evidence, ...]:
    """Hits as evidence; of hits that overlap the strongest stays, then the longest. In order of the text.

    ``weigh`` gives a factor for a hit's strength; at 0 the hit is left out.
    """
    weighed = [(hit.rule.strength * (weigh(hit) if weigh else 1.0), hit) for hit in hits]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].start - pair[1].end, pair[1].start))
    kept: list[tuple[float, Hit]] = []
    for strength, hit in weighed:
        if strength > 0 and not any(_overlap(hit, other) for _, other in kept):
            kept.append((strength, hit))
    kept.sort(key=lambda pair: pair[1].start)
    return tuple(
        quote(message, hit.rule.signal, strength, (hit.start, hit.end), hit.rule.detail) for strength, hit in kept
    )


def quote(message: Message, signal: str, strength: float, place: tuple[int, int], detail: str = "") -> Evidence:
    """Evidence for a span of the plain text, quoted from the original; strength is kept in [0, 1]."""
    start, end = message.span(*place)
    return Evidence(signal, min(1.0, max(0.0, strength)), start, end, message.text[start:end], detail)


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression that a pattern stands for; it matches whole words of one sentence."""
    source = expanded(pattern).replace("(", "(?:").replace("(?:?", "(?")
    source = source.replace(" ", ",? ").replace("\x01", GAP.format(4)).replace("\x02", GAP.format(8))
    return re.compile(rf"(?<!\S)(?:{source})(?![^\s,])", re.MULTILINE)


def expanded(pattern: str) -> str:
    """A pattern with its macros written out and its gaps as single control characters."""
    while (match := re.search(r"\{([a-z_]+)\}", pattern)) is not None:
        pattern = pattern[: match.start()] + MACROS[match[1]] + pattern[match.end() :]
    return pattern.replace(" ... ", "\x02").replace(" .. ", "\x01")


def needed(pattern: str) -> frozenset[str]:
    """Literals of which every match holds at least one (commas aside); empty where a pattern has none."""
    return _Literals(expanded(pattern)).alternatives()


class _Literals:
    """Reads the literals off an expanded pattern by recursive descent."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def alternatives(self) -> frozenset[str]:
        """The union over the branches, empty if one branch needs nothing."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        return frozenset().union(*branches) if all(branches) else frozenset()

    def _sequence(self) -> frozenset[str]:
        best: frozenset[str] = frozenset()
        run = ""
        while (char := self._peek()) not in {"", "|", ")"}:
            if char.isalnum() or char in " '":
                self.at += 1
                if self._optional():
                    best, run = _better(best, run), ""
                else:
                    run += char
                continue
            best, run = _better(best, run), ""
            inner = self._group() if char == "(" else self._skip()
            if not self._optional() and inner and _weight(inner) > _weight(best):
                best = inner
        return _better(best, run)

    def _group(self) -> frozenset[str]:
        looks = self.source[self.at + 1 : self.at + 2] == "?"
        self.at += 1
        if looks:
            self.at = self.source.index("!", self.at) + 1
        inner = self.alternatives()
        self.at += 1
        return frozenset() if looks else inner

    def _skip(self) -> frozenset[str]:
        char = self._peek()
        self.at = self.source.index("]", self.at) + 1 if char == "[" else self.at + 1 + (char == "\\")
        return frozenset()

    def _optional(self) -> bool:
        char = self._peek()
        if char == "?":
            self.at += 1
            return True
        if char == "{":
            start, self.at = self.at, self.source.index("}", self.at) + 1
            return self.source[start + 1] == "0"
        return False

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]


def _better(best: frozenset[str], run: str) -> frozenset[str]:
    literal = frozenset({run.strip()} - {""})
    return literal if literal and _weight(literal) > _weight(best) else best


def _weight(literals: frozenset[str]) -> float:
    return min(8, min(map(len, literals))) - 0.1 * len(literals) if literals else -99.0
