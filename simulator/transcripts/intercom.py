"""Intercom: conversations with their parts, from the API and exports, and tables of conversations and parts."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Rating, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished, with_first
from simulator.transcripts.fields import after, email_of, files_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded

AUTHORS = {
    "user": Speaker.CUSTOMER, "lead": Speaker.CUSTOMER, "contact": Speaker.CUSTOMER, "visitor": Speaker.CUSTOMER,
    "customer": Speaker.CUSTOMER, "anonymoususer": Speaker.CUSTOMER,
    "admin": Speaker.AGENT, "team": Speaker.AGENT, "teammate": Speaker.AGENT,
    "bot": Speaker.BOT, "operator": Speaker.BOT, "fin": Speaker.BOT, "workflow": Speaker.BOT, "system": Speaker.SYSTEM,
}  # fmt: skip
"""An author's type -> whose words; types of the older API are among them."""
CHANNELS = {
    "conversation": "chat", "inapp": "chat", "chat": "chat", "push": "chat", "email": "email", "twitter": "social",
    "facebook": "social", "instagram": "social", "whatsapp": "messaging", "sms": "messaging", "phonecall": "phone",
    "phoneswitch": "phone",
}  # fmt: skip
_SPOKEN = frozenset(
    {"comment", "open", "close", "assignment", "assignandreopen", "assignandunsnooze", "quickreply", ""}
)
"""Types of parts whose body, where they have one, the customer reads."""

