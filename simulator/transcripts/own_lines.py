"""The project's own JSON Lines: a transcript a line, as ``transcript.schema.json`` says. Written and read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from simulator.conversation import Transcript
from simulator.transcripts.importer import Importer
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Form, Item, Quarantined, Sample
from simulator.transcripts.source import Source
from simulator.transcripts.torn_json import broken_json

_TURN = {"speaker", "text"}


def line_of(transcript: Transcript) -> bytes:
    """A transcript as a line, with its end."""
    return msgspec.json.encode(transcript) + b"\n"


def schema_text() -> str:
    """The JSON Schema of a line."""
    return (Path(__file__).parent / "transcript.schema.json").read_text(encoding="utf-8")


def recognise(sample: Sample) -> float | None:
    """Sure where every line has turns with a speaker and a text, and says from which system it came."""
    if sample.form not in {Form.JSON, Form.JSON_LINES}:
        return None
    values = [piece.value for piece in sample.pieces]
    fitting = [value for value in values if isinstance(value, dict) and "system" in value and _own(value.get("turns"))]
    return 0.99 * len(fitting) / len(values) if fitting else None


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The transcripts of such files; what the mapping says about unknown speakers was settled when they were made."""
    del mapping
    decoder = msgspec.json.Decoder(Transcript)
    for source in sources:
        for line in source.lines():
            if not line.text.strip() and not line.problem:
                continue
            where = f"line {line.number}"
            try:
                yield Quarantined(source.name, where, line.problem) if line.problem else decoder.decode(line.text)
            except (msgspec.DecodeError, RecursionError) as error:
                yield Quarantined(source.name, where, f"no transcript: {broken_json(error)}")


def _own(turns: object) -> bool:
    return isinstance(turns, list) and bool(turns) and isinstance(turns[0], dict) and turns[0].keys() >= _TURN


IMPORTER = Importer("jsonl", "JSON Lines of this program", recognise, read, told="each turn names its speaker")
