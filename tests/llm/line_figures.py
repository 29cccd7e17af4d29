"""How well the checks tell good lines from bad ones: ``python tests/llm/line_figures.py [--misses]``."""

from __future__ import annotations

import sys
from collections import Counter

from msgspec import Struct

sys.path.insert(0, __file__.rpartition("/")[0])

from line_cases import rows

from simulator.llm.checks import CHECKS, check

FILES = (
    "customer_lines_first",
    "customer_lines_second",
    "customer_lines_informal",
    "customer_lines_informal_2",
    "customer_lines_model",
    "customer_lines_model_2",
    "customer_lines_model_3",
)


class Figures(Struct):
    """Counts over written lines: good ones that were turned away, bad ones by tag that were found under it."""

    good: int = 0
    turned_away: int = 0
    due: Counter = Counter()
    found: Counter = Counter()
    caught: int = 0
    misses: list[str] = []

    @property
    def false_rejection(self) -> float:
        return self.turned_away / self.good

    def recall(self, tag: str) -> float:
        return self.found[tag] / self.due[tag]


def figures(*names: str) -> Figures:
    """The figures over these files."""
    out = Figures(due=Counter(), found=Counter(), misses=[])
    for line, brief, tag in [row for name in names for row in rows(name)]:
        failed = {item.tag: item.quote for item in check(line, brief)}
        if not tag:
            out.good += 1
            out.turned_away += bool(failed)
        else:
            out.due[tag] += 1
            out.found[tag] += tag in failed
            out.caught += bool(failed)
        if (failed and not tag) or (tag and tag not in failed):
            out.misses.append(
                f"{tag or 'good':10} {brief.scenario.id} {brief.act} {brief.band}: {line[:110]!r} {failed}"
            )
    return out


def table(found: Figures) -> str:
    """The figures as lines of a table."""
    lines = [f"{'tag':12}{'due':>5}{'recall':>8}"]
    lines += [f"{tag:12}{found.due[tag]:5}{found.recall(tag):8.2f}" for tag in CHECKS if found.due[tag]]
    lines.append(f"bad lines turned away: {found.caught} of {found.due.total()}")
    lines.append(f"good lines turned away: {found.turned_away} of {found.good} ({found.false_rejection:.3f})")
    return "\n".join(lines)


if __name__ == "__main__":
    chosen = [name for name in sys.argv[1:] if not name.startswith("-")] or FILES
    result = figures(*chosen)
    sys.stdout.write(f"{table(result)}\n")
    if "--misses" in sys.argv:
        sys.stdout.write("\n".join([*result.misses, ""]))
