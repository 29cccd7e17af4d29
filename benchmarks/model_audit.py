"""Audits of a customer that the smallest real models word: ``python benchmarks/model_audit.py SERVER MODEL.gguf ...``.

Starts the server once for each model on loopback and lets agents play. The models are random weights: gibberish, and
bytes that are no text. What is measured is that every session ends, that nothing gets through, and how long it takes.
Writes benchmarks/results/model_audit.json.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import msgspec

from simulator.cli.audit import tell
from simulator.llm.audit import Report, Run, audit, report
from simulator.llm.blocking import Blocking
from simulator.llm.connection import Connection
from simulator.llm.customer_voice import ModelVoice
from simulator.llm.server import Server
from simulator.training import Workshop

RESULT = Path(__file__).parent / "results" / "model_audit.json"
SCENARIO = "late-parcel-birthday"
RUNS = 20


def started(server: Path, model: Path, port: int) -> subprocess.Popen[bytes]:
    """A server that answers, on loopback."""
    command = [server, "-m", model, "-c", "16384", "-np", "2", "-t", "1", "--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(
        [*map(str, command), "--alias", model.stem, "--jinja"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return running
    running.terminate()
    raise SystemExit(f"{server} did not start")


def session(workshop: Workshop, to: Connection) -> dict[str, object]:
    """A whole practised session by the scenario's best play, with the model's words where they pass."""
    server = Server(to)
    workshop.voice = ModelVoice(server, random.Random(1), Blocking(server, server.aclose))
    practice = workshop.practise(SCENARIO, seed=1)
    began = time.monotonic()
    for reply in practice.scenario.plays[0].replies:
        practice.send(reply.text, reply.delay_s)
        if practice.brief is not None:
            brief = practice.brief
            wording = workshop.voice.word(brief)
            if wording is not None:
                practice.say(wording, brief)
    told = practice.finish(None)
    workshop.voice.close()
    workshop.voice = None
    by = [item.worded.by for item in practice.exchanges if item.worded]
    seconds = round(time.monotonic() - began, 1)
    return {"ending": practice.state.ending, "by": by, "seconds": seconds, "told": told.happened[-1]}


def audited(workshop: Workshop, to: Connection) -> Report:
    """The figures of one model."""
    scenario, server, done = workshop.scenario(SCENARIO), Server(to), list[Run]()
    began = time.monotonic()
    with Blocking(server, server.aclose) as blocking:
        blocking.run(audit(scenario, workshop.kit, server, done, runs=RUNS, at_once=2))
    return report(scenario, server.name, done, wanted=RUNS, seconds=time.monotonic() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--port", type=int, default=8179)
    options = parser.parse_args()
    results = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    with Workshop(keep=False) as workshop:
        for at, model in enumerate(options.models):
            port = options.port + at
            running = started(options.server, model, port)
            try:
                to = Connection(base_url=f"http://127.0.0.1:{port}/v1", model=model.stem)
                one, found = session(workshop, to), audited(workshop, to)
            finally:
                running.terminate()
                running.wait()
            results[model.stem] = {"session": one, "audit": msgspec.to_builtins(found)}
            print("\n".join((f"session: {one}", *tell(found), "")))
    RESULT.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
