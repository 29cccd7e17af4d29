"""Drafts that the server could not take: kept on this computer until it can, readable by their owner alone."""

from __future__ import annotations

from pathlib import Path

import msgspec

from simulator.errors import HistoryError
from simulator.store.json_text import written
from simulator.store.records import Draft


class Spare:
    """A folder with one file for each draft that is kept here meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, attempt_id: str, draft: Draft) -> None:
        """Keep a draft, instead of an earlier one."""
        path = self._path(attempt_id)
        partial = path.with_suffix(".partial")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.touch(mode=0o600)
            partial.write_text(written(draft), encoding="utf-8")
            partial.replace(path)
        except OSError as error:
            raise HistoryError(
                f"the server can't be reached, and the draft can't be kept in {self._folder} either ({error.strerror})."
            ) from error

    def kept(self, attempt_id: str) -> Draft | None:
        """The draft that is kept here, if one is."""
        try:
            return msgspec.json.decode(self._path(attempt_id).read_bytes(), type=Draft)
        except (OSError, msgspec.DecodeError):
            return None

    def drop(self, attempt_id: str) -> None:
        """The draft is stored, sent or stopped: nothing of it stays here."""
        self._path(attempt_id).unlink(missing_ok=True)

    def _path(self, attempt_id: str) -> Path:
        return self._folder / f"{attempt_id}.json"
