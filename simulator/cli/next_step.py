"""``simulator next`` and ``skills``: what to practise now and why, and where one stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.progress.records import SCORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.progress.advice import Advice
    from simulator.progress.estimate import Estimate
    from simulator.progress.overview import Overview
    from simulator.store.team_records import Assignment

WIDTH = 20
"""Characters of a skill's bar."""
FEW = 5
"""Customers that are due again, as listed."""


@click.command(name="next")
@click.option("--why", is_flag=True, help="The figures behind it, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def next_step(*, why: bool, as_json: bool, library: tuple[Path, ...]) -> None:
    """Suggest what to practise next, and say why in one sentence; what a trainer asks of you stands first."""
    import msgspec

    from simulator.cli.streams import write_json
    from simulator.shown import shown
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        found = workshop.advice()
        titles = workshop.overview().titles if why and not as_json else {}
        asked = workshop.asked()
    if as_json:
        write_json(msgspec.to_builtins(found) | {"asked": [_asked_fields(item) for item in asked]})
        return
    for item in asked:
        click.echo(shown(_asked(item)))
    if asked:
        click.echo("\nBeside that:")
    scenario = found.scenario
    click.echo(shown(f"{scenario.title}, {scenario.channel.replace('_', ' ')}"))
    click.echo(shown(found.reason))
    if scenario.hostile:
        click.echo("It has a content warning, which is shown before it starts.")
    click.echo(f"Begin: simulator practice {scenario.id}")
    if why:
        click.echo("\n".join(["", *(shown(line) for line in _figures(found, titles))]))


BEGIN = {"scenario": "practice {} --assigned", "exam": "exam {}", "pathway": "pathway show {}"}
"""How what is asked for is begun, by its kind."""


def _asked(item: Assignment) -> str:
    """What a trainer asks for, by when, and how it is begun."""
    by = f"{item.author} asks you" if item.author else "You are asked"
    until = f" by {item.due:%Y-%m-%d}" if item.due else ""
    begin = "simulator " + BEGIN[item.kind].format(item.subject)
    return f"{by}: {item.kind} {item.subject}{until}. Begin: {begin}"


def _asked_fields(item: Assignment) -> dict[str, str | None]:
    due = f"{item.due:%Y-%m-%d}" if item.due else None
    return {"id": item.id, "kind": item.kind, "subject": item.subject, "due": due, "author": item.author}


def _figures(found: Advice, titles: dict[str, str]) -> list[str]:
    why = found.why
    lines = [f"Predicted score there: {why.predicted:.0f} of 100 (aimed at: 60 to 75)"]
    if why.estimate is not None:
        lines.append(f"Aimed at: {titles.get(why.target, why.target)}, {_range(why.estimate)}")
    named = {
        "target": "trains the skill aimed at",
        "others": "trains other weak skills",
        "level": "too hard or too easy",
        "revisit": "new, due again, or met lately",
        "channel": "the channel met last",
    }
    lines += [f"{value:+6.1f}  {named[part]}" for part, value in why.worth.items() if value]
    if found.why.others:
        lines.append("Next best: " + ", ".join(f"{name} ({worth:.1f})" for name, worth in found.why.others))
    return lines


@click.command(name="skills")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def skills(*, as_json: bool) -> None:
    """Show each skill with its range, what changed for certain, and what you did how often."""
    from simulator.cli.streams import write_json
    from simulator.shown import shown
    from simulator.training import Workshop

    with Workshop() as workshop:
        found = workshop.overview()
        totals = workshop.shows_totals()
    if as_json:
        write_json(found)
        return
    if not found.estimates:
        click.echo("Nothing is known yet. Begin with: simulator practice", err=True)
        return
    click.echo(shown("\n".join(_skills(found, totals=totals))))


def _skills(found: Overview, *, totals: bool) -> list[str]:
    """Lines; the whole score is left out before there are enough sessions to show one."""
    known = [skill for skill in found.titles if skill in found.estimates and (totals or skill != SCORE)]
    habits = [skill for skill in known if skill.startswith("move/")]
    marks = [skill for skill in known if skill not in habits]
    lines = ["What replies were marked for, 0 to 100 at middling difficulty, with the range it lies in:"]
    lines += [_rows(found, marks), "", "What was done when there was occasion:", _rows(found, habits)]
    told = [count.words for count in found.counts if count.words]
    if told:
        lines += ["", "In the last seven days:", *(f"- {words}" for words in told)]
    if found.due:
        lines += ["", "Due again: " + ", ".join(one.scenario for one in found.due[:FEW])]
    count = len(found.titles) - len(found.unknown)
    lines += ["", f"{count} of {len(found.titles)} are known; the others were never assessed, and stay unknown."]
    return lines


def _rows(found: Overview, skills: Sequence[str]) -> str:
    from simulator.cli.columns import table
    from simulator.report.interval_text import bar

    every = ((skill, found.estimates[skill]) for skill in skills)
    return table(
        [[found.titles[skill], bar(one, WIDTH), _range(one), found.changes[skill].words] for skill, one in every]
    )


def _range(one: Estimate) -> str:
    from simulator.report.interval_text import range_words, seen_words

    return f"{range_words(one)}, {seen_words(one)}"
