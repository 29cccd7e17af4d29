"""``--judge llm``: a model looks at what the rules graded; what it cost, and what came of it, in plain lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from simulator.batch.folder import Folder
    from simulator.batch.refined_lines import Refined
    from simulator.batch.terms import Job
    from simulator.llm.calls import Calls
    from simulator.llm.server import Server
    from simulator.transcripts.records import Item

Command = TypeVar("Command", bound=Callable[..., Any])
AT_ONCE = 8
_OPTIONS = (
    click.option(
        "--judge", type=click.Choice(["rules", "llm"]), default="rules", help="Who marks: the rules, or a model too."
    ),
    click.option("--judge-calls", type=click.IntRange(1), metavar="N", help="Most requests to the model."),
    click.option("--judge-tokens", type=click.IntRange(1), metavar="N", help="Most tokens it may use."),
    click.option("--judge-money", type=click.FloatRange(0, min_open=True), metavar="X", help="Most money it may cost."),
    click.option(
        "--judge-at-once", type=click.IntRange(1, 64), default=AT_ONCE, show_default=True, help="Requests side by side."
    ),
)


def judged(command: Command) -> Command:
    """The command with the options of a judge."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def server() -> Server:
    """The server of the model that is named.

    Raises:
        UsageError: no model is named, or connections are forbidden.

    """
    from simulator.llm.connection import named_server
    from simulator.settings import load_settings

    return named_server(load_settings(), os.environ)


def judge_graded(items: Iterable[Item], job: Job, folder: Folder, options: dict[str, Any], graded: int) -> Refined:
    """Put a finished grading before the model, and write what came of it.

    Raises:
        UsageError: no model is set up.
        SimulatorError: the folder can't be written.

    """
    from simulator.batch.outputs import manifest_of
    from simulator.batch.reading_ahead import ahead, reader
    from simulator.batch.refined_lines import ANSWERS, write
    from simulator.batch.refining import aside_in, refine
    from simulator.cli.grade import cores
    from simulator.cli.reporting import refused
    from simulator.llm.blocking import Blocking
    from simulator.llm.budget import Budget
    from simulator.llm.calls import Calls
    from simulator.llm.judging.judge import Judge
    from simulator.llm.judging.limited import Limited
    from simulator.llm.remembered import Remembered
    from simulator.rereading import secret

    asked = server()
    at_once, infinite, as_json = options["judge_at_once"], float("inf"), options["as_json"]
    budget = Budget(
        tokens=options["judge_tokens"] or infinite,
        money=options["judge_money"] or infinite,
        prices=asked.connection.prices,
    )
    limited = Limited(asked, options["judge_calls"])
    with (
        Remembered(folder.root / ANSWERS, asked.connection.base_url) as remembered,
        Blocking(asked, asked.aclose) as blocking,
        reader(graded, cores()) as beside,
    ):
        calls = Calls(limited, random=Random(), most=at_once, budget=budget, remembered=remembered)
        work = refine(
            ahead(items, job, aside_in(refused(folder)), beside),
            job,
            Judge(calls, secret()),
            str((manifest_of(folder) or {}).get("identity", "")),
            at_once=at_once,
            told=_counter(graded, as_json=as_json),
        )
        passed = blocking.run(work)
        write(folder, passed.found, passed.lines)
        tell(passed.found, spent(calls), as_json=as_json)
    return passed.found


def stop_if_cut_short(found: Refined, graded: int) -> None:
    """End with a line that says how to go on, where a model did not get through.

    Raises:
        SimulatorError: it didn't.

    """
    from simulator.errors import SimulatorError

    if found.stopped:
        said = f"{found.conversations:,} of {graded:,} conversations are judged, and what was answered is kept"
        raise SimulatorError(f"{found.stopped} {said}; run the same command again to go on.")


def check(folder: Folder, options: dict[str, Any]) -> None:
    """Refuse what can't work before anything is sent.

    Raises:
        UsageError: no model is set up, the results go to shared storage, or money is limited and no price is known.

    """
    from simulator.errors import UsageError

    if not folder.local:
        raise UsageError("--judge llm: the model's answers are kept beside the results; give a local folder as --out")
    prices = server().connection.prices
    if options["judge_money"] and not prices.prompt and not prices.answer:
        raise UsageError("--judge-money: no price is known; set model_prompt_price and model_answer_price")


def spent(calls: Calls) -> str:
    """What this run itself asked and used."""
    again = f"; {calls.found:,} answers were known" if calls.found else ""
    return f"{calls.made:,} requests answered, {calls.budget.cost}{again}"


def _counter(graded: int, *, as_json: bool) -> Callable[[int], None]:
    def told(count: int) -> None:
        if as_json:
            from simulator.cli.streams import write_json

            write_json({"judged": count, "graded": graded})
        else:
            click.echo(f"\r{count:,} of {graded:,} conversations judged", nl=count == graded, err=True)

    return told


def tell(found: Refined, cost: str, *, as_json: bool) -> None:
    """Say what came of it."""
    if as_json:
        from simulator.cli.streams import write_json

        write_json({"judge": found, "cost": cost})
        return
    click.echo("\n".join((*lines(found), f"What it cost: {cost}")), err=True)


def lines(found: Refined) -> list[str]:
    """What a model made of marks, in plain lines."""
    if found.canaries.void:
        return [f"The model's verdicts count for nothing: {found.canaries.void}. The rules' marks stand alone."]
    if not found.conversations:
        return [f"The model {found.model} has judged nothing; the rules' marks stand"]
    from simulator.batch.report_judge import unanswered

    whole, missed = found.whole, unanswered(found)
    silent = sum(missed.values())
    looked, unproven = whole.asked - silent, whole.unsure - silent
    said = [
        (
            f"The model {found.model} looked at {looked:,} marks of {found.conversations:,} conversations: "
            f"{whole.agreed:,} as by the rules, {whole.up:,} moved up and {whole.down:,} moved down by one step, "
            f"{whole.disagreed:,} too far apart for that (a person should look), {unproven:,} without proof"
        )
    ]
    if missed:
        from simulator.report.worded import WHY

        reasons = ", ".join(f"{WHY.get(why, why)} ({count:,})" for why, count in sorted(missed.items()))
        again = "; the same command asks for them again" if missed.keys() - {"unreadable"} else ""
        said.append(f"{silent:,} more marks stand as by the rules, without a second look: {reasons}{again}")
    if found.flagged:
        said.append(f"{len(found.flagged):,} times an agent's words speak to whoever grades; no model was asked there")
    return said
