"""HubSpot: messages of the conversations inbox, and logged e-mails (engagements, CRM objects, tables)."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import after, email_of, files_of, first, ident, listed, name_of, part
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded

ACTORS = {"A": Speaker.AGENT, "V": Speaker.CUSTOMER, "B": Speaker.BOT, "S": Speaker.SYSTEM, "I": Speaker.BOT}
"""The first letter of an actor's id (``A-123``) -> whose words; E and L are addresses, where the direction tells."""
DIRECTIONS = {
    "INCOMING": Speaker.CUSTOMER, "INCOMING_EMAIL": Speaker.CUSTOMER,
    "OUTGOING": Speaker.AGENT, "EMAIL": Speaker.AGENT, "FORWARDED_EMAIL": Speaker.AGENT, "DRAFT_EMAIL": Speaker.AGENT,
}  # fmt: skip
_LOGGED = frozenset({"EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL", "NOTE", "CALL"})

SHAPES = (
    Shape(
        "message",
        "",
        "senders recipients direction truncationstatus richtext channelaccountid channelid createdby client "
        "conversationsthreadid inreplytoid text",
        4,
        "pageinfo strippedtext",
        test=lambda value: "senders" in value or "truncationstatus" in value or "conversationsthreadid" in value,
    ),
    Shape("event", "createdby type client", "newstatus assignedto assignedfrom frominboxid archived senders", 1),
    Shape(
        "thread",
        "id",
        "originalchannelid originalchannelaccountid associatedcontactid latestmessagetimestamp inboxid assignedto "
        "latestmessagesenttimestamp threadassociations spam",
        3,
    ),
    Shape("engagement", "engagement metadata", "associations attachments", 0),
    Shape(
        "email",
        "properties id",
        "createdat updatedat archived associations",
        1,
        test=lambda value: any(key.startswith("hsemail") for key in fold(value.get("properties"))),
    ),
    Shape(
        "ticket",
        "properties id",
        "createdat updatedat archived associations",
        1,
        test=lambda value: {"content", "hspipelinestage"} <= fold(value.get("properties")).keys(),
    ),
    Shape("actor", "id type", "name email avatar", 2, "body text", test=lambda value: str(value.get("id"))[1:2] == "-"),
)
_TEXTS = tuple(
    f"{before}hs{key}" for before in ("property", "") for key in ("emailtext", "emailhtml", "notebody", "callbody")
)
"""Columns that hold words; other tables of activities are known, and hold none."""
TABLES = (
    Shape("row", "", test=lambda value: any(key in value for key in _TEXTS)),
    Shape("other", "", test=lambda value: any(key.startswith(("propertyhs", "hsengagement")) for key in value)),
)


def _email(record: Record) -> dict[str, Any]:
    """A logged e-mail's own values, whatever they are wrapped in."""
    value = record.value
    if record.kind == "email":
        inner = fold({key: _plain(each) for key, each in fold(value.get("properties")).items()})
        return {**inner, "id": value.get("id")}
    return {key.removeprefix("property"): each for key, each in value.items()}


def _plain(value: Any) -> Any:
    """A property of older answers is wrapped: ``{"value": "...", "timestamp": ...}``."""
    return value.get("value") if isinstance(value, dict) else value


def _key(record: Record) -> str:
    value = record.value
    if record.kind in {"email", "row"}:
        return ident(_email(record), "hsemailthreadid", "id", "engagementid")
    if record.kind == "engagement":
        return ident(part(value, "metadata"), "threadid") or ident(part(value, "engagement"), "id")
    if record.kind == "thread":
        return ident(value, "id")
    found = ident(value, "conversationsthreadid", "threadid", "conversationid")
    if record.kind == "ticket":
        return f"ticket {ident(value, 'id')}"
    return found or next((after(page, "threads") for page in record.pages if after(page, "threads")), "")


