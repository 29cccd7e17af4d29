"""What one person works with: the library, the settings and the history, each opened when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from simulator.errors import SimulatorError
from simulator.library import Library
from simulator.settings import Settings, data_dir, load_settings, own_home, save_settings

if TYPE_CHECKING:
    from simulator.llm.customer_voice import Voice
    from simulator.premise import Kit
    from simulator.rereading import Rereader
    from simulator.scoring.rubric import Card
    from simulator.store.history import History


class Workplace:
    """One person's library, settings and history.

    ``keep``: whether what is practised is stored; without it nothing can be resumed. ``voice``: a model or a person
    who words the customers (None: the scripts); ``notice``: one sentence about them that the trainee should read.
    ``rereader``: has a model read what was finished, too (None: nobody asked for that).
    ``history``: one that is open already and stays open; without it the person's own is opened.
    """

    def __init__(
        self,
        folders: Sequence[Path] = (),
        *,
        keep: bool = True,
        home: Path | None = None,
        history: History | None = None,
    ) -> None:
        self.library, self.keep = Library(folders), keep
        self._home = home or data_dir()
        self._history, self._lent = history, history is not None
        self._settings: Settings | None = None
        self._opening = Lock()
        self.voice: Voice | None = None
        self.notice = ""
        self.rereader: Rereader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the history, if it was opened, and the connection to a model, if there is one."""
        if self.rereader is not None:
            self.rereader.leave()
        if self.voice is not None:
            self.voice.close()
            self.voice = None
        self._close_history()

    def _close_history(self) -> None:
        if self._history is not None and not self._lent:
            self._history.close()
        self._history, self._lent = None, False

    @property
    def history_file(self) -> Path:
        """Where a history in a file is kept."""
        return self._home / "history.db"

    @property
    def history_place(self) -> Path | str:
        """Where the history is: ``SIMULATOR_HISTORY``, else the setting, each a path or a URL; else the file."""
        return os.environ.get("SIMULATOR_HISTORY") or self.settings.history or self.history_file

    @property
    def who(self) -> str:
        """By which name a team's history knows the person: ``SIMULATOR_USER``, else the name in the settings."""
        return os.environ.get("SIMULATOR_USER") or self.settings.name

    @property
    def history(self) -> History:
        """The history, opened now if it was not.

        Raises:
            HistoryError: it can't be used; the sentence says what to do.

        """
        with self._opening:
            if self._history is None:
                from simulator.store.history import History

                spare = self._home / "unsent"
                self._history = History.open(self.history_place, self.who, spare=spare)
            return self._history

    def forget_home(self, person: str) -> Path | None:
        """Delete what a server keeps here of somebody by their id: settings, unsent drafts; gives the folder, if any.

        Raises:
            SimulatorError: something of it can't be deleted.

        """
        from shutil import rmtree

        folder = own_home(self._home, person)
        if folder == own_home(self._home, "") or not folder.is_dir():
            return None
        try:
            rmtree(folder)
        except OSError as error:
            raise SimulatorError(f"{folder}: it can't be deleted: {error.strerror or error}.") from None
        return folder

    def move_history_aside(self) -> Path:
        """Rename a damaged history so that a new one can begin; gives where the damaged one is kept.

        Raises:
            HistoryError: the file can't be renamed.

        """
        from simulator.store.history import History

        self._close_history()
        return History.move_aside(self.history_place, datetime.now(UTC))

    @cached_property
    def kit(self) -> Kit:
        """What every session shares: recognition and rubrics."""
        from simulator.premise import Kit
        from simulator.scenario.shared import load_shared

        return Kit(load_shared(self.library), self.card)

    @cached_property
    def card(self) -> Card:
        """The rubrics that practice is scored by."""
        from simulator.scoring.load import load_library_card

        return load_library_card(self.library)

    @cached_property
    def live_kit(self) -> Kit:
        """The kit of what a person practises: it also knows the library's own answers, which show nothing if copied."""
        from simulator.scoring.shipped import shipped_answers

        return replace(self.kit, shipped=shipped_answers(self.library))

    @property
    def settings(self) -> Settings:
        """The trainee's settings."""
        if self._settings is None:
            self._settings = load_settings()
        return self._settings

    def save_settings(self, settings: Settings) -> None:
        """Keep changed settings."""
        self._settings = settings
        save_settings(settings)
