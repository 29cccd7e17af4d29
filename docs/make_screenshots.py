# ruff: noqa: INP001 - a script beside the documents, not a package
"""Draws the screenshots of the README: plays one conversation in the real application, at a fixed seed and clock.

``python docs/make_screenshots.py [FOLDER] [--theme dark|light|high-contrast] [--size 120x40]`` writes home.svg,
library.svg, practice.svg, debrief.svg and compare.svg to FOLDER (docs/screenshots by default). It uses a home of its
own: nothing of the person who runs it is read or changed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from simulator.tui.app import SimulatorApp

SCENARIO = "late-parcel-birthday"
SEED = 7
REPLIES = (
    (
        "Good morning, Mrs Lindqvist. Emma's birthday is on Saturday and her present is stuck, that is awful for both"
        " of you. What does the tracking say?"
    ),
    (
        "So nobody has moved it since Thursday and nobody tells you anything. I'd be angry, too. What is in the "
        "parcel, and is there anything else I should know?"
    ),
    (
        "Emma wished for just this one dollhouse, and it lies at depot North. I'm sorry, we promised you Tuesday. "
        "I'll take this on myself now."
    ),
    "I can send a new dollhouse by express this afternoon, so Emma has it before Saturday. Shall I do that?",
    "Good, it leaves us at 15:00 and I send you the tracking number. Is that everything for today?",
)
"""Somebody's own words: those of the scenario's plays are marked as copied."""
OUT = Path(__file__).parent / "screenshots"


def main() -> None:
    """Draw all of them."""
    parser = argparse.ArgumentParser(description="Draw the screenshots of the README.")
    parser.add_argument("folder", nargs="?", type=Path, default=OUT)
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--size", default="120x40")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    width, height = map(int, asked.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["SIMULATOR_HOME"] = home
        asyncio.run(draw(asked.folder, asked.theme, (width, height)))


async def draw(folder: Path, theme: str, size: tuple[int, int]) -> None:
    """Play a written play and REPLIES; draw the middle of these, their debrief, comparison, home and library."""
    from simulator.settings import Settings, save_settings
    from simulator.training import Workshop
    from simulator.tui.app import SimulatorApp

    save_settings(Settings(name="Sam", theme=theme, first_run_done=True))
    with Workshop() as workshop:
        plays = workshop.scenario(SCENARIO).plays
        earlier = workshop.practise(SCENARIO, seed=SEED)
        for reply in plays[-1].replies:
            if not earlier.over:
                earlier.send(reply.text, None)
        earlier.finish(None)
        app = SimulatorApp(workshop, now=lambda: 0.0, at_once=True, seed=SEED)
        async with app.run_test(size=size) as pilot:
            await rest(pilot)
            app.practise(SCENARIO)
            await rest(pilot)
            for number, reply in enumerate(REPLIES, start=1):
                await send(app, pilot, reply)
                if number == 3:
                    write(app, folder, "practice")
            await pilot.press("f8")
            await rest(pilot)
            await pilot.press("ctrl+n")
            await rest(pilot)
            write(app, folder, "debrief")
            for keys, name in ((("escape",), "home"), (("l",), "library")):
                await pilot.press(*keys)
                await rest(pilot)
                write(app, folder, name)
            for keys in (("escape", "h"), ("space", "down", "space", "c")):
                await pilot.press(*keys)
                await rest(pilot)
            write(app, folder, "compare")


async def send(app: SimulatorApp, pilot: Pilot[int], text: str) -> None:
    """Write a reply and send it; after the end there is nobody to send to."""
    from simulator.tui.practice import PracticePage

    if isinstance(app.screen, PracticePage) and not app.screen.practice.over:
        app.screen.box.text = text
        await pilot.press("ctrl+s")
        await rest(pilot)


async def rest(pilot: Pilot[int]) -> None:
    """Wait until workers and their messages are through."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.05)


def write(app: SimulatorApp, folder: Path, name: str) -> None:
    """Keep the screen as it stands."""
    (folder / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


if __name__ == "__main__":
    main()
