"""Lines that may belong to a heading above a conversation: names, facts, titles and rules."""

from __future__ import annotations

import re

from msgspec import Struct

from simulator.conversation import Speaker
from simulator.transcripts.sides import side_of

_TALK = "chat|conversation|transcript|ticket|case|call|dialogue|session|interaction|thread|enquiry|inquiry|incident"
APART = re.compile(
    rf"\s*(?:[-=*_#~]{{3,}}.*|#{{0,4}}\s*(?:{_TALK})\s*"
    r"(?:transcript)?\s*(?:#|no\.?|id|number)?\s*[:#]?\s*[A-Za-z]{0,5}-?\d[\w-]*\s*[:.]?\s*[-=*#]*)\s*$",
    re.IGNORECASE,
)
"""A rule, or a heading with a number: what parts conversations even alone."""
_TITLE = re.compile(
    rf"[\s#=*_~-]*(?:(?:{_TALK}|support|customer|live)\s+)*(?:{_TALK}|log|history|record|export)s?[\s:=*_~-]*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[\s>*_#-]*([^:\n\d]{1,40}?|[^:\n]{1,20}?)[*_\s]*[:：][*_]*[ \t]+(\S.{0,160}?)[\s*_]*$")
_KEY = re.compile(
    rf"(?P<id>(?:{_TALK}|reference|ref|vorgang|fall|gespräch|caso|dossier|gesprek)"
    r"(?: ?(?:id|no|nr|number|ref|reference))?)"
    r"|(?P<date>(?:(?:chat|call|conversation|created|opened|started|start|received) )?(?:date|day)"
    r"|start(?:ed)?(?: at| time)?|(?:opened|created)(?: at)?|date ?(?:/|and|&) ?time|datum|fecha|datetime)"
    r"|(?P<clock>time|chat time|call time|uhrzeit|hora|heure)"
    r"|(?P<subject>subject|topic|title|issue|reason|category"
    r"|betreff|thema|asunto|objet|sujet|oggetto|assunto|onderwerp)"
    r"|(?P<channel>channel|source|kanal|canal|canale|kanaal)"
    r"|(?P<rating>(?:customer )?(?:rating|csat|satisfaction)(?: score| rating)?|score|stars)"
    r"|(?P<other>status|order(?: ?(?:id|no|nr|number))?|queue|department|dept|team|group|duration|length"
    r"|end(?:ed)?(?: at| time)?|closed(?: at)?|e-?mail|phone|language|tags?|priority|product|brand|shop|store"
    r"|website|page|country|location|wait(?:ing)?(?: time)?|participants"
    r"|(?:customer|agent|user|visitor) ?(?:id|e-?mail|no|number))",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"(.+?)[ _-]?names?$|(?:handled|served|answered|assigned) (?:by|to)$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*$|[^\W_]\.?$|\([^()]*\)$|[<(]?[\w.+-]+@[\w.-]+[>)]?$|[#\w-]*\d[\w-]*$")
_SAYING = frozenset(
    """hi hello hey dear good thanks thank ok okay yes yeah yep no nope sure please sorry great perfect fine right
    cheers bye goodbye welcome done brilliant wow nothing none what when where why how who it i you we they this
    that the a an my your our is are was can could would will do does did not and but so well refund cancel
    hallo danke ja nein gut bitte hola gracias sí si vale buenos buenas bonjour merci oui non bien""".split()
)
"""Words that begin something said, and no name."""
_MOST_WORDS, _LONGEST = 4, 220
RULES = frozenset({"rule", "title"})
"""Kinds of lines that tell nothing but where a conversation begins."""


class Part(Struct):
    """A line that may be a heading's. ``kind``: a side, a fact, or one of ``RULES``."""

    number: int
    line: str
    kind: str
    value: str = ""


def part_of(number: int, line: str) -> Part | None:
    """A line as a part of a heading, or None."""
    if len(line) > _LONGEST:
        return None
    found = _LINE.match(line)
    if found:
        key, value = " ".join(found[1].replace("#", " no").replace(".", "").split()), found[2]
        if kind := _fact(key, value):
            return Part(number, line, kind, value)
        side = _side(key)
        if side and _is_name(value):
            return Part(number, line, side.value, value)
    if APART.match(line):
        return Part(number, line, "rule")
    return Part(number, line, "title") if _TITLE.fullmatch(line) and line.strip(" #=*_~-:") else None


def _fact(key: str, value: str) -> str:
    found = _KEY.fullmatch(key)
    kind = (found.lastgroup or "") if found else ""
    digits = any(map(str.isdigit, value))
    if kind == "id":
        return "id" if digits and len(value.split()) < 3 else ""
    if kind in {"date", "clock"}:
        return kind if digits and len(value) < 50 else ""
    return kind


def _side(key: str) -> Speaker | None:
    named = _OF_NAME.fullmatch(key)
    if named and not named[1]:
        return Speaker.AGENT
    side = side_of(named[1] if named else key)
    return side if side in {Speaker.AGENT, Speaker.CUSTOMER} else None


def _is_name(value: str) -> bool:
    """Whether a value is a name and can hardly be something said."""
    words = re.sub(r"\([^()]*\)|<[^<>]*>", "", value).replace(",", " ").split()
    if not words or len(words) > _MOST_WORDS or words[0].casefold().strip(".'") in _SAYING:
        return False
    if value[-1] in "?!…" or (value[-1] == "." and len(words[-1]) > 2):
        return False
    lower = [word for word in words if word[:1].islower() and not any(char in word for char in "@._") and word != "and"]
    handle = len(words) == 1 and not words[0].isdigit() and not lower
    return all(_NAME.match(word) for word in words) and (handle or not lower)
