"""The pages: what they point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
NAMED = re.compile(r"(?<![\w/.(-])((?:tests|docs|benchmarks|simulator|rubrics|scenarios|reports)/[\w./-]*\w\.\w+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_every_file_that_a_page_names_is_there(page):
    text = page.read_text("utf-8")
    linked = [page.parent / found for found in LINK.findall(text)]
    named = [ROOT / found for found in NAMED.findall(text)]
    assert [str(path) for path in (*linked, *named) if not path.exists()] == []
