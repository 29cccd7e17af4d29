"""``simulator grade``: conversations of any export, graded in batch with the rubrics of practice."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.days import day
from simulator.cli.judging import judged
from simulator.cli.lazy import LazyGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.batch.folder import Folder
    from simulator.batch.terms import Job
    from simulator.batch.whole import Input
    from simulator.batch.workers import Workers
    from simulator.transcripts.mapping import Mapping

RUBRICS = ("qa", "empathy", "clarity", "resolution")
"""The scorecard that quality people expect, and the rubrics of practice: so that a weak mark leads to a scenario."""
PART_SIZE = 100_000
"""Bytes of a file that make a part of the work, about: most exports have more."""
COMMANDS: dict[str, str] = {
    "report": "simulator.cli.reporting:report",
    "compare": "simulator.cli.comparing:compare",
    "review": "simulator.cli.review:review",
}
"""What else ``simulator grade`` does, and where it is defined."""


@click.command(epilog=f"Further: simulator grade {' | '.join(COMMANDS)} --help")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", required=True, metavar="DIR", help="Where the results go: a folder, or a URL of shared storage.")
@click.option("--rubric", "rubrics", multiple=True, metavar="R", help=f"Grade by this rubric. [{', '.join(RUBRICS)}]")
@click.option("--brand", type=click.Path(path_type=Path), help="How replies should sound: a brand profile (YAML).")
@click.option("--agent-name", "agents", multiple=True, metavar="N", help="An agent's name; all others are customers.")
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="Who is who, which column is which (YAML).")
@click.option("--sample", metavar="N|P%", help="Grade a random sample only: a number of conversations, or a share.")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only those begun since then.")
@click.option("--seed", default=1, show_default=True, help="Of the random samples.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes. [all cores]")
@click.option("--cluster", metavar="ADDRESS", help="Run on a Dask cluster, such as tcp://127.0.0.1:8786.")
@click.option("--own", multiple=True, metavar="TEXT", help="An address or handle of the shop's own: it is not masked.")
@click.option("--show-agents", is_flag=True, help="Write agents' names instead of pseudonyms.")
@click.option("--keep-personal-data", is_flag=True, help="Write words as they are, with names, addresses and numbers.")
@click.option("--fresh", is_flag=True, help="Replace what an earlier grading left in DIR.")
@click.option("--history", is_flag=True, help="Keep it in the history, too, so that trends span months.")
@click.option("--shop", default="", metavar="NAME", help="With --history: whose trend it belongs to.")
@click.option("--json", "as_json", is_flag=True, help="Print progress and the outcome as lines of JSON.")
@click.option("--library", "libraries", multiple=True, type=click.Path(path_type=Path), help="A library of your own.")
@click.option("--link-template", metavar="URL", help="From a finding to its ticket: https://desk.example/tickets/{id}")
@judged
def conversations(inputs: tuple[str, ...], out: str, **options: Any) -> None:
    """Grade the conversations of INPUTs: files or folders of exports of any known system; write a report.

    Stop it at any time and run the same command again: what is done is kept, and the results are the same.
    """
    from simulator.batch.choosing import parse_sample
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.outputs import MANIFEST, counted
    from simulator.batch.report_links import links
    from simulator.batch.whole import Input, grade_all, plan, sampled
    from simulator.cli.judging import check, judge_graded, stop_if_cut_short
    from simulator.cli.keeping import keep
    from simulator.cli.reporting import waiting, write_all, write_reports
    from simulator.cli.stopping import stoppable
    from simulator.cli.telling_grades import Teller

    to_desk = links(options["link_template"])
    seed: int = options["seed"]
    sources = _sources(inputs)
    items = Input(sources, _mapping(options["map_file"], options["agents"]))
    sample = parse_sample(options["sample"]) if options["sample"] else 1.0
    job = _job(options, sample if isinstance(sample, float) else 1.0)
    if isinstance(sample, int):
        job = sampled(job, items, sample, seed)
    folder = Folder(path_of(out))
    folder.make()
    if options["judge"] == "llm":
        check(folder, options)
    teller = Teller(as_json=options["as_json"])
    with folder.locked():
        if options["fresh"]:
            (folder.root / MANIFEST).unlink(missing_ok=True)
        with stoppable(teller.so_far), _workers(options, items, job, folder) as workers:
            planned = plan(items, job, seed)
            with teller.over(planned):
                names = [source.name for source in sources]
                tally = grade_all(items, planned, job, seed, folder, workers, teller.tell, names)
        if options["history"]:
            keep(folder, options["shop"])
        written, tables = write_all(folder, to_desk, options["libraries"], at_once=_jobs(options) > 1)
        teller.outcome(counted(tally.counts), tally.agent_turns, out, written, tables)
        teller.next_step(waiting(folder), out)
        if options["judge"] == "llm":
            with stoppable(lambda: "the conversations are graded, and what the model answered is kept"):
                found = judge_graded(items, job, folder, options, tally.counts.graded)
            write_reports(folder, to_desk, options["libraries"])
            stop_if_cut_short(found, tally.counts.graded)


class Grading(LazyGroup):
    """``simulator grade INPUT...`` grades; with the name of a command in front of it, it does that instead."""

    table = COMMANDS

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of a command where its name comes first, else of grading itself."""
        if args and args[0] in COMMANDS:
            return super().make_context(info_name, args, parent, **extra)
        return conversations.make_context(info_name, args, parent, **extra)


