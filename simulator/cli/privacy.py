"""``simulator privacy`` and ``simulator audit-trail``: export, deletion, the period of keeping, and who did what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.store.privacy import Erased

README = """What is stored of you, as JSON (UTF-8).

person.json         your name, role, teams and what was assigned to you
attempts/           a file for each conversation: the words, every reading and mark, drafts, ticket, notes, overrides
disputes.json       marks that you disputed, and what came of them
audit-trail.json    who looked at, shared, exported or deleted what of yours, and when

Where it says "left_out", a QA lead made this export who has yet to mark a dispute blind; your own export is whole.

Times are in UTC.
"""


@click.group(name="privacy")
def privacy() -> None:
    """Export or delete what is stored of a person, and what is older than you keep."""


@privacy.command(name="export")
@click.argument("name", required=False)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The zip file to write.")
def export(name: str | None, out: Path) -> None:
    """Write everything stored of NAME (left out: of you) into a zip file of readable JSON."""
    import zipfile
    from itertools import chain, islice

    import msgspec

    from simulator.errors import UsageError
    from simulator.training import Workshop

    count, part = 0, out.with_name(f"{out.name}.part")
    with Workshop() as workshop:
        records = workshop.history.privacy.export(name)
        first = tuple(islice(records, 1))  # who asks for what they may not have is told before anything is written
        try:
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
                file.writestr("README.txt", README)
                for path, record in chain(first, records):
                    file.writestr(path, msgspec.json.format(msgspec.json.encode(record), indent=1))
                    count += path.startswith("attempts/")
            part.replace(out)
        except OSError as error:
            raise UsageError(f"{out}: it can't be written: {error.strerror}") from error
    click.echo(f"{count} conversations are in {out}, readable by you alone.", err=True)


@privacy.command(name="delete")
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Really delete; without it, only say what would be.")
def delete(name: str | None, *, yes: bool) -> None:
    """Delete NAME (left out: you) with all their practice, for good; then look whether anything is left."""
    from simulator.rereading import forget
    from simulator.training import Workshop

    with Workshop() as workshop:
        history = workshop.history
        if not yes:
            whom = name or history.access.name or "you"
            click.echo(f"All practice of {whom} would be deleted for good. To do it, add --yes.", err=True)
            return
        found = history.privacy.delete(name)
        forget(found.ids)
        folder = workshop.forget_home(found.person)
        if folder is not None:
            click.echo(f"Their settings and unsent drafts in {folder} were deleted.", err=True)
        elif found.person:
            click.echo(
                f"Where people are served from another folder, delete people/{found.person} in it, too: it holds their "
                "settings and unsent drafts.",
                err=True,
            )
        _tell(found)


@privacy.command(name="retention")
@click.argument("days", type=click.IntRange(min=1))
@click.option("--yes", is_flag=True, help="Really delete; without it, only count.")
def retention(days: int, *, yes: bool) -> None:
    """Delete conversations and gradings that ended more than DAYS days ago, of everybody."""
    from simulator.rereading import forget
    from simulator.training import Workshop

    moment = datetime.now(UTC) - timedelta(days=days)
    with Workshop() as workshop:
        found = workshop.history.privacy.older_than(moment, dry_run=not yes)
        forget(found.ids)
    if yes:
        _tell(found)
        return
    click.echo(
        f"{found.attempts} conversations and {found.gradings} gradings are older than {moment:%Y-%m-%d}. "
        "To delete them for good, add --yes.",
        err=True,
    )


def _tell(found: Erased) -> None:
    from simulator.errors import SimulatorError

    click.echo(f"{found.attempts} conversations and {found.gradings} gradings were deleted.", err=True)
    if found.left:
        raise SimulatorError(f"something is left of it in: {', '.join(found.left)}. Delete again.")
    click.echo("Nothing of it is left in the history. Backups of the database are up to whoever makes them.", err=True)


@click.command(name="audit-trail")
@click.option("--person", metavar="NAME", help="About, or by, this person: for QA leads.")
@click.option("--action", metavar="TEXT", help="Of this kind alone, as 'viewed'.")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many are listed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def audit_trail(person: str | None, action: str | None, limit: int, *, as_json: bool) -> None:
    """Show who looked at, shared, disputed, overrode, exported or deleted what: yours, or for QA leads everybody's."""
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.training import Workshop

    with Workshop() as workshop:
        found = workshop.history.privacy.trail(person=person, action=action, limit=limit)
    if as_json:
        write_json(found)
        return
    if not found:
        click.echo("Nothing is in the audit trail yet.", err=True)
        return
    click.echo(
        table(
            [
                [
                    f"{item.at.astimezone():%Y-%m-%d %H:%M}",
                    item.actor or "-",
                    item.action,
                    item.person or "-",
                    item.attempt or "-",
                    item.detail,
                ]
                for item in found
            ]
        )
    )
