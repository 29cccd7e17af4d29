"""tawk.to: chats with their messages, from the archive and webhooks, and tickets that began with a message."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Rating, Speaker, Transcript
from simulator.transcripts.assembling import each
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
    Shape("event", "event time", "message chat visitor property chatid", 3, "messages"),
    Shape("message", "sender msg", "time type attchs", 1, test=lambda value: "t" in fold(value.get("sender"))),
)


def _convert(record: Record, people: People) -> Transcript | None:
    chat = record.value
    if record.kind == "message":
        chat = {"messages": [record.value]}
    elif record.kind == "event":
        chat = _begun(record.value)
    visitor = part(chat, "visitor")
    for page in record.pages:
        visitor = visitor or part(page, "visitor")
    said = [_message(value, visitor, people) for value in listed(chat.get("messages"))]
    if not said:
        return None
    header = Transcript(
        id=ident(chat, "id", "chatid") or next((ident(page, "chatid") for page in record.pages), ""),
        system="tawkto",
        channel="chat",
        team=ident(part(chat, "property"), "name")
        or next((ident(part(page, "property"), "name") for page in record.pages), ""),
        tags=texts(chat.get("tags")),
        ratings=_rating(chat),
        source=record.source,
    )
    return finished(header, said)


def _begun(value: dict[str, Any]) -> dict[str, Any]:
    """A chat of which only the first message was sent."""
    message = part(value, "message")
    sender = part(message, "sender")
    line = {
        "msg": first(message, "text", "msg"),
        "sender": {"t": ident(sender, "t", "type")},
        "time": value.get("time"),
    }
    return {
        "id": ident(value, "chatid"),
        "visitor": value.get("visitor"),
        "messages": [line],
        "property": value.get("property"),
    }


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
    each(_convert),
    told="each message's sender is marked v (visitor), a (agent) or s (system)",
)
