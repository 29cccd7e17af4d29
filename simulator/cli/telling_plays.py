"""Golden plays in plain text: what was expected, what came, and how the play went reply by reply."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Sequence

import click

from simulator.authoring.golden import Difference
from simulator.authoring.play_causes import Told
from simulator.authoring.suite import Result
from simulator.shown import shown

WIDTH = 110
"""Characters of a line; longer words go on below."""


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
    lines += [line for each in test.causes for line in _said(each)]
    if verbose:
        lines += ["", *_replies(test)]
    return "\n".join(lines)


def _diff(each: Difference) -> Iterator[str]:
    yield f"    {'.'.join(map(str, each.path))}"
    yield click.style(f"      - {each.wanted}", fg="red")
    yield click.style(f"      + {each.got}", fg="green")


def _said(words: str) -> list[str]:
    return textwrap.wrap(shown(words), WIDTH, initial_indent="    ", subsequent_indent="    ")


def _replies(test: Result) -> Iterator[str]:
    """Every reply with what was heard in it and what that moved."""
    for each in test.replies:
        yield from _reply(each)
    if test.outcome is not None and test.outcome.unheard:
        yield f"    {test.outcome.unheard} more replies came after the end."


def _reply(each: Told) -> Iterator[str]:
    phases = dict.fromkeys(phase.lower().replace("_", " ") for phase in (each.phase_before, each.phase))
    yield f"    {each.n:>2}  {each.before:.0f} > {each.after:.0f}   {' > '.join(phases)}"
    rows = {"agent": each.reply, "heard": each.heard, "moved": each.why, "customer": each.answer}
    for name, words in rows.items():
        if words:
            yield from _wrapped(name, shown(words))


def _wrapped(name: str, words: str) -> list[str]:
    head = f"        {name:<10}"
    return textwrap.wrap(" ".join(words.split()), WIDTH, initial_indent=head, subsequent_indent=" " * len(head))


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
