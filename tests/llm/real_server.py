"""llama-server with a model of random weights: the real protocol, and answers nobody would make up."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("SIMULATOR_TEST_LLM", Path(__file__).parents[3] / "shared/tools/llm"))


@contextmanager
def llama_server(model: str, context: int = 4096):
    """Its address; the test is skipped where the program or the model is absent."""
    program, weights = FOLDER / "llama-server", FOLDER / f"{model}.gguf"
    if not (program.exists() and weights.exists()):
        pytest.skip(f"no llama-server with {model}.gguf in {FOLDER} (set SIMULATOR_TEST_LLM)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = f"-c {context} -np 2 -t 1 --host 127.0.0.1 --port {port} --alias {model} --jinja".split()
    running = subprocess.Popen([program, "-m", weights, *given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _ready(port)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        running.terminate()
        running.wait(10)


def _ready(port: int) -> None:
    for _ in range(200):
        with suppress(OSError):
            asking = HTTPConnection("127.0.0.1", port, timeout=1)
            asking.request("GET", "/health")
            if asking.getresponse().status == 200:
                asking.close()
                return
        asking.close()
        time.sleep(0.05)
    raise TimeoutError(f"llama-server did not start on port {port}")
