"""Instagram and Facebook: message files of an account's archive, as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.errors import UsageError
from simulator.transcripts.assembling import joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, first, ident, listed, name_of, part
from simulator.transcripts.importer import JSON, Importer, found_in
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.meta_pages import dated_by, is_page, lines_in
from simulator.transcripts.people import People
from simulator.transcripts.records import Item, Quarantined, Record, Sample
from simulator.transcripts.shapes import Shape, best, fold, records
from simulator.transcripts.source import Source
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded, words

TITLES = {"instagram": "Instagram", "facebook": "Facebook Messenger"}


def _sent(value: dict[str, Any]) -> bool:
    found = listed(value.get("messages"))[:10]
    return any({"sendername", "timestampms"} <= one.keys() for one in found) or (
        not found and "participants" in value and "threadpath" in value
    )


def _private(value: dict[str, Any]) -> bool:
    return any({"sendername", "timestamp", "text"} <= one.keys() for one in listed(value.get("messages"))[:10])


def _early(value: dict[str, Any]) -> bool:
    return any({"sender", "createdat"} <= one.keys() for one in listed(value.get("conversation"))[:10])


def _paged(value: dict[str, Any]) -> bool:
    """Whether messages are as the programming interface gives a page's inbox."""
    found = listed(fold(value["messages"]).get("data"))[:10]
    return any({"from", "createdtime"} <= one.keys() and not {"message", "to"}.isdisjoint(one) for one in found)


SHAPES = (
    Shape(
        "page", "messages", "id updatedtime participants link snippet unreadcount messagecount senders", 1, test=_paged
    ),
    Shape("thread", "messages", "participants title threadpath threadtype isstillparticipant magicwords", test=_sent),
    Shape("private", "messages threadname", "participants", test=_private),
    Shape("early", "conversation participants", test=_early),
)
_FACEBOOK = (
    ("is_taken_down", 3), ("bumped_message_metadata", 3), ("ai_stickers", 3), ("stickers_used", 3), ("senderName", 5),
    ("facebook", 2), ("messenger.", 2), ("e2ee_cutover", 2), ("archived_threads", 2), ('"ip"', 2), ("thread_type", 1),
    ('"Generic"', 1), ('"gifs"', 1), ('"is_unsent"', 1),
)  # fmt: skip
"""Keys and words that only Messenger's files hold, and how telling each is."""
_INSTAGRAM = (
    ("instagram", 3), ("original_content_owner", 3), ("Liked a message", 2), ("sent an attachment", 2),
    ('"conversation"', 2),
)  # fmt: skip
_THREAD = re.compile(r'"thread_path"\s*:\s*"[^"]*_(\d*)"')
_SHORT_NUMBER = 16
"""Digits at the end of a thread's path, up to which it is Messenger's; Instagram's are longer."""
MESSENGER_NUMBER = 10
"""Digits at least of a number that Messenger gives; with fewer or none the path tells little."""

_REACTED = re.compile(r"(?:Liked a message|Reacted \S+ to your message ?)\.?", re.IGNORECASE)
_SENT = re.compile(r"^(?:You|[^\n]{1,60}) sent (?:an attachment|a photo|a video|a voice message)\.$")


UNSURE = 2
"""What has to speak for one of the two, more than for the other, to be said without a warning [design choice]."""
ALIKE = "Instagram and Facebook write alike, and little in it tells which this is; it is read as {title}"


def system_of(text: str) -> str:
    """Which of the two a file is of: they are alike but for some keys and addresses."""
    return "facebook" if _lean(text) > 0 else "instagram"


def _lean(text: str) -> int:
    """How much speaks for Facebook, more than for Instagram; below nought it is the other way round."""
    lowered = text.lower()
    facebook = sum(weight for mark, weight in _FACEBOOK if mark.lower() in lowered)
    instagram = sum(weight for mark, weight in _INSTAGRAM if mark.lower() in lowered)
    if found := _THREAD.search(text):
        digits = len(found[1])
        instagram += 2 * (digits > _SHORT_NUMBER)
        facebook += 2 * (MESSENGER_NUMBER <= digits <= _SHORT_NUMBER) or digits <= _SHORT_NUMBER
    return facebook - instagram


def _letters(value: Any) -> str:
    """A text that the archive writes as the bytes of its UTF-8, each as a letter."""
    text = str(value) if isinstance(value, str | int) else ""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _key(record: Record) -> str:
    value = record.value
    path = ident(value, "threadpath") or (ident(value, "id") if record.kind == "page" else "")
    return path or (ident(value, "threadname") if record.kind == "private" else "") or record.source


