"""Golden plays in plain text: what was expected, what came, and how the play went reply by reply."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

import click

from simulator.authoring.golden import Difference
from simulator.authoring.suite import Result
from simulator.cli.columns import table
from simulator.shown import one_line, shown


def tell_test(test: Result) -> str:
    """One play in one line."""
    word, colour = ("passed", "green") if test.passed else ("error", "red") if test.error else ("failed", "red")
    return f"{click.style(word, fg=colour)} {test.scenario}: {shown(test.name)} ({test.seconds:.2f} s)"


def tell_failure(test: Result, *, verbose: bool) -> str:
    """What came out otherwise, as a diff; ``verbose``: with every reply."""
    if test.error:
        return f"{click.style('ERROR', fg='red', bold=True)} {test.file}:{test.line}: {shown(test.error)}"
    head = f"{click.style('FAILED', fg='red', bold=True)} {test.scenario}: {shown(test.name)} ({test.file}:{test.line})"
    lines = [head, *(line for each in test.differences for line in _diff(each))]
    if verbose:
        lines += ["", *_replies(test)]
    return "\n".join(lines)


def _diff(each: Difference) -> Iterator[str]:
    yield f"    {'.'.join(map(str, each.path))}"
    yield click.style(f"      - {each.wanted}", fg="red")
    yield click.style(f"      + {each.got}", fg="green")


def _replies(test: Result) -> list[str]:
    if test.outcome is None:
        return []
    rows = [["", "hostility", "phase", "reply", "answer"]]
    for n, turn in enumerate(test.outcome.turns, 1):
        said = [one_line(turn.reply, 44), one_line(turn.answer, 44)]
        rows.append([str(n), f"{turn.hostility:.0f}", turn.phase.lower().replace("_", " "), *said])
    unheard = [f"{test.outcome.unheard} more replies came after the end."] if test.outcome.unheard else []
    return [f"    {line}" for line in [*table(rows).splitlines(), *unheard]]


def tell_sum(tests: Sequence[Result]) -> str:
    """How many passed and failed, in how long."""
    failed = sum(bool(test.differences) for test in tests)
    broken = sum(bool(test.error) for test in tests)
    passed = len(tests) - failed - broken
    words = [f"{passed} passed"] + ([f"{failed} failed"] if failed else [])
    words += [f"{broken} scenario{'' if broken == 1 else 's'} can't be loaded"] if broken else []
    colour = "red" if failed or broken else "green"
    return f"{click.style(', '.join(words), fg=colour, bold=True)} in {sum(test.seconds for test in tests):.1f} s"


def tell_edits(before: str, after: str, file: str) -> str:
    """The lines that would change, as a diff."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, n=1, lineterm="")
    colours = {"-": "red", "+": "green"}
    return "\n".join(click.style(shown(line), fg=colours.get(line[:1])) for line in lines)
