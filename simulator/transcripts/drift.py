"""Drift: conversations and their messages."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import after, email_of, files_of, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded

AUTHORS = {"contact": Speaker.CUSTOMER, "user": Speaker.AGENT, "bot": Speaker.BOT, "site_visitor": Speaker.CUSTOMER}
_SPOKEN = frozenset({"chat", "email", ""})

SHAPES = (
    Shape(
        "message",
        "author createdat",
        "conversationid body orgid buttons context editedmessageid editedtype attributes type",
        2,
        "parttype recipients isinbound public senders private fingerprint source",
        test=lambda value: str(fold(value.get("author")).get("type")).lower() in AUTHORS,
    ),
    Shape(
        "message",
        "conversationid authortype createdat",
        "orgid body authorid type attachments",
        2,
        "parttype",
        test=lambda value: str(value.get("authortype")).lower() in AUTHORS,
    ),
    Shape(
        "conversation",
        "id contactid",
        "inboxid participants relatedplaybookid conversationtags status createdat updatedat",
        2,
        "body responderid casenumber",
    ),
    Shape("contact", "id attributes", "createdat", 1, test=lambda value: "email" in fold(value.get("attributes"))),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "conversation":
        return ident(value, "id")
    inside = next(
        (ident(page, "conversationid") for page in reversed(record.pages) if ident(page, "conversationid")), ""
    )
    return ident(value, "conversationid") or inside or next((after(page, "conversations") for page in record.pages), "")


def _person(record: Record, people: People) -> bool:
    if record.kind != "contact":
        return False
    about = part(record.value, "attributes")
    people.add(ident(record.value, "id"), Speaker.CUSTOMER, name_of(about), email_of(about))
    return True


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    head = newest(records, "conversation")
    values = [record.value for record in records if record.kind == "message"] + listed(head.get("messages"))
    if not values:
        return None
    header = Transcript(
        id=key,
        system="drift",
        channel="email" if all(ident(each, "type").lower() == "email" for each in values) else "chat",
        status=ident(head, "status"),
        tags=texts(head.get("conversationtags")),
        team=ident(head, "inboxid"),
        source=records[0].source,
    )
    return finished(header, [_message(value, people) for value in values])


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _message(value: dict[str, Any], people: People) -> Said:
    author = part(value, "author")
    number = ident(author, "id") or ident(value, "authorid")
    kind = (ident(author, "type") or ident(value, "authortype")).lower()
    speaker = Speaker.BOT if truth(author.get("bot")) else AUTHORS.get(kind)
    what = ident(value, "type").lower()
    how = Kind.NOTE if what.startswith("private") else Kind.MESSAGE if what in _SPOKEN else Kind.EVENT
    text = worded(value.get("body"), html=True, mail=what == "email") or files_of(value, "attachments")
    if not text:
        text, how, speaker = what or "event", Kind.EVENT, Speaker.SYSTEM
    author_key = f"{kind}:{number}" if number else ""
    name = name_of(author) or people.name(number)
    whose = people.who(number, said=speaker, name=name, email=email_of(author))
    return Said(text, whose, author_key, name, _time(value.get("createdat")), how, ident(value, "id"))


IMPORTER = by_records(
    "drift", "Drift", SHAPES, joined(_key, _build, person=_person), told="each author has a type: contact, user or bot"
)
