"""``simulator gaps``: what trainees wrote that was not understood, and how a scenario learns it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.gaps import Gap


@click.command(name="gaps")
@click.argument("scenario", required=False)
@click.option("--shared", "of_others", is_flag=True, help="In what others share with you, instead of your own.")
@click.option(
    "--add", "example", metavar="SENTENCE", help="Add this sentence, or the one of that number, as an example."
)
@click.option("--to", "target", metavar="ID", help="With --add: the topic or resolution that it means.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def gaps(
    scenario: str | None,
    *,
    of_others: bool,
    example: str | None,
    target: str | None,
    as_json: bool,
    library: tuple[Path, ...],
) -> None:
    """List what was not understood in practice, by scenario; or with --add and --to teach SCENARIO a sentence.

    SCENARIO is an id, or with --add also a file. Personal data is masked; others' words only where they share them.
    Exit code 1: the example would not be recognised (it is not added), or a golden play no longer comes out as it must.
    """
    from simulator.errors import UsageError

    if example is not None and (scenario is None or target is None):
        raise UsageError("--add needs the SCENARIO, and --to with the id of one of its topics or resolutions.")
    if example is not None and scenario is not None and target is not None:
        if example.isdigit():
            example = _numbered(_found(scenario, of_others=of_others), int(example))
        _add(scenario, target, example, library)
        return
    found = _found(scenario, of_others=of_others)
    if as_json:
        from simulator.cli.streams import write_json

        write_json(found)
        return
    _tell(found)


def _found(scenario: str | None, *, of_others: bool) -> tuple[Gap, ...]:
    from simulator.authoring.gaps import own_gaps, shared_gaps
    from simulator.training import Workshop

    name = Path(scenario).stem if scenario and scenario.endswith((".yaml", ".yml")) else scenario
    with Workshop() as workshop:
        return (shared_gaps if of_others else own_gaps)(workshop.history, name)


def _numbered(found: tuple[Gap, ...], number: int) -> str:
    from simulator.errors import UsageError

    if not 1 <= number <= len(found):
        raise UsageError(f"There is no number {number}: `simulator gaps SCENARIO` lists {len(found)}.")
    return found[number - 1].text


def _tell(found: tuple[Gap, ...]) -> None:
    from simulator.authoring.gaps import KINDS
    from simulator.shown import shown

    if not found:
        click.echo("Everything was understood.", err=True)
        return
    heading = ("", "")
    for number, gap in enumerate(found, 1):
        if heading[0] != gap.scenario:
            click.echo(f"{chr(10) if number > 1 else ''}{gap.scenario}")
        if heading != (gap.scenario, gap.kind):
            click.echo(f"  {gap.kind}: {KINDS[gap.kind]}")
        heading = (gap.scenario, gap.kind)
        click.echo(shown(f"  {number:4} {gap.text}{f'  ({gap.times} times)' if gap.times > 1 else ''}"))
        for line in filter(None, _beside(gap)):
            click.echo(shown(f"         {line}"))
    click.echo(
        "\nsimulator gaps SCENARIO --add NUMBER --to ID adds a sentence to a topic or a resolution of yours "
        "(numbers as in `simulator gaps SCENARIO`).",
        err=True,
    )


def _beside(gap: Gap) -> Iterator[str]:
    """What stands below the words of one gap."""
    yield f"meant: {', '.join(gap.meant)}" if gap.meant else ""
    yield gap.note
    if gap.kind in {"unreal", "unanswered"}:
        yield f"the customer said: {gap.after}"
    if gap.kind == "unanswered":
        yield f"to answer it, write under topics:   {gap.topic}: what the customer says"


def _add(scenario: str, target: str, example: str, folders: tuple[Path, ...]) -> None:
    from simulator.authoring.explore_material import library_of
    from simulator.authoring.gap_adding import added
    from simulator.cli.streams import save

    library, name = library_of(scenario, folders)
    source = library.scenario_text(name)
    change = added(library, source, target, example)
    save(source.path, change.text)
    click.echo(f"{source.file}:{change.line}: {change.words!r} added to {target}.")
    for line in change.changes:
        click.echo(line)
    if not change.changes:
        click.echo(f"{change.plays} golden play{'' if change.plays == 1 else 's'} played again: nothing changed.")
    for play in change.failing:
        click.echo(f"{play}: it does not come out as it must any more: `simulator test {source.file} -v`")
    sys.exit(1 if change.failing else 0)
