"""Reads a message of an unknown system from its keys or columns: the usual names for them, and the mapping's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from functools import lru_cache
from typing import Any

from simulator.conversation import Kind, Speaker
from simulator.transcripts.building import Said
from simulator.transcripts.fields import first, name_of
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.shapes import fold, key
from simulator.transcripts.sides import column_side, side_of
from simulator.transcripts.times import moment
from simulator.transcripts.turn_names import AUTHOR, ID, NAME, OF_ANYTHING, ROLE, TEXT, WEAK
from simulator.transcripts.turn_times import TIME, nights, offset_of, whole_time
from simulator.transcripts.turn_words import calls_of, holds_words, text_of
from simulator.transcripts.wording import truth, worded, words

_SIDES = (*ROLE, *WEAK)
_INBOUND = ("inbound", "isinbound", "incoming", "isincoming", "iscustomer", "fromcustomer", "isclient", "isuser")
_OUTBOUND = ("outbound", "isoutbound", "outgoing", "isoutgoing", "isagent", "fromagent", "isstaff", "isadmin")
_FLAGS = (
    (Speaker.BOT, ("isbot", "bot")),
    (Speaker.AGENT, ("staff", "isstaff", "agent", "isagent", "isoperator")),
    (Speaker.CUSTOMER, ("customer", "iscustomer", "isclient", "isvisitor")),
)
"""What a record of a person says with a yes."""
_PRIVATE = ("private", "isprivate", "internal", "isinternal", "internalnote", "isnote")
_DIRECTIONS = {
    "inbound": Speaker.CUSTOMER, "incoming": Speaker.CUSTOMER, "in": Speaker.CUSTOMER, "received": Speaker.CUSTOMER,
    "outbound": Speaker.AGENT, "outgoing": Speaker.AGENT, "out": Speaker.AGENT, "sent": Speaker.AGENT,
}  # fmt: skip
_KINDS = {
    "inbound": Speaker.CUSTOMER, "incoming": Speaker.CUSTOMER, "messagetooperator": Speaker.CUSTOMER,
    "outbound": Speaker.AGENT, "outgoing": Speaker.AGENT, "messagetovisitor": Speaker.AGENT,
}  # fmt: skip
"""Kinds of messages that say which way they go."""
_PURPOSES = {"internal": Speaker.AGENT, "external": Speaker.CUSTOMER}
"""Who takes part in a call, by what for: of the centre or from outside."""
_PEOPLE = frozenset({Speaker.AGENT, Speaker.CUSTOMER, Speaker.BOT})
_USERS = frozenset({"user", "users"})
_NOTES = frozenset({"note", "internal", "internalnote", "privatenote", "comment_internal", "whisper"})


def at(value: Any, path: str) -> Any:
    """The value at a path of keys with dots; a whole key with dots in it goes first. None: there is none."""
    if isinstance(value, dict):
        if path in value:
            return value[path]
        folded = key(path)
        if folded in value:
            return value[folded]
    for step in _steps(path):
        if isinstance(value, dict):
            value = value.get(step, fold(value).get(key(step)))
        elif isinstance(value, list) and step.lstrip("-").isdigit():
            place = int(step)
            value = value[place] if -len(value) <= place < len(value) else None
        elif isinstance(value, list):
            value = [inner for each in value for inner in _spread(at(each, step) if step not in {"*", ""} else each)]
        else:
            return None
    return value


@lru_cache(maxsize=500)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for step in path.replace("[", ".").replace("]", "").split(".") if step)


def _spread(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def mapped(turn: dict[str, Any], name: str, mapping: Mapping, keys: tuple[str, ...]) -> Any:
    """A value by the mapping's column of that name, else by the first usual key that holds one."""
    column = mapping.columns.get(name)
    return at(turn, column) if column else first(turn, *keys)


