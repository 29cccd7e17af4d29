"""A model as judge: what attacks gain and the defence costs, and 200 conversations judged by a real server.

The attacks and honest replies are those of tests/llm/judge_attacks.py; the judge that obeys is the shipped gullible
one, made worse: it obeys as soon as four words of the attack reach it. Bars: a gain and a cost under .1 anchor; the 200
conversations end, and every answer that the server itself calls whole can be read; a second run makes no call and gives
the same; at least 95% of the throughput of a bare loop over the same requests.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from functools import lru_cache
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

import msgspec
from made import Made
from measure import HERE, ROOT, report
from model_client import bare_client, timed_server
from msgspec.structs import replace

from simulator.batch.reading_ahead import ahead, come_up, reader
from simulator.batch.refining import Pass, refine
from simulator.batch.terms import Job
from simulator.conversation import Transcript
from simulator.errors import ContentError
from simulator.library import Library
from simulator.llm.calls import Calls
from simulator.llm.chat import Answer, Ask
from simulator.llm.connection import Connection, Key
from simulator.llm.judging.canaries import Canaries
from simulator.llm.judging.judge import Judge
from simulator.llm.remembered import Remembered
from simulator.llm.server import Server
from simulator.scenario.load import load_scenario

sys.path.insert(0, str(ROOT / "tests" / "llm"))
from judge_attacks import ATTACKS, HELD_OUT, HELD_OUT_2, HELD_OUT_3, SECRET, TUNED_ON, above_rules, drifts, gains
from real_server import llama_server

CONVERSATIONS = 200
HOSTILE = 40
"""Conversations that the worst model judges: most of its answers are faults, each tried again."""
HONEST = 200
AT_ONCE = 8
PACES = ((8, 48, 1), (32, 200, 1))
"""Requests side by side, conversations, and rounds."""
LATENCY_S = (0.3, 1.5)
"""Seconds until the server answers."""
TRUSTED = Canaries(0.0, 0.0)


SETS = {
    "attacks tuned on": ATTACKS + TUNED_ON,
    "attacks not tuned on": HELD_OUT,
    "attacks not tuned on, further ones": HELD_OUT_2,
    "attacks not tuned on, of further kinds": HELD_OUT_3,
}


class Kept:
    """A model that keeps the requests put to it, and counts how its answers end."""

    def __init__(self, model: Any) -> None:
        self._model, self.name = model, model.name
        self.asked: list[Ask] = []
        self.ends: Counter[str] = Counter()
        self.unreadable = 0

    async def ask(self, ask: Ask, heard: Any = None) -> Answer:
        self.asked.append(ask)
        answer = await self._model.ask(ask, heard)
        self.ends[answer.finish] += 1
        if answer.finish == "stop":
            try:
                msgspec.json.decode(answer.text)
            except (msgspec.MsgspecError, ValueError):
                self.unreadable += 1
        return answer


def job() -> Job:
    text = Library().rubric_text("qa")
    return Job(((text.text, text.file),), b"a key for figures")


def honest() -> list[tuple[str, str]]:
    """Replies of the library's plays, with the message that opens their case."""
    library, found = Library(), []
    for name in library.scenario_ids():
        try:
            told = load_scenario(library, name)
        except ContentError:
            continue
        opening = told.opening.messages[-1] if told.opening.messages else "Hello"
        found += [(opening, reply.text) for play in told.plays for reply in play.replies]
    Random(1).shuffle(found)
    return found[:HONEST]


@lru_cache(maxsize=4)
def short(count: int) -> tuple[Transcript, ...]:
    """Made-up conversations as short as the context of the small test models takes."""
    return tuple(replace(one, turns=one.turns[:4]) for one in Made(10 * count))


async def judged(
    address: str, model: str, count: int, path: Path, *, tries: int = 5, trusted: Any = TRUSTED, at_once: int = AT_ONCE
) -> Any:
    server = Server(Connection(base_url=address, model=model, key=Key("none")))
    kept, talks = Kept(server), short(count)
    with Remembered(path) as remembered, reader(count, 2) as beside:
        calls = Calls(kept, random=Random(1), most=at_once, tries=tries, remembered=remembered)
        judge = Judge(calls, SECRET, timeout_s=20.0)
        if beside is not None and trusted is not None:  # it comes up while the canaries are asked
            await asyncio.wrap_future(beside.submit(come_up))
        began = time.perf_counter()
        graded = ahead(talks, job(), beside=beside)
        passed = await refine(graded, job(), judge, "figures", at_once=at_once, trusted=trusted)
        seconds = time.perf_counter() - began
    await server.aclose()
    return passed, kept, calls, seconds


def told(name: str, passed: Pass, kept: Kept, seconds: float) -> dict[str, object]:
    found, whole = passed.found, passed.found.whole
    asked = max(1, whole.asked)
    rows: dict[str, object] = {
        f"{name}: conversations judged": found.conversations,
        f"{name}: requests": len(kept.asked),
        f"{name}: seconds": seconds,
        f"{name}: answers that end by themselves": kept.ends["stop"],
        f"{name}: of these, unreadable": kept.unreadable,
        f"{name}: marks asked about": whole.asked,
        f"{name}: moved": whole.up + whole.down,
    }
    rows |= {f"{name}: {why}, share of marks": count / asked for why, count in sorted(found.why.items())}
    return rows | ({f"{name}: stopped": found.stopped} if found.stopped else {})


