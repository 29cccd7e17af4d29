"""The core loads no screen, no database, no network client; help loads next to nothing."""

import subprocess
import sys

import pytest

EDGES = {"textual", "sqlalchemy", "alembic", "openai", "click", "rich"}
EXTRAS = {"sklearn", "numpy", "distributed", "duckdb", "upath"}
OF_IMPORTS = {"phonenumbers", "stdnum", "ftfy", "selectolax", "ijson", "mailparser_reply", "charset_normalizer"}
"""What only imports of other systems need."""


def loaded_by(statement):
    code = f"{statement}\nimport sys\nprint(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    "session traces report.debrief scenario.load scoring.grade scoring.conversation scoring.lines engine.hostility "
    "signals.reading signals.learned agreement".split(),
)
def test_the_core_loads_none_of_the_edges(module):
    assert not loaded_by(f"import simulator.{module}") & (EDGES | EXTRAS | OF_IMPORTS)


def test_an_extra_is_loaded_only_where_it_is_asked_for():
    modules = "cli.grade cli.train cli.validate batch.whole batch.running learning.train validity.table redact".split()
    assert not loaded_by("\n".join(f"import simulator.{module}" for module in modules)) & EXTRAS


def test_the_command_line_loads_no_heavy_library_before_a_command_runs():
    heavy = EDGES - {"click"} | {"yaml", "jsonschema", "nltk", "msgspec"}
    assert not loaded_by("import simulator.cli.main") & heavy


def test_the_practice_screen_loads_no_parser_and_no_database_before_its_first_frame():
    assert not loaded_by("import simulator.tui.app") & {"yaml", "jsonschema", "nltk", "sqlalchemy", "alembic"}


def test_the_practice_screen_loads_no_engine_before_its_first_frame():
    code = "import sys, simulator.tui.app; print(*(n for n in sys.modules if n.startswith('simulator.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    slow = {"simulator.session", "simulator.hearing", "simulator.signals.reading", "simulator.scoring.grade"}
    assert not slow & set(done.stdout.split())
