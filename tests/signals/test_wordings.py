"""The wordings that are shipped are those that the shipped patterns need."""

from __future__ import annotations

import pytest

from simulator.signals import wordings
from simulator.signals.prefilter import needed
from simulator.signals.wordings import FILE, needed_by, read, shipped, worked_out

PATTERN = "(no|any) need to hurry at all"


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The shipped file under another name."""
    copy = tmp_path / "wordings.bin"
    copy.write_bytes(FILE.read_bytes())
    monkeypatch.setattr(wordings, "FILE", copy)
    return copy


def test_what_is_shipped_is_what_the_patterns_need_now():
    shipped, now = read(FILE.read_bytes()), read(worked_out())
    assert shipped == now, "run: python -m simulator.signals.wordings"
    assert len(now.listed) > 1000


def test_a_pattern_that_is_not_shipped_is_looked_through():
    assert PATTERN not in shipped()
    assert needed_by([PATTERN]) == [needed(PATTERN)] != [()]


@pytest.mark.parametrize("content", [b"", b"torn", None])
def test_without_a_file_that_can_be_read_all_are_looked_through(elsewhere, content):
    branch = next(branch for branch, sets in read(FILE.read_bytes()).listed.items() if sets)
    elsewhere.write_bytes(content) if content is not None else elsewhere.unlink()
    assert shipped() == {}
    assert needed_by([branch]) == [needed(branch)] != [()]


def test_what_was_worked_out_with_other_macros_is_not_used(elsewhere, monkeypatch):
    assert shipped()
    monkeypatch.setitem(wordings.MACROS, "another", "one|two")
    assert shipped() == {}