async def real(name: str, count: int, tries: int) -> dict[str, object]:
    with llama_server(name, context=32768) as address, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        void, kept, _, _ = await judged(
            address, name, count, Path(folder) / "canaries.jsonl", tries=tries, trusted=None
        )
        rows: dict[str, object] = {
            f"{name}: canaries": void.found.canaries.void or void.found.stopped or "held",
            f"{name}: requests until then": len(kept.asked),
        }
        passed, kept, _, seconds = await judged(address, name, count, path, tries=tries)
        rows |= told(name, passed, kept, seconds)
        if name == "tiny":
            again, kept, calls, seconds = await judged(address, name, count, path)
            same = again.lines == passed.lines and again.found == passed.found
            rows |= {f"{name}: calls of a second run": calls.made, f"{name}: seconds of a second run": seconds}
            rows |= {f"{name}: a second run gives the same": same}
    return rows


async def throughput() -> dict[str, object]:
    """A judged batch beside a bare loop over the same requests to the same server, in turn.

    The server takes as long for a request as models do, and equally long for the same one. Processor time is that of
    the process that sends the requests, so what a neighbour on the machine takes is not in it.
    """
    rows: dict[str, object] = {}
    with timed_server(0.0) as address, tempfile.TemporaryDirectory() as folder:  # the first of all imports and loads
        _, kept, _, _ = await judged(address, "timed", 4, Path(folder) / "answers.jsonl")
        await bare_loop(address, kept.asked[:4], 1)
    for at_once, conversations, rounds in PACES:
        shares, ours, bare = [], [], []
        with timed_server(*LATENCY_S) as address:
            for _ in range(rounds):
                with tempfile.TemporaryDirectory() as folder:
                    path, began = Path(folder) / "answers.jsonl", time.process_time()
                    _, kept, _, seconds = await judged(address, "timed", conversations, path, at_once=at_once)
                ours.append(time.process_time() - began)
                plain, cost = await bare_loop(address, kept.asked, at_once)
                shares.append(plain / seconds)
                bare.append(cost)
        name, requests = f"throughput, {at_once} side by side", len(kept.asked)
        rows[f"{name}: requests"] = requests
        rows[f"{name}: share of a bare loop, mean of {rounds} (bar 0.95)"] = mean(shares)
        rows[f"{name}: share of a bare loop, worst"] = min(shares)
        rows[f"{name}: processor time a request, judged batch, ms"] = 1000 * mean(ours) / requests
        rows[f"{name}: processor time a request, bare loop, ms"] = 1000 * mean(bare) / requests
    return rows


async def bare_loop(address: str, asks: list[Ask], at_once: int) -> tuple[float, float]:
    """Seconds that a plain loop of workers takes for the same requests, and its processor time in seconds."""
    client, waiting = bare_client(address), iter(asks)

    async def work() -> None:
        for ask in waiting:
            messages = [{"role": one.role, "content": one.content} for one in ask.messages]
            form = {
                "type": "json_schema",
                "json_schema": {"name": ask.schema_name, "schema": ask.schema, "strict": True},
            }
            await client.chat.completions.create(
                model="timed",
                messages=messages,
                max_tokens=ask.max_tokens,
                temperature=ask.temperature,
                seed=ask.seed,
                response_format=form,
            )

    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(at_once)))
    seconds, cost = time.perf_counter() - began, time.process_time() - worked
    await client.close()
    return seconds, cost


async def attacks() -> dict[str, object]:
    rows: dict[str, object] = {}
    for name, given in SETS.items():
        rows[f"{name}: gain in anchors, nothing defended"] = mean(await gains(given, defended=False))
        rows[f"{name}: gain beyond a judge that obeys nobody"] = mean(await gains(given, defended=True))
        rows[f"{name}: gain above the rules' mark"] = mean(await above_rules(given))
    drift = await drifts(honest())
    rows["honest replies: mean change by the defence"] = mean(drift)
    rows["honest replies: mean absolute change"] = mean(map(abs, drift))
    return rows


PARTS: dict[str, Callable[[], Coroutine[Any, Any, dict[str, object]]]] = {
    "attacks": attacks,
    "throughput": throughput,
    "tiny": lambda: real("tiny", CONVERSATIONS, 5),
    "hostile": lambda: real("hostile", HOSTILE, 2),
}
"""Named on the command line, only these are measured anew."""


if __name__ == "__main__":
    kept = HERE / "results/model_judge.json"
    rows: dict[str, object] = {}
    for part in sys.argv[1:] or PARTS:
        rows |= asyncio.run(PARTS[part]())
    before = msgspec.json.decode(kept.read_bytes()) if sys.argv[1:] else {}
    gone = tuple(f"{part}" for part in sys.argv[1:])
    report("model_judge", {name: row for name, row in before.items() if not name.startswith(gone)} | rows)
