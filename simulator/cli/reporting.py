"""``simulator grade report``, and what every grading writes beside its lines: pages for people, tables for queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.batch.folder import Folder
    from simulator.batch.records import Refused
    from simulator.batch.report_links import Links

TEMPLATES = {"report.html": "grading.html.j2", "report.md": "grading.md.j2"}
"""The reports that are written, and their templates."""
LIBRARY = click.option(
    "--library", "libraries", multiple=True, type=click.Path(path_type=Path), help="Templates of your own."
)


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--link-template", metavar="URL", help="From a finding to its ticket: https://desk.example/tickets/{id}")
@LIBRARY
def report(folder: str, link_template: str | None, libraries: tuple[Path, ...]) -> None:
    """Write the report of the grading in DIR again: after a calibration, or with links to the tickets."""
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.report_links import links

    written = write_reports(Folder(path_of(folder)), links(link_template), libraries)
    click.echo("\n".join(written))


def write_reports(folder: Folder, to_desk: Links, libraries: Sequence[Path]) -> list[str]:
    """Write the reports of a finished grading into its folder; the files written.

    Raises:
        SimulatorError: no finished grading is there, or the folder can't be written.

    """
    from msgspec.structs import replace

    from simulator.batch.calibrated import calibrated
    from simulator.batch.outputs import manifest_of, tally_of
    from simulator.batch.refined_lines import refined_of
    from simulator.batch.report import build
    from simulator.batch.report_judge import judge_figures
    from simulator.batch.report_rubrics import used_rubrics
    from simulator.batch.review_items import Reviewable
    from simulator.batch.reviewing import NOTHING, journal
    from simulator.batch.settling import settle
    from simulator.cli.keeping import trend
    from simulator.library import Library
    from simulator.report.page import render
    from simulator.scenario.cards import cards
    from simulator.settings import data_dir

    library = Library(libraries)
    manifest = manifest_of(folder) or {}
    what = Reviewable(folder)
    reviewed = what.holding(journal(folder.root).entries()) if folder.local else NOTHING
    tally = settle(what, reviewed) if reviewed.judged else tally_of(folder)
    known = calibrated(data_dir()).of(used.hash for used in used_rubrics(manifest))
    found = build(tally, manifest, refused(folder), known, to_desk, cards(library)[0], reviewed, trend(folder))
    found = replace(found, judge=judge_figures(refined_of(folder), used_rubrics(manifest)))
    for name, template in TEMPLATES.items():
        folder.write(name, (render(template, library, report=found).encode("utf-8", "replace"),))
    return [str(folder.root / name) for name in TEMPLATES]


def write_all(folder: Folder, to_desk: Links, libraries: Sequence[Path], *, at_once: bool) -> tuple[list[str], str]:
    """Write the reports and the tables of a finished grading: the files written, and why there are no tables, if so.

    ``at_once``: where more than one core may be used; tables are written by a library that needs none of this one's.

    Raises:
        SimulatorError: no finished grading is there, or the folder can't be written.

    """
    if not at_once:
        return write_reports(folder, to_desk, libraries), write_tables(folder)
    with ThreadPoolExecutor(1) as beside:
        tables = beside.submit(write_tables, folder)
        return write_reports(folder, to_desk, libraries), tables.result()


def waiting(folder: Folder) -> int:
    """How many critical findings of a finished grading nobody has judged yet; none where a review can't be kept.

    Raises:
        SimulatorError: no finished grading is there.

    """
    from simulator.batch.review_items import Reviewable
    from simulator.batch.reviewing import SKIPPED, journal

    if not folder.local:
        return 0
    what = Reviewable(folder)
    reviewed = what.holding(journal(folder.root).entries())
    if not reviewed.findings:
        return sum(what.tally.rules.values())
    return sum(reviewed.verdict(found.place) in {"", SKIPPED} for found in what.findings)


def refused(folder: Folder) -> Iterator[Refused]:
    """What a grading could not read, line by line."""
    import msgspec

    from simulator.batch.records import Refused

    decoder = msgspec.json.Decoder(Refused)
    with (folder.root / "quarantine.jsonl").open("rb") as stream:
        for line in stream:
            yield decoder.decode(line)


def write_tables(folder: Folder) -> str:
    """Write the lines of a finished grading as tables too, where that can be done; else why not, in one line."""
    from simulator.batch.tables import MISSING, can_write, write
    from simulator.errors import SimulatorError

    if not can_write():
        return MISSING
    try:
        write(folder)
    except SimulatorError as error:  # the lines are there: a table too many or too few fails no grading
        return str(error)
    return ""