def _person(record: Record, people: People) -> bool:
    if record.kind != "actor":
        return record.kind == "other"
    value = record.value
    people.add(ident(value, "id"), ACTORS.get(ident(value, "id")[:1]), name_of(value), email_of(value))
    return True


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    thread = newest(records, "thread")
    readers = {
        "message": _message, "event": _message, "engagement": _engagement, "email": _row, "row": _row,
        "ticket": _ticket,
    }  # fmt: skip
    said = [readers[record.kind](record, people) for record in records if record.kind in readers]
    if not said:
        return None
    logged = any(record.kind in {"engagement", "email", "row"} for record in records)
    closed = _time(thread.get("closedat"))
    subjects = [ident(record.value, "subject") for record in records if record.kind == "message"]
    subjects += [ident(_email(record), "hsemailsubject") for record in records if record.kind in {"email", "row"}]
    subjects += [ident(part(record.value, "metadata"), "subject") for record in records if record.kind == "engagement"]
    cut = any(ident(record.value, "truncationstatus").upper().startswith("TRUNCATED") for record in records)
    header = Transcript(
        id=key or records[0].source,
        system="hubspot",
        channel="email" if logged or any(subjects) else "chat",
        subject=next(filter(None, subjects), ""),
        status=ident(thread, "status"),
        closed=closed.when if closed else None,
        agent=ident(thread, "assignedto"),
        team=ident(thread, "inboxid"),
        source=records[0].source,
        warnings=("a message is cut off in the export (truncationStatus)",) if cut else (),
    )
    return finished(header, said)


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _message(record: Record, people: People) -> Said:
    value = record.value
    kind = ident(value, "type").upper()
    sender = next(iter(listed(value.get("senders"))), {})
    actor = ident(sender, "actorid") or ident(value, "createdby")
    name = name_of(sender) or people.name(actor)
    address = email_of(part(sender, "deliveryidentifier")) or ident(part(sender, "deliveryidentifier"), "value")
    speaker = ACTORS.get(actor[:1]) if actor[1:2] == "-" else None
    direction = DIRECTIONS.get(ident(value, "direction").upper())
    if speaker not in {Speaker.BOT, Speaker.SYSTEM} or (speaker is Speaker.BOT and actor.startswith("I-")):
        speaker = _agreed(speaker, direction, actor)
    mail = bool(ident(value, "subject")) or "@" in address
    text = worded(value.get("text"), mail=mail) or worded(value.get("richtext"), html=True, mail=mail)
    text = text or files_of(value, "attachments")
    how = {"COMMENT": Kind.NOTE, "MESSAGE": Kind.MESSAGE, "": Kind.MESSAGE, "WELCOME_MESSAGE": Kind.AUTOMATION}.get(
        kind, Kind.EVENT
    )
    if (
        ident(part(value, "client"), "clienttype").upper() == "SYSTEM"
        and how is Kind.MESSAGE
        and speaker is Speaker.AGENT
    ):
        how = Kind.AUTOMATION
    if how is Kind.EVENT:
        text, speaker = (
            text or f"{kind.lower()}: {ident(value, 'newstatus', 'assignedto')}".rstrip(": "),
            Speaker.SYSTEM,
        )
    failed = ident(part(value, "status"), "statustype").upper() in {"FAILED", "ERROR"}
    whose = people.who(actor, said=speaker, name=name, email=address)
    return Said(text, whose, actor, name, _time(value.get("createdat")), how, ident(value, "id"), held=failed)


def _agreed(speaker: Speaker | None, direction: Speaker | None, actor: str) -> Speaker | None:
    """An agent's or visitor's own id tells first; of an address or an integration the direction does."""
    if speaker in {Speaker.AGENT, Speaker.CUSTOMER}:
        return speaker
    if actor.startswith("I-") and direction is Speaker.AGENT:
        return Speaker.BOT
    return direction


def _engagement(record: Record, people: People) -> Said:
    value, meta = part(record.value, "engagement"), part(record.value, "metadata")
    kind = ident(value, "type").upper()
    sender = part(meta, "from")
    text = worded(meta.get("text"), mail=True) or worded(first(meta, "html", "body"), html=True, mail=True)
    author = email_of(sender) or ident(value, "ownerid")
    how = Kind.MESSAGE if kind.endswith("EMAIL") else Kind.NOTE if kind in _LOGGED else Kind.EVENT
    speaker = DIRECTIONS.get(kind) if how is Kind.MESSAGE else Speaker.AGENT if how is Kind.NOTE else Speaker.SYSTEM
    whose = people.who(author, said=speaker, name=name_of(sender), email=author)
    when = _time(first(value, "timestamp", "createdat"))
    return Said(text or kind.lower(), whose, author, name_of(sender), when, how, ident(value, "id"))


def _ticket(record: Record, people: People) -> Said:
    """The description of a ticket; what came by a form, a mail or a chat is the customer's."""
    value = fold({key: _plain(each) for key, each in fold(record.value.get("properties")).items()})
    came = ident(value, "sourcetype").upper() in {"FORM", "EMAIL", "CHAT"}
    whose = people.who(said=Speaker.CUSTOMER if came else None)
    return Said(worded(value.get("content"), mail=True), whose, when=_time(first(value, "createdate", "hscreatedate")))


def _row(record: Record, people: People) -> Said:
    value = _email(record)
    direction = ident(value, "hsemaildirection").upper()
    text = worded(value.get("hsemailtext"), mail=True) or worded(value.get("hsemailhtml"), html=True, mail=True)
    author = ident(value, "hsemailfromemail") or ident(value, "hubspotownerid")
    name = " ".join(filter(None, (ident(value, "hsemailfromfirstname"), ident(value, "hsemailfromlastname"))))
    note = worded(first(value, "hsnotebody", "hscallbody"), html=True)
    draft = direction == "DRAFT_EMAIL" or ident(value, "hsemailstatus").upper() == "DRAFT"
    how = Kind.DRAFT if draft else Kind.NOTE if note and not text else Kind.MESSAGE
    failed = ident(value, "hsemailstatus").upper() in {"BOUNCED", "FAILED"}
    whose = people.who(author, said=DIRECTIONS.get(direction), name=name, email=author)
    when = _time(first(value, "hstimestamp", "hscreatedate", "createdate"))
    number = ident(value, "id", "engagementid")
    return Said(text or note, whose, author, name, when, how, number, held=failed)


IMPORTER = by_records(
    "hubspot",
    "HubSpot",
    SHAPES,
    joined(_key, _build, person=_person),
    tables=TABLES,
    told="each sender's id begins with A for an agent or V for a visitor, and each message has a direction",
)
