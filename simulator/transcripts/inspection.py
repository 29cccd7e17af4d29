"""Says what files are, what they hold, who the agents are, and what a mapping must say yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.transcripts.building import State, state_of
from simulator.transcripts.column_advice import Advice, advice
from simulator.transcripts.importers import identify_all, read_all, unused
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Quarantined
from simulator.transcripts.source import Source
from simulator.transcripts.wording import ATTACHED

SHOWN = 8
"""Examples that are kept of each thing."""
_MOST_NAMES = 5000


class Inspection(Struct):
    """What was found. ``system`` is None where no importer takes the files; ``reason`` says why.

    ``states``: what can be done with the conversations; ``writers``: for each side how many messages each name wrote;
    ``kinds``: what the turns are that aren't graded; ``advice``: columns that a mapping may name.
    """

    system: str | None
    title: str = ""
    told: str = ""
    reason: str | None = None
    conversations: int = 0
    states: Counter[State] = field(default_factory=Counter)
    turns: Counter[str] = field(default_factory=Counter)
    needs: Counter[Need] = field(default_factory=Counter)
    quarantined: int = 0
    examples: list[Quarantined] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    writers: dict[Speaker, Counter[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    advice: Advice = Advice()

    def for_machines(self) -> dict[str, Any]:
        """The figures under the keys of ``docs/transcripts.md``."""
        return {
            "system": self.system,
            "conversations": self.conversations,
            "turns": {side: self.turns[side] for side in ("agent", "customer", "other")},
            "needs_mapping": [need.value for need in Need if self.needs[need]],
            "quarantined": self.quarantined,
            "warnings": list(self.warnings),
            "reason": self.reason,
        }


def inspect_files(sources: Sequence[Source], mapping: Mapping) -> Inspection:
    """Read the files as they would be graded, and count.

    Raises:
        UsageError: they are of different systems, or one can't be read.

    """
    identified = identify_all(sources, mapping)
    if identified.importer is None:
        return Inspection(None, reason=identified.reason)
    row = identified.importer
    found = Inspection(row.system, row.title, row.told)
    found.warnings.update(unused(sources))
    for item in read_all(sources, mapping):
        if isinstance(item, Quarantined):
            found.quarantined += 1
            if len(found.examples) < SHOWN:
                found.examples.append(item)
        else:
            _count(item, found)
    if found.needs[Need.COLUMNS]:
        found.advice = advice(sources)
    if not found.conversations:
        found.reason = (
            "no conversation in it" if found.quarantined else "no conversation in it; give its other files as well"
        )
    return found


def _count(transcript: Transcript, found: Inspection) -> None:
    found.conversations += 1
    found.states[state_of(transcript)] += 1
    found.needs.update(transcript.needs)
    found.warnings.update(set(transcript.warnings))
    for turn in transcript.turns:
        counted = turn.graded or (turn.kind is Kind.MESSAGE and turn.text.startswith(ATTACHED))
        found.turns[turn.speaker.value if counted else "other"] += 1
        if not turn.graded:
            found.kinds[_kind(turn.speaker, turn.kind, turn.text)] += 1
        names = found.writers.setdefault(turn.speaker, Counter())
        name = turn.name or turn.author or "(no name)"
        if turn.kind is Kind.MESSAGE and (name in names or len(names) < _MOST_NAMES):
            names[name] += 1


def _kind(speaker: Speaker, kind: Kind, text: str) -> str:
    if kind is not Kind.MESSAGE:
        return kind.value
    if text.startswith(ATTACHED):
        return "attachment alone"
    named = {Speaker.BOT: "bot", Speaker.SYSTEM: "system", Speaker.OTHER: "unknown speaker"}
    return named.get(speaker, "not read by the customer")
