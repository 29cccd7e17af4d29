"""The preview: the file is read anew on every save, replies are played again, and mistakes are shown in place."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from simulator.authoring.material import library_at
from simulator.authoring.previewing import Preview
from simulator.cli.main import cli
from simulator.library import Library, built_in
from simulator.tui.conversation_view import Conversation
from simulator.tui.preview import PreviewPage
from simulator.tui.preview_app import PreviewApp
from simulator.tui.reply_box import ReplyBox

REPLY = "I'm so sorry, Mrs Lindqvist. What does the tracking show on your side?"
PATIENCE = 200


@cache
def shipped() -> str:
    text = (built_in().scenarios / "delivery" / "late-parcel-birthday.yaml").read_text("utf-8")
    return text[: text.index("  - name: solves before listening")].replace("id: late-parcel-birthday", "id: pv")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "pv.yaml"
    file.write_text(shipped(), "utf-8")
    return file


def app_of(path: Path) -> PreviewApp:
    return PreviewApp(Preview(library_at(path), path), now=lambda: 0.0)


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError(title(pilot))


def title(pilot: Pilot[int]) -> str:
    return str(pilot.app.screen.query_one("#preview-title", Static).content)


def page_of(pilot: Pilot[int]) -> PreviewPage:
    page = pilot.app.screen
    assert isinstance(page, PreviewPage)
    return page


def said(pilot: Pilot[int]) -> list[str]:
    return [entry.text for entry in page_of(pilot).query_one(Conversation).entries]


def save(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))


def remove(path: Path) -> None:
    path.unlink()


def put_back(path: Path) -> None:
    path.write_text(shipped(), "utf-8")


async def write(pilot: Pilot[int], text: str) -> None:
    page_of(pilot).query_one(ReplyBox).text = text
    await pilot.press("ctrl+s")


async def test_a_saved_change_is_played_with_the_same_replies(path: Path) -> None:
    async with app_of(path).run_test(size=(150, 44)) as pilot:
        await until(pilot, lambda: len(said(pilot)) == 1)
        assert [found.code for found in page_of(pilot).findings] == ["SIM142"]  # only the good play was kept
        await write(pilot, REPLY)
        await until(pilot, lambda: len(said(pilot)) == 3)
        save(path, "Where is my parcel? It was", "Where on earth is my parcel? It was")
        await until(pilot, lambda: said(pilot)[0].startswith("Where on earth"))
        assert said(pilot)[1] == REPLY
        assert "Where on earth" in page_of(pilot).query_one("#source", TextArea).text


async def test_a_mistake_is_shown_with_its_line_and_the_playing_stays(path: Path) -> None:
    async with app_of(path).run_test(size=(150, 44)) as pilot:
        await until(pilot, lambda: len(said(pilot)) == 1)
        save(path, "preset: everyday", "preset: everday")
        await until(pilot, lambda: "1 error; the last version that could be played stays" in title(pilot))
        problems = page_of(pilot).query_one("#problems", OptionList)
        assert "SIM013" in str(problems.get_option_at_index(0).prompt)
        assert len(said(pilot)) == 1
        await write(pilot, REPLY)
        await until(pilot, lambda: len(said(pilot)) == 3)
        await pilot.press("f4")
        await pilot.press("enter")
        await pilot.pause()
        source = page_of(pilot).query_one("#source", TextArea)
        assert source.document.get_line(source.cursor_location[0]) == "  preset: everday"
        remove(path)
        await until(pilot, lambda: "the last version" in title(pilot) and page_of(pilot).findings[0].code == "SIM001")
        put_back(path)
        await until(pilot, lambda: "error" not in title(pilot))
        assert said(pilot)[1] == REPLY


async def test_plays_replies_and_the_engine_are_a_key_away(path: Path) -> None:
    async with app_of(path).run_test(size=(150, 44)) as pilot:
        await until(pilot, lambda: len(said(pilot)) == 1)
        await pilot.press("f7", "f2")
        await until(pilot, lambda: "ended: resolved" in title(pilot))
        engine = str(page_of(pilot).query_one("#engine", Static).content)
        assert "ending RESOLVED" in engine
        assert "express/offer" in engine
        assert "express/deadline" in engine
        await pilot.press("f5")
        await until(pilot, lambda: "ended" not in title(pilot))
        assert page_of(pilot).query_one(ReplyBox).text.startswith("Then that's what I'll do")
        await pilot.press("f6")
        await until(pilot, lambda: len(said(pilot)) == 1)


async def test_a_golden_play_asked_for_while_the_file_is_read_is_played_when_it_is(path: Path) -> None:
    async with app_of(path).run_test(size=(150, 44)) as pilot:
        page_of(pilot).action_golden()
        await until(pilot, lambda: "ended: resolved" in title(pilot))


def test_a_file_that_never_loads_is_only_told(tmp_path: Path) -> None:
    file = tmp_path / "pv.yaml"
    file.write_bytes(b"\xff\xfe")
    look = Preview(Library([tmp_path]), file).look()
    assert look.scenario is None
    assert [found.code for found in look.findings] == ["SIM001"]


def test_without_a_terminal_it_names_what_works_without_one(path: Path) -> None:
    result = CliRunner().invoke(cli, ["preview", str(path)])
    assert "needs a terminal" in str(result.exception)
