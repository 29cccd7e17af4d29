"""Telegram: result.json of one chat or of an account, and the pages of an HTML export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.errors import UsageError
from simulator.transcripts.assembling import each
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, first, ident, listed
from simulator.transcripts.importer import JSON, Importer, by_records
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined, Record, Sample
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.source import Source
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded, words

_MEDIA = (
    "mediatype",
    "photo",
    "file",
    "stickeremoji",
    "locationinformation",
    "contactinformation",
    "poll",
    "gameTitle",
)
HTML_MARK = 'class="message '


def _typed(value: dict[str, Any]) -> bool:
    """Whether messages have Telegram's type and dates."""
    found = listed(value.get("messages"))[:20]
    fitting = [
        one
        for one in found
        if one.get("type") in {"message", "service"} and {"date", "dateunixtime"} & one.keys()
        and ({"actor", "from", "fromid", "action"} & one.keys())
    ]  # fmt: skip
    return len(fitting) >= 0.5 * len(found) if found else {"type", "id"} <= value.keys()


SHAPES = (
    Shape("chat", "messages", "name type id", 0, "participants sendername dmconversation threads role", test=_typed),
)


def _convert(record: Record, people: People) -> Transcript | None:
    value = record.value
    messages = listed(value.get("messages"))
    if not messages:
        return None
    said = [_said(message, people) for message in messages]
    naive = any(each.when and not each.when.zone for each in said)
    header = Transcript(
        id=ident(value, "id", "name") or record.source,
        system="telegram",
        channel="messaging",
        subject=ident(value, "name"),
        source=record.source,
    )
    return finished(header, said, needs=[Need.TIME_ZONE] if naive and people.mapping.zone is None else [])


def _said(message: dict[str, Any], people: People) -> Said:
    when = moment(message.get("dateunixtime")) or moment(message.get("date"), zone=people.mapping.zone)
    number = ident(message, "id")
    if ident(message, "type") == "service":
        actor = ident(message, "actor")
        text = f"{ident(message, 'action')}: {ident(message, 'title', 'discardreason')}".rstrip(": ")
        return Said(text, Speaker.SYSTEM, ident(message, "actorid") or actor, actor, when, Kind.EVENT, number)
    name = ident(message, "from")
    author = ident(message, "fromid") or name or "deleted account"
    whose = people.who(author, name=name or author)
    text = _words(first(message, "text", "textentities")) or _file(message)
    return Said(text, whose, author, name or author, when, Kind.MESSAGE, number)


def _words(value: Any) -> str:
    """A text, or its parts with their forms."""
    if isinstance(value, list):
        return worded("".join(part if isinstance(part, str) else str(fold(part).get("text") or "") for part in value))
    return worded(value)


def _file(message: dict[str, Any]) -> str:
    for key in _MEDIA:
        if value := message.get(key):
            return attachment(words(value).rpartition("/")[2] if isinstance(value, str) else key)
    return ""


_EXPORT = by_records("telegram", "Telegram", SHAPES, each(_convert))


def recognise(sample: Sample) -> float | None:
    """Sure where chats have Telegram's messages, or a page its classes."""
    if sample.form in JSON:
        return 0.9 if _EXPORT.recognise(sample) else None
    page = sample.form in {Form.HTML, Form.XML} and HTML_MARK in sample.text and "from_name" in sample.text
    return 0.9 if page else None


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The chats of an export; the pages of an HTML export, given together, are one chat."""
    pages = [source for source in sources if source.form not in JSON]
    rest = [source for source in sources if source.form in JSON]
    if rest:
        yield from _EXPORT.read(rest, mapping)
    if pages:
        yield from _pages(pages, mapping)


def _pages(pages: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    from selectolax.lexbor import LexborHTMLParser

    people, said, title = People(mapping), list[Said](), ""
    for source in pages:
        try:
            tree = LexborHTMLParser(source.text())
        except UsageError as error:
            yield Quarantined(source.name, "", str(error))
            continue
        header = tree.css_first(".page_header .text")
        title = title or (words(header.text()) if header else "")
        writer = ""
        for node in tree.css("div.message"):
            writer = _shown(node.css_first(".from_name")) or writer
            said.append(_line(node, writer, people))
    header_of = Transcript(id=title, system="telegram", channel="messaging", subject=title, source=pages[0].name)
    naive = any(one.when and not one.when.zone for one in said)
    yield finished(header_of, said, needs=[Need.TIME_ZONE] if naive and mapping.zone is None else [])


def _shown(node: Any) -> str:
    return words(node.text(deep=False)) if node is not None else ""


def _line(node: Any, writer: str, people: People) -> Said:
    number = words(node.attributes.get("id"))
    date, text = node.css_first(".date"), node.css_first(".text")
    when: Moment | None = None
    if date is not None:
        stamp = words(date.attributes.get("title")).replace(" UTC", "").replace(".", "-", 2)
        day, _, rest = stamp.partition(" ")
        when = moment(f"{'-'.join(reversed(day.split('-')))} {rest}", zone=people.mapping.zone)
    if "service" in (node.attributes.get("class") or ""):
        return Said(words(node.text()), Speaker.SYSTEM, kind=Kind.EVENT, id=number)
    words_in = worded(text.html, html=True) if text is not None else attachment("a file")
    return Said(words_in, people.who(writer, name=writer), writer, writer, when, id=number)


IMPORTER = Importer("telegram", "Telegram", recognise, read, told="names only: a mapping must say who is the shop")
