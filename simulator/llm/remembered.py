"""Answers that were paid for, kept in a file that only grows: what a model has answered once is never asked again.

A line an answer: a digest of the request, and the answer. Neither requests nor keys are in it. A line is written
before its answer is used; one torn by a power cut or a full disk is passed over.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.llm.chat import Answer, Ask

FORM = 2
"""Counted up when what goes into a digest changes."""


class Line(Struct, frozen=True):
    """A line of the file."""

    key: str
    answer: Answer


class _KeyOnly(Struct, frozen=True):
    key: str


def digest(model: str, ask: Ask, where: str = "") -> str:
    """What identifies a request to a model: everything that shapes its answer, and not how long it may take.

    ``where``: the address of its server, because two servers may call different models alike.
    """
    asked = (FORM, where, model, ask.messages, ask.schema, ask.temperature, ask.seed, ask.max_tokens)
    return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()


class Remembered:
    """The file of answers, open; several programs may add to it. Only its owner can read it.

    ``where``: the address of the server that answers.

    Raises:
        SimulatorError: the file can't be used.

    """

    def __init__(self, path: Path, where: str = "") -> None:
        self.path, self.where = path, where
        self._places: dict[bytes, tuple[int, int]] = {}
        self._break = b""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # One write a line, at the file's end even if another program has added to it; bytes as they are.
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._handle = os.open(path, flags, 0o600)
            self._stream = path.open("rb")
            self._look_through()
        except OSError as error:
            raise SimulatorError(f"{path}: {error.strerror or error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        """Close the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._stream.close()
            self._handle = -1

    def find(self, key: str) -> Answer | None:
        """The answer to the request of that digest, if it is known."""
        place = self._places.get(bytes.fromhex(key))
        if place is None:
            return None
        self._stream.seek(place[0])
        try:
            return msgspec.json.decode(self._stream.read(place[1]), type=Line).answer
        except msgspec.MsgspecError:
            return None

    def keep(self, key: str, answer: Answer) -> None:
        """Add an answer; it is in the file when this returns, and survives the end of the program.

        Raises:
            SimulatorError: the disk is full, or the file can't be written.

        """
        line = msgspec.json.encode(Line(key, answer)) + b"\n"
        try:
            written = os.write(self._handle, self._break + line) - len(self._break)
        except OSError as error:
            raise SimulatorError(f"{self.path}: {error.strerror or error}") from None
        end = os.lseek(self._handle, 0, os.SEEK_CUR)
        self._break = b"" if written == len(line) else b"\n"
        if self._break:
            raise SimulatorError(f"{self.path}: the disk is full")
        self._places[bytes.fromhex(key)] = (end - len(line), len(line))

    def _look_through(self) -> None:
        """Find where each answer stands; what is no line of ours is passed over."""
        start = 0
        line = b"\n"
        for line in self._stream:
            try:
                key = msgspec.json.decode(line, type=_KeyOnly).key
                self._places[bytes.fromhex(key)] = (start, len(line))
            except (msgspec.MsgspecError, ValueError):
                pass
            start += len(line)
        self._break = b"" if line.endswith(b"\n") else b"\n"
