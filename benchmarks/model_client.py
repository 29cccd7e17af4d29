"""What the adapter and the caller for many requests add to a bare openai client, on loopback with a known latency.

Bars: at most 5 ms median added to the time to the first token; at least 95% of the throughput of a bare asyncio loop at
the same concurrency; a second run over remembered answers makes no call.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import openai
from measure import HERE, report

from simulator.llm.calls import Calls
from simulator.llm.chat import Ask, Message
from simulator.llm.connection import Connection, Key
from simulator.llm.remembered import Remembered
from simulator.llm.server import Server

TURNS = 200
FIRST_LATENCY_S = 0.02
BATCH_LATENCY_S = 0.2
BATCH = 480
CONCURRENCY = 16
ROUNDS = 9


def ask(n: int) -> Ask:
    words = f"Conversation {n}: where is my parcel, it should have come a week ago?"
    return Ask((Message("system", "You are a customer."), Message("user", words)), max_tokens=100)


@contextmanager
def timed_server(latency_s: float, longest_s: float = 0.0) -> Iterator[str]:
    """The address of a server in its own process; ``longest_s``: latencies differ, up to that."""
    command = [sys.executable, str(HERE / "model_server.py"), str(latency_s), str(longest_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield f"http://127.0.0.1:{int(running.stdout.readline())}/v1"
        finally:
            running.terminate()


def made(address: str) -> int:
    """How many answers the server has given."""
    with urllib.request.urlopen(address.replace("/v1", "/made")) as answer:  # noqa: S310
        return int(answer.read())


def bare_client(address: str) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url=address, api_key="none", max_retries=0)


def fields(asked: Ask) -> dict[str, object]:
    messages = [{"role": message.role, "content": message.content} for message in asked.messages]
    return {"model": "timed", "messages": messages, "max_tokens": asked.max_tokens, "temperature": asked.temperature}


async def first_tokens(address: str) -> tuple[list[float], list[float]]:
    """Seconds to the first words, by the bare client and by the adapter, in turn."""
    client, server = bare_client(address), Server(Connection(base_url=address, model="timed", key=Key("none")))
    bare, ours = [], []
    for n in range(TURNS + 10):
        began = time.perf_counter()
        stream = await client.chat.completions.create(
            **fields(ask(n)), stream=True, stream_options={"include_usage": True}
        )
        first = 0.0
        async for event in stream:
            first = first or (time.perf_counter() - began if event.choices[0].delta.content else 0.0)
        bare.append(first)
        times: list[float] = []
        began = time.perf_counter()
        await server.ask(ask(n), lambda _, times=times: times.append(time.perf_counter()))
        ours.append(times[0] - began)
    await client.close()
    await server.aclose()
    return bare[10:], ours[10:]


async def bare_batch(address: str) -> tuple[float, float]:
    """Requests a second of a plain loop of workers over the bare client; and seconds of processor time for each."""
    client = bare_client(address)
    waiting = iter(range(BATCH))

    async def work() -> None:
        for n in waiting:
            done = await client.chat.completions.create(**fields(ask(n)))
            if not done.choices[0].message.content:
                raise SystemExit("an answer without words")

    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(CONCURRENCY)))
    rate, cost = BATCH / (time.perf_counter() - began), (time.process_time() - worked) / BATCH
    await client.close()
    return rate, cost


async def batch(address: str, kept: Remembered) -> tuple[float, float, int]:
    """The same of the caller for many, with answers kept on the disk; and how many requests it made."""
    server = Server(Connection(base_url=address, model="timed", key=Key("none")))
    calls = Calls(server, random=Random(1), most=CONCURRENCY, remembered=kept)
    began, worked = time.perf_counter(), time.process_time()
    done = 0
    async for _ in calls.each(ask(n) for n in range(BATCH)):
        done += 1
    rate, cost = BATCH / (time.perf_counter() - began), (time.process_time() - worked) / BATCH
    await server.aclose()
    if done != BATCH:
        raise SystemExit(f"{done} of {BATCH} were answered")
    return rate, cost, calls.made


def main() -> None:
    """Run all, print the figures."""
    with timed_server(FIRST_LATENCY_S) as address:
        bare, ours = asyncio.run(first_tokens(address))
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    costs: dict[str, list[float]] = {"bare": [], "ours": []}
    with timed_server(BATCH_LATENCY_S) as address, tempfile.TemporaryDirectory() as folder:
        for n in range(ROUNDS):
            with Remembered(Path(folder) / f"{n}.jsonl") as kept:
                # In turn, each first in every second round: a machine that others use as well slows both alike.
                for name in ("bare", "ours") if n % 2 else ("ours", "bare"):
                    running = batch(address, kept) if name == "ours" else bare_batch(address)
                    rate, cost, *_ = asyncio.run(running)
                    rates[name].append(rate)
                    costs[name].append(cost)
        before = made(address)
        with Remembered(Path(folder) / "0.jsonl") as kept:
            again, _, calls = asyncio.run(batch(address, kept))
        after = made(address)
    plain, many = (statistics.median(rates[name]) for name in ("bare", "ours"))
    shares = [mine / theirs for mine, theirs in zip(rates["ours"], rates["bare"], strict=True)]
    report(
        "model_client",
        {
            "first token, bare client, median ms": 1000 * statistics.median(bare),
            "first token, adapter, median ms": 1000 * statistics.median(ours),
            "added to the first token, median ms (bar 5)": 1000 * (statistics.median(ours) - statistics.median(bare)),
            "requests side by side": CONCURRENCY,
            "latency of the server, ms": 1000 * BATCH_LATENCY_S,
            "bare loop, requests a second": plain,
            "caller for many, requests a second": many,
            "share of the bare loop, median of the rounds, % (bar 95)": 100 * statistics.median(shares),
            "share of the bare loop, worst round, %": 100 * min(shares),
            "processor time a request, bare loop, ms": 1000 * statistics.median(costs["bare"]),
            "processor time a request, caller for many, ms": 1000 * statistics.median(costs["ours"]),
            "second run, calls made (bar 0)": calls + after - before,
            "second run, answers a second": again,
        },
    )


if __name__ == "__main__":
    main()
