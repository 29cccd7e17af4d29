"""Crisp: messages and conversations of the REST API, and webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined, newest
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import truth, worded

SIDES = {"user": Speaker.CUSTOMER, "operator": Speaker.AGENT}

SHAPES = (
    Shape(
        "message",
        "fingerprint content",
        "from origin sessionid websiteid stamped preview mentions timestamp user automated stealth edited read type",
        1,
    ),
    Shape(
        "message",
        "from content",
        "origin sessionid websiteid stamped preview mentions timestamp automated stealth type",
        3,
        "recipients role",
        test=lambda value: str(value.get("from")) in SIDES,
    ),
    Shape(
        "conversation",
        "sessionid",
        "websiteid meta state assigned createdat updatedat availability unread segments",
        3,
        "content",
    ),
)


def _key(record: Record) -> str:
    around = next((ident(page, "sessionid") for page in reversed(record.pages) if ident(page, "sessionid")), "")
    return ident(record.value, "sessionid") or around


def _messages(records: list[Record]) -> Iterator[tuple[dict[str, Any], str]]:
    """Messages with their places: records of their own, or those inside a conversation."""
    for record in records:
        if record.kind == "message":
            yield record.value, record.source
        else:
            inside = enumerate(listed(record.value.get("messages")), 1)
            yield from ((fold(value), f"{record.source}, message {n}") for n, value in inside)


def _build(key: str, records: list[Record], people: People) -> Transcript | None:
    head = newest(records, "conversation")
    meta = part(head, "meta")
    values: dict[str, dict[str, Any]] = {}
    for value, place in _messages(records):
        edited = ident(value, "fingerprint") or place
        values[edited] = {
            **values.get(edited, {}),
            **{name: each for name, each in value.items() if each is not None},
        }
    if not values:
        return None
    origins = {ident(value, "origin").lower() for value in values.values()}
    header = Transcript(
        id=key,
        system="crisp",
        channel="email" if origins == {"email"} else "chat",
        subject=ident(meta, "subject"),
        status=ident(head, "state", "status"),
        agent=ident(part(head, "assigned"), "userid"),
        tags=texts(meta.get("segments")),
        source=records[0].source,
    )
    return finished(header, [_message(value, people) for value in values.values()])


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _message(value: dict[str, Any], people: People) -> Said:
    user = part(value, "user")
    author, name = ident(user, "userid") or ident(value, "from"), name_of(user)
    speaker = SIDES.get(ident(value, "from").lower())
    kind = ident(value, "type").lower()
    text = worded(value.get("content")) or _inner(part(value, "content"))
    how = {"note": Kind.NOTE, "event": Kind.EVENT}.get(kind, Kind.MESSAGE)
    if how is Kind.EVENT:
        speaker = Speaker.SYSTEM
    elif truth(value.get("automated")) and speaker is Speaker.AGENT:
        speaker, how = Speaker.BOT, Kind.AUTOMATION if how is Kind.MESSAGE else how
    whose = people.who(author, said=speaker, name=name)
    when = _time(value.get("timestamp"))
    return Said(
        text, whose, author, name, when, how, ident(value, "fingerprint"), held=bool(truth(value.get("stealth")))
    )


def _inner(content: dict[str, Any]) -> str:
    """The words of a message that is a file, a form or an event."""
    words = worded(content.get("text")) or worded(content.get("namespace")) or worded(content.get("explain"))
    chosen = [
        worded(fold(each).get("label")) for each in content.get("choices") or () if fold(each).get("selected") is True
    ]
    file = attachment(ident(content, "name", "type")) if "url" in content else ""
    return "\n".join(filter(None, [words, *chosen, worded(content.get("value")) or file]))


IMPORTER = by_records(
    "crisp", "Crisp", SHAPES, joined(_key, _build), told="each message is from user (the customer) or operator"
)
