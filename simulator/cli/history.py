"""``simulator history`` and ``simulator debrief``: what was practised, and any debrief again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.store.records import Summary


@click.command(name="history")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--open", "unfinished", is_flag=True, help="Unfinished conversations instead.")
@click.option("--gradings", is_flag=True, help="Gradings of real conversations instead.")
def history(*, as_json: bool, unfinished: bool, gradings: bool) -> None:
    """Show your conversations, the newest first."""
    if gradings:
        _gradings(as_json=as_json)
        return
    from simulator.archive import short
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.training import Workshop

    with Workshop() as workshop:
        found = workshop.open_attempts() if unfinished else workshop.attempts()
        every = [item.id for item in workshop.history.attempts()] if found and not as_json else []
    if as_json:
        write_json(found)
        return
    if not found:
        click.echo("Nothing here yet. Begin with: simulator practice", err=True)
        return
    click.echo(
        table(
            [
                [
                    short(item.id, every),
                    f"{item.started.astimezone():%Y-%m-%d %H:%M}",
                    f"{item.title or item.scenario}{_sort(item)}",
                    "Left open." if unfinished else _ended(item),
                ]
                for item in found
            ]
        )
    )


def _sort(item: Summary) -> str:
    if item.parent_exchange:
        return f" (again from reply {item.parent_exchange})"
    return " (exam)" if item.mode == "exam" else ""


def _ended(item: Summary) -> str:
    """How it ended; and plainly so where its language can't be scored."""
    from simulator.report.endings import UNANSWERED, ended_sentence

    if len(item.path) < 2 and item.ending is None:
        return UNANSWERED
    words = ended_sentence(item.ending, agreed=item.agreed)
    return f"{words}{' Not scored: no rubric judges its language.' if item.unscored else ''}"


def _gradings(*, as_json: bool) -> None:
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.training import Workshop

    with Workshop() as workshop:
        found = workshop.history.gradings()
    if as_json:
        write_json(found)
        return
    if not found:
        click.echo("No grading is kept here yet. Keep one with: simulator grade INPUT --out DIR --history", err=True)
        return
    head = ["kept", "shop", "conversations", "sample", "judged", "rubrics", "folder"]
    rows = [
        [
            f"{item.at.astimezone():%Y-%m-%d %H:%M}",
            item.shop or "-",
            str(item.counts.get("graded", 0)),
            item.sample,
            str(item.judgements),
            ", ".join(f"{name} {edition.version}" for name, edition in item.rubrics.items()),
            item.folder,
        ]
        for item in found
    ]
    click.echo(table([head, *rows]))


@click.command(name="debrief")
@click.argument("attempt")
@click.option("--details", is_flag=True, help="Every mark with your words, every movement of the curve.")
@click.option("--judge", type=click.Choice(["rules", "llm"]), default="rules", help="Let a model read it, too.")
@click.option("--coach", type=click.Choice(["rules", "llm"]), default="rules", help="Let a model word what to try.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def debrief(attempt: str, *, details: bool, judge: str, coach: str, as_json: bool, library: tuple[Path, ...]) -> None:
    """Show the debrief of ATTEMPT again (the beginning of its id is enough)."""
    from simulator.cli.coached import worded_anew
    from simulator.cli.debriefing import tell_debrief
    from simulator.cli.streams import write_json
    from simulator.cli.telling_people import tell_people
    from simulator.rereading import read_again, second_lines
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        found = workshop.debrief(attempt)
        totals = workshop.shows_totals()
        stored = workshop.attempt(found.attempt_id)
        if coach == "llm":
            found, said = worded_anew(workshop, stored, found)
            click.echo(said, err=True)
        if as_json and judge == "rules":
            write_json(found)
            return
        second = read_again(workshop, stored) if judge == "llm" else None
        if as_json:
            write_json({"debrief": found, "judge": second})
            return
        click.echo(tell_debrief(found, totals=totals, details=details))
        tell_people(workshop.history, stored, totals=totals)
        if second is not None:
            click.echo("\n" + "\n".join(second_lines(second, details=details)))
