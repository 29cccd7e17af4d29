"""The folder results are written to: each file at once or not at all, on this machine or on shared storage."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import cast

from simulator.errors import SimulatorError, UsageError

LOCK = ".lock"


def path_of(text: str) -> Path:
    """A local path, or a URL of shared storage (``s3://``, ``memory://``), which behaves as one.

    Raises:
        UsageError: a URL of an unknown kind, or what reads it is not installed.

    """
    if "://" not in text:
        return Path(text)
    try:
        from upath import UPath
    except ImportError:
        raise UsageError(f"{text}: URLs need the 'cluster' extra: pip install '.[cluster]' in its folder") from None
    try:
        found = UPath(text)
        _ = found.fs
    except (ValueError, ImportError) as error:
        raise UsageError(f"{text}: this kind of storage can't be reached ({error})") from None
    return cast("Path", found)


class Folder:
    """A folder whose files appear whole: written beside, then put in place (object stores do so by themselves)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.local = type(root) in {type(Path()), Path}

    def make(self) -> None:
        """Make the folder where it is missing.

        Raises:
            SimulatorError: it can't be made.

        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SimulatorError(f"{self.root}: {error.strerror or error}") from None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder alone, as far as this machine can tell; a killed process lets go by itself.

        Raises:
            SimulatorError: another process is grading into it, or it can't be written.

        """
        if not self.local:
            yield
            return
        from filelock import FileLock, Timeout

        lock = FileLock(self.root / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise SimulatorError(
                f"{self.root}: another grading is writing here; wait for it, or choose another --out"
            ) from None
        except OSError as error:
            raise SimulatorError(f"{self.root}: {error.strerror or error}") from None
        try:
            yield
        finally:
            lock.release()

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return (self.root / name).exists()

    def read(self, name: str) -> bytes:
        """A file's content."""
        return (self.root / name).read_bytes()

    def write(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a file and give its SHA-256.

        Raises:
            SimulatorError: the disk is full, or the folder can't be written.

        """
        (digest,) = self.write_together((name,), ((piece,) for piece in pieces))
        return digest

    def write_together(self, names: Sequence[str], rows: Iterable[Sequence[bytes]]) -> list[str]:
        """Write several files, of which each row has a piece, and give their SHA-256.

        Raises:
            SimulatorError: the disk is full, or the folder can't be written.

        """
        targets, digests = [self.root / name for name in names], [sha256() for _ in names]
        besides = [each.with_name(f".{each.name}.new") if self.local else each for each in targets]
        try:
            with ExitStack() as opened:
                for target in targets:
                    target.parent.mkdir(parents=True, exist_ok=True)
                streams = [opened.enter_context(beside.open("wb")) for beside in besides]
                for row in rows:
                    for stream, digest, piece in zip(streams, digests, row, strict=True):
                        digest.update(piece)
                        stream.write(piece)
                for stream in streams if self.local else ():
                    stream.flush()
                    os.fsync(stream.fileno())
            for beside, target in zip(besides, targets, strict=True) if self.local else ():
                beside.replace(target)
        except OSError as error:
            for beside in besides if self.local else ():
                beside.unlink(missing_ok=True)
            raise SimulatorError(f"{self.root / ', '.join(names)}: {error.strerror or error}") from None
        return [digest.hexdigest() for digest in digests]

    def drop(self, name: str) -> None:
        """Remove a folder of files made here, where it is there."""
        folder = self.root / name
        if not folder.exists():
            return
        for file in list(folder.iterdir()):
            file.unlink(missing_ok=True)
        folder.rmdir()
