"""Nothing that an export can hold stops the reading: it is refused with a reason, or put in quarantine."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.conversation import Transcript
from simulator.transcripts.importers import identify, importers, read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import LONGEST_LINE, Source

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([[{"id": 1}]]),
    st.just({"value": {"value": []}}),
    st.just("2026-13-45T99:99:99Z"),
    st.just("9" * 30),
    st.just("\ud800"),
)
LINE = json.dumps(
    {
        "id": 1,
        "requester_id": 2,
        "submitter_id": 2,
        "description": "hi",
        "assignee_id": 3,
        "created_at": "2026-01-01T00:00:00Z",
    }
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The same with another value at a path that may be gone by now."""
    if not path:
        return new
    key, *rest = path
    if isinstance(value, dict) and key in value:
        return {**value, key: changed(value[key], tuple(rest), new)}
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return [changed(each, tuple(rest), new) if number == key else each for number, each in enumerate(value)]
    return value


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_export_is_read_or_refused(sample: Path, tmp_path: Path, data: st.DataObject) -> None:
    value = json.loads(sample.read_text(encoding="utf-8"))
    paths = places(value)
    for _ in range(data.draw(st.integers(1, 4))):
        value = changed(value, data.draw(st.sampled_from(paths)), data.draw(ODD))
    copy = tmp_path / "x"
    copy.write_text(json.dumps(value), encoding="utf-8")
    found = inspect_files([Source(copy)], Mapping())
    assert found.system or found.reason
    row = next(each for each in importers() if each.system == json_system(sample))
    for item in row.read([Source(copy)], Mapping()):
        assert isinstance(item, Transcript) or item.reason


def json_system(sample: Path) -> str:
    """The system of a sample, from what the whole sample is recognised as."""
    row = identify(Source(sample)).importer
    assert row is not None
    return row.system


def write(tmp_path: Path, content: bytes) -> Source:
    path = tmp_path / "export"
    path.write_bytes(content)
    return Source(path)


def test_a_line_over_16_mb_is_quarantined_and_the_next_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("wb") as file:
        file.write(LINE.encode() + b"\n")
        file.write(b'{"id": 2, "description": "')
        for _ in range(LONGEST_LINE // 1_000_000 + 2):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + LINE.replace('"id": 1', '"id": 3').encode() + b"\n")
    found = inspect_files([Source(path)], Mapping())
    assert (found.system, found.conversations, found.quarantined) == ("zendesk_support", 2, 1)
    assert found.examples[0].position == "line 2"
    assert "16 MB" in found.examples[0].reason


def test_a_record_over_16_mb_in_an_array_is_quarantined_and_the_next_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    words = b'"' + b"x" * 999_990 + b'",'
    with path.open("wb") as file:
        file.write(b"[" + LINE.encode() + b',{"id": 2, "custom_fields": [')
        for _ in range(LONGEST_LINE // 1_000_000 + 2):
            file.write(words)
        file.write(b'""]},' + LINE.replace('"id": 1', '"id": 3').encode() + b"]")
    found = inspect_files([Source(path)], Mapping())
    assert (found.system, found.conversations, found.quarantined) == ("zendesk_support", 2, 1)
    assert found.examples[0].position == "item 2"
    assert "16 MB" in found.examples[0].reason


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_json_nested_without_end_is_quarantined(tmp_path: Path, opening: str) -> None:
    deep = opening * 100_000
    source = write(
        tmp_path, (LINE + "\n" + '{"id":2,"x":' + deep + "\n" + LINE.replace('"id": 1', '"id": 3') + "\n").encode()
    )
    found = inspect_files([source], Mapping())
    assert (found.conversations, found.quarantined) == (2, 1)
    assert inspect_files([write(tmp_path, deep.encode())], Mapping()).system is None


def test_deep_json_that_closes_is_refused(tmp_path: Path) -> None:
    found = inspect_files([write(tmp_path, b"[" * 50_000 + b"]" * 50_000)], Mapping())
    assert found.system is None
    assert found.reason


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"PK\x03\x04 and so on \x00\x01", "zip"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (bytes(range(256)) * 20, "not a text"),
        (b'{"a": 1, "b": [2]}', "no known system"),
        (b"null", "no conversation"),
    ],
)
def test_what_is_no_export_is_refused_with_a_reason(tmp_path: Path, content: bytes, word: str) -> None:
    found = inspect_files([write(tmp_path, content)], Mapping())
    assert found.system is None
    assert word in (found.reason or "")