grade = Grading("grade", help="Grade real conversations, and report on them.")


def _sources(inputs: Iterable[str]) -> list[Any]:
    """The files named, and those in folders named, in order of their names."""
    from simulator.batch.folder import path_of
    from simulator.errors import UsageError
    from simulator.transcripts.source import Source

    found = []
    for text in inputs:
        path = path_of(text)
        if not path.exists():
            raise UsageError(f"{text}: there is no such file or folder")
        if path.is_dir():
            within = [each for each in path.rglob("*") if each.is_file() and not _hidden(each, path)]
            found += sorted(within, key=str)
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{text}: neither a file nor a folder; write what it gives into a file first")
    if not found:
        raise UsageError(f"{', '.join(inputs)}: the folder holds no files")
    return [Source(path) for path in found]


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _mapping(path: Path | None, agents: tuple[str, ...]) -> Mapping:
    from msgspec.structs import replace

    from simulator.transcripts.mapping import Mapping, read_mapping

    mapping = read_mapping(path) if path else Mapping()
    others = mapping.others or ("customer" if agents and not mapping.customers else "")
    return replace(mapping, agents=(*mapping.agents, *agents), others=others)


def _job(options: dict[str, Any], share: float) -> Job:
    from simulator.batch.choosing import Choice
    from simulator.batch.secret import pseudonym_key
    from simulator.batch.terms import Job
    from simulator.settings import data_dir

    since = options["since"]
    return Job(
        _rubrics(options["rubrics"] or RUBRICS, options["libraries"]),
        pseudonym_key(data_dir()),
        Choice(since.replace(tzinfo=UTC).date() if since else None, share, seed=options["seed"]),
        options["show_agents"],
        options["keep_personal_data"],
        options["own"],
        _brand(options["brand"]),
    )


def _brand(path: Path | None) -> tuple[str, str] | None:
    """A brand profile's text and file, known to be right."""
    from simulator.content.source import read_source
    from simulator.scoring.brand import load_brand

    if path is None:
        return None
    source = read_source(path)
    load_brand(source.text, source.file)
    return source.text, source.file


def _rubrics(names: Iterable[str], libraries: tuple[Path, ...]) -> tuple[tuple[str, str], ...]:
    """The rubrics' texts and files, each once.

    Raises:
        UsageError: one is no rubric, or judges neither replies nor conversations.

    """
    from simulator.errors import UsageError
    from simulator.library import Library
    from simulator.scoring.load import load_rubric

    found: dict[str, tuple[str, str]] = {}
    for name in names:
        text = Library(libraries).rubric_text(name)
        rubric = load_rubric(text.text, text.file)
        if rubric.of not in {"reply", "conversation"}:
            raise UsageError(f"--rubric {name}: it judges a {rubric.of}; grade by one of replies or of conversations")
        found[rubric.id] = (text.text, text.file)
    return tuple(found.values())


def cores() -> int:
    """The cores this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _jobs(options: dict[str, Any]) -> int:
    return options["jobs"] or cores()


@contextmanager
def _workers(options: dict[str, Any], items: Input, job: Job, folder: Folder) -> Iterator[Workers]:
    """Where the parts are graded; processes of this machine start at once, where there is likely work for them."""
    from simulator.batch.outputs import manifest_of
    from simulator.batch.workers import begun, on_this_machine

    if options["cluster"]:
        from simulator.batch.cluster import on_cluster

        yield on_cluster(options["cluster"])
        return
    size = sum(source.path.stat().st_size for source in items.sources)
    likely = 0 if manifest_of(folder) or not items.is_known() else size // PART_SIZE
    with begun(on_this_machine(_jobs(options)), job, likely) as workers:
        yield workers
