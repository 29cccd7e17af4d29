"""``simulator new``: new scenarios, shops, rubrics, pathways and plug-ins, from questions or from templates."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.library import Library

FILE = click.Path(path_type=Path, dir_okay=False)
OUT = click.option("--out", type=FILE, help="The file to write; left out: its place in a library in this folder.")
LIBRARY = click.option(
    "--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder."
)


@click.group(name="new")
def new() -> None:
    """Begin a scenario, a shop's policy, a rubric, a card, a pathway, or a plug-in (docs/first-scenario.md)."""


@new.command()
@click.argument("name", required=False)
@OUT
@click.option("--answers", type=FILE, help="Take the answers to the questions from a file, a line each (key: answer).")
@click.option(
    "--from-transcript",
    "talk",
    multiple=True,
    metavar="FILE[#ID]",
    help="Draft it from a real conversation of an export; several times for files that belong together.",
)
@click.option("--map", "map_file", type=FILE, help="With --from-transcript: who is who, which column is which (YAML).")
@click.option("--from", "idea", metavar="IDEA", help='Have a model draft it: --from "a two-line idea".')
@click.option(
    "--shop", help="With --from-transcript: the shop (nordhem). With --from: the shop, else the model's choice."
)
@LIBRARY
def scenario(
    name: str | None,
    *,
    out: Path | None,
    answers: Path | None,
    talk: tuple[str, ...],
    map_file: Path | None,
    idea: str | None,
    shop: str | None,
    library: tuple[Path, ...],
) -> None:
    """Begin a scenario: by questions, from a real conversation, from an idea, or with NAME from a template.

    Without NAME it asks a dozen questions and writes a scenario that can be played. A real conversation is redacted
    first; what is guessed is said in the file. What a model drafts is written only if it passes the check.
    """
    if idea is not None:
        _one_way(talk, answers)
        from simulator.cli.new_idea import from_words

        from_words(idea, name, out, shop, library)
    elif talk:
        from simulator.cli.new_talk import from_files

        from_files(talk, name, out, map_file, shop or "nordhem", library)
    elif answers is not None or (name is None and sys.stdin.isatty()):
        _asked(name, out, answers, library)
    elif name is None and out is None:
        from simulator.errors import UsageError

        raise UsageError("Nobody can be asked here: give a NAME for a template, or --answers FILE.")
    else:
        _template("scenario", name, out, library)


def _one_way(talk: tuple[str, ...], answers: Path | None) -> None:
    from simulator.errors import UsageError

    if talk or answers is not None:
        raise UsageError("--from, --from-transcript and --answers each begin a scenario: give one of them.")


@new.command()
@click.argument("name", required=False)
@OUT
@click.option("--from", "markdown", type=FILE, help="Take the policies from a text in Markdown.")
@click.option(
    "--macros", type=FILE, help="Take the prepared answers from a table (CSV) with a title and a text column."
)
@LIBRARY
def policy(
    name: str | None, *, out: Path | None, markdown: Path | None, macros: Path | None, library: tuple[Path, ...]
) -> None:
    """Begin a shop: what it promises, and who may promise it; from a template, or from texts that you have."""
    if markdown is None and macros is None:
        _template("policy", name, out, library)
        return
    from simulator.cli.new_policy import from_texts

    from_texts(name, out, markdown, macros, library)


def _from_template(kind: str, about: str) -> None:
    @new.command(name=kind, help=about)
    @click.argument("name", required=False)
    @OUT
    @LIBRARY
    def begin(name: str | None, *, out: Path | None, library: tuple[Path, ...]) -> None:
        _template(kind, name, out, library)


for _kind, _about in {
    "rubric": "Begin a rubric: what replies are marked by.",
    "pathway": "Begin a pathway: scenarios in an order that makes sense.",
    "detector": "Begin a detector: a plug-in that finds more in replies.",
    "importer": "Begin an importer: a plug-in that reads another system's exports.",
}.items():
    _from_template(_kind, _about)


@new.command()
@click.argument("rubrics", nargs=-1, metavar="RUBRIC...")
@OUT
@LIBRARY
def card(rubrics: tuple[str, ...], *, out: Path | None, library: tuple[Path, ...]) -> None:
    """Begin a card: the one that practice is scored by, with each RUBRIC of your own added to it."""
    from simulator.authoring.card_draft import card_with
    from simulator.authoring.material import library_at
    from simulator.authoring.template import place

    path = place("card", "practice", out)
    draft = card_with(rubrics, library_at(path, library))
    write("card", path, lambda _: draft.text, library)


def _template(kind: str, name: str | None, out: Path | None, folders: tuple[Path, ...]) -> None:
    from simulator.authoring.template import filled, place

    path = place(kind, name or (out.stem if out else f"my-{kind}"), out)
    write(kind, path, lambda _: filled(kind, path.stem), folders)


def _asked(name: str | None, out: Path | None, answers: Path | None, folders: tuple[Path, ...]) -> None:
    """A scenario from answers: those in a file, or those that a person gives now."""
    from simulator.authoring.draft import named
    from simulator.authoring.draft_answers import drafted
    from simulator.authoring.draft_plays import proved
    from simulator.authoring.material import library_at
    from simulator.authoring.questions import read_answers
    from simulator.authoring.template import place
    from simulator.cli.new_asking import ask
    from simulator.content.source import read_source

    library = library_at(out or Path("scenarios") / "new.yaml", folders)
    given = read_answers(read_source(answers), library) if answers else ask(library)
    path = place("scenario", name or free_name(named(given["title"]), library), out)
    draft = drafted(given, path.stem, library, datetime.now().astimezone().date())
    click.echo("Playing it, to write the plays that prove it ...", err=True)
    write("scenario", path, lambda found: proved(draft, found, path).text, folders)


def free_name(name: str, library: Library) -> str:
    """The name, with a number where a scenario has it already."""
    known = library.scenario_ids()
    return next(each for n in range(1, 1000) if (each := name if n == 1 else f"{name}-{n}") not in known)


def write(kind: str, path: Path, text: Callable[[Library], str], folders: tuple[Path, ...]) -> None:
    """Write the file, check it where it can be checked, and say what comes next."""
    from simulator.authoring.material import library_at
    from simulator.cli.new_telling import tell_checked, tell_next
    from simulator.cli.streams import save

    made(path.parent)
    save(path, text(library_at(path, folders)))
    click.echo(f"{path} written.", err=True)
    if path.suffix == ".yaml":
        tell_checked(path, folders)
    tell_next(kind, path)


def made(folder: Path) -> None:
    """Make a folder, where it isn't there.

    Raises:
        UsageError: it can't be made.

    """
    from simulator.errors import UsageError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: the folder can't be made: {error.strerror}") from error
