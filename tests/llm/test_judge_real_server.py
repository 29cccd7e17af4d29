"""A judged batch against a real server whose models know nothing: it ends, it can be read, and no mark is moved."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from real_server import llama_server

from simulator.batch.reading_ahead import ahead
from simulator.batch.refining import refine
from simulator.batch.terms import Job
from simulator.library import Library
from simulator.llm.calls import Calls
from simulator.llm.connection import Connection
from simulator.llm.judging.canaries import Canaries
from simulator.llm.judging.judge import Judge
from simulator.llm.server import Server

sys.path.insert(0, str(Path(__file__).parents[1] / "batch"))
from conversations import conversations


@pytest.mark.parametrize(("model", "reasons"), [("tiny", {"unproven"}), ("hostile", {"unreadable", "server", "empty"})])
async def test_a_batch_ends_is_read_and_moves_nothing(model, reasons):
    text = Library().rubric_text("qa")
    job = Job(((text.text, text.file),), b"a key for tests")
    with llama_server(model, context=8192) as address:
        server = Server(Connection(base_url=address, model=model))
        judge = Judge(Calls(server, random=Random(1), most=4, tries=1), b"kept here", timeout_s=20.0)
        void = await refine(ahead(conversations(1), job), job, judge, "tests")
        passed = await refine(ahead(conversations(1), job), job, judge, "tests", trusted=Canaries(0.0, 0.0))
        await server.aclose()
    assert void.found.canaries.void
    assert void.lines == []
    assert (passed.found.conversations, passed.found.stopped) == (1, "")
    assert passed.found.why.keys() <= reasons
    assert all(line.ruling.counted == line.ruling.rules for line in passed.lines)
