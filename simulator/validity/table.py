"""The table of validity: measured, and written as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from simulator.errors import UsageError
from simulator.validity.comparisons import COMPARISONS, Comparison
from simulator.validity.labelled import find_set, samples, wanted_sets
from simulator.validity.measures import Figures, Point, figures
from simulator.validity.readings import Seen, point, see_all

MEASURES: dict[str, str] = {
    "kappa": "weighted kappa",
    "auc": "AUC",
    "spearman": "Spearman",
    "pearson": "Pearson",
    "macro_f1": "macro-F1",
}
"""What each measure is called in the table."""
BEGIN, END = "<!-- validity: made by simulator validate -->", "<!-- end of validity -->"
"""Between these lines a document holds the table."""
SEED = 0


class Table(Struct, frozen=True):
    """Everything that was measured. ``missing``: sets that are not in the folder; ``samples``: bootstrap samples."""

    rows: tuple[Figures, ...]
    missing: tuple[str, ...]
    samples: int
    seed: int = SEED


def measure(
    folder: Path,
    names: Sequence[str] = (),
    *,
    jobs: int = 1,
    bootstrap: int = 500,
    tell: Callable[[str], None] = lambda _: None,
) -> Table:
    """Read every labelled set of a folder and compare.

    Args:
        folder: where the sets are.
        names: the sets to read; none: all.
        jobs: how many processes read.
        bootstrap: how often the bootstrap draws.
        tell: is told the name of each set before it is read.

    Raises:
        NotFoundError: a set of that name is not known.
        UsageError: the folder isn't there, or a file is not of its set's form.

    """
    wanted = wanted_sets(folder, names)
    rows: list[Figures] = []
    missing: list[str] = []
    for labelled in wanted:
        path = find_set(folder, labelled.name)
        if path is None:
            missing.append(labelled.name)
            continue
        tell(labelled.name)
        seen = list(see_all(samples(labelled, path), jobs))
        rows += [_compared(row, seen, bootstrap) for row in COMPARISONS if row.set == labelled.name]
    if not rows:
        raise UsageError(f"{folder}: none of the labelled sets is here: {', '.join(missing)}.")
    return Table(tuple(rows), tuple(missing), bootstrap)


def _compared(row: Comparison, seen: Iterable[Seen], bootstrap: int) -> Figures:
    labelled = [item for item in seen if row.label in item.sample.labels]
    points: list[Point] = []
    for item in labelled:
        found = point(row, item)
        if found is not None:
            points.append(found)
    return figures(row, points, seed=SEED, samples=bootstrap, unread=len(labelled) - len(points))


def markdown(table: Table) -> str:
    """The table in Markdown, with a line on what its columns mean."""
    lines = [
        "| signal | labels | n | figure [95%] | bias | people | length only | one answer | bar (goal) | met |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(_line(row) for row in table.rows),
    ]
    if table.missing:
        lines += ["", f"Not measured, because the sets were not there: {', '.join(table.missing)}."]
    return "\n".join(lines) + "\n"


def _line(row: Figures) -> str:
    bounds = "" if row.low is None or row.high is None else f" [{number(row.low)}, {number(row.high)}]"
    asked = "" if row.bar is None else f"{number(row.bar)} ({number(row.goal)})"
    cells = (
        row.title,
        f"{row.set}, {MEASURES[row.measure]}",
        f"{row.n:,}",
        f"{_beside_bar(row)}{bounds}",
        number(row.bias, signed=True),
        row.people,
        number(row.length),
        number(row.majority),
        asked,
        "" if row.met is None else "yes" if row.met else "**no**",
    )
    return f"| {' | '.join(cells)} |"


def _beside_bar(row: Figures) -> str:
    """The figure; with a third decimal where two would make a missed bar look met, or the other way round."""
    if row.value is None or row.bar is None or (round(row.value, 2) >= row.bar) is (row.value >= row.bar):
        return number(row.value)
    return f"{row.value:.3f}".replace("0.", ".", 1)


def number(value: float | None, *, signed: bool = False) -> str:
    """A figure with two decimals, without a zero in front: ".52", "-.03"; nothing for None."""
    if value is None:
        return ""
    shown = f"{value:+.2f}" if signed else f"{value:.2f}"
    return "0" if float(shown) == 0 else shown.replace("0.", ".", 1)


def placed(document: str, table: Table) -> str:
    """A document with the table between its marks; without marks the table alone."""
    block = f"{BEGIN}\n{markdown(table)}{END}"
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{block}{after}" if begin and end else markdown(table)
