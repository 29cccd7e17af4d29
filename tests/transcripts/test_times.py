from zoneinfo import ZoneInfo

import pytest

from simulator.transcripts.times import moment, orders


@pytest.mark.parametrize(
    ("written", "when", "zone", "error"),
    [
        ("2026-01-02T03:04:05Z", 1767323045.0, True, 0),
        ("2026-01-02T03:04:05.250Z", 1767323045.25, True, 0),
        ("2026-01-02T03:04:05.123456Z", 1767323045.123456, True, 0),
        ("2026-01-02T03:04:05.1234567Z", 1767323045.123456, True, 0),
        ("2026-01-02T03:04:05+02:00", 1767315845.0, True, 0),
        ("2026-01-02T03:04:05.000+0000", 1767323045.0, True, 0),
        ("2026-01-02 03:04:05 UTC", 1767323045.0, True, 0),
        ("2026-01-02 03:04:05 +0000", 1767323045.0, True, 0),
        ("2026-01-02T03:04:05", 1767323045.0, False, 0),
        ("2026-01-02 03:04", 1767323040.0, False, 60),
        ("2026-01-02", 1767312000.0, False, 86_400),
        ("Tue Oct 31 22:10:47 +0000 2017", 1509487847.0, True, 0),
        ("Tue, 31 Oct 2017 22:10:47 +0000", 1509487847.0, True, 0),
        ("Tuesday, June 05, 2018, 15:32:00 +0000", 1528212720.0, True, 0),
        ("31 Oct 2017 10:10 PM", 1509487800.0, False, 60),
        ("Oct 31, 2017 12:05:00 AM", 1509408300.0, False, 0),
        ("13/04/2026, 10:00", 1776074400.0, False, 60),
        ("4/13/26, 10:00 AM", 1776074400.0, False, 60),
        (1767323045, 1767323045.0, True, 0),
        (1767323045.5, 1767323045.5, True, 0),
        (1767323045250, 1767323045.25, True, 0),
        (1767323045250000, 1767323045.25, True, 0),
        ("1767323045", 1767323045.0, True, 0),
        ("1767323045250", 1767323045.25, True, 0),
    ],
)
def test_a_time_is_read_as_exports_write_it(written: object, when: float, zone: bool, error: float) -> None:
    found = moment(written)
    assert found is not None
    assert (found.when, found.zone, found.error) == (pytest.approx(when), zone, error)


@pytest.mark.parametrize(
    "written",
    [
        "",
        None,
        True,
        "soon",
        "03/04/2026 10:00",
        "2026-13-45",
        0,
        -5,
        12,
        "99:99",
        float("nan"),
        float("inf"),
        [],
        "x" * 500,
    ],
)
def test_what_is_no_time_is_none(written: object) -> None:
    assert moment(written) is None


def test_the_order_of_day_and_month_is_asked_or_told() -> None:
    assert orders(["03/04/2026", "05/06/2026"]) == {"dmy", "mdy"}
    assert orders(["03/04/2026", "25/06/2026"]) == {"dmy"}
    assert orders(["03/04/2026", "06/25/2026"]) == {"mdy"}
    day_first, month_first = moment("03/04/2026", order="dmy"), moment("03/04/2026", order="mdy")
    assert day_first is not None
    assert month_first is not None
    assert day_first.when - month_first.when == 30 * 86_400


def test_a_zone_of_the_mapping_makes_a_clock_an_instant() -> None:
    found = moment("2026-07-01 12:00:00", zone=ZoneInfo("Europe/Paris"))
    assert found is not None
    assert (found.when, found.zone) == (1782900000.0, True)
