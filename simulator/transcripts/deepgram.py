"""Deepgram: responses for recordings, with utterances, paragraphs or words by speaker, and lines of live streams."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from simulator.conversation import Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.fields import first, ident, listed, part
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.spoken import Heard, by_voice, call, seconds
from simulator.transcripts.wording import worded, words


def _recorded(value: dict[str, Any]) -> bool:
    return "channels" in fold(value.get("results")) or "utterances" in fold(value.get("results"))


_BESIDE = frozenset({"UtteranceEnd", "SpeechStarted", "Metadata"})
"""Lines of a live stream that hold no words."""
SHAPES = (
    Shape("recording", "results", "metadata", 0, test=_recorded),
    Shape("live", "channel channelindex", "isfinal speechfinal start duration metadata type", 2,
          test=lambda value: "alternatives" in fold(value["channel"])),
    Shape("other", "type", "lastwordend channel timestamp requestid transactionkey", 1,
          test=lambda value: value["type"] in _BESIDE),
)  # fmt: skip


def _key(record: Record) -> str:
    if record.kind == "live":
        return f"{record.file} {ident(part(record.value, 'metadata'), 'requestid')}"
    return record.source


def _build(key: str, records: list[Record], people: People) -> Transcript:
    del key
    first_of = records[0]
    about = part(first_of.value, "metadata")
    header = Transcript(id=ident(about, "requestid"), system="deepgram", channel="phone", source=first_of.source)
    if first_of.kind == "live":
        final = [each.value for each in records if each.value.get("isfinal") is not False]
        heard = [one for value in final for one in _alternative(part(value, "channel"), _channel(value))]
    else:
        heard = _recording(part(first_of.value, "results"))
    heard.sort(key=lambda one: one.start)
    return call(header, heard, people)


def _channel(value: dict[str, Any]) -> str:
    index = value.get("channelindex")
    return words(index[0]) if isinstance(index, list) and index and index[-1:] != [1] else ""


def _recording(results: dict[str, Any]) -> list[Heard]:
    channels = listed(results.get("channels"))
    several = len([each for each in channels if each]) > 1
    utterances = [each for each in listed(results.get("utterances")) if worded(each.get("transcript"))]
    if utterances and (several or any("speaker" in each for each in utterances)):
        return [_utterance(each, several=several) for each in utterances]
    found = [one for number, each in enumerate(channels) for one in _alternative(each, str(number) if several else "")]
    if several:
        found = _in_turns(found)
    if utterances and all(one.voice == "?" for one in found):
        return [_utterance(each, several=several) for each in utterances]
    return found


def _utterance(value: dict[str, Any], *, several: bool) -> Heard:
    speaker, channel = ident(value, "speaker"), ident(value, "channel") if several else ""
    return _heard(speaker, channel, worded(value.get("transcript")), seconds(value.get("start")))


def _heard(speaker: str, channel: str, text: str, start: float) -> Heard:
    voice = f"channel {channel}" if channel else speaker or "?"
    if channel and speaker not in {"", "0"}:
        voice += f" speaker {speaker}"
    name = f"Speaker {voice}" if voice.isdigit() else voice[:1].upper() + voice[1:]
    return Heard(voice, text, start, name)


def _in_turns(heard: list[Heard]) -> list[Heard]:
    """Words or paragraphs of several channels as what each voice said until another spoke."""
    names = {one.voice: one.name for one in heard}
    ordered = sorted(((one.voice, one.text, one.start) for one in heard), key=lambda each: each[2])
    return [structs.replace(one, name=names[one.voice]) for one in by_voice(ordered)]


def _alternative(channel: dict[str, Any], number: str) -> list[Heard]:
    """What the first alternative of a channel holds: paragraphs, else words, by speaker; else one text."""
    best = next(iter(listed(channel.get("alternatives"))), {})
    paragraphs = listed(part(best, "paragraphs").get("paragraphs"))
    parts: list[tuple[str, str, float]] = []
    for each in paragraphs:
        text = " ".join(worded(one.get("text")) for one in listed(each.get("sentences")))
        parts.append((ident(each, "speaker"), text, seconds(each.get("start"))))
    if not any(voice for voice, _, _ in parts) and not (number and parts):
        spoken = listed(best.get("words"))
        if number or any("speaker" in one for one in spoken):
            parts = [(ident(o, "speaker"), ident(o, "punctuatedword", "word"), seconds(o.get("start"))) for o in spoken]
    if not any(text for _, text, _ in parts):
        parts = [("", worded(best.get("transcript")), seconds(first(channel, "start")))]
    found = [(voice, text, start) for voice, text, start in parts if text]
    if number or (paragraphs and any(voice for voice, _, _ in found)):
        return [_heard(voice, number, text, start) for voice, text, start in found]
    return [_heard(one.voice, number, one.text, one.start) for one in by_voice(found)]


IMPORTER = by_records(
    "deepgram",
    "Deepgram",
    SHAPES,
    joined(_key, _build, person=lambda record, _: record.kind == "other"),
    aside=("other",),
    told="voices have numbers only: a mapping must say which is the agent",
)
