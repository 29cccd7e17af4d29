"""What a learned model sees of a message: its sentences' words and word pairs, its marks, and what it takes up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from msgspec import Struct

from simulator.signals.evidence import Context
from simulator.signals.lexicons.common import FUNCTION_WORDS, GENERIC_WORDS
from simulator.signals.text import Message, prepared

LONGEST = 120
"""Words of a sentence that are summed at once: a longer one is read in pieces, so that no lane overflows."""
MOST_MARKS = 10
"""Marks of a piece that are summed, for the same reason."""
HIDDEN = "\x00"
"""Stands for a word that no model may see: a quoted one, or a name of the case."""
SIGNS, FACES = "!?:;=", "\u2600-\u27bf\U0001f300-\U0001faff"
"""What every mark of feeling begins with."""
MARK = re.compile(rf"[{SIGNS}{FACES}](?:(?<=[!?])[!?]*|(?<=[:;=])['’]?-?[)(/\\|DPp](?!\w)|(?<=[{FACES}]))")
WORD = re.compile(r"\S+")


class Piece(Struct, frozen=True, gc=False):
    """Words of one sentence that are summed at once; ``start``/``end`` is their span in the plain text."""

    sentence: int
    start: int
    end: int
    words: list[str]


def features(words: Sequence[str], *more: Iterable[str]) -> Iterable[str]:
    """What a model sees of a piece of text: its words, its word pairs, its marks, and what stands around it."""
    return chain(words, map(" ".join, pairwise(words)), *more)


def pieces(message: Message, hidden: frozenset[str]) -> list[Piece]:
    """The sentences' words, in pieces of at most ``LONGEST``; ``hidden`` names and quoted words are not seen."""
    found = []
    for sentence, spoken in enumerate(message.spoken):
        if not spoken:
            continue
        start, end = message.spans[sentence]
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


def names_of(context: Context) -> frozenset[str]:
    """The names of the case, which no model may see."""
    case = context.case
    return _name_words(case.names + case.own_names) if case else frozenset()


@lru_cache(maxsize=256)
def _name_words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in prepared(name).words) - FUNCTION_WORDS


def may_mark(text: str) -> bool:
    """Whether the text may hold a mark of feeling."""
    if not text.isascii():
        return True
    for sign in SIGNS:  # noqa: SIM110 - a generator would cost more than it asks
        if sign in text:
            return True
    return False


def marks(message: Message, piece: Piece) -> list[str]:
    """Marks of feeling in the piece's own characters: exclamations, question marks, faces."""
    if not piece.words:
        return []
    start, end = message.span(piece.start, piece.end)
    if piece.end == message.spans[piece.sentence][1]:
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
