"""A file of JSON lines that only grows: each line is on the disk when adding it returns, and none is ever changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from io import FileIO
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from simulator.errors import SimulatorError

Entry = TypeVar("Entry", bound=Struct)


class Journal(Generic[Entry]):
    """Entries of one kind. A line torn by a power cut is passed over, and what is added later begins a new line."""

    def __init__(self, path: Path, kind: type[Entry]) -> None:
        self.path = path
        self._decoder = msgspec.json.Decoder(kind)

    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order in which they were added.

        Raises:
            SimulatorError: the file can't be read, or holds whole lines of something else.

        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise SimulatorError(f"{self.path}: {error.strerror or error}") from None
        found = []
        for number, line in enumerate(content.splitlines(), 1):
            try:
                found.append(self._decoder.decode(line))
            except msgspec.ValidationError as error:
                raise SimulatorError(f"{self.path}:{number}: this line can't be used: {error}") from None
            except msgspec.DecodeError:
                continue
        return tuple(found)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries at the end, all of them in one write; only the file's owner can read it.

        Raises:
            SimulatorError: the disk is full, or the file can't be written.

        """
        lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "r+b", buffering=0) as stream:
                _write(stream, _break(stream.fileno()) + lines)
        except OSError as error:
            raise SimulatorError(f"{self.path}: {error.strerror or error}") from None


def _write(stream: FileIO, lines: bytes) -> None:
    """All of it, to the disk; a disk that is nearly full takes the beginning without an error."""
    if stream.write(lines) < len(lines):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(stream.fileno())


def _break(handle: int) -> bytes:
    """The line end that a torn last line lacks."""
    size = os.fstat(handle).st_size
    if not size:
        return b""
    os.lseek(handle, size - 1, os.SEEK_SET)
    return b"" if os.read(handle, 1) == b"\n" else b"\n"
