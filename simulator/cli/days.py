"""Days on the command line, as 2026-03-01, and days by which something is to be done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click

FORM = "%Y-%m-%d"


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """An option's day, as the midnight that it begins with; no time zone. To be given as ``callback``.

    Raises:
        UsageError: it is no day, or is written in another way.

    """
    from simulator.errors import UsageError

    del ctx
    try:
        return datetime.strptime(value, FORM) if value else None  # noqa: DTZ007 - a day has no zone of its own
    except ValueError:
        said = f"{param.opts[0]}: {value!r} is no day of the calendar written as in 2026-03-01"
        raise UsageError(said) from None


def by_then(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """An option's day by which something is to be done, as its last minute, UTC. To be given as ``callback``.

    A day counts as long as it lasts anywhere on earth.

    Raises:
        UsageError: it is no day, or has passed.

    """
    from simulator.errors import UsageError

    begins = day(ctx, param, value)
    if begins is None:
        return None
    today = (datetime.now(UTC) - timedelta(hours=12)).date()
    if begins.date() < today:
        raise UsageError(f"{param.opts[0]}: {value} has passed: give a day to come")
    return begins.replace(hour=23, minute=59, tzinfo=UTC)
