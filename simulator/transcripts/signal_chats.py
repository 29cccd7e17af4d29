"""Signal: messages of the desktop program as JSON, lines or text of export tools, and its own export of chats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, first, ident, listed, part
from simulator.transcripts.importer import JSON, Importer, by_records
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Record, Sample
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.signal_text import OWN, TEXTS, chat_in, is_text
from simulator.transcripts.source import Source
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded

_SPOKEN = frozenset({"incoming", "outgoing"})
_OTHER = {
    "chat": "recipientid", "account": "givenname", "stickerpack": "packid", "adhoccall": "callid",
    "notificationprofile": "createdatms", "chatfolder": "foldertype",
}  # fmt: skip
"""Lines of the program's own export that hold no message, and a key that each has."""
SHAPES = (
    Shape(
        "desktop",
        "type",
        "conversationid sentat receivedat sourceuuid sourceserviceid source sourcedevice hasattachments schemaversion "
        "readstatus seenstatus receivedatms expiretimer unidentifieddeliveryreceived servertimestamp body timestamp",
        4,
        "messagetype role",
    ),
    Shape("line", "date sender body", "quote sticker reactions attachments", 2),
    Shape("item", "chatitem", test=lambda value: "datesent" in {key.lower() for key in value["chatitem"]}
          if isinstance(value["chatitem"], dict) else False),
    Shape("recipient", "recipient", test=lambda value: isinstance(value["recipient"], dict) and bool(
        {"contact", "self", "group", "releaseNotes", "distributionList", "callLink"} & value["recipient"].keys())),
    Shape("other", test=lambda value: any(
        len(value) == 1 and mark in fold(value.get(name)) for name, mark in _OTHER.items())),
    Shape("other", "version backuptimems"),
)  # fmt: skip


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "item":
        return ident(part(value, "chatitem"), "chatid")
    return ident(value, "conversationid") if record.kind == "desktop" else ""


def _person(record: Record, people: People) -> bool:
    """The export's own records of people; nothing of them tells who is the shop."""
    if record.kind == "recipient":
        value = part(record.value, "recipient")
        contact = part(value, "contact")
        name = " ".join(
            filter(None, (ident(contact, "profilegivenname", "nickname"), ident(contact, "profilefamilyname")))
        )
        people.add(ident(value, "id"), None, OWN if "self" in value else name or ident(contact, "e164"))
        return True
    return record.kind == "other"


def _build(key: str, records: list[Record], people: People) -> Transcript:
    header = Transcript(id=key or records[0].file, system="signal", channel="messaging", source=records[0].source)
    said = [_said(record, people) for record in records]
    naive = any(each.when and not each.when.zone for each in said)
    return finished(header, said, needs=[Need.TIME_ZONE] if naive and people.mapping.zone is None else [])


def _said(record: Record, people: People) -> Said:
    value = record.value
    if record.kind == "line":
        return _line(value, people)
    if record.kind == "item":
        return _item(part(value, "chatitem"), people)
    kind = ident(value, "type").lower()
    when = moment(first(value, "sentat", "timestamp", "receivedatms", "receivedat"))
    own = kind == "outgoing"
    author = OWN if own else ident(value, "sourceuuid", "sourceserviceid", "source", "conversationid")
    name = OWN if own else ident(value, "source") or author
    if kind not in _SPOKEN:
        return Said(kind, Speaker.SYSTEM, author, name, when, Kind.EVENT, ident(value, "id"))
    text = worded(value.get("body"))
    if not text and (value.get("attachments") or value.get("sticker") or value.get("hasattachments")):
        text = attachment(", ".join(ident(one, "filename", "contenttype") for one in listed(value.get("attachments"))))
    gone = bool(value.get("deletedforeveryone"))
    return Said(text, people.who(author, name=name), author, name, when, Kind.MESSAGE, ident(value, "id"), gone)


def _line(value: dict[str, Any], people: People) -> Said:
    name = ident(value, "sender")
    when = moment(value.get("date"), zone=people.mapping.zone)
    text = worded(value.get("body"))
    if not text and (value.get("attachments") or value.get("sticker")):
        text = attachment(", ".join(ident(one, "name", "path") for one in listed(value.get("attachments"))))
    return Said(text, people.who(name, name=name), name, name, when)


def _item(value: dict[str, Any], people: People) -> Said:
    author = ident(value, "authorid")
    name = people.name(author) or author
    when = moment(value.get("datesent"))
    message = part(value, "standardmessage")
    if not message:
        return Said("event", Speaker.SYSTEM, author, name, when, Kind.EVENT)
    text = worded(part(message, "text").get("body"))
    if not text and message.get("attachments"):
        text = attachment("a file")
    return Said(text, people.who(author, name=name), author, name, when)


_JSON = by_records("signal", "Signal", SHAPES, joined(_key, _build, person=_person))


def recognise(sample: Sample) -> float | None:
    """Sure where records have Signal's keys; of text, where the lines are those of its export tool."""
    if sample.form in {*JSON, Form.CSV}:
        return _JSON.recognise(sample)
    return 0.92 if sample.form in TEXTS and is_text(sample.text) else None


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The chats of exports as JSON or tables, and one a text."""
    rest = [source for source in sources if source.form not in TEXTS]
    if rest:
        yield from _JSON.read(rest, mapping)
    for source in sources:
        if source.form in TEXTS:
            yield from chat_in(source, mapping)


IMPORTER = Importer(
    "signal", "Signal", recognise, read, told="names only, the account's own is Me: a mapping must say who is the shop"
)
