"""The persona of a scenario: a preset, changed in words or in the curve's numbers."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from simulator.scenario.curve import PRESETS, Curve
from simulator.scenario.model import Persona

MATTERS: dict[str, float] = {"little": 0.3, "somewhat": 0.6, "very much": 0.8, "everything": 1.0}
"""Severity (0-1) by how much is at stake, in words. Design choices within the curve's range."""


def persona(data: dict[str, Any], channel: str) -> Persona:
    """The persona of a scenario whose YAML has passed its schema."""
    return Persona(
        name=data["name"].strip(),
        address=data["address"].strip(),
        preset=data["preset"],
        curve=_curve(data, channel),
        story=data.get("story", "").strip(),
        wants=data.get("wants", "").strip(),
        because=data.get("because", "").strip(),
    )


def _curve(data: dict[str, Any], channel: str) -> Curve:
    """The preset; then ``matters``, then ``curve``, then ``abusive``, each over what was there before."""
    curve = PRESETS[data["preset"]].on(channel)
    if "matters" in data:
        curve = replace(curve, severity=MATTERS[data["matters"]])
    numbers = {key: int(value) if key == "walk_turns" else float(value) for key, value in data.get("curve", {}).items()}
    curve = replace(curve, **numbers)
    if "abusive" in data:
        curve = replace(curve, abusive=True, heeds=data["abusive"] == "heeds")
    return curve
