"""How well and how fast replies are understood: held-out questions, proposals by family, milliseconds a reply.

The questions in tests/data/questions.yaml were written before the recogniser (first part) or measured without a look at
the single answers (second part); questions_dev.yaml is what it was tuned to. The sentences of the families are tests:
their bar is nine of ten.
"""

from __future__ import annotations

import statistics
import sys
import time

from measure import ROOT, report

sys.path.insert(0, str(ROOT / "tests" / "engine"))

from case_of import hear, plain_case, shared
from understanding_figures import FAMILIES, KINDS, count_proposals, count_questions, questions

from simulator.engine.ear import build, shelve

FIRST_PART = 152
RUNS = 300
REPLY = (
    "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I can see why this worries you. What does the "
    "tracking show on your side? I'll call the depot and let you know by 3 pm what they say."
)


def figures_of_questions() -> dict[str, str]:
    """Right, wrong and missed, in per cent, for each set of questions."""
    held_out = questions("questions")
    sets = {
        "questions, held out, first part": held_out[:FIRST_PART],
        "questions, held out, second part": held_out[FIRST_PART:],
        "questions, held out": held_out,
        "questions, development": questions("questions_dev"),
    }
    rows = {}
    for name, items in sets.items():
        count = count_questions(items)
        right, wrong, missed = (100 * part / count.total for part in (count.right, count.wrong, count.missed))
        rows[name] = f"{right:.1f}% right, {wrong:.1f}% wrong, {missed:.1f}% not understood, of {count.total}"
    return rows


def figures_of_proposals() -> dict[str, str]:
    """For each family, how many sentences of each kind are taken as meant."""
    rows = {}
    sums = dict.fromkeys(KINDS, (0, 0))
    for family in FAMILIES:
        counts = {kind: count_proposals(family, kind)[:2] for kind in KINDS}
        rows[f"proposals, {family}"] = ", ".join(f"{kind} {good}/{total}" for kind, (good, total) in counts.items())
        sums = {kind: (sums[kind][0] + counts[kind][0], sums[kind][1] + counts[kind][1]) for kind in KINDS}
    rows["proposals, all families"] = ", ".join(f"{kind} {good}/{total}" for kind, (good, total) in sums.items())
    return rows


def milliseconds(runs: int = RUNS) -> dict[str, float]:
    """Medians: one reply of 38 words, compiling what all scenarios share, and what one adds."""
    case = plain_case("replacement")
    hear(REPLY, case)
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        hear(REPLY, case)
        times.append(time.perf_counter() - began)
    began = time.perf_counter()
    shelf = shelve(shared())
    shelved = time.perf_counter()
    build(shelf, case)
    return {
        "understanding one reply, ms": 1000 * statistics.median(times),
        "compiling the shared phrases, ms": 1000 * (shelved - began),
        "compiling one scenario's own, ms": 1000 * (time.perf_counter() - shelved),
    }


if __name__ == "__main__":
    report("understanding", {**figures_of_questions(), **figures_of_proposals(), **milliseconds()})
