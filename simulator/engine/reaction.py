"""What one reply brings to the curve, and what the curve makes of it: the records that ``hostility.react`` joins."""

from __future__ import annotations

from msgspec import Struct

from simulator.mood import Ending, Ledger, Mood


class Inputs(Struct, frozen=True):
    """What one reply brings, each 0-1 (``delay`` in seconds of scenario time, None for half of the tolerance).

    ``empathy`` is the strongest of its mechanisms, ``freshness`` is 1 - canned, ``listening`` the strongest of
    exploration, restatement and reflection. ``fit`` and ``progress`` come from the scenario; above the receptivity
    ``consents_from`` the customer says yes to the solution. ``broken_share`` is the share of the progress that a
    broken promise takes back. ``inquires``: it finds out, or tells, something the case turns on, which a calm customer
    doesn't take for standing still. ``leaves_again``: it takes leave for the second time running while something is
    open. ``passed_on``: it hands over to somebody who alone may decide, or whom the customer asked for, and is
    followed there. ``shake`` (-1 to 1) is the seeded noise.
    """

    empathy: float = 0.0
    specificity: float = 0.0
    freshness: float = 1.0
    listening: float = 0.0
    apology: float = 0.0
    ownership: float = 0.0
    personalisation: float = 0.0
    attack: float = 0.0
    dismissing: float = 0.0
    blaming: float = 0.0
    defending: float = 0.0
    deflecting: float = 0.0
    wall: float = 0.0
    re_asking: float = 0.0
    jargon: float = 0.0
    interrupting: float = 0.0
    boundary: float = 0.0
    fit: float = 0.0
    progress: float = 0.0
    consents_from: float = 1.0
    kept: bool = False
    broken: bool = False
    broken_share: float = 0.5
    delay: float | None = None
    closing_question: bool = False
    hands_over: bool = False
    refuses: bool = False
    ends_contact: bool = False
    inquires: bool = False
    leaves_again: bool = False
    passed_on: bool = False
    shake: float = 0.0


class Reaction(Struct, frozen=True):
    """The mood after one exchange, hostility after the customer's own half-step, and every movement between."""

    mood: Mood
    before: float
    heard: float
    receptivity: float
    support: float
    provocation: float
    ledger: Ledger
    ending: Ending | None
