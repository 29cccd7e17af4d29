"""Rules are rows of data; this is the one place that compiles them and runs them over a message.

A pattern is written against a message's plain words (text.py): no contractions, British spelling, one space between
words. In it a space also allows a comma, `` .. `` stands for up to 4 words in between and `` ... `` for up to 8,
``{name}`` is a macro of lexicons/macros.py, ``^`` and ``$`` are the ends of a sentence, and the rest is an ordinary
regular expression without unbounded repetition, so that the time it takes grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from operator import itemgetter

from msgspec import Struct

from simulator.signals.candidates import Candidates
from simulator.signals.patterns import BEFORE, compiled, marked
from simulator.signals.prefilter import START, branches
from simulator.signals.scope import REACHES, is_negated, is_reported, is_said_of_us, signs
from simulator.signals.scope_spoken import is_undone_in
from simulator.signals.text import Message

MAX_HITS = 40
"""Matches counted per rule: no reply needs more, and a hostile one can't make evidence grow without end."""

CANCELLED = "not "
"""Before a signal's name: the hits that cancel it, and those that a negation or a report undid."""
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


class Hit(Struct, frozen=True, gc=False):
    """Where a rule matched: a span of the plain text, in one sentence."""

    rule: Rule
    start: int
    end: int
    sentence: int


ANY = sum(REACHES.values())
"""All signs: of a language whose words are not known one by one."""
Look = Callable[..., re.Match[str] | None]
"""Looks for a pattern in a line, from a place on if one is given."""
Match = tuple[int, int, re.Match[str]]
"""A branch's number, that of the block in which it was found, and where it was found there first."""
_NUMBER = itemgetter(0)


class Ruleset:
    """Rules behind one filter: a rule is tried only on messages that hold words it can't do without."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Sequence[Rule] = tuple(rules)
        self._branches = [(rule, branch) for rule in self.rules for branch in branches(marked(rule.pattern))]
        self._candidates = Candidates([branch for _, branch in self._branches])
        self._in_one = _Ready(self._branches, self._candidates, several=False)
        self._in_several = _Ready(self._branches, self._candidates, several=True)

    def find(self, message: Message) -> dict[str, list[Hit]]:
        """All matches that their flags let stand, by signal, in the rules' order; what cancels under its own key."""
        found: dict[str, list[Hit]] = {}
        lookalikes: dict[str, list[Hit]] = {}
        undone: list[Hit] = []
        blocks, single, quoted = message.blocks, len(message.blocks) == len(message.lines), len(message.quotations) > 0
        ready = self._in_one if single else self._in_several
        before, left, signs_in = -1, 0, _Signs(message)
        for number, place, first in self._matches(message, ready, single=single):
            if number != before:
                before, left = number, MAX_HITS
                rule, again, reach, asks = ready.rows[number]
                signal, hits = rule.signal, found if rule.strength else lookalikes
            match: re.Match[str] | None = first
            sentence, begin = place, blocks[place][0]
            while match is not None and left:
                start, end = match.span()
                if not single:
                    sentence, begin = _sentence_of(message, place, match)
                hit = Hit(rule, begin + start, begin + end - 1, sentence)
                if not (asks or quoted) or _fits(hit, message):
                    if reach and signs_in[sentence] & reach and _is_undone(hit, message):
                        if rule.strength:
                            undone.append(hit)
                    else:
                        hits.setdefault(signal, []).append(hit)
                        left -= 1
                match = again(match.string, end) if again is not None else None
        _cancel(found, lookalikes, undone)
        return found

    def _matches(self, message: Message, ready: _Ready, *, single: bool) -> list[Match]:
        """The first match of each branch in each block, in the order of branches; ``single``: each is a sentence."""
        order, looks = self._candidates.order, ready.looks
        matches: list[Match] = []
        blocks = zip(message.written, message.spoken, strict=True) if single else _joined(message)
        for place, (text, words) in enumerate(blocks):
            line = BEFORE + text
            for at in self._candidates.among(words):
                # half of all candidates match nowhere: those cost this one look, and no more
                match = (looks[at] or ready.made(at))(line)
                if match is not None:
                    matches.append((order[at], place, match))
        matches.sort(key=_NUMBER)
        return matches


