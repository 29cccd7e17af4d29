"""A file from the practice screen reaches its owner's browser, once, and nobody else's; nothing stays on the server."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from team_site import PASSWORD, at_home, played, site, team
from textual_serve.download_manager import DOWNLOAD_CHUNK_SIZE

from simulator.web import downloads
from simulator.web.app import make_app
from simulator.web.downloads import Downloads, File, safe_name

Client = TestClient[Any, Any]


@asynccontextmanager
async def signed_in(server: TestServer, name: str) -> AsyncIterator[Client]:
    async with TestClient(server, cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        form = {"name": name, "password": PASSWORD}
        answer = await client.post("/sign-in", data=form, headers=origin(client), allow_redirects=False)
        assert answer.status == 303
        yield client


def origin(client: Client) -> dict[str, str]:
    return {"Origin": str(client.make_url("/")).rstrip("/")}


async def told(socket: aiohttp.ClientWebSocketResponse, words: str) -> None:
    """Wait until the screen shows these words."""
    shown = ""
    async with asyncio.timeout(90):
        while words not in shown:
            message = await socket.receive()
            assert message.type == aiohttp.WSMsgType.BINARY, message
            shown += message.data.decode("utf-8", "replace")


async def offered(socket: aiohttp.ClientWebSocketResponse) -> str:
    """Wait until the screen offers a file; gives its key."""
    async with asyncio.timeout(90):
        while (message := await socket.receive()).type != aiohttp.WSMsgType.TEXT:
            assert message.type == aiohttp.WSMsgType.BINARY, message
    kind, key = json.loads(message.data)
    assert kind == "deliver_file_start"
    return str(key)


async def test_an_exported_conversation_is_its_owners_download_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "history.db"
    team(where)
    played(where, "Tom Trainee", tmp_path, monkeypatch)
    at_home(where, tmp_path, "Tom Trainee")
    server = TestServer(make_app(site(where, tmp_path)))
    async with (
        signed_in(server, "Tom Trainee") as tom,
        signed_in(server, "Uma Trainee") as uma,
        tom.ws_connect("/screen?width=100&height=40", headers=origin(tom)) as socket,
    ):
        for words, keys in (("Choose a customer", "h"), ("filters", "e"), ("HTML", "\r")):
            await told(socket, words)
            await socket.send_str(json.dumps(["stdin", keys]))
        key = await offered(socket)
        async with uma.get(f"/download/{key}") as answer:
            assert answer.status == 404
        async with tom.head(f"/download/{key}") as answer:
            assert answer.status == 405, "asking for the headers alone uses nothing up"
        async with tom.get(f"/download/{key}") as answer:
            assert answer.status == 200
            assert answer.content_type == "text/html"
            assert answer.headers["Cache-Control"] == "no-store"
            kind, _, name = answer.headers["Content-Disposition"].partition("; filename=")
            assert kind == "attachment"
            assert name.strip('"') == safe_name(name.strip('"'))
            page = await answer.text()
        assert "What would you like to know about the lamp?" in page
        assert page.rstrip().endswith("</html>")
        assert (await tom.get(f"/download/{key}")).status == 404
    assert not any("exports" in folders for _, folders, _ in os.walk(tmp_path))


class Hand:
    """Hands out a file piece by piece, as a screen's process does."""

    app_service_id = "1"
    person = "ana"

    def __init__(self, out: Downloads, content: bytes, *, ends: bool = True) -> None:
        self.out, self.content, self.ends = out, content, ends

    async def offer(self, name: str) -> None:
        given = {"file_name": name, "open_method": "download", "mime_type": "text/html\r\nX: y"}
        await self.out.create_download(app_service=self, delivery_key="key", **given)  # type: ignore[arg-type]

    async def send_meta(self, asked: dict[str, Any]) -> bool:
        piece, self.content = self.content[: asked["size"]], self.content[asked["size"] :]
        if piece or self.ends:
            await self.out.chunk_received(asked["key"], piece)
        else:
            await self.out.cancel_app_downloads(self.app_service_id)
        return True


async def test_a_large_file_arrives_whole_and_a_name_cannot_leave_its_header() -> None:
    out, content = Downloads(), b"x" * (2 * DOWNLOAD_CHUNK_SIZE + 1)
    await Hand(out, content).offer('../..\r\nSet-Cookie: a=1"; f.HTML .html')
    assert await out.file("key", "bo") is None
    both = await asyncio.gather(out.file("key", "ana"), out.file("key", "ana"))
    assert [found for found in both if found] == [File("Set-Cookie-a-1-f.HTML-.html", content)]
    assert await out.file("key", "ana") is None


async def test_half_a_file_is_no_file_and_a_screen_that_ends_takes_its_files_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = Downloads()
    await Hand(out, b"half", ends=False).offer("a.html")
    assert await out.file("key", "ana") is None
    await Hand(out, b"whole").offer("a.html")
    await out.cancel_app_downloads("another")
    assert await out.file("key", "ana") == File("a.html", b"whole")
    await Hand(out, b"whole").offer("a.html")
    await out.cancel_app_downloads("1")
    assert await out.file("key", "ana") is None
    monkeypatch.setattr(downloads, "LARGEST", 3)
    await Hand(out, b"too large").offer("a.html")
    assert await out.file("key", "ana") is None


@pytest.mark.parametrize(
    ("given", "name", "kind"),
    [
        ("2026-11-20-late-parcel.md", "2026-11-20-late-parcel.md", "text/markdown"),
        (".htaccess", "htaccess", "application/octet-stream"),
        ("..", "file", "application/octet-stream"),
        ("x" * 300 + ".json", "x" * 95 + ".json", "application/json"),
        ("Späti\x00.svg", "Sp-ti-.svg", "image/svg+xml"),
    ],
)
def test_a_files_name_is_plain_and_says_what_it_is(given: str, name: str, kind: str) -> None:
    found = File(safe_name(given), b"")
    assert (found.name, found.kind) == (name, kind)
