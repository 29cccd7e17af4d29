"""A grading's folder with known marks, and hand grades of it."""

from __future__ import annotations

import json
from pathlib import Path

CRITERIA = ("greets", "respect")


def grading(folder: Path, marks: dict[str, tuple[int | None, list[int | None]]], *, digest: str = "first") -> Path:
    """A finished grading by the rubric "qa": each conversation's mark for greets, and its replies' for respect."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = [{"id": name, "marks": {"qa/greets": one}} for name, (one, _) in marks.items()]
    turns = [
        {"conversation": name, "marks": {"qa/respect": points}}
        for name, (_, replies) in marks.items()
        for points in replies
    ]
    criteria = [{"id": name, "title": f"{name.title()} well"} for name in CRITERIA]
    rubric = {"id": "qa", "version": 1, "hash": digest, "title": "QA", "of": "conversation", "criteria": criteria}
    (folder / "manifest.json").write_text(json.dumps({"rubrics": [rubric]}), encoding="utf-8")
    for name, lines in (("conversations.jsonl", whole), ("marks.jsonl", turns)):
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def table(path: Path, *rows: str, head: str = "conversation,criterion,mark,grader") -> Path:
    """A CSV of hand grades."""
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path
