"""What is judged: one reply with what was said before it, or a whole conversation; masked words only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from simulator.llm.judging.cleaning import Clean, cleaned

BEFORE = 6
"""Messages before a reply that are sent with it."""
FIRST, LAST = 20, 40
"""Messages of a long conversation that are sent: of its beginning and of its end."""


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


def _piece(lines: Sequence[Line], *, reply: bool) -> Piece:
    clean: list[Clean] = [cleaned(line.says) for line in lines]
    judged = range(len(lines) - 1, len(lines)) if reply else range(len(lines))
    flagged = [words for n in judged if lines[n].who == "agent" for words in clean[n].flagged]
    sent = tuple(Line(line.who, one.text) for line, one in zip(lines, clean, strict=True))
    return Piece(sent, reply, tuple(flagged))
