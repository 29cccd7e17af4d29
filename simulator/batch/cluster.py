"""Parts on the workers of a Dask cluster: the same parts, and the same results, as on one machine."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor
from socket import create_connection
from typing import Any, cast
from urllib.parse import urlsplit

from simulator.batch.workers import Workers
from simulator.errors import SimulatorError, UsageError

RETRIES = 3
"""How often a part is sent to another worker when one dies."""
WAIT = 10.0
"""Seconds to wait for the scheduler."""


def on_cluster(address: str) -> Workers:
    """The workers that the scheduler at ``address`` knows.

    Raises:
        UsageError: the ``cluster`` extra is not installed, or it is no address.
        SimulatorError: no scheduler answers there, or it has no workers.

    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        said = "--cluster needs the 'cluster' extra: pip install '.[cluster]' in its folder"
        raise UsageError(said) from None
    _reach(address)
    client: Any
    try:
        client = cast("Any", Client)(address, timeout=WAIT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise SimulatorError(f"--cluster {address}: no scheduler answers ({error})") from None
    threads = sum(client.nthreads().values())
    if not threads:
        raise SimulatorError(f"--cluster {address}: the scheduler has no workers yet")

    def start() -> Executor:
        executor: Executor = client.get_executor(retries=RETRIES, pure=False)
        return executor

    return Workers(threads, start, (BrokenExecutor, KilledWorker))


def _reach(address: str) -> None:
    """Knock at the door: the client itself takes long to find nobody there, and doesn't say so in a line."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in {"tcp", "tls"} or not host or not port:
        raise UsageError(f"--cluster takes an address such as tcp://127.0.0.1:8786 or tls://host:8786; not {address!r}")
    try:
        create_connection((host, port), timeout=WAIT).close()
    except OSError as error:
        raise SimulatorError(f"--cluster {address}: no scheduler answers ({error.strerror or error})") from None
