"""Asks the questions of ``simulator new scenario`` on a terminal, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.authoring.questions import Question
    from simulator.library import Library

BACK = "<"
INTRO = f"""\
A scenario in a dozen answers. Everything can be changed in the file afterwards.
Type {BACK} to go back a question. Ctrl-C stops, and nothing is written.
"""


def ask(library: Library) -> dict[str, str]:
    """All answers, each asked until it can be used."""
    from simulator.authoring.questions import QUESTIONS

    click.echo(INTRO)
    answers: dict[str, str] = {}
    n = 0
    while n < len(QUESTIONS):
        answer = _answer(QUESTIONS[n], n, library)
        if answer is None:
            n = max(0, n - 1)
        else:
            answers[QUESTIONS[n].key] = answer
            n += 1
    return answers


def _answer(question: Question, n: int, library: Library) -> str | None:
    """An answer that can be used; None: back to the question before."""
    from simulator.authoring.questions import QUESTIONS, accepted, described
    from simulator.errors import UsageError

    click.echo(f"\n{n + 1} of {len(QUESTIONS)}. {question.ask}")
    known = described(question, library)
    for number, (name, meaning) in enumerate(known.items(), 1):
        click.echo(f"   {number:2} {name:<16} {meaning}".rstrip())
    if not known:
        click.echo(f"   such as: {question.example}")
    while True:
        answer = str(click.prompt(">", default="", show_default=False, prompt_suffix=" "))
        if answer.strip() == BACK:
            return None
        try:
            return accepted(question, answer, library)
        except UsageError as error:
            click.echo(f"   {error}".replace(f"{question.key}: ", ""))
