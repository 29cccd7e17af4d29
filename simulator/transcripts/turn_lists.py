"""Finds conversations in JSON of unknown systems: lists of messages, pairs of role and words, texts with speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from simulator.conversation import Speaker
from simulator.transcripts.chat_markup import is_marked, marked
from simulator.transcripts.fields import first, listed, name_of
from simulator.transcripts.labelled_text import conversations as labelled
from simulator.transcripts.labelled_text import sure
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.shapes import fold, key
from simulator.transcripts.sides import side_of
from simulator.transcripts.turn_keys import at, has_sides, is_turn
from simulator.transcripts.turn_names import TEXT
from simulator.transcripts.wording import words

LISTS = tuple(
    "turns messages conversation dialogue dialog original transcript chat utterances history thread conversations "
    "traj trajectory log dialogcontent content comments events lines".split()
)
"""What lists of messages are called, the surest first."""
_NAMED = frozenset((*LISTS, "chosen", "rejected", "input", "output"))
_SURE_LISTS = frozenset("messages chat conversation dialogue dialog utterances chatmessages".split())
"""Names that lists of messages alone have."""
_TABLES = ("participants", "users", "members", "speakers", "people", "parties", "authors", "agents", "customers")
WHOLE = tuple("transcript conversation dialogue dialog chat text body content messages log".split())
"""What a whole conversation as text is called."""
DEEPEST = 6
"""How many levels of wrapping are looked through."""
_EXCHANGES = (("request", "response"), ("input", "preferredoutput"))
"""Under what a request to a service and its answer stand."""
_LOOKED = 12
"""Items of a list that are looked at to tell what it holds."""


class Found(Struct):
    """A conversation: its messages as records with folded keys, and the records around it, the innermost last.

    ``loose``: one message by itself, whose conversation stands in its keys.
    """

    turns: list[dict[str, Any]]
    around: tuple[dict[str, Any], ...] = ()
    loose: bool = False


def conversations(value: Any, mapping: Mapping) -> Iterator[Found]:
    """The conversations in a value; a message by itself is a loose one."""
    yield from _search(value, mapping, (), DEEPEST)


def _search(value: Any, mapping: Mapping, around: tuple[dict[str, Any], ...], depth: int) -> Iterator[Found]:
    if by_id := _by_id(value, mapping):
        yield from (Found(turns, (*around, value, {"id": name})) for name, turns in by_id.items())
        return
    found = _here(value, mapping, around)
    if found is not None:
        yield found
    elif depth:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        beyond = (*around, value) if isinstance(value, dict) else around
        for each in inner:
            if isinstance(each, dict | list):
                yield from _search(each, mapping, beyond, depth - 1)


def _by_id(value: Any, mapping: Mapping) -> dict[str, list[dict[str, Any]]]:
    """Conversations as ``{id: [messages]}``: nothing but lists of messages, under names that no list of them has."""
    if not isinstance(value, dict) or len(value) < 2 or mapping.columns.get("turns") is not None:
        return {}
    if not all(
        isinstance(each, list) and len(each) > 1 and key(str(name)) not in _NAMED for name, each in value.items()
    ):
        return {}
    found = {str(name): turns_in(each, mapping) for name, each in value.items()}
    return found if all(found.values()) else {}


def _here(value: Any, mapping: Mapping, around: tuple[dict[str, Any], ...]) -> Found | None:
    """The conversation or the message that a value is itself."""
    path = mapping.columns.get("turns")
    if isinstance(value, list):
        turns = turns_in(value, mapping) if path is None else []
        return Found(turns, around) if turns and (len(turns) > 1 or len(value) == 1) else None
    if not isinstance(value, dict):
        return None
    folded = fold(value)
    inner = at(value, path) if path else None
    compared = "preferredoutput" in folded and isinstance(folded.get("input"), dict)
    best = [] if path or compared else _best(folded, mapping)
    turns = turns_in(inner, mapping, told=True) if isinstance(inner, list) else best
    if turns:
        return Found([*turns, *_answers(folded)], (*around, value))
    for asking, answering in _EXCHANGES:
        asked, answered = fold(folded.get(asking)), folded.get(answering)
        if not asked or not isinstance(answered, dict | list):
            continue
        answered = fold(answered) if isinstance(answered, dict) else {answering: answered}
        if turns := _best(asked, mapping):
            return Found([*turns, *_answers(answered)], (*around, value))
    return Found([folded], around, loose=True) if path is None and is_turn(folded, mapping.columns) else None


def _answers(folded: dict[str, Any]) -> list[dict[str, Any]]:
    """What a service answered to the messages of a request, where it stands beside them; of two, the preferred one."""
    found = [fold(each) for each in listed(folded.get("preferredoutput"))]
    found += [fold(fold(each).get("message")) for each in listed(folded.get("choices"))[:1]]
    found += [each for name in ("completion", "output", "response") for each in listed(folded.get(name))]
    found += [fold(folded[name]) for name in ("message", "response") if isinstance(folded.get(name), dict)]
    return [each for each in found if "role" in each and is_turn(each)]


def people_in(around: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Speaker, str]]:
    """Id, side and name of everybody whom a table beside the messages gives a side."""
    for record in around:
        folded = fold(record)
        for name in _TABLES:
            for person in listed(folded.get(name)):
                side = side_of(words(first(person, "role", "type", "side", "participanttype", "usertype")))
                number = words(first(person, "id", "participantid", "userid", "speakerid", "name"))
                if side is not None and number:
                    yield number, side, name_of(person)


def _best(folded: dict[str, Any], mapping: Mapping) -> list[dict[str, Any]]:
    """The messages of a record: of several lists the one with the surest name."""
    seated = any(True for _ in people_in((folded,)))
    names = [name for name in LISTS if isinstance(folded.get(name), list)]
    names += [name for name, value in folded.items() if isinstance(value, list) and name not in LISTS]
    if is_turn(folded) and not any(name in LISTS[:9] for name in names):
        return []
    for name in names:
        if name == "content" and "role" in folded:
            continue
        if turns := turns_in(folded[name], mapping, seated=seated, timed=name in _SURE_LISTS):
            return turns
    return _keyed(folded, mapping) or _in_text(folded)


def _keyed(folded: dict[str, Any], mapping: Mapping) -> list[dict[str, Any]]:
    """The messages of a record that holds them by their ids instead of in a list."""
    for name in _SURE_LISTS:
        inner = folded.get(name)
        held = list(inner.values()) if isinstance(inner, dict) and len(inner) > 1 else []
        if all(isinstance(each, dict) for each in held) and (turns := turns_in(held, mapping, timed=True)):
            return turns
    return []


def _in_text(folded: dict[str, Any]) -> list[dict[str, Any]]:
    """The turns of a whole conversation that a record holds as text."""
    for name in (*WHOLE, *(name for name in folded if name not in WHOLE)):
        text = folded.get(name)
        if isinstance(text, str) and "\n" in text:
            if is_marked(text):
                return [turn for part in marked(text) for turn in part]
            if sure(text):
                return _labelled(text)
    return []


def _labelled(text: str) -> list[dict[str, Any]]:
    talk = next(iter(labelled(text.splitlines())), None)
    return [{"role": turn.label, "text": turn.text} for turn in talk.turns] if talk else []


def turns_in(
    value: Sequence[Any], mapping: Mapping, *, told: bool = False, seated: bool = False, timed: bool = False
) -> list[dict[str, Any]]:
    """The messages of a list, or nothing where most of its items are none.

    ``told``: the mapping says that it is one; ``timed``: its name does, so that somebody and a time are enough.
    """
    looked = [each for each in value[:_LOOKED] if each not in (None, "", {}, [])]
    if not looked:
        return []
    if all(isinstance(each, str) for each in looked):
        text = "\n".join(each for each in value if isinstance(each, str))
        return _labelled(text) if sure(text) else []
    sided = any(isinstance(each, dict) and has_sides(fold(each)) for each in looked)
    fitting = sum(_fits(each, mapping, seated=seated, timed=timed, sided=sided) for each in looked)
    if fitting < 0.6 * len(looked) and not told:
        return []
    found = (_as_turn(each) for each in value)
    return [each for each in found if each]


def _fits(each: Any, mapping: Mapping, *, seated: bool, timed: bool, sided: bool) -> bool:
    if isinstance(each, dict):
        turn = _opened(each)
        return is_turn(turn, mapping.columns, seated=seated, timed=timed) or (sided and has_sides(turn, beside=True))
    return _is_pair(each)


def _is_pair(each: Any) -> bool:
    return (
        isinstance(each, list)
        and 2 <= len(each) <= 4
        and all(isinstance(part, str) for part in each[:2])
        and len(each[0]) <= 40
        and side_of(each[0]) is not None
    )


def _opened(each: dict[str, Any]) -> dict[str, Any]:
    """A message with what stands in its ``attributes``, and the best of several ways to hear it, as its own."""
    turn = fold(each)
    if isinstance(turn.get("attributes"), dict) and not any(name in turn for name in TEXT):
        turn = {**fold(turn["attributes"]), **turn}
    if isinstance(turn.get("nbest"), list):
        best = next(iter(listed(turn["nbest"])), {})
        turn["text"] = first(best, "display", "text", "transcript", "lexical") or turn.get("text", "")
    return turn


def _as_turn(each: Any) -> dict[str, Any]:
    if isinstance(each, dict):
        return _opened(each)
    if isinstance(each, list) and len(each) >= 2 and isinstance(each[0], str) and isinstance(each[1], str):
        return {"role": each[0], "text": each[1]}
    return {}


def looked_up(around: Iterable[dict[str, Any]], path: str, names: Sequence[str]) -> Any:
    """A value of the records around a conversation, the innermost first, by a path or the first of the names."""
    for record in reversed(list(around)):
        if path:
            if (value := at(record, path)) is not None:
                return value
            continue
        folded = fold(record)
        for name in names:
            value = folded.get(key(name))
            if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
                return value
    return None
