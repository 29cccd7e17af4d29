"""How well personal data is found in labelled messages, and what masking a message costs.

The cases are in tests/data/redaction.yaml: what is personal is marked with its kind, and so is what must stay. Recall:
the share of marked words masked whole; precision: the share of masked stretches that touch marked words. Intervals are
Wilson's, 95%.
"""

from __future__ import annotations

import sys
import time

from measure import ROOT, report

from simulator.batch.reviewing import Precision
from simulator.redact import Mask

sys.path.insert(0, str(ROOT / "tests" / "redact"))

from redaction_cases import Figures, cases, measured

ROUNDS = 300
BEST_OF = 7
WITHOUT_DIGITS = (
    "I'm really sorry about the delay with your lamp, it should never have happened. I have asked our warehouse to "
    "check it today and I will write to you by tomorrow noon with what they find. Is that all right for you?"
)
WITH_DIGITS = (
    "I'm really sorry about the delay with order 1002345678, paid on 12/03/2024 (\u00a349.90). I have asked our "
    "warehouse to check it today and I will write to you by 5 pm. The tracking number is 1Z999AA10123456784. "
    "Is that all right?"
)
PEOPLE = {"CUSTOMER": ["Laura Hughes"], "AGENT": ["Tom Reed"]}


def main() -> None:
    """Print the table of both halves, and keep the figures."""
    rows: dict[str, object] = {}
    for half in ("development", "held_out"):
        each = cases(half)
        figures = measured(each)
        sys.stdout.write(f"\n{half}: {len(each)} messages\n{_table(figures)}\n")
        rows |= _rows(half, figures)
    rows["microseconds of a message without digits"] = _microseconds(WITHOUT_DIGITS)
    rows["microseconds of a message with numbers"] = _microseconds(WITH_DIGITS)
    report("redaction", rows)


def _table(figures: Figures) -> str:
    lines = [f"{'kind':<10}{'recall':>22}{'precision':>22}"]
    for kind in sorted(set(figures.marked) | set(figures.masked)):
        recall = _share(figures.found[kind], figures.marked[kind])
        precision = _share(figures.right[kind], figures.masked[kind])
        lines.append(f"{kind:<10}{recall:>22}{precision:>22}")
    lines += [
        f"kept: {topic:<12}{_share(figures.kept[topic], figures.keeps[topic]):>26}" for topic in sorted(figures.keeps)
    ]
    return "\n".join(lines)


def _rows(half: str, figures: Figures) -> dict[str, object]:
    parts = {
        "recall": (figures.found.total(), figures.marked.total()),
        "precision": (figures.right.total(), figures.masked.total()),
        "kept": (figures.kept.total(), figures.keeps.total()),
        "order numbers kept": (figures.kept["order"], figures.keeps["order"]),
    }
    rows: dict[str, object] = {f"{half}: {name}": _share(*counts) for name, counts in parts.items()}
    for kind in sorted(figures.marked):
        rows[f"{half}: {kind}"] = (
            f"recall {_share(figures.found[kind], figures.marked[kind])}, "
            f"precision {_share(figures.right[kind], figures.masked[kind])}"
        )
    return rows


def _share(good: int, total: int) -> str:
    if not total:
        return "none"
    low, high = Precision("", good, total - good).interval or (0.0, 1.0)
    return f"{good}/{total} [{low:.2f}, {high:.2f}]"


def _microseconds(text: str) -> float:
    """Of a mask made for one message and used once; the best of several rounds."""
    best = float("inf")
    for _ in range(BEST_OF):
        began = time.process_time()
        for _ in range(ROUNDS):
            Mask(PEOPLE, [text]).mask(text)
        best = min(best, (time.process_time() - began) / ROUNDS)
    return round(best * 1e6, 1)


if __name__ == "__main__":
    main()
