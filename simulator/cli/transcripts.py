"""``simulator transcripts``: what exports of other systems hold, and the same as the project's own JSON Lines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.conversation import Transcript
    from simulator.transcripts.mapping import Mapping

FILES = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
MAP = click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="Who is who, which column is which (YAML)."
)


@click.group()
def transcripts() -> None:
    """Look at exports of help desks, chats, mails and calls, and convert them."""


@transcripts.command()
@FILES
@MAP
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def inspect(ctx: click.Context, files: tuple[Path, ...], map_file: Path | None, *, as_json: bool) -> None:
    """Say what FILEs are, what they hold, who the agents are, and what a mapping must say yet.

    Several files are of one export, such as tickets, comments and users. Exit code 2: no system was recognised.
    """
    from simulator.cli.streams import write_json
    from simulator.cli.telling_transcripts import tell_inspection
    from simulator.errors import UsageError
    from simulator.transcripts.inspection import Inspection, inspect_files
    from simulator.transcripts.source import Source

    mapping = mapping_of(map_file)
    try:
        found = inspect_files([Source(path) for path in files], mapping)
    except UsageError as error:
        if not as_json:
            raise
        found = Inspection(None, reason=str(error))
    if as_json:
        write_json(found.for_machines())
    else:
        click.echo(tell_inspection(found, [path.name for path in files]))
    ctx.exit(0 if found.system else 2)


@transcripts.command()
@FILES
@MAP
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The .jsonl file to write.")
@click.option("--keep-personal-data", is_flag=True, help="Write names, addresses and numbers as they are.")
def convert(files: tuple[Path, ...], map_file: Path | None, out: Path, *, keep_personal_data: bool) -> None:
    """Write the conversations of FILEs as JSON Lines of this program (docs/transcripts.md)."""
    from simulator.errors import SimulatorError, UsageError
    from simulator.transcripts.building import State
    from simulator.transcripts.conversion import convert_files
    from simulator.transcripts.source import Source

    mapping = mapping_of(map_file)
    mask = None if keep_personal_data else _mask()
    if out.exists():
        raise UsageError(f"{out} exists already: choose another name, or remove it")
    torn = out.with_name(f"{out.name}.part")
    try:
        with torn.open("wb") as stream:
            done = convert_files([Source(path) for path in files], mapping, stream, mask=mask)
        os.replace(torn, out)  # noqa: PTH105 - the one call that replaces in one step everywhere
    except OSError as error:
        raise SimulatorError(f"{out}: {error.strerror or error}") from None
    finally:
        torn.unlink(missing_ok=True)
    for line in done.unused:
        click.echo(f"simulator: {_clean(line)}", err=True)
    for each in done.examples:
        click.echo(f"simulator: quarantined: {_clean(f'{each.file}, {each.position}: {each.reason}')}", err=True)
    states = done.states
    click.echo(
        f"{done.read} read = {states[State.READY]} ready + {states[State.WAITING]} that need a mapping + "
        f"{states[State.EMPTY]} with nothing to grade + {done.quarantined} quarantined; "
        f"{done.written} written to {_clean(str(out))}",
        err=True,
    )


def mapping_of(path: Path | None) -> Mapping:
    """The mapping in a file; an empty one without."""
    from simulator.transcripts.mapping import Mapping, read_mapping

    return read_mapping(path) if path else Mapping()


def _mask() -> Callable[[Transcript], Transcript]:
    from simulator.batch.secret import pseudonym_key
    from simulator.settings import data_dir
    from simulator.transcripts.masking import masked

    key = pseudonym_key(data_dir())
    return lambda transcript: masked(transcript, key)


def _clean(text: str) -> str:
    from simulator.shown import shown

    return shown(" ".join(text.split()))
