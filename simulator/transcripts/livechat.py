"""LiveChat: archives and chats of the Agent Chat API v3, and chats of the older v2."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Rating, Speaker, Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, email_of, first, ident, listed, name_of, part, texts
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded

TYPES = {
    "agent": Speaker.AGENT, "supervisor": Speaker.AGENT, "bot": Speaker.BOT,
    "customer": Speaker.CUSTOMER, "visitor": Speaker.CUSTOMER, "client": Speaker.CUSTOMER,
}  # fmt: skip
_SPOKEN = frozenset({"message", "rich_message", "file", ""})

SHAPES = (
    Shape(
        "chat",
        "users",
        "thread threads lastthreadsummary access isfollowed properties id",
        2,
        "history conversationparts",
        test=lambda value: isinstance(value.get("thread", value.get("threads")), dict | list),
    ),
    Shape(
        "old_chat",
        "messages visitor",
        "agents rate supervisors startedtimestamp endedtimestamp chatstarturl group started",
        2,
    ),
    Shape("thread", "events userids", "active accessgroupids previousthreadid nextthreadid createdat", 1),
)


def _key(record: Record) -> str:
    return ident(record.value, "id") or record.source


def _build(_key: str, records: list[Record], people: People) -> list[Transcript]:
    """A transcript for each thread: a chat goes on in another one when the visitor comes back."""
    found: dict[str, Transcript] = {}
    for record in records:
        for transcript in _of_record(record, people):
            before = found.get(transcript.id)
            if before is None or len(before.turns) <= len(transcript.turns):
                found[transcript.id] = transcript
    return list(found.values())


def _of_record(record: Record, people: People) -> list[Transcript]:
    value = record.value
    if record.kind == "old_chat":
        return [_old(record, people)]
    if record.kind == "thread":
        return [_thread(record, value, value, _users(value, people), people)]
    users = _users(value, people)
    threads = [part(value, "thread")] if "thread" in value else listed(value.get("threads"))
    return [_thread(record, value, thread, users, people) for thread in threads]


def _users(value: dict[str, Any], people: People) -> dict[str, dict[str, Any]]:
    found = {ident(user, "id"): user for user in listed(value.get("users"))}
    for number, user in found.items():
        people.add(number, TYPES.get(ident(user, "type").lower()), name_of(user), email_of(user))
    return found


def _time(value: Any) -> Moment | None:
    return moment(value, naive_utc=True)


def _thread(
    record: Record, chat: dict[str, Any], thread: dict[str, Any], users: dict[str, dict[str, Any]], people: People
) -> Transcript:
    events = listed(thread.get("events"))
    said = [_event(event, users, people) for event in events]
    agents = [each.author for each in said if each.speaker is Speaker.AGENT and each.kind is Kind.MESSAGE]
    header = Transcript(
        id=ident(thread, "id") or ident(chat, "id"),
        system="livechat",
        channel="chat",
        status={True: "active", False: "closed"}.get(bool(thread.get("active")), "") if "active" in thread else "",
        agent=agents[-1] if agents else "",
        team=", ".join(texts(first(part(thread, "access"), "groupids") or first(part(chat, "access"), "groupids"))),
        tags=texts(thread.get("tags")),
        ratings=_ratings(thread, events),
        source=record.source,
    )
    return finished(header, said)


def _ratings(thread: dict[str, Any], events: list[dict[str, Any]]) -> tuple[Rating, ...]:
    given = part(part(thread, "properties"), "rating")
    score, comment = given.get("score"), given.get("comment")
    for event in events:
        inner = part(part(event, "properties"), "rating")
        score = inner.get("score", score) if not isinstance(inner.get("score"), dict) else inner["score"]
        comment = inner.get("comment", comment)
    score, comment = (one.get("value") if isinstance(one, dict) else one for one in (score, comment))
    if score is None:
        return ()
    return rating(score, low=0, high=1, comment=comment)


def _event(event: dict[str, Any], users: dict[str, dict[str, Any]], people: People) -> Said:
    author = ident(event, "authorid")
    user = users.get(author, {})
    kind = ident(event, "type").lower()
    when = _time(first(event, "createdat", "timestamp"))
    number = ident(event, "id")
    if kind not in _SPOKEN:
        return Said(_other(event, kind), Speaker.SYSTEM, author, name_of(user), when, Kind.EVENT, number)
    text = worded(event.get("text")) or _rich(event)
    if kind == "file" or (not text and event.get("url")):
        text = attachment(ident(event, "name"))
    whose = people.who(author, said=TYPES.get(ident(user, "type").lower()), name=name_of(user), email=email_of(user))
    hidden = ident(event, "visibility", "recipients").lower() == "agents"
    return Said(text, whose, author, name_of(user), when, Kind.NOTE if hidden else Kind.MESSAGE, number)


def _other(event: dict[str, Any], kind: str) -> str:
    fields = listed(event.get("fields"))
    filled = "; ".join(f"{ident(one, 'label', 'name')} {ident(one, 'answer', 'value')}".strip() for one in fields)
    return worded(event.get("text")) or f"{kind}: {filled}".rstrip(": ")


def _rich(event: dict[str, Any]) -> str:
    cards = listed(event.get("elements"))
    return "\n".join(filter(None, (ident(card, name) for card in cards for name in ("title", "subtitle"))))


def _old(record: Record, people: People) -> Transcript:
    value = record.value
    said = []
    for line in listed(value.get("messages")):
        kind = ident(line, "usertype").lower()
        author, name = ident(line, "agentid", "authorid") or ident(line, "authorname"), ident(line, "authorname")
        whose = people.who(author, said=TYPES.get(kind), name=name)
        note = kind == "supervisor"
        how = Kind.NOTE if note else Kind.AUTOMATION if line.get("welcomemessage") is True else Kind.MESSAGE
        when = _time(first(line, "timestamp", "date"))
        said.append(Said(worded(line.get("text")), whose, author, name, when, how, ident(line, "eventid")))
    rate = ident(value, "rate").lower().replace("rated_", "").replace("not_", "not")
    agents = listed(value.get("agents"))
    header = Transcript(
        id=ident(value, "id"),
        system="livechat",
        channel="chat",
        agent=ident(agents[-1], "email", "displayname") if agents else "",
        team=texts(value.get("group"))[0] if texts(value.get("group")) else "",
        tags=texts(value.get("tags")),
        ratings=rating(rate) if rate in {"good", "bad"} else (),
        source=record.source,
    )
    return finished(header, said)


IMPORTER = by_records(
    "livechat", "LiveChat", SHAPES, joined(_key, _build), told="each author is in the chat's users, with a type"
)
