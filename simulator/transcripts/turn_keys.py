"""Reads a message of an unknown system from its keys or columns: the usual names for them, and the mapping's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from functools import lru_cache
from typing import Any

from simulator.conversation import Kind, Speaker
from simulator.transcripts.building import Said
from simulator.transcripts.fields import attachment, first, listed, name_of
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.shapes import fold, key
from simulator.transcripts.sides import side_of
from simulator.transcripts.times import moment
from simulator.transcripts.wording import truth, worded, words

TEXT = tuple(
    "content text message body utterance msg messagetext textbody messagebody messagecontent utterancetext bodytext "
    "plaintext said value transcript transcription turntext line sentence parts nachricht nachrichtentext inhalt "
    "texte contenu mensaje texto contenido mensagem messaggio testo bericht tekst wiadomo meddelande besked".split()
)
"""What the words are called, folded, the surest first."""
ROLE = tuple(
    "role speaker senderrole sendertype authorrole authortype speakerrole speakertype speakerlabel messagerole "
    "participantrole participanttype party turnrole sentby from sender fromrole usertype fromtype absender rolle "
    "sprecher rle expditeur remitente rol autor ruolo mittente papel remetente afzender rola roll".split()
)
"""What the side is called: any of those beside words makes a message."""
WEAK = tuple("author who actor user client participant type agentorcustomer saidby writer auteur".split())
"""The same, where their values name a side."""
NAME = tuple(
    "name authorname sendername speakername displayname username author sender from speaker user auteur nom nombre "
    "nome naam".split()
)
AUTHOR = tuple("authorid senderid userid speakerid participantid fromid agentid".split())
ID = tuple("id messageid msgid turnid uuid tweetid utteranceid".split())
TIME = tuple(
    "time timestamp createdat datetime date sentat ts created when at sent postedat messagetime timestampms "
    "datetimeutc createdtime senttime eventtime starttime messagedate createddate "
    "zeit zeitpunkt datum uhrzeit fecha hora data heure tijd".split()
)
CONVERSATION = tuple(
    "conversationid conversation convid convoid chatid sessionid threadid ticketid dialogueid dialogid callid caseid "
    "contactid interactionid roomid transcriptid conversationuuid conversationsid chat session thread ticket dialogue "
    "case ticketnumber casenumber dialogueuid conversationnumber chatnumber channelid "
    "vorgang vorgangsnummer gesprch gesprchsid conversacin conversacinid conversa conversazione gesprek dossier "
    "idconversation idconversacin numroconversation rozmowa konversation samtale".split()
)
_INBOUND = ("inbound", "isinbound", "incoming", "isincoming", "iscustomer", "fromcustomer", "isclient", "isuser")
_OUTBOUND = ("outbound", "isoutbound", "outgoing", "isoutgoing", "isagent", "fromagent", "isstaff", "isadmin")
_PRIVATE = ("private", "isprivate", "internal", "isinternal", "internalnote", "isnote")
_DIRECTIONS = {
    "inbound": Speaker.CUSTOMER, "incoming": Speaker.CUSTOMER, "in": Speaker.CUSTOMER, "received": Speaker.CUSTOMER,
    "outbound": Speaker.AGENT, "outgoing": Speaker.AGENT, "out": Speaker.AGENT, "sent": Speaker.AGENT,
}  # fmt: skip
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


def is_turn(turn: dict[str, Any], mapping: Dict[str, str] | None = None, *, seated: bool = False) -> bool:
    """Whether a record (folded keys) is a message: words, and a key that tells whose.

    ``seated``: a table beside it tells who is who, so that an id is enough.
    """
    named = mapping or {}
    if "text" in named and at(turn, named["text"]) is not None:
        return True
    spoken = [name for name in TEXT if isinstance(turn.get(name), str | list)]
    tooled = isinstance(turn.get("role"), str) and ("toolcalls" in turn or "functioncall" in turn or "content" in turn)
    if not spoken and not tooled:
        return _short(turn)
    if any(isinstance(turn.get(name), str | dict | int) and name not in spoken[:1] for name in ROLE):
        return True
    if seated and any(isinstance(turn.get(name), str | int) for name in (*AUTHOR, *WEAK)):
        return True
    if _direction(turn) is not None:
        return True
    return any(side_of(_told(turn, name)) in _PEOPLE for name in WEAK if name not in spoken[:1])


def _told(turn: dict[str, Any], name: str) -> str:
    """What a key that may hold anything says of a side: a word, or the role of a person."""
    value = turn.get(name)
    if isinstance(value, dict):
        return words(first(fold(value), "role", "type")) if name != "user" else ""
    return value if isinstance(value, str) else ""


def _short(turn: dict[str, Any]) -> bool:
    """``{"customer": "Hi", "agent": "Hello"}``: sides as keys, words as values."""
    told = {name: value for name, value in turn.items() if isinstance(value, str) and side_of(name)}
    if len(told) == len(turn) <= 3 and any(" " in value.strip() for value in told.values()):
        return True
    wordy = any(len(value.split()) > 2 for value in told.values())
    return wordy and {side_of(name) for name in told} >= {Speaker.AGENT, Speaker.CUSTOMER}


def unsure_in(turns: Iterable[dict[str, Any]], mapping: Mapping) -> bool:
    """Whether "user" may be an agent: some systems call agents users, and customers contacts or visitors."""
    called = {_role(turn, mapping)[0].casefold() for turn in turns}
    return bool(called & _USERS) and any(side_of(name) is Speaker.CUSTOMER for name in called - _USERS)


def said_in(turn: dict[str, Any], people: People, *, unsure: bool = False) -> Iterator[Said]:
    """The message of a record, or the two of a record that has a side a key; ``unsure``: of "user", who that is."""
    mapping = people.mapping
    if _short(turn) and "text" not in mapping.columns:
        for name, text in turn.items():
            if not isinstance(text, str) or not side_of(name):
                continue
            side = mapping.role(name) or side_of(name)
            yield _typed(Said(worded(text), side or Speaker.OTHER, name, name))
        return
    role, given = _role(turn, mapping)
    if unsure and role.casefold() in _USERS and mapping.role(role) is None:
        given = None
    name = words(mapped(turn, "name", mapping, NAME)) or _inner_name(turn)
    author = words(mapped(turn, "author", mapping, AUTHOR)) or name or role
    told = given or next((Speaker(side) for one, side in mapping.keys.items() if key(one) in turn or one in turn), None)
    whose = people.who(author, said=told, name=name, role=role)
    when = moment(mapped(turn, "time", mapping, TIME), zone=mapping.zone, order=mapping.date_order)
    text, other = text_of(mapped(turn, "text", mapping, TEXT))
    if not text and (calls := _calls(turn)):
        text, other = calls, True
    said = Said(text, whose, author, name or role, when, id=words(mapped(turn, "id", mapping, ID)))
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
    values = [at(turn, column)] if column else [turn.get(name) for name in (*ROLE, *WEAK)]
    seen = ""
    for value in values:
        inner = first(fold(value), "role", "type", "name", "username", "id") if isinstance(value, dict) else value
        text = words(inner)
        if not text:
            continue
        seen = seen or text
        if side := mapping.role(text) or side_of(text):
            return text, side
    return seen, _direction(turn)


def _direction(turn: dict[str, Any]) -> Speaker | None:
    if side := _DIRECTIONS.get(words(turn.get("direction")).lower()):
        return side
    for names, yes, no in ((_INBOUND, Speaker.CUSTOMER, Speaker.AGENT), (_OUTBOUND, Speaker.AGENT, Speaker.CUSTOMER)):
        for name in names:
            if (value := truth(turn.get(name))) is not None:
                return yes if value else no
    return None


def _inner_name(turn: dict[str, Any]) -> str:
    return next((name_of(fold(turn[name])) for name in (*ROLE, *WEAK) if isinstance(turn.get(name), dict)), "")


def text_of(value: Any) -> tuple[str, bool]:
    """The words of a content, text or a list of parts; True: it is no message but the work of a tool."""
    if isinstance(value, dict):
        value = (
            [value] if "type" in value or "text" in value else first(fold(value), "parts", "text", "content", "body")
        )
    if not isinstance(value, list):
        return worded(value, html=isinstance(value, str) and "</" in value), False
    found, tooled = [], False
    for each in value:
        part = fold(each)
        kind = words(part.get("type"))
        if isinstance(each, str):
            found.append(worded(each))
        elif kind in {"tool_use", "tool_result", "tool_call", "thinking", "reasoning"}:
            tooled = True
        elif text := first(part, "text", "content", "value", "inputtext", "outputtext", "transcript", "refusal"):
            found.append(text_of(text)[0])
        elif kind or part:
            found.append(attachment(kind.replace("_url", "").replace("input_", "") or "file"))
    text = "\n".join(filter(None, found))
    return text, tooled and not text


def _calls(turn: dict[str, Any]) -> str:
    """The names of the tools that a message calls instead of saying something."""
    calls = [fold(each.get("function")) or each for each in listed(turn.get("toolcalls"))]
    calls += [fold(turn[name]) for name in ("functioncall",) if isinstance(turn.get(name), dict)]
    names = [words(first(call, "name", "type")) for call in calls]
    return f"calls {', '.join(filter(None, names)) or 'a tool'}" if calls else ""
