"""How a conversation ended, in words: one name for each ending, wherever it is shown."""

from __future__ import annotations

from simulator.mood import Ending

EARLY = "you ended it early"
"""The name for a conversation that the trainee ended before the customer did: it has no ending."""
ENDED: dict[Ending, str] = {
    "RESOLVED": "settled",
    "WALKED_AWAY": "the customer left",
    "ESCALATED": "handed to a supervisor",
    "TERMINATED": "you ended it after two warnings",
}
_SENTENCES: dict[Ending, str] = {
    "RESOLVED": "It ended settled.",
    "WALKED_AWAY": "The customer left.",
    "ESCALATED": "It was handed to a supervisor.",
    "TERMINATED": "You ended it after two warnings.",
}


def ended(ending: Ending | None, *, own: bool = True) -> str:
    """How a finished conversation ended, as a few words in a list: one's own, or another person's."""
    words = ENDED[ending] if ending else EARLY
    return words if own else words.replace("you ended it", "ended")


def ended_sentence(ending: Ending | None) -> str:
    """The same as a sentence."""
    return _SENTENCES[ending] if ending else "You ended it early."
