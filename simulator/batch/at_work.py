"""How often each criterion fell short in real conversations, by agent: the sums that are set beside practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct, field

from simulator.agreement.moments import Moments
from simulator.batch.folder import Folder
from simulator.batch.lines_read import read_lines
from simulator.batch.outputs import manifest_of
from simulator.batch.report_rubrics import Used, titled_criteria, used_rubrics
from simulator.errors import SimulatorError
from simulator.scoring.rubric import POINTS_PER_ANCHOR

HALF = 50.0
"""Points that one reply has to reach, or a criterion was missing in the conversation."""


class Talk(Struct, frozen=True):
    """What of a conversation's line is read here."""

    id: str
    agent: str
    channel: str
    reason: str
    agent_turns: int
    marks: dict[str, int | None]


class Reply(Struct, frozen=True):
    """What of a reply's line is read here."""

    conversation: str
    marks: dict[str, int | None]


class Work(Struct):
    """One agent's conversations by one criterion: the mean points of each, and in how many no reply reached half."""

    points: Moments = field(default_factory=Moments)
    missing: int = 0

    @property
    def n(self) -> int:
        """Conversations in which the criterion was marked."""
        return self.points.n

    def merge(self, other: Work) -> None:
        """Count another's conversations."""
        self.points.merge(other.points)
        self.missing += other.missing


class AtWork(Struct):
    """A grading's sums by (agent, criterion), with the titles of criteria and the editions of rubrics."""

    name: str
    titles: dict[str, str]
    hashes: tuple[str, ...] = ()
    conversations: int = 0
    by: dict[tuple[str, str], Work] = field(default_factory=dict)

    @property
    def agents(self) -> tuple[str, ...]:
        """Everybody who closed a conversation, by name."""
        return tuple(sorted({agent for agent, _ in self.by}))

    def whole(self, criterion: str, counts: Callable[[str], bool] = lambda _: True) -> Work:
        """One criterion over all agents that count."""
        found = Work()
        for (agent, name), work in self.by.items():
            if name == criterion and counts(agent):
                found.merge(work)
        return found


def at_work(folder: Folder, *, reason: str | None = None, channel: str | None = None) -> AtWork:
    """The sums of a finished grading, read line by line.

    Args:
        folder: where it is.
        reason: only conversations that customers began for this reason.
        channel: only conversations of this channel.

    Raises:
        SimulatorError: no finished grading is there, or a line can't be read.

    """
    manifest: dict[str, Any] | None = manifest_of(folder)
    if manifest is None:
        raise SimulatorError(f"{folder.root}: no finished grading is here; run 'simulator grade' first")
    used = used_rubrics(manifest)
    found = AtWork(str(folder.root), _titles(used), tuple(item.hash for item in used))
    for talk, marks in _talks(folder):
        if (reason is None or talk.reason == reason) and (channel is None or talk.channel == channel):
            found.conversations += 1
            for criterion, given in marks.items():
                work = found.by.setdefault((talk.agent, criterion), Work())
                work.points.add(POINTS_PER_ANCHOR * sum(given) / len(given))
                work.missing += POINTS_PER_ANCHOR * max(given) < HALF
    return found


def _titles(used: Sequence[Used]) -> dict[str, str]:
    """Each criterion's title; where several rubrics have one of that title, with its rubric's."""
    known, rubrics = titled_criteria(used), {rubric.id: rubric.title for rubric in used}
    often = Counter(item.title for item in known.values())
    return {
        name: item.title if often[item.title] == 1 else f"{item.title} ({rubrics[name.partition('/')[0]]})"
        for name, item in known.items()
    }


def _talks(folder: Folder) -> Iterator[tuple[Talk, dict[str, list[int]]]]:
    """Each conversation with the marks it got, by criterion; both files have the same order."""
    replies = groupby(read_lines(folder, "marks.jsonl", Reply), key=lambda item: item.conversation)
    for talk in read_lines(folder, "conversations.jsonl", Talk):
        given: dict[str, list[int]] = {}
        lines = [talk.marks]
        if talk.agent_turns:
            lines += [item.marks for item in next(replies, ("", iter(())))[1]]
        for marks in lines:
            for name, points in marks.items():
                if points is not None:
                    given.setdefault(name, []).append(points)
        yield talk, given
