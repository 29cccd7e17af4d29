"""Salesforce: chat transcripts, messaging sessions, and cases with their e-mails and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from simulator.conversation import Kind, Speaker, Transcript
from simulator.errors import UsageError
from simulator.transcripts.assembling import guarded, joined, newest
from simulator.transcripts.building import Said, finished, with_first
from simulator.transcripts.fields import email_of, first, ident, listed, name_of, part
from simulator.transcripts.importer import by_records
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined, Record, Sample
from simulator.transcripts.salesforce_chat import chat, is_body
from simulator.transcripts.salesforce_entries import entry
from simulator.transcripts.shapes import Shape
from simulator.transcripts.source import Source
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded

USERS = {"standard": Speaker.AGENT, "guest": Speaker.CUSTOMER, "automatedprocess": Speaker.SYSTEM}
"""``UserType`` of a user -> whose words; portal users are customers."""
ORIGINS = {
    "email": "email", "web": "email", "phone": "phone", "chat": "chat", "facebook": "social", "twitter": "social",
}  # fmt: skip

SHAPES = (
    Shape(
        "chat",
        "body",
        "starttime endtime livechatvisitorid livechatbuttonid chatduration livechatdeploymentid chatkey",
        1,
        "incoming commentbody",
    ),
    Shape(
        "entry",
        "",
        "actortype actorname actorid entrytime messagetext message seq conversationid entrytype messagingsessionid",
        3,
        "messageparts",
        test=lambda value: "actortype" in value,
    ),
    Shape(
        "entry",
        "sender",
        "clienttimestamp messagetext serverreceivedtimestamp identifier relatedrecords entrytype entrypayload",
        2,
    ),
    Shape(
        "email",
        "incoming",
        "parentid textbody htmlbody fromaddress fromname toaddress messagedate isbounced createdbyid",
        2,
        "private bodytext",
    ),
    Shape("comment", "commentbody", "parentid ispublished createdbyid createddate", 1),
    Shape(
        "case",
        "id",
        "casenumber suppliedemail suppliedname contactid origin isescalated ownerid emailmessages casecomments",
        3,
        "body",
    ),
    Shape("user", "id usertype", "username profileid isactive name alias", 1),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind in {"case", "chat"}:
        return ident(value, "id", "caseid", "name", "chatkey") or record.source
    found = ident(value, "parentid", "caseid", "conversationid", "messagingsessionid", "conversationidentifier")
    return found or next(
        (ident(page, "conversationid", "conversationidentifier") for page in reversed(record.pages)), ""
    )


def _person(record: Record, people: People) -> bool:
    value = record.value
    if record.kind == "user":
        people.add(ident(value, "id"), _user(value), name_of(value), email_of(value))
        return True
    if record.kind == "case":
        people.add(ident(value, "contactid"), Speaker.CUSTOMER, name_of(part(value, "contact")))
    return False


def _user(value: dict[str, Any]) -> Speaker | None:
    """An internal user is an agent; portal users are customers."""
    kind = "".join(char for char in ident(value, "usertype").lower() if char.isalpha())
    if "portal" in kind or kind in {"customersuccess", "powercustomersuccess"}:
        return Speaker.CUSTOMER
    return USERS.get(kind)


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    if records[0].kind == "chat":
        return chat(key, records[0], people)
    case = newest(records, "case")
    said: list[Said] = []
    for record in records:
        said += _of_record(record, people)
    if case:
        opening = _opening(case, said)
        said = with_first(opening, said) if opening.text else said
    if not said:
        return None
    closed = _time(case.get("closeddate"))
    origin = ident(case, "origin").lower()
    mails = any(record.kind == "email" for record in records)
    entries = any(record.kind == "entry" for record in records)
    header = Transcript(
        id=key,
        system="salesforce",
        channel=ORIGINS.get(origin, "messaging" if entries else "email" if mails else ""),
        subject=ident(case, "subject")
        or next((ident(each.value, "subject") for each in records if each.value.get("subject")), ""),
        status=ident(case, "status"),
        closed=closed.when if closed else None,
        agent=ident(case, "ownerid"),
        source=records[0].source,
    )
    return finished(header, said)


def _of_record(record: Record, people: People) -> list[Said]:
    value = record.value
    if record.kind == "case":
        mails = [_mail(each, people) for each in listed(first(part(value, "emailmessages"), "records"))]
        return mails + [_comment(each, value, people) for each in listed(first(part(value, "casecomments"), "records"))]
    if record.kind == "email":
        return [_mail(value, people)]
    if record.kind == "comment":
        return [_comment(value, {}, people)]
    return [entry(value, people)]


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _opening(case: dict[str, Any], said: list[Said]) -> Said:
    """A description from the web or a mail is the customer's; one that was taken down is an agent's note.

    Where the case doesn't say where it comes from, a customer's mail in it does; else nobody knows who wrote.
    """
    origin = ident(case, "origin").lower()
    mailed = not origin and any(each.speaker is Speaker.CUSTOMER for each in said)
    written = origin in {"web", "email", "chat"} or bool(ident(case, "suppliedemail")) or mailed
    name = ident(case, "suppliedname") or name_of(part(case, "contact"))
    return Said(
        worded(case.get("description"), mail=True),
        Speaker.CUSTOMER if written else Speaker.AGENT if origin else Speaker.OTHER,
        ident(case, "contactid", "suppliedemail") if written else ident(case, "createdbyid"),
        name if written else "",
        _time(case.get("createddate")),
        Kind.MESSAGE if written or not origin else Kind.NOTE,
    )


def _mail(value: dict[str, Any], people: People) -> Said:
    incoming = truth(value.get("incoming"))
    speaker = None if incoming is None else Speaker.CUSTOMER if incoming else Speaker.AGENT
    status = ident(value, "status").lower()
    address = ident(value, "fromaddress")
    name = ident(value, "fromname") or address
    text = worded(value.get("textbody"), mail=True) or worded(value.get("htmlbody"), html=True, mail=True)
    author = address or ident(value, "createdbyid")
    return Said(
        text,
        people.who(author, said=speaker, name=name, email=address),
        author,
        name,
        _time(first(value, "messagedate", "createddate")),
        Kind.DRAFT if status in {"5", "draft"} else Kind.MESSAGE,
        ident(value, "id"),
        held=bool(truth(value.get("isbounced"))) or truth(value.get("isexternallyvisible")) is False,
    )


def _comment(value: dict[str, Any], case: dict[str, Any], people: People) -> Said:
    author = ident(value, "createdbyid") or ident(part(value, "createdby"), "id")
    creator = part(value, "createdby")
    speaker = _user(creator) or (Speaker.AGENT if author and author == ident(case, "ownerid") else None)
    published = truth(value.get("ispublished"), unknown=True)
    return Said(
        worded(value.get("commentbody"), mail=True),
        people.who(author, said=speaker, name=name_of(creator)),
        author,
        name_of(creator) or people.name(author),
        _time(value.get("createddate")),
        Kind.MESSAGE if published else Kind.NOTE,
        ident(value, "id"),
    )


_RECORDS = by_records("salesforce", "Salesforce Service Cloud", SHAPES, joined(_key, _build, person=_person))


def recognise(sample: Sample) -> float | None:
    """Sure where records have its keys; of a text, where it is the body of a chat."""
    if sample.form in {Form.TEXT, Form.HTML, Form.XML}:
        return 0.9 if is_body(sample.text) else None
    return _RECORDS.recognise(sample)


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The chats and cases of records, and bodies of chats that stand alone."""
    texts = [source for source in sources if source.form in {Form.TEXT, Form.HTML, Form.XML}]
    yield from _RECORDS.read([source for source in sources if source not in texts], mapping)
    for source in texts:
        try:
            record = Record("chat", {"body": source.text()}, source.name, "")
        except UsageError as error:
            yield Quarantined(source.name, "", str(error))
        else:
            yield from guarded(record, chat, source.name, record, People(mapping))


IMPORTER = structs.replace(
    _RECORDS,
    recognise=recognise,
    read=read,
    told="mails say whether they came in, entries have an actor's type, and a chat's body names its agents",
)
