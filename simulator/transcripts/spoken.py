"""Calls: what recordings give as voices with times becomes a transcript; whose voice is whose must be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.building import Said, finished
from simulator.transcripts.people import People
from simulator.transcripts.sides import side_of
from simulator.transcripts.times import Moment
from simulator.transcripts.wording import words

NO_WORDS = "no words were recognised in the recording"
ONE_VOICE = "one voice for both sides: the recording was not split by speaker or channel"


class Heard(Struct):
    """What one voice said without a break; ``start`` in seconds; ``side``: the export says it."""

    voice: str
    text: str
    start: float = 0.0
    name: str = ""
    side: Speaker | None = None
    id: str = ""


def call(
    header: Transcript,
    heard: Iterable[Heard],
    people: People,
    *,
    begun: Moment | None = None,
    kind: Kind = Kind.MESSAGE,
) -> Transcript:
    """The transcript of a call; ``begun``: when it began, where that is known."""
    spoken = [each for each in heard if each.text]
    said = [_said(each, people, begun, kind) for each in spoken]
    voices = {each.voice for each in spoken}
    warnings = (
        (NO_WORDS,)
        if not spoken
        else (ONE_VOICE,)
        if len(spoken) > 0 and len(voices) == 1 and spoken[0].side is None
        else ()
    )
    return finished(structs.replace(header, warnings=(*header.warnings, *warnings)), said)


def _said(each: Heard, people: People, begun: Moment | None, kind: Kind) -> Said:
    name = each.name or each.voice
    whose = people.who(each.voice, said=each.side or side_of(name), name=name, role=each.voice)
    when = Moment(begun.when + each.start, begun.zone, begun.error) if begun else None
    return Said(each.text, whose, each.voice, name, when, kind, each.id, offset=max(0.0, each.start))


def by_voice(parts: Sequence[tuple[str, str, float]], *, gap: str = " ") -> list[Heard]:
    """Words or sentences (voice, text, start) as what each voice said until another spoke."""
    found: list[Heard] = []
    for voice, text, start in parts:
        if found and found[-1].voice == voice:
            glue = "" if text[:1] in {".", ",", "?", "!", ";", ":"} and len(text) == 1 else gap
            found[-1].text += f"{glue}{text}"
        elif text:
            found.append(Heard(voice, text, start))
    return found


def seconds(value: object, *, scale: float = 1.0) -> float:
    """A number of seconds, from a number or a text; 0 where it is neither. ``scale``: units in a second."""
    try:
        number = float(words(value)) / scale
    except ValueError:
        return 0.0
    return number if 0 <= number < 1e7 else 0.0
