"""Start-up beside its peers: the help of a bare click group, and the first frame of a minimal Textual app.

The first frame of the practice screen is taken with an empty home and with the library screen as the first one.
"""

from __future__ import annotations

import sys
import tempfile

from measure import HERE, medians, report

RUNS = 15
BARS = {"help": 1.5, "first frame": 1.5}


def main() -> None:
    """Time both, print the ratios."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as home:
        helps = medians(
            {
                "simulator --help": [python, "-m", "simulator", "--help"],
                "bare click --help": [python, str(HERE / "peers" / "bare_click.py"), "--help"],
            },
            RUNS,
        )
        frames = medians(
            {
                "simulator, first frame": [python, str(HERE / "first_frame.py")],
                "bare Textual, first frame": [python, str(HERE / "peers" / "bare_textual.py")],
            },
            RUNS,
            {"SIMULATOR_HOME": home, "TERM": "xterm-256color"},
        )
    ratios = {
        "help, ratio (bar 1.5)": helps["simulator --help"] / helps["bare click --help"],
        "first frame, ratio (bar 1.5)": frames["simulator, first frame"] / frames["bare Textual, first frame"],
    }
    report("startup", {**helps, **frames, **ratios})


if __name__ == "__main__":
    main()
