"""Real work beside practice, wired: gradings of real conversations, and who practised what between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.agreement.moments import Moments
from simulator.report.complaints import Cause, Complaints, complaints_report
from simulator.report.figure import Figure, figure
from simulator.report.work import Group, Missed, Row, Work, work_report

if TYPE_CHECKING:
    from simulator.batch.at_work import AtWork
    from simulator.batch.at_work import Work as Marks
    from simulator.report.document import Document
    from simulator.training import Workshop


def work_document(
    workshop: Workshop,
    folders: Sequence[str],
    *,
    scenario: str = "",
    reason: str | None = None,
    channel: str | None = None,
    at: datetime | None = None,
) -> Document:
    """One grading beside practice, or two with what moved between them.

    Args:
        workshop: whose history and library it is.
        folders: the finished gradings, the earlier one first.
        scenario: agents who practised this one stand beside those who didn't.
        reason: only conversations that customers began for this reason.
        channel: only conversations of this channel.
        at: the moment of the report.

    Raises:
        SimulatorError: a folder holds no finished grading.
        NotFoundError: no such scenario or reason.

    """
    from simulator.batch.at_work import at_work
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.reasons import REASONS
    from simulator.errors import NotFoundError

    if reason is not None and reason not in REASONS:
        raise NotFoundError("reason", reason, REASONS)
    title = workshop.scenario(scenario).title if scenario else ""
    read = [at_work(Folder(path_of(each)), reason=reason, channel=channel) for each in folders]
    practice = _practice(workshop)
    groups = [_group("Everybody", read, practice, lambda _: True)]
    unmatched = 0
    if scenario:
        names, people = _practised(workshop, scenario)
        seen = {agent for each in read for agent in each.agents}
        unmatched = people - len(names & seen)
        groups.append(_group("Those who practised", read, practice, lambda agent: agent in names))
        groups.append(_group("The others", read, practice, lambda agent: agent not in names))
    only = [REASONS[reason].lower()] if reason else []
    found = Work(
        day=(at or datetime.now(UTC)).date().isoformat(),
        gradings=tuple(Path(each.name).name for each in read),
        conversations=tuple(each.conversations for each in read),
        groups=tuple(groups),
        scenario=f"“{title}”" if title else "",
        only=(*only, *([channel.replace("_", " ")] if channel else [])),
        calibrated=_calibrated(read),
        unmatched=unmatched,
    )
    return work_report(found)


def _group(name: str, read: Sequence[AtWork], practice: dict[str, Figure], counts: Callable[[str], bool]) -> Group:
    names = dict.fromkeys(criterion for each in read for criterion in each.titles)
    marked = {criterion for each in read for _, criterion in each.by}
    rows = []
    for criterion in names:
        if criterion in marked:
            title = next(each.titles[criterion] for each in read if criterion in each.titles)
            sides = [each.whole(criterion, counts) for each in read]
            rows.append(_row(title, practice.get(criterion, Figure()), sides))
    agents = {agent for each in read for agent in each.agents if counts(agent)}
    return Group(name, len(agents), tuple(rows))


def _row(title: str, practice: Figure, sides: Sequence[Marks]) -> Row:
    figures = [figure(side.n, side.points.mean, side.points.interval) for side in sides]
    missed = [Missed(side.missing, side.n) for side in sides]
    if len(sides) == 1:
        return Row(title, practice, figures[0], missed[0])
    return Row(title, practice, figures[0], missed[0], figures[1], missed[1])


def _practice(workshop: Workshop) -> dict[str, Figure]:
    """Each criterion in what is shared with the person who asks."""
    found = {}
    for item in workshop.history.shared.criterion_sums():
        points = Moments(item.attempts, 100 * item.total, 10_000 * item.squares)
        found[f"{item.rubric}/{item.criterion}"] = figure(item.attempts, points.mean, points.interval)
    return found


def _practised(workshop: Workshop, scenario: str) -> tuple[set[str], int]:
    """Who practised it, by name and by the pseudonym that gradings give them; and how many people that is."""
    from simulator.batch.secret import pseudonym_key
    from simulator.settings import data_dir
    from simulator.store.sums import Choice
    from simulator.transcripts.masking import pseudonym

    known = {item.id: item.name for item in workshop.history.team.people()}
    sums = workshop.history.shared.attempt_sums(Choice(scenario=scenario), ("person",))
    people = [known[item.person] for item in sums if item.person in known]
    key = pseudonym_key(data_dir())
    return {*people, *(pseudonym(name, key) for name in people)}, len(people)


def _calibrated(read: Sequence[AtWork]) -> bool:
    """Whether every criterion of the gradings was checked against people."""
    from simulator.batch.calibrated import calibrated
    from simulator.settings import data_dir

    known = calibrated(data_dir())
    return all(known.of(each.hashes).is_enough(name) for each in read for name in {name for _, name in each.by})


def complaints_document(workshop: Workshop, folders: Sequence[str], at: datetime | None = None) -> Document:
    """Root causes of a grading, beside those of an earlier one where two are given (the earlier one first).

    Raises:
        SimulatorError: a folder holds no finished grading.

    """
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.outputs import manifest_of, tally_of
    from simulator.batch.report_reasons import causes
    from simulator.errors import SimulatorError

    tallies = []
    for each in folders:
        folder = Folder(path_of(each))
        if manifest_of(folder) is None:
            raise SimulatorError(f"{folder.root}: no finished grading is here; run 'simulator grade' first")
        tallies.append(tally_of(folder))
    now = tallies[-1]
    before = {item.title: item.n for item in causes(tallies[0].reasons)} if len(tallies) > 1 else {}
    rows = tuple(
        Cause(item.title, item.n, item.peak, item.rating, item.cost, item.prevented, before.get(item.title, 0))
        for item in causes(now.reasons)
    )
    found = Complaints(
        day=(at or datetime.now(UTC)).date().isoformat(),
        title=" then ".join(Path(each).name for each in folders),
        conversations=now.counts.graded,
        causes=rows,
        earlier=tallies[0].counts.graded if len(tallies) > 1 else 0,
        practice=_tickets(workshop),
    )
    return complaints_report(found)


def _tickets(workshop: Workshop) -> tuple[tuple[str, str], ...]:
    """What the library's closing tickets name as causes, with what would have prevented each."""
    from simulator.errors import SimulatorError

    found = []
    for card in workshop.cards()[0]:
        try:
            ticket = workshop.scenario(card.id).ticket
        except SimulatorError:
            continue
        if ticket.prevented_by:
            found.append((f"{card.title}: {ticket.root_cause.replace('_', ' ')}", ticket.prevented_by))
    return tuple(found)
