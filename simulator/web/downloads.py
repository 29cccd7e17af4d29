"""Files that a screen hands to its owner's browser: once, whole, and to nobody else."""

from __future__ import annotations

import asyncio
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from textual_serve.download_manager import DOWNLOAD_CHUNK_SIZE, Download, DownloadManager

if TYPE_CHECKING:
    from simulator.web.screens import Terminal

LARGEST = 32 << 20
"""Bytes of a file at most; a conversation has some hundred thousand."""
PATIENCE = 60.0
"""Seconds for one piece of it, on a machine that is busy."""
LONGEST = 100
"""Characters of a file's name."""
KINDS = {".html": "text/html", ".md": "text/markdown", ".json": "application/json", ".svg": "image/svg+xml"}
"""What a browser is told a file is, by how its name ends; anything else is bytes."""


class File(Struct, frozen=True):
    """A whole file under a name that can stand in a header."""

    name: str
    content: bytes

    @property
    def kind(self) -> str:
        """Its content type."""
        return KINDS.get(PurePosixPath(self.name).suffix, "application/octet-stream")


class Downloads(DownloadManager):
    """What open screens have to hand out. A screen that ends takes its files with it."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[str] = set()

    async def file(self, key: str, person: str) -> File | None:
        """The file under that key, if it is this person's and nobody has asked for it; it is gone after that.

        None also where the screen ended, or stopped sending, before the file was whole.
        """
        found = self._active_downloads.get(key)
        if found is None or owner(found) != person or key in self._asked:
            return None
        self._asked.add(key)
        try:
            content = await _whole(found)
        finally:
            self._asked.discard(key)
            self._active_downloads.pop(key, None)
        return None if content is None else File(safe_name(found.file_name), content)

    async def cancel_app_downloads(self, app_service_id: str) -> None:
        """Forget the files of a screen; one that is being read ends here."""
        for key, found in list(self._active_downloads.items()):
            if found.app_service.app_service_id == app_service_id:
                del self._active_downloads[key]
                await found.incoming_chunks.put(None)


def owner(found: Download) -> str:
    """The id of the person whose screen hands it out."""
    screen: Terminal = found.app_service  # type: ignore[assignment]
    return screen.person


async def _whole(found: Download) -> bytes | None:
    content = bytearray()
    asked: dict[str, str | int | bool | None] = {"type": "deliver_chunk_request", "key": found.delivery_key}
    asked |= {"size": DOWNLOAD_CHUNK_SIZE, "name": found.name}
    while len(content) <= LARGEST:
        if not await found.app_service.send_meta(asked):
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                piece = await found.incoming_chunks.get()
        except TimeoutError:
            return None
        if piece is None:
            return None
        if not piece:
            return bytes(content)
        content += piece
    return None


def safe_name(name: str) -> str:
    """A name of plain letters, digits, dots and hyphens, whatever the screen calls the file."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePosixPath(name).name).strip(".-")
    return plain[-LONGEST:].lstrip(".-") or "file"