def time_of(turn: dict[str, Any], mapping: Mapping) -> Any:
    """When it was said, as written; of a date and a clock in columns of their own, both together."""
    value = mapped(turn, "time", mapping, TIME)
    return value if "time" in mapping.columns else whole_time(turn, value)


def is_turn(
    turn: dict[str, Any], mapping: Dict[str, str] | None = None, *, seated: bool = False, timed: bool = False
) -> bool:
    """Whether a record (folded keys) is a message: words, and a key that tells whose.

    ``seated``: a table beside it tells who is who, so that an id is enough; ``timed``: somebody and a time are.
    """
    named = mapping or {}
    if "text" in named and at(turn, named["text"]) is not None:
        return True
    spoken = [name for name in TEXT if name in turn and holds_words(turn[name])]
    tooled = isinstance(turn.get("role"), str) and ("toolcalls" in turn or "functioncall" in turn or "content" in turn)
    if not spoken and not tooled:
        return has_sides(turn)
    if any(isinstance(turn.get(name), str | dict | int) and name not in spoken[:1] for name in ROLE):
        return True
    if seated and any(isinstance(turn.get(name), str | int) for name in (*AUTHOR, *WEAK)):
        return True
    if _direction(turn) is not None or _is_message(turn) or (timed and _signed(turn)):
        return True
    return any(side_of(_told(turn, name)) in _PEOPLE for name in WEAK if name not in spoken[:1])


def _is_message(turn: dict[str, Any]) -> bool:
    """Whether it says itself that it is a message, of somebody at some time."""
    named = words(first(turn, "type", "messagetype")).lower() == "message"
    return named and _signed(turn)


def _signed(turn: dict[str, Any]) -> bool:
    """Whether it has a time, and somebody by name or number."""
    dated = any(isinstance(turn.get(name), str | int | float) for name in TIME)
    return dated and any(isinstance(turn.get(name), str | int | dict) for name in (*AUTHOR, *WEAK[:5], *NAME))


def _told(turn: dict[str, Any], name: str) -> str:
    """What a key that may hold anything says of a side: a word, or the role of a person."""
    value = turn.get(name)
    if isinstance(value, dict):
        return words(first(fold(value), "role", "type")) if name != "user" else ""
    return value if isinstance(value, str) else ""


def has_sides(turn: dict[str, Any], *, beside: bool = False) -> bool:
    """``{"customer": "Hi", "agent": "Hello"}``: sides as keys, words as values; ``beside``: others there are such."""
    told = {name: value for name, value in turn.items() if isinstance(value, str) and side_of(name)}
    if told and len(told) == len(turn) <= 3 and (beside or any(" " in value.strip() for value in told.values())):
        return True
    told = {name: value for name, value in turn.items() if isinstance(value, str) and column_side(name)}
    wordy = any(len(value.split()) > 2 for value in told.values())
    return wordy and {column_side(name) for name in told} >= {Speaker.AGENT, Speaker.CUSTOMER}


def unsure_in(turns: Iterable[dict[str, Any]], mapping: Mapping) -> bool:
    """Whether "user" may be an agent: some systems call agents users, and customers contacts or visitors."""
    called = {_role(turn, mapping)[0].casefold() for turn in turns}
    return bool(called & _USERS) and any(side_of(name) is Speaker.CUSTOMER for name in called - _USERS)


def all_said(turns: Iterable[dict[str, Any]], people: People, *, unsure: bool) -> list[Said]:
    """What was said in the records of a conversation, in their order."""
    listed_turns = list(turns)
    later = nights([time_of(turn, people.mapping) for turn in listed_turns])
    sided, said = any(has_sides(turn) for turn in listed_turns), list[Said]()
    for turn, seconds in zip(listed_turns, later, strict=True):
        for each in said_in(turn, people, unsure=unsure, sided=sided):
            each.offset = None if each.offset is None else each.offset + seconds
            said.append(each)
    return said


