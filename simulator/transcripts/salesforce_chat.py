"""Reads the body of a Salesforce chat transcript: ``( 1m 13s ) Speaker: text<br>`` between centred headings."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import ident, name_of, part
from simulator.transcripts.html_page import plain
from simulator.transcripts.mapping import folded
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Record
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded

_LINE = re.compile(r"\(\s*((?:\d+\s*[hms]\s*)+)\)\s*([^:\n]{1,120}?):[ \t]?", re.IGNORECASE)
_PART = re.compile(r"(\d+)\s*([hms])", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b([^<>]{0,200})>|</p>", re.IGNORECASE)
_CENTRED = re.compile(r"align=[\"']?center\b", re.IGNORECASE)
_STARTED = re.compile(r"Chat Started:\s*(.+)", re.IGNORECASE)
_PLAIN_HEADING = re.compile(
    r"[ \t]*(?:Chat (?:Started|Origin)\s*:|Agent\s|(?:Chat )?Transferred From\s).*", re.IGNORECASE
)
"""A heading where the body lost its tags."""
_TAGGED = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
_AGENT = re.compile(r"Agent\s+(.+)", re.IGNORECASE)
_MOVED = re.compile(r"(?:Chat )?Transferred From\s+(.+?)\s+To\s+(.+)", re.IGNORECASE)
_BOTS = (["bot"], ["chatbot"])
"""Last words of a bot's name."""
_SECONDS = {"h": 3600, "m": 60, "s": 1}
VISITORS = frozenset({"visitor", "customer", "guest"})
"""What a chat calls a visitor without a name."""


def is_body(text: str) -> bool:
    """Whether a text is the body of a chat, copied out of its record."""
    found = _STARTED.search(text[:2000])
    return found is not None and _LINE.search(text, found.start()) is not None


def chat(key: str, record: Record, people: People) -> Transcript:
    """The transcript of a ``LiveChatTranscript``."""
    value = record.value
    body = _tagged(str(value.get("body") or ""))
    inside, rest = _parted(body)
    headings = [" ".join(plain(each).split()) for each in inside]
    start = _started(value, headings)
    said = [Said(text, Speaker.SYSTEM, kind=Kind.EVENT, offset=0.0, when=start) for text in headings]
    lines = _lines(rest)
    sides = _sides(value, headings, {name for _, name, _ in lines})
    for seconds, name, text in lines:
        when = Moment(start.when + seconds, start.zone, 0.0) if start else None
        whose = people.who(name, said=sides.get(folded(name)), name=name)
        said.append(Said(text, whose, name, name, when, offset=float(seconds)))
    closed = moment(value.get("endtime"), naive_utc=True)
    header = Transcript(
        id=ident(value, "id") or ident(value, "name") or key,
        system="salesforce",
        channel="chat",
        status=ident(value, "status"),
        closed=closed.when if closed else None,
        agent=ident(value, "ownerid"),
        ratings=rating(value.get("rating")),
        source=record.source,
    )
    return finished(header, said)


def _tagged(body: str) -> str:
    """A body that lost its tags with those that tell headings and lines apart."""
    if _TAGGED.search(body) or not _STARTED.search(body):
        return body
    lines = (escape(line) for line in body.splitlines())
    return "".join(f'<p align="center">{line}</p>' if _PLAIN_HEADING.match(line) else f"{line}<br>" for line in lines)


def _parted(body: str) -> tuple[list[str], str]:
    """What stands in centred paragraphs, and what is left without them."""
    headings, rest, begun, end = list[str](), list[str](), -1, 0
    for tag in _PARAGRAPH.finditer(body):
        if begun >= 0 and tag[1] is None:
            headings.append(body[begun : tag.start()])
            begun, end = -1, tag.end()
        elif begun < 0 and tag[1] is not None and _CENTRED.search(tag[1]):
            rest.append(body[end : tag.start()])
            begun, end = tag.end(), tag.end()
    return headings, "\n".join([*rest, body[end:]])


def _lines(rest: str) -> list[tuple[int, str, str]]:
    """Seconds since the start, who, and what: a message may have several lines, and colons."""
    text = worded(rest, html=True)
    found = list(_LINE.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)][: len(found)]
    return [
        (_seconds(each[1]), each[2].strip(), text[each.end() : end].strip())
        for each, end in zip(found, ends, strict=True)
    ]


def _seconds(text: str) -> int:
    return sum(int(number) * _SECONDS[unit.lower()] for number, unit in _PART.findall(text))


def _started(value: dict[str, Any], headings: list[str]) -> Moment | None:
    told = next((found[1] for each in headings if (found := _STARTED.match(each))), "")
    told = re.sub(r"\(([+-]\d{4})\)", r"\1", told)
    return moment(value.get("starttime"), naive_utc=True) or moment(told)


def _sides(value: dict[str, Any], headings: list[str], speakers: set[str]) -> dict[str, Speaker]:
    """Whose side each name is on, from headings and fields.

    The one other writer beside a named agent who wrote is the customer; where the named agent wrote nothing, because
    another one did, nobody can tell, and it is asked.
    """
    agents, visitors = set[str](), set(VISITORS)
    for heading in headings:
        if moved := _MOVED.match(heading):
            agents |= {moved[1], moved[2]}
        elif agent := _AGENT.match(heading):
            agents.add(re.sub(r"\s+successfully.*", "", agent[1], flags=re.IGNORECASE))
    agents |= {name_of(part(value, name)) for name in ("owner", "agent")} | {ident(value, "agentname", "ownername")}
    visitors |= {name_of(part(value, name)) for name in ("contact", "visitor", "lead")}
    visitors.add(ident(value, "visitorname", "contactname", "suppliedname"))
    sides = {folded(name): Speaker.AGENT for name in agents if name}
    sides |= {folded(name): Speaker.CUSTOMER for name in visitors if name and folded(name) not in sides}
    sides |= {folded(name): Speaker.BOT for name in speakers if folded(name).split()[-1:] in _BOTS}
    writers = {folded(name) for name in speakers}
    others = writers - sides.keys()
    agent_wrote = any(sides.get(name) is Speaker.AGENT for name in writers)
    if agent_wrote and len(others) == 1 and not any(sides.get(name) is Speaker.CUSTOMER for name in writers):
        sides[others.pop()] = Speaker.CUSTOMER
    return sides
