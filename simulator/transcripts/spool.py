"""Groups records by conversation; what doesn't fit in memory waits in temporary files."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Iterator
from typing import IO

from msgspec import structs

from simulator.transcripts.records import Record

LIMIT = 20_000
"""Records that are held in memory."""
BUCKETS = 64


class Spool:
    """Records under the key of their conversation, in the order in which they came."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit, self.count = limit, 0
        self.held: dict[str, list[Record]] = {}
        self.files: list[IO[str]] = []

    def add(self, key: str, record: Record) -> None:
        """Keep a record."""
        self.held.setdefault(key, []).append(record)
        self.count += 1
        if self.count >= self.limit:
            self._spill()

    def groups(self) -> Iterator[tuple[str, list[Record]]]:
        """Each conversation's records, once; the spool is empty afterwards."""
        if self.files:
            self._spill()
        for file in self.files:
            file.seek(0)
            found: dict[str, list[Record]] = {}
            for line in file:
                key, *fields = json.loads(line)
                found.setdefault(key, []).append(Record(*fields))
            file.close()
            yield from found.items()
        self.files = []
        held, self.held, self.count = self.held, {}, 0
        yield from held.items()

    def _spill(self) -> None:
        if not self.files:
            self.files = [_file() for _ in range(BUCKETS)]
        for key, records in self.held.items():
            file = self.files[zlib.crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS]
            file.writelines(json.dumps([key, *structs.astuple(record)]) + "\n" for record in records)
        self.held, self.count = {}, 0


def _file() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")
