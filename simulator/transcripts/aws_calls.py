"""Amazon: Transcribe, Transcribe Call Analytics, Connect Contact Lens (calls and chats), Post Call Analytics."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, first, ident, listed, part
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.spoken import Heard, by_voice, call, seconds
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded

ROLES = {
    "agent": Speaker.AGENT, "customer": Speaker.CUSTOMER, "supervisor": Speaker.AGENT, "system": Speaker.SYSTEM,
    "custombot": Speaker.BOT, "bot": Speaker.BOT, "lexbot": Speaker.BOT,
}  # fmt: skip
"""``ParticipantRole``, in small letters without separators."""


def _has_items(value: dict[str, Any]) -> bool:
    results = fold(value.get("results"))
    return bool({"transcripts", "items", "audiosegments", "speakerlabels", "channellabels"} & results.keys())


def _has_turns(value: dict[str, Any]) -> bool:
    return any(
        {"content", "participantid", "participantrole", "contenttype"} & fold(each).keys()
        for each in value["transcript"][:5]
    ) if isinstance(value.get("transcript"), list) else False  # fmt: skip


def _has_segments(value: dict[str, Any]) -> bool:
    return any(
        {"transcript", "utterance", "categories"} & fold(each).keys() for each in listed(value.get("segments"))[:5]
    )


SHAPES = (
    Shape("transcribe", "results", "jobname accountid status", 0, "metadata", test=_has_items),
    Shape(
        "turns",
        "transcript",
        "jobname accountid awsaccountid participants channel languagecode jobstatus categories customermetadata "
        "contactid initialcontactid conversationcharacteristics contentmetadata custommodels version",
        1,
        test=_has_turns,
    ),
    Shape("segments", "segments", "contactid eventtype channel nexttoken instanceid status", 0, test=_has_segments),
    Shape("segments", "utteranceevent", test=lambda value: "transcript" in fold(value["utteranceevent"])),
    Shape("segments", "categoryevent"),
    Shape("post_call", "conversationanalytics speechsegments", "categoriesdetected", 0),
)


def _key(record: Record) -> str:
    if record.kind == "segments":
        return ident(record.value, "contactid") or f"{record.file} segments"
    return record.source


def _build(key: str, records: list[Record], people: People) -> Transcript:
    del key
    record = records[0]
    if record.kind == "transcribe":
        return _transcribe(record, people)
    if record.kind == "post_call":
        return _post_call(record, people)
    return _turns(records, people)


def _header(record: Record, channel: str = "phone", *, agent: str = "") -> Transcript:
    value = record.value
    number = ident(part(value, "customermetadata"), "contactid") or ident(value, "contactid", "jobname", "sessionid")
    return Transcript(id=number, system="aws_calls", channel=channel, agent=agent, source=record.source)


def _turns(records: list[Record], people: People) -> Transcript:
    value = records[0].value
    roles = {
        ident(each, "participantid"): _role(ident(each, "participantrole"))
        for each in listed(value.get("participants"))
    }
    lines = [
        line
        for record in records
        for line in (listed(record.value.get("transcript")) if record.kind == "turns" else _segments(record.value))
        if line
    ]
    chat = ident(value, "channel").upper() == "CHAT" or any("absolutetime" in line for line in lines)
    if chat:
        return finished(_header(records[0], "chat"), [_written(line, roles, people) for line in lines])
    return call(_header(records[0]), (_spoken(line, roles) for line in lines), people)


def _segments(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The utterances of a live analysis: a page of segments, or one event of a stream that is no draft."""
    told = part(value, "utteranceevent")
    if told:
        return [] if told.get("ispartial") is True else [{"content": told.get("transcript"), **told}]
    return [part(each, "transcript") or part(each, "utterance") for each in listed(value.get("segments"))]


def _role(text: str) -> Speaker | None:
    return ROLES.get(text.lower().replace("_", ""))


def _side(line: dict[str, Any], roles: dict[str, Speaker | None]) -> Speaker | None:
    author = ident(line, "participantid")
    return _role(ident(line, "participantrole")) or roles.get(author) or _role(author)


def _spoken(line: dict[str, Any], roles: dict[str, Speaker | None]) -> Heard:
    voice = ident(line, "participantid", "participantrole")
    start = seconds(first(line, "beginoffsetmillis") or part(line, "time").get("beginoffsetmillis"), scale=1000)
    text = worded(first(line, "content", "partialcontent"))
    return Heard(voice or "?", text, start, ident(line, "displayname"), _side(line, roles), ident(line, "id"))


