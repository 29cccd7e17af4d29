"""Makes a transcript of what an importer found: in order, once each, marked as graded or not, needs named."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

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
    """The transcript: ``header`` with what was said in order of time, and what a mapping must say yet.

    What was said is let go while it becomes turns: given as an iterator, a long chat is never held twice.
    """
    ordered = list(_once(_ordered(_last_versions(said))))
    start = next((each.when.when for each in ordered if each.when), None)
    zones = {each.when.zone for each in ordered if each.when}
    wanted = {*header.needs, *needs, *_unknown(ordered)}
    ordered.reverse()
    turns = tuple(_turn(ordered.pop(), start) for _ in range(len(ordered)))
    return structs.replace(
        header,
        turns=turns,
        zone_known=zones == {True},
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


def _last_versions(said: Iterable[Said]) -> list[Said]:
    """Of messages with one id the last that has words, in the first one's place."""
    found: list[Said] = []
    places: dict[str, int] = {}
    for each in said:
        place = places.setdefault(each.id, len(found)) if each.id else len(found)
        if place == len(found):
            found.append(each)
        elif each.text:
            found[place] = each
    return found


def _once(ordered: Iterable[Said]) -> Iterator[Said]:
    """Every message once, where none has an id: the same words of the same person at the same second are one.

    In a clock without seconds they are two messages of one minute.
    """
    at, seen = 0.0, set[tuple[str, str, str]]()
    for each in ordered:
        if not each.id and each.when is not None and not each.when.error and each.text:
            if each.when.when != at:
                at = each.when.when
                seen.clear()
            same_words = (each.speaker.value, each.author, each.text)
            if same_words in seen:
                continue
            seen.add(same_words)
        yield each


def _ordered(said: list[Said]) -> list[Said]:
    """By time; what has none stays behind what it came after. Newest first without any time can't be told."""
    keys, last = array("d"), -math.inf
    for each in said:
        last = each.when.when if each.when else each.offset if each.offset is not None else last
        keys.append(last)
    if all(one <= other for one, other in pairwise(keys)):
        return said
    places = sorted(range(len(said)), key=keys.__getitem__)
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
