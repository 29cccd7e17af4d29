"""Zendesk Chat: chats with their history and offline messages, and tables of chat events."""

from __future__ import annotations

from typing import Any

import msgspec

from simulator.conversation import Kind, Rating, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import after, attachment, email_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded
from simulator.transcripts.zendesk_shapes import PEOPLE, ROLES

SENDERS = {
    "visitor": Speaker.CUSTOMER, "user": Speaker.CUSTOMER, "agent": Speaker.AGENT, "bot": Speaker.BOT,
    "answerbot": Speaker.BOT, "trigger": Speaker.BOT, "system": Speaker.SYSTEM,
}  # fmt: skip
"""``sender_type``, the first part of ``nick``, and names that stand for no person -> whose words."""
_NOBODY = {
    "agent:trigger": Speaker.BOT,
    "__trigger": Speaker.BOT,
    "agent:system": Speaker.SYSTEM,
    "__system": Speaker.SYSTEM,
}

SHAPES = (
    Shape(
        "chat",
        "visitor",
        "history agentnames agentids startedby departmentid departmentname webpath conversions missed triggered "
        "zendeskticketid session message unread count responsetime",
        2,
        "thread threads",
        test=lambda value: "history" in value or "message" in value,
    ),
    Shape(
        "event",
        "chatid actorid",
        "chatindex originalmessage messageid type message messagesource ishistorycontext status parentmessageid",
        2,
    ),
    Shape(
        "line",
        "author content received",
        "source id metadata",
        1,
        test=lambda value: "type" in fold(value.get("author")) and "type" in fold(value.get("content")),
    ),
    Shape(
        "session", "chatid visitorid", "backend initiator webpath conversationid integrationid ticketid", 2, "actorid"
    ),
    *PEOPLE,
)


def _key(record: Record) -> str:
    if record.kind == "line":
        return next((after(page, "conversations") for page in record.pages if after(page, "conversations")), "")
    return ident(record.value, "chatid") if record.kind == "event" else ident(record.value, "id") or record.source


def _person(record: Record, people: People) -> bool:
    if record.kind not in {"user", "person"}:
        return record.kind == "session"
    value = record.value
    role = ROLES.get(ident(value, "role").lower())
    people.add(ident(value, "id"), role, name_of(value), email_of(value))
    return True


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    chat = newest(records, "chat")
    said = [_event(record.value, people) for record in records if record.kind == "event"]
    said += [_line(each, chat, people) for each in listed(chat.get("history"))]
    said += [_message(record.value, people) for record in records if record.kind == "line"]
    message = worded(chat.get("message"))
    if message:
        said.append(_offline(message, chat))
    header = Transcript(
        id=ident(chat, "id") or key,
        system="zendesk_chat",
        channel="chat",
        subject=ident(chat, "subject"),
        agent=_agent(chat),
        team=ident(chat, "departmentname", "departmentid"),
        tags=texts(chat.get("tags")),
        ratings=_ratings(chat),
        source=records[0].source,
    )
    return finished(header, said)


def _agent(chat: dict[str, Any]) -> str:
    for name in ("agentids", "agentnames"):
        found = texts(chat.get(name))
        if found:
            return found[-1]
    return ""


def _ratings(chat: dict[str, Any]) -> tuple[Rating, ...]:
    raw, comment = chat.get("rating"), chat.get("comment")
    for each in listed(chat.get("history")):
        raw = first(each, "newrating") or raw
        comment = first(each, "newcomment") or comment
    return rating(raw, comment=comment)


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _offline(text: str, chat: dict[str, Any]) -> Said:
    visitor = part(chat, "visitor")
    author = ident(visitor, "id")
    return Said(text, Speaker.CUSTOMER, author, name_of(visitor), _time(first(chat, "timestamp", "createdat")))


