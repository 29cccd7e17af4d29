"""tawk.to: chats with their messages, from the archive and webhooks, and tickets that began with a message."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Rating, Speaker, Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import email_of, files_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded

SENDERS = {
    "v": Speaker.CUSTOMER, "a": Speaker.AGENT, "s": Speaker.SYSTEM, "b": Speaker.BOT,
    "visitor": Speaker.CUSTOMER, "agent": Speaker.AGENT, "system": Speaker.SYSTEM, "bot": Speaker.BOT,
}  # fmt: skip


def _told(value: dict[str, Any]) -> bool:
    messages = listed(value.get("messages"))
    return any("t" in fold(message.get("sender")) for message in messages)


SHAPES = (
    Shape(
        "chat",
        "messages",
        "visitor id property pageid domain messagecount chatduration rating createdon location",
        1,
        test=_told,
    ),
    Shape("event", "event time", "message chat visitor property chatid ticket requester", 3, "messages"),
    Shape("message", "sender msg", "time type attchs", 1, test=lambda value: "t" in fold(value.get("sender"))),
)


def _key(record: Record) -> str:
    around = next((ident(page, "id", "chatid") for page in reversed(record.pages) if ident(page, "id", "chatid")), "")
    own = ident(record.value, "chatid") or ident(part(record.value, "ticket"), "id")
    return own or (ident(record.value, "id") if record.kind == "chat" else "") or around


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    chat = next((record.value for record in records if record.kind == "chat"), {})
    values = [each for record in records for each in _messages(record)]
    values = [each for each in values if not (chat and "begun" in each)]
    around = [chat, *(record.value for record in records), *(page for record in records for page in record.pages)]
    visitor = next((part(each, "visitor", "requester") for each in around if part(each, "visitor", "requester")), {})
    said = [_message(value, visitor, people) for value in values]
    if not said:
        return None
    ticket = next((part(record.value, "ticket") for record in records if part(record.value, "ticket")), {})
    header = Transcript(
        id=key,
        system="tawkto",
        channel="email" if ticket else "chat",
        subject=ident(ticket, "subject"),
        team=next((ident(part(each, "property"), "name") for each in around if part(each, "property")), ""),
        tags=texts(chat.get("tags")),
        ratings=_rating(chat),
        source=records[0].source,
    )
    return finished(header, said)


def _messages(record: Record) -> list[dict[str, Any]]:
    """The lines of a chat; of an event the message that began a chat or a ticket, which the chat holds as well."""
    value = record.value
    if record.kind == "chat":
        return listed(value.get("messages"))
    if record.kind == "message":
        return [value]
    ticket, message = part(value, "ticket"), part(value, "message")
    side = ident(part(message, "sender"), "t", "type") or "v"
    text = first(ticket, "message") or first(message, "text", "msg")
    return [{"msg": text, "sender": {"t": side}, "time": value.get("time"), "begun": True}] if text else []


def _rating(chat: dict[str, Any]) -> tuple[Rating, ...]:
    raw = ident(chat, "rating")
    value = {"1": 1.0, "-1": 0.0}.get(raw)
    return (Rating(raw, value),) if value is not None else ()


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _message(value: dict[str, Any], visitor: dict[str, Any], people: People) -> Said:
    sender = part(value, "sender")
    side = SENDERS.get(ident(sender, "t").lower())
    name = ident(sender, "n", "name") or (name_of(visitor) if side is Speaker.CUSTOMER else "")
    author = ident(sender, "id") or name
    kind = ident(value, "type").lower()
    text = worded(first(value, "msg", "text")) or files_of(value, "attchs", "attachments")
    how = Kind.EVENT if side is Speaker.SYSTEM or not text else Kind.MESSAGE
    whose = people.who(author, said=side, name=name, email=email_of(visitor) if side is Speaker.CUSTOMER else "")
    return Said(text or kind or "event", whose, author, name, _time(value.get("time")), how, ident(value, "id"))


IMPORTER = by_records(
    "tawkto",
    "tawk.to",
    SHAPES,
    joined(_key, _build),
    told="each message's sender is marked v (visitor), a (agent) or s (system)",
)
