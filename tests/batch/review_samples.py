"""A small finished grading with critical findings, to be reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conversations import conversation, job
from msgspec.structs import replace

from simulator.batch.folder import Folder
from simulator.batch.review_items import Reviewable
from simulator.batch.reviewing import Judgement
from simulator.batch.whole import grade_all, plan
from simulator.batch.workers import Workers
from simulator.conversation import Transcript
from simulator.library import Library

INSULT = "You are an idiot, stop whining. \x1b[31m[bold]Nobody[/bold] cares."
AT = "2026-11-22T10:00:00+00:00"


def insulted(n: int) -> Transcript:
    """A conversation in which the agent's second reply is an insult, with markup and a terminal escape in it."""
    whole = conversation(n)
    turns = list(whole.turns)
    turns[4] = replace(turns[4], text=INSULT)
    return replace(whole, turns=tuple(turns))


def chats(count: int = 12) -> Iterator[Transcript]:
    """Made-up conversations; each fourth has an insult in it."""
    return (insulted(n) if n % 4 == 1 else conversation(n) for n in range(count))


def grading(path: Path, count: int = 12) -> Reviewable:
    """They are graded by the scorecard and the rubrics of practice."""
    library = Library()
    texts = [library.rubric_text(name) for name in ("qa", "empathy", "clarity", "resolution")]
    work = replace(job(), rubrics=tuple((text.text, text.file) for text in texts))
    folder = Folder(path)
    folder.make()
    items = list(chats(count))
    grade_all(items, plan(items, work, 1), work, 1, folder, Workers(), lambda _progress: None, ["chats.jsonl"])
    return Reviewable(folder)


def verdict(what: Reviewable, n: int, after: str, author: str = "Lee") -> Judgement:
    """A person's verdict on the n-th finding."""
    found = what.findings[n].candidate
    return Judgement(
        AT, author, "finding", found.conversation, found.rule, after, "candidate", found.turn, words=found.quote
    )
