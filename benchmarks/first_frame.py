"""The practice application until its first frame is drawn; then it leaves. `startup.py` times the whole process."""

from __future__ import annotations

from textual.pilot import Pilot

from simulator.training import Workshop
from simulator.tui.app import SimulatorApp


async def leave(pilot: Pilot[int]) -> None:
    """Leave when the app is ready; workers that fill in results are not waited for."""
    pilot.app.exit(0)


if __name__ == "__main__":
    SimulatorApp(Workshop()).run(headless=True, auto_pilot=leave)
