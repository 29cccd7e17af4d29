"""Freshdesk: tickets with their conversations (API v2), and tickets with notes (v1), together or apart."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished, with_first
from simulator.transcripts.fields import after, email_of, files_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded

CHANNELS = {
    "1": "email", "2": "email", "3": "phone", "4": "email", "5": "social", "6": "social", "7": "chat", "8": "messaging",
    "9": "email", "10": "email", "11": "email", "13": "messaging",
}  # fmt: skip
"""A ticket's source -> our channel."""
STATUSES = {"2": "open", "3": "pending", "4": "resolved", "5": "closed"}
FORWARDED = "8"
"""The source of a message that an agent forwarded to somebody else."""
SCORES = {"103": 5, "102": 4.333, "101": 3.667, "100": 3, "-101": 2.333, "-102": 1.667, "-103": 1}
"""A satisfaction rating of API v2 -> the same from 1 to 5."""

SHAPES = (
    Shape(
        "ticket",
        "",
        "responderid requesterid descriptiontext description frescalated emailconfigid frdueby isescalated productid "
        "displayid descriptionhtml fwdemails replyccemails internalagentid spam",
        3,
        "fromagent submitterid bodytext threads brandid",
        test=lambda value: "responderid" in value or "descriptiontext" in value or "displayid" in value,
    ),
    Shape(
        "message",
        "incoming private",
        "bodytext body bodyhtml userid ticketid supportemail fromemail toemails ccemails source",
        2,
    ),
    Shape("rating", "ratings surveyid", "ticketid userid agentid feedback", 1),
    Shape("agent", "id contact", "occasional ticketscope groupids roleids available signature", 2),
    Shape(
        "contact", "id", "viewalltickets otheremails uniqueexternalid twitterid jobtitle companyid active", 3, "body"
    ),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "ticket":
        return ident(value, "displayid", "id")
    inside = next((ident(page, "displayid", "id") for page in reversed(record.pages) if "responderid" in page), "")
    return ident(value, "ticketid") or inside or next((after(page, "tickets") for page in record.pages), "")


def _person(record: Record, people: People) -> bool:
    value = record.value
    if record.kind == "agent":
        contact = part(value, "contact")
        people.add(ident(value, "id"), Speaker.AGENT, name_of(contact), email_of(contact))
        return True
    if record.kind == "contact":
        people.add(ident(value, "id"), Speaker.CUSTOMER, name_of(value), email_of(value))
        return True
    asker = part(value, "requester")
    people.add(ident(asker, "id") or ident(value, "requesterid"), Speaker.CUSTOMER, name_of(asker), email_of(asker))
    people.add(ident(value, "responderid"), Speaker.AGENT, ident(value, "respondername"))
    return False


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    ticket = newest(records, "ticket")
    values = [record.value for record in records if record.kind == "message"]
    for name in ("conversations", "notes"):
        values += [part(each, "note") or each for each in listed(ticket.get(name))]
    said = [_message(value, people) for value in values]
    if ticket:
        opening = _opening(ticket, people)
        said = with_first(opening, said) if opening.text else said
    elif not said:
        return None
    closed = _time(first(part(ticket, "stats"), "resolvedat", "closedat"))
    status = ident(ticket, "status")
    header = Transcript(
        id=key,
        system="freshdesk",
        channel=CHANNELS.get(ident(ticket, "source"), ""),
        subject=ident(ticket, "subject"),
        status=ident(ticket, "statusname") or STATUSES.get(status, status),
        closed=closed.when if closed else None,
        agent=ident(ticket, "responderid"),
        team=ident(ticket, "groupid"),
        tags=texts(ticket.get("tags")),
        ratings=tuple(each for record in records if record.kind == "rating" for each in _rating(record.value)),
        source=records[0].source,
    )
    return finished(header, said)


def _rating(value: dict[str, Any]) -> Any:
    scores = fold(value.get("ratings"))
    raw = ident(scores, "defaultquestion")
    found = rating(SCORES.get(raw, raw), comment=value.get("feedback"))
    return [type(each)(raw, each.value, each.comment) for each in found]


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _opening(ticket: dict[str, Any], people: People) -> Said:
    """The first message is only the ticket's description. Outbound mails (source 10) are the agent's."""
    asker = part(ticket, "requester")
    author = ident(ticket, "requesterid") or ident(asker, "id")
    whose = Speaker.CUSTOMER
    if ident(ticket, "source") == "10":
        author, whose = ident(ticket, "responderid"), Speaker.AGENT
    text = worded(ticket.get("descriptiontext"), mail=True) or worded(
        first(ticket, "description", "descriptionhtml"), html=True, mail=True
    )
    return Said(
        text or files_of(ticket, "attachments"), whose, author, people.name(author), _time(ticket.get("createdat"))
    )


def _message(value: dict[str, Any], people: People) -> Said:
    author = ident(value, "userid")
    incoming = truth(value.get("incoming"))
    private = truth(value.get("private"))
    speaker = {True: Speaker.CUSTOMER, False: Speaker.AGENT}.get(incoming) if incoming is not None else None
    text = worded(value.get("bodytext"), mail=True) or worded(first(value, "body", "bodyhtml"), html=True, mail=True)
    return Said(
        text or files_of(value, "attachments"),
        people.who(author, said=speaker),
        author,
        people.name(author),
        _time(value.get("createdat")),
        Kind.NOTE if private else Kind.MESSAGE,
        ident(value, "id"),
        held=bool(truth(value.get("deleted"))) or (ident(value, "source") == FORWARDED and not incoming),
    )


IMPORTER = by_records(
    "freshdesk",
    "Freshdesk",
    SHAPES,
    joined(_key, _build, person=_person),
    told="incoming messages are the customer's, the others the agents'",
)
