"""Ids that sort by the time they were made: UUIDs of version 7 (RFC 9562)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ENTROPY_BYTES = 8


def uuid7(at: datetime, entropy: bytes) -> str:
    """A version 7 UUID for the time-zone-aware moment ``at`` and 8 random bytes.

    The 12 bits after the milliseconds hold the rest of the microseconds (RFC 9562, 6.2, method 3), so that ids made
    in the same millisecond still sort by time.
    """
    millis, micros = divmod((at - _EPOCH) // timedelta(microseconds=1), 1000)
    fraction = (micros << 12) // 1000
    random = int.from_bytes(entropy[:ENTROPY_BYTES], "big") & ((1 << 62) - 1)
    return str(UUID(int=(millis << 80) | (0x7 << 76) | (fraction << 64) | (0b10 << 62) | random))
