"""Starting up costs no detector: they are loaded with the first reading."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import simulator.signals
assert "simulator.signals.reading" not in sys.modules
assert "simulator.signals.rules" not in sys.modules
from simulator.signals import read
assert read("I'm sorry.").strengths["apology"] > 0
"""


def test_the_package_loads_its_detectors_only_when_asked():
    subprocess.run([sys.executable, "-c", CODE], check=True)
