"""Reads the lines that a grading wrote, as records that take of them what is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from simulator.batch.folder import Folder
from simulator.errors import SimulatorError

_T = TypeVar("_T")


def read_lines(folder: Folder, name: str, kind: type[_T]) -> Iterator[_T]:
    """The records of one file, in its order.

    Raises:
        SimulatorError: the file or one of its lines can't be read.

    """
    decoder = msgspec.json.Decoder(kind)
    try:
        with (folder.root / name).open("rb") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield decoder.decode(line)
                except msgspec.DecodeError as error:
                    raise SimulatorError(f"{folder.root / name}, line {number}: {error}") from None
    except OSError as error:
        raise SimulatorError(f"{folder.root / name}: {error.strerror or error}") from None
