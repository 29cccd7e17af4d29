"""A calibration as Markdown: the software with people, people with each other, each grader, and the curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from simulator.batch.calibrated import ENOUGH
from simulator.batch.calibration import Agreement, Calibration, Figures, Value
from simulator.shown import one_line

NO_VALUE = "–"
WIDEST = 60
NEEDED = 10
"""Items from which on a figure of agreement is written; below, even its interval means nothing [design choice]."""
NOTE = (
    "The software's mark of a criterion that is judged in every reply is the mean over the conversation's replies, "
    "rounded to the nearest anchor; several graders count by their mean. Kappa: quadratic weights; "
    "alpha: Krippendorff's, ordinal; ICC(2,1); within 1: at most one anchor apart; bias: how much higher the first "
    "side marks, in anchors. In brackets: 95% intervals, by drawing conversations anew. –: not defined, as where all "
    "marks are alike. Below 10 items no agreement stands: it would be chance; the table says how many there have to be."
)
HEAD = ("items", "kappa", "alpha", "ICC", "within 1", "bias")


def markdown(found: Calibration, titles: Mapping[str, str]) -> str:
    """The whole calibration; ``titles``: criteria in words, by key."""
    pieces = [
        "# Calibration against people",
        NOTE,
        "## The software with people",
        _table("criterion", ((_title(item, titles), item.software) for item in found.criteria)),
        "## People with each other",
        _table("criterion", ((_title(item, titles), item.people) for item in found.criteria)),
        "## Each grader with the software",
        _table("grader", ((_cell(item.name), item.software) for item in found.graders)),
        "## Each grader with the other graders",
        _table("grader", ((_cell(item.name), item.others) for item in found.graders)),
        "## What is calibrated",
        _standing(found.criteria, titles),
    ]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def rows_of(sides: Iterator[tuple[str, Agreement]]) -> Iterator[list[str]]:
    """Rows of a table: a name, then each figure, or how many items it needs."""
    for name, side in sides:
        if 0 < side.n < NEEDED:
            yield [name, str(side.n), f"needs {NEEDED} items", *[NO_VALUE] * (len(HEAD) - 2)]
            continue
        yield [
            name,
            str(side.n),
            *map(shown, (side.kappa, side.alpha, side.icc)),
            share(side.within),
            signed(side.bias),
        ]


def shown(value: Value) -> str:
    """A statistic with its interval: ".62 [.48, .73]"."""
    return _with_interval(value, lambda number: f"{number:.2f}")


def share(value: Value) -> str:
    """A share as a percentage."""
    return _with_interval(value, lambda number: f"{100 * number:.0f}%")


def signed(value: Value) -> str:
    """A difference with its sign."""
    return _with_interval(value, lambda number: f"{number:+.2f}")


def _with_interval(value: Value, write: Callable[[float], str]) -> str:
    if value.value is None:
        return NO_VALUE
    if value.low is None or value.high is None:
        return write(value.value)
    return f"{write(value.value)} [{write(value.low)}, {write(value.high)}]"


def _table(first: str, sides: Iterator[tuple[str, Agreement]]) -> str:
    rows = [row for row in rows_of(sides) if row[1] != "0"]
    if not rows:
        return "Nothing to compare."
    return grid([[first, *HEAD], *rows])


def grid(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table, the first one its head."""
    head, *rest = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *rest])


def _standing(criteria: Sequence[Figures], titles: Mapping[str, str]) -> str:
    rows = [
        ["criterion", "graded twice so far", "in this file", "calibrated", "people give for 0, 1, 2, 3, 4", "distance"]
    ]
    for item in criteria:
        curve = gain = NO_VALUE
        if item.fit:
            curve = ", ".join(f"{item.fit.curve[anchor]:.1f}" for anchor in range(5))
            gain = f"{item.fit.before:.2f}, with the curve {item.fit.after:.2f}"
        done = "yes" if item.doubled >= ENOUGH else f"{ENOUGH - item.doubled} to go"
        rows.append([_title(item, titles), str(item.doubled), str(item.here), done, curve, gain])
    return grid(rows)


def _title(item: Figures, titles: Mapping[str, str]) -> str:
    title = titles.get(item.criterion)
    return _cell(f"{title} ({item.criterion})" if title else item.criterion)


def _cell(text: str) -> str:
    """People's words in a cell: on one line, and without what Markdown would read."""
    return one_line(text, WIDEST).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")
