"""A message made ready for reading: plain words with their places in the original.

``plain`` is what rules look at: one sentence a line, words in lower case without accents, contractions and chat
spellings written out ("im" and "I'm" are both "i am"), one space between words, commas kept. Every word knows which
code points of the original it stands for, so that evidence always quotes the agent's own characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from simulator.signals.chunks import JOINT, Chunk, Token, chunks, number_end, spaced
from simulator.signals.remembered import Remembered
from simulator.signals.sentences import EMPHASIS, split, whole_sentences
from simulator.signals.spelling import has_stretch

QUOTED = re.compile(r"“[^”\n]{1,300}”|\"[^\"\n]{1,300}\"|«[^»\n]{1,300}»|‘[^’\n]{1,300}’|(?<!\w)'[^'\n]{2,300}'(?!\w)")
OPENING = '"“«‘'
"""Marks that may open a quotation."""
LONE = re.compile(r"'(?<!\w')")
"""Another one: an apostrophe, if no word stands before it."""
REPLIED = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
ASKS = re.compile(
    r"(?:(?:and|so|but|ok|okay|well|please|sorry|hi|hello|hey|thanks|now|then|also),? ){0,3}"
    r"(?:(?:what|where|when|which|who|how|why) (?:is|are|was|were|does|do|did|can|could|would|will|has|have|had|"
    r"exactly|kind|time|colou?r|size|happened|happens|should|shall|about|many|much|long|order|item|address|may|"
    r"seems|else|went)"
    r"|(?:can|could|would|will|do|did|does|is|are|was|were|have|has|may|shall|should) "
    r"(?:you|i|we|it|there|they|he|she|that|anyone|somebody|someone|anybody|everything)"
    r"|(?:can|could|will|did|does|is|was|has|should) (?:the|your|this)"
    r"|any (?:idea|chance|news|update))(?![^\s,])"
)
CLOSING = (".", "!")
MOST_BLOCKS = 60


class Message:
    """One text, ready for reading. ``starts``/``ends`` are the words' spans in the original, ``offsets`` in plain.

    ``language``: in any but English words only lose capitals and accents. ``firsts``: index of each sentence's first
    word. ``lines``: where each sentence begins in plain, ``spans``: its whole span there. ``spoken``: for each sentence
    its plain words without commas, one by one ("i", "am"). ``quotations``: spans of the original that stand inside
    quotation marks, or on lines quoted with ``>``. ``questions``: for each sentence whether it asks, by its mark or
    (chat leaves marks out) by its form. ``blocks``: spans of ``plain`` that cover it in whole sentences, one each, or,
    of a very long text, at most 60. ``written``: the sentences' lines of plain.
    """

    __slots__ = (
        "blocks", "ends", "firsts", "language", "lines", "offsets", "plain", "questions", "quotations", "sentences",
        "spans", "spoken", "starts", "text", "words",
        "written",
    )  # fmt: skip

    def __init__(self, text: str, language: str = "en") -> None:
        self.text = text
        self.language = language
        self.sentences = split(text) if language == "en" else whole_sentences(text, split(text))
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.offsets: list[int] = []
        self.lines: list[int] = []
        self.firsts: list[int] = []
        self.spans: list[tuple[int, int]] = []
        self.spoken: list[list[str]] = []
        self.written = self._write_out() if self.sentences else []
        self.plain = "\n".join(self.written)
        self.quotations = _quotations(text)
        self.questions = self._asking()
        self.blocks = self._in_blocks()

    def _write_out(self) -> list[str]:
        text, known = spaced(self.text), chunks(self.language, stretched=has_stretch(self.text))
        written = []
        at = begin = 0
        ends = [start for start, _ in self.sentences[1:]]
        if JOINT in text:  # a number that a space begins belongs to the sentence in which the space stands
            ends = [number_end(self.text, end - 1) if text[end - 1] == JOINT else end for end in ends]
        for end in (*ends, len(text)):
            self.firsts.append(len(self.words))
            line = self._write_line(text[begin:end], begin, known)
            written.append("".join(line))
            self.lines.append(at)
            self.offsets += accumulate([at, *map(len, line)])
            last = self.offsets.pop()  # where the line ends, and no word begins
            self.spans.append((at, last))
            at, begin = last + 1, end
        return written

    def _write_line(self, text: str, place: int, known: Remembered[Chunk]) -> list[str]:
        """Write out the words of one sentence that begins at ``place``; each with what divides it from the next."""
        words, starts, ends = self.words, self.starts, self.ends
        line: list[str] = []
        spoken: list[str] = []
        for form, glued, first, last, step, said, tokens in map(known.__getitem__, text.split(" ")):
            if form:
                words.append(form)
                line.append(glued)
                starts.append(place + first)
                ends.append(place + last)
                spoken += said
            elif tokens:
                self._write_tokens(tokens, place, line)
                spoken += said
            place += step
        if line:
            line[-1] = words[-1]
        self.spoken.append(spoken)
        return line

    def _write_tokens(self, tokens: tuple[Token, ...], place: int, line: list[str]) -> None:
        """The same for what stands between two spaces and isn't just a word."""
        for form, first, last in tokens:
            if form:
                self.words.append(form)
                line.append(form + " ")
                self.starts.append(place + first)
                self.ends.append(place + last)
            elif line:
                line[-1] = self.words[-1] + ", "

    def _asking(self) -> tuple[bool, ...]:
        if self.language != "en":
            return tuple(["?" in self._end(*place) or "¿" in self.text[slice(*place)] for place in self.sentences])
        text, marked = self.text, "?" in self.text
        return tuple(
            [
                (marked and "?" in self._end(start, end))
                or (text[end - 1] not in CLOSING and self._asks_by_form(index, start, end))
                for index, (start, end) in enumerate(self.sentences)
            ]
        )

    def _end(self, start: int, end: int) -> str:
        return self.text[max(start, end - 8) : end]

    def _asks_by_form(self, index: int, start: int, end: int) -> bool:
        last = self.text[end - 1]
        if last in EMPHASIS:
            last = self.text[start:end].rstrip(EMPHASIS)[-1:]
        return last not in CLOSING and ASKS.match(self.plain, self.lines[index]) is not None

    def _in_blocks(self) -> Sequence[tuple[int, int]]:
        count, spans = len(self.spans), self.spans
        if count <= MOST_BLOCKS:
            return spans
        size = max(1, -(-count // MOST_BLOCKS))
        return [(spans[first][0], spans[min(first + size, count) - 1][1]) for first in range(0, count, size)]

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds ``position`` of ``plain``."""
        return bisect_right(self.lines, position) - 1

    def sentence_of(self, position: int) -> int:
        """Index of the sentence that holds ``position`` of the original, or the one before it."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def line(self, index: int) -> tuple[int, int]:
        """Span of sentence ``index`` in ``plain``."""
        return self.spans[index]

    def words_in(self, start: int, end: int) -> range:
        """Indexes of the words that lie in a span of ``plain``."""
        return range(max(0, bisect_right(self.offsets, start) - 1), bisect_left(self.offsets, end))

    def words_of(self, index: int) -> range:
        """Indexes of the words of sentence ``index``."""
        firsts = self.firsts
        return range(firsts[index], firsts[index + 1] if index + 1 < len(firsts) else len(self.words))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original that a non-empty span of ``plain`` stands for."""
        offsets = self.offsets
        return self.starts[bisect_right(offsets, start, 1) - 1], self.ends[bisect_left(offsets, end) - 1]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a span of the original lies within a quotation."""
        at = bisect_right(self.quotations, (start, len(self.text) + 1)) - 1
        return at >= 0 and self.quotations[at][1] >= end


@lru_cache(maxsize=256)
def prepared(text: str) -> Message:
    """A message that is likely to be looked at again (a customer's line, a macro, an earlier reply)."""
    return Message(text)


@lru_cache(maxsize=512)
def prepared_in(text: str, language: str) -> Message:
    """The same for a language other than English."""
    return Message(text, language)


def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    found = [match.span() for match in QUOTED.finditer(text)] if _may_quote(text) else []
    if ">" in text:
        found += [match.span() for match in REPLIED.finditer(text)]
    return tuple(sorted(found))


def _may_quote(text: str) -> bool:
    for mark in OPENING:
        if mark in text:
            return True
    return "'" in text and LONE.search(text) is not None
