"""How often somebody may try a password: after a few failures, each further attempt has to wait longer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

FREE = 5
"""Failures before the first wait [design choice]."""
FREE_FROM_ONE_PLACE = 20
"""Failures before an address has to wait: a whole office may stand behind one [design choice]."""
LONGEST = 300.0
"""Seconds that anybody has to wait at most. Somebody who goes on guessing a name makes its owner wait, too."""
FORGOTTEN = 900.0
"""Seconds without a failure after which all of them are forgotten."""
MOST = 10_000
"""Names and addresses that are kept; beyond, the one that failed longest ago is forgotten."""


class Failures(Struct):
    """Failures of one name or address: how many, when the last, until when the next attempt has to wait."""

    count: int = 0
    last: float = 0.0
    until: float = 0.0


class Attempts:
    """Failed sign-ins by name and by address. ``clock`` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failed: OrderedDict[tuple[str, str], Failures] = OrderedDict()

    def wait(self, name: str, address: str) -> float:
        """Seconds until the next attempt with this name from this address is looked at; 0: now."""
        now = self._clock()
        return max([0.0, *(found.until - now for found in self._of(name, address, now))])

    def failed(self, name: str, address: str) -> None:
        """Count a wrong password."""
        now = self._clock()
        for key, free in (("name", name), FREE), (("address", address), FREE_FROM_ONE_PLACE):
            found = self._failed.pop(key, Failures())
            if now - found.last > FORGOTTEN:
                found = Failures()
            found.count, found.last = found.count + 1, now
            over = found.count - free
            if over >= 0:
                found.until = now + min(LONGEST, 2.0**over)
            self._failed[key] = found
        while len(self._failed) > MOST:
            self._failed.popitem(last=False)

    def passed(self, name: str, address: str) -> None:
        """The right password: the name's failures are forgotten, and this attempt was none of the address's."""
        self._failed.pop(("name", name), None)
        found = self._failed.get(("address", address))
        if found is not None:
            found.count -= 1

    def _of(self, name: str, address: str, now: float) -> list[Failures]:
        kept = (self._failed.get(key) for key in (("name", name), ("address", address)))
        return [found for found in kept if found is not None and now - found.last <= FORGOTTEN]
