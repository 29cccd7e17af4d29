"""Rules are rows of data; this is the one place that compiles them and runs them over a message.

A pattern is written against a message's plain words (text.py): no contractions, British spelling, one space between
words. In it a space also allows a comma, `` .. `` stands for up to 4 words in between and `` ... `` for up to 8,
``{name}`` is a macro of lexicons/macros.py, ``^`` and ``$`` are the ends of a sentence, and the rest is an ordinary
regular expression without unbounded repetition, so that the time it takes grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter

from msgspec import Struct

from simulator.signals.candidates import Candidates
from simulator.signals.lexicons.macros import MACROS
from simulator.signals.prefilter import START, branches
from simulator.signals.scope import REACHES, is_negated, is_reported, is_said_of_us, signs
from simulator.signals.scope_spoken import is_undone_in
from simulator.signals.text import Message

MAX_HITS = 40
"""Matches counted per rule: no reply needs more, and a hostile one can't make evidence grow without end."""

MACRO = re.compile(r"\{([a-z_]+)\}")
GAP = r"(?:,?\ |(?<=\ ))(?:\S{{1,40}}\ ){{0,{}}}?"
CANCELLED = "not "
"""Before a signal's name: the hits that cancel it, and those that a negation or a report undid."""
BEFORE = "\n"
"""Stands before a plain text that is searched."""
LEAST = 2
"""Signs of the shortest match: what stands before a word, and a word."""
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
_NUMBERS = itemgetter(0, 1)
Look = Callable[[str, int, int], re.Match[str] | None]
"""Looks for a pattern in a part of a text."""


class Ruleset:
    """Rules behind one filter: a rule is tried only on messages that hold words it can't do without."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Sequence[Rule] = tuple(rules)
        self._branches = [(rule, branch) for rule in self.rules for branch in branches(marked(rule.pattern))]
        self._candidates = Candidates([branch for _, branch in self._branches])
        self._ready: dict[int, tuple[Rule, re.Pattern[str], bool, int]] = {}
        self._in_one: dict[int, Look] = {}
        self._in_several: dict[int, Look] = {}

    def find(self, message: Message) -> dict[str, list[Hit]]:
        """All matches that their flags let stand, by signal, in the rules' order; what cancels under its own key."""
        found: dict[str, list[Hit]] = {}
        lookalikes: dict[str, list[Hit]] = {}
        undone: list[Hit] = []
        text, blocks = BEFORE + message.plain, message.blocks
        single, quoted = len(blocks) == len(message.lines), len(message.quotations) > 0
        before, left, signs_in = -1, 0, _Signs(message)
        for number, place, first in self._matches(message, text, single=single):
            if number != before:
                before, left = number, MAX_HITS
                rule, pattern, begins, reach = self._ready[number]
                flags, signal, hits = rule.flags, rule.signal, found if rule.strength else lookalikes
            stop = blocks[place][1] + 1
            match: re.Match[str] | None = first
            while match is not None and left:
                start, end = match.span()
                hit = Hit(rule, start, end - 1, place if single else message.sentence_at(start))
                if (not flags and not quoted) or _fits(hit, message):
                    if reach and signs_in[hit.sentence] & reach and _is_undone(hit, message):
                        if rule.strength:
                            undone.append(hit)
                    else:
                        hits.setdefault(signal, []).append(hit)
                        left -= 1
                # a match takes two signs at least, and the start of a sentence comes once in it
                match = None if (begins and single) or stop - end < LEAST else pattern.search(text, end, stop)
        _cancel(found, lookalikes, undone)
        return found

    def _matches(self, message: Message, text: str, *, single: bool) -> list[tuple[int, int, re.Match[str]]]:
        """The first match of each branch in each block, with both numbers, in their order.

        ``single``: each block is a sentence.
        """
        looks = self._in_one if single else self._in_several
        matches: list[tuple[int, int, re.Match[str]]] = []
        rows = zip(message.blocks, message.spoken if single else _joined(message), strict=False)
        for place, ((start, end), words) in enumerate(rows):  # no sentence: no block
            for number in self._candidates.among(words):
                look = looks.get(number)
                if look is None:
                    look = looks[number] = self._made_ready(number, single=single)
                # half of all candidates match nowhere: those cost this one look, and no more
                match = look(text, start, end + 1)
                if match is not None:
                    matches.append((number, place, match))
        matches.sort(key=_NUMBERS)
        return matches

    def _made_ready(self, number: int, *, single: bool) -> Look:
        """How a branch is looked for; ``single``: in a sentence, at the start of which one that begins there stands."""
        rule, branch = self._branches[number]
        pattern, begins = compiled(branch), branch.startswith("^")
        reach = sum(sign for flag, sign in REACHES.items() if flag in rule.flags)
        self._ready[number] = rule, pattern, begins, reach
        return pattern.match if single and begins else pattern.search


class _Signs(dict[int, int]):
    """The signs in each sentence of a message (scope.py), looked for when first asked for."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self._message = message

    def __missing__(self, sentence: int) -> int:
        message = self._message
        found = self[sentence] = signs(message.spoken[sentence]) if message.language == "en" else ANY
        return found


def _joined(message: Message) -> Iterator[list[str]]:
    """The words of each block of several sentences, with the sign of a sentence's start between them."""
    at = 0
    for _, end in message.blocks:
        words = list(message.spoken[at])
        at += 1
        while at < len(message.lines) and message.lines[at] <= end:
            words += (START, *message.spoken[at])
            at += 1
        yield words


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
    if not flags and not message.quotations:
        return True
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


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression that a pattern stands for; it matches whole words of one sentence, from the sign before.

    It is meant for ``BEFORE + plain``: there a space or the end of a line stands before every word, and an expression
    that begins with one of two signs is tried only where one of them stands.
    """
    source = expanded(pattern).replace("(", "(?:").replace("(?:?", "(?")
    source = source.replace(" ", ",? ").replace("\x01", GAP.format(4)).replace("\x02", GAP.format(8))
    return re.compile(rf"[ \n](?:{source})(?![^\s,])", re.MULTILINE)


def marked(pattern: str) -> str:
    """A pattern with its gaps as single control characters, macros still by name."""
    return pattern.replace(" ... ", "\x02").replace(" .. ", "\x01")


def expanded(pattern: str) -> str:
    """A pattern with its macros written out and its gaps as single control characters."""
    while (match := MACRO.search(pattern)) is not None:
        pattern = pattern[: match.start()] + MACROS[match[1]] + pattern[match.end() :]
    return marked(pattern)
