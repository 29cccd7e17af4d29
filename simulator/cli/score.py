"""``simulator score``: JSON Lines in, a line of signals, marks and evidence out for each (docs/score.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; a longer line is read past in pieces and answered with an error."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@click.command(name="score")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def score(*, library: tuple[Path, ...]) -> None:
    """Read messages from standard input, a JSON object a line, and print what was found in each.

    Each line: {"id": anything, "text": "...", "side": "agent" or "customer", "context": "the message before it"}.
    """
    from simulator.library import Library
    from simulator.scoring.lines import refuse, score_line
    from simulator.scoring.load import load_library_card
    from simulator.scoring.shipped import shipped_answers

    content = Library(library)
    rubrics, shipped = load_library_card(content).rubrics, shipped_answers(content)
    out, good = sys.stdout.buffer, True
    try:
        for line in lines(sys.stdin.buffer):
            answer, fine = (refuse(_TOO_LONG), False) if line is None else score_line(line, rubrics, shipped)
            good = good and fine
            out.write(answer + b"\n")
            out.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has nowhere to go
        sys.exit(141)
    sys.exit(0 if good else 1)


_TOO_LONG = f"the line is longer than {LONGEST_LINE // 2**20} MB"


def lines(source: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream without their ends, as soon as each is there; None for one that is too long to be held."""
    first = True
    while line := source.readline(LONGEST_LINE + 1):
        if first:
            line, first = line.removeprefix(BYTE_ORDER_MARK), False
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := source.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line.strip()
