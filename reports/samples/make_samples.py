"""Grades the made-up conversations beside this file, and writes what is said of them anew."""  # noqa: INP001

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from simulator.batch.calibrated import Calibrated
from simulator.batch.folder import Folder
from simulator.batch.outputs import manifest_of, tally_of
from simulator.batch.report import Report, build
from simulator.batch.report_links import links
from simulator.batch.running import Workers
from simulator.batch.terms import Job
from simulator.batch.whole import Input, grade_all, plan
from simulator.cli.grade import RUBRICS
from simulator.cli.reporting import TEMPLATES, refused
from simulator.library import Library
from simulator.report.page import render
from simulator.scenario.cards import cards
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

HERE = Path(__file__).parent
INPUT = HERE / "tiller-row.jsonl"
DESK = "https://desk.example/tickets/{id}"
KEY = b"for the samples alone"


def sample(room: Path) -> Report:
    """The report of the made-up conversations, graded into a folder."""
    library = Library()
    texts = tuple(library.rubric_text(name) for name in RUBRICS)
    job = Job(tuple((text.text, text.file) for text in texts), KEY)
    items, folder = Input([Source(INPUT)], Mapping()), Folder(room)
    folder.make()
    tally = grade_all(items, plan(items, job, 1), job, 1, folder, Workers(), lambda _: None, [INPUT.name])
    assert tally == tally_of(folder)  # noqa: S101 - what is written is what was counted
    known = cards(library)[0]
    return build(tally, manifest_of(folder) or {}, refused(folder), Calibrated(), links(DESK), known)


def main() -> None:
    """Write the report's figures and its pages."""
    with TemporaryDirectory() as room:
        found = sample(Path(room))
    (HERE / "figures.json").write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    for name, template in TEMPLATES.items():
        (HERE / name).write_text(render(template, Library(), report=found), "utf-8")
    sys.stdout.write(f"{found.graded} conversations graded; {', '.join(TEMPLATES)} written\n")


if __name__ == "__main__":
    main()
