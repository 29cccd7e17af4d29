"""Reads the entries of Salesforce messaging: their words stand in the entry or, as written, in its payload."""

from __future__ import annotations

from typing import Any

import msgspec

from simulator.conversation import Kind, Speaker
from simulator.transcripts.building import Said
from simulator.transcripts.fields import files_of, first, ident, listed, name_of, part
from simulator.transcripts.people import People
from simulator.transcripts.shapes import fold
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded, words

ACTORS = {
    "agent": Speaker.AGENT, "enduser": Speaker.CUSTOMER, "bot": Speaker.BOT, "chatbot": Speaker.BOT,
    "system": Speaker.SYSTEM, "supervisor": Speaker.AGENT, "visitor": Speaker.CUSTOMER,
}  # fmt: skip
"""``ActorType`` of an entry, ``role`` of its sender -> whose words."""
_EVENTS = frozenset({"participantchanged", "routingresult", "sessionstatuschanged", "typingstartedindicator"})


def entry(value: dict[str, Any], people: People) -> Said:
    """What one entry says, or the event that it tells of."""
    sender = part(value, "sender")
    role = "".join(char for char in (ident(value, "actortype") or ident(sender, "role")).lower() if char.isalpha())
    author = ident(value, "actorid") or ident(sender, "subject", "id") or ident(value, "actorname")
    name = ident(value, "actorname", "senderdisplayname") or name_of(sender)
    payload = _payload(value.get("entrypayload"))
    text = worded(first(value, "messagetext", "message", "text", "body")) or _words_in(payload)
    kind = (ident(value, "entrytype", "messagetype") or ident(payload, "entrytype")).lower()
    told = first(value, "entrytime", "clienttimestamp", "serverreceivedtimestamp", "createddate")
    when = moment(told, naive_utc=True)
    number = ident(value, "identifier", "id")
    if not text or kind in _EVENTS:
        return Said(text or kind or "event", Speaker.SYSTEM, author, name, when, Kind.EVENT, number)
    return Said(text, people.who(author, said=ACTORS.get(role), name=name), author, name, when, id=number)


def _payload(value: Any) -> dict[str, Any]:
    """The payload of an entry, a record or one written as JSON."""
    if isinstance(value, str):
        try:
            value = msgspec.json.decode(value)
        except (msgspec.DecodeError, RecursionError):
            return {}
    return fold(value)


def _words_in(payload: dict[str, Any]) -> str:
    """Words, the question of a choice or the answer to it; of files their names."""
    message = part(payload, "abstractmessage")
    content = part(message, "staticcontent", "choices", "form")
    text = worded(first(content, "text", "title"))
    picked = listed(part(message, "choicesresponse").get("selectedoptions"))
    titles = (words(first(part(option, "titleitem") or option, "title", "text")) for option in picked)
    return text or ", ".join(filter(None, titles)) or files_of(content, "attachments")
