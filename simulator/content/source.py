"""A content file's text: read whole, within limits, as UTF-8."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from msgspec import Struct

from simulator.errors import ContentError

MAX_BYTES = 1_000_000
"""The largest content file that is read."""


class Source(Struct, frozen=True):
    """A content file: where it is, and its text."""

    path: Path
    text: str

    @property
    def file(self) -> str:
        """The file's name as shown to people: relative to the working directory where it lies below that."""
        return shown_path(self.path)


def shown_path(path: Path) -> str:
    """A path as shown to people: relative to the working directory where it lies below that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def read_source(path: Path) -> Source:
    """A content file's text.

    Raises:
        ContentError: it can't be read, is no file, is larger than 1 MB, or isn't UTF-8.

    """
    return Source(path, _decode(_read(path), path))


def _read(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ContentError("is not a file", file=shown_path(path))
        if about.st_size > MAX_BYTES:
            raise ContentError("the file is larger than 1 MB: split it", file=shown_path(path))
        return path.read_bytes()
    except OSError as error:
        raise ContentError(_reason(error, path), file=shown_path(path)) from None


def _reason(error: OSError, path: Path) -> str:
    if path.is_symlink() and error.errno in {errno.ENOENT, errno.ELOOP, errno.ENOTDIR}:
        return f"the link points to {path.readlink()}, which is not there: mend or delete it"
    if error.errno == errno.EACCES:
        return "the file can't be read: you have no permission to"
    return f"the file can't be read: {error.strerror or error}"


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = "the text is not UTF-8: save the file again as UTF-8"
        raise ContentError(message, file=shown_path(path), line=line, column=column) from None
