"""Which criterion a person means by the title that a debrief shows, or by its key, among the marks of one reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from simulator.report.details import Detail, MarkLine


def key_in(details: Sequence[Detail], reply: int, named: str) -> str:
    """The key "rubric/criterion" of a mark of a reply (from 1).

    Raises:
        UsageError: there is no such reply, nothing of it was marked, or several of its criteria are called so.
        NotFoundError: none is; the error lists those that were marked there.

    """
    detail = next((item for item in details if item.n == reply), None)
    if detail is None:
        raise UsageError(f"There is no reply {reply} in it: choose 1 to {len(details)}.")
    if not detail.marks:
        raise UsageError(f"Reply {reply} was not understood, so nothing of it was marked.")
    found = [mark for mark in detail.marks if _plain(named) in _names(mark)]
    if len(found) > 1:
        both = " or ".join(mark.key for mark in found)
        raise UsageError(f"Several criteria are called {named!r}. Write {both}.")
    if not found:
        marked = [mark for mark in detail.marks if mark.applies]
        listed = ", ".join(f"{mark.criterion} ({mark.key})" for mark in marked)
        known = [name for mark in marked for name in (mark.criterion, mark.key)]
        raise NotFoundError("criterion", named, known, hint=f"Reply {reply} was marked for: {listed}.")
    return found[0].key


def _names(mark: MarkLine) -> Iterator[str]:
    _, _, short = mark.key.partition("/")
    for name in (mark.key, short, short.replace("_", " "), mark.criterion):
        yield _plain(name)
    yield _plain(f"{mark.rubric} / {mark.criterion}")
    yield _plain(f"{mark.rubric}/{mark.criterion}")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
