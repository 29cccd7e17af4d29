"""Converts exports to the project's own JSON Lines, one conversation after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from msgspec import Struct, field

from simulator.conversation import Need
from simulator.errors import UsageError
from simulator.transcripts.importers import identify_all, read_all, unused
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.own_lines import line_of
from simulator.transcripts.records import Quarantined
from simulator.transcripts.source import Source

SHOWN = 8
"""Quarantined pieces that are named."""


class Converted(Struct):
    """What became of what was read: ``read`` = ``ready`` + ``waiting`` (for a mapping) + ``quarantined``.

    ``unused``: files that are not of the export's system.
    """

    ready: int = 0
    waiting: int = 0
    quarantined: int = 0
    examples: list[Quarantined] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def written(self) -> int:
        """Lines written: conversations that need a mapping are among them, and say so."""
        return self.ready + self.waiting

    @property
    def read(self) -> int:
        """Everything that was found."""
        return self.written + self.quarantined


def convert_files(sources: Sequence[Source], mapping: Mapping, out: BinaryIO) -> Converted:
    """Write a line for each conversation.

    Raises:
        UsageError: no system is recognised, or several are.

    """
    identified = identify_all(sources)
    if identified.importer is None:
        raise UsageError(f"{', '.join(source.name for source in sources)}: not recognised: {identified.reason}")
    done = Converted(unused=unused(sources))
    for item in read_all(sources, mapping):
        if isinstance(item, Quarantined):
            done.quarantined += 1
            if len(done.examples) < SHOWN:
                done.examples.append(item)
            continue
        out.write(line_of(item))
        if set(item.needs) - {Need.TIME_ZONE}:
            done.waiting += 1
        else:
            done.ready += 1
    return done
