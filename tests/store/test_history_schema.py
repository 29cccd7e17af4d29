"""The schema: new, old and newer databases; the migrations and the tables agree."""

from __future__ import annotations

import sqlite3
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from history_programs import output
from history_samples import CONTENTS, exchange, start

from simulator.errors import HistoryError
from simulator.store import schema, tables
from simulator.store.address import located
from simulator.store.history import History


@pytest.fixture
def history(history_file, clock):
    """What stands here is about files; test_postgres.py tries the same on a server."""
    with History.open(history_file, clock=clock) as opened:
        yield opened


def rows(file: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def described(file: Path) -> dict[str, str]:
    """Every table and index with its SQL, spaces evened out."""
    found = rows(file, "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND name != 'alembic_version'")
    return {
        name: " ".join(sql.split()).replace(" ,", ",").replace('TABLE "attempt"', "TABLE attempt")
        for name, sql in found
    }


@pytest.fixture
def engine(history_file):
    made = sqlalchemy.create_engine(located(history_file))
    yield made
    made.dispose()


def test_the_version_the_program_checks_is_the_newest_migration():
    assert schema.script().get_current_head() == tables.HEAD


def test_versions_follow_one_another_in_the_order_of_their_names():
    known = list(schema.script().walk_revisions())[::-1]
    assert [step.revision for step in known] == [f"{n:04}" for n in range(1, len(known) + 1)]
    assert all(Path(step.path).name.startswith(f"v{step.revision}_") for step in known)


def test_a_new_history_has_exactly_the_tables_the_program_knows(history, engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []


def test_migrations_make_the_same_tables_to_the_letter(history, history_file, tmp_path):
    straight = sqlalchemy.create_engine(located(tmp_path / "straight.db"))
    tables.metadata.create_all(straight)
    straight.dispose()
    made = described(history_file)
    assert set(tables.metadata.tables) <= set(made)
    for name, sql in described(tmp_path / "straight.db").items():
        # The order in which a table's constraints are named says nothing.
        assert sorted(made[name].replace("(", ",").split(",")) == sorted(sql.replace("(", ",").split(",")), name


def test_a_history_is_taken_down_to_nothing_and_up_again(history_file):
    with History.open(history_file) as history:
        history.begin(start(), CONTENTS)
    schema.migrate(located(history_file), "it", 1.0, target="base")
    assert described(history_file) == {}
    assert rows(history_file, "SELECT * FROM alembic_version") == []
    with History.open(history_file) as history:
        assert history.attempts() == ()
        history.add_exchange(history.begin(start(), CONTENTS), exchange(1))


def test_a_history_of_a_newer_program_is_refused_and_left_alone(history_file):
    with History.open(history_file) as history:
        history.begin(start(), CONTENTS)
    with closing(sqlite3.connect(history_file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
    before = history_file.read_bytes()
    with pytest.raises(HistoryError, match=r"newer version of this program \(schema 9000; this one knows up to 0005\)"):
        History.open(history_file)
    assert history_file.read_bytes() == before
    assert [path.name for path in history_file.parent.iterdir()] == ["history.db"]


NEXT = '''
    """A test's next version."""

    import sqlalchemy as sa
    from alembic import op

    revision = "0006"
    down_revision = "0005"


    def upgrade():
        with op.batch_alter_table("attempt") as changed:
            changed.add_column(sa.Column("mood", sa.String(), nullable=False, server_default="fine"))
            changed.alter_column("title", nullable=True)
        FAIL


    def downgrade():
        with op.batch_alter_table("attempt") as changed:
            changed.drop_column("mood")
            changed.alter_column("title", nullable=False)
'''


@pytest.fixture
def later(monkeypatch, tmp_path):
    """A program that knows one more version; the text of the failing statement, if any, is the argument."""

    def know(fail: str = "pass") -> None:
        folder = tmp_path / "later_versions"
        folder.mkdir(exist_ok=True)
        (folder / "v0006_later.py").write_text(textwrap.dedent(NEXT).replace("FAIL", fail))
        places = [str(Path(schema.__file__).parent / "versions"), str(folder)]
        monkeypatch.setattr(schema, "script", lambda: ScriptDirectory(places[0], version_locations=places))
        monkeypatch.setattr(schema, "HEAD", "0006")

    return know


def played(file: Path) -> str:
    with History.open(file) as history:
        attempt_id = history.begin(start(), CONTENTS)
        history.add_exchange(attempt_id, exchange(1))
        history.save_draft(attempt_id, "half")
        return attempt_id


def migrate_to_the_next(file: Path) -> None:
    schema.migrate(located(file), str(file), 1.0, target="0006")


def test_an_old_history_is_migrated_after_a_copy_and_loses_nothing(history_file, later):
    attempt_id = played(history_file)
    old = described(history_file)
    later()
    migrate_to_the_next(history_file)
    assert rows(history_file, "SELECT version_num FROM alembic_version") == [("0006",)]
    assert rows(history_file, "SELECT id, mood FROM attempt") == [(attempt_id, "fine")]
    with History.open(history_file) as history:
        stored = history.attempt(attempt_id)
        assert stored.exchanges == (exchange(1),)
        assert stored.draft is not None
        assert len(history.marks(attempt_id)) == 2
    copy = schema.backup_path(history_file, "0005")
    assert sorted(path.name for path in history_file.parent.iterdir()) == ["history.db", copy.name]
    assert described(copy) == old
    assert rows(copy, "SELECT id FROM attempt") == [(attempt_id,)]
    assert copy.stat().st_mode & 0o077 == 0


def test_opening_migrates_an_old_history(history_file, later, monkeypatch):
    played(history_file)
    later()
    monkeypatch.setattr(schema.migrate, "__defaults__", ("0006",))
    with History.open(history_file) as history:
        assert len(history.attempts()) == 1
    assert rows(history_file, "SELECT version_num FROM alembic_version") == [("0006",)]


def test_a_migration_can_be_taken_back(history_file, later):
    attempt_id = played(history_file)
    old = described(history_file)
    later()
    migrate_to_the_next(history_file)
    schema.migrate(located(history_file), "it", 1.0, target="0005")
    assert set(described(history_file)) == set(old)
    assert "mood" not in described(history_file)["attempt"]
    assert rows(history_file, "SELECT attempt FROM exchange") == [(attempt_id,)]


@pytest.mark.parametrize(
    ("fail", "raised"),
    [
        ("raise RuntimeError('half way')", RuntimeError),
        ("op.execute('SELECT * FROM nothing')", HistoryError),
        ("op.execute('DELETE FROM content')", HistoryError),
    ],
    ids=["program", "database", "references"],
)
def test_a_migration_that_fails_changes_nothing(history_file, later, fail, raised):
    attempt_id = played(history_file)
    old = described(history_file)
    later(fail)
    with pytest.raises(raised):
        migrate_to_the_next(history_file)
    assert described(history_file) == old
    assert rows(history_file, "SELECT version_num FROM alembic_version") == [("0005",)]
    assert rows(history_file, "SELECT attempt FROM exchange") == [(attempt_id,)]


def test_the_copy_holds_what_only_the_log_held(history_file, later):
    with History.open(history_file) as history:
        attempt_id = history.begin(start(), CONTENTS)
        assert attempt_id.encode() not in history_file.read_bytes()
        later()
        migrate_to_the_next(history_file)
        assert rows(schema.backup_path(history_file, "0005"), "SELECT id FROM attempt") == [(attempt_id,)]


def test_a_copy_that_can_not_be_made_stops_the_migration(history_file, later):
    played(history_file)
    later()
    schema.backup_path(history_file, "0005").mkdir()
    with pytest.raises(HistoryError, match="can't be opened for writing"):
        migrate_to_the_next(history_file)
    assert rows(history_file, "SELECT version_num FROM alembic_version") == [("0005",)]
    assert not list(history_file.parent.glob("*.partial"))


def test_a_current_history_is_opened_without_the_migration_library(history_file):
    played(history_file)
    program = (
        "import sys; from pathlib import Path; from simulator.store.history import History\n"
        "with History.open(Path(sys.argv[1])) as history: print(len(history.attempts()), 'alembic' in sys.modules)"
    )
    assert output(program, history_file) == "1 False\n"


def test_the_records_are_known_without_the_database_library():
    program = "import sys; import simulator.store.records; print('sqlalchemy' in sys.modules)"
    assert output(program) == "False\n"
