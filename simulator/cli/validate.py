"""``simulator validate``: how well the signals agree with people, on labelled sets; and the worst misses."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(name="validate")
@click.argument("data_dir", type=click.Path(path_type=Path, file_okay=False))
@click.option("--set", "sets", multiple=True, metavar="NAME", help="Only this set; may be given several times.")
@click.option("--json", "json_file", type=FILE, help="Write the figures to FILE, too.")
@click.option("--markdown", "markdown_file", type=FILE, help="Write Markdown to FILE, or between the marks in it.")
@click.option("--errors", "signal", metavar="SIGNAL", help="Show the worst misses of SIGNAL instead of the table.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Misses of each direction.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option("--bootstrap", type=click.IntRange(1), default=500, show_default=True, help="Samples for the intervals.")
def validate(
    data_dir: Path,
    *,
    sets: tuple[str, ...],
    json_file: Path | None,
    markdown_file: Path | None,
    signal: str | None,
    limit: int,
    jobs: int,
    bootstrap: int,
) -> None:
    """Compare the signals with the labels of the sets in DATA_DIR (docs/validity.md), offline."""
    if signal is not None:
        if json_file is not None:
            raise click.UsageError("--json holds the table; misses are written with --markdown")
        _errors(data_dir, signal, sets, markdown_file, limit, jobs)
        return
    import msgspec

    from simulator.cli.columns import table as columns
    from simulator.cli.streams import save
    from simulator.validity.table import markdown, measure, placed

    document = _document(markdown_file)
    found = measure(data_dir, sets, jobs=jobs, bootstrap=bootstrap, tell=lambda name: click.echo(name, err=True))
    if json_file is not None:
        save(json_file, msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    if markdown_file is not None:
        save(markdown_file, placed(document, found))
    lines = markdown(found).splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    click.echo(columns([rows[0], *rows[2:]]))
    for name in found.missing:
        click.echo(f"simulator: {name}: not in {data_dir}, so it was not measured", err=True)


def _document(path: Path | None) -> str:
    """What stands in the Markdown file already; read first, so that nothing is measured in vain."""
    from simulator.errors import UsageError

    if path is None or not path.is_file():
        return ""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: it can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is no text in UTF-8") from error


def _errors(
    folder: Path, signal: str, sets: tuple[str, ...], markdown_file: Path | None, limit: int, jobs: int
) -> None:
    import sys

    from simulator.cli.streams import save
    from simulator.validity.misses import markdown, misses, tell

    found = misses(folder, signal, sets, limit=limit, jobs=jobs)
    if markdown_file is not None:
        save(markdown_file, markdown(found))
    elif sys.stdout.isatty():
        click.echo_via_pager(tell(found))
    else:
        click.echo(tell(found))
