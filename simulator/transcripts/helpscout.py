"""Help Scout: conversations and threads of Mailbox API v2 (HAL) and v1, together or apart."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Rating, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import after, email_of, files_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded

KINDS = {
    "customer": (Speaker.CUSTOMER, Kind.MESSAGE),
    "message": (Speaker.AGENT, Kind.MESSAGE),
    "reply": (Speaker.AGENT, Kind.MESSAGE),
    "note": (None, Kind.NOTE),
    "lineitem": (Speaker.SYSTEM, Kind.EVENT),
    "forwardparent": (None, Kind.NOTE),
    "forwardchild": (None, Kind.NOTE),
}
"""A thread's type -> whose words (None: its writer's type tells) and what it is."""
CREATORS = {
    "customer": Speaker.CUSTOMER,
    "user": Speaker.AGENT,
    "team": Speaker.AGENT,
    "guest": Speaker.CUSTOMER,
    "bot": Speaker.BOT,
}
CHANNELS = {"email": "email", "chat": "chat", "beaconchat": "chat", "phone": "phone", "social": "social", "custom": ""}
_DRAFTS = frozenset({"draft", "review", "underreview"})

SHAPES = (
    Shape(
        "conversation",
        "",
        "folderid mailboxid mailbox primarycustomer threadcount preview useruupdatedat userupdatedat isdraft "
        "customerwaitingsince number threads owner createdby closedby",
        4,
        "parttype actorid thread history",
        test=lambda value: "subject" in value or "threads" in value or "embedded" in value,
    ),
    Shape(
        "thread",
        "type createdby",
        "savedreplyid assignedto state status source action customer openedat openedAt actiontype createdbycustomer "
        "frommailbox body linkedconversationid",
        3,
        "subject senders",
        test=lambda value: isinstance(value.get("createdby"), dict),
    ),
    Shape(
        "rating", "rating", "threadid ratingcustomerid ratingcomments threadcreatedat ratinguserid conversationid", 3
    ),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "conversation":
        return ident(value, "id") or ident(value, "number")
    inside = next((ident(page, "id") for page in reversed(record.pages) if "mailboxid" in page), "")
    linked = next((after(page.get("links"), "conversations") for page in record.pages), "")
    return ident(value, "conversationid") or inside or after(value.get("links"), "conversations") or linked


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    head = newest(records, "conversation")
    threads = [record.value for record in records if record.kind == "thread"]
    threads += listed(head.get("threads")) + listed(part(head, "embedded").get("threads"))
    if not head and not threads:
        return None
    owner = part(head, "assignee", "owner")
    closed = _time(head.get("closedat"))
    mailbox = part(head, "mailbox")
    header = Transcript(
        id=key,
        system="helpscout",
        channel=CHANNELS.get(ident(head, "type").lower(), ""),
        subject=ident(head, "subject"),
        status=ident(head, "status"),
        closed=closed.when if closed else None,
        agent=ident(owner, "id"),
        team=ident(mailbox, "name") or ident(head, "mailboxid"),
        tags=texts(head.get("tags")),
        ratings=tuple(each for record in records for each in _ratings(record, threads)),
        source=records[0].source,
    )
    said = [each for value in threads if (each := _thread(value, people)) is not None]
    return finished(header, said)


def _ratings(record: Record, threads: list[dict[str, Any]]) -> tuple[Rating, ...]:
    if record.kind == "rating":
        return rating(record.value.get("rating"), comment=first(record.value, "ratingcomments", "comments"))
    if record.kind == "conversation":
        given = [part(thread, "rating") for thread in threads]
        return tuple(
            each for one in given for each in rating(first(one, "rating", "value"), comment=one.get("comments"))
        )
    return ()


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _thread(value: dict[str, Any], people: People) -> Said | None:
    creator = part(value, "createdby")
    kind = ident(value, "type").lower()
    speaker, how = KINDS.get(kind, (None, Kind.MESSAGE))
    author = ident(creator, "id")
    name = name_of(creator) or (name_of(part(value, "customer")) if speaker is Speaker.CUSTOMER else "")
    creating = ident(creator, "type").lower()
    if value.get("createdbycustomer") is True:
        creating = "customer"
    state = ident(value, "state").lower()
    if state in _DRAFTS:
        how = Kind.DRAFT
    text = worded(first(value, "body", "text"), html=True, mail=True) or files_of(value, "attachments")
    text = text or files_of(part(value, "embedded"), "attachments")
    if how is Kind.EVENT or not text:
        action = part(value, "action")
        how, text, speaker = (
            Kind.EVENT,
            text or ident(action, "text", "type") or ident(value, "actiontype") or kind,
            Speaker.SYSTEM,
        )
    if ident(part(value, "source"), "type").lower() in {"workflow", "autoreply"}:
        how = Kind.AUTOMATION if how is Kind.MESSAGE else how
    return Said(
        text,
        people.who(author, said=speaker or CREATORS.get(creating), name=name, email=email_of(creator)),
        author,
        name,
        _time(first(value, "createdat", "openedat")),
        how,
        ident(value, "id"),
        held=state == "hidden",
    )


IMPORTER = by_records(
    "helpscout",
    "Help Scout",
    SHAPES,
    joined(_key, _build),
    told="each thread has a type: customer, or message and reply for the agent",
)