SHAPES = (
    Shape(
        "conversation",
        "id",
        "conversationparts conversationmessage source statistics conversationrating teammates contacts "
        "firstcontactreply adminassigneeid teamassigneeid waitingsince snoozeduntil slaapplied aiagent ticket",
        2,
        "parttype ticketparts",
        test=lambda value: (
            isinstance(value.get("conversationparts", value.get("source")), dict | list)
            or isinstance(value.get("conversationmessage"), dict)
        ),
    ),
    Shape("ticket", "id ticketparts", "ticketattributes ticketstate tickettype contacts adminassigneeid", 1),
    Shape("part", "parttype", "author body createdat notifiedat assignedto attachments id conversationid authorid", 2),
    Shape(
        "contact",
        "id",
        "workspaceid externalid ownerid hasharddbounced unsubscribedfromemails lastseenat",
        2,
        "body source",
    ),
    Shape("admin", "id email", "awaymodeenabled awaymodereassign hasinboxseat jobtitle teamids avatar", 2, "body"),
)
TABLES = (
    Shape("conversation", "id", "sourcetype sourceauthortype sourcebody sourceauthorid sourcedeliveredas", 2),
    Shape(
        "conversation", "id", "conversationratingvalue firstcontactreplytype assigneetype waitingsince snoozeduntil", 2
    ),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind in {"conversation", "ticket"}:
        return ident(value, "id")
    return ident(value, "conversationid") or next((after(page, "conversations") for page in record.pages), "")


def _person(record: Record, people: People) -> bool:
    value = record.value
    if record.kind == "contact":
        people.add(ident(value, "id"), Speaker.CUSTOMER, name_of(value), email_of(value))
        return True
    if record.kind == "admin":
        people.add(ident(value, "id"), Speaker.AGENT, name_of(value), email_of(value))
        return True
    for group, speaker in (("teammates", Speaker.AGENT), ("contacts", Speaker.CUSTOMER)):
        for each in listed(value.get(group)):
            people.add(ident(each, "id"), speaker, name_of(each), email_of(each))
    user = part(value, "user")
    people.add(ident(user, "id"), AUTHORS.get(ident(user, "type")), name_of(user), email_of(user))
    return False


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    head = newest(records, "conversation", "ticket")
    mail, said = _channel(head) in {"email", ""}, list[Said]()
    for record in records:
        if record.kind == "part":
            said.append(_part(record.value, people, mail=mail))
        else:
            said += [_part(each, people, mail=mail) for each in _parts(record.value)]
    opening = _opening(head, people)
    if opening is not None:
        said = with_first(opening, said)
    if not head and not said:
        return None
    statistics = part(head, "statistics")
    closed = moment(first(statistics, "lastcloseat", "firstcloseat"))
    header = Transcript(
        id=ident(head, "id") or key,
        system="intercom",
        channel=_channel(head),
        subject=worded(first(part(head, "source", "conversationmessage"), "subject") or head.get("title"), html=True),
        status=ident(head, "state") or ident(part(head, "ticketstate"), "category"),
        closed=closed.when if closed else None,
        agent=ident(head, "adminassigneeid") or ident(part(head, "assignee"), "id"),
        team=ident(head, "teamassigneeid"),
        tags=texts(head.get("tags")),
        ratings=_ratings(head),
        source=records[0].source,
    )
    return finished(header, said)


def _parts(head: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        each
        for name in ("conversationparts", "ticketparts")
        for each in listed(head.get(name))
        if "author" in each or "parttype" in each
    ]


def _channel(head: dict[str, Any]) -> str:
    source = part(head, "source")
    kind = ident(source, "type") or ident(head, "sourcetype") or ident(part(head, "conversationmessage"), "type")
    return CHANNELS.get("".join(char for char in kind.lower() if char.isalpha()), "chat" if head else "")


def _ratings(head: dict[str, Any]) -> tuple[Rating, ...]:
    given = part(head, "conversationrating")
    raw = first(given, "rating", "value") or head.get("conversationratingvalue")
    return rating(raw, comment=first(given, "remark") or head.get("conversationratingremark"))


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _opening(head: dict[str, Any], people: People) -> Said | None:
    """The first message stands apart from the parts."""
    source = part(head, "source", "conversationmessage")
    if not source and "sourcebody" in head:
        source = {key.removeprefix("source"): value for key, value in head.items() if key.startswith("source")}
    text = worded(source.get("body"), html=True, mail=_channel(head) == "email") or files_of(source, "attachments")
    if not text:
        return _described(head, people)
    said = _said(source, text, people)
    said.when = _time(first(source, "createdat") or first(head, "createdat"))
    if ident(source, "deliveredas").lower() in {"automated", "operatorinitiated", "campaigns", "campaigninitiated"}:
        said.kind = Kind.AUTOMATION
    return said


def _described(head: dict[str, Any], people: People) -> Said | None:
    """What a ticket is about: of one that its customer shares the customer's request, of any other an agent's note."""
    text = worded(part(head, "ticketattributes").get("defaultdescription"), html=True)
    if not text:
        return None
    when = _time(head.get("createdat"))
    if ident(head, "category").lower() not in {"customer", "request", ""}:
        return Said(text, Speaker.AGENT, when=when, kind=Kind.NOTE)
    contact = next(iter(listed(head.get("contacts"))), {})
    author = ident(contact, "id", "externalid")
    name = name_of(contact) or people.name(author)
    return Said(text, people.who(author, said=Speaker.CUSTOMER, name=name), author, name, when)


def _part(value: dict[str, Any], people: People, *, mail: bool) -> Said:
    kind = ident(value, "parttype", "type").lower().replace("_", "")
    text = worded(value.get("body"), html=True, mail=mail) or files_of(value, "attachments")
    said = _said(value, text, people)
    said.when = _time(value.get("createdat"))
    if kind.startswith("note") or truth(value.get("isnote")):
        said.kind = Kind.NOTE
    elif kind in {"conversationpart", "ticketpart", "conversationmessage"} or kind in _SPOKEN:
        said.kind = Kind.MESSAGE if text else Kind.EVENT
    else:
        said.kind = Kind.EVENT
    if said.kind is Kind.EVENT:
        said.text, said.speaker = text or kind or "event", Speaker.SYSTEM
    if truth(value.get("redacted")):
        said.held = True
    return said


def _said(value: dict[str, Any], text: str, people: People) -> Said:
    author = part(value, "author")
    kind = (ident(author, "type") or ident(value, "authortype")).lower().replace("_", "").replace(" ", "")
    number = ident(author, "id") or ident(value, "authorid")
    speaker = AUTHORS.get(kind)
    if truth(author.get("fromaiagent")) or truth(author.get("isaianswer")) or truth(value.get("fromaiagent")):
        speaker = Speaker.BOT
    name = name_of(author) or people.name(number)
    whose = people.who(number, said=speaker, name=name, email=email_of(author))
    return Said(text, whose, number, name, id=ident(value, "id"))


IMPORTER = by_records(
    "intercom",
    "Intercom",
    SHAPES,
    joined(_key, _build, person=_person),
    tables=TABLES,
    told="each author has a type: user, lead or contact is the customer, admin the agent, bot a bot",
)
