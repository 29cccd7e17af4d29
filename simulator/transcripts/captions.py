"""Captions of recordings, WebVTT and SubRip: cues with voices, or with names in front of the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from simulator.conversation import Transcript
from simulator.errors import UsageError
from simulator.transcripts.importer import Importer
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined, Sample
from simulator.transcripts.sides import side_of
from simulator.transcripts.source import Source
from simulator.transcripts.spoken import Heard, call
from simulator.transcripts.wording import worded

_ARROW = re.compile(r"\s*((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)*\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d+:\d\d[^<>]*>|\{\\[^{}]*\}")
_PREFIX = re.compile(
    r"(?:>>\s*)?(?:\[([^\[\]\n:]{1,60})\]:?(?:\s+|$)|\(((?i:speaker|voice|person|spk|agent|customer)[^()\n:]{0,40})\):?\s*|([^:\n<>\[\]]{1,60}?)\s*:(?:\s+|$))(.*)",
    re.DOTALL,
)
_SOUND = re.compile(r"[\[(♪][^\[\]()]{0,80}[\])♪]")
_ENDED = re.compile(r"[.?!…。？！][\"'”’)]*$")
_BLOCKS = ("NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP")
_PAUSE = 1.5
"""Seconds between cues of one voice, over which a sentence without an end still goes on."""


class Cue(Struct):
    """The text of a cue with its tags, and when it is shown, in seconds."""

    start: float
    end: float
    text: str
    line: int


def cues(text: str) -> Iterator[Cue | int]:
    """The cues of a file; a number is the line of a block that is none."""
    number = 0
    between = r"\n\n" if text.lstrip("\ufeff").startswith("WEBVTT") else r"\n[ \t]*\n"
    for block in re.split(between, text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.split("\n")
        start, number = number + 1, number + len(lines) + 1
        lines = [line for line in lines if line.strip("\ufeff ")]
        if not lines or (lines[0].lstrip("\ufeff").startswith(("WEBVTT", *_BLOCKS)) and not _place(lines)):
            continue
        places = [place for place, line in enumerate(lines) if _ARROW.match(line)]
        if not places:
            yield start
            continue
        for place, following in zip(places, [*places[1:], len(lines)], strict=True):
            words = lines[place + 1 : following]
            if following < len(lines) and words and words[-1].strip().isdigit():
                words.pop()
            if found := _ARROW.match(lines[place]):
                yield Cue(_seconds(found[1]), _seconds(found[2]), "\n".join(words), start + place)


def _place(lines: list[str]) -> bool:
    return any(_ARROW.match(line) for line in lines)


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _voices(text: str) -> list[tuple[str, str]]:
    """The voices of a cue with their words; a cue may hold several, or none."""
    parts = _VOICE.split(text)
    found = [("", parts[0])] if parts[0].strip() else []
    found += list(zip(parts[1::2], parts[2::2], strict=True))
    return [
        (" ".join(worded(voice).split()), " ".join(worded(_TAG.sub("", words), html=True).split()))
        for voice, words in found
    ]


def _named(found: list[Cue]) -> frozenset[str]:
    """Names that stand in front of words: labels of sides, and what stands there more than once, or in most cues."""
    counted: Counter[str] = Counter()
    for cue in found:
        for line in cue.text.split("\n"):
            if name := _prefix(_TAG.sub("", line))[0]:
                counted[name] += 1
    often = sum(counted.values()) >= 0.5 * len(found)
    return frozenset(
        name for name, count in counted.items() if side_of(name) or (_likely(name) and (count > 1 or often))
    )


def _likely(name: str) -> bool:
    words = name.split()
    return len(words) <= 4 and (name[:1].isupper() or not name[:1].isascii() or any(char.isdigit() for char in name))


def _prefix(line: str) -> tuple[str, str]:
    found = _PREFIX.match(line.strip(" -\u2013"))
    name = (found[1] or found[2] or found[3] or "").strip() if found else ""
    return (name, found[4]) if found and name and not name.isdigit() else ("", line)


def heard_in(found: list[Cue]) -> list[Heard]:
    """What each voice said. A cue without a voice, or within a sentence, goes on with the one before."""
    names = _named(found)
    said: list[Heard] = []
    ends = 0.0
    for cue in found:
        for voice, words, fresh in _spoken(cue, names):
            if not words or _SOUND.fullmatch(words):
                continue
            last = said[-1] if said else None
            on = last is not None and (
                (not voice and last.voice != "?")
                or (voice == last.voice and not fresh and cue.start - ends <= _PAUSE and not _ENDED.search(last.text))
            )
            if on and last is not None:
                last.text += f" {words}"
            else:
                said.append(Heard(voice or "?", words, cue.start))
        ends = cue.end
    return said


def _spoken(cue: Cue, names: frozenset[str]) -> Iterator[tuple[str, str, bool]]:
    """Voice and words, and whether a new turn surely begins there."""
    tagged = _voices(cue.text)
    if any(voice for voice, _ in tagged):
        yield from ((voice, words, False) for voice, words in tagged)
        return
    voice, words = "", list[str]()
    for line in cue.text.split("\n"):
        clean = " ".join(worded(_TAG.sub("", line), html=True).split())
        name, rest = _prefix(clean)
        if name in names and name:
            if words:
                yield voice, " ".join(words), bool(voice)
            voice, words = name, [rest] if rest else []
        else:
            words.append(clean.removeprefix(">> ") if voice else clean)
    if words:
        yield voice, " ".join(words), False


def unrolled(found: list[Cue]) -> list[Cue]:
    """The cues without the lines that rolling captions show again."""
    kept: list[Cue] = []
    shown = ""
    for cue in found:
        lines = [line for line in cue.text.split("\n") if line.strip()]
        again = [_TAG.sub("", line).strip() for line in lines]
        if again and again[0] == shown and not _VOICE.search(lines[0]) and len(shown.split()) > 1:
            lines = lines[1:]
        shown = again[-1] if again else shown
        if lines:
            kept.append(Cue(cue.start, cue.end, "\n".join(lines), cue.line))
    return kept


def _reader(form: Form, system: str) -> Callable[[Sequence[Source], Mapping], Iterator[Item]]:
    def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
        for source in sources:
            if source.form is form:
                yield from _call(source, system, mapping)

    return read


def _call(source: Source, system: str, mapping: Mapping) -> Iterator[Item]:
    try:
        text = source.text()
    except UsageError as error:
        yield Quarantined(source.name, "", str(error))
        return
    found: list[Cue] = []
    for each in cues(text):
        if isinstance(each, Cue):
            found.append(each)
        elif system == "vtt" or found:
            yield Quarantined(source.name, f"line {each}", "no cue: its times are missing")
    header = Transcript(id=source.name, system=system, channel="phone", source=source.name)
    if found:
        yield call(header, heard_in(unrolled(found)), People(mapping))


def _recognised(form: Form) -> Callable[[Sample], float | None]:
    return lambda sample: 0.95 if sample.form is form and "-->" in sample.text else None


IMPORTERS = tuple(
    Importer(
        system,
        title,
        _recognised(form),
        _reader(form, system),
        told="voices or names in front of the words; a mapping must say which is the agent where they name no side",
    )
    for form, system, title in ((Form.VTT, "vtt", "WebVTT captions"), (Form.SRT, "srt", "SubRip captions"))
)
