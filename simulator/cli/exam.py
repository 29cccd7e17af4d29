"""``simulator exam`` and ``certificate``: a conversation that the trainer sees, and what it says of somebody."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(name="exam")
@click.argument("scenario")
@click.option("--plain", is_flag=True, help="Plain text: for screen readers and pipes.")
@click.option(
    "--pass-mark",
    type=click.FloatRange(1, 100),
    default=None,
    help="The score that passes; left out: the trainer's, the pathway's, or 75.",
)
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def exam(scenario: str, *, plain: bool, pass_mark: float | None, library: tuple[Path, ...]) -> None:
    """Take an exam with SCENARIO: no hints, no second try, the same words for everybody; a trainer sees it."""
    from simulator.cli.practice import on_a_terminal
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        if plain or not on_a_terminal():
            from simulator.cli.plain import converse

            practice = workshop.take_exam(scenario, pass_mark=pass_mark)
            converse(practice, workshop)
            if not practice.stopped:
                click.echo(f"Certificate: simulator certificate {practice.attempt_id}")
            return
        from simulator.exam import Planned, alone_at
        from simulator.tui.app import run

        found = workshop.scenario(scenario)
        terms = workshop.terms(scenario, pass_mark)
        sys.exit(run(workshop, Planned(scenario, found.title, terms, found.warnings, alone_at(workshop))))


@click.command(name="certificate")
@click.argument("attempt")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a page (.html) or a text (.txt).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def certificate(attempt: str, *, out: Path | None, as_json: bool) -> None:
    """Print what the exam ATTEMPT shows and what it doesn't (the beginning of its id is enough).

    Trainers and QA leads print those of the people whose exams they may see: give the whole id (simulator shared).
    """
    from simulator.cli.streams import save, write_json
    from simulator.errors import UsageError
    from simulator.report.certificate import as_page, as_text
    from simulator.training import Workshop

    if out is not None and out.suffix not in {".html", ".txt"}:
        raise UsageError(f"{out}: a certificate is written as .html or as .txt.")
    with Workshop() as workshop:
        found = workshop.examined(attempt)
        if as_json:
            write_json(found)
        elif out is None:
            click.echo(as_text(found))
        else:
            save(out, as_page(found, workshop.library) if out.suffix == ".html" else as_text(found))
            click.echo(f"Written: {out}", err=True)
