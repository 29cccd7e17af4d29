"""``simulator dispute``, ``disputes`` and ``review-disputes``: marks that aren't accepted, marked again blind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scoring.rubric import Criterion
    from simulator.store.disputes import Disputes
    from simulator.store.judging import Rescore
    from simulator.store.sampling import Pair, Place
    from simulator.store.team_records import BlindCase, Dispute

NOTHING = "n/a"
"""A person's word that nothing can be marked here."""


@click.command(name="dispute")
@click.argument("attempt")
@click.argument("reply", type=click.IntRange(min=1))
@click.argument("criterion")
@click.option("--reason", required=True, help="Why the mark isn't right, in a sentence.")
def dispute(attempt: str, reply: int, criterion: str, reason: str) -> None:
    """Dispute the mark that REPLY of ATTEMPT got for CRITERION (as in: simulator debrief ATTEMPT --details).

    A QA lead reads the words up to that reply, marks it without seeing the first mark, and settles it with an answer.
    """
    from simulator.cli.criteria_named import key_in
    from simulator.training import Workshop

    with Workshop() as workshop:
        history = workshop.history
        stored = workshop.attempt(attempt)
        key = key_in(workshop.debrief_from(stored).details, reply, criterion)
        found = history.disputes.open(stored.id, reply, key, reason)
    click.echo(
        f"Your dispute of {found.rubric}/{found.criterion} in reply {found.exchange} waits for a QA lead, who will "
        "read the words up to that reply. See how it stands with: simulator disputes",
        err=True,
    )


