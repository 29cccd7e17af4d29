"""Exports that are larger than what is read at once give the same as small ones, in memory that doesn't grow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation import Transcript
from simulator.transcripts.importers import read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.json_values import SMALL
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Record
from simulator.transcripts.source import Source
from simulator.transcripts.spool import Spool

COUNT = 1500


def conversation(number: int) -> dict[str, Any]:
    parts = [
        {
            "type": "conversation_part",
            "id": f"{number}-{part}",
            "part_type": "comment",
            "body": f"<p>{part} of {number} {'word ' * 60}</p>",
            "created_at": 1772440000 + part,
            "author": {"type": "admin" if part % 2 else "user", "id": part % 2},
        }
        for part in range(4)
    ]
    return {
        "type": "conversation",
        "id": str(number),
        "created_at": 1772440000,
        "statistics": {},
        "contacts": {"contacts": []},
        "conversation_parts": {"type": "list", "conversation_parts": parts},
    }


def written(form: str) -> str:
    items = [conversation(number) for number in range(COUNT)]
    if form == "lines":
        return "".join(json.dumps(item) + "\n" for item in items)
    wrapped: dict[str, Any] = {
        "array": items,
        "array of pages": [
            {"type": "conversation.list", "conversations": items[at : at + 50]} for at in range(0, COUNT, 50)
        ],
        "object": {"type": "conversation.list", "pages": {"next": None}, "conversations": items},
        "object inside": {"data": {"result": {"conversations": items}}},
        "by id": {"docs": {f"a.{item['id']}": item for item in items}, "count": COUNT},
        "by id, bare": {item["id"]: item for item in items},
    }
    return json.dumps(wrapped[form])


@pytest.mark.parametrize(
    "form", ["lines", "array", "array of pages", "object", "object inside", "by id", "by id, bare"]
)
def test_a_large_export_is_read_whatever_holds_it(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(written(form), encoding="utf-8")
    assert path.stat().st_size > SMALL
    found = inspect_files([Source(path)], Mapping())
    assert (found.system, found.conversations, found.quarantined) == ("intercom", COUNT, 0)
    assert (found.turns["agent"], found.turns["customer"]) == (2 * COUNT, 2 * COUNT)


def test_a_large_export_may_have_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(written("object"), encoding="utf-16")
    assert inspect_files([Source(path)], Mapping()).conversations == COUNT


@pytest.mark.parametrize("form", ["array", "object", "by id"])
def test_a_large_export_that_breaks_off_gives_what_came_before(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    text = written(form)
    path.write_text(text[: len(text) * 9 // 10], encoding="utf-8")
    found = inspect_files([Source(path)], Mapping())
    assert COUNT * 0.85 < found.conversations < COUNT * 0.92
    assert found.quarantined == 1


def test_one_large_conversation_is_read_whole(tmp_path: Path) -> None:
    value = conversation(1)
    value["conversation_parts"]["conversation_parts"] = [
        {**conversation(number)["conversation_parts"]["conversation_parts"][0], "id": str(number)}
        for number in range(6000)
    ]
    path = tmp_path / "x"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert path.stat().st_size > SMALL
    found = inspect_files([Source(path)], Mapping())
    assert (found.conversations, found.turns["customer"]) == (1, 6000)


@pytest.mark.parametrize("limit", [1, 2000, 10**9])
def test_a_spool_gives_each_group_once_whole_and_in_order(limit: int) -> None:
    spool = Spool(limit)
    for number in range(300):
        spool.add(
            f"k{number % 7}", Record("a", {"n": number, "big": 10**25, "half": "\ud800", "f": 1.5}, "f", str(number))
        )
    groups = dict(spool.groups())
    assert sorted(groups) == [f"k{number}" for number in range(7)]
    for key, records in groups.items():
        assert [record.value["n"] for record in records] == list(range(int(key[1:]), 300, 7))
    assert list(spool.groups()) == []


def test_the_last_version_of_a_conversation_counts(tmp_path: Path) -> None:
    old = {**conversation(1), "state": "open", "updated_at": 1}
    new = {**conversation(1), "state": "closed", "updated_at": 2}
    path = tmp_path / "x"
    path.write_text(json.dumps(new) + "\n" + json.dumps(old), encoding="utf-8")
    (item,) = read_all([Source(path)], Mapping())
    assert isinstance(item, Transcript)
    assert (item.status, len(item.turns)) == ("closed", 4)


PEAK = """
import resource, sys
from pathlib import Path
from simulator.transcripts.importers import read_all
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source
print(sum(1 for _ in read_all([Source(Path(sys.argv[1]))], Mapping())), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of the peak differs elsewhere")
def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    def peak(times: int) -> int:
        path = tmp_path / str(times)
        with path.open("w", encoding="utf-8") as file:
            for number in range(times):
                file.write(json.dumps(conversation(number)) + "\n")
        done = subprocess.run(
            [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True, timeout=100
        )
        count, kilobytes = map(int, done.stdout.split())
        assert count == times
        return kilobytes

    small, large = peak(4_500), peak(9_000)
    assert large < 1.2 * small
