"""Other programs that use the same history, run as Python processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PATH = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"


def started(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A running program whose input, output and errors are pipes; it finds the modules of this folder."""
    command = [sys.executable, "-c", _PATH + code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def output(code: str, *arguments: object) -> str:
    """What a program prints; it must end well and complain about nothing."""
    with started(code, *arguments) as program:
        printed, complaints = program.communicate(timeout=60)
    assert (complaints, program.returncode) == ("", 0)
    return printed
