"""What the customer must express next: decided from the mood and the reply, worded elsewhere."""

from __future__ import annotations

from msgspec import Struct


class Cue(Struct, frozen=True):
    """An act, the band of wording, and what it is about; ``hostility`` is the number behind the band.

    ``topics`` are asked topics to answer; ``resolution`` the proposal accepted or rejected; ``reason`` why a
    proposal is rejected (unfit, beyond, missing, too_early, too_late); ``step`` what is still missing;
    ``reveals`` facts told while answering. ``closing`` marks the last line.
    """

    act: str
    band: str
    hostility: float
    topics: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    resolution: str | None = None
    reason: str = ""
    step: str | None = None
    closing: bool = False


def band(hostility: float) -> str:
    """The band of wording: calm below 40, tense below 60, angry below 80, furious from there."""
    if hostility < 40:
        return "calm"
    if hostility < 60:
        return "tense"
    return "angry" if hostility < 80 else "furious"
