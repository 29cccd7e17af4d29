"""A real browser for tests: headless Chromium, driven over its debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tab:
    """One page: goes to addresses, types, clicks, and waits for what is to be seen."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._numbers, self.requests = socket, itertools.count(1), []
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reading = asyncio.create_task(self._read())
        self.messages: list[str] = []

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if told.get("method") == "Network.requestWillBeSent":
                self.requests.append(told["params"]["request"]["url"])
            elif told.get("method") == "Log.entryAdded":
                self.messages.append(told["params"]["entry"]["text"])
            waiting = self._answers.pop(told.get("id"), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(told)

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the protocol."""
        number = next(self._numbers)
        self._answers[number] = waiting = asyncio.get_running_loop().create_future()
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": params}))
        told = await asyncio.wait_for(waiting, 20)
        assert "error" not in told, told
        result: dict[str, Any] = told["result"]
        return result

    async def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        told = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    async def go(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""
        await self.call("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def until(self, script: str, seconds: float = 20.0) -> None:
        """Wait until an expression holds."""
        async with asyncio.timeout(seconds):
            while True:
                try:
                    if await self.run(script):
                        return
                except AssertionError:
                    pass  # between two pages nothing can be asked
                await asyncio.sleep(0.05)

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        for sign in text:
            await self.press(sign, ord(sign.upper()) if sign.isalnum() else 0)

    async def press(self, key: str, code: int = 0, *, control: bool = False) -> None:
        """Press one key."""
        modifiers = 2 if control else 0
        given = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        if not control and len(key) == 1:
            given["text"] = key
        if key == "Enter":
            given["text"] = "\r"
        await self.call("Input.dispatchKeyEvent", type="keyDown", **given)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **{**given, "text": ""})

    async def picture(self, path: Path) -> None:
        """Save what is to be seen as a PNG."""
        told = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(told["data"]))

    async def sized(self, width: int, height: int) -> None:
        """Make the window as large, in CSS pixels."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )


def _port(file: Path) -> str:
    """The port at which a browser listens, which it writes down when it is ready."""
    late = time.monotonic() + 30
    while time.monotonic() < late:
        if file.exists() and "\n" in (text := file.read_text()):
            return text.split()[0]
        time.sleep(0.05)
    raise TimeoutError("the browser did not start")


@asynccontextmanager
async def browser(*arguments: str) -> AsyncIterator[Tab]:
    """A fresh browser with one page."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            CHROMIUM,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            f"--user-data-dir={folder}",
            "--no-first-run",
            "--disable-background-networking",
            *arguments,
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            where = f"http://127.0.0.1:{await asyncio.to_thread(_port, Path(folder) / 'DevToolsActivePort')}"
            async with aiohttp.ClientSession() as session:
                async with session.get(f"{where}/json") as answer:
                    pages = [each for each in await answer.json() if each["type"] == "page"]
                async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    for domain in ("Page", "Runtime", "Network", "Log"):
                        await tab.call(f"{domain}.enable")
                    await tab.sized(1280, 800)
                    yield tab
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
