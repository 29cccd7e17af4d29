"""The practice screen in a browser: one process for each, started by textual-serve, with its owner's name."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService

from simulator.errors import UsageError
from simulator.settings import own_home
from simulator.web.downloads import Downloads
from simulator.web.signins import SignedIn

MOST_EACH = 3
"""Screens that one person may have open."""
LARGEST = 1 << 17
"""Bytes of one message from a browser; what is pasted beyond is refused with the connection."""
GRACE = 5.0
"""Seconds that a screen has to end by itself before it is killed; all it holds is stored already."""
FRAMES = 30
"""Frames a second at most: enough for typing, half of what a terminal gets."""


class Terminal(AppService):
    """One running screen, as its owner (``person``, by id) and without a shell between."""

    def __init__(self, person: str, own: dict[str, str], arguments: list[str], **given: Any) -> None:
        super().__init__("", **given)
        self.person, self._own, self._arguments = person, own, arguments

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        environment.pop("SIMULATOR_PROXY_SECRET", None)
        return {**environment, "TEXTUAL_FPS": str(FRAMES), **self._own}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,  # Ctrl-C in the server's terminal is the server's: it then ends the screens itself
        )
        self._stdin = process.stdin
        return process

    async def end(self) -> None:
        """Let the screen end; one that doesn't is killed."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(GRACE):
                await self.stop()
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class Screens:
    """All open screens. ``where``: the team's history; ``home``: the folder that holds one for each person."""

    def __init__(self, where: str, home: Path, folders: tuple[Path, ...], most: int) -> None:
        self.where, self.home, self.folders, self.most = where, home, folders, most
        self._open: dict[Terminal, tuple[SignedIn, web.WebSocketResponse]] = {}
        self._each: Counter[str] = Counter()
        self.downloads = Downloads()

    def full(self, person: str) -> str:
        """Why no further screen can be opened, in a sentence; empty: one can."""
        if self._each[person] >= MOST_EACH:
            return f"You have {MOST_EACH} screens open already. Close one of them first."
        if sum(self._each.values()) >= self.most:
            return "Every place is taken just now. Try again in a few minutes."
        return ""

    async def show(
        self, request: web.Request, person: str, who: SignedIn, may: Callable[[], bool]
    ) -> web.WebSocketResponse:
        """Run a screen until its browser or its owner leaves, or ``may`` says that the owner is signed out."""
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST)
        self._each[person] += 1
        terminal: Terminal | None = None
        try:
            await socket.prepare(request)
            own = {
                "SIMULATOR_USER": who.name,
                "SIMULATOR_HISTORY": self.where,
                "SIMULATOR_HOME": str(self.home_of(person)),
            }
            terminal = Terminal(
                person,
                own,
                self._arguments(),
                write_bytes=_unless_closed(socket.send_bytes),
                write_str=_unless_closed(socket.send_str),
                close=socket.close,
                download_manager=self.downloads,
            )
            self._open[terminal] = who, socket
            await terminal.start(_size(request, "width", 80), _size(request, "height", 24))
            await _listen(socket, terminal, may)
        finally:
            if terminal is not None:
                self._open.pop(terminal, None)
                await asyncio.shield(terminal.end())
            self._each[person] -= 1
            if not self._each[person]:
                del self._each[person]
        return socket

    def people(self) -> tuple[SignedIn, ...]:
        """The sign-ins with which screens are open."""
        return tuple(who for who, _ in self._open.values())

    async def end(self, ended: Callable[[SignedIn], bool]) -> None:
        """Close the screens of sign-ins that have ended."""
        sockets = [socket for who, socket in self._open.values() if ended(who)]
        await asyncio.gather(*(socket.close(code=1008, message=b"signed out") for socket in sockets))

    async def close(self) -> None:
        """Tell every browser goodbye; the screens end after that."""
        for _, socket in list(self._open.values()):
            await socket.close(code=1001, message=b"the server stops")

    def _arguments(self) -> list[str]:
        library = [part for folder in self.folders for part in ("--library", str(folder))]
        return [sys.executable, "-m", "simulator", "practice", *library]

    def home_of(self, person: str) -> Path:
        """The folder of somebody's own settings, made if it isn't there."""
        folder = own_home(self.home, person)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UsageError(f"{folder}: {error.strerror}") from None
        return folder


async def _listen(socket: web.WebSocketResponse, terminal: Terminal, may: Callable[[], bool]) -> None:
    async for message in socket:
        if message.type != WSMsgType.TEXT or not may():
            break
        try:
            kind, *rest = json.loads(message.data)
            if kind == "stdin":
                await terminal.send_bytes(rest[0].encode("utf-8", "replace"))
            elif kind == "resize":
                await terminal.set_terminal_size(_within(rest[0]["width"]), _within(rest[0]["height"]))
            elif kind == "ping":
                await socket.send_json(["pong", rest[0]])
            elif kind in {"blur", "focus"}:
                await (terminal.blur() if kind == "blur" else terminal.focus())
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError):
            break  # no browser of ours sends this


def _unless_closed(send: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    async def sent(data: Any) -> None:
        with contextlib.suppress(ConnectionError):
            await send(data)

    return sent


def _size(request: web.Request, name: str, usual: int) -> int:
    try:
        return _within(request.query.get(name, usual))
    except ValueError:
        return usual


def _within(size: Any) -> int:
    return max(10, min(500, int(size)))


def environment_secret() -> str:
    """The secret that the proxy sends beside the name it vouches for, from ``SIMULATOR_PROXY_SECRET``."""
    return os.environ.get("SIMULATOR_PROXY_SECRET", "")
