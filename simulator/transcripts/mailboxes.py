"""Gives the mails of a file one by one: a single one, or a mailbox read line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

from msgspec import Struct

from simulator.errors import UsageError
from simulator.transcripts.records import Form, Quarantined
from simulator.transcripts.source import Source

LARGEST = 64 * 1024 * 1024
"""Bytes of one mail of a mailbox."""
_FROM = re.compile(rb"From (?:\S+ .*\d{4}|\S+\s*$|- )")
_QUOTED = re.compile(rb"^>(>*From )")
_POLICY = policy.compat32


class Mail(Struct):
    """A mail and where it stands."""

    message: EmailMessage
    position: str = ""


def mails_in(source: Source) -> Iterator[Mail | Quarantined]:
    """The mails of a file."""
    if source.form is Form.EMAIL:
        try:
            content = source.text().lstrip("\ufeff\r\n").encode("utf-8", "surrogateescape")
            if source.encoding in {"utf-8", "cp1252"}:
                with source.open() as stream:
                    content = stream.read().lstrip(b"\r\n\xef\xbb\xbf")
        except UsageError as error:
            yield Quarantined(source.name, "", str(error))
            return
        yield _parsed(content, source.name, "")
        return
    for number, content in enumerate(_pieces(source), 1):
        where = f"mail {number}"
        if len(content) > LARGEST:
            yield Quarantined(source.name, where, "the mail is longer than 64 MB")
        else:
            yield _parsed(content, source.name, where)


def _parsed(content: bytes, file: str, where: str) -> Mail | Quarantined:
    try:
        message = BytesParser(policy=_POLICY).parsebytes(content)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        return Quarantined(file, where, f"no mail: {type(error).__name__}")
    if not message.keys():
        return Quarantined(file, where, "no mail: it has no headers")
    return Mail(cast("EmailMessage", message), where)


def _pieces(source: Source) -> Iterator[bytes]:
    """The bytes of each mail; one begins at a line that begins with ``From `` behind an empty line."""
    held: list[bytes] = []
    size, blank = 0, True
    with source.utf8() as stream:
        while line := stream.readline(1 << 20):
            if blank and _FROM.match(line):
                if held:
                    yield b"".join(held)
                held, size = [], 0
            else:
                size += len(line)
                if size <= LARGEST + (1 << 20):
                    held.append(_QUOTED.sub(rb"\1", line))
            blank = line in {b"\n", b"\r\n"}
    if held:
        yield b"".join(held)
