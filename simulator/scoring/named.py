"""What of its own case a reply names, in the words people use: "the golden wedding", "order 4711", "Saturday"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from simulator.signals import CaseWords, Reading
from simulator.signals.uptake import stem

MOST = 3
"""Things that are named again at most."""
REACH = 2
"""Words before a thing within which "the" or "your" shows that it is one: "the new freezer"."""
_WORD = re.compile(r"[^\W_]+")
_POINTERS = frozenset("a an the my your his her its our their this these those".split())
_PREPOSITIONS = frozenset("for of about with before at on in to without by from".split())
"""Directly before a thing these show it, too: "not there for birthday"."""
_NO_THING = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|all|both|none|third|first|second"
    r"|\w+(?:teen|ty|tieth|enth|ed)|\w+-\w+|loyal|safe|warm|late|broken|stolen|gone|away|alone|empty|humiliating)",
    re.IGNORECASE,
)
"""Words that count or describe things and are none, though a case may hold them at stake."""
_LINKS = frozenset("is was are were be been has have had and or so that it i we you not".split())
"""Words across which "the" belongs to something else: "this was humiliating"."""
_TIMES = frozenset("today tonight tomorrow noon morning evening midnight".split())
"""Times of day that are said without "the"."""
_BETWEEN = re.compile(r"(?:['’]s?)?\s")
_OF_SOMEONE = re.compile(r"\w['’]s?\s\Z")
_SUM = re.compile(r"\s?(?:€|£|\$|(?:euros?|pounds?|dollars?|eur|gbp|usd|kr|sek)\b)", re.IGNORECASE)


class _Thing(Struct):
    """Words of the reply that are a term of the case: the span, and how they are said again."""

    start: int
    end: int
    said: str
    own: bool
    """A name of its own, without "the"."""


def named_things(reading: Reading, case: CaseWords | None) -> tuple[str, ...]:
    """The case's own things that a reply names where it receives the customer, in order, each once and in full.

    What is at stake, items and orders count; the customer's name and single words of the customer's message don't. A
    word that the reply doesn't use as a thing ("charged twice") is left out.
    """
    if case is None:
        return ()
    found: list[_Thing] = []
    for thing in sorted(_things(reading.text, case), key=lambda item: (item.start, -item.end)):
        if not found or thing.start >= found[-1].end:
            found.append(thing)
    picked = [item.start for item in reading.of("specificity", "personalisation")]
    heard = [
        thing
        for thing in found
        if any(a <= thing.start < b and any(a <= at < b for at in picked) for a, b in reading.sentences)
    ]
    return tuple(dict.fromkeys(_joined(reading.text, heard)))[:MOST]


def _joined(text: str, things: list[_Thing]) -> Iterator[str]:
    """The things as they are said: "Emma's birthday" and "the cracked dish" are one; what only describes is none."""
    at = 0
    while at < len(things):
        first = last = things[at]
        said = _told(first)
        while at + 1 < len(things) and (between := _BETWEEN.fullmatch(text[last.end : things[at + 1].start])):
            mark = ("'" if said.endswith("s") else "'s") if between.group().strip() else ""
            at, last = at + 1, things[at + 1]
            said = f"{said}{mark} {last.said}"
        if last.own or not _NO_THING.fullmatch(last.said):
            yield said
        at += 1


def _told(thing: _Thing) -> str:
    return thing.said if thing.own else f"the {thing.said}"


def _things(text: str, case: CaseWords) -> Iterator[_Thing]:
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    stems = [stem(word.casefold()) for _, _, word in words]
    terms = [(term, _parts(term)) for term in (*case.stakes, *case.items)]
    terms += [(item.split()[-1], _parts(item)[-1:]) for item in case.items if item.split()]
    known = {part for _, parts in terms for part in parts}
    for term, parts in terms:
        for first in range(len(words) - len(parts) + 1):
            last = first + len(parts)
            if not parts or stems[first:last] != parts:
                continue
            thing = _thing(text, words[first][0], words[last - 1][1], term)
            if thing is not None and (thing.own or _is_pointed_at(text, words, stems, first, known)):
                yield thing
    for order in case.orders:
        for match in re.finditer(rf"(?<!\w){re.escape(order)}(?!\w)", text):
            yield _Thing(match.start(), match.end(), f"order {order}", True)


def _parts(term: str) -> list[str]:
    return [stem(word.casefold()) for word in _WORD.findall(term)]


def _thing(text: str, start: int, end: int, term: str) -> _Thing | None:
    if term.isdigit():
        unit = _SUM.match(text, end)
        return _Thing(start, unit.end(), text[start : unit.end()], True) if unit else None
    if term in _TIMES or all(word[:1].isupper() for word in term.split()):
        return _Thing(start, end, term, True)
    return _Thing(start, end, text[start:end] if term != term.lower() else text[start:end].lower(), False)


def _is_pointed_at(text: str, words: list[tuple[int, int, str]], stems: list[str], first: int, known: set[str]) -> bool:
    """Whether it is someone's, or "the", "your", "for" or the like stands before, with one word between at most."""
    if _OF_SOMEONE.search(text, 0, words[first][0]):
        return True
    if first and words[first - 1][2].casefold() in _PREPOSITIONS:
        return True
    for back in range(1, min(REACH, first) + 1):
        if words[first - back][2].casefold() in _POINTERS:
            return True
        between = words[first - back][2].casefold()
        if between in _LINKS or (stems[first - back] in known and not _NO_THING.fullmatch(between)):
            return False
    return False
