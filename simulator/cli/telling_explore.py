"""An exploration told in plain words, for the person who wrote the scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from simulator.authoring.coverage import BESIDE, KINDS, UNFINISHED
from simulator.shown import shown

if TYPE_CHECKING:
    from simulator.authoring.coverage import Part
    from simulator.authoring.explore import Exploration
    from simulator.authoring.shrink import Stuck

WIDTH = 24
"""Width of the bars, in characters."""
NAMED = 12
"""How many of one kind that were never reached are named; the rest is counted."""
ENDINGS: dict[str, str] = {
    "RESOLVED": "settled",
    "WALKED_AWAY": "the customer left",
    "ESCALATED": "handed over",
    "TERMINATED": "contact ended",
    UNFINISHED: "still going on",
}
"""How endings are told."""


def tell_exploration(report: Exploration) -> str:
    """The report as text."""
    return shown("\n".join(_lines(report)))


def _lines(report: Exploration) -> Iterator[str]:
    stopped = " (stopped early)" if report.stopped else ""
    played = f"{report.plays:,} plays, {report.replies:,} replies, seed {report.seed}{stopped}"
    yield f"{report.title} ({report.scenario}): {played}"
    yield ""
    yield f"Reached: {report.coverage.share:.0%} of all that the scenario holds"
    for kind, part in report.coverage.parts.items():
        yield f"  {KINDS[kind]:<18} {part.reached} of {len(part.counts)}"
    for kind, part in report.coverage.beside.items():
        yield f"  {BESIDE[kind]:<18} {part.reached} of {len(part.counts)} (not part of the share)"
    yield from _never(report)
    yield ""
    yield from _endings(report)
    yield ""
    yield "Replies in a play"
    yield from _bars({_span(n): count for n, count in _grouped(report.lengths, 3).items()})
    yield ""
    yield "Highest hostility of a play"
    yield from _bars({f"{10 * n}-{10 * n + 10}": count for n, count in report.peaks.items()})
    yield ""
    yield from _difficulty(report)
    yield ""
    yield from _stuck(report)


def _never(report: Exploration) -> Iterator[str]:
    missing = {kind: part for kind, part in report.coverage.parts.items() if part.never}
    if missing or report.unworded:
        yield ""
        yield "Never reached"
    for kind, part in missing.items():
        yield f"  {KINDS[kind]:<18} {_named(part)}"
    if report.unworded:
        yield f"  no words for it    {', '.join(report.unworded)}"
        yield "                     (nothing that was tried is heard as such: give it phrases, or a play that says it)"


def _named(part: Part) -> str:
    more = len(part.never) - NAMED
    return ", ".join(part.never[:NAMED]).replace("_", " ") + (f" and {more} more" if more > 0 else "")


def _endings(report: Exploration) -> Iterator[str]:
    whole: Counter[str] = Counter()
    for counts in report.endings.values():
        whole.update(counts)
    yield f"How it ended     {'all':>7}" + "".join(f"{skill:>10}" for skill in report.endings)
    for ending in [name for name in ENDINGS if whole[name]]:
        shares = [f"{whole[ending] / max(1, report.plays):>7.1%}"]
        shares += [
            f"{counts.get(ending, 0) / max(1, sum(counts.values())):>10.1%}" for counts in report.endings.values()
        ]
        shortest = report.shortest.get(ending)
        least = f"   shortest: {len(shortest.replies)}" if shortest and ending != UNFINISHED else ""
        yield f"  {ENDINGS[ending]:<17}{''.join(shares)}{least}"


def _difficulty(report: Exploration) -> Iterator[str]:
    found = report.difficulty
    if found.estimated is None:
        yield f"Difficulty: declared {found.declared}; for an estimate play more."
        return
    left = f"good and ordinary agents leave {found.unsettled:.0%} unsettled, at a hostility of {100 * found.heat:.0f}"
    yield f"Difficulty: declared {found.declared}, plays like {found.estimated} ({left})"
    if abs(found.estimated - found.declared) > 1:
        why = "hard" if found.estimated > found.declared else "easy"
        yield f"  Think again about the {found.declared}, or about what makes it {why}."


def _stuck(report: Exploration) -> Iterator[str]:
    if not report.stuck:
        yield "No state was found that leads nowhere."
    for item in report.stuck:
        yield from _way(item)


def _way(item: Stuck) -> Iterator[str]:
    what = "Nothing ends it" if item.kind == "stuck" else "No help settles it any more"
    yield f"{what} after {_counted(len(item.replies))} (play {item.play}; hostility {item.hostility:.0f}):"
    for sent in item.replies:
        late = f"  [after {sent.delay_s:g} s]" if sent.delay_s is not None else ""
        yield f"  > {' '.join(sent.text.split())}{late}"
    yield f"  the customer's last words: {' '.join(item.line.split())}"


def _counted(count: int) -> str:
    return {0: "the opening", 1: "this reply"}.get(count, f"these {count} replies")


def _grouped(counts: Mapping[int, int], size: int) -> dict[int, int]:
    groups: Counter[int] = Counter()
    for number, count in counts.items():
        groups[max(0, number - 1) // size] += count
    return dict(sorted(groups.items()))


def _span(group: int, size: int = 3) -> str:
    return f"{group * size + 1}-{group * size + size}"


def _bars(counts: Mapping[str, int]) -> Iterator[str]:
    most = max(counts.values(), default=1)
    for name, count in counts.items():
        yield f"  {name:>7}  {'█' * max(1 if count else 0, round(WIDTH * count / most)):<{WIDTH}}  {count:,}"
