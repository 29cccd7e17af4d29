"""Front: messages and comments of conversations, and the conversations themselves."""

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
    "email": "email", "intercom": "chat", "front_chat": "chat", "sms": "messaging", "whatsapp": "messaging",
    "tweet": "social", "twitter_dm": "social", "facebook": "social", "facebook_message": "social", "call": "phone",
    "phone-call": "phone", "googleplay": "social", "yalo_wha": "messaging", "smooch": "chat", "form": "email",
}  # fmt: skip
_NOBODY = frozenset({"rule", "ai", "api", "bot", "macro", "workflow", "application", "chatbot"})
"""Authors' types that are no person."""

SHAPES = (
    Shape(
        "message",
        "isinbound",
        "recipients blurb isdraft draftmode author body text errortype version createdat type metadata messageuid",
        3,
    ),
    Shape("comment", "body author postedat", "links id isPinned ispinned attachments", 1),
    Shape(
        "conversation",
        "id",
        "assignee recipient lastmessage isprivate scheduledreminders statuscategory customfields ticketids links",
        3,
        "isinbound body parttype",
        test=lambda value: str(value.get("id")).startswith("cnv_") or "lastmessage" in value or "isprivate" in value,
    ),
)


def _key(record: Record) -> str:
    value = record.value
    if record.kind == "conversation":
        return ident(value, "id")
    found = ident(value, "conversationid") or ident(part(value, "conversation"), "id")
    around = next((ident(page, "id") for page in reversed(record.pages) if ident(page, "id").startswith("cnv_")), "")
    found = found or after(part(value, "links").get("related"), "conversations") or around
    return found or next((after(page, "conversations") for page in record.pages if after(page, "conversations")), "")


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    head = newest(records, "conversation")
    messages = [record.value for record in records if record.kind == "message"]
    messages += [each for name in ("messages", "results") for each in listed(head.get(name)) if "isinbound" in each]
    last = part(head, "lastmessage")
    if last and not messages:
        messages = [last]
    comments = [record.value for record in records if record.kind == "comment"] + listed(head.get("comments"))
    if not messages and not comments:
        return None
    kind = next((ident(each, "type") for each in messages), "")
    header = Transcript(
        id=key,
        system="front",
        channel=CHANNELS.get(kind, ""),
        subject=ident(head, "subject")
        or next((ident(each, "subject") for each in messages if each.get("subject")), ""),
        status=ident(head, "status"),
        agent=ident(part(head, "assignee"), "id"),
        tags=texts(head.get("tags")),
        ratings=_rating(head),
        source=records[0].source,
    )
    said = [_message(each, people) for each in messages] + [_comment(each, people) for each in comments]
    return finished(header, said)


def _rating(head: dict[str, Any]) -> Any:
    fields = part(head, "customfields")
    return rating(first(fields, "csat", "satisfaction", "rating"))


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _message(value: dict[str, Any], people: People) -> Said:
    """A message by its direction; what a teammate wrote to the own inbox is neither side's, and is asked."""
    author = part(value, "author")
    inbound = truth(value.get("isinbound"))
    sender = next((each for each in listed(value.get("recipients")) if ident(each, "role") == "from"), {})
    person = author or sender
    number = ident(author, "id") or ident(sender, "handle")
    kind = ident(author, "type").lower()
    speaker = None if inbound is None else Speaker.CUSTOMER if inbound else Speaker.AGENT
    if inbound and kind == "user":
        speaker = None
    how = Kind.MESSAGE
    if kind in _NOBODY and not inbound:
        speaker, how = Speaker.BOT, Kind.AUTOMATION
    elif truth(value.get("isdraft")) or ident(value, "draftmode"):
        how = Kind.DRAFT
    mail = ident(value, "type") in {"email", ""}
    text = worded(value.get("body"), html=True, mail=mail) or worded(_unescaped(value.get("text")), mail=mail)
    return Said(
        text or files_of(value, "attachments"),
        people.who(number, said=speaker, name=name_of(person), email=email_of(person)),
        number,
        name_of(person),
        _time(value.get("createdat")),
        how,
        ident(value, "id"),
        held=bool(ident(value, "errortype")),
    )


def _unescaped(text: Any) -> Any:
    """Some answers write line ends as two characters."""
    return text.replace("\\r\\n", "\n").replace("\\n", "\n") if isinstance(text, str) else text


def _comment(value: dict[str, Any], people: People) -> Said:
    author = part(value, "author")
    number = ident(author, "id")
    whose = people.who(number, said=Speaker.BOT if ident(author, "type").lower() in _NOBODY else Speaker.AGENT)
    when = _time(value.get("postedat"))
    return Said(
        worded(value.get("body"), html=True), whose, number, name_of(author), when, Kind.NOTE, ident(value, "id")
    )


IMPORTER = by_records(
    "front", "Front", SHAPES, joined(_key, _build), told="each message says whether it came in (is_inbound)"
)
