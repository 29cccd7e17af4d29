"""The words behind each movement of the curve, so that every number points at something that was written."""

from __future__ import annotations

from msgspec.structs import replace

from simulator.engine.heard import Heard
from simulator.engine.reaction import Reaction
from simulator.mood import Ledger

CAUSE_SIGNALS: dict[str, tuple[str, ...]] = {
    "empathy": ("emotional_reaction", "interpretation", "validation"),
    "listening": ("exploration", "restatement", "reflection"),
    "attack": ("attack", "sarcasm"),
    "dismissing": ("dismissing", "condescending"),
    "re_asking": ("re_asking", "wrong_name", "placeholder"),
}
"""Ledger causes that stand for several signals; every other cause is the signal of its own name."""


def quoted(reaction: Reaction, heard: Heard) -> Ledger:
    """The ledger with the words behind each cause, where words caused it."""
    return tuple(replace(row, quote=_words(row.cause, heard)) for row in reaction.ledger)


def _words(cause: str, heard: Heard) -> str | None:
    if cause in {"solution", "premature_solution"}:
        best = max(heard.proposed, key=lambda item: item.fit, default=None)
        return best.quote if best else None
    found = heard.reading.of(*CAUSE_SIGNALS.get(cause, (cause,)))
    return max(found, key=lambda item: item.strength).quote if found else None
