"""Gorgias: tickets with their messages, or messages on their own."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import after, email_of, files_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded

CHANNELS = {
    "email": "email", "contact_form": "email", "help-center": "email", "chat": "chat", "gorgias_chat": "chat",
    "phone": "phone", "aircall": "phone",
    "sms": "messaging", "whatsapp": "messaging", "facebook-messenger": "messaging",
    "facebook": "social", "facebook-mention": "social", "facebook-recommendations": "social", "instagram": "social",
    "instagram-comment": "social", "instagram-ad-comment": "social", "instagram-direct-message": "social",
    "instagram-mention": "social", "twitter": "social", "twitter-direct-message": "social", "yotpo-review": "social",
}  # fmt: skip

SHAPES = (
    Shape(
        "ticket",
        "id",
        "assigneeuser assigneeteam messages excerpt integrations messagescount openeddatetime closeddatetime "
        "createddatetime lastmessagedatetime lastreceivedmessagedatetime isunread snoozedatetime satisfactionsurvey "
        "customer requester fromagent trasheddatetime updateddatetime",
        4,
        "ticketid strippedtext",
    ),
    Shape(
        "message",
        "fromagent",
        "strippedtext strippedhtml strippedsignature bodytext bodyhtml public ruleid sender receiver ticketid "
        "sentdatetime faileddatetime integrationid macros lastsendingerror createddatetime messageid senderid",
        3,
        "messages",
    ),
    Shape("survey", "score ticketid", "bodytext scoreddatetime sentdatetime shouldsenddatetime customerid", 2),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "ticket":
        return ident(value, "id")
    return ident(value, "ticketid") or next((after(page, "tickets") for page in record.pages), "")


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    ticket = newest(records, "ticket")
    values = [record.value for record in records if record.kind == "message"] + listed(ticket.get("messages"))
    if not ticket and not values:
        return None
    surveys = [record.value for record in records if record.kind == "survey"] or [part(ticket, "satisfactionsurvey")]
    closed = _time(ticket.get("closeddatetime"))
    channel = ident(ticket, "channel") or next((ident(value, "channel") for value in values), "")
    header = Transcript(
        id=key,
        system="gorgias",
        channel=CHANNELS.get(channel, ""),
        subject=ident(ticket, "subject")
        or next((ident(each, "subject") for each in values if each.get("subject")), ""),
        status=ident(ticket, "status"),
        closed=closed.when if closed else None,
        agent=ident(part(ticket, "assigneeuser"), "id") or ident(ticket, "assigneeuserid"),
        team=ident(part(ticket, "assigneeteam"), "name", "id") or ident(ticket, "assigneeteamid"),
        tags=texts(ticket.get("tags")),
        ratings=tuple(
            each for survey in surveys for each in rating(survey.get("score"), comment=survey.get("bodytext"))
        ),
        source=records[0].source,
    )
    return finished(header, [_message(value, channel, people) for value in values])


def _time(value: Any) -> Moment | None:
    """Times have no zone, and are UTC."""
    return moment(value, naive_utc=True)


def _message(value: dict[str, Any], channel: str, people: People) -> Said:
    sender = part(value, "sender")
    author = ident(sender, "id") or ident(value, "senderid")
    by_agent = truth(value.get("fromagent"))
    speaker = None if by_agent is None else Speaker.AGENT if by_agent else Speaker.CUSTOMER
    public = truth(value.get("public"), unknown=True)
    where = ident(part(value, "source"), "type") or ident(value, "channel")
    kind = Kind.MESSAGE if public and where != "internal-note" else Kind.NOTE
    by_rule = first(value, "ruleid") is not None or ident(value, "via").lower() in {"rule", "automation"}
    if by_rule and by_agent is not False:
        speaker, kind = Speaker.BOT, Kind.AUTOMATION if kind is Kind.MESSAGE else kind
    return Said(
        _text(value, mail=(ident(value, "channel") or channel) in {"email", ""}),
        people.who(author, said=speaker, name=name_of(sender), email=email_of(sender)),
        author,
        name_of(sender),
        _time(first(value, "sentdatetime", "createddatetime")),
        kind,
        ident(value, "id"),
        held=any(first(value, name) is not None for name in ("faileddatetime", "deleteddatetime")),
    )


def _text(value: dict[str, Any], *, mail: bool) -> str:
    """The stripped text is without the quoted tail; where it is empty the body is cut here."""
    return (
        worded(value.get("strippedtext"))
        or worded(value.get("strippedhtml"), html=True)
        or worded(first(value, "bodytext", "messagebody"), mail=mail)
        or worded(value.get("bodyhtml"), html=True, mail=mail)
        or files_of(value, "attachments")
    )


IMPORTER = by_records(
    "gorgias", "Gorgias", SHAPES, joined(_key, _build), told="each message says whether it is from an agent"
)
