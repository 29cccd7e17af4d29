"""Use cases, wired: open the library and the history, practise, resume, retry, replay. The shells call only this."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from simulator import __version__
from simulator.conversation import Speaker, Turn
from simulator.errors import NotFoundError, UsageError
from simulator.library import Library
from simulator.settings import Settings, data_dir, load_settings, save_settings

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief
    from simulator.scenario.cards import Card
    from simulator.scenario.model import Scenario
    from simulator.session import Kit, Session
    from simulator.store.history import History
    from simulator.store.records import Attempt, Standing, Summary

FIRST_SCENARIO = "first-chat"
"""The calm customer that a new trainee meets first."""


class Workshop:
    """The library, the settings and the history of one person, each opened when it is first needed."""

    def __init__(self, folders: Sequence[Path] = (), *, keep: bool = True) -> None:
        self.library = Library(folders)
        self.keep = keep
        self._history: History | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the history, if it was opened."""
        if self._history is not None:
            self._history.close()
            self._history = None

    @cached_property
    def kit(self) -> Kit:
        """What every session shares: recognition and rubrics."""
        from simulator.scenario.shared import load_shared
        from simulator.scoring.card import load_card
        from simulator.session import Kit

        return Kit(load_shared(self.library), load_card(self.library))

    @property
    def settings(self) -> Settings:
        """The trainee's settings, read once."""
        return self._settings

    @cached_property
    def _settings(self) -> Settings:
        return load_settings()
