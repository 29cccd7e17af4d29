"""Damaged text, tables and JSON of messengers, mails and calls: read, refused or in quarantine, never a crash."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.conversation import Transcript
from simulator.transcripts.importers import importers
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Quarantined
from simulator.transcripts.source import Source

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
OF_TEXT = [path for path in SAMPLES if path.suffix != ".json"]
SNIPPETS = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            b"\n",
            b"\r\n",
            b":",
            b"-->",
            b"\x00",
            b"\xff",
            b'"',
            b"<",
            b"[",
            b"{",
            b"\x1b[2J",
            b"=?utf-8?q?",
            b"99:99",
            b",,,",
        ]
    ),
)


@pytest.mark.parametrize("sample", OF_TEXT, ids=lambda path: path.name)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_bytes_are_read_or_refused(sample: Path, tmp_path: Path, data: st.DataObject) -> None:
    content = sample.read_bytes()
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 40))
        content = content[:at] + data.draw(SNIPPETS) + content[at + length :]
    copy = tmp_path / "x"
    copy.write_bytes(content)
    found = inspect_files([Source(copy)], Mapping())
    assert found.system or found.reason


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_reader_survives_every_file(sample: Path) -> None:
    for row in importers():
        for item in row.read([Source(sample)], Mapping()):
            assert isinstance(item, Transcript | Quarantined)


@pytest.mark.parametrize("sample", OF_TEXT, ids=lambda path: path.name)
def test_a_text_that_breaks_off_is_read_or_refused(sample: Path, tmp_path: Path) -> None:
    content = sample.read_bytes()
    copy = tmp_path / "x"
    for share in (0.1, 0.4, 0.7, 0.95):
        copy.write_bytes(content[: int(len(content) * share)])
        found = inspect_files([Source(copy)], Mapping())
        assert found.system or found.reason


def test_a_torn_mailbox_gives_the_mails_before_the_tear(tmp_path: Path) -> None:
    mails = b"".join(
        b"From a@x.example Mon Mar  2 09:00:00 2026\nFrom: a@x.example\nTo: b@y.example\nSubject: %d\n\n%s\n\n"
        % (number, str(number * 7919).encode() * 40)
        for number in range(2000)
    )
    packed = gzip.compress(mails)
    path = tmp_path / "x"
    path.write_bytes(packed[: len(packed) // 2])
    found = inspect_files([Source(path)], Mapping())
    assert (found.system, found.quarantined) == ("email", 1)
    assert 500 < found.conversations < 1500


def test_each_mail_of_a_mailbox_has_its_own_encoding(tmp_path: Path) -> None:
    head = "From a@x.example Mon Mar  2 09:00:00 2026\nFrom: a@x.example\nSubject: {}\nContent-Type: text/plain; charset={}\n\n"
    parts = [(head.format(charset, charset) + "café, déjà\n\n").encode(charset) for charset in ("utf-8", "iso-8859-1")]
    path = tmp_path / "x"
    path.write_bytes(b"".join(parts))
    source = Source(path)
    row = next(each for each in importers() if each.system == "email")
    found = [item for item in row.read([source], Mapping()) if isinstance(item, Transcript)]
    assert [each.turns[0].text for each in found] == ["café, déjà"] * 2
