"""Which model server a person has named, and with which key: read from the environment and the settings, never sent on.

The environment wins over ``settings.toml``. Nothing is assumed: a key alone names no model, so it connects to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from simulator.errors import UsageError
from simulator.settings import Settings

if TYPE_CHECKING:
    from simulator.llm.server import Server

HOSTED = "https://api.openai.com/v1"
"""Where a named model is looked for when no address is given, as the openai client has it."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OFF = frozenset({"", "0", "false", "no", "off"})


class Key:
    """A secret that shows itself to nobody: not printed, not compared by its text, not serialised."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Key(hidden)" if self._value else "Key(none)"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __reduce__(self) -> str:
        raise TypeError("a key is not serialised")

    def revealed(self) -> str:
        """The secret itself, for the request's header and for nothing else."""
        return self._value


class Prices(Struct, frozen=True):
    """Money for a million tokens of requests and of answers, in whatever currency the person counts in."""

    prompt: float = 0.0
    answer: float = 0.0

    def of(self, prompt_tokens: int, answer_tokens: int) -> float:
        """What so many tokens cost."""
        return (self.prompt * prompt_tokens + self.answer * answer_tokens) / 1e6


class Connection(Struct, frozen=True):
    """Where a model is asked. An empty ``model``: none is named, and nothing may be asked.

    ``url_from`` and ``key_from`` name the variable or file that each came from, for a person to find.
    """

    base_url: str = HOSTED
    model: str = ""
    key: Key = Key("")
    prices: Prices = Prices()
    url_from: str = ""
    key_from: str = ""

    @property
    def local(self) -> bool:
        """Whether the address is this machine's own."""
        return urlsplit(self.base_url).hostname in LOOPBACK

    @property
    def hosted(self) -> bool:
        """Whether it is the address that holds when none is given."""
        return self.base_url == HOSTED

    @property
    def open_line(self) -> bool:
        """Whether texts and key would cross a network unencrypted."""
        return not self.local and urlsplit(self.base_url).scheme == "http"


def connection(settings: Settings, environ: Mapping[str, str]) -> Connection:
    """The server, model and key that a person has named.

    Raises:
        UsageError: the address or the key is of a form that can't be used; the key is not shown.

    """
    url, url_from = _first(environ, "OPENAI_BASE_URL", settings.model_url, "model_url")
    key, key_from = _first(environ, "OPENAI_API_KEY", settings.model_key, "model_key")
    model, _ = _first(environ, "SIMULATOR_MODEL", settings.model, "model")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(f"{key_from}: this is no key: it holds a space or a character that no key has.")
    prices = Prices(settings.model_prompt_price, settings.model_answer_price)
    return Connection(_address(url, url_from), model, Key(key), prices, url_from, key_from)


def named_server(settings: Settings, environ: Mapping[str, str]) -> Server:
    """The server of the model that a person has named. Nothing is sent yet.

    Raises:
        UsageError: no model is named, connections are forbidden, or the address or the key can't be used.

    """
    if offline(environ):
        raise UsageError("connections are forbidden (--offline or SIMULATOR_OFFLINE), so no model can be asked.")
    found = connection(settings, environ)
    if not found.model:
        raise UsageError("no model is set up. `simulator doctor` says what is there and what to do.")
    from simulator.llm.server import Server

    return Server(found)


def offline(environ: Mapping[str, str]) -> bool:
    """Whether connections are forbidden (``--offline``, SIMULATOR_OFFLINE)."""
    return environ.get("SIMULATOR_OFFLINE", "").strip().lower() not in OFF


def _first(environ: Mapping[str, str], variable: str, chosen: str, setting: str) -> tuple[str, str]:
    """A value and the name of where it was found."""
    if value := environ.get(variable, "").strip():
        return value, variable
    return chosen.strip(), f"{setting} in settings.toml" if chosen.strip() else ""


def _address(url: str, url_from: str) -> str:
    """The address without a slash at its end."""
    if not url:
        return HOSTED
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError(f"{url_from}: this is no address: expected one like http://127.0.0.1:11434/v1.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(f"{url_from}: an address holds no name, password or key: put the key in OPENAI_API_KEY.")
    return url.rstrip("/")
