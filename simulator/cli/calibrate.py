"""``simulator calibrate``: how far the software's marks agree with people's, and people with each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.days import day

if TYPE_CHECKING:
    from simulator.batch.calibration import Calibration, Item
    from simulator.batch.calibration_log import Entry
    from simulator.batch.graded_marks import Marked
    from simulator.batch.hand_grades import HandGrades
    from simulator.batch.report_rubrics import Used

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(name="calibrate")
@click.option("--human", required=True, type=FILE, metavar="CSV", help="The hand grades.")
@click.option("--grading", metavar="DIR", help="The grading that they are compared with; without one, people alone.")
@click.option("--scale", metavar="LOW-HIGH", default="0-4", show_default=True, help="Of the marks: 1-5, 0-100, yes-no.")
@click.option("--json", "json_file", type=FILE, metavar="FILE", help="Write the figures as JSON, too.")
@click.option("--markdown", "markdown_file", type=FILE, metavar="FILE", help="Write the tables as Markdown, too.")
@click.option("--no-keep", is_flag=True, help="Only show the figures: keep nothing.")
@click.option("--author", metavar="NAME", help="Who calibrates. [your name in the settings]")
@click.option("--date", callback=day, metavar="YYYY-MM-DD", help="When they were graded. [today]")
@click.option("--bootstrap", type=click.IntRange(1), default=500, show_default=True, help="Samples for the intervals.")
def calibrate(human: Path, grading: str | None, scale: str, **options: Any) -> None:
    """Compare hand grades (a table: conversation, criterion, mark, grader) with the marks of a grading.

    From 50 items on that two people graded, a criterion is calibrated, and reports show its figures by agent.
    """
    from simulator.batch.calibration import calibrate as measured
    from simulator.batch.calibration import items_of
    from simulator.batch.calibration_log import journal, together
    from simulator.batch.graded_marks import Marked
    from simulator.batch.hand_grades import parse_scale, read_hand_grades
    from simulator.settings import data_dir

    rubrics = _rubrics(grading)
    grades = read_hand_grades(human, lambda name: _key(name, rubrics), parse_scale(scale))
    asked = {grade.conversation for grade in grades.grades}
    marked = _marks(grading, asked) if grading else Marked({}, frozenset(asked))
    items = items_of((item for item in grades.grades if item.conversation in marked.found), marked.marks)
    hashes = {rubric.hash for rubric in rubrics}
    before = [entry.items for entry in journal(data_dir()).entries() if entry.hash in hashes]
    ever = together([*before, items])
    found = measured(items, ever, sorted(asked - marked.found), samples=options["bootstrap"], tell=_tell)
    titles = {f"{rubric.id}/{item.id}": item.title for rubric in rubrics for item in rubric.criteria}
    if grading and not options["no_keep"]:
        _keep(items, found, rubrics, options)
    _write(found, titles, options)
    _remark(grades, found, grading)


def _rubrics(grading: str | None) -> tuple[Used, ...]:
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.outputs import manifest_of
    from simulator.batch.report_rubrics import used_rubrics
    from simulator.errors import UsageError

    if grading is None:
        return ()
    manifest = manifest_of(Folder(path_of(grading)))
    if manifest is None:
        raise UsageError(f"{grading}: no finished grading is here; run 'simulator grade' first")
    return used_rubrics(manifest)


def _key(name: str, rubrics: tuple[Used, ...]) -> str:
    from simulator.batch.graded_marks import key_of

    if rubrics:
        return key_of(name, rubrics)
    if not name:
        raise ValueError("it is empty")
    return name


def _marks(grading: str, asked: set[str]) -> Marked:
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.graded_marks import marks_of
    from simulator.errors import UsageError
    from simulator.shown import one_line

    marked = marks_of(Folder(path_of(grading)), asked)
    if not marked.found:
        example = one_line(min(asked), 40)
        raise UsageError(
            f"none of the {len(asked)} conversations is in {grading}, where ids are written as {example!r}?"
        )
    return marked


def _keep(items: tuple[Item, ...], found: Calibration, rubrics: tuple[Used, ...], options: dict[str, Any]) -> None:
    from datetime import UTC, datetime

    from simulator.batch.calibration_log import Entry, keep
    from simulator.cli.authors import author
    from simulator.settings import data_dir

    day = options["date"] or datetime.now(UTC)
    entries: list[Entry] = []
    for rubric in rubrics:
        start = f"{rubric.id}/"
        own = tuple(item for item in items if item.criterion.startswith(start))
        fits = {item.criterion: item.fit for item in found.criteria if item.fit and item.criterion.startswith(start)}
        if own:
            by = author(options["author"])
            entries.append(Entry(f"{day:%Y-%m-%d}", by, rubric.id, rubric.version, rubric.hash, own, fits))
    keep(data_dir(), entries)


def _write(found: Calibration, titles: dict[str, str], options: dict[str, Any]) -> None:
    import msgspec

    from simulator.batch.calibration_table import markdown
    from simulator.cli.columns import table
    from simulator.cli.streams import save

    text = markdown(found, titles)
    if options["json_file"]:
        save(options["json_file"], msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    if options["markdown_file"]:
        save(options["markdown_file"], text)
    block: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            block += [] if line.startswith("|--") else [cells]
            continue
        if block:
            click.echo(table(block))
            block = []
        click.echo(line)


def _remark(grades: HandGrades, found: Calibration, grading: str | None) -> None:
    from simulator.shown import one_line

    if found.unknown:
        few = ", ".join(one_line(name, 40) for name in found.unknown[:3])
        rest = ", ..." if len(found.unknown) > 3 else ""
        said = f"{len(found.unknown)} of the conversations are not in {grading}, or more than once: {few}{rest}"
        click.echo(f"simulator: {said}", err=True)
    for said in grades.skipped.told:
        click.echo(f"simulator: {said}", err=True)


def _tell(name: str) -> None:
    if sys.stderr.isatty():
        from simulator.shown import one_line

        click.echo(f"measuring {one_line(name, 60)}", err=True)