def _build(system: str, records_of: list[Record], people: People) -> Transcript:
    value = records_of[0].value
    said = [_said(line, people) for record in records_of for line in _lines(record)]
    header = Transcript(
        id=ident(value, "threadpath", "threadname", "threadid") or _key(records_of[0]),
        system=system,
        channel="messaging",
        subject=words(_letters(first(value, "title", "threadname"))),
        source=records_of[0].source,
    )
    return finished(header, said)


def _lines(record: Record) -> list[dict[str, Any]]:
    if record.kind != "page":
        return listed(record.value.get("conversation" if record.kind == "early" else "messages"))
    found = listed(fold(record.value["messages"]).get("data"))
    return [
        {
            "sendername": name_of(part(line, "from")) or ident(part(line, "from"), "id"),
            "createdat": line.get("createdtime"),
            "content": line.get("message"),
            "files": line.get("attachments"),
        }
        for line in found
    ]


def _said(line: dict[str, Any], people: People) -> Said:
    name = words(_letters(first(line, "sendername", "sender")))
    when = moment(first(line, "timestampms", "timestamp", "createdat"), naive_utc=True)
    text = worded(_letters(first(line, "content", "text")))
    if line.get("isunsent") is True:
        return Said(text or "unsent", people.who(name, name=name), name, name, when, Kind.EVENT)
    if _REACTED.fullmatch(text):
        return Said(text, Speaker.SYSTEM, name, name, when, Kind.EVENT)
    if _SENT.search(text) and (file := _file(line)):
        text = file
    kind = ident(line, "type").lower()
    if "callduration" in line or kind in {"call", "subscribe", "unsubscribe"}:
        return Said(text or kind, Speaker.SYSTEM, name, name, when, Kind.EVENT)
    return Said(text or _file(line), people.who(name, name=name), name, name, when)


def _file(line: dict[str, Any]) -> str:
    for key in ("photos", "videos", "audiofiles", "files", "gifs", "media", "sticker", "share", "heart"):
        if line.get(key):
            paths = [ident(one, "uri", "link") for one in listed(line[key])]
            return attachment(", ".join(path.rpartition("/")[2] for path in paths if path) or key)
    return ""


def _recogniser(system: str) -> Any:
    def recognise(sample: Sample) -> float | None:
        if sample.form not in JSON:
            return 0.9 if is_page(sample) and system_of(sample.text) == system else None
        held = [record for piece in sample.pieces for record, _ in records(piece, SHAPES) if record.kind]
        if not held and not any(best(fold(piece.value), SHAPES)[1] for piece in sample.pieces):
            return None
        return 0.9 if system_of(sample.text) == system else None

    return recognise


def _reader(system: str) -> Any:
    assemble = joined(_key, lambda _key_of, found, people: _build(system, found, people))

    def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
        found = (one for source in sources if source.form in JSON for one in found_in(source, SHAPES, TITLES[system]))
        doubt = any(abs(_lean(source.beginning)) < UNSURE for source in sources)
        for item in assemble(found, mapping):
            yield _doubted(item, system) if doubt else item
        for source in sources:
            if source.form not in JSON:
                page = _page(system, source, mapping)
                yield _doubted(page, system) if doubt else page

    return read


def _doubted(item: Item, system: str) -> Item:
    if isinstance(item, Quarantined):
        return item
    return replace(item, warnings=(*item.warnings, ALIKE.format(title=TITLES[system])))


def _page(system: str, source: Source, mapping: Mapping) -> Item:
    people = People(mapping)
    try:
        title, lines = lines_in(source)
    except UsageError as error:
        return Quarantined(source.name, "", str(error))
    order, needs = dated_by([line.date for line in lines], mapping)
    said = [
        Said(line.text, people.who(line.name, name=line.name), line.name, line.name,
             moment(line.date, zone=mapping.zone, order=order))
        for line in lines
    ]  # fmt: skip
    if mapping.zone is None and Need.DATE_ORDER not in needs:
        needs.append(Need.TIME_ZONE)
    header = Transcript(id=title or source.name, system=system, channel="messaging", subject=title, source=source.name)
    return finished(header, said[::-1], needs=needs)


IMPORTERS = tuple(
    Importer(
        system, title, _recogniser(system), _reader(system), told="names only: a mapping must say which is the shop's"
    )
    for system, title in TITLES.items()
)
