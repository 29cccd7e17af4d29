"""Groups records by conversation; what doesn't fit in memory waits in temporary files."""

from __future__ import annotations

import json
import sys
import tempfile
import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from simulator.transcripts.records import Record

LIMIT = 2 * 1024 * 1024
"""Bytes of records that are held in memory."""
BUCKETS = 64
"""Temporary files; the records of one of them are in memory at a time."""
LARGEST_BUCKET = 8
"""Times the limit that such a file may be; a larger one is divided again."""
LEVELS = 4
"""How often: after that one conversation alone would be as large."""
_DECODER = msgspec.json.Decoder(tuple[str, Record])


class Spool:
    """Records under the key of their conversation, in the order in which they came."""

    def __init__(self, limit: int = LIMIT, level: int = 0) -> None:
        self.limit, self.level, self.size = limit, level, 0
        self.held: dict[str, list[bytes]] = {}
        self.files: list[IO[bytes]] = []

    def add(self, key: str, record: Record) -> None:
        """Keep a record."""
        self._hold(key, _line(key, record))

    def _hold(self, key: str, line: bytes) -> None:
        self.held.setdefault(key, []).append(line)
        self.size += len(line)
        if self.size >= self.limit:
            self._spill()

    def groups(self) -> Iterator[tuple[str, list[Record]]]:
        """Each conversation's records, once; the spool is empty afterwards."""
        if self.files:
            self._spill()
        for file in self.files:
            yield from self._bucket(file)
            file.close()
        self.files = []
        held, self.held, self.size = self.held, {}, 0
        yield from _decoded(held)

    def _bucket(self, file: IO[bytes]) -> Iterator[tuple[str, list[Record]]]:
        large = file.tell() > LARGEST_BUCKET * self.limit and self.level < LEVELS
        inner = Spool(self.limit if large else sys.maxsize, self.level + 1)
        file.seek(0)
        for line in file:
            inner._hold(_DECODER.decode(line)[0], line)
        yield from inner.groups()

    def _spill(self) -> None:
        self.files = self.files or [_file() for _ in range(BUCKETS)]
        for key, lines in self.held.items():
            place = zlib.crc32(key.encode("utf-8", "replace")) // BUCKETS**self.level % BUCKETS
            self.files[place].writelines(lines)
        self.held, self.size = {}, 0


def _decoded(held: dict[str, list[bytes]]) -> Iterator[tuple[str, list[Record]]]:
    for key in list(held):
        yield key, [_DECODER.decode(line)[1] for line in held.pop(key)]


def _line(key: str, record: Record) -> bytes:
    try:
        return msgspec.json.encode((key, record)) + b"\n"
    except (OverflowError, UnicodeEncodeError):
        kept = json.loads(json.dumps(msgspec.to_builtins((key, record)), default=str), parse_int=_number)
        return msgspec.json.encode(_without_halves(kept)) + b"\n"


def _number(digits: str) -> int | str:
    return digits if len(digits) > 18 else int(digits)


def _without_halves(value: object) -> object:
    """The value without half surrogates, which no encoding can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_halves(each) for each in value]
    if isinstance(value, dict):
        return {str(_without_halves(key)): _without_halves(each) for key, each in value.items()}
    return value


def _file() -> IO[bytes]:
    return tempfile.TemporaryFile("w+b")
