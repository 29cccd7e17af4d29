"""The one place that connects to a model server: nothing passes when connections are forbidden.

It also bounds every answer in bytes, whoever reads it, and takes off what tells about the machine.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from simulator import __version__
from simulator.llm.chat import ModelError
from simulator.llm.connection import LOOPBACK, offline

MOST_BYTES = 8 << 20
"""More than any answer needs: 4,000 tokens, each in a message of its own, are about 1.5 MB."""
MOST_CONNECTIONS = 256


def opened(base_url: str) -> httpx2.AsyncBaseTransport:
    """The way to a server: direct on this machine, else by the proxy that the environment names, if it names one.

    Certificates are read where there may be one to check: that takes longer than a request.
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    direct = host in LOOPBACK or bool(proxy_bypass(host))
    limits = httpx2.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS)
    proxy = None if direct else getproxies().get(parts.scheme)
    secure = parts.scheme == "https" or proxy is not None
    return httpx2.AsyncHTTPTransport(verify=secure, limits=limits, proxy=proxy)


class Gate(httpx2.AsyncBaseTransport):
    """Passes requests on to another transport, if connections are allowed at all.

    ``without``: what the names of headers begin with that are taken off.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, without: Iterable[str] = ()) -> None:
        self._inner, self._without = inner, (*without, "x-stainless-")

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The server's response, its body bounded.

        Raises:
            ModelError: connections are forbidden, or the answer is compressed although that was not asked for.

        """
        if offline(os.environ):
            raise ModelError(
                "offline", "connections are forbidden (--offline or SIMULATOR_OFFLINE): no model is asked."
            )
        response = await self._inner.handle_async_request(_plain(request, self._without))
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise ModelError("unreadable", "the model server sends a compressed answer, which was not asked for.")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(response.stream)
        return response

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()


def _plain(request: httpx2.Request, without: tuple[str, ...]) -> httpx2.Request:
    """The request with nothing about the machine; a copy, because the client goes on to read its own."""
    headers = [(name, value) for name, value in request.headers.multi_items() if not name.startswith(without)]
    plain = httpx2.Headers(headers)
    plain["user-agent"] = f"service-simulator/{__version__}"
    plain["accept-encoding"] = "identity"
    return httpx2.Request(
        request.method, request.url, headers=plain, stream=request.stream, extensions=request.extensions
    )


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends with an error where it grows past all sense, so that no answer fills the memory."""

    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._inner:
            size += len(piece)
            if size > MOST_BYTES:
                raise ModelError("unreadable", f"the model server's answer is longer than {MOST_BYTES >> 20} MB.")
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()