@click.command(name="disputes")
@click.option("--waiting", is_flag=True, help="Those alone that aren't settled yet.")
@click.option("--agreement", is_flag=True, help="How the blind marks agree with the first ones, by criterion.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def disputes(*, waiting: bool, agreement: bool, as_json: bool) -> None:
    """List your disputes and what came of them; for QA leads, everybody's."""
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.training import Workshop

    with Workshop() as workshop:
        door = workshop.history.disputes
        if agreement:
            click.echo(agreement_text(door.pairs(), door.pairs(sampled=True)))
            return
        found = door.all(waiting=waiting)
        standing = {} if as_json else _standing(door, found)
    if as_json:
        write_json(found)
        return
    if not found:
        click.echo("There are no disputes here.", err=True)
        return
    head = [
        "id",
        "on",
        "by",
        "reply",
        "criterion",
        "first mark",
        "blind mark",
        "outcome",
        "mark now",
        "the answer given",
    ]
    click.echo(table([head, *(_row(item, standing.get(item.id, "-")) for item in found)]))


def _standing(door: Disputes, found: Sequence[Dispute]) -> dict[str, str]:
    """The mark that stands now, by the id of each dispute that is settled and may be seen."""
    settled = [item for item in found if item.outcome]
    changed = {
        (one.attempt, one.exchange, one.rubric, one.criterion): one.after
        for attempt in {item.attempt for item in settled}
        for one in door.overrides(attempt)
    }
    places = {item.id: (item.attempt, item.exchange, item.rubric, item.criterion) for item in settled}
    told = {item.id: changed.get(places[item.id], item.points) for item in settled}
    unseen = {item.id for item in settled if item.outcome == "changed" and places[item.id] not in changed}
    return {name: "-" if name in unseen else _points(points) for name, points in told.items()}


def _row(item: Dispute, standing: str) -> list[str]:
    points = "-" if item.graded is None and item.points is None else _points(item.points)
    blind = "-" if item.graded is None or (item.blind is None and item.settled is None) else _points(item.blind)
    where = f"{item.rubric}/{item.criterion}"
    return [
        item.id,
        f"{item.at.astimezone():%Y-%m-%d}",
        item.name or "-",
        str(item.exchange),
        where,
        points,
        blind,
        item.outcome or "waiting",
        standing,
        item.answer or "-",
    ]


def _points(value: int | None) -> str:
    return NOTHING if value is None else str(value)


def agreement_text(disputed: tuple[Pair, ...], drawn: tuple[Pair, ...]) -> str:
    """Agreement of blind marks with the first ones, by criterion, as plain text."""
    parts = [
        _agreement(drawn, "Drawn at random: the first mark with the blind one."),
        _agreement(
            disputed,
            "Disputed: the first mark with the blind one. They are no random sample: elsewhere marks agree more.",
        ),
    ]
    return "\n\n".join(filter(None, parts)) or (
        "No mark was given blind yet. Draw some at random with: simulator review-disputes --sample 20"
    )


def _agreement(pairs: tuple[Pair, ...], said: str) -> str:
    from simulator.batch.calibration import Item, calibrate
    from simulator.batch.calibration_table import HEAD, rows_of
    from simulator.cli.columns import table

    if not pairs:
        return ""
    items = tuple(Item(name, criterion, (("people", blind),), first) for name, criterion, first, blind in pairs)
    found = calibrate(items, items)
    rows = rows_of((item.criterion, item.software) for item in found.criteria)
    return f"{said}\n\n{table([['criterion', *HEAD], *rows])}"


@click.command(name="review-disputes")
@click.option(
    "--sample", type=click.IntRange(1, 500), metavar="N", help="Instead, N replies of shared practice at random."
)
@click.option("--seed", type=int, help="Draws in the same order again, what you looked at left out.")
def review_disputes(*, sample: int | None, seed: int | None) -> None:
    """Mark disputed replies without seeing the first mark, then see both and settle them: for QA leads.

    With --sample, trainers and QA leads mark replies that nobody disputed, to see how far marks agree; nothing changes.
    Plain text; an empty answer leaves a reply for later, and the end of the input ends the review.
    """
    if sample is not None:
        _review_sample(sample, seed)
        return
    from simulator.archive import rescorer
    from simulator.cli.streams import typed
    from simulator.training import Workshop

    with Workshop() as workshop:
        door = workshop.history.disputes
        mine = workshop.history.access.person
        waiting = [item for item in reversed(door.all(waiting=True)) if item.person != mine]
        if not waiting:
            click.echo("No dispute waits for you.", err=True)
            return
        answers, rescore = typed(), rescorer(workshop.kit)
        settled = 0
        try:
            for item in waiting:
                settled += _review(door, item, answers, rescore)
        except EOFError:
            pass  # whoever ends the input ends the review
    click.echo(f"{settled} of {len(waiting)} settled.", err=True)


def _review(door: Disputes, item: Dispute, answers: TextIO, rescore: Rescore) -> bool:
    """One dispute, from the words to the answer; whether it was settled. EOFError: the input ended."""
    case = door.case(item.id)
    click.echo(_words(case, _criterion(case)))
    if item.graded is None:
        mark = _asked(answers, f"Your mark, 0 to {case.most}, or {NOTHING}: ", case.most)
        if mark is None:
            return False
        item = door.mark_blind(item.id, _value(mark))
    click.echo(f"\nThe first mark is {_points(item.points)}, yours is {_points(item.blind)}.")
    click.echo(_shown(f"{item.name or 'The trainee'} says: {item.reason}"))
    final = _asked(answers, f"What stands from now on, 0 to {item.most}, or {NOTHING}: ", item.most)
    answer = _line(answers, "Your answer to them: ") if final is not None else ""
    if final is None or not answer:
        return False
    done = door.settle(item.id, _value(final), answer, rescore)
    click.echo(f"The mark is {'changed' if done.outcome == 'changed' else 'as it was'}.\n")
    return True


def _review_sample(count: int, seed: int | None) -> None:
    """Marks drawn at random, given again one by one."""
    from random import SystemRandom

    from simulator.cli.streams import typed
    from simulator.training import Workshop

    with Workshop() as workshop:
        door, answers, done = workshop.history.disputes, typed(), 0
        places = door.draw(count, SystemRandom().randrange(2**31) if seed is None else seed)
        if not places:
            click.echo("Nothing is shared with you that you haven't looked at already.", err=True)
            return
        try:
            for place in places:
                done += _mark_drawn(door, place, answers)
        except EOFError:
            pass  # whoever ends the input ends the review
        role = workshop.history.team.person(workshop.history.access.name).role
    further = " How marks agree: simulator disputes --agreement" if role == "lead" else ""
    click.echo(f"{done} of {len(places)} marked.{further}", err=True)


def _mark_drawn(door: Disputes, place: Place, answers: TextIO) -> bool:
    """One drawn mark, given again; False: it was left for later. EOFError: the input ended."""
    case = door.drawn_case(place)
    click.echo(_words(case, _criterion(case)))
    mark = _asked(answers, f"Your mark, 0 to {case.most}, or {NOTHING}: ", case.most)
    if mark is None:
        click.echo()
        return False
    click.echo(f"The first mark is {_points(door.mark_drawn(place, _value(mark)))}.\n")
    return True


def _criterion(case: BlindCase) -> Criterion | None:
    from simulator.scoring.load import load_rubric

    if not case.rubric_text:
        return None
    rubric = load_rubric(case.rubric_text, f"{case.rubric}.yaml, as it was")
    return next((item for item in rubric.criteria if item.id == case.criterion), None)


def _words(case: BlindCase, criterion: Criterion | None) -> str:
    lines = [f"{case.title} ({case.channel.replace('_', ' ')})", ""]
    for one in case.said:
        lines += [f"Customer: {one.customer}", *(f"Agent (asks to wait): {text}" for text in one.held)]
        lines += [f"Agent, reply {one.exchange}: {one.reply}", ""]
    title = criterion.title if criterion else case.criterion
    lines.append(f"Mark reply {case.said[-1].exchange} for: {title} ({case.rubric}/{case.criterion})")
    if criterion is not None:
        lines += [f"  {points}: {text}" for points, text in enumerate(criterion.anchors)]
    return _shown("\n".join(lines))


def _shown(text: str) -> str:
    from simulator.shown import shown

    return shown(text)


def _asked(answers: TextIO, question: str, most: int) -> str | None:
    """A mark as it was typed; None where the answer is empty. EOFError: the input ended."""
    while said := _line(answers, question):
        if said.casefold() == NOTHING or (said.isdecimal() and int(said) <= most):
            return said.casefold()
        click.echo(f"Please write a number from 0 to {most}, or {NOTHING}.")
    return None


def _value(mark: str) -> int | None:
    return None if mark == NOTHING else int(mark)


def _line(answers: TextIO, question: str) -> str:
    """An answer as it was typed, empty where only Enter was. EOFError: the input ended."""
    click.echo(question, nl=False)
    said = answers.readline()
    if not said.endswith("\n"):
        click.echo()
    if not said:
        raise EOFError
    return said.strip()
