"""How often somebody may try a password: after a few failures, each further attempt has to wait longer.

Whoever guesses must not be able to keep a name's owner out. So failures are counted for a name from one address, and
for an address; a name by itself has to wait only when it is guessed from everywhere, and then never for long. A browser
that its owner signed in with before is counted by itself, and waits for nobody else's failures: OWASP calls what it
carries a device cookie.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from hashlib import sha256

from msgspec import Struct

FREE = 5
"""Failures with a name from one address, or from one known browser, before the first wait [design choice]."""
FREE_FROM_ONE_PLACE = 20
"""Failures before an address has to wait: a whole office may stand behind one [design choice]."""
FREE_WITH_A_NAME = 50
"""Failures from everywhere before a name has to wait [design choice]."""
LONGEST = 300.0
"""Seconds that anybody has to wait at most."""
LONGEST_FOR_A_NAME = 30.0
"""Seconds that a name has to wait at most for failures elsewhere: 2,880 guesses a day, of 12 characters and more."""
FORGOTTEN = 900.0
"""Seconds without a failure after which all of them are forgotten."""
MOST = 10_000
"""Names and addresses that are kept; beyond, the one that failed longest ago is forgotten."""

Key = tuple[str, ...]


class Failures(Struct):
    """Failures of one kind: how many, when the last, until when the next attempt has to wait."""

    count: int = 0
    last: float = 0.0
    until: float = 0.0


class Rule(Struct, frozen=True):
    """Failures that cost nothing, and the longest wait after that, in seconds."""

    free: int
    longest: float


RULES = {
    "browser": Rule(FREE, LONGEST),
    "pair": Rule(FREE, LONGEST),
    "address": Rule(FREE_FROM_ONE_PLACE, LONGEST),
    "name": Rule(FREE_WITH_A_NAME, LONGEST_FOR_A_NAME),
}


class Attempts:
    """Failed sign-ins. ``clock`` gives seconds that never run backwards.

    ``browser``: what a browser carries that was signed in before; it counts only for the names it was signed in with.
    """

    def __init__(self, clock: Callable[[], float], token: Callable[[], str] = secrets.token_urlsafe) -> None:
        self._clock, self._token = clock, token
        self._failed: OrderedDict[Key, Failures] = OrderedDict()
        self._known: OrderedDict[bytes, set[str]] = OrderedDict()

    def wait(self, name: str, address: str, browser: str = "") -> float:
        """Seconds until the next attempt with this name from there is looked at; 0: now."""
        now = self._clock()
        found = (self._failed.get(key) for key in self._keys(name, address, browser))
        return max([0.0, *(each.until - now for each in found if each and now - each.last <= FORGOTTEN)])

    def failed(self, name: str, address: str, browser: str = "") -> None:
        """Count a wrong password."""
        now = self._clock()
        for key in self._keys(name, address, browser):
            found, rule = self._failed.pop(key, Failures()), RULES[key[0]]
            if now - found.last > FORGOTTEN:
                found = Failures()
            found.count, found.last = found.count + 1, now
            over = found.count - rule.free
            if over >= 0:
                found.until = now + min(rule.longest, 2.0 ** min(over, 20))
            self._failed[key] = found
        while len(self._failed) > MOST:
            self._failed.popitem(last=False)

    def passed(self, name: str, address: str, browser: str = "") -> None:
        """The right password, counted as a failure before: the failures of who gave it are forgotten, others' stay."""
        for key in self._keys(name, address, browser):
            if key[0] in {"browser", "pair"}:
                self._failed.pop(key, None)
            elif found := self._failed.get(key):
                found.count -= 1
                if found.count < RULES[key[0]].free:
                    found.until = 0.0

    def known(self, name: str, browser: str = "") -> str:
        """What this browser is to carry from now on: it was signed in with this name."""
        names = self._known.pop(_digest(browser), None)
        token = browser if names is not None else self._token()
        self._known[_digest(token)] = (names or set()) | {name}
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return token

    def _keys(self, name: str, address: str, browser: str) -> Iterator[Key]:
        digest = _digest(browser)
        if name in self._known.get(digest, ()):
            yield "browser", name, digest.hex()
            return
        yield "pair", name, address
        yield "address", address
        yield "name", name


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
