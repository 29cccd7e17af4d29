"""A team on paper: who needs what, by criterion and channel, with intervals; nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.report.document import Block, Cells, Document, Section, Table, Words
from simulator.report.figure import Figure
from simulator.report.said import channel, plural, share, week


class Mean(Struct, frozen=True):
    """The mean of one criterion in one group, 0-100; ``group``: a channel, a week or a name (empty: all)."""

    criterion: str
    title: str
    figure: Figure
    people: int
    group: str = ""


class Need(Struct, frozen=True):
    """What one member would gain most from: criteria with their figures, the lowest lower bound first.

    ``practise``: a scenario that trains it, by its title.
    """

    name: str
    conversations: int
    weakest: tuple[tuple[str, Figure], ...]
    practise: str = ""


class Ends(Struct, frozen=True):
    """How conversations ended, by what they have in common."""

    group: str
    conversations: int
    people: int
    score: Figure
    settled: int
    left: int

    @property
    def counted(self) -> str:
        """How many there are, in words: "12 conversations of 3 people"; without the people where they are unknown."""
        people = f" of {plural(self.people, 'person', 'people')}" if self.people else ""
        return f"{plural(self.conversations, 'conversation')}{people}"


class Team(Struct, frozen=True):
    """What the report is made from. ``day``: ISO; ``silent``: of the ``members``, who shared nothing.

    ``alone``: the history knows no people, so that ``overall`` is one person's own, private practice.
    """

    name: str
    day: str
    members: int
    silent: int
    overall: Ends
    criteria: tuple[Mean, ...]
    channels: tuple[Ends, ...]
    by_channel: tuple[Mean, ...]
    weeks: tuple[Ends, ...]
    needs: tuple[Need, ...]
    alone: bool = False


def team_report(found: Team) -> Document:
    """The report; of a history that is nobody's team only what it would need."""
    if found.alone:
        return Document("Team report", found.name, found.day, tuple(_alone(found.overall.conversations)), ())
    parts = [
        Section("Who needs what", tuple(_needs(found))),
        Section("By criterion", tuple(_criteria(found))),
        Section("By channel", tuple(_channels(found))),
        Section("Week by week", tuple(_weeks(found))),
    ]
    return Document("Team report", found.name, found.day, tuple(_lead(found)), tuple(parts))


def _alone(own: int) -> Iterator[Words]:
    yield Words(
        "There is no team here: this history is one person's own, and private. No team is reported on.", loud=True
    )
    if own:
        yield Words(
            f"{plural(own, 'conversation of your own is', 'conversations of your own are')} in it. "
            "How you do stands in your own report: simulator report trainee."
        )
    yield Words(
        "A team's report needs people and something of theirs to report: begin a team with simulator team add, "
        "where you become its QA lead; then it shows what its members share, what you assign, and exams. "
        "More in docs/teams.md."
    )


def _lead(found: Team) -> Iterator[Words]:
    whole = found.overall
    if not whole.conversations:
        yield Words(
            "Nothing is shared with you yet. Practice is private: people share it, or you assign it.", loud=True
        )
        return
    yield Words(
        f"{whole.counted} "
        f"that were shared, assigned or announced as exams. Private practice is in none of these figures."
    )
    if found.silent:
        yield Words(f"{plural(found.silent, 'member')} of {found.members} shared nothing, which is their right.")
    yield Words(
        "People are listed by name and never ranked: most of what differs is chance, and which customers they met."
    )


def _needs(found: Team) -> Iterator[Block]:
    rows = tuple(
        (need.name, need.conversations, _weak(need, 0), _weak(need, 1), need.practise or "too little known")
        for need in found.needs
    )
    if not rows:
        yield Words("Nothing is known of anybody yet.")
        return
    yield Words("For each person the two criteria that are weakest or least known, and what would train the first.")
    yield Table("By name", ("Person", "Conversations", "First", "Second", "To practise"), rows)


def _weak(need: Need, place: int) -> str:
    if len(need.weakest) <= place:
        return "too little known"
    title, item = need.weakest[place]
    if item.low is None or item.high is None:
        return f"{title} (too few to say)"
    return f"{title} ({item.low:.0f} to {item.high:.0f})"


def _criteria(found: Team) -> Iterator[Block]:
    rows = tuple((item.title, item.figure, item.figure.n, item.people) for item in found.criteria)
    if rows:
        yield Table("Points of 100", ("Criterion", "Mean", "Conversations", "People"), rows)
    else:
        yield Words("Nothing was marked yet.")


def _channels(found: Team) -> Iterator[Block]:
    yield from _ends("Channel", [(channel(item.group), item) for item in found.channels])
    names = [item.group for item in found.channels]
    if len(names) < 2:
        return
    by = {(item.criterion, item.group): item.figure for item in found.by_channel}
    titles = {item.criterion: item.title for item in found.criteria}
    rows: tuple[Cells, ...] = tuple(
        (title, *(by.get((criterion, name), Figure()) for name in names)) for criterion, title in titles.items()
    )
    yield Table("Each criterion by channel, points of 100", ("Criterion", *map(channel, names)), rows)


def _weeks(found: Team) -> Iterator[Block]:
    yield from _ends("Week of", [(week(item.group), item) for item in found.weeks])


def _ends(head: str, rows: Sequence[tuple[str, Ends]]) -> Iterator[Block]:
    if not rows:
        yield Words("Nothing yet.")
        return
    yield Table(
        "Scores of 100, and how conversations ended",
        (head, "Score", "Conversations", "People", "Settled", "The customer left"),
        tuple(
            (
                name,
                item.score,
                item.conversations,
                item.people,
                share(item.settled, item.conversations),
                share(item.left, item.conversations),
            )
            for name, item in rows
        ),
    )
