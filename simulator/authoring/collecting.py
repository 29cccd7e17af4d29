"""How often Python looks for dead objects that hold each other, while thousands of replies are played."""

from __future__ import annotations

import gc

MADE, YOUNG, MIDDLE = 250_000, 20, 50
"""New objects between two looks, and looks between two deeper ones [measured: the usual 700 cost about a tenth, 50,000
still a twenty-fifth, and no more memory is used]."""


def seldom() -> None:
    """Look seldom, for the rest of the process: playing leaves few such objects, and a look goes through all others."""
    gc.set_threshold(MADE, YOUNG, MIDDLE)


def never_again() -> None:
    """Look no more at what is there now, here and in copies of this process: it stays as long as they run."""
    gc.freeze()
