"""A reply's whole way in a session of 60 exchanges: read, react, mark, store, paint. Bar: 50 ms median.

The peer in the same run is a minimal Textual app that shows the reply and an answer and commits one row to SQLite with
the same durability. The replies neither solve nor provoke, so that the session doesn't end early.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from measure import report
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static, TextArea

EXCHANGES = 60
REPLIES = (
    "I can see how upsetting this is, Mrs Lindqvist, with Emma's birthday on Saturday. What else happened?",
    "Thank you for telling me. You've waited since Thursday, and nobody picked up at the depot; I'm sorry about that.",
    "I understand that the dollhouse is the one present Emma asked for. I'm listening, please go on.",
    "You're right to be cross about it. Tell me what worries you most about Saturday, Mrs Lindqvist?",
)


class Peer(App[None]):
    """Shows a message and its answer, and commits a row."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.database = sqlite3.connect(path)
        self.database.executescript("pragma journal_mode=wal; pragma synchronous=full; create table said (text)")

    def compose(self) -> ComposeResult:
        yield VerticalScroll()
        yield TextArea()

    async def send(self, text: str) -> None:
        with self.database:
            self.database.execute("insert into said values (?)", (text,))
        await self.query_one(VerticalScroll).mount(Static(text), Static("An answer."))


async def peer_times(folder: Path) -> list[float]:
    """Seconds for each message of the peer, until it is painted."""
    times = []
    async with Peer(folder / "peer.db").run_test(size=(120, 40)) as pilot:
        for n in range(EXCHANGES):
            began = time.perf_counter()
            await pilot.app.send(REPLIES[n % len(REPLIES)])
            await painted(pilot.app)
            times.append(time.perf_counter() - began)
    pilot.app.database.close()
    return times


async def painted(app: App[object]) -> None:
    """Wait until everything that was asked for has been drawn."""
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()


async def simulator_times(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds for each reply of a real session until it is painted, and for the part before painting."""
    os.environ["SIMULATOR_HOME"] = str(folder)
    from simulator.settings import Settings
    from simulator.training import Workshop
    from simulator.tui.app import SimulatorApp

    whole, inner = [], []
    with Workshop() as workshop:
        workshop.save_settings(Settings(first_run_done=True))
        app = SimulatorApp(workshop, "late-parcel-birthday", at_once=True, seed=0)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            while not hasattr(app.screen, "practice"):
                await pilot.pause(0.1)
            page = app.screen
            for n in range(EXCHANGES):
                page.box.text = f"{REPLIES[n % len(REPLIES)]} ({n})"
                await pilot.pause()
                send, spent = page.practice.send, []

                def timed(*given: object, spent: list[float] = spent, send: object = send, **named: object) -> object:
                    began = time.perf_counter()
                    try:
                        return send(*given, **named)  # type: ignore[operator]
                    finally:
                        spent.append(time.perf_counter() - began)

                page.practice.send = timed
                began = time.perf_counter()
                page.send()
                await painted(app)
                whole.append(time.perf_counter() - began)
                del page.practice.send
                inner += spent
                if page.practice.over:
                    raise SystemExit(f"the session ended after {n + 1} exchanges: {page.practice.state.ending}")
    return whole, inner


def main() -> None:
    """Run both, print medians and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peer = asyncio.run(peer_times(folder))
        whole, inner = asyncio.run(simulator_times(folder))
    first, last = whole[1:16], whole[-15:]
    report(
        "reply",
        {
            "exchanges": len(whole),
            "whole reply, median ms (bar 50)": 1000 * statistics.median(whole),
            "of it read, react, mark, store, median ms": 1000 * statistics.median(inner),
            "whole reply, 95th percentile ms": 1000 * sorted(whole)[int(0.95 * len(whole))],
            "whole reply, replies 2-16, median ms": 1000 * statistics.median(first),
            "whole reply, last 15, median ms": 1000 * statistics.median(last),
            "minimal Textual app with SQLite, median ms": 1000 * statistics.median(peer),
            "ratio to it": statistics.median(whole) / statistics.median(peer),
        },
    )


if __name__ == "__main__":
    main()
