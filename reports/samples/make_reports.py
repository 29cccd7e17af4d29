"""Plays made-up people through the library, and writes what each report says of them."""  # noqa: INP001

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from make_samples import INPUT

from simulator.batch.folder import Folder
from simulator.batch.running import Workers
from simulator.batch.terms import Job
from simulator.batch.whole import Input, grade_all, plan
from simulator.cli.grade import RUBRICS
from simulator.library import Library
from simulator.report.document import Document
from simulator.report.formats import FORMATS
from simulator.store.history import History
from simulator.training import Workshop
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

HERE = Path(__file__).parent
PEOPLE = {
    "Lea Marin": "lead",
    "Tina Brook": "trainer",
    "Tom Adeyemi": "trainee",
    "Uma Patel": "trainee",
    "Bo Larsen": "trainee",
}
TEAM, SCENARIO = "North", "late-parcel-birthday"
START, NOW = datetime(2026, 9, 7, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)
CONVERSATIONS = 18


class Clock:
    """Days that pass when the next conversation begins."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """The moment, a few seconds after the last."""
        self.now += timedelta(seconds=9)
        return self.now


def documents(room: Path) -> dict[str, Document]:
    """Every report, made from people who practised and conversations that were graded in this folder."""
    from simulator.comparing_work import complaints_document, work_document
    from simulator.reporting import own_report, scenario_document, team_document

    os.environ["SIMULATOR_HOME"] = str(room)
    where = room / "history.db"
    practised(where)
    graded(room / "tiller-row")
    made: dict[str, tuple[str, Callable[[Workshop], Document]]] = {
        "trainee": ("Tom Adeyemi", lambda shop: own_report(shop, NOW)),
        "team": ("Tina Brook", lambda shop: team_document(shop, TEAM, NOW)),
        "scenario": ("Tina Brook", lambda shop: scenario_document(shop, SCENARIO, NOW)),
        "qa": ("Lea Marin", lambda shop: work_document(shop, ["tiller-row"], at=NOW)),
        "complaints": ("Lea Marin", lambda shop: complaints_document(shop, ["tiller-row"], NOW)),
    }
    found = {}
    before = Path.cwd()
    os.chdir(room)
    try:
        for name, (who, make) in made.items():
            os.environ["SIMULATOR_USER"] = who
            with Workshop() as workshop:
                found[name] = make(workshop)
    finally:
        os.chdir(before)
    return found


def practised(where: Path) -> None:
    """Three people, who begin clumsily and end better, and share what they like."""
    clock, chance = Clock(), random.Random(7)
    with History.open(where, clock=clock) as history:
        for name, role in PEOPLE.items():
            history.team.add_person(name, role)  # type: ignore[arg-type]
        history.team.add_team(TEAM)
        for name in list(PEOPLE)[1:]:
            history.team.join(name, TEAM)
    for name in (name for name, role in PEOPLE.items() if role == "trainee"):
        clock.now = START
        with History.open(where, name, clock=clock) as history, Workshop(history=history) as workshop:
            workshop.__dict__["live_kit"] = workshop.kit  # what is played here are the library's own answers
            names = [card.id for card in workshop.cards()[0] if card.language == "en"]
            for n in range(CONVERSATIONS):
                scenario = workshop.scenario(SCENARIO if n % 6 == 1 else chance.choice(names))
                good = chance.random() < (n + 3) / CONVERSATIONS
                plays = [
                    play for play in scenario.plays if (play.expect.ending == "RESOLVED") is good
                ] or scenario.plays
                practice = workshop.practise(scenario.id, seed=n)
                for reply in plays[0].replies:
                    if not practice.over:
                        practice.send(reply.text, reply.delay_s)
                practice.finish(None)
                if name != "Bo Larsen" and n % 3 != 2:
                    history.share(practice.attempt_id)
                clock.now += timedelta(days=chance.choice((2, 4, 5)))


def graded(path: Path) -> None:
    """The made-up conversations of the grading's sample, graded."""
    library, folder = Library(), Folder(path)
    texts = tuple(library.rubric_text(name) for name in RUBRICS)
    job = Job(tuple((text.text, text.file) for text in texts), b"for the samples alone")
    folder.make()
    items = Input([Source(INPUT)], Mapping())
    grade_all(items, plan(items, job, 1), job, 1, folder, Workers(), lambda _: None, [INPUT.name])


def write(name: str, document: Document) -> None:
    """A report as figures, as a page and as Markdown."""
    for form in ("json", "html", "md"):
        (HERE / f"{name}.{form}").write_bytes(FORMATS[form][0](document, Library()))


def main() -> None:
    """Write every report."""
    with TemporaryDirectory() as room:
        for name, document in documents(Path(room)).items():
            write(name, document)
            sys.stdout.write(f"{name} written\n")


if __name__ == "__main__":
    main()
