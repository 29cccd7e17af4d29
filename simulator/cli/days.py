"""Days on the command line, as 2026-03-01."""

from __future__ import annotations

from datetime import datetime

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
