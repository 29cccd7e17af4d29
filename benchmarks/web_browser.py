"""One person in a real browser (headless Chromium), for ``web_sessions.py --browser``: from a key to the picture."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests" / "web"))

from browser import CHROMIUM, Tab, browser

NAME = "In a browser"
KEYS_A_SECOND = 2.0
ENTER = 13
TIMED = """
window.times = [];
let pressed = null;
document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({data}) => {
      if (pressed === null || typeof data === "string") { return; }
      const [began, came] = [pressed, performance.now()];
      pressed = null;
      requestAnimationFrame(() => requestAnimationFrame(() => times.push([came - began, performance.now() - began])));
    });
  }
};
"""
"""Takes the time from a key to the first bytes for it, and to the second frame after them: by then it is drawn."""


class Person:
    """Practises with the keyboard of a browser."""

    def __init__(self, tab: Tab, where: str) -> None:
        self._tab, self._where = tab, where

    async def open(self, password: str) -> None:
        """Sign in, and open the practice screen."""
        tab = self._tab
        await tab.go(f"{self._where}/sign-in")
        for field, text in ("name", NAME), ("password", password):
            await tab.run(f"document.querySelector('#{field}').focus()")
            await tab.type(text)
        await tab.press("Enter", ENTER)
        await tab.until("location.pathname === '/'", 60)
        await tab.call("Page.addScriptToEvaluateOnNewDocument", source=TIMED)
        await tab.go(f"{self._where}/practice")
        await tab.until("document.body.classList.contains('-first-byte')", 120)
        await self._quiet()

    async def _quiet(self) -> None:
        """Wait until the page draws nothing new: two pictures a second apart are the same."""
        before = ""
        for _ in range(60):
            await asyncio.sleep(1)
            now = (await self._tab.call("Page.captureScreenshot", format="png"))["data"]
            if now == before:
                return
            before = now

    async def begin(self, stored: Callable[[], object], reply: str, sent: Callable[[], object]) -> None:
        """Start the first customer, and send a reply; the callables wait until the history has either."""
        await self._tab.press("Enter", ENTER)
        await asyncio.to_thread(stored)
        await self._quiet()
        await self._tab.type(reply)
        await self._quiet()
        await self._tab.press("s", ord("S"), control=True)
        await asyncio.to_thread(sent)
        await self._quiet()

    async def type(self, seconds: float) -> None:
        """Type, two keys a second."""
        await self._tab.run("void (times = [])")
        end = time.perf_counter() + seconds
        while (began := time.perf_counter()) < end:
            await self._tab.type("abcde "[int(began) % 6])
            await asyncio.sleep(max(0.0, 1 / KEYS_A_SECOND - (time.perf_counter() - began)))

    async def figures(self) -> dict[str, object]:
        """What its keys took."""
        times = await self._tab.run("times")
        came, drawn = ([pair[n] for pair in times] for n in (0, 1))
        return {
            "browser: keys answered": len(times),
            "browser: key to bytes, median ms": statistics.median(came),
            "browser: key to picture, median ms (bar 100)": statistics.median(drawn),
            "browser: key to picture, 95 of 100, ms": statistics.quantiles(drawn, n=20)[-1],
        }


@asynccontextmanager
async def person(where: str) -> AsyncIterator[Person]:
    """Somebody at a fresh browser."""
    if CHROMIUM is None:
        sys.exit("there is no Chromium on this machine")
    async with browser() as tab:
        yield Person(tab, where)
