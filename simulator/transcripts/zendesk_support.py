"""Zendesk Support: tickets, comments, users, audits and ticket events, from the API, exports and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished, with_first
from simulator.transcripts.fields import after, email_of, files_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded
from simulator.transcripts.zendesk_shapes import ROLES, SHAPES, TABLES

CHANNELS = {
    "email": "email", "web": "email", "mobile": "email", "mobile_sdk": "messaging", "web_widget": "email",
    "chat": "chat", "chat_transcript": "chat", "native_messaging": "messaging", "messaging": "messaging",
    "whatsapp": "messaging", "sms": "messaging", "line": "messaging", "telegram": "messaging",
    "voice": "phone", "phone": "phone",
    "twitter": "social", "facebook": "social", "instagram_dm": "social", "any_channel": "social",
}  # fmt: skip
"""What a ticket came through -> our channel."""


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "ticket":
        return ident(value, "id", "ticketid")
    if record.kind == "occasion":
        return ident(part(value, "detail"), "id")
    found = ident(value, "ticketid")
    for page in reversed(record.pages):
        found = found or ident(page, "ticketid") or after(page, "tickets")
    return found


def _person(record: Record, people: People) -> bool:
    value = record.value
    for inner in (part(value, "requester"), part(value, "submitter"), part(value, "assignee"), part(value, "author")):
        people.add(ident(inner, "id"), ROLES.get(ident(inner, "role").lower()), name_of(inner), email_of(inner))
    if record.kind not in {"user", "person"}:
        return record.kind == "side"
    people.add(ident(value, "id"), ROLES.get(ident(value, "role").lower()), name_of(value), email_of(value))
    return True


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    ticket = newest(records, "ticket") or part(newest(records, "occasion"), "detail")
    people_of = ticket or _created(records)
    said = [each for record in records for each in _said(record, people_of, people)]
    if not said and not ticket:
        return None
    if ticket:
        said = _opened(ticket, said, people)
    source = next((each.source for each in records if each.kind == "ticket"), records[0].source)
    scores = [each.value for each in records if each.kind == "rating"] or [part(ticket, "satisfactionrating")]
    header = Transcript(
        id=key,
        system="zendesk_support",
        channel=_channel(ticket),
        subject=ident(ticket, "subject", "rawsubject"),
        status=ident(ticket, "status"),
        closed=_solved(ticket),
        agent=ident(ticket, "assigneeid") or ident(part(ticket, "assignee"), "id"),
        team=ident(part(ticket, "group"), "name") or ident(ticket, "groupname", "groupid"),
        tags=texts(ticket.get("tags")),
        ratings=tuple(each for score in scores for each in rating(score.get("score"), comment=score.get("comment"))),
        source=source,
    )
    return finished(header, said)


def _created(records: list[Record]) -> dict[str, Any]:
    """Who asked and who has it assigned, as the update tells that created a ticket; folded keys."""
    found: dict[str, Any] = {}
    for record in records:
        for event in listed(first(record.value, "events")) if record.kind == "audit" else ():
            name = ident(event, "fieldname")
            if ident(event, "type").lower() in {"create", "change"} and name in {"requester_id", "assignee_id"}:
                found[name.replace("_", "")] = event.get("value")
    return found


def _channel(ticket: dict[str, Any]) -> str:
    via = part(ticket, "via") or {"channel": ticket.get("viachannel") or ticket.get("via")}
    return CHANNELS.get(ident(via, "channel").lower(), "")


def _solved(ticket: dict[str, Any]) -> float | None:
    when = _time(first(part(ticket, "metricset"), "solvedat") or ticket.get("solvedat"))
    return when.when if when else None


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _opened(ticket: dict[str, Any], said: list[Said], people: People) -> list[Said]:
    """The description is the first comment: it is added only where the comments lack it."""
    begun = _time(first(ticket, "createdat", "created"))
    text = worded(first(ticket, "description"), mail=_channel(ticket) == "email")
    near = [each for each in said if begun and each.when and abs(each.when.when - begun.when) <= 2]
    if not text or any(each.kind in {Kind.MESSAGE, Kind.NOTE} for each in near):
        return said
    writer = ident(ticket, "submitterid", "requesterid") or ident(part(ticket, "requester"), "id")
    opening = Said(text, _who(writer, ticket, people), writer, people.name(writer), begun)
    if truth(ticket.get("ispublic")) is False:
        opening.kind = Kind.NOTE
    return with_first(opening, said)


def _who(author: str, ticket: dict[str, Any], people: People) -> Speaker:
    """The requester is the customer; who opened a ticket for somebody else, or has it assigned, is an agent."""
    if author.startswith("-"):
        return Speaker.SYSTEM
    requester = ident(ticket, "requesterid") or ident(part(ticket, "requester"), "id")
    said: Speaker | None = None
    if author and author == requester:
        said = Speaker.CUSTOMER
    elif author and requester and author in {ident(ticket, "assigneeid"), ident(ticket, "submitterid")}:
        said = people.known[author].speaker if author in people.known else None
        said = said or Speaker.AGENT
    return people.who(author, said=said)


def _said(record: Record, ticket: dict[str, Any], people: People) -> Iterator[Said]:
    value = record.value
    if record.kind == "comment":
        yield _comment(value, {}, ticket, people)
    elif record.kind == "ticket":
        for each in listed(value.get("comments")):
            yield _comment(each, {}, ticket, people)
    elif record.kind == "occasion":
        if told := part(part(value, "event"), "comment"):
            yield _comment({"createdat": value.get("time"), **told}, {}, ticket, people)
    elif record.kind in {"audit", "ticket_event"}:
        for each in listed(first(value, "events", "childevents")):
            yield _event(each, value, ticket, people)
            for line in listed(fold(each.get("value")).get("history")):
                yield _chat_line(line, ticket, people)


def _comment(value: dict[str, Any], around: dict[str, Any], ticket: dict[str, Any], people: People) -> Said:
    inner = part(value, "author")
    author = ident(value, "authorid", "userid") or ident(inner, "id") or ident(around, "authorid", "updaterid")
    staff = _staff(truth(inner.get("isstaff")))
    people.add(ident(inner, "id"), ROLES.get(ident(inner, "role").lower()) or staff, name_of(inner), email_of(inner))
    via = ident(part(value, "via"), "channel") or ident(part(around, "via"), "channel") or ident(value, "viachannel")
    name = people.name(author)
    shown = truth(value.get("public", value.get("ispublic")), unknown=True)
    kind = Kind.AUTOMATION if via in {"rule", "system"} else Kind.MESSAGE if shown else Kind.NOTE
    return Said(
        _text(value, mail=via == "email"),
        _who(author, ticket, people),
        author,
        name,
        _time(first(value, "createdat", "created") or first(around, "createdat", "timestamp")),
        kind,
        ident(value, "id"),
    )


def _staff(told: bool | None) -> Speaker | None:
    return None if told is None else Speaker.AGENT if told else Speaker.CUSTOMER


def _text(value: dict[str, Any], *, mail: bool) -> str:
    body = first(value, "plainbody", "body") if not value.get("body") else value["body"]
    marked = isinstance(body, str) and body.lstrip().startswith("<")
    text = worded(body, html=marked, mail=mail) or worded(value.get("htmlbody"), html=True, mail=mail)
    voice = fold(value.get("data"))
    return text or worded(voice.get("transcriptiontext")) or files_of(value, "attachments")


def _chat_line(line: dict[str, Any], ticket: dict[str, Any], people: People) -> Said:
    """A line of a chat that became a ticket."""
    actor = ident(line, "actorid")
    author = actor.removeprefix("agent:")
    kind = ident(line, "actortype").lower()
    said = Speaker.AGENT if actor.startswith("agent:") else ROLES.get(kind)
    said = {"system": Speaker.SYSTEM, "trigger": Speaker.BOT, "bot": Speaker.BOT}.get(kind, said)
    spoken = ident(line, "type").lower() in {"chatmessage", ""}
    text = worded(line.get("message")) or ("" if spoken else ident(line, "type"))
    who = people.who(author, said=said or _who(author, ticket, people)) if spoken else Speaker.SYSTEM
    name = ident(line, "actorname") or people.name(author)
    when = _time(first(line, "timestamp", "createdat"))
    return Said(text, who, author, name, when, Kind.MESSAGE if spoken else Kind.EVENT, ident(line, "messageid"))


def _event(event: dict[str, Any], around: dict[str, Any], ticket: dict[str, Any], people: People) -> Said:
    """A comment among the events of an update; anything else happened, or was sent by a rule."""
    kind = ident(event, "type", "eventtype").lower()
    if kind in {"comment", "voicecomment", "facebookcomment"}:
        return _comment(event, around, ticket, people)
    when = _time(first(around, "createdat", "timestamp"))
    if kind == "notification":
        text = worded(event.get("body"), html=True)
        return Said(text, Speaker.SYSTEM, when=when, kind=Kind.AUTOMATION, id=ident(event, "id"))
    name = ident(event, "fieldname") or next(
        (key for key in ("status", "priority", "assigneeid") if key in event), kind
    )
    text = f"{name}: {ident(event, 'value', name)}".rstrip(": ")
    return Said(text, Speaker.SYSTEM, when=when, kind=Kind.EVENT, id=ident(event, "id"))


IMPORTER = by_records(
    "zendesk_support",
    "Zendesk Support",
    SHAPES,
    joined(_key, _build, person=_person),
    tables=TABLES,
    aside=("person",),
    told="the requester of a ticket is its customer, and the users' table has a role for each author",
)
