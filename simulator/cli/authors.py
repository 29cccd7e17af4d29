"""Who sits at the keyboard, for what is kept with its author."""

from __future__ import annotations

import getpass


def author(given: str | None) -> str:
    """The name that was given, else the one in the settings, else the login."""
    from simulator.settings import load_settings
    from simulator.shown import one_line

    known = given or load_settings().name
    if not known:
        try:
            known = getpass.getuser()
        except (KeyError, OSError):  # no such user, as in some containers
            known = "unknown"
    return one_line(known, 80)
