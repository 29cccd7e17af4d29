"""Pictures of reports and of the served pages, in headless Chromium: at a laptop's size, a phone's, and as printed."""  # noqa: INP001

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests" / "web"), str(ROOT / "reports" / "samples")]

from browser import Tab, browser  # noqa: E402 - from the tests' folder
from make_reports import practised  # noqa: E402 - from the samples' folder

from simulator.store.history import History  # noqa: E402
from simulator.web.passwords import hashed  # noqa: E402

OUT = ROOT / "docs" / "screenshots"
LAPTOP, PHONE, PAPER = (1100, 800), (390, 844), (794, 1123)
PASSWORD = "four plain words here"  # noqa: S105 - of made-up people
PORT = 8761


async def reports(tab: Tab) -> None:
    """The samples: on a laptop, on a phone, on paper."""
    for name, size, media in (
        ("trainee", LAPTOP, "screen"),
        ("trainee", PHONE, "screen"),
        ("team", LAPTOP, "screen"),
        ("qa", PAPER, "print"),
    ):
        await tab.sized(*size)
        await tab.call("Emulation.setEmulatedMedia", media=media)
        await tab.go((ROOT / "reports" / "samples" / f"{name}.html").as_uri())
        place = {LAPTOP: "laptop", PHONE: "phone", PAPER: "print"}[size]
        await tab.picture(OUT / f"report-{name}-{place}.png")
    await tab.call("Emulation.setEmulatedMedia", media="screen")


async def pages(tab: Tab) -> None:
    """The served pages: signing in, the first page, a conversation, the practice screen."""
    where = f"http://127.0.0.1:{PORT}"
    await tab.sized(*LAPTOP)
    await tab.go(f"{where}/sign-in")
    await tab.picture(OUT / "page-sign-in.png")
    for field, text in ("name", "Tina Brook"), ("password", PASSWORD):
        await tab.run(f"document.querySelector('#{field}').focus()")
        await tab.type(text)
    await tab.press("Enter", 13)
    await tab.until("location.pathname === '/'")
    await tab.picture(OUT / "page-first.png")
    await tab.go(where + await tab.run("document.querySelector('a[href^=\"/shared/\"]').getAttribute('href')"))
    await tab.picture(OUT / "page-conversation.png")
    await tab.go(f"{where}/practice")
    await tab.until("document.body.classList.contains('-first-byte')", 60)
    await asyncio.sleep(5)
    await tab.picture(OUT / "page-practice.png")


async def main() -> None:
    """Make all pictures."""
    with TemporaryDirectory() as folder:
        os.environ["SIMULATOR_HOME"] = folder
        history = Path(folder) / "history.db"
        practised(history)
        with History.open(history, "Lea Marin") as door:
            door.team.set_secret("Tina Brook", hashed(PASSWORD))
        command = (sys.executable, "-m", "simulator", "serve", "--port", str(PORT))
        server = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
        if server.stderr is not None:
            await server.stderr.readline()
        try:
            async with browser("--hide-scrollbars") as tab:
                await reports(tab)
                await pages(tab)
        finally:
            server.terminate()
            await server.wait()


if __name__ == "__main__":
    asyncio.run(main())
