"""Fifty people practising in browsers at once: from a key to the screen, and what a killed server loses.

Each client signs in, opens a screen over a WebSocket as a browser does, starts the first customer, sends a reply, and
then types two keys a second. The time is from the key to the first bytes that the screen sends back; bar: median under
100 ms. Then the server is killed with SIGKILL, and what was sent and typed is looked for in the history.
With ``--browser`` one more person does the same in a real browser, from the key to the drawn picture.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

import aiohttp
from measure import report
from web_browser import NAME, Person, person

from simulator.store.history import History
from simulator.web.passwords import hashed

PASSWORD = "four plain words here"  # noqa: S105 - of made-up people
KEYS_A_SECOND = 2.0
REPLY = "Good morning! Of course, I am glad to help. What would you like to know about the lamp?"
SEND = "\x13"
"""Ctrl+S, as a terminal sends it."""


class Client:
    """One person's browser."""

    def __init__(self, session: aiohttp.ClientSession, where: str, name: str) -> None:
        self.session, self.where, self.name = session, where, name
        self.times: list[float] = []
        self.came: asyncio.Queue[object] = asyncio.Queue()

    async def open(self) -> None:
        """Sign in and open the screen."""
        form = {"name": self.name, "password": PASSWORD}
        sent = {"Origin": self.where}
        async with self.session.post(f"{self.where}/sign-in", data=form, headers=sent, allow_redirects=False) as answer:
            if answer.status != 303:
                sys.exit(await answer.text())
            token = answer.cookies["simulator"].value
        address = f"{self.where}/screen?width=140&height=40"
        self.socket = await self.session.ws_connect(
            address, headers={**sent, "Cookie": f"simulator={token}"}, max_msg_size=0
        )
        self._reading = asyncio.create_task(self._read())
        await self.quiet(120)

    async def _read(self) -> None:
        """Read all the time, as a browser does: a server closes on one that doesn't answer its pings."""
        async for message in self.socket:
            self.came.put_nowait(message.data)

    async def next(self, seconds: float) -> None:
        """Wait for what the screen sends next."""
        async with asyncio.timeout(seconds):
            await self.came.get()

    async def quiet(self, first: float, pause: float = 1.0) -> None:
        """Wait until the screen has said something, and then nothing for a while."""
        await self.next(first)
        while True:
            try:
                await self.next(pause)
            except TimeoutError:
                return

    async def keys(self, text: str) -> None:
        """Send keys as they are."""
        await self.socket.send_str(json.dumps(["stdin", text]))

    async def type(self, seconds: float, chance: random.Random) -> None:
        """Type, two keys a second, and take the time of each."""
        end = time.perf_counter() + seconds
        await asyncio.sleep(chance.random() / KEYS_A_SECOND)
        while time.perf_counter() < end:
            began = time.perf_counter()
            while not self.came.empty():  # a clock that ticks is no answer to a key
                self.came.get_nowait()
            await self.keys(chance.choice("abcdefghij "))
            await self.next(30)
            self.times.append(time.perf_counter() - began)
            rest = 1 / KEYS_A_SECOND - (time.perf_counter() - began)
            while rest > 0:  # what else the screen sends belongs to this key
                before = time.perf_counter()
                try:
                    await self.next(rest)
                except TimeoutError:
                    break
                rest -= time.perf_counter() - before


async def typed(clients: list[Client], seconds: float) -> list[float]:
    """All clients type at once; every key's time, in seconds."""
    chance = random.Random(1)
    await asyncio.gather(*(each.type(seconds, random.Random(chance.random())) for each in clients))
    return [value for each in clients for value in each.times]