def _written(line: dict[str, Any], roles: dict[str, Speaker | None], people: People) -> Said:
    kind = ident(line, "type").upper()
    author, name = ident(line, "participantid"), ident(line, "displayname")
    when = moment(first(line, "absolutetime") or part(line, "time").get("absolutetime"), naive_utc=True)
    number = ident(line, "id")
    offset = seconds(first(line, "beginoffsetmillis"), scale=1000)
    side = _side(line, roles)
    if kind == "EVENT" or (not kind and "event" in ident(line, "contenttype")):
        told = ident(line, "contenttype").rpartition(".event.")[2]
        return Said(told or "event", Speaker.SYSTEM, author, name, when, Kind.EVENT, number, offset=offset)
    text = worded(line.get("content"), html="markdown" not in ident(line, "contenttype"))
    if kind == "ATTACHMENT" or (not text and line.get("attachments")):
        text = attachment(", ".join(ident(each, "attachmentname") for each in listed(line.get("attachments"))))
    how = Kind.AUTOMATION if side in {Speaker.SYSTEM, Speaker.BOT} else Kind.MESSAGE
    return Said(text, people.who(author, said=side, name=name), author, name, when, how, number, offset=offset)


def _transcribe(record: Record, people: People) -> Transcript:
    results = part(record.value, "results")
    heard = _audio_segments(results) or _items(results)
    if not heard:
        whole = " ".join(worded(each.get("transcript")) for each in listed(results.get("transcripts")))
        heard = [Heard("?", whole.strip())]
    return call(_header(record), heard, people)


def _audio_segments(results: dict[str, Any]) -> list[Heard]:
    """Segments with their text; each names its speaker or its channel."""
    segments = listed(results.get("audiosegments"))
    if not any(ident(each, "speakerlabel", "channellabel") for each in segments):
        return []
    found = [(_voice(each), worded(each.get("transcript")), seconds(each.get("starttime"))) for each in segments]
    return by_voice(sorted(found, key=lambda each: each[2]))


def _items(results: dict[str, Any]) -> list[Heard]:
    """Words; who speaks is at each of them, or in the segments or channels beside them."""
    spans = sorted(
        (seconds(each.get("starttime")), seconds(each.get("endtime")), _voice(each))
        for each in listed(part(results, "speakerlabels").get("segments"))
    )
    channels = listed(part(results, "channellabels").get("channels"))
    words: list[tuple[str, str, float]] = []
    if channels:
        words = [word for each in channels for word in _words(listed(each.get("items")), spans, _voice(each))]
        words.sort(key=lambda each: each[2])
    else:
        words = _words(listed(results.get("items")), spans, "")
    return by_voice(words)


def _words(
    items: list[dict[str, Any]], spans: list[tuple[float, float, str]], channel: str
) -> list[tuple[str, str, float]]:
    found: list[tuple[str, str, float]] = []
    place, voice, at = 0, channel or "?", 0.0
    for item in items:
        content = ident(next(iter(listed(item.get("alternatives"))), {}), "content")
        if item.get("starttime") is not None:
            at = seconds(item.get("starttime"))
            while place + 1 < len(spans) and spans[place + 1][0] <= at:
                place += 1
            voice = channel or _voice(item, spans[place][2] if spans else "?")
        if content:
            found.append((voice, content, at))
    return found


def _voice(value: dict[str, Any], other: str = "?") -> str:
    return ident(value, "speakerlabel", "channellabel") or other


def _post_call(record: Record, people: People) -> Transcript:
    """What the Post Call Analytics solution makes of a call: its labels say which voice is whose."""
    about = part(record.value, "conversationanalytics")
    names = {ident(each, "speaker"): ident(each, "displaytext") for each in listed(about.get("speakerlabels"))}
    heard = [
        Heard(
            voice := ident(each, "segmentspeaker"),
            worded(first(each, "displaytext", "originaltext")),
            seconds(each.get("segmentstarttime")),
            names.get(voice, ""),
        )
        for each in listed(record.value.get("speechsegments"))
    ]
    agent = ident(about, "agent")
    number = ident(about, "guid")
    header = Transcript(
        id="" if number == "None" else number,
        system="aws_calls",
        channel="phone",
        agent="" if agent == "None" else agent,
        source=record.source,
    )
    return call(header, heard, people)


IMPORTER = by_records(
    "aws_calls",
    "Amazon Transcribe and Connect",
    SHAPES,
    joined(_key, _build),
    told="ParticipantRole, or the solution's speaker labels; plain speaker numbers need a mapping",
)
