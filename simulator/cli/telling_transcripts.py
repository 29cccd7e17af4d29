"""Says in plain words what an export is, what it holds and what it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulator.conversation import Need, Speaker
from simulator.shown import one_line, shown
from simulator.transcripts.building import State

if TYPE_CHECKING:
    from simulator.transcripts.inspection import Inspection

NAMES = 5
"""Names that are listed of each side."""
_NEEDS = {
    Need.AGENT: 'who the agents are:\n    agents: ["Sam Reed", "@shop.example"]',
    Need.CUSTOMER: 'who the customers are:\n    customers: ["Ada Park"]',
    Need.COLUMNS: "which column holds what:\n    columns: {conversation: thread, role: from, text: message}",
    Need.DATE_ORDER: "whether the day or the month comes first in its dates:\n    date_order: dmy",
}

_STATES = {
    State.READY: "can be graded as they are",
    State.WAITING: "wait for a mapping",
    State.EMPTY: "without words of an agent",
}


def tell_inspection(found: Inspection, files: Sequence[str]) -> str:
    """The whole answer of ``simulator transcripts inspect``."""
    named = ", ".join(files)
    if found.system is None:
        return shown(f"{named}: not recognised: {found.reason}")
    lines = [f"{named}: {found.title} ({found.system})", "", *_held(found), *_writers(found), *_needs(found)]
    if found.quarantined:
        lines += ["", f"Quarantined: {found.quarantined}"]
        lines += [f"  {each.file}, {each.position or 'the whole file'}: {each.reason}" for each in found.examples]
    lines += [f"Note: {warning} ({count})" for warning, count in found.warnings.items()]
    return shown("\n".join(lines))


def _held(found: Inspection) -> Iterator[str]:
    turns = found.turns
    states = ", ".join(f"{count} {_STATES[state]}" for state in State if (count := found.states[state]))
    yield f"Conversations: {found.conversations}" + (f" ({states})" if states else "")
    yield f"Turns: {turns['agent']} of agents, {turns['customer']} of customers, {turns['other']} kept but not graded"
    if found.kinds:
        yield "  not graded: " + ", ".join(f"{count} {name}" for name, count in found.kinds.most_common())
    if found.reason:
        yield f"  {found.reason}"


def _writers(found: Inspection) -> Iterator[str]:
    if not found.conversations:
        return
    yield ""
    for side, title in ((Speaker.AGENT, "Agents"), (Speaker.BOT, "Bots"), (Speaker.OTHER, "Not known")):
        names = found.writers.get(side)
        if names:
            most = ", ".join(f"{one_line(name, 40)} ({count})" for name, count in names.most_common(NAMES))
            more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
            yield f"{title}: {most}{more}"
    if found.told and found.turns["agent"] + found.turns["customer"]:
        yield f"  told apart because {found.told}"


def _needs(found: Inspection) -> Iterator[str]:
    if not found.needs:
        return
    wanted = [_NEEDS[need] for need in _NEEDS if found.needs[need]]
    if wanted:
        yield ""
        yield "A mapping file (YAML, given with --map) has to say:"
        yield from (f"  {each}" for each in wanted)
    if found.needs[Need.AGENT] or found.needs[Need.CUSTOMER]:
        yield "  one side is enough where everybody else is on the other one:"
        yield "    others: customer"
    if found.needs[Need.TIME_ZONE]:
        yield ""
        yield "Its times name no time zone. Nothing waits for it; to have them right, a mapping can say:"
        yield "  time_zone: Europe/Paris"
