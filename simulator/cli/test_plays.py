"""``simulator test``: the golden plays of scenarios, run as tests are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.authoring.suite import Result

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(name="test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Name every play; show failed ones reply by reply.")
@click.option("--junit", type=FILE, help="Write the results as JUnit XML, too.")
@click.option("--update", is_flag=True, help="Change expectations to what came out, after asking.")
@click.option("--yes", is_flag=True, help="With --update: don't ask.")
@click.option("--library", type=FOLDER, multiple=True, help="Your own folder.")
def test_plays(
    paths: tuple[Path, ...], *, verbose: bool, junit: Path | None, update: bool, yes: bool, library: tuple[Path, ...]
) -> None:
    """Run the golden plays of scenarios: of files and folders, or of the whole library.

    Exit code 1: a play came out otherwise than written, or a scenario can't be loaded.
    """
    from simulator.authoring.material import gather
    from simulator.authoring.suite import run
    from simulator.cli.telling_plays import tell_failure, tell_sum

    materials = gather(paths, library)
    tests = _shown(run(materials), verbose=verbose)
    for test in tests:
        if not test.passed:
            click.echo(f"\n{tell_failure(test, verbose=verbose)}")
    click.echo(f"\n{tell_sum(tests)}")
    if junit is not None:
        from simulator.authoring.junit import as_junit
        from simulator.cli.streams import save

        save(junit, as_junit(tests))
    failed = [test for test in tests if not test.passed]
    files = {item.path.absolute(): item.path for material in materials for item in material.of("scenario")}
    if update and failed:
        failed = _update(failed, list(files.values()), yes=yes)
    sys.exit(1 if failed else 0)


def _shown(running: Iterable[Result], *, verbose: bool) -> list[Result]:
    """The tests, each told as soon as it is done: a dot for one that passed, or a line of its own."""
    from simulator.cli.telling_plays import tell_test

    tests: list[Result] = []
    for test in running:
        if verbose:
            click.echo(tell_test(test))
        else:
            if not tests or tests[-1].file != test.file:
                click.echo(f"{chr(10) if tests else ''}{test.file} ", nl=False)
            click.echo("." if test.passed else "E" if test.error else "F", nl=False)
        tests.append(test)
    if tests and not verbose:
        click.echo("")
    return tests


def _update(failed: Sequence[Result], paths: Sequence[Path], *, yes: bool) -> list[Result]:
    """Change expectations file by file; gives the tests whose expectations stay wrong."""
    from simulator.authoring.expectations import update_of, updated
    from simulator.cli.streams import save
    from simulator.cli.telling_plays import tell_edits
    from simulator.content.source import read_source, shown_path

    rest: list[Result] = []
    for path in paths:
        mine = [test for test in failed if test.file == shown_path(path)]
        change = update_of(path, [test for test in mine if test.differences]) if mine else None
        if change is None:
            continue
        for line in change.left:
            click.echo(line, err=True)
        kept = [test for test in mine if test.error or test.index in change.open]
        if change.edits:
            text = updated(change)
            click.echo(f"\n{tell_edits(read_source(path).text, text, change.file)}")
            if yes or _agreed(change.file):
                save(path, text)
            else:
                kept = mine
        rest += kept
    return rest


def _agreed(file: str) -> bool:
    from simulator.errors import UsageError

    if not sys.stdin.isatty():
        raise UsageError(f"{file}: nobody can be asked here; --yes changes it without asking.")
    return click.confirm(f"Change these expectations in {file}?")
