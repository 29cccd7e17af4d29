"""Says in plain words what an export is, what it holds and what it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulator.conversation import Need, Speaker
from simulator.shown import one_line, shown
from simulator.transcripts.building import State

if TYPE_CHECKING:
    from simulator.transcripts.column_advice import Advice
    from simulator.transcripts.inspection import Inspection

NAMES = 5
"""Names that are listed of each side."""
MOST_COLUMNS = 40
"""Columns of a table that are listed."""
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
    others = f", {turns['other']} of others" if turns["other"] else ""
    yield f"Turns: {turns['agent']} of agents, {turns['customer']} of customers{others}"
    if found.kinds:
        kinds = ", ".join(f"{count} {name}" for name, count in found.kinds.most_common())
        yield f"  of all these {found.kinds.total()} kept but not graded: {kinds}"
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
    said = _NEEDS | ({Need.COLUMNS: _columns(found.advice)} if found.advice.columns else {})
    wanted = [said[need] for need in said if found.needs[need]]
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


def _columns(known: Advice) -> str:
    """What a mapping may say of a table, in its own words."""
    told = [f"which column holds what; its columns are {', '.join(map(_quoted, known.columns[:MOST_COLUMNS]))}"]
    if known.guessed:
        pairs = ", ".join(f"{what}: {_quoted(name)}" for what, name in known.guessed.items())
        told += ["  as it seems (please check):", f"    columns: {{{pairs}}}"]
    if known.sides:
        sides = ("customer", *["agent"] * len(known.sides))
        roles = ", ".join(f"{_quoted(name)}: {side}" for name, side in zip(known.sides, sides, strict=False))
        told += ["  and whose words are whose; a guess, it may be the other way round:", f"    roles: {{{roles}}}"]
    return "\n".join(told)


def _quoted(name: str) -> str:
    """A name as YAML takes it whatever is in it."""
    return json.dumps(one_line(name, 200), ensure_ascii=False)
