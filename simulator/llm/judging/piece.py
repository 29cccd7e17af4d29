"""What is judged: one reply with what was said before it, or a whole conversation; masked words only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from simulator.llm.judging.cleaning import CUT, Clean, cleaned, sentences
from simulator.llm.judging.second_order import is_foreign
from simulator.signals import read

BEFORE = 6
"""Messages before a reply that are sent with it."""
FIRST, LAST = 20, 40
"""Messages of a long conversation that are sent: of its beginning and of its end."""

DOES_SOMETHING = frozenset(
    """emotional_reaction interpretation exploration validation specificity apology ownership personalisation boundary
    closing_question expectation deadline options hand_over restatement reflection""".split()
)
"""What words can do for a customer, as far as it is read by rules; what all polite words have is not in it."""


class Line(Struct, frozen=True):
    """One message, its personal data masked."""

    who: Literal["customer", "agent"]
    says: str


class Piece(Struct, frozen=True):
    """Something to judge. ``lines``: in order; ``reply``: the last line is what is judged, else all the agent's are.

    ``flagged``: words of the agent, in what is judged, that speak to whoever grades; no model is asked about it.
    """

    lines: tuple[Line, ...]
    reply: bool
    flagged: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """The agent's words that are judged, as they are sent: the only ones that prove anything."""
        judged = self.lines[-1:] if self.reply else self.lines
        return tuple(line.says for line in judged if line.who == "agent")


def reply_piece(before: Sequence[Line], reply: str) -> Piece:
    """A reply, with the messages before it."""
    lines = (*before[-BEFORE:], Line("agent", reply))
    return _piece(lines, reply=True)


def talk_piece(lines: Sequence[Line]) -> Piece:
    """A whole conversation; of a long one the beginning and the end."""
    chosen = lines if len(lines) <= FIRST + LAST else (*lines[:FIRST], *lines[-LAST:])
    return _piece(chosen, reply=False)


def quoted(piece: Piece, quote: str) -> Piece:
    """Words of a piece by themselves, as an answer to the customer's message before them."""
    asked: list[Line] = []
    for line in piece.lines:
        if line.who == "agent" and quote in line.says:
            break
        if line.who == "customer":
            asked = [line]
    return Piece((*asked, Line("agent", quote)), reply=True)


def grounded(piece: Piece) -> Piece | None:
    """The piece with those sentences alone that do something for a customer by the rules; None where none does.

    What a model says of it can't come from other words.
    """
    judged = range(len(piece.lines) - 1, len(piece.lines)) if piece.reply else range(len(piece.lines))
    lines, left = list(piece.lines), False
    for n in judged:
        if lines[n].who == "agent":
            says = _grounded(lines[n].says)
            left = left or bool(says)
            lines[n] = Line("agent", says or CUT)
    return replace(piece, lines=tuple(lines)) if left else None


def _grounded(text: str) -> str:
    text = text.replace(CUT, "\n")
    found = [one for one in read(text).evidence if one.signal in DOES_SOMETHING and not one.learned]
    spans = (span for span in sentences(text) if any(one.start < span[1] and span[0] < one.end for one in found))
    return "".join(text[start:end] for start, end in spans)


def _piece(lines: Sequence[Line], *, reply: bool) -> Piece:
    foreign = is_foreign("\n".join(line.says for line in lines))
    clean: list[Clean] = [cleaned(line.says, foreign=foreign) for line in lines]
    judged = range(len(lines) - 1, len(lines)) if reply else range(len(lines))
    flagged = [words for n in judged if lines[n].who == "agent" for words in clean[n].flagged]
    sent = tuple(Line(line.who, one.text) for line, one in zip(lines, clean, strict=True))
    return Piece(sent, reply, tuple(flagged))
