"""What a reply holds besides courtesies: whether it helps or receives, leaves all to others, or closes too early."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from simulator.scoring.gated import BOILERPLATE_GATE, CLOSES_GATE, HANDS_ON_GATE
from simulator.scoring.reply import NOTHING, Finding, Reply, within
from simulator.scoring.text import SOME, STRONG, Sentence
from simulator.scoring.trick_words import DELIGHTED, FAREWELL, REPORTS_BACK, STILL_OPEN
from simulator.signals import read_customer

SAID = 4
"""Words from which on a sentence says something, and is no mere "I understand." [design choice]."""
_HELPS = ("information", "suggestion", "expectation", "deadline", "options", "ownership", "question", "exploration")
_RECEIVES = ("interpretation", "validation", "reflection", "restatement", "boundary")
_SAYS = (*_HELPS, *_RECEIVES)
_OPEN = ("complaint", "dissatisfaction", "frustration", "supervisor_request", "rejection", "anger")
"""Signals of a customer who still wants something."""
_COURTESY = frozenset({"canned", "politeness", "gratitude", "readability", "personalisation"})
_OWN = re.compile(r"\b(?:i|i'll|i’ll|i've|we|we'll|we’ll|my|ill|im|i'm|i’m)\b", re.IGNORECASE)


def closes(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply closes the matter, or says goodbye without help, before anything is settled."""
    if reply.situation.settled >= 1 or thanked(reply, _fault).value:
        return NOTHING
    asked = reply.saying("closing_question")
    if asked:
        early = bool(reply.situation.customer) and not substance(reply, _fault).value
        return Finding(float(early), tuple(map(reply.quote, asked)) if early else ())
    closing, helps = CLOSES_GATE in reply.opened, _helps(reply)
    if helps and not closing:
        return NOTHING
    text, shut = reply.reading.text, list[Sentence]()
    if closing:
        shut = [item for item in reply.unique if reply.pattern_in(CLOSES_GATE, item)]
        shut = [item for item in shut if not STILL_OPEN.search(text, item.start, item.end)]
    if not shut and not helps:
        shut = [item for item in reply.unique if FAREWELL.search(text, item.start, item.end)]
    return reply.counted(shut)


def thanked(reply: Reply, _fault: bool) -> Finding:
    """Whether a calm customer with a plain question has just thanked, and asks nothing more.

    Then no answer is due, and a courtesy or a closing question is in its place.
    """
    now = reply.situation
    if not now.plain or "?" in now.customer or not now.customer:
        return NOTHING
    return Finding(1.0) if _is_content(now.customer) else NOTHING


@lru_cache(maxsize=64)
def _is_content(message: str) -> bool:
    if DELIGHTED.fullmatch(message):
        return True
    heard = read_customer(message)
    pleased = heard.strength("gratitude", "confirmation")
    return pleased >= STRONG and heard.strength(*_OPEN) < min(pleased, STRONG)


def substance(reply: Reply, _fault: bool) -> Finding:
    """How many distinct sentences help or receive: courtesies, handing on and closing questions left out.

    To a plain question any other sentence may be the answer; once all is settled, thanks and a question are due.
    """
    now = reply.situation
    if now.settled >= 1 or thanked(reply, _fault).value:
        return Finding(float(len(reply.clean)))
    candidates = reply.clean if now.plain else reply.saying(*_SAYS)
    if not candidates:
        return NOTHING
    idle = {item.words for item in (*reply.saying("closing_question", "gratitude"), *reply.once(_handing_on))}
    stock = [item for item in reply.of("canned") if item.strength >= SOME]
    filled = BOILERPLATE_GATE in reply.opened
    found = [
        item
        for item in candidates
        if item.words not in idle
        and (len(item.words) >= SAID or now.plain)
        and not (stock and within(item, stock))
        and not (filled and reply.pattern_in(BOILERPLATE_GATE, item))
    ]
    return reply.counted(found)


def passed_on(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply leaves it all to others though nobody asked for that and, as far as is known, nobody has to."""
    now = reply.situation
    found = reply.once(_handing_on)
    if now.demanded or now.needs_supervisor or not found:
        return NOTHING
    own = [item for item in reply.saying("ownership", "deadline", "suggestion") if item not in found]
    own = [item for item in own if _OWN.search(reply.reading.text[item.start : item.end])]
    # who passes something on and reports back by a time keeps it
    back = now.promised and any(REPORTS_BACK.search(reply.reading.text, item.start, item.end) for item in found)
    return Finding(float(not (own or back)), tuple(map(reply.quote, found)))


def _handing_on(reply: Reply) -> list[Sentence]:
    said = {item.words for item in reply.saying("hand_over")}
    others = HANDS_ON_GATE in reply.opened
    if not said and not others:
        return []
    return [item for item in reply.unique if item.words in said or (others and reply.pattern_in(HANDS_ON_GATE, item))]


def _helps(reply: Reply) -> tuple[Sentence, ...]:
    return reply.saying(*_HELPS, "hand_over")


def telling_words(reply: Reply, _fault: bool) -> Finding:
    """Words in distinct sentences that say something: with a signal that is more than a courtesy or a stock phrase."""
    places = 0
    for name, carried in reply.carried.items():
        if name not in _COURTESY:
            places |= carried
    telling: Sequence[Sentence] = reply.picked(places)
    stock = [item for item in reply.of("canned") if item.strength >= SOME]
    if stock:
        telling = [
            item for item in telling if not any(hit.start <= item.start and item.end <= hit.end for hit in stock)
        ]
    return Finding(float(sum([len(item.words) for item in telling])))
