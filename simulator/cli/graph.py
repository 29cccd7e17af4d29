"""``simulator graph``: a scenario as a picture, or as text that other programs draw."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="graph")
@click.argument("scenario")
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "svg"]),
    help="Text for Mermaid, or a picture. Without it: what the name in --out says, else mermaid.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def graph(scenario: str, *, form: str | None, out: Path | None, library: tuple[Path, ...]) -> None:
    """Draw SCENARIO as people think of it: what can be asked and proposed, what it tells and needs, how it ends."""
    from simulator.authoring.explore_material import scenario_of
    from simulator.authoring.graph import graph as drawn
    from simulator.cli.streams import save
    from simulator.scenario.shared import load_shared

    found, case = scenario_of(scenario, library)
    picture = drawn(case, load_shared(found))
    if (form or ("svg" if out and out.suffix.lower() == ".svg" else "mermaid")) == "svg":
        from simulator.authoring.graph_svg import svg as written
    else:
        from simulator.authoring.graph_text import mermaid as written
    if out is None:
        click.echo(written(picture), nl=False)
    else:
        save(out, written(picture))
        click.echo(f"Written to {out}.", err=True)
