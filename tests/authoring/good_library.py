"""A good scenario with a shop, a voice, shared files and a rubric of its own, for tests that break one thing at a time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from simulator.library import Library, built_in

SHIPPED = {
    "scenario": "delivery/late-parcel-birthday",
    "shop": "policies/nordhem",
    "voice": "voices/plain",
    "topics": "shared/topics",
    "families": "shared/families",
    "steps": "shared/steps",
    "pathway": "pathways/first-week",
}
RUBRIC = "empathy"


@cache
def shipped(kind: str) -> str:
    """The text of the shipped file that the good library has of a kind."""
    root = built_in()
    path = root.rubrics / f"{RUBRIC}.yaml" if kind == "rubric" else root.scenarios / f"{SHIPPED[kind]}.yaml"
    return path.read_text("utf-8")


def place(folder: Path, kind: str) -> Path:
    """Where the file of a kind lies in a library in a folder."""
    return folder / "rubrics" / f"{RUBRIC}.yaml" if kind == "rubric" else folder / "scenarios" / f"{SHIPPED[kind]}.yaml"


def put(folder: Path, kind: str, text: str) -> Path:
    """Write the file of a kind into the library in a folder."""
    path = place(folder, kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def library(folder: Path, **texts: str) -> Library:
    """A library in a folder with these files by kind; what is missing comes from the built-in one."""
    for kind, text in texts.items():
        put(folder, kind, text)
    return Library([folder])


def marked(text: str) -> tuple[str, int, int]:
    """A text without its mark ^^, and the line and column (from 1) of what stands after it."""
    before, found, after = text.partition("^^")
    assert found, "no mark"
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")
