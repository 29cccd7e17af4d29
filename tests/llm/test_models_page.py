"""docs/models.md: its example runs, and what it names is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import msgspec

from simulator.llm.calls import AGAIN
from simulator.llm.chat import Fault
from simulator.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "models.md").read_text("utf-8")


def test_its_example_runs():
    code = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(code) == 1
    subprocess.run([sys.executable, "-W", "error", "-c", code[0]], check=True, timeout=60)


def test_every_kind_of_fault_is_told_and_whether_it_is_made_again():
    rows = dict(re.findall(r"^\| (`[\w`, ]+`) \|.*\| (yes|no) \|$", PAGE, re.MULTILINE))
    told = {kind: again for kinds, again in rows.items() for kind in re.findall(r"\w+", kinds)}
    assert told == {kind: "yes" if kind in AGAIN else "no" for kind in get_args(Fault)}


def test_every_setting_of_a_model_is_told():
    names = [field.name for field in msgspec.structs.fields(Settings) if field.name.startswith("model")]
    assert len(names) == 5
    assert [name for name in names if f"`{name}`" not in PAGE] == []
