"""Where the server listens, and what it demands of the place before it does."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from simulator.errors import UsageError

LOOPBACK = "127.0.0.1"
PORT = 8080


class Place(Struct, frozen=True):
    """Where the server listens and how it is reached.

    ``certificate`` and ``key``: PEM files for TLS. ``proxy``: the public address of the proxy in front (its origin is
    the only one that forms and screens are taken from). ``trusted_header``: in which the proxy names who is signed in;
    it counts only beside ``trusted_secret`` in the header ``X-Simulator-Proxy``.
    """

    host: str = LOOPBACK
    port: int = PORT
    certificate: Path | None = None
    key: Path | None = None
    proxy: str = ""
    trusted_header: str = ""
    trusted_secret: str = ""

    @property
    def encrypted(self) -> bool:
        """Whether browsers reach it by https."""
        return self.certificate is not None or self.proxy.startswith("https:")

    @property
    def address(self) -> str:
        """What people type to reach it."""
        if self.proxy:
            return self.proxy
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked(place: Place) -> Place:
    """The place, if it is safe to listen there.

    Raises:
        UsageError: it would send passwords in the clear, or trust a header that anybody could send.

    """
    if bool(place.certificate) != bool(place.key):
        raise UsageError("TLS needs both: --tls-certificate FILE and --tls-key FILE")
    for file in (place.certificate, place.key):
        if file is not None and not file.is_file():
            raise UsageError(f"{file}: no such file")
    if place.proxy:
        parts = urlsplit(place.proxy)
        usual = {"https": ":443", "http": ":80"}.get(parts.scheme, " ")
        spare = parts.path.strip("/") or parts.query or parts.netloc.endswith(usual) or "@" in parts.netloc
        if parts.scheme not in {"http", "https"} or not parts.netloc or spare:
            raise UsageError(
                "--behind-proxy takes the address that people type, as https://training.shop.example and with "
                f"nothing behind the name (no usual port either), not {place.proxy!r}"
            )
    if place.trusted_header and not (place.proxy and place.trusted_secret):
        raise UsageError(
            "--trusted-header lets in whomever a request names: give --behind-proxy ADDRESS too, and the secret that "
            "the proxy sends beside it in SIMULATOR_PROXY_SECRET"
        )
    if place.trusted_secret and len(place.trusted_secret) < 16:
        raise UsageError("SIMULATOR_PROXY_SECRET is too short to be one: use at least 16 characters")
    if not (is_loopback(place.host) or place.certificate or place.proxy):
        raise UsageError(
            f"{place.host} can be reached from other machines, and passwords would pass in the clear: give "
            "--tls-certificate and --tls-key, or put a proxy with TLS in front and name it with --behind-proxy ADDRESS"
        )
    return place
