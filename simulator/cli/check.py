"""``simulator check``: what is wrong with scenarios, shops, voices, rubrics and pathways, before a trainee meets it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.authoring.checking import Report
    from simulator.authoring.material import Material

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "short", "json", "sarif", "github"]), default="text")
@click.option("--fix", is_flag=True, help="Mend what can be mended mechanically, and show it.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option("--no-plays", is_flag=True, help="Only read; play nothing.")
@click.option("--random", type=click.IntRange(0), default=25, show_default=True, help="Random plays of each scenario.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random plays.")
@click.option("--fresh", is_flag=True, help="Play scenarios again that haven't changed since the last check.")
@click.option("--library", type=FOLDER, multiple=True, help="Your own folder.")
def check(  # noqa: PLR0913 - each option of the command by its name
    paths: tuple[Path, ...],
    *,
    form: str,
    fix: bool,
    strict: bool,
    no_plays: bool,
    random: int,
    seed: int,
    fresh: bool,
    library: tuple[Path, ...],
) -> None:
    """Check files and folders, or the whole library without any: form, content, golden plays and random plays.

    Exit code 1: there are errors (with --strict: or warnings). `simulator explain CODE` says more about a finding.
    """
    from simulator.authoring.collecting import seldom

    seldom()
    from simulator.authoring.checking import Options
    from simulator.authoring.checking import check as look
    from simulator.authoring.material import gather
    from simulator.settings import data_dir

    materials = gather(paths, library)
    if fix:
        _mend(materials)
    options = Options(plays=not no_plays, random=0 if no_plays else random, seed=seed)
    kept = None if fresh else data_dir() / "checked.json"
    report = look(materials, options, kept)
    _tell(report, form)
    sys.exit(1 if report.errors or (strict and report.findings) else 0)


def _mend(materials: tuple[Material, ...]) -> None:
    from simulator.authoring.mending import mend
    from simulator.shown import shown

    for material in materials:
        for item in material.items:
            for change in mend(material.library, item):
                click.echo(shown(str(change)), err=True)


def _tell(report: Report, form: str) -> None:
    if form in {"json", "sarif"}:
        from simulator.authoring.formats import as_json, as_sarif
        from simulator.cli.streams import write_json

        write_json(as_json(report) if form == "json" else as_sarif(report))
        return
    if form == "github":
        from simulator.authoring.formats import as_github

        for line in as_github(report):
            click.echo(line)
    else:
        from simulator.cli.telling_findings import tell_finding

        for found in report.findings:
            click.echo(tell_finding(found, short=form == "short"))
            if form == "text":
                click.echo("")
    _sum_up(report)


def _sum_up(report: Report) -> None:
    from simulator.authoring.finding import counted

    named = {kind: "shared file" if kind == "shared" else kind for kind in report.looked_at}
    counts = report.looked_at.items()
    files = ", ".join(f"{number} {named[kind]}{'' if number == 1 else 's'}" for kind, number in counts)
    verdict = counted(report.findings)
    colour = "red" if report.errors else "yellow" if report.findings else "green"
    click.echo(f"{click.style(verdict, fg=colour, bold=True)} in {files}.", err=True)
