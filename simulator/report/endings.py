"""How a conversation ended, in words: one name for each ending, wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exchange import Exchange
from simulator.mood import Ending

EARLY = "you ended it"
"""The name for a conversation that the trainee ended before all was agreed: it has no ending."""
UNANSWERED = "You ended it before the first reply."
"""What is said of a conversation in which the trainee wrote nothing."""
CLOSED = "agreed, you closed it"
"""The name for one that the trainee ended once all was agreed: it has no ending either."""
AGREED = "All was agreed, and you closed it."
"""What is said of a conversation that the trainee ended once all was agreed."""
ENDED: dict[Ending, str] = {
    "RESOLVED": "settled",
    "WALKED_AWAY": "the customer left",
    "ESCALATED": "handed to a supervisor",
    "TERMINATED": "you ended it after two warnings",
}
_THEIRS = {"You ended": "The agent ended", "you ended": "the agent ended", "you closed": "the agent closed"}
_SENTENCES: dict[Ending, str] = {
    "RESOLVED": "It ended settled.",
    "WALKED_AWAY": "The customer left.",
    "ESCALATED": "It was handed to a supervisor.",
    "TERMINATED": "You ended it after two warnings.",
}


def ended(ending: Ending | None, *, own: bool = True, agreed: bool = False) -> str:
    """How a finished conversation ended, as a few words in a list: one's own, or another person's.

    ``agreed``: all was agreed when it ended.
    """
    words = ENDED[ending] if ending else CLOSED if agreed else EARLY
    return words if own else _of_the_agent(words)


def ended_sentence(ending: Ending | None, *, own: bool = True, agreed: bool = False) -> str:
    """The same as a sentence."""
    words = _SENTENCES[ending] if ending else AGREED if agreed else "You ended it."
    return words if own else _of_the_agent(words)


def _of_the_agent(words: str) -> str:
    for mine, theirs in _THEIRS.items():
        words = words.replace(mine, theirs)
    return words


def remains(exchanges: Sequence[Exchange], end: str) -> str:
    """What remains to be done, told once: after the reply with which all is agreed; else empty.

    ``end``: how the conversation is ended here, as an infinitive ("end it with F8").
    """
    if not exchanges or exchanges[-1].state.ending is not None:
        return ""
    shares = [0.0, *(item.situation.settled for item in exchanges)]
    if not shares[-2] < 1 <= shares[-1]:
        return ""
    return f"All is agreed. What remains: ask whether it is settled, or {end}."