async def measured(folder: Path, people: int, seconds: float, *, real: bool = False) -> dict[str, object]:
    """The figures of one run; ``real``: with a real browser, too."""
    where, names = folder / "history.db", [f"Person {n}" for n in range(people)]
    kept = hashed(PASSWORD)
    with History.open(where) as history:
        for n, name in enumerate([*names, *([NAME] if real else [])]):
            history.team.add_person(name, "trainee" if n else "lead")
            history.team.set_secret(name, kept)
    port = 8765
    environment = {**os.environ, "SIMULATOR_HISTORY": str(where), "SIMULATOR_HOME": str(folder)}
    command = (sys.executable, "-m", "simulator", "serve", "--port", str(port), "--most", str(people + 1))
    server = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)
    await cast("asyncio.StreamReader", server.stderr).readline()
    try:
        address = f"http://127.0.0.1:{port}"
        if not real:
            return await practised(server.pid, where, names, address, seconds)
        async with person(address) as one:
            return await practised(server.pid, where, names, address, seconds, one)
    finally:
        if server.returncode is None:
            server.kill()


async def practised(
    server: int, where: Path, names: list[str], address: str, seconds: float, real: Person | None = None
) -> dict[str, object]:
    """The figures of all people's practice on a server that is killed at the end."""
    people, more = len(names), {}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        clients = [Client(session, address, name) for name in names]
        began = time.perf_counter()
        for start in range(0, people, 5):
            await asyncio.gather(*(each.open() for each in clients[start : start + 5]))
        opened = time.perf_counter() - began
        for each in clients:
            await each.keys("\r")
        await asyncio.to_thread(until, where, names, lambda found: found.begun == people)
        await asyncio.gather(*(each.quiet(120, 2.0) for each in clients))
        for each in clients:
            await each.keys(REPLY)
        await asyncio.to_thread(until, where, names, lambda found: found.drafts == people)
        for each in clients:
            await each.keys(SEND)
        await asyncio.to_thread(until, where, names, lambda found: found.stored == people)
        await asyncio.gather(*(each.quiet(60, 2.0) for each in clients))
        if real is not None:
            await in_browser(real, where)
        times, _ = await asyncio.gather(typed(clients, seconds), real.type(seconds) if real else asyncio.sleep(0))
        more = await real.figures() if real else {}
        memory = sum(map(resident, [server, *children(server)]))
        os.kill(server, signal.SIGKILL)
    await asyncio.sleep(6)
    found = kept_of(where, [*names, *([NAME] if real else [])])
    return {
        "people": people,
        "load of the machine": os.getloadavg()[0],
        "keys": len(times),
        "key to screen, median ms (bar 100)": 1000 * statistics.median(times),
        "key to screen, 95 of 100, ms": 1000 * statistics.quantiles(times, n=20)[-1],
        "to open all screens, s": opened,
        "memory of all, MB": memory,
        **more,
        "replies sent": people + bool(real),
        "replies stored after SIGKILL": found.stored,
        "drafts stored after SIGKILL": found.drafts,
    }


async def in_browser(real: Person, where: Path) -> None:
    """Bring the person at the browser as far as the others are."""
    await real.open(PASSWORD)
    begun, stored = (lambda found: found.begun == 1), (lambda found: found.stored == 1)
    await real.begin(lambda: until(where, [NAME], begun), REPLY, lambda: until(where, [NAME], stored))


class Kept(NamedTuple):
    """What a history has: conversations, replies, and drafts of them."""

    begun: int
    stored: int
    drafts: int


def kept_of(where: Path, names: list[str]) -> Kept:
    """What the history has of these people."""
    begun = stored = drafts = 0
    for name in names:
        with History.open(where, name) as history:
            for item in history.attempts():
                begun += 1
                stored += item.exchanges
                drafts += history.draft(item.id) is not None
    return Kept(begun, stored, drafts)


def until(where: Path, names: list[str], enough: Callable[[Kept], bool]) -> None:
    """Wait until the history has enough."""
    late = time.monotonic() + 120
    while not enough(found := kept_of(where, names)):
        if time.monotonic() > late:
            sys.exit(f"the screens are too slow: {found}")
        time.sleep(0.5)


def children(process: int) -> list[int]:
    """The processes that a process started (Linux)."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def resident(process: int) -> float:
    """Resident memory of a process, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> None:
    """Run, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--browser", action="store_true", help="one more person, in a real browser")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measured(Path(folder), given.people, given.seconds, real=given.browser))
        report("web_sessions_browser" if given.browser else "web_sessions", figures)


if __name__ == "__main__":
    main()