class _Ready:
    """Branches as they are looked for in blocks of one sentence, or of ``several``; each made ready when first needed.

    ``looks``: in the candidates' order, what finds the first match. ``rows``: by number, its rule, what finds a further
    match after a place (None: there can be none), the signs of what may undo it, and whether it counts only in
    questions, or only outside them.
    """

    def __init__(self, branches: Sequence[tuple[Rule, str]], candidates: Candidates, *, several: bool) -> None:
        self._branches, self._candidates, self._several = branches, candidates, several
        self.looks: list[Look | None] = [None] * len(branches)
        self.rows: dict[int, tuple[Rule, Look | None, int, bool]] = {}

    def made(self, at: int) -> Look:
        """How a branch is looked for: one that begins a sentence is tried there only, and found there once."""
        number = self._candidates.order[at]
        rule, branch = self._branches[number]
        pattern = compiled(branch, several=self._several)
        begins = branch.startswith("^") and not self._several
        reach = sum(sign for flag, sign in REACHES.items() if flag in rule.flags)
        self.rows[number] = rule, None if begins else pattern.search, reach, "q" in rule.flags or "s" in rule.flags
        look = self.looks[at] = pattern.match if begins else pattern.search
        return look


class _Signs(dict[int, int]):
    """The signs in each sentence of a message (scope.py), looked for when first asked for."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self._message = message

    def __missing__(self, sentence: int) -> int:
        message = self._message
        found = self[sentence] = signs(message.spoken[sentence]) if message.language == "en" else ANY
        return found


def _joined(message: Message) -> Iterator[tuple[str, list[str]]]:
    """Each block of several sentences, and its words with the sign of a sentence's start between them."""
    at = 0
    for _, end in message.blocks:
        first, words = at, list(message.spoken[at])
        at += 1
        while at < len(message.lines) and message.lines[at] <= end:
            words += (START, *message.spoken[at])
            at += 1
        yield ("\n" + BEFORE).join(message.written[first:at]), words


def _sentence_of(message: Message, block: int, match: re.Match[str]) -> tuple[int, int]:
    """In which sentence of a block of several a match stands, and what its place in the block adds to in plain."""
    begin, crossed = message.blocks[block][0], match.string.count("\n", 0, match.start())
    return message.sentence_at(begin) + crossed, begin - crossed * len(BEFORE)


def _cancel(found: dict[str, list[Hit]], lookalikes: dict[str, list[Hit]], undone: list[Hit]) -> None:
    """Take out what only looks like its signal, and add under their own keys what cancels and what was undone."""
    for signal, false in lookalikes.items():
        if signal in found:
            found[signal] = [hit for hit in found[signal] if not any(_overlap(hit, other) for other in false)]
        found[CANCELLED + signal] = false
    for hit in undone:
        found.setdefault(CANCELLED + hit.rule.signal, []).append(hit)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _fits(hit: Hit, message: Message) -> bool:
    """Whether the sentence is of the rule's kind (a question or none), and the words are no quotation."""
    flags = hit.rule.flags
    if ("q" in flags and not message.questions[hit.sentence]) or ("s" in flags and message.questions[hit.sentence]):
        return False
    if "k" in flags or not message.quotations:
        return True
    return not message.is_quoted(*message.span(hit.start, hit.end))


def _is_undone(hit: Hit, message: Message) -> bool:
    """Whether what stands before the words takes them back: a negation, a report, the own side as who does it."""
    flags = hit.rule.flags
    before = message.plain[max(message.lines[hit.sentence], hit.start - 80) : hit.start]
    if not before:
        return False
    if message.language != "en":
        return is_undone_in(message.language, before, flags)
    said = message.plain[hit.start : hit.end]
    return (
        ("n" in flags and is_negated(before, said))
        or ("r" in flags and is_reported(before, said))
        or ("o" in flags and is_said_of_us(before))
    )
