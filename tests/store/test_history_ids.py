"""Ids sort by time and are valid UUIDs of version 7."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from simulator.store.ids import uuid7

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 10**16).map(lambda micros: EPOCH + timedelta(microseconds=micros))


@given(MOMENTS, st.binary(min_size=8, max_size=8))
def test_every_id_is_a_uuid_of_version_7_that_holds_its_millisecond(at, entropy):
    made = UUID(uuid7(at, entropy))
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == (at - EPOCH) // timedelta(milliseconds=1)


@given(MOMENTS, MOMENTS, st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_the_later_id_sorts_after_the_earlier(one, other, some, more):
    if one != other:
        assert (uuid7(one, some) < uuid7(other, more)) == (one < other)


def test_two_ids_of_one_moment_differ_by_their_entropy():
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert uuid7(at, bytes(8)) != uuid7(at, bytes(7) + b"\x01")


def test_an_id_is_the_one_of_the_standards_example():
    """RFC 9562, appendix A.6: 2022-02-22 14:22:22 -05:00, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F."""
    made = uuid7(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC), bytes.fromhex("18C4DC0C0C07398F"))
    expected = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
    # The appendix fills the 12 bits after the version with random ones; here they hold the microseconds, none.
    assert made == expected.replace("7cc3", "7000")
