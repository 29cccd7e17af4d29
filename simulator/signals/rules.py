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
MAX_TRIED = 5 * MAX_HITS
"""Matches looked at for them in a sentence (in a block of several, if there are very many): some are undone."""

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
Match = tuple[int, int, int, int]
"""A branch's number, the sentence in which it was found, and its span of the plain text."""
_NUMBER = itemgetter(0)


class Ruleset:
    """Rules behind one filter: a rule is tried only on messages that hold words it can't do without."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Sequence[Rule] = tuple(rules)
        self._branches = [(rule, branch) for rule in self.rules for branch in branches(marked(rule.pattern))]
        self._candidates = Candidates([branch for _, branch in self._branches])
        self._told = [(rule, *_asked(rule.flags)) for rule, _ in self._branches]
        self._in_one: list[Look | None] = [None] * len(self._branches)
        self._in_several = self._in_one.copy()

    def find(self, message: Message) -> dict[str, list[Hit]]:
        """All matches that their flags let stand, by signal, in the rules' order; what cancels under its own key."""
        found: dict[str, list[Hit]] = {}
        lookalikes: dict[str, list[Hit]] = {}
        undone: list[Hit] = []
        quoted, told = len(message.quotations) > 0, self._told
        before, left, signs_in = -1, 0, _Signs(message)
        for number, sentence, start, end in self._matches(message):
            if number != before:
                before, left = number, MAX_HITS
                rule, reach, asks = told[number]
                signal, hits = rule.signal, found if rule.strength else lookalikes
            if not left:
                continue
            hit = Hit(rule, start, end, sentence)
            if (asks or quoted) and not _fits(hit, message):
                continue
            if not reach or not signs_in[sentence] & reach or not _is_undone(hit, message):
                hits.setdefault(signal, []).append(hit)
                left -= 1
            elif rule.strength:
                undone.append(hit)
        _cancel(found, lookalikes, undone)
        return found

    def _matches(self, message: Message) -> list[Match]:
        """The matches of all branches, in their order, and in order of the text."""
        several = len(message.blocks) < len(message.lines)
        order, looks = self._candidates.order, self._in_several if several else self._in_one
        matches: list[Match] = []
        texts, words = _joined(message) if several else (message.written, message.spoken)
        for block, chosen in enumerate(list(map(self._candidates.among, words))):
            line = BEFORE + texts[block]
            sentence, begin = block, message.blocks[block][0]
            for at in chosen:
                look = looks[at] or self._made_ready(at, several=several)
                match = look(line)  # half of all candidates match nowhere: those cost this one look, and no more
                left = MAX_TRIED
                while match is not None and left:
                    start, end = match.span()
                    if several:
                        sentence, begin = _sentence_of(message, block, line, start)
                    matches.append((order[at], sentence, begin + start, begin + end - len(BEFORE)))
                    left -= 1
                    match = look(line, end)
        matches.sort(key=_NUMBER)
        return matches

    def _made_ready(self, at: int, *, several: bool) -> Look:
        """How a branch is looked for: one that begins a sentence is tried there only, if each stands by itself."""
        _, branch = self._branches[self._candidates.order[at]]
        pattern = compiled(branch, several=several)
        look = pattern.match if branch.startswith("^") and not several else pattern.search
        (self._in_several if several else self._in_one)[at] = look
        return look


def _asked(flags: str) -> tuple[int, bool]:
    """The signs of what may undo a match, by its rule's flags, and whether it depends on the sentence's being asked."""
    return sum(sign for flag, sign in REACHES.items() if flag in flags), "q" in flags or "s" in flags


class _Signs(dict[int, int]):
    """The signs in each sentence of a message (scope.py), looked for when first asked for."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self._message = message

    def __missing__(self, sentence: int) -> int:
        message = self._message
        found = self[sentence] = signs(message.spoken[sentence]) if message.language == "en" else ANY
        return found


def _joined(message: Message) -> tuple[list[str], list[list[str]]]:
    """Blocks of several sentences, and the words of each with the sign of a sentence's start between them."""
    texts, spoken, at = [], [], 0
    for _, end in message.blocks:
        first, words = at, list(message.spoken[at])
        at += 1
        while at < len(message.lines) and message.lines[at] <= end:
            words += (START, *message.spoken[at])
            at += 1
        texts.append(("\n" + BEFORE).join(message.written[first:at]))
        spoken.append(words)
    return texts, spoken


def _sentence_of(message: Message, block: int, text: str, start: int) -> tuple[int, int]:
    """In which sentence of a block a place of its text stands, and what that place adds to in plain."""
    begin, crossed = message.blocks[block][0], text.count("\n", 0, start)
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
    before = message.written[hit.sentence][: hit.start - message.lines[hit.sentence]][-80:]
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
