"""``simulator new scenario --from "an idea"``: a model drafts it, and it is written when it passes the check."""

from __future__ import annotations

import os
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.authoring.new_drafting import Job, Outcome
    from simulator.authoring.new_idea_draft import Tried
    from simulator.llm.server import Server

INSTEAD = "`simulator new scenario` asks a dozen questions instead, without a model"
ASIDE = ".draft"
"""What a draft with faults is called, after its name: no library loads it."""


def from_words(idea: str, name: str | None, out: Path | None, shop: str | None, folders: tuple[Path, ...]) -> None:
    """Draft a scenario, write it where it passes the check, and say what it cost; else set it beside with its faults.

    Raises:
        UsageError: the idea is none, no model is set up, or the file exists.
        SimulatorError: the model could not be asked, or none of its drafts passed.

    """
    from simulator.authoring.draft import named
    from simulator.authoring.material import library_at
    from simulator.authoring.new_drafting import Job
    from simulator.authoring.new_idea_asked import masked_idea
    from simulator.authoring.template import place
    from simulator.cli.new import free_name
    from simulator.scenario.shop import load_shop

    _, left_out = masked_idea(idea)
    library = library_at(out or Path("scenarios") / "new.yaml", folders)
    if shop:
        load_shop(library, shop)
    if name or out:
        place("scenario", name or "", out)  # refused before anything is asked
    server = _server()
    if left_out:
        click.echo(f"Personal details in the idea are not sent: {left_out} left out.", err=True)

    def where(title: str) -> Path:
        return place("scenario", name or free_name(named(title), library), out)

    job = Job(idea, library, where, datetime.now().astimezone().date(), shop, _telling)
    outcome, cost = _drafted(server, job)
    _tell(outcome, cost, folders)


def _server() -> Server:
    from simulator.errors import UsageError
    from simulator.llm.connection import named_server
    from simulator.settings import load_settings

    try:
        return named_server(load_settings(), os.environ)
    except UsageError as error:
        raise UsageError(f"--from needs a model: {error} {INSTEAD}.") from None


def _drafted(server: Server, job: Job) -> tuple[Outcome, str]:
    from random import Random

    from simulator.authoring.new_drafting import BUDGET, from_idea
    from simulator.errors import SimulatorError
    from simulator.llm.blocking import Blocking
    from simulator.llm.budget import Budget
    from simulator.llm.calls import Calls
    from simulator.llm.chat import ModelError

    budget = Budget(tokens=BUDGET, prices=server.connection.prices)
    calls = Calls(server, random=Random(), most=1, tries=2, budget=budget)
    with Blocking(calls, server.aclose) as blocking:
        try:
            outcome = from_idea(blocking, job)
        except ModelError as error:
            raise SimulatorError(f"{str(error).rstrip('.')}. Nothing is written; {INSTEAD}.") from None
    return outcome, budget.cost


def _telling(n: int) -> None:
    from simulator.authoring.new_drafting import TRIES

    click.echo(f"The model drafts it (try {n} of at most {TRIES}) ...", err=True)


def _tell(outcome: Outcome, cost: str, folders: tuple[Path, ...]) -> None:
    from simulator.cli.new import write
    from simulator.errors import SimulatorError
    from simulator.shown import one_line

    best = outcome.best
    click.echo(f"What it cost: {cost}.", err=True)
    if best is not None and outcome.good:
        write("scenario", best.path, lambda _: best.draft.text, folders)
        click.echo("Read every line of it before anybody plays it: a model doesn't know your shop.", err=True)
        return
    for fault in outcome.faults:
        click.echo(f"  - {one_line(fault, 300)}", err=True)
    why = f" The model wasn't asked again: {outcome.stopped.rstrip('.')}." if outcome.stopped else ""
    if best is None:
        raise SimulatorError(f"The model gave no draft that can be used; nothing is written.{why} {INSTEAD}.")
    raise SimulatorError(
        f"The draft doesn't pass the check.{why} It is set beside as {_beside(best)}, with its faults at the top; mend "
        f"them and name it {best.path.name}, or try again."
    )


def _aside(path: Path) -> Path:
    """A free name beside a file: an earlier draft may have been mended by hand since."""
    name = path.name + ASIDE
    taken = {each.name for each in path.parent.iterdir()} if path.parent.is_dir() else set()
    return path.with_name(next(each for n in count(1) if (each := name if n == 1 else f"{name}-{n}") not in taken))


def _beside(best: Tried) -> Path:
    """Where the draft with faults now lies."""
    from msgspec.structs import replace

    from simulator.authoring.new_idea_draft import comments
    from simulator.cli.new import made
    from simulator.cli.streams import save

    path = _aside(best.path)
    listed = [f"Faults that are still to be mended: {len(best.faults)}"]
    for fault in best.faults:
        listed += comments(f"- {fault}")
    made(path.parent)
    save(path, replace(best.draft, head=(*best.draft.head, *listed)).text)
    return path
