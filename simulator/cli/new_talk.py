"""``simulator new scenario --from-transcript``: a real conversation, redacted, as the draft of a scenario."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


def from_files(
    given: Sequence[str],
    name: str | None,
    out: Path | None,
    map_file: Path | None,
    shop: str,
    folders: tuple[Path, ...],
) -> None:
    """Draft a scenario from ``FILE#ID`` and the files that belong to it, write it, check it, and say what fits."""
    from simulator.authoring.draft import named
    from simulator.authoring.from_transcript import from_talk
    from simulator.authoring.material import library_at
    from simulator.authoring.real_talk import find_talk, real_talk
    from simulator.authoring.template import place
    from simulator.batch.secret import pseudonym_key
    from simulator.cli.new import free_name, write
    from simulator.cli.transcripts import mapping_of
    from simulator.settings import data_dir
    from simulator.transcripts.source import Source

    files, wanted = _parted(given)
    transcript = find_talk([Source(path) for path in files], wanted, mapping_of(map_file))
    talk = real_talk(transcript, pseudonym_key(data_dir()))
    library = library_at(out or Path("scenarios") / "new.yaml", folders)
    path = place("scenario", name or free_name(named(talk.subject or "real-conversation"), library), out)
    drafted = from_talk(talk, path, library, shop, datetime.now().astimezone().date())
    write("scenario", path, lambda _: drafted.draft.text, folders)
    found = drafted.fitted
    if found.error is not None:
        click.echo(
            f"Persona {found.preset}: {found.error:.0f} points (of 100) from the anger that showed, on average, "
            f"over {found.exchanges} replies.",
            err=True,
        )
    click.echo("Read every line of it before anybody else does: rules find most personal data, not all.", err=True)


def _parted(given: Sequence[str]) -> tuple[list[Path], str]:
    """The files, and the id that one of them carries; a file whose own name has a # is taken as it is."""
    files: list[Path] = []
    wanted = ""
    for text in given:
        file, mark, name = text.rpartition("#")
        if mark and not Path(text).exists():
            files.append(Path(file))
            wanted = name or wanted
        else:
            files.append(Path(text))
    return files, wanted
