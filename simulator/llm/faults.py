"""What went wrong at a model server, as one clear line and a kind that callers can act on.

Whatever a server says of its own is quoted in part, on one line, and never with the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from simulator.llm.chat import Fault, ModelError
from simulator.llm.connection import Connection
from simulator.shown import one_line

QUOTED = 160
"""Characters of a server's own words that a line quotes."""
HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
OVERFLOW = re.compile(
    r"context[ _]?(?:length|size|window)|maximum context|exceeds? .{0,20}context|too many tokens|prompt is too long"
    r"|exceed_context|input is too long",
    re.IGNORECASE,
)
QUOTA = re.compile(r"insufficient_quota|exceeded your current quota|credit balance", re.IGNORECASE)
_SECRET = re.compile(r"\b(?:sk|pk|rk|key|bearer|token)[-_ ][\w*.-]{6,}", re.IGNORECASE)
_WORDS: tuple[tuple[int, Fault, str], ...] = (
    (401, "refused", "refuses the key: set OPENAI_API_KEY to one that is valid there"),
    (402, "spent", "says that the account there has no credit left"),
    (403, "refused", "refuses this key for this model: check what the key may use"),
    (408, "timeout", "waited too long for the request"),
    (413, "too_long", "finds the request too long"),
    (429, "busy", "is busy: it asks for fewer requests"),
    (503, "busy", "is overloaded or still loading its model"),
    (504, "timeout", "had no answer from the model in time"),
    (529, "busy", "is overloaded"),
)
_BY_STATUS: Mapping[int, tuple[Fault, str]] = {status: (kind, words) for status, kind, words in _WORDS}
_CONTEXT: tuple[Fault, str] = ("too_long", "finds the request longer than the model's context")


def of_status(status: int, body: str, headers: Mapping[str, str], to: Connection, now: datetime) -> ModelError:
    """The fault behind an HTTP status and its body; ``now`` is what a date in Retry-After is counted from."""
    page = bool(HTML.match(body)) or "text/html" in headers.get("content-type", "")
    said = "" if page or status == 401 else quoted(body, to)
    kind, words = _sorted(status, body, to, page=page)
    line = f"the model server at {to.base_url} {words} ({status})"
    asked = wait_asked(headers, now)
    if kind == "busy" and asked is not None:
        line = f"{line}; it asks to wait {asked:.0f} s"
    return ModelError(kind, _whole(f"{line}: {said}" if said else line), retry_after_s=asked)


def _whole(line: str) -> str:
    """The line with a full stop, so that a sentence may follow: a server's own words often lack theirs."""
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _sorted(status: int, body: str, to: Connection, *, page: bool) -> tuple[Fault, str]:
    if status == 404:
        return "unknown_model", _not_found(body, to, page=page)
    web = page and status < 500 and status not in {408, 429}
    first: tuple[tuple[object, Fault, str], ...] = (
        (web, "unreadable", "answers with a web page: a proxy or another program stands at this address"),
        (status == 429 and QUOTA.search(body), *_BY_STATUS[402]),
        (status in {400, 413, 422, 500} and OVERFLOW.search(body), *_CONTEXT),
        (status in _BY_STATUS, *_BY_STATUS.get(status, _CONTEXT)),
        (300 <= status < 400, "unreadable", "has moved: put its new address in OPENAI_BASE_URL"),
        (status < 500, "server", "can't take the request"),
    )
    kinds = ((kind, words) for holds, kind, words in first if holds)
    return next(kinds, ("server", "reports an error of its own"))


def _not_found(body: str, to: Connection, *, page: bool) -> str:
    if page or "model" not in body.lower():
        return "knows no chat completions there: check the address, it often ends in /v1"
    return f"knows no model {to.model!r}: `simulator doctor` lists those it has"


def of_words(words: object, to: Connection) -> ModelError:
    """The fault behind an error that came in place of an answer, with a status that said all was well."""
    text = words if isinstance(words, str) else msgspec.json.encode(words, enc_hook=str).decode()
    kind: Fault = "too_long" if OVERFLOW.search(text) else "server"
    return ModelError(kind, _whole(f"the model server at {to.base_url} broke off with an error: {quoted(text, to)}"))


def of_connection(cause: BaseException | None, to: Connection) -> ModelError:
    """The fault behind a connection that was not made or broke; ``cause``: what the network library said."""
    text = f"{cause} {cause.__cause__ or ''}" if cause is not None else ""
    if "CERTIFICATE" in text or "certificate" in text:
        reason = "expired" if "expired" in text else "not trusted"
        line = f"the certificate of the model server at {to.base_url} is {reason}: mend it there, or check the address."
        return ModelError("unreachable", line)
    if type(cause).__name__ == "ProxyError":
        return ModelError(
            "unreachable", f"the proxy in between lets nobody through to the model server at {to.base_url}."
        )
    if type(cause).__name__ in {"ReadError", "RemoteProtocolError", "WriteError", "CloseError"}:
        return broken_off(to)
    return ModelError("unreachable", f"no model server can be reached at {to.base_url}: is it started?")


def broken_off(to: Connection) -> ModelError:
    """The fault behind an answer that began and has no end."""
    return ModelError("unreachable", f"the model server at {to.base_url} broke the connection off.")


def unreadable(reason: str, to: Connection) -> ModelError:
    """The fault behind an answer that is not what the protocol says."""
    return ModelError("unreadable", f"the answer of the model server at {to.base_url} can't be read: {reason}.")


def late(seconds: float, to: Connection) -> ModelError:
    """The fault behind an answer that had not ended within the time allowed."""
    return ModelError("timeout", f"the model server at {to.base_url} gave no whole answer within {seconds:g} s.")


def quoted(body: str, to: Connection) -> str:
    """What the server said of its own, on one line, without anything that could be a key."""
    text = message_of(body)
    if key := to.key.revealed():
        text = text.replace(key, "(key)")
    return one_line(_SECRET.sub("(key)", text), QUOTED)


def message_of(body: str) -> str:
    """The sentence in an error's body: that of its JSON, or the body itself."""
    content = content_of(body)
    if content is None:
        return body
    found = content
    for name in ("error", "message"):
        found = found.get(name, found) if isinstance(found, dict) else found
    return found if isinstance(found, str) else _details(content)


def content_of(body: str) -> Any:
    """An error's body as JSON, out of the list that some servers put it into; None where it is no JSON."""
    try:
        content = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return None
    return content[0] if isinstance(content, list) and content else content


def _details(content: Any) -> str:
    """Errors as a list of places and messages, as some servers give them, without the input they repeat."""
    details = content.get("detail") if isinstance(content, dict) else None
    if isinstance(details, list):
        rows = [row for row in details if isinstance(row, dict)]
        return "; ".join(f"{'.'.join(map(str, row.get('loc', ())))}: {row.get('msg', '')}" for row in rows)
    return details if isinstance(details, str) else ""


def wait_asked(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a server asks to wait (Retry-After as a number or a date, retry-after-ms); None: it doesn't say."""
    for name, unit in (("retry-after-ms", 1e-3), ("retry-after", 1.0)):
        text = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", text):
            return float(text) * unit
    try:
        date = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError):
        return None
    return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds())
