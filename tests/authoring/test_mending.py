"""--fix: mends what is mechanical, byte for byte what a person would type, and never makes a file worse."""

from __future__ import annotations

from pathlib import Path

import pytest
from good_library import library, place, shipped

from simulator.authoring.finding import Edit
from simulator.authoring.material import Item
from simulator.authoring.mending import applied, mend, mended
from simulator.content.source import Source

MENDS: list[tuple[str, str]] = [
    # what stands in the good file, and what a trainer wrote instead
    ("preset: everyday", "preset: everday"),
    ("  because: it", "  becuase: it"),
    ("channel: live_chat", "channel: live_cht"),
    ("shop: nordhem", "shop: nordhen   # the toy shop"),
    (
        "needs: [depot]\n    steps: [offer, deadline]\n    accept",
        "needs: [depott]\n    steps: [offer, deadline]\n    accept",
    ),
    ("      total: 64.90", "      total: €64,90  # with delivery"),
    ("      total: 64.90", "      total: 64,90 euros  # with delivery"),
    ("      ending: RESOLVED", "      ending: resolved"),
    ("stakes: [birthday, Emma, Saturday, daughter, present]", "stakes: birthday, Emma, Saturday, daughter, present"),
    ("  voice: plain", "\u00a0 voice: plain"),
    (
        "needs: [depot]\n    steps: [offer, deadline]\n    accept",
        "needs: [Depot]\n    steps: [offer, deadline]\n    accept",
    ),
    ("orders: 14, email", "orders: '14', email"),
    ("      ending: RESOLVED", "      ending: RESOLVD"),
    ("end_hostility: [0, 42]", "end_hostility: [42, 0]"),
    ("id: late-parcel-birthday", "id: late-parcel"),
    ("  voice: plain", "\tvoice: plain"),
    ("because: it is Emma's birthday on Saturday", "because: Because it is Emma's birthday on Saturday."),
    ("  tracking:\n", "  trackin:\n"),
]


def fixed(tmp_path: Path, text: str) -> tuple[str, int]:
    """The good scenario's text after mending, and how many lines were changed."""
    content = library(tmp_path, scenario=text)
    path = place(tmp_path, "scenario")
    better, changes = mended(content, "scenario", Source(path, text))
    return better, len(changes)


def without_comments(text: str) -> list[str]:
    return [line.split("  #")[0].rstrip() if " # " in line else line for line in text.splitlines()]


@pytest.mark.parametrize(("right", "wrong"), MENDS, ids=[row[1][:40] for row in MENDS])
def test_a_mechanical_mistake_is_mended_and_nothing_else_is_touched(tmp_path: Path, right: str, wrong: str) -> None:
    good = shipped("scenario")
    assert good.count(right) == 1
    better, changes = fixed(tmp_path, good.replace(right, wrong))
    comment = wrong.partition("   #")[2] or wrong.partition("  #")[2]
    assert changes == 1
    assert comment in better
    assert without_comments(better) == without_comments(good)


def test_several_mistakes_are_mended_one_after_the_other(tmp_path: Path) -> None:
    text = good = shipped("scenario")
    for right, wrong in (MENDS[0], MENDS[2], MENDS[5], MENDS[8], MENDS[10]):
        text = text.replace(right, wrong)
    better, changes = fixed(tmp_path, text)
    assert changes == 5
    assert without_comments(better) == without_comments(good)


@pytest.mark.parametrize("wrong", ["title: Late parcel: a birthday", "title: Order #5 is late", "title: {Late} parcel"])
def test_a_text_that_needs_quotes_gets_them(tmp_path: Path, wrong: str) -> None:
    text = shipped("scenario").replace("title: Late parcel, a birthday", wrong)
    better, changes = fixed(tmp_path, text)
    assert changes == 1
    assert wrong.replace("title: ", 'title: "') + '"\n' in better


@pytest.mark.parametrize("text", ["", "][", "a: 'b", "- a\nb: c", "format: 1\n\x00", "persona: {"])
def test_what_nobody_can_mend_stays_as_it_is(tmp_path: Path, text: str) -> None:
    assert fixed(tmp_path, text)[0] == text


def test_a_doubtful_name_is_left_to_a_person(tmp_path: Path) -> None:
    text = shipped("scenario").replace("shop: nordhem", "shop: toys")
    assert fixed(tmp_path, text) == (text, 0)


def test_the_file_is_replaced_with_its_line_ends_and_permissions(tmp_path: Path) -> None:
    text = shipped("scenario").replace("preset: everyday", "preset: everday").replace("\n", "\r\n")
    content = library(tmp_path, scenario="")
    path = place(tmp_path, "scenario")
    path.write_bytes(text.encode())
    path.chmod(0o640)
    (change,) = mend(content, Item("scenario", path))
    assert (change.before, change.after) == ("preset: everday", "preset: everyday")
    assert path.read_bytes() == text.replace("everday", "everyday").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_edit_whose_words_are_gone_is_not_made() -> None:
    assert applied("a: b\n", (Edit(1, 4, "c", "d"),)) is None
    assert applied("a: b\n", (Edit(7, 1, "a", "d"),)) is None
    assert applied("a: b\nc: d\n", (Edit(1, 4, "b", "x"), Edit(2, 4, "d", "y"))) == "a: x\nc: y\n"
