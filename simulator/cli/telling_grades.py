"""How ``simulator grade`` tells how far it is, and what became of every conversation."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from shlex import quote
from typing import Any

import click

from simulator.batch.running import Progress
from simulator.batch.whole import Plan
from simulator.cli.streams import write_json
from simulator.report.said import plural


class Teller:
    """A bar on a terminal, lines of JSON for machines, otherwise nothing before the end."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.planned = Plan((), 0, 0)
        self.bar: Any = None
        self.task: Any = None
        self.done = Progress()

    def over(self, planned: Plan) -> AbstractContextManager[Any]:
        """A context in which progress is shown."""
        self.planned = planned
        if self.as_json:
            return nullcontext()
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self.bar = Bar(
            TextColumn("Grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("turns"),
            TaskProgressColumn(text_format_no_percentage="", show_speed=True),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self.task = self.bar.add_task("", total=planned.turns)
        running: AbstractContextManager[Any] = self.bar
        return running

    def tell(self, progress: Progress) -> None:
        """Show how far it is."""
        self.done = progress
        if self.as_json:
            whole = {"conversations": self.planned.conversations, "turns": self.planned.turns}
            write_json({"done": progress, "planned": whole})
        elif self.bar is not None:
            self.bar.update(self.task, completed=progress.turns)

    def so_far(self) -> str:
        """How far it is, in words."""
        if not self.planned.turns:
            return "nothing is graded yet"
        done, whole = self.done, self.planned
        return f"{done.conversations:,} of {whole.conversations:,} conversations are graded and kept"

    def outcome(self, counts: dict[str, int], agent_turns: int, out: str, reports: list[str], tables: str) -> None:
        """Say what became of every conversation, and where the results are.

        ``tables``: why there are no tables for analytics; empty: there are.
        """
        if self.as_json:
            write_json({"conversations": counts, "agent_turns": agent_turns, "out": out, "reports": reports})
            return
        rest = " + ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if name != "read")
        click.echo(f"{plural(counts['read'], 'conversation')} read = {rest}", err=True)
        graded = plural(agent_turns, "reply", "replies")
        click.echo(f"{graded} graded; the results are in {out}, the report is {reports[0]}", err=True)
        for warning, count in self.planned.warnings:
            click.echo(f"Note: {warning} ({plural(count, 'conversation')})", err=True)
        put_aside = sum(counts[name] for name in ("needs_mapping", "unsupported_language", "quarantined"))
        if put_aside:
            click.echo(
                f"{put_aside} could not be graded: why, and what to do, stands at the end of the report, "
                "and one by one in quarantine.jsonl",
                err=True,
            )
        if tables:
            click.echo(tables, err=True)

    def next_step(self, findings: int, out: str) -> None:
        """Say what a person has to do, where critical findings wait for one."""
        if findings and not self.as_json:
            found = f"{plural(findings, 'critical finding waits', 'critical findings wait')} for a person"
            click.echo(f"{found}: simulator grade review {quote(out)}", err=True)
