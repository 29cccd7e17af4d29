"""The lines of a grading as Parquet tables, for queries over many gradings; needs the ``analytics`` extra."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.batch.folder import Folder
from simulator.errors import SimulatorError

MISSING = "No .parquet tables beside the lines: the 'analytics' extra is not installed (docs/grading.md)."
_NUMBERS, _MARKS = "MAP(VARCHAR, DOUBLE)", "MAP(VARCHAR, INTEGER)"
_CANDIDATE = (
    'STRUCT(conversation VARCHAR, turn INTEGER, agent VARCHAR, rule VARCHAR, title VARCHAR, quote VARCHAR, "when" '
    "TIMESTAMPTZ, said VARCHAR)[]"
)
TABLES: dict[str, dict[str, str]] = {
    "conversations": {
        **dict.fromkeys(("id", "source", "system", "channel", "team", "agent"), "VARCHAR"),
        "agents": "VARCHAR[]",
        "started": "TIMESTAMPTZ",
        "week": "VARCHAR",
        "turns": "INTEGER",
        "agent_turns": "INTEGER",
        "scores": _NUMBERS,
        "assessed": _NUMBERS,
        "hostility": "DOUBLE[]",
        "reason": "VARCHAR",
        "rating": "DOUBLE",
        "rating_as_given": "VARCHAR",
        "settled": "BOOLEAN",
        **dict.fromkeys(("predicted_csat", "first_response", "resolution"), "DOUBLE"),
        "marks": _MARKS,
        "not_applicable": "VARCHAR[]",
        "by_person": "VARCHAR[]",
        "candidates": _CANDIDATE,
        "verdicts": "MAP(VARCHAR, VARCHAR)",
        "warnings": "VARCHAR[]",
    },
    "marks": {
        "conversation": "VARCHAR",
        "turn": "INTEGER",
        **dict.fromkeys(("agent", "team", "channel"), "VARCHAR"),
        "when": "TIMESTAMPTZ",
        "hostility": "DOUBLE",
        "text": "VARCHAR",
        "marks": _MARKS,
        "not_applicable": "VARCHAR[]",
        "scores": _NUMBERS,
        "quotes": 'STRUCT(mark VARCHAR, "start" INTEGER, "end" INTEGER, quote VARCHAR)[]',
    },
}
"""The columns of each table and their types; a test holds them to the records."""
LONGEST = 16 * 1024 * 1024
"""Bytes of the longest line that goes into a table."""
ROWS = 4096
"""Rows that are written together: few, so that memory stays flat however many there are."""
CHUNK = 1 << 20


def can_write() -> bool:
    """Whether the extra is installed."""
    return find_spec("duckdb") is not None


def write(folder: Folder) -> None:
    """Write ``conversations.parquet`` and ``marks.parquet`` of a finished grading.

    Raises:
        SimulatorError: a table can't be written.

    """
    import duckdb

    with TemporaryDirectory() as room:
        work = Path(room)
        for name, columns in TABLES.items():
            lines = folder.root / f"{name}.jsonl"
            if not folder.local:
                with (work / lines.name).open("wb") as stream:
                    stream.writelines(_pieces(lines))
                lines = work / lines.name
            table = work / f"{name}.parquet"
            try:
                _convert(lines, table, columns)
            except duckdb.Error as error:
                said = str(error).splitlines()[0]
                raise SimulatorError(f"{folder.root / table.name} is not written: {said}") from None
            folder.write(table.name, _pieces(table))


def _convert(lines: Path, table: Path, columns: dict[str, str]) -> None:
    """One file after another, with no threads: the same lines give the same bytes."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    with duckdb.connect(config=config) as base:
        base.execute("SET TimeZone = 'UTC'")
        base.execute(
            f"COPY (SELECT * FROM read_json(?, format = 'newline_delimited', maximum_object_size = {LONGEST}, "  # noqa: S608 - constants
            f"columns = {{{types}}})) TO '{_quoted(table)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})",
            [str(lines)],
        )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece
