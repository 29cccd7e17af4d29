"""``simulator grade review``: people judge a grading's findings, and mark conversations of their own."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.batch.folder import Folder
    from simulator.batch.journal import Journal
    from simulator.batch.review_desk import Desk
    from simulator.batch.reviewing import Judgement

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(name="review")
@click.argument("folder", metavar="DIR")
@click.option("--blind", is_flag=True, help="Mark the random sample without seeing anything of the software's.")
@click.option("--author", metavar="NAME", help="Who judges. [your name in the settings, or your login]")
@click.option("--export", type=FILE, metavar="CSV", help="Only write all marks as a table, for calibrate.")
def review(folder: str, *, blind: bool, author: str | None, export: Path | None) -> None:
    """Review the grading in DIR: confirm or reject its critical findings, then mark the random sample.

    Every judgement is kept at once in DIR/review.jsonl, which only grows. 'simulator grade report DIR' then writes the
    report with what was confirmed.
    """
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.review_items import Reviewable
    from simulator.batch.reviewing import hand_grades, journal
    from simulator.errors import UsageError

    place = Folder(path_of(folder))
    if not place.local:
        raise UsageError(f"{folder}: judgements are kept beside the grading, in a local folder; copy it here first")
    log = journal(place.root)
    if export is not None:
        count = write_table(export, hand_grades(Reviewable(place).holding(log.entries())))
        click.echo(f"{count} marks are in {export}", err=True)
        return
    _judge(place, log, author, blind=blind)


def _judge(place: Folder, log: Journal[Judgement], author: str | None, *, blind: bool) -> None:
    from simulator.batch.review_desk import Desk
    from simulator.batch.review_items import Reviewable
    from simulator.cli import authors
    from simulator.errors import UsageError
    from simulator.settings import load_settings

    what = Reviewable(place)
    desk = Desk(what, log, authors.author(author), blind=blind)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("a review needs a terminal; --export writes the marks as a table without one")
    from simulator.report.said import plural
    from simulator.tui.review_app import ReviewApp

    ReviewApp(desk, load_settings().theme).run()
    click.echo(f"{plural(desk.kept, 'judgement')} kept in {log.path}", err=True)
    if not blind:
        _tell_precision(desk)


def _tell_precision(desk: Desk) -> None:
    from simulator.shown import shown
    from simulator.tui.naming import capital
    from simulator.tui.review_card import precision_words

    rules = {found.candidate.rule: found.candidate.title for found in desk.what.findings}
    for rule, title in rules.items():
        click.echo(shown(f"{capital(title)}: {precision_words(desk.precision(rule))}"), err=True)


def write_table(path: Path, rows: Iterable[tuple[str, ...]]) -> int:
    """Write a table that no spreadsheet takes for formulas; how many rows there are under its header."""
    from simulator.cli.streams import save

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    count = -1
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in set("=+-@") else cell for cell in row])
        count += 1
    save(path, text.getvalue())
    return count
