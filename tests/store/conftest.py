from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from postgres_server import Server, started
from team_history import TeamHistory

from simulator.store.history import History


class Clock:
    """A clock that moves on one second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture(scope="session")
def one_server() -> Iterator[Server]:
    server = started()
    yield server
    server.stop()


@pytest.fixture
def postgres_server(one_server: Server) -> Iterator[Server]:
    """The server of the whole run; the databases that a test makes go when it ends."""
    yield one_server
    one_server.drop_made()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new history in a file: copying it is faster than making its tables again."""
    file = tmp_path_factory.mktemp("migrated") / "history.db"
    History.open(file).close()
    return file


@pytest.fixture
def postgres(postgres_server: Server) -> str:
    """The address of a new history in PostgreSQL."""
    return postgres_server.url()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Path | str:
    """Where a new history may be, on either database."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres")
    file: Path = request.getfixturevalue("history_file")
    if not file.exists():
        file.parent.mkdir(mode=0o700)
        shutil.copy(request.getfixturevalue("migrated"), file)
    return file


@pytest.fixture
def history(place: Path | str, clock: Clock) -> Iterator[History]:
    """A new history, on either database."""
    with History.open(place, clock=clock) as opened:
        yield opened


@pytest.fixture
def team(place: Path | str, clock: Clock) -> Iterator[TeamHistory]:
    """A team's history, on either database."""
    made = TeamHistory(place, clock)
    yield made
    made.close()