def said_in(turn: dict[str, Any], people: People, *, unsure: bool = False, sided: bool = False) -> Iterator[Said]:
    """The message of a record, or the two of a record that has a side a key.

    ``unsure``: of "user", who that is; ``sided``: other records of the conversation have a side a key.
    """
    mapping = people.mapping
    if has_sides(turn, beside=sided) and "text" not in mapping.columns:
        for name, text in turn.items():
            if not isinstance(text, str) or not column_side(name):
                continue
            side = mapping.role(name) or column_side(name)
            yield _typed(Said(worded(text), side or Speaker.OTHER, name, name))
        return
    role, given = _role(turn, mapping)
    if unsure and role.casefold() in _USERS and mapping.role(role) is None:
        given = None
    name = words(mapped(turn, "name", mapping, NAME)) or _inner_name(turn)
    author = words(mapped(turn, "author", mapping, AUTHOR)) or name or role
    told = given or next((Speaker(side) for one, side in mapping.keys.items() if key(one) in turn or one in turn), None)
    whose = people.who(author, said=told, name=name, role=role)
    time = time_of(turn, mapping)
    when = moment(time, zone=mapping.zone, order=mapping.date_order)
    text, other = text_of(mapped(turn, "text", mapping, TEXT))
    if not text and (calls := calls_of(turn)):
        text, other = calls, True
    said = Said(text, whose, author, name or role, when, id=words(mapped(turn, "id", mapping, ID)))
    said.offset = offset_of(turn, time) if when is None else None
    private = mapped(turn, "private", mapping, _PRIVATE)
    noted = truth(private, unknown=False) or words(first(turn, "type", "kind", "messagetype")).lower() in _NOTES
    said.kind = Kind.NOTE if noted else Kind.EVENT if other else Kind.MESSAGE
    yield _typed(said)


def _typed(said: Said) -> Said:
    if said.speaker is Speaker.SYSTEM and said.kind is Kind.MESSAGE:
        said.kind = Kind.EVENT
    return said


def _role(turn: dict[str, Any], mapping: Mapping) -> tuple[str, Speaker | None]:
    """What the record calls the side, and whose that is, where the word itself tells."""
    column = mapping.columns.get("role")
    values = {"": at(turn, column)} if column else {name: turn[name] for name in _SIDES if name in turn}
    seen = ""
    for name, value in values.items():
        inner = first(fold(value), "role", "type", "name", "username", "id") if isinstance(value, dict) else value
        text = words(inner)
        if not text:
            continue
        seen = seen or ("" if name in OF_ANYTHING else text)
        if side := mapping.role(text) or side_of(text):
            return text, side
    return seen, _direction(turn)


def _direction(turn: dict[str, Any]) -> Speaker | None:
    told = words(turn.get("direction")).lower()
    if side := _DIRECTIONS.get(told) or _DIRECTIONS.get(told.partition("-")[0]):
        return side
    if side := _KINDS.get(words(first(turn, "type", "kind", "messagetype")).lower()):
        return side
    if side := _PURPOSES.get(words(turn.get("participantpurpose")).lower()):
        return side
    for names, yes, no in ((_INBOUND, Speaker.CUSTOMER, Speaker.AGENT), (_OUTBOUND, Speaker.AGENT, Speaker.CUSTOMER)):
        for name in names:
            if (value := truth(turn.get(name))) is not None:
                return yes if value else no
    persons = (fold(turn[name]) for name in (*ROLE, *WEAK) if isinstance(turn.get(name), dict))
    return next((side for person in persons if (side := _flagged(person))), None)


def _flagged(person: dict[str, Any]) -> Speaker | None:
    """The side that a record of a person says with a yes: ``{"staff?": true}``."""
    for side, names in _FLAGS:
        if any(truth(person.get(name)) is True for name in names):
            return side
    return None


def _inner_name(turn: dict[str, Any]) -> str:
    return next((name_of(fold(turn[name])) for name in (*ROLE, *WEAK) if isinstance(turn.get(name), dict)), "")
