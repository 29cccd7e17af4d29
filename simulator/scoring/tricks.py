"""What looks like a reply and is none: promises of everything, talk to graders, templates, emoji, swearing.

Each is a count or a share that a rubric may lower points for; none earns any.
"""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.scoring.gated import (
    BENEFIT_GATES,
    BLANK_GATE,
    SORRY_GATE,
    THANKS_GATE,
)
from simulator.scoring.gates import Gate
from simulator.scoring.marks import Quote
from simulator.scoring.reply import NOTHING, Finding, Reply, within
from simulator.scoring.trick_words import (
    BENEFITS,
    BLANK,
    EMOJI,
    EYES,
    FACES,
    GREETED,
    NAMED_NOT,
    ORDER,
    OWN_NAME,
    PICTURES,
    PROMISES,
    SIGNS,
    SLOT_LEFT,
    SWEARS,
)
from simulator.scoring.word_kinds import bare
from simulator.signals.chunks import unbolded

MOST_BENEFITS, MOST_CHOICES = 4, 6
"""Kinds of help promised together, and offered to choose from, that nobody offers in earnest [design choice]."""
_DIGITS = re.compile(r"\d{4,12}")


def to_grader(reply: Reply, _fault: bool) -> Finding:
    """How many clauses speak to whoever grades."""
    return _spans(reply, reply.to_grader)


def promises_everything(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply promises whatever is wanted, or more kinds of help than anybody gives at once."""
    text = reply.reading.text
    opened = reply.opened
    blank = tuple(match.span() for match in BLANK.finditer(text)) if BLANK_GATE in opened else ()
    if blank:
        return _spans(reply, blank)
    if len(opened) < MOST_BENEFITS or len(opened.intersection(BENEFIT_GATES)) < MOST_BENEFITS:
        return NOTHING
    every, together = set[str](), set[str]()
    quotes = []
    for item in reply.unique:
        said = text[item.start : item.end]
        kinds = {name for name, pattern in BENEFITS if pattern.search(said)} if PROMISES.search(said) else set()
        every |= kinds
        together |= kinds if " or " not in said else set()
        quotes += [reply.quote(item)] if kinds else []
    much = len(together) >= MOST_BENEFITS or len(every) >= MOST_CHOICES
    return Finding(float(much), tuple(quotes) if much else ())


def pasted(reply: Reply, _fault: bool) -> Finding:
    """The share of the reply's words that stand in copies of shipped answers, 0-1."""
    if not reply.situation.pasted:
        return NOTHING
    said = reply.clean
    total = sum(len(item.words) for item in said)
    copies = [item for item in said if within(item, reply.situation.pasted)]
    share = sum(len(item.words) for item in copies) / total if total else 0.0
    return Finding(share, tuple(map(reply.quote, copies)))


def emoji(reply: Reply, _fault: bool) -> Finding:
    """How many emoji and smileys the reply holds."""
    text = reply.reading.text
    if not _may_smile(text):
        return NOTHING
    found = tuple(match.span() for match in EMOJI.finditer(text))
    return Finding(float(len(found)), _spans(reply, found[:1]).quotes)


def _may_smile(text: str) -> bool:
    """Whether a text may hold one: the pattern itself goes through all of it slowly."""
    for sign in SIGNS:  # no generators: asked of each reply, and three times as fast
        if sign in text:
            return True
    for eyes in EYES:
        if eyes in text:
            if FACES.search(text) is not None:
                return True
            break
    return not text.isascii() and PICTURES.search(text) is not None


def sorries(reply: Reply, _fault: bool) -> Finding:
    """How many words of apology the distinct sentences hold."""
    return _count(reply, SORRY_GATE)


def thanks_words(reply: Reply, _fault: bool) -> Finding:
    """How many words of thanks the distinct sentences hold."""
    return _count(reply, THANKS_GATE)


def swears(reply: Reply, _fault: bool) -> Finding:
    """How many swear words the reply holds."""
    return _spans(reply, tuple(match.span() for match in SWEARS.finditer(unbolded(reply.reading.text))))


def wrong_details(reply: Reply, _fault: bool) -> Finding:
    """A name or an order number that is not the one the customer gave in the message that is answered."""
    theirs, text = reply.situation.customer, reply.reading.text
    if not reply.situation.alone:
        return NOTHING  # where a case is known, it knows better
    spans: list[tuple[int, int]] = []
    named, given = _given(theirs)
    if named:
        for match in GREETED.finditer(text):
            group = "name" if match["name"] else "called"
            said = _names(" ".join(filter(None, (match["name"], match["last"], match["called"]))))
            if said and not said & NAMED_NOT and not any(a[:3] == b[:3] for a in said for b in named):
                spans.append(match.span(group))
    if given:
        spans += [hit.span("id") for hit in ORDER.finditer(text) if not set(_DIGITS.findall(hit["id"])) & given]
    return _spans(reply, tuple(spans)) if spans else NOTHING


@lru_cache(maxsize=256)
def _given(theirs: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the order numbers that a customer's message gives."""
    named = (
        name
        for match in OWN_NAME.finditer(theirs)
        for name in _names(match["told"] or match["closed"] or match["signed"])
    )
    return frozenset(named), frozenset(_DIGITS.findall(theirs))


def _names(text: str) -> set[str]:
    """The capitalised words at the beginning of a text, without case and accents."""
    found: set[str] = set()
    for word in text.split():
        if not word[0].isupper():
            return found if len(found) > 1 else set()
        found.add(bare(word.casefold()).strip("-'’"))
    return found


def slot_left(reply: Reply, _fault: bool) -> Finding:
    """Slots of a template, of any system, that nobody filled."""
    return _spans(reply, tuple(match.span() for match in SLOT_LEFT.finditer(reply.reading.text)))


def _count(reply: Reply, gate: Gate) -> Finding:
    text = reply.reading.text
    told = [item for item in reply.unique if reply.pattern_in(gate, item)]
    spans = [hit.span() for item in told for hit in gate.pattern.finditer(text, item.start, item.end)]
    return _spans(reply, tuple(spans))


def _spans(reply: Reply, spans: tuple[tuple[int, int], ...]) -> Finding:
    if not spans:
        return NOTHING
    text = reply.reading.text
    return Finding(float(len(spans)), tuple(Quote(start, end, text[start:end]) for start, end in spans))
