"""The ``simulator`` command: a group whose subcommands are imported only when they are used."""

from __future__ import annotations

import os
import sys
from typing import ClassVar, cast

import click

from simulator import __version__
from simulator.cli.lazy import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "practice": ("simulator.cli.practice:practice", "Practise a conversation with a difficult customer."),
    "resume": ("simulator.cli.practice:resume", "Go on with a conversation that was interrupted."),
    "retry": ("simulator.cli.practice:retry", "Play a conversation again from one of its replies."),
    "join": ("simulator.cli.practice:join", "Play the customer of a conversation in another terminal."),
    "next": ("simulator.cli.next_step:next_step", "Suggest what to practise next, and say why."),
    "skills": ("simulator.cli.next_step:skills", "Show your skills, with how sure that is, and what has changed."),
    "pathway": ("simulator.cli.pathway:pathway", "Follow scenarios in an order that makes sense."),
    "exam": ("simulator.cli.exam:exam", "Take an exam: no hints, no second try, seen by your trainer."),
    "certificate": ("simulator.cli.exam:certificate", "Print what an exam shows, and what it doesn't."),
    "replay": ("simulator.cli.replay:replay", "Play written replies and print what happens."),
    "grade": ("simulator.cli.grade:grade", "Grade real conversations from exports of other systems."),
    "calibrate": ("simulator.cli.calibrate:calibrate", "Compare marks with those that people gave by hand."),
    "audit": ("simulator.cli.audit:audit", "Measure how well a model words a scenario's customer."),
    "score": ("simulator.cli.score:score", "Find signals and marks in messages, a line of JSON each."),
    "validate": ("simulator.cli.validate:validate", "Measure how well the signals agree with people."),
    "serve": ("simulator.cli.serve:serve", "Serve practice and pages to browsers, for a team."),
    "train": ("simulator.cli.train:train", "Train the small learned models anew."),
    "new": ("simulator.cli.new:new", "Begin a scenario, shop, rubric, pathway or plug-in."),
    "preview": ("simulator.cli.preview:preview", "Play a scenario beside its text, while you write it."),
    "gaps": ("simulator.cli.gaps:gaps", "List what was not understood in practice, and teach it."),
    "check": ("simulator.cli.check:check", "Find what is wrong in scenarios, shops, voices and rubrics."),
    "explain": ("simulator.cli.explain:explain", "Explain what `check` found, with examples."),
    "test": ("simulator.cli.test_plays:test_plays", "Run the golden plays of scenarios as tests."),
    "explore": ("simulator.cli.explore:explore", "Play a scenario at random, and tell what was never reached."),
    "graph": ("simulator.cli.graph:graph", "Draw a scenario, as a picture or as text."),
    "schema": ("simulator.cli.schema:schema", "Print or write the JSON Schemas for editors."),
    "strings": ("simulator.cli.strings:strings", "Export words for translators, and import translations."),
    "list": ("simulator.cli.listing:listing", "List what the library holds."),
    "report": ("simulator.cli.report:report", "Write reports: progress, teams, scenarios, real work, causes."),
    "history": ("simulator.cli.history:history", "Show your finished conversations."),
    "debrief": ("simulator.cli.history:debrief", "Show the debrief of a conversation again."),
    "doctor": ("simulator.cli.doctor:doctor", "Say what is installed, what works, and what to do."),
    "assign": ("simulator.cli.assigning:assign", "Ask somebody of your team for practice."),
    "team": ("simulator.cli.team:team", "Manage the people and teams of a shared history."),
    "share": ("simulator.cli.sharing:share", "Let your trainers see one of your conversations."),
    "unshare": ("simulator.cli.sharing:unshare", "Make a shared conversation private again."),
    "shared": ("simulator.cli.sharing:shared", "List what others share with you."),
    "note": ("simulator.cli.sharing:note", "Write a note on a conversation."),
    "dispute": ("simulator.cli.disputing:dispute", "Dispute a mark."),
    "disputes": ("simulator.cli.disputing:disputes", "List disputes and what came of them."),
    "review-disputes": ("simulator.cli.disputing:review_disputes", "Mark disputed replies blind, and settle them."),
    "privacy": ("simulator.cli.privacy:privacy", "Export or delete what is stored of a person."),
    "audit-trail": ("simulator.cli.privacy:audit_trail", "Show who looked at and changed what."),
    "move-history": ("simulator.cli.moving:move_history", "Move the history to PostgreSQL, or back to a file."),
    "transcripts": ("simulator.cli.transcripts:transcripts", "Look at exports of other systems, and convert them."),
}
"""Command -> (where it is defined, its one line of help): the whole table, so that help imports none of them."""

GROUPS: dict[str, tuple[str, ...]] = {
    "Practise": tuple("practice resume retry next skills pathway exam certificate history debrief join".split()),
    "Write scenarios": tuple("list new check explain test explore graph preview gaps schema strings replay".split()),
    "Real conversations": tuple("transcripts grade calibrate score report".split()),
    "Teams": (
        *("team", "assign", "share", "unshare", "shared", "note", "dispute", "disputes", "review-disputes"),
        *("privacy", "audit-trail", "move-history", "serve"),
    ),
    "The program and its models": tuple("doctor validate train audit".split()),
}
"""How help lists the commands; one that no group names comes last."""


class Commands(LazyGroup):
    """The whole program's commands: their names and help come from the table, without importing them."""

    table: ClassVar = {name: where for name, (where, _) in COMMANDS.items()}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands' one-line helps, from the table."""
        del ctx
        grouped = {name for names in GROUPS.values() for name in names}
        rest = tuple(name for name in COMMANDS if name not in grouped)
        for title, names in (*GROUPS.items(), ("More", rest)):
            known = [(name, COMMANDS[name][1]) for name in names if name in COMMANDS]
            if known:
                with formatter.section(title):
                    formatter.write_dl(known, col_max=18)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or an error that offers the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from simulator.errors import nearest

            ctx.fail(f"No such command {args[0]!r}. {nearest(args[0], COMMANDS)}".strip())
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Scenarios of your own: `simulator practice --library DIR SCENARIO`; --library comes after the command, and "
    "most commands take it. `simulator COMMAND --help` says what each can do.",
)
@click.version_option(__version__, prog_name="simulator")
@click.option("--offline", is_flag=True, help="Never connect to a model server.")
@click.pass_context
def cli(ctx: click.Context, *, offline: bool) -> None:
    """Practise difficult customer conversations, be scored, and see why.

    Without a command it opens the practice screen.
    """
    if offline:
        # Read where the connection is made, and handed on to worker processes.
        os.environ["SIMULATOR_OFFLINE"] = "1"
    if ctx.invoked_subcommand is None:
        ctx.invoke(cast("click.Command", cast("Commands", ctx.command).get_command(ctx, "practice")))


def main() -> None:
    """Run the command line; an error a person can act on is one line on stderr and a non-zero exit.

    A content file with several problems gets a line for each.
    """
    from simulator.errors import SimulatorError

    try:
        cli(prog_name="simulator")
    except SimulatorError as error:
        from simulator.shown import shown

        for problem in error.problems:
            click.echo(f"simulator: {shown(str(problem))}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
