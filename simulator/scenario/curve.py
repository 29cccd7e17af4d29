"""The numbers of the hostility curve: a persona's parameters, their ranges, the presets, and the channels' clocks.

Sources: docs/design/hostility-curve.md. Rates marked there as design choices are starting values, not measurements.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class ChannelClock(Struct, frozen=True):
    """How long a customer waits on a channel (seconds) and how much an audience magnifies a provocation."""

    tolerate: float
    abandon: float
    publicity: float = 1.0


CHANNELS: dict[str, ChannelClock] = {
    "phone": ChannelClock(6, 45),
    "live_chat": ChannelClock(45, 300),
    "whatsapp": ChannelClock(300, 3600),
    "social": ChannelClock(1800, 21600, 1.25),
    "email": ChannelClock(14400, 172800),
}


class Curve(Struct, frozen=True):
    """Every number ``react`` reads. Hostility 0-100, venting, trust and severity 0-1, seconds for the clock.

    ``severity`` is how much is at stake; ``temper`` scales anger, ``forgive`` scales calming, ``surge`` the
    customer's own rise, ``vent`` how fast being received empties the need to vent. ``leaves_at``: a silent leaver
    goes after two replies that end at or above it. ``noise`` shakes the surge by at most that fraction. ``stall`` is
    the pull of standing still; properties that compare curves switch it off.
    """

    hostility: float = 50.0
    venting: float = 0.8
    ceiling: float = 95.0
    temper: float = 1.0
    forgive: float = 1.0
    surge: float = 30.0
    vent: float = 0.45
    severity: float = 0.6
    trust: float = 0.5
    patience: float = 1.0
    walk_turns: int = 3
    abusive: bool = False
    heeds: bool = True
    leaves_at: float | None = None
    noise: float = 0.0
    stall: float = 0.05
    clock: ChannelClock = CHANNELS["live_chat"]

    @property
    def tolerate(self) -> float:
        """Seconds this customer waits without minding."""
        return self.clock.tolerate * self.patience

    @property
    def abandon(self) -> float:
        """Seconds after which this customer is gone."""
        return self.clock.abandon * self.patience

    def on(self, channel: str) -> Curve:
        """The same person on another channel."""
        return replace(self, clock=CHANNELS[channel])


RANGES: dict[str, tuple[float, float]] = {
    "hostility": (35, 80),
    "venting": (0, 1),
    "ceiling": (80, 100),
    "temper": (0.6, 1.5),
    "forgive": (0.6, 1.2),
    "surge": (15, 40),
    "vent": (0.35, 0.6),
    "severity": (0.2, 1),
    "trust": (0.1, 0.9),
    "patience": (0.5, 2),
    "walk_turns": (2, 5),
    "leaves_at": (50, 80),
    "noise": (0, 0.3),
}
"""Lowest and highest value a scenario may set, by parameter."""

PRESETS: dict[str, Curve] = {
    "calm": Curve(hostility=40, venting=0.05),
    "everyday": Curve(hostility=50, venting=0.7, temper=0.9),
    "hot_head": Curve(hostility=75, venting=0.6, temper=1.4, forgive=1.1),
    "slow_burner": Curve(hostility=40, venting=1.0, surge=40, vent=0.35, temper=0.8, forgive=0.8),
    "wounded_loyal": Curve(hostility=55, venting=0.9, severity=0.9, trust=0.3, forgive=0.8),
    "grudge_holder": Curve(hostility=65, venting=0.95, temper=1.2, forgive=0.6, vent=0.35, severity=1.0, trust=0.1),
    "abusive": Curve(hostility=80, venting=0.8, ceiling=98, temper=1.4, abusive=True),
    "silent_leaver": Curve(hostility=50, venting=0.7, temper=0.9, leaves_at=60),
}
