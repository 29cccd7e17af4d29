"""Who worded the customer, told in plain words: nothing for a script, one sentence where the script stepped in."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exchange import Exchange
from simulator.report.story import nth

WHY: dict[str, str] = {
    "cut_off": "the model's words were not waited for",
    "timeout": "the model was too slow",
    "unreachable": "the model could not be reached",
    "busy": "the model was busy",
    "refused": "the model's server refused the key",
    "unknown_model": "the server knows no such model",
    "too_long": "the conversation has grown too long for the model",
    "server": "the model's server had an error of its own",
    "unreadable": "the model's answer could not be read",
    "empty": "the model gave no words",
    "offline": "connections are forbidden",
    "spent": "the model's budget was used up",
    "absent": "nobody was at the customer's card",
}
"""Why no words came; anything else: the model gave no usable answer."""
OWN_CHOICE = frozenset({"cut_off"})
"""Reasons that the trainee gave."""
SEVERAL = 6
"""From so many replies on, they are counted instead of listed."""


def worded_by(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """Sentences about who worded the customer; none where the script did, as ever."""
    worded = [item for item in exchanges if item.worded is not None]
    if not worded:
        return ()
    by_person = any(item.worded and item.worded.by == "person" for item in worded)
    who = "A person" if by_person else "A language model"
    stepped_in = [item for item in worded if item.worded and item.worded.stepped_in]
    said = f"{who} worded the customer; what the customer felt and decided came from the scenario."
    if not stepped_in:
        return (said,)
    if len(stepped_in) == len(worded):
        said = "The customer's words were the script's throughout."
    return (said, f"The script stepped in after {_which(stepped_in)}: {_why(stepped_in)}.")


def aside(exchanges: Sequence[Exchange]) -> str:
    """A sentence for the screen where the script has just stepped in, for a reason that was not met before."""
    if not exchanges or (last := exchanges[-1].worded) is None or not last.stepped_in or not last.fault:
        return ""
    met = {item.worded.fault for item in exchanges[:-1] if item.worded is not None}
    if last.fault in met or last.fault in OWN_CHOICE:
        return ""
    return f"The script speaks for the customer here: {_why(exchanges[-1:])}. You go on as before."


def _which(items: Sequence[Exchange]) -> str:
    if len(items) >= SEVERAL:
        return f"{len(items)} replies"
    names = [nth(item.n) for item in items]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"your {listed} reply" if len(names) == 1 else f"your {listed} replies"


def _why(items: Sequence[Exchange]) -> str:
    faults = [item.worded.fault for item in items if item.worded]
    reasons = [
        WHY.get(fault, "the model gave no usable answer") if fault else "the model's words did not fit the case"
        for fault in faults
    ]
    return "; ".join(dict.fromkeys(reasons))
