"""Converts exports to the project's own JSON Lines, one conversation after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import BinaryIO

from msgspec import Struct, field

from simulator.conversation import Transcript
from simulator.errors import UsageError
from simulator.transcripts.building import State, state_of
from simulator.transcripts.importers import identify_all, read_all, unused
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.own_lines import line_of
from simulator.transcripts.records import Quarantined
from simulator.transcripts.source import Source

SHOWN = 8
"""Quarantined pieces that are named."""


class Converted(Struct):
    """What became of what was read: ``read`` = all ``states`` + ``quarantined``.

    ``unused``: files that are not of the export's system.
    """

    states: Counter[State] = field(default_factory=Counter)
    quarantined: int = 0
    examples: list[Quarantined] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def written(self) -> int:
        """Lines written: conversations that need a mapping are among them, and say so."""
        return self.states.total()

    @property
    def read(self) -> int:
        """Everything that was found."""
        return self.written + self.quarantined


def convert_files(
    sources: Sequence[Source], mapping: Mapping, out: BinaryIO, *, mask: Callable[[Transcript], Transcript] | None
) -> Converted:
    """Write a line for each conversation, as ``mask`` gives it (None: with all personal data).

    Raises:
        UsageError: no system is recognised, or several are.

    """
    identified = identify_all(sources, mapping)
    if identified.importer is None:
        raise UsageError(f"{', '.join(source.name for source in sources)}: not recognised: {identified.reason}")
    done = Converted(unused=unused(sources))
    for item in read_all(sources, mapping):
        if isinstance(item, Quarantined):
            done.quarantined += 1
            if len(done.examples) < SHOWN:
                done.examples.append(item)
            continue
        out.write(line_of(mask(item) if mask else item))
        done.states[state_of(item)] += 1
    return done
