"""AssemblyAI: transcripts of recordings with utterances by speaker or channel."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Transcript
from simulator.transcripts.assembling import joined
from simulator.transcripts.fields import first, ident, listed
from simulator.transcripts.importer import by_records
from simulator.transcripts.people import People
from simulator.transcripts.records import Record
from simulator.transcripts.shapes import Shape
from simulator.transcripts.spoken import Heard, by_voice, call, seconds
from simulator.transcripts.wording import worded

_MARKS = (
    "audiourl acousticmodel languagemodel languagecode speechmodel speechmodels speakerlabels utterances audioduration "
    "dualchannel multichannel punctuate formattext webhookurl webhookstatuscode autohighlights contentsafety redactpii "
    "sentimentanalysis entitydetection iabcategories wordboost boostparam speakersexpected disfluencies confidence "
    "words text throttled autochapters languagedetection"
)


def _timed(value: dict[str, Any]) -> bool:
    """Whether what it holds beside a name is words with times in milliseconds, or a job that has none yet."""
    inner = listed(value.get("utterances")) or listed(value.get("words"))
    return not inner or any("start" in one and "text" in one for one in inner)


SHAPES = (
    Shape("transcript", "text", _MARKS, 4, "results messages", test=_timed),
    Shape("utterances", "utterances", "id confidence words text", 0, "results metadata messages channels",
          test=lambda value: any(
              {"speaker", "text", "start", "words"} <= one.keys() for one in listed(value["utterances"]))),
    Shape("utterance", "speaker text start end words", "confidence channel", 1),
)  # fmt: skip


def _key(record: Record) -> str:
    return f"{record.file} utterances" if record.kind == "utterance" else record.source


def _build(key: str, records: list[Record], people: People) -> Transcript:
    value = records[0].value
    number = key if records[0].kind == "utterance" else ident(value, "id")
    header = Transcript(id=number, system="assemblyai", channel="phone", source=records[0].source)
    if records[0].kind == "utterance":
        return call(header, [_heard(record.value) for record in records], people)
    heard = [_heard(one) for one in listed(value.get("utterances"))]
    if not any(one.text for one in heard):
        parts = [
            (_voice(one), worded(one.get("text")), seconds(one.get("start"), scale=1000))
            for one in listed(value.get("words"))
            if ident(one, "speaker", "channel")
        ]
        heard = by_voice(parts) or [Heard("?", worded(value.get("text")))]
    return call(header, heard, people)


def _voice(value: dict[str, Any]) -> str:
    return ident(value, "speaker") or ident(value, "channel") or "?"


def _heard(value: dict[str, Any]) -> Heard:
    voice = _voice(value)
    name = f"Speaker {voice}" if len(voice) < 4 else voice
    start = seconds(first(value, "start"), scale=1000)
    return Heard(voice, worded(value.get("text")), start, name)


IMPORTER = by_records(
    "assemblyai",
    "AssemblyAI",
    SHAPES,
    joined(_key, _build),
    told="voices have letters only, unless they were named: a mapping must say which is the agent",
)
