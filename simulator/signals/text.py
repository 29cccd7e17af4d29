"""A message made ready for reading: plain words with their places in the original.

``plain`` is what rules look at: one sentence a line, words in lower case without accents, contractions and chat
spellings written out ("im" and "I'm" are both "i am"), one space between words, commas kept. Every word knows which
code points of the original it stands for, so that evidence always quotes the agent's own characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from simulator.signals.lexicons.common import FUNCTION_WORDS
from simulator.signals.lexicons.spellings import CONTRACTED, IS_AFTER, KEYWORDS, SPELLINGS
from simulator.signals.remembered import Remembered
from simulator.signals.sentences import EMPHASIS, split, whole_sentences

MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
APOSTROPHES = "'’‘ʼ´`"
TOKEN = re.compile(
    rf"""(?P<url>(?:https?://|www\.)[^\s<>"]{{1,300}})
    |(?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
    |(?P<number>[€$£]?\ ?\d+(?:[.,:/]\d+)+|[€$£]\ ?\d+)
    |(?P<mail>[eE][-‑][mM]ail\w{{0,3}})
    |(?P<word>\w[\w{MARKS}]*(?:[{APOSTROPHES}][\w{MARKS}]+)*)
    |(?P<comma>[,;:()\[\]]|(?<!\w)[-–—]{{1,3}}|[–—]|\.{{2,}}|…)""",
    re.VERBOSE,
)
STRIPPED = re.compile(f"[{MARKS}_]")
STRETCHED = re.compile(r"([a-z])\1{2,}")
STRETCH = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
QUOTED = re.compile(r"“[^”\n]{1,300}”|\"[^\"\n]{1,300}\"|«[^»\n]{1,300}»|‘[^’\n]{1,300}’|(?<!\w)'[^'\n]{2,300}'(?!\w)")
MAY_QUOTE = re.compile("[\"“«‘']")
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
MAX_WORD = 40
MENDED_FROM = 5
MOST_BLOCKS = 60
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


class Message:
    """One text, ready for reading. ``starts``/``ends`` are the words' spans in the original, ``offsets`` in plain.

    ``language``: in any but English words only lose capitals and accents. ``quotations``: spans of the original that
    stand inside quotation marks, or on lines quoted with ``>``. ``questions``: for each sentence whether it asks, by
    its mark or (chat leaves marks out) by its form. ``blocks``: spans of ``plain`` that cover it in whole sentences,
    one each, or, of a very long text, at most 60.
    """

    def __init__(self, text: str, language: str = "en") -> None:
        self.text = text
        self.language = language
        self.sentences = split(text) if language == "en" else whole_sentences(text, split(text))
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.offsets: list[int] = []
        self.lines: list[int] = [0] if self.sentences else []
        self.plain = self._write_out()
        self.quotations = _quotations(text)
        self.questions = tuple([self._asks(index) for index in range(len(self.sentences))])
        self.blocks = self._in_blocks()

    def _write_out(self) -> str:
        text, sentences, lines = self.text, self.sentences, self.lines
        words, starts, ends, offsets = self.words, self.starts, self.ends, self.offsets
        pieces: list[str] = []
        at = sentence = 0
        last = len(sentences) - 1
        following = sentences[1][0] if last > 0 else len(text) + 1
        known = _known(self.language, stretched=STRETCH.search(text) is not None)
        glue = ""
        for match in TOKEN.finditer(text):
            start, end = match.span()
            while start >= following:
                sentence += 1
                following = sentences[sentence + 1][0] if sentence < last else len(text) + 1
                pieces.append("\n")
                at += 1
                lines.append(at)
                glue = ""
            kind = match.lastgroup
            if kind == "comma":
                glue = ", " if glue else ""
                continue
            token = match[0]
            form = known[token] if kind == "word" else _other(token)
            if not form:
                continue
            pieces += (glue, form)
            at += len(glue)
            words.append(form)
            if "_" in token:
                start, end = start + len(token) - len(token.lstrip("_")), start + len(token.rstrip("_"))
            starts.append(start)
            ends.append(end)
            offsets.append(at)
            at += len(form)
            glue = " "
        for _ in range(last - sentence):
            pieces.append("\n")
            at += 1
            lines.append(at)
        return "".join(pieces)

    def _asks(self, index: int) -> bool:
        start, end = self.sentences[index]
        if "?" in self.text[max(start, end - 8) : end]:
            return True
        if self.language != "en":
            return "¿" in self.text[start:end]
        closed = self.text[start:end].rstrip(EMPHASIS)[-1:] in {".", "!"}
        return not closed and ASKS.match(self.plain, self.lines[index]) is not None

    def _in_blocks(self) -> tuple[tuple[int, int], ...]:
        count = len(self.lines)
        if count <= MOST_BLOCKS:
            return tuple(zip(self.lines, [*(at - 1 for at in self.lines[1:]), len(self.plain)], strict=count > 0))
        size = max(1, -(-count // MOST_BLOCKS))
        firsts = range(0, count, size)
        return tuple((self.lines[first], self.line(min(first + size, count) - 1)[1]) for first in firsts)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds ``position`` of ``plain``."""
        return bisect_right(self.lines, position) - 1

    def sentence_of(self, position: int) -> int:
        """Index of the sentence that holds ``position`` of the original, or the one before it."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def line(self, index: int) -> tuple[int, int]:
        """Span of sentence ``index`` in ``plain``."""
        end = self.lines[index + 1] - 1 if index + 1 < len(self.lines) else len(self.plain)
        return self.lines[index], end

    def words_in(self, start: int, end: int) -> range:
        """Indexes of the words that lie in a span of ``plain``."""
        return range(max(0, bisect_right(self.offsets, start) - 1), bisect_left(self.offsets, end))

    def words_of(self, index: int) -> range:
        """Indexes of the words of sentence ``index``."""
        start, end = self.line(index)
        return range(bisect_left(self.offsets, start), bisect_left(self.offsets, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original that a non-empty span of ``plain`` stands for."""
        found = self.words_in(start, end)
        return self.starts[found[0]], self.ends[found[-1]]

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
    found = [match.span() for match in QUOTED.finditer(text)] if MAY_QUOTE.search(text) else []
    replied = [match.span() for match in REPLIED.finditer(text)] if ">" in text else []
    return tuple(sorted(found + replied))


def _other(token: str) -> str:
    return token.lower().replace(" ", "").replace("-", "").replace("‑", "")[:MAX_WORD]


@cache
def _known(language: str, *, stretched: bool) -> Remembered[str]:
    """The words of a language as they are written out; ``stretched``: of a text with a letter three times in a row."""
    spell = _word if language == "en" else _spoken_word
    return Remembered(lambda token: spell(token, stretched))


def _spoken_word(token: str, stretched: bool) -> str:
    """A word of another language: no slip is mended, no form written out."""
    form = bare(token.lower())
    return (STRETCHED.sub(r"\1", form) if stretched else form)[:MAX_WORD]


def _word(token: str, stretched: bool) -> str:
    form = token.lower()
    if not form.isascii():
        form = bare(form)
    elif "_" in form:
        form = form.replace("_", "")
    if stretched and len(form) > 3:
        form = STRETCHED.sub(r"\1", form)
    known = SPELLINGS.get(form)
    if known is not None:
        return known
    if "'" in form or "`" in form:
        return _contraction(form)
    return mended(form) if len(form) >= MENDED_FROM else form


@lru_cache(maxsize=16384)
def mended(form: str) -> str:
    """A keyword that was typed with one letter left out, one too many, or two swapped; any other word as it is.

    The first letter must be right, and an ending ("questions") is no slip.
    """
    if form in KEYWORDS or form in FUNCTION_WORDS:
        return form
    gaps = _gaps()
    shorter = [form[:at] + form[at + 1 :] for at in range(1, min(len(form), MAX_WORD))]
    left_out = gaps.get(form)
    swapped = (word for part in shorter if (word := gaps.get(part)) is not None and sorted(word) == sorted(form))
    doubled = (part for part in shorter if part in KEYWORDS and not form.startswith(part))
    return left_out or next(doubled, None) or next(swapped, None) or form[:MAX_WORD]


@cache
def _gaps() -> dict[str, str]:
    """Every keyword with one of its letters left out, the first and the last apart."""
    return {word[:at] + word[at + 1 :]: word for word in sorted(KEYWORDS) for at in range(1, len(word) - 1)}


@lru_cache(maxsize=4096)
def bare(form: str) -> str:
    """A lower-case word without accents, zero-width characters and curly apostrophes ("Björk’s" -> "bjork's")."""
    spread = unicodedata.normalize("NFKD", form.translate(LETTERS)).lower().translate(LETTERS)
    for mark in APOSTROPHES[1:]:
        spread = spread.replace(mark, "'")
    stripped = STRIPPED.sub("", spread)
    return "".join(char for char in stripped if char.isalnum() or char == "'")


def _contraction(form: str) -> str:
    head, _, tail = form.replace("`", "'").rpartition("'")
    if tail == "t" and head.endswith("n"):
        return CONTRACTED.get(head, head[:-1] + " not")[:MAX_WORD]
    if tail == "s" and head == "let":
        return "let us"
    if tail == "s":
        return f"{head[:MAX_WORD]} {'is' if head in IS_AFTER else chr(39) + 's'}"
    written_out = CONTRACTED.get(tail)
    return f"{head[:MAX_WORD]} {written_out}" if written_out else form.replace("'", "")[:MAX_WORD]
