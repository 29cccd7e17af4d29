"""Opens a file of any encoding, compressed or not, and gives it in pieces that fit in memory."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from simulator.errors import UsageError
from simulator.transcripts.forms import form_of
from simulator.transcripts.records import Form
from simulator.transcripts.spelling import decoded, encoding_of

HEAD = 256 * 1024
"""Bytes that are looked at to tell encoding and form."""
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; a longer line is put in quarantine."""
LARGEST_TEXT = 256 * 1024 * 1024
"""Bytes of a form that can't be read in pieces (a single mail, captions)."""
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)
"""What reading a torn .gz raises."""


class Line(NamedTuple):
    """A line without its end, numbered from 1; ``problem``: why there is no text."""

    number: int
    text: str
    problem: str = ""


class Source:
    """A file to import. Nothing is read before it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identified: Any = None
        self.name = path.name

    def open(self) -> BinaryIO:
        """The bytes from the beginning, decompressed.

        Raises:
            UsageError: the file can't be read.

        """
        try:
            stream = self.path.open("rb")
            packed = stream.read(2) == b"\x1f\x8b"
            stream.seek(0)
        except OSError as error:
            raise UsageError(f"{self.path}: {error.strerror or error}") from None
        return cast("BinaryIO", _Unpacked(stream)) if packed else stream

    @cached_property
    def head(self) -> bytes:
        """The first bytes; of a torn .gz, those that can be read."""
        found = bytearray()
        with self.open() as stream:
            try:
                while len(found) < HEAD and (more := stream.read(16_384)):
                    found += more
            except DAMAGED:
                pass
        return bytes(found)

    @cached_property
    def encoding(self) -> str:
        """How the bytes spell text."""
        return encoding_of(self.head)

    @cached_property
    def beginning(self) -> str:
        """The first bytes as text."""
        return codecs.getincrementaldecoder(self.encoding)("replace").decode(self.head)

    @cached_property
    def form(self) -> Form:
        """How the file is written."""
        return form_of(self.head, self.beginning)

    @property
    def small(self) -> bool:
        """Whether all of the file was seen in :attr:`beginning`."""
        return len(self.head) < HEAD

    def utf8(self, *, mended: bool = False) -> BinaryIO:
        """The bytes from the beginning as UTF-8 without a byte order mark; ``mended``: without bytes that are none."""
        stream = self.open()
        if self.encoding == "utf-8" and not mended:
            return stream
        if self.encoding == "utf-8-sig" and not mended:
            stream.read(3)
            return stream
        return cast("BinaryIO", _Recoded(stream, self.encoding))

    def text(self) -> str:
        """The whole text, for forms that hold one conversation.

        Raises:
            UsageError: it is too large for that, or damaged.

        """
        with self.open() as stream:
            try:
                content = stream.read(LARGEST_TEXT + 1)
            except DAMAGED:
                raise UsageError(f"{self.path}: the compressed file is damaged") from None
        if len(content) > LARGEST_TEXT:
            raise UsageError(f"{self.path}: more than 256 MB of a form that can't be read in pieces")
        return decoded(content, self.encoding)

    def lines(self) -> Iterator[Line]:
        """Each line; one that is too long, or where a .gz is torn, has a problem instead of its text."""
        with self.utf8() as stream:
            number = 0
            while True:
                number += 1
                try:
                    content = stream.readline(LONGEST_LINE + 1)
                    if not content:
                        return
                    long = len(content) > LONGEST_LINE
                    while long and content and not content.endswith(b"\n"):
                        content = stream.readline(LONGEST_LINE)
                except DAMAGED:
                    yield Line(number, "", "the compressed file is torn here")
                    return
                if long:
                    yield Line(number, "", "the line is longer than 16 MB")
                else:
                    yield Line(number, decoded(content, "utf-8").rstrip("\r\n"))


class _Unpacked(gzip.GzipFile):
    """A compressed stream; closing it closes the file beneath as well."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(fileobj=stream)
        self.stream = stream

    def close(self) -> None:
        """Close both."""
        super().close()
        self.stream.close()


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.stream, self.rest = stream, bytearray()
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def close(self) -> None:
        """Close the file beneath as well."""
        self.stream.close()
        super().close()

    def _more(self) -> bool:
        content = self.stream.read(65_536)
        self.rest += self.decoder.decode(content, final=not content).encode("utf-8", "replace")
        return bool(content)

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; all where it is negative."""
        while (size < 0 or len(self.rest) < size) and self._more():
            pass
        return self._take(len(self.rest) if size < 0 else size)

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, as parsers ask for; how much was put there."""
        content = self.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def readline(self, size: int | None = -1) -> bytes:
        """A line with its end, or its first ``size`` bytes."""
        most = -1 if size is None else size
        seen = 0
        while (end := self.rest.find(b"\n", seen)) < 0 and (most < 0 or len(self.rest) < most):
            seen = len(self.rest)
            if not self._more():
                break
        length = end + 1 if end >= 0 else len(self.rest)
        return self._take(length if most < 0 else min(length, most))

    def _take(self, length: int) -> bytes:
        taken = bytes(self.rest[:length])
        del self.rest[:length]
        return taken