def test_a_torn_gz_gives_what_came_before(tmp_path: Path) -> None:
    lines = "".join(
        LINE.replace('"id": 1', f'"id": {number}').replace("hi", str(number * 7919) * 9) + "\n"
        for number in range(3000)
    )
    packed = gzip.compress(lines.encode())
    found = inspect_files([write(tmp_path, packed[: len(packed) // 2])], Mapping())
    assert found.system == "zendesk_support"
    assert 500 < found.conversations < 2900
    assert found.quarantined == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_words(tmp_path: Path, encoding: str) -> None:
    line = LINE.replace("hi", "Où est mon café crème ? Déjà payé.")
    items = list(
        read_all([write(tmp_path, (line + "\n" + line.replace('"id": 1', '"id": 4')).encode(encoding))], Mapping())
    )
    assert [each.turns[0].text for each in items if isinstance(each, Transcript)] == [
        "Où est mon café crème ? Déjà payé."
    ] * 2


def test_letters_that_were_decoded_wrongly_are_mended(tmp_path: Path) -> None:
    broken = "caf\u00c3\u00a9 \u00e2\u20ac\u0153yes\u00e2\u20ac\u009d"
    (item,) = read_all([write(tmp_path, LINE.replace("hi", broken).encode())], Mapping())
    assert isinstance(item, Transcript)
    assert item.turns[0].text == "café “yes”"


def test_a_line_of_another_encoding_does_not_stop_the_file(tmp_path: Path) -> None:
    padding = "".join(LINE.replace('"id": 1', f'"id": {number}') + "\n" for number in range(2, 4000)).encode()
    found = inspect_files([write(tmp_path, padding + LINE.replace("hi", "café").encode("cp1252") + b"\n")], Mapping())
    assert (found.conversations, found.quarantined) == (3999, 0)


def test_rows_that_do_not_fit_their_table_are_quarantined(tmp_path: Path) -> None:
    table = "id,body,created,public,ticket_id,user_id\n1,hi,2026-01-01,TRUE,5,6\n2,a,b,c,d,e,f,g\n3,x\0y,2026-01-01,TRUE,5,6\n4,ok,2026-01-02,TRUE,5,6\n"
    found = inspect_files([write(tmp_path, table.encode())], Mapping())
    assert (found.system, found.conversations, found.quarantined) == ("zendesk_support", 1, 2)
    assert [each.position for each in found.examples] == ["line 3", "line 4"]


def test_records_of_another_system_among_a_page_are_quarantined(tmp_path: Path) -> None:
    page = json.dumps({"tickets": [json.loads(LINE), {"foo": 1}, None], "count": 3})
    found = inspect_files([write(tmp_path, page.encode())], Mapping())
    assert (found.conversations, found.quarantined) == (1, 2)


def test_control_characters_and_nan_do_not_stop_json(tmp_path: Path) -> None:
    line = LINE.replace("hi", "one\x01two\tthree").replace("}", ', "x": NaN}')
    for text in (line, line + "\n" + LINE.replace('"id": 1', '"id": 2')):
        found = inspect_files([write(tmp_path, text.encode())], Mapping())
        assert (found.system, found.quarantined) == ("zendesk_support", 0)


def test_a_wrong_byte_in_a_large_array_costs_one_letter(tmp_path: Path) -> None:
    items = [LINE.replace('"id": 1', f'"id": {number}').replace("hi", "x" * 400) for number in range(6000)]
    content = ("[" + ",\n".join(items) + "]").encode()
    middle = content.index(b"xxx", len(content) // 2)
    found = inspect_files([write(tmp_path, content[:middle] + b"\xff" + content[middle + 1 :])], Mapping())
    assert (found.conversations, found.quarantined) == (6000, 0)
