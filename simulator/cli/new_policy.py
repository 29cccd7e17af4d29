"""``simulator new policy --from FILE.md --macros FILE.csv``: a shop from the texts that it has."""

from __future__ import annotations

from pathlib import Path

import click


def from_texts(
    name: str | None, out: Path | None, markdown: Path | None, macros: Path | None, folders: tuple[Path, ...]
) -> None:
    """Write a shop's file from Markdown, from a table of prepared answers, or from both."""
    from simulator.authoring.draft import named
    from simulator.authoring.macro_import import macros_from
    from simulator.authoring.policy_import import policy_from
    from simulator.authoring.template import place
    from simulator.cli.new import write
    from simulator.content.source import read_source
    from simulator.errors import UsageError
    from simulator.library import Library
    from simulator.scenario.shared import load_shared

    if markdown is None:
        raise UsageError(
            "--macros needs --from FILE.md: a shop has policies, too. For a shop that is there, add them by hand."
        )
    path = place("policy", name or named(markdown.stem), out)
    text = read_source(markdown).text
    answers = macros_from(read_source(macros).text, str(macros)) if macros else ()
    titles = {family: row.title for family, row in load_shared(Library(folders)).families.items()}
    draft = policy_from(text, path.stem, titles, answers)
    write("policy", path, lambda _: draft.text, folders)
    for guessed in ("hours", "authority"):
        if guessed in draft.comments:
            click.echo(f"{guessed}: {draft.comments[guessed]}", err=True)
    click.echo("Compare the file with your text before anybody practises.", err=True)
