"""``simulator report``: progress, teams, scenarios, real work beside practice, and causes, in several formats."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from simulator.report.document import Document
    from simulator.training import Workshop

F = TypeVar("F", bound=Callable[..., None])
NAMES = ("html", "md", "csv", "json", "pdf")


def _common(command: F) -> F:
    """The options that every report takes."""
    options = (
        click.option("--format", "form", type=click.Choice(NAMES), help="[by the ending of --out, else md]"),
        click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file. [prints it]"),
        click.option(
            "--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(name="report")
def report() -> None:
    """Write a report: as a page, Markdown, tables for spreadsheets, JSON, or PDF (docs/reports.md)."""


@report.command(name="trainee")
@click.argument("name", required=False)
@_common
def trainee(name: str | None, *, form: str | None, out: Path | None, library: tuple[Path, ...]) -> None:
    """Your progress; for trainers also NAME's, as far as it is shared."""

    def made(workshop: Workshop) -> Document:
        from simulator.reporting import own_report, shared_report

        return own_report(workshop) if name is None else shared_report(workshop, name)

    _write(made, form, out, library)


@report.command(name="team")
@click.argument("team", required=False)
@_common
def team(team: str | None, *, form: str | None, out: Path | None, library: tuple[Path, ...]) -> None:
    """Who needs what in TEAM, or among everybody whose practice is shared with you."""

    def made(workshop: Workshop) -> Document:
        from simulator.reporting import team_document

        return team_document(workshop, team)

    _write(made, form, out, library)


@report.command(name="scenario")
@click.argument("scenario")
@_common
def scenario(scenario: str, *, form: str | None, out: Path | None, library: tuple[Path, ...]) -> None:
    """How SCENARIO plays, where people fail in it, and whether it is too easy."""

    def made(workshop: Workshop) -> Document:
        from simulator.reporting import scenario_document

        return scenario_document(workshop, scenario)

    _write(made, form, out, library)


@report.command(name="qa")
@click.argument("folders", metavar="DIR [LATER]", nargs=-1, required=True)
@click.option("--practised", metavar="SCENARIO", default="", help="Agents who practised it beside those who didn't.")
@click.option("--reason", help="Only conversations that customers began for this reason, as late_or_lost.")
@click.option("--channel", help="Only conversations of this channel, as live_chat.")
@_common
def qa(
    folders: tuple[str, ...],
    *,
    practised: str,
    reason: str | None,
    channel: str | None,
    form: str | None,
    out: Path | None,
    library: tuple[Path, ...],
) -> None:
    """Real conversations beside practice, from the grading in DIR; with LATER, what moved between the two."""
    _at_most_two(folders)

    def made(workshop: Workshop) -> Document:
        from simulator.comparing_work import work_document

        return work_document(workshop, folders, scenario=practised, reason=reason, channel=channel)

    _write(made, form, out, library)


@report.command(name="complaints")
@click.argument("folders", metavar="DIR [LATER]", nargs=-1, required=True)
@_common
def complaints(folders: tuple[str, ...], *, form: str | None, out: Path | None, library: tuple[Path, ...]) -> None:
    """What customers came for in the grading in DIR, by frequency and anger, and what would have prevented it."""
    _at_most_two(folders)

    def made(workshop: Workshop) -> Document:
        from simulator.comparing_work import complaints_document

        return complaints_document(workshop, folders)

    _write(made, form, out, library)


def _at_most_two(folders: tuple[str, ...]) -> None:
    if len(folders) > 2:
        raise click.UsageError("Give one grading, or two: the earlier one first.")


def _write(made: Callable[[Workshop], Document], form: str | None, out: Path | None, library: tuple[Path, ...]) -> None:
    from simulator.errors import SimulatorError, UsageError
    from simulator.report.formats import FORMATS
    from simulator.training import Workshop

    chosen = form or (out.suffix.lstrip(".").lower() if out else "md") or "md"
    chosen = {"htm": "html", "markdown": "md"}.get(chosen, chosen)
    if chosen not in FORMATS:
        raise UsageError(f"no format goes with the ending of {out}: use --format {', '.join(NAMES)}")
    if chosen == "pdf" and out is None:
        raise UsageError("a PDF is not for a terminal: give a file with --out")
    with Workshop(folders=library) as workshop:
        content = FORMATS[chosen][0](made(workshop), workshop.library)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise SimulatorError(f"{out}: {error.strerror or error}") from None
    click.echo(f"The report is in {out}", err=True)
