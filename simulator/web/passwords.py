"""Passwords by argon2: what is kept checks a password and doesn't give it away."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 12
"""Characters of a password at least; no other rule, since length is what counts (NIST SP 800-63B)."""
MOST = 256
"""Characters at most: hashing must not become a way to keep the server busy."""


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


def hashed(password: str) -> str:
    """What is kept of a password, with its own salt.

    Raises:
        UsageError: it is too short or too long.

    """
    if len(password) < LEAST:
        raise UsageError(f"the password has {len(password)} characters; use at least {LEAST}: a short sentence, say")
    if len(password) > MOST:
        raise UsageError(f"the password has {len(password)} characters; at most {MOST} are taken")
    return _hasher().hash(password)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody's password")


def is_right(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes the same time where there is none to compare with."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        _hasher().verify(kept or _nobodys(), password[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
