"""Who is signed in: a random token in the browser, of which the server keeps only a digest."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256

from msgspec import Struct

IDLE = 2 * 3600.0
"""Seconds without a request or an open screen after which somebody has to sign in again."""
LONGEST = 12 * 3600.0
"""Seconds after which everybody has to."""
MOST = 5_000
"""People who are signed in at once; beyond, the one who was idle longest has to sign in again."""


class SignedIn(Struct):
    """One sign-in. ``form``: the token that forms carry, so that no other site can send them in this name.

    ``person`` and ``secret``: who it was by id, and a digest of what checked the password (empty: a proxy's word); a
    sign-in ends with either.
    """

    name: str
    person: str
    secret: str
    form: str
    since: float
    seen: float


class SignIns:
    """All sign-ins, in memory: after a restart people sign in again. ``clock`` gives seconds, never backwards."""

    def __init__(self, clock: Callable[[], float], token: Callable[[], str] = secrets.token_urlsafe) -> None:
        self._clock, self._token = clock, token
        self._open: dict[bytes, SignedIn] = {}

    def open(self, name: str, person: str, secret: str) -> str:
        """Sign somebody in, and give the token for their browser."""
        now = self._clock()
        self._drop_old(now)
        if len(self._open) >= MOST:
            del self._open[min(self._open, key=lambda each: self._open[each].seen)]
        token = self._token()
        self._open[_digest(token)] = SignedIn(name, person, digest(secret), self._token(), now, now)
        return token

    def of(self, token: str) -> SignedIn | None:
        """The sign-in that a token stands for; None where it is unknown or too old."""
        found = self._open.get(_digest(token))
        now = self._clock()
        if found is None or _is_old(found, now):
            return None
        found.seen = now
        return found

    def fresh(self) -> str:
        """A new random token, for forms."""
        return self._token()

    def close(self, token: str) -> SignedIn | None:
        """Sign out; gives the sign-in that ends."""
        return self._open.pop(_digest(token), None)

    def holds(self, who: SignedIn) -> bool:
        """Whether a sign-in is still open; asking keeps nobody signed in."""
        now = self._clock()
        return any(found is who and not _is_old(found, now) for found in self._open.values())

    def _drop_old(self, now: float) -> None:
        self._open = {key: found for key, found in self._open.items() if not _is_old(found, now)}


def _is_old(found: SignedIn, now: float) -> bool:
    return now - found.seen > IDLE or now - found.since > LONGEST


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()


def digest(secret: str) -> str:
    """What is remembered of what checks a password: enough to see that it was changed."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
