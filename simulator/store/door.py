"""What every part of an opened history works with: the database, who asks, the clock and new ids."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from simulator.store.access import Access
from simulator.store.ids import ENTROPY_BYTES, uuid7

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from simulator.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Door:
    """A way into the history for one person: every question and every change is told who asks.

    ``access``: who that is; left out: the only person of a history that knows no people.
    """

    def __init__(
        self,
        database: Database,
        access: Access | None = None,
        *,
        clock: Callable[[], datetime] = now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._database, self.access, self._clock, self._entropy = database, access or Access(), clock, entropy

    def _new_id(self, at: datetime) -> str:
        return uuid7(at, self._entropy(ENTROPY_BYTES))

    def _entry(self) -> tuple[str, datetime]:
        """The id and the moment of what is done now, for the audit trail."""
        at = self._clock()
        return self._new_id(at), at

    def _read(self, work: Callable[Concatenate[Connection, Access, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._database.read(work, self.access, *args, **kwargs)

    def _write(self, work: Callable[Concatenate[Connection, Access, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._database.write(work, self.access, *args, **kwargs)
