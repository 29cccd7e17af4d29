"""The site in a real browser: sign in, play a customer, read the debrief, and nothing is asked of another host."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import CHROMIUM, Tab, browser
from team_site import PASSWORD, at_home, played, team

from simulator.store.history import History

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
ENTER = 13
SEEN = """
window.seen = "";
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    const words = new TextDecoder();
    this.addEventListener("message", ({data}) => { seen += typeof data === "string" ? "" : words.decode(data); });
  }
};
"""
"""Keeps what the screen draws where a test can look for words: a picture of a terminal has none."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@asynccontextmanager
async def served(where: Path, home: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {**os.environ, "SIMULATOR_HISTORY": str(where), "SIMULATOR_HOME": str(home)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "serve", "--port", str(port)),
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        line = await asyncio.wait_for(process.stderr.readline(), 60)
        assert b"Open http" in line
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), 30)


async def sign_in(tab: Tab, port: int) -> None:
    await tab.go(f"http://127.0.0.1:{port}/sign-in")
    for field, text in ("name", "Tom Trainee"), ("password", PASSWORD):
        await tab.run(f"document.querySelector('#{field}').focus()")
        await tab.type(text)
    await tab.press("Enter", ENTER)
    await tab.until("location.pathname === '/'")


async def said(tab: Tab, where: Path, text: str) -> None:
    """Write a reply, and send it once all of it has arrived."""
    await tab.type(text)
    await asyncio.to_thread(until, lambda: drafts(where), [text])
    await tab.press("s", ord("S"), control=True)


def drafts(where: Path) -> list[str]:
    """What is written and not sent in each of Tom's conversations."""
    with History.open(where, "Tom Trainee") as history:
        found = [history.draft(item.id) for item in history.attempts()]
    return [draft.text if draft else "" for draft in found]


def exchanges(where: Path) -> list[int]:
    """How many exchanges each of Tom's conversations has."""
    with History.open(where, "Tom Trainee") as history:
        return [item.exchanges for item in history.attempts()]


def until(look: Callable[[], object], wanted: object) -> None:
    """Wait until there is what is wanted."""
    late = time.monotonic() + 90
    while (found := look()) != wanted:
        assert time.monotonic() < late, found
        time.sleep(0.2)


def children(process: int) -> list[int]:
    """The processes that a process started (Linux)."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(each) for each in found.split()]


def gone(process: int) -> None:
    """Wait until a process has ended."""
    late = time.monotonic() + 20
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < late, "the screen outlives its server"
        time.sleep(0.2)


async def test_a_trainee_plays_in_the_browser_and_loses_nothing_when_the_server_is_killed(tmp_path: Path) -> None:
    where, port = tmp_path / "history.db", free_port()
    team(where)
    async with browser() as tab:
        async with served(where, tmp_path, port) as process:
            await sign_in(tab, port)
            await tab.call("Page.addScriptToEvaluateOnNewDocument", source=SEEN)
            await tab.go(f"http://127.0.0.1:{port}/practice")
            await tab.until("seen.includes('Enter begins')", 90)
            await tab.press("Enter", ENTER)  # the welcome page asks for nothing more
            await tab.until("seen.includes('only you see this')", 90)
            await said(tab, where, "Good morning! Of course, happy to help. What would you like to know?")
            await asyncio.to_thread(until, lambda: exchanges(where), [1])
            screen = children(process.pid)
            assert len(screen) == 1
            process.kill()
            await tab.until("document.body.classList.contains('-closed')")
            await asyncio.to_thread(gone, screen[0])
        async with served(where, tmp_path, port):
            await sign_in(tab, port)
            assert await asyncio.to_thread(exchanges, where) == [1]
            asked = {urlsplit(url).netloc for url in tab.requests}
            assert asked == {f"127.0.0.1:{port}"}
            assert [text for text in tab.messages if "Content Security" in text or "Refused" in text] == []


def saved(folder: Path) -> Path:
    """Wait until the browser has saved a file."""
    late = time.monotonic() + 60
    while not (found := [path for path in folder.iterdir() if path.suffix == ".html"]):
        assert time.monotonic() < late, list(folder.iterdir())
        time.sleep(0.2)
    return found[0]


async def test_an_export_in_the_browser_is_saved_by_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, port, out = tmp_path / "history.db", free_port(), tmp_path / "downloads"
    team(where)
    played(where, "Tom Trainee", tmp_path, monkeypatch)
    at_home(where, tmp_path, "Tom Trainee")
    out.mkdir()
    async with served(where, tmp_path, port), browser() as tab:
        await tab.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(out))
        await sign_in(tab, port)
        await tab.call("Page.addScriptToEvaluateOnNewDocument", source=SEEN)
        await tab.go(f"http://127.0.0.1:{port}/practice")
        for words, key in (("Choose a customer", "h"), ("filters", "e"), ("HTML", "Enter")):
            await tab.until(f"seen.includes({words!r})", 90)
            await tab.press(key, ENTER if key == "Enter" else ord(key.upper()))
        file = await asyncio.to_thread(saved, out)
        assert "What would you like to know about the lamp?" in file.read_text("utf-8")
        assert await tab.run("location.pathname") == "/practice"
