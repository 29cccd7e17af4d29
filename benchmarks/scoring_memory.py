"""Memory of the real `simulator score`, fed replies through a pipe: after 10,000 replies and after a million.

What it holds must not grow with what it has read. The replies are sentences of the library with a number and a word of
their own, so that no two are alike. `--replies 100000` makes a shorter run.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO, cast

from measure import report
from scoring import replies

FIRST = 10_000


def resident(process: int) -> float:
    """Resident memory of a process, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def feed(program: subprocess.Popen[bytes], count: int) -> None:
    """Write that many lines, no two alike, and close the pipe."""
    sentences, choose = [part for text in replies() for part in text.split(". ")], random.Random(0)
    sides = ("agent", "agent", "customer")
    pipe = cast("BinaryIO", program.stdin)
    for n in range(count):
        text = f"{choose.choice(sentences)} {choose.randrange(10**7)} w{n}x"
        line = {"id": n, "text": text, "side": sides[n % 3], "context": f"It is late, {n}!"}
        pipe.write(json.dumps(line).encode() + b"\n")
    pipe.close()


def main() -> None:
    """Run it and print the memory at both points."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--replies", type=int, default=1_000_000)
    count = max(2 * FIRST, parser.parse_args().replies)
    began = time.perf_counter()
    command = [sys.executable, "-m", "simulator", "score"]
    marks: dict[int, float] = {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        writer = threading.Thread(target=feed, args=(program, count))
        writer.start()
        for n, _ in enumerate(cast("BinaryIO", program.stdout), 1):
            if n in (FIRST, count // 2, count - 1):
                marks[n] = resident(program.pid)
                sys.stderr.write(f"{n:,}: {marks[n]:.1f} MB\n")
        writer.join()
    if program.returncode:
        sys.exit(f"simulator score ended with {program.returncode}")
    first, last = marks[FIRST], marks[count - 1]
    report(
        "scoring_memory",
        {
            "replies": count,
            f"MB after {FIRST:,}": first,
            "MB half way": marks[count // 2],
            "MB at the end": last,
            "growth, MB": last - first,
            "growth, share": last / first - 1,
            "replies a second, with the pipe": count / (time.perf_counter() - began),
        },
    )


if __name__ == "__main__":
    main()
