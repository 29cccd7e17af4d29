"""What could not be graded, grouped by its reason, so that one line says what to do about many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from simulator.batch.records import Refused

GROUPS = 50
"""Reasons that are told apart; what else there is counts as one."""
REST = "other damage"
EXAMPLES = 3
_FIGURES = re.compile(r"\d+")
_NEEDS = "a mapping must say: "
_SIDES = {"agent", "customer"}
_DO: dict[str, str] = {
    "agent": "who the agents are: name each with --agent-name, or list them under agents in a --map file",
    "customer": "who the customers are: list them under customers in a --map file",
    "sides": "who the agents are: name each with --agent-name, or list them under agents in a --map file with "
    "others: customer below (all the rest are customers then)",
    "columns": "which column holds what: write it under columns in a --map file",
    "date_order": "how a date like 03/04 is meant: write date_order: dmy (or mdy) in a --map file",
    "time_zone": "where the clock hung: write time_zone in a --map file",
}
"""What a mapping must say, in words."""
_SEE = "; 'simulator transcripts inspect FILE' shows whom and what it holds"


class Unread(Struct, frozen=True):
    """A reason for which conversations were not graded, how often, and where for example."""

    reason: str
    n: int
    examples: tuple[str, ...]


def unread(refused: Iterable[Refused]) -> tuple[Unread, ...]:
    """The reasons, the commonest first; numbers in them are put aside, so that the same damage counts as one."""
    counts: dict[str, int] = {}
    examples: dict[str, list[str]] = {}
    for item in refused:
        said = _words(item.reason)
        if said not in counts and len(counts) >= GROUPS:
            said = REST
        counts[said] = counts.get(said, 0) + 1
        places = examples.setdefault(said, [])
        if len(places) < EXAMPLES:
            places.append(item.source)
    order = sorted(counts, key=lambda said: (-counts[said], said))
    return tuple(Unread(said, counts[said], tuple(examples[said])) for said in order)


def _words(reason: str) -> str:
    if reason.startswith(_NEEDS):
        needs = reason.removeprefix(_NEEDS).split(", ")
        if _SIDES.issubset(needs):
            needs = ["sides", *(need for need in needs if need not in _SIDES)]
        return "A mapping must say " + "; and ".join(_DO.get(need, need) for need in needs) + _SEE
    plain = _FIGURES.sub("…", reason).strip()
    return plain[:1].upper() + plain[1:]
