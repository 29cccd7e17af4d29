"""Makes a transcript of what an importer found: in order, once each, marked as graded or not, needs named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct, structs

from simulator.conversation import Kind, Need, Speaker, Transcript, Turn
from simulator.transcripts.times import Moment
from simulator.transcripts.wording import ATTACHED, same

GRADED = frozenset({Speaker.AGENT, Speaker.CUSTOMER})


class State(StrEnum):
    """What can be done with a transcript: grade it, ask for a mapping, or nothing: no agent wrote in it."""

    READY = "ready"
    WAITING = "needs mapping"
    EMPTY = "nothing to grade"


class Said(Struct):
    """A message as an importer found it.

    ``offset``: seconds since the conversation began, where that is all that is known; ``held``: the customer never
    read it (it failed, was deleted, was not published), so it isn't graded.
    """

    text: str
    speaker: Speaker = Speaker.OTHER
    author: str = ""
    name: str = ""
    when: Moment | None = None
    kind: Kind = Kind.MESSAGE
    id: str = ""
    held: bool = False
    offset: float | None = None


def finished(header: Transcript, said: Iterable[Said], *, needs: Iterable[Need] = ()) -> Transcript:
    """The transcript: ``header`` with what was said in order of time, and what a mapping must say yet."""
    ordered = _ordered(_once(said))
    start = next((each.when.when for each in ordered if each.when), None)
    turns = tuple(_turn(each, start) for each in ordered)
    known = [each.when for each in ordered if each.when]
    wanted = {*header.needs, *needs, *_unknown(ordered)}
    return structs.replace(
        header,
        turns=turns,
        zone_known=bool(known) and all(each.zone for each in known),
        needs=tuple(need for need in Need if need in wanted),
    )


def state_of(transcript: Transcript) -> State:
    """Whether a transcript can be graded as it is: who is who is known, and an agent said something."""
    if set(transcript.needs) - {Need.TIME_ZONE}:
        return State.WAITING
    graded = any(turn.graded and turn.speaker is Speaker.AGENT for turn in transcript.turns)
    return State.READY if graded else State.EMPTY


def with_first(first: Said, said: Sequence[Said]) -> list[Said]:
    """What was said, with the first message that the conversation's own record holds, unless it is there already."""
    for each in said:
        if each.kind in {Kind.MESSAGE, Kind.NOTE} and (same(each.text, first.text) or _at_once(each, first)):
            return list(said)
    return [first, *said]


def _at_once(one: Said, first: Said) -> bool:
    """Whether a short text is the beginning of one that the same side wrote in the same minute."""
    near = one.when is not None and first.when is not None and abs(one.when.when - first.when.when) <= 60
    return near and one.speaker is first.speaker and same(one.text, first.text, least=1)


def _once(said: Iterable[Said]) -> list[Said]:
    """Every message once: of those with one id the last that has words, in the first one's place."""
    found: dict[object, Said] = {}
    for number, each in enumerate(said):
        key: object = each.id or number
        if not each.id and each.when is not None and each.text:
            key = (each.when.when, each.speaker, each.author, each.text)
        before = found.get(key)
        if before is None or each.text:
            found[key] = each
    return list(found.values())


def _ordered(said: list[Said]) -> list[Said]:
    """By time; what has none stays behind what it came after. Newest first without any time can't be told."""
    keys, last = [], -math.inf
    for each in said:
        last = each.when.when if each.when else each.offset if each.offset is not None else last
        keys.append(last)
    places = sorted(range(len(said)), key=lambda place: keys[place])
    return [said[place] for place in places]


def _turn(each: Said, start: float | None) -> Turn:
    when = each.when
    at = when.when - start if when and start is not None else each.offset or 0.0
    return Turn(
        speaker=each.speaker,
        text=each.text,
        at=round(at, 6),
        author=each.author,
        name=each.name,
        when=when.when if when else None,
        error=when.error if when else 0.0,
        kind=each.kind,
        graded=each.kind is Kind.MESSAGE and not each.held and each.speaker in GRADED and _has_words(each.text),
        id=each.id,
    )


def _has_words(text: str) -> bool:
    return bool(text) and not (text.startswith(ATTACHED) and text.endswith("]") and text.count("[") == 1)


def _unknown(said: Iterable[Said]) -> set[Need]:
    """Which side must be told: an unknown writer is one of those that nobody is known to be, or else an agent."""
    messages = [each.speaker for each in said if each.kind is Kind.MESSAGE and each.text and not each.held]
    if Speaker.OTHER not in messages:
        return set()
    needs = set()
    if Speaker.AGENT not in messages:
        needs.add(Need.AGENT)
    if Speaker.CUSTOMER not in messages:
        needs.add(Need.CUSTOMER)
    return needs or {Need.AGENT}
