"""Which pathways somebody has started, or was given: a small JSON file beside a history of one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.errors import SimulatorError


class Started(Struct, frozen=True, omit_defaults=True):
    """A pathway under way: since when, who asked for it (empty: the trainee), and by when it should be finished."""

    pathway: str
    at: datetime
    by: str = ""
    due: datetime | None = None


def parse_started(text: bytes, where: str) -> tuple[Started, ...]:
    """The pathways in such a file.

    Raises:
        SimulatorError: the text is not of that form.

    """
    try:
        return tuple(msgspec.json.decode(text, type=list[Started]))
    except msgspec.DecodeError as error:
        raise SimulatorError(f"{where}: it can't be read ({error}): mend it, or delete it to begin anew.") from None


def read_started(path: Path) -> tuple[Started, ...]:
    """The pathways in the file at ``path``; none where there is no file.

    Raises:
        SimulatorError: it can't be read.

    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SimulatorError(f"{path}: it can't be read: {error.strerror}.") from None
    return parse_started(text, str(path))


def write_started(path: Path, started: Sequence[Started]) -> None:
    """Write the file in one step: the old one stays until the new one is whole.

    Raises:
        SimulatorError: it can't be written.

    """
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(msgspec.json.format(msgspec.json.encode(list(started)), indent=1) + b"\n")
        new.replace(path)
    except OSError as error:
        raise SimulatorError(f"{path}: it can't be written: {error.strerror}.") from None
