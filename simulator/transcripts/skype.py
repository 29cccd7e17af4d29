"""Skype: messages.json of an account's export."""

from __future__ import annotations

import re
from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, ident, listed, part
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded, words

SHAPES = (
    Shape("conversation", "messagelist", "id displayname version properties threadproperties", 1),
    Shape("message", "messagetype conversationid", "originalarrivaltime content from displayname amsreferences", 3),
)
_QUOTE = re.compile(r"<quote\b.*?</quote>", re.DOTALL | re.IGNORECASE)
_SMILEY = re.compile(r"<ss\b[^>]*>(.*?)</ss>|<e_m\b[^>]*>(?:</e_m>)?|</?at\b[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<(?:OriginalName|FileName)\s+v=\"([^\"]+)\"|<file\b[^>]*>([^<]+)</file>", re.IGNORECASE)
_EVENTS = ("threadactivity/", "event/", "signal/", "notice", "popcard", "control/")
_FILES = ("richtext/media", "richtext/uriobject", "richtext/files", "richtext/location", "richtext/contacts",
          "richtext/sms", "inviteFreeRelationshipChanged".lower())  # fmt: skip


def _key(record: Record) -> str:
    return ident(record.value, "id" if record.kind == "conversation" else "conversationid")


def _build(number: str, records: list[Record], people: People) -> Transcript | None:
    """A conversation; the export lists some without a message, such as its log of calls."""
    record = records[0]
    value = record.value
    lines = [
        line
        for each in records
        for line in (listed(each.value.get("messagelist")) if each.kind == "conversation" else [each.value])
    ]
    if not lines:
        return None
    title = ident(value, "displayname") or ident(part(value, "threadproperties"), "topic")
    header = Transcript(id=number, system="skype", channel="messaging", subject=title, source=record.source)
    return finished(header, [_said(line, people, number, title) for line in lines])


def _said(line: dict[str, Any], people: People, conversation: str, title: str) -> Said:
    author = ident(line, "from")
    name = ident(line, "displayname") or (title if author == conversation else "")
    kind = ident(line, "messagetype").lower()
    when = moment(line.get("originalarrivaltime"), naive_utc=True)
    number = ident(line, "id")
    content = line.get("content")
    if kind.startswith(_EVENTS):
        return Said(kind.partition("/")[2] or kind, Speaker.SYSTEM, author, name, when, Kind.EVENT, number)
    whose = people.who(author, name=name or author.partition(":")[2])
    if kind.startswith(_FILES):
        found = _TITLE.search(str(content or ""))
        return Said(attachment(words(found[1] or found[2]) if found else kind.rpartition("/")[2]), whose, author,
                    name or author, when, Kind.MESSAGE, number)  # fmt: skip
    deleted = "deletetime" in part(line, "properties")
    return Said(
        _words(content, rich=kind != "text"), whose, author, name or author, when, Kind.MESSAGE, number, deleted
    )


def _words(content: Any, *, rich: bool) -> str:
    """The words of a message without what it quotes."""
    text = str(content or "")
    if rich:
        bare = _QUOTE.sub("", text)
        text = _SMILEY.sub(lambda found: found[1] or "", bare if bare.strip() else text)
    return worded(text, html=rich)


IMPORTER = by_records(
    "skype", "Skype", SHAPES, joined(_key, _build), told="accounts only: a mapping must say which is the shop's"
)
