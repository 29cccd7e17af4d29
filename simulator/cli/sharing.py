"""``simulator share``, ``unshare``, ``shared`` and ``note``: what others may see of one's practice, and say."""

from __future__ import annotations

from typing import Literal

import click

SAYS = {
    "trainer": "The trainers of your teams and the QA leads can read it now: the words, the curve and the marks.",
    "lead": "The QA leads can read it now: the words, the curve and the marks.",
}


@click.command(name="share")
@click.argument("attempt")
@click.option(
    "--with",
    "audience",
    type=click.Choice(["trainer", "lead"]),
    default="trainer",
    show_default=True,
    help="The trainers of your teams and the QA leads, or the QA leads alone.",
)
def share(attempt: str, audience: Literal["trainer", "lead"]) -> None:
    """Let others see ATTEMPT, a finished conversation (the beginning of its id is enough).

    They never see drafts, tries of a reply, conversations you stopped, your clock, or how long a reply took you.
    """
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.history.share(workshop.attempt(attempt).id, audience)
    click.echo(f"{SAYS[audience]} Take it back with: simulator unshare {attempt}", err=True)


@click.command(name="unshare")
@click.argument("attempt")
def unshare(attempt: str) -> None:
    """Make ATTEMPT private again; who looked at it before stays in your audit trail."""
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.history.unshare(workshop.attempt(attempt).id)
    click.echo("It is private again.", err=True)


@click.command(name="shared")
@click.argument("attempt", required=False)
@click.option("--team", "team_name", metavar="TEAM", help="Of this team's members alone.")
@click.option("--person", metavar="NAME", help="Of this person alone.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many are listed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def shared(attempt: str | None, team_name: str | None, person: str | None, limit: int, *, as_json: bool) -> None:
    """List what others share with you, or read ATTEMPT (a whole id): for trainers and QA leads.

    Its person can see in their audit trail that you read it.
    """
    if attempt is not None:
        _read(attempt, as_json=as_json)
        return
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.report.endings import ended_sentence
    from simulator.store.sums import Choice
    from simulator.training import Workshop

    with Workshop() as workshop:
        history = workshop.history
        about = history.team.person(person).id if person else None
        found = history.shared.attempts(Choice(team=team_name, person=about), limit=limit)
    if as_json:
        write_json(found)
        return
    if not found:
        click.echo("Nothing is shared with you yet.", err=True)
        return
    rows = [
        [
            item.id,
            str(item.day),
            item.name,
            item.title or item.scenario,
            ended_sentence(item.ending, own=False, agreed=item.agreed),
        ]
        for item in found
    ]
    click.echo(table(rows))


def _read(attempt_id: str, *, as_json: bool) -> None:
    from itertools import zip_longest

    from simulator.cli.debriefing import tell_debrief
    from simulator.cli.streams import write_json
    from simulator.cli.telling_people import tell_people
    from simulator.exchange import last_words
    from simulator.report.said import WAITS_BLIND
    from simulator.shown import shown as safe
    from simulator.training import Workshop

    with Workshop() as workshop:
        history = workshop.history
        found = history.shared.attempt(attempt_id)
        if as_json:
            write_json(found)
            return
        for one in found.exchanges:
            click.echo(safe(f"Customer: {one.customer}"))
            for text, answer in zip_longest(one.held, one.acknowledged, fillvalue=""):
                click.echo(safe(f"Agent (asks to wait): {text}" + (f"\nCustomer: {answer}" if answer else "")))
            click.echo(safe(f"Agent, reply {one.n}: {one.reply}\n"))
        if last := last_words(found.exchanges):
            click.echo(safe(f"Customer: {last}\n"))
        if found.waits_blind:
            click.echo(f"{WAITS_BLIND} Give it with: simulator review-disputes")
            return
        totals = workshop.shows_totals_of(found)
        click.echo(tell_debrief(workshop.debrief_from(found), totals=totals, details=True))
        tell_people(history, found, totals=totals)


@click.command(name="note")
@click.argument("attempt")
@click.argument("text")
@click.option("--reply", type=click.IntRange(min=1), help="About this reply; left out: the whole conversation.")
@click.option("--shared", "of_others", is_flag=True, help="ATTEMPT, a whole id, was shared with you.")
def note(attempt: str, text: str, reply: int | None, *, of_others: bool) -> None:
    """Write a note on ATTEMPT, for yourself, or as a coach for whoever shared it."""
    from simulator.cli.authors import author
    from simulator.training import Workshop

    with Workshop() as workshop:
        history = workshop.history
        if of_others:
            history.shared.add_note(attempt, text, exchange=reply)
        else:
            found = workshop.attempt(attempt).id
            history.add_note(found, text, author=history.access.name or author(None), exchange=reply)
    click.echo("The note is kept.", err=True)
