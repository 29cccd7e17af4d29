"""What ``simulator new`` says about a file that it has written."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NEXT: dict[str, tuple[str, ...]] = {
    "scenario": (
        "simulator preview {file}",
        "simulator check {file}",
        "simulator practice --library {library} {name}",
    ),
    "policy": ("simulator check {file}", "simulator new scenario --library {library}"),
    "rubric": (
        "simulator check {file}",
        "simulator new card {name} --library {library}   (so that it counts in practice)",
    ),
    "card": ("simulator check {file}", "simulator practice --library {library}"),
    "pathway": ("simulator check {file}", "simulator pathway show {name} --library {library}"),
    "detector": (),
    "importer": (),
}
"""What one does next with a new file, by kind."""


def tell_checked(path: Path, folders: Sequence[Path]) -> None:
    """Check the file, and tell what was found."""
    from simulator.authoring.checking import Options, check
    from simulator.authoring.finding import counted
    from simulator.authoring.material import gather
    from simulator.cli.telling_findings import tell_finding

    report = check(gather((path,), folders), Options())
    for found in report.findings:
        click.echo(tell_finding(found, short=True), err=True)
    click.echo(f"Checked: {counted(report.findings)}.", err=True)


def tell_next(kind: str, path: Path) -> None:
    """Say which commands come next."""
    library = next((above.parent for above in path.parents if above.name in {"scenarios", "rubrics"}), path.parent)
    lines = [
        line.format(file=shlex.quote(str(path)), library=shlex.quote(str(library)), name=path.stem)
        for line in NEXT[kind]
    ]
    if lines:
        click.echo("\n".join(["What comes next:", *(f"  {line}" for line in lines)]), err=True)
    else:
        click.echo("Its first lines say how to install it.", err=True)
