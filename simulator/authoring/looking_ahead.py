"""Looks at files in a process of its own, while this one loads what their plays are heard with."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import c_bool
from multiprocessing.process import BaseProcess
from tempfile import TemporaryFile
from typing import IO

from simulator.authoring.collecting import seldom
from simulator.authoring.desk import Desk
from simulator.authoring.material import Item


def undisturbed() -> None:
    """What another process of a check begins with: Ctrl-C is for the one that started it."""
    seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def looking_ahead(desk: Desk, items: Sequence[Item]) -> Iterator[BaseProcess]:
    """Look at files beside what the block does, as far as that goes; what was looked at is the desk's then.

    It gives the process that looks. Whatever was not reached, or could not be handed over, is looked at when its turn
    comes.
    """
    context = multiprocessing.get_context("fork")
    enough = context.RawValue(c_bool)  # no lock, which a process that is ended from outside might leave shut
    with TemporaryFile() as file:
        beside = context.Process(target=_look, args=(desk, items, file, enough), daemon=True)
        beside.start()
        try:
            yield beside
        finally:
            enough.value = True
            beside.join()
        file.seek(0)
        take(desk, items, file)


def _look(desk: Desk, items: Sequence[Item], file: IO[bytes], enough: c_bool) -> None:
    undisturbed()
    for item in items:
        if enough.value:
            return
        try:
            looked = desk.look(item)
            pickle.dump((looked, desk.kept.fresh), file)
            file.flush()
        except (OSError, pickle.PicklingError):  # a full disk, say: the rest is looked at when its turn comes
            return
        desk.kept.fresh = {}


def take(desk: Desk, items: Sequence[Item], file: IO[bytes]) -> None:
    """Take over what was looked at, in the order of the files; a process that was ended has left off somewhere."""
    for item in items:
        try:
            looked, fresh = pickle.load(file)  # noqa: S301 - a copy of this process wrote it
        except (EOFError, pickle.UnpicklingError):
            return
        desk.ahead[item.path] = looked
        desk.kept.add(fresh)