def _line(line: dict[str, Any], chat: dict[str, Any], people: People) -> Said:
    nick, name = ident(line, "nick"), ident(line, "name", "displayname")
    kind = ident(line, "type").lower()
    author = nick or ident(line, "senderid", "agentid") or name
    visitor = name_of(part(chat, "visitor"))
    speaker = _NOBODY.get(nick) or SENDERS.get(ident(line, "sendertype").lower().replace("_", ""))
    speaker = speaker or SENDERS.get(nick.partition(":")[0])
    if speaker is None and name:
        speaker = Speaker.CUSTOMER if name == visitor else Speaker.AGENT if name in _names(chat) else None
    text = worded(first(line, "msg", "message", "text"))
    if kind in {"chat.file", "chat.attachment"} or (not text and "attachment" in line):
        text = attachment(ident(part(line, "attachment"), "name"))
    elif kind not in {"", "chat.msg", "chat.message"}:
        return Said(text or _event_text(kind, line), Speaker.SYSTEM, author, name, _time(_when(line)), Kind.EVENT)
    whose = people.who(author, said=speaker, name=name)
    how = Kind.AUTOMATION if nick in _NOBODY else Kind.MESSAGE
    return Said(text, whose, author, name, _time(_when(line)), how, ident(line, "msgid"))


def _when(line: dict[str, Any]) -> Any:
    return first(line, "timestamp", "createdat")


def _event_text(kind: str, line: dict[str, Any]) -> str:
    more = ident(line, "newrating", "newcomment", "newtags", "newdepartmentname", "reason")
    return f"{kind.removeprefix('chat.')}: {more}".rstrip(": ")


def _names(chat: dict[str, Any]) -> frozenset[str]:
    found = chat.get("agentnames")
    return frozenset(texts(list(found.values()) if isinstance(found, dict) else found))


def _event(event: dict[str, Any], people: People) -> Said:
    """A row of a table of events, or an event of a chat that a ticket holds."""
    actor = ident(event, "actorid")
    original = fold(_json(event.get("originalmessage")))
    kind = ident(event, "type")
    source = ident(part(original, "source"), "type").lower()
    name = ident(part(original, "author"), "displayname") or people.name(actor.removeprefix("agent:"))
    speaker = _NOBODY.get(actor) or SENDERS.get(ident(event, "actortype").lower().replace("-", ""))
    if (
        speaker is None
        and source.endswith("answerbot")
        and ident(part(original, "author"), "type").upper() == "BUSINESS"
    ):
        speaker = Speaker.BOT
    if speaker is None:
        speaker = Speaker.AGENT if actor.startswith("agent:") and actor != "agent:" else None
    text = worded(event.get("message")) or worded(part(part(original, "content"), "text").get("text"))
    told = kind.lower() in {"", "chatmessage", "chat.msg", "message", "chatfileattachment"}
    return Said(
        text or ("" if told else kind),
        people.who(actor.removeprefix("agent:"), said=speaker, name=name) if told else Speaker.SYSTEM,
        actor,
        name,
        _time(event.get("createdat")),
        Kind.MESSAGE if told else Kind.EVENT,
        ident(event, "messageid"),
    )


def _message(value: dict[str, Any], people: People) -> Said:
    """A message of messaging's own API: the shop's came from an agent's workspace, a bot, or nobody can tell."""
    author, content = part(value, "author"), part(value, "content")
    source = ident(part(value, "source"), "type").lower()
    speaker = Speaker.CUSTOMER if ident(author, "type").lower() == "user" else None
    if speaker is None and source in {"zd:answerbot", "zd:agentworkspace"}:
        speaker = Speaker.BOT if source == "zd:answerbot" else Speaker.AGENT
    kind = ident(content, "type").lower()
    text = worded(content.get("text")) or (attachment(kind) if kind in {"image", "file"} else kind)
    how = Kind.MESSAGE if content.get("text") or kind in {"image", "file"} else Kind.EVENT
    number, name = ident(author, "userid"), name_of(author)
    whose = people.who(number, said=speaker, name=name)
    return Said(text, whose, number or name, name, _time(value.get("received")), how, ident(value, "id"))


def _json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError):
        return None


IMPORTER = by_records(
    "zendesk_chat",
    "Zendesk Chat",
    SHAPES,
    joined(_key, _build, person=_person),
    told="each line's nick begins with agent or visitor, or its name is the visitor's or in the list of agents",
    along=("zendesk_support",),
    aside=("user", "person"),
)
