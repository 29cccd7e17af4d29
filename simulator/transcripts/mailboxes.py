"""Gives the mails of a file one by one: a single one, or a mailbox read line by line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import BinaryIO, cast

from msgspec import Struct

from simulator.transcripts.records import Form, Quarantined
from simulator.transcripts.source import DAMAGED, Source

LARGEST = 64 * 1024 * 1024
"""Bytes of one mail of a mailbox."""
_FROM = re.compile(rb"From (?:\S+ .*\d{4}|\S+\s*$|- )")
COUNTED = re.compile(rb"(\d{1,8})[ \t]*\r?\n(?=[A-Za-z][\w-]*:)")
"""How Apple's program keeps a mail: its length, the mail, and behind it what the program knows about it."""
_QUOTED = re.compile(rb"^>(>*From )")
_POLICY = policy.compat32


class Mail(Struct):
    """A mail and where it stands."""

    message: EmailMessage
    position: str = ""


def mails_in(source: Source) -> Iterator[Mail | Quarantined]:
    """The mails of a file."""
    if source.form is Form.EMAIL:
        content = _whole(source)
        yield content if isinstance(content, Quarantined) else _parsed(content, source.name, "")
        return
    number = 0
    try:
        for number, content in enumerate(_pieces(source), 1):
            where = f"mail {number}"
            if len(content) > LARGEST:
                yield Quarantined(source.name, where, "the mail is longer than 64 MB")
            else:
                yield _parsed(content, source.name, where)
    except DAMAGED:
        yield Quarantined(source.name, f"mail {number + 1}", "the compressed file is torn here")


def _bytes(source: Source) -> BinaryIO:
    """The bytes as they are, since each mail names its own encoding; a file of wide letters as UTF-8."""
    return source.utf8() if source.encoding.startswith(("utf-16", "utf-32")) else source.open()


def _whole(source: Source) -> bytes | Quarantined:
    with _bytes(source) as stream:
        try:
            content = stream.read(LARGEST + 1)
        except DAMAGED:
            content = source.head
    if len(content) > LARGEST:
        return Quarantined(source.name, "", "the mail is longer than 64 MB")
    counted = COUNTED.match(content)
    if counted:
        return content[counted.end() : counted.end() + int(counted[1])]
    return content.lstrip(codecs.BOM_UTF8 + b"\r\n")


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
    with _bytes(source) as stream:
        while line := stream.readline(1 << 20):
            line = line.removeprefix(codecs.BOM_UTF8) if not held else line
            if not held and not line.strip():
                continue
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
