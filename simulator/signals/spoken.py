"""Replies in other languages than English: the engine's inputs from that language's own rules, and from the case.

What a language has no rules for reads None, so that nothing is made of it. No learned model reads along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import prod

from simulator.signals.evidence import AGENT_SIGNALS, Context, Evidence, Reading
from simulator.signals.lexicons.es.words import COMMON as SPANISH
from simulator.signals.quoting import evidence
from simulator.signals.rules import Hit, Ruleset, load
from simulator.signals.text import Message, prepared_in

SPOKEN: dict[str, frozenset[str]] = {"es": SPANISH}
"""Language -> words too common to show that a message was heard. A language is read because it has a row here."""
RULED = """
    emotional_reaction interpretation exploration validation apology ownership gratitude canned dismissing blaming
    defending deflecting wall attack condescending sarcasm politeness restatement reflection suggestion boundary
    closing_question placeholder expectation options hand_over""".split()
"""Signals that are read by rules alone."""
HEARING = ("emotional_reaction", "interpretation", "validation", "apology", "reflection", "restatement", "exploration")
STAKE, NAMED, SHARED = 0.55, 0.4, 0.2
"""What a stake, a name or thing of the case, and a word of the customer's weigh in specificity [design choice]."""
ELSEWHERE = 0.6
"""The factor of what is picked up outside a sentence that receives the customer [design choice]."""
ADDRESSED, USED = 0.6, 0.25
"""What the customer's name, and each of two things of the case, is worth of personalisation: as in English."""
ASKS, KNOWN = 0.7, 0.9
LONG_WORD = 5
"""Letters from which on a word of the customer's is worth picking up."""


@cache
def rules_of(language: str, name: str) -> Ruleset:
    """The rules of one file of a language, read once for the process: ``agent`` or ``case``."""
    return Ruleset(load(f"{language}/{name}"))


def read_spoken(text: str, context: Context) -> Reading:
    """Read an agent's reply in one of ``SPOKEN``; evidence and strengths as ``read`` gives them."""
    message = Message(text, context.language)
    hits = rules_of(context.language, "agent").find(message)
    picked = tuple(_picked_up(message, hits, context))
    found = [item for signal in RULED for item in evidence(message, hits.get(signal, ()))]
    found += [*_questions(message), *_asked_again(message, hits, context), *picked]
    strengths: dict[str, float | None] = dict.fromkeys(AGENT_SIGNALS)
    strengths |= dict.fromkeys([*RULED, "question", "re_asking", "specificity", "personalisation"], 0.0)
    for item in found:
        strengths[item.signal] = max(strengths[item.signal] or 0.0, item.strength)
    best = _best(picked)
    strengths["specificity"] = 1 - prod(1 - weight for weight in best.values())
    strengths["personalisation"] = _personal(best, context)
    found.sort(key=lambda item: (item.start, item.end, item.signal))
    return Reading(text, message.sentences, tuple(found), strengths)


def _personal(best: dict[str, float], context: Context) -> float:
    names = {_plain(name, context.language) for name in (context.case.names if context.case else ())}
    named = bool(names & best.keys())
    return min(1.0, ADDRESSED * named + USED * min(2, len(best.keys() - names)))


def _questions(message: Message) -> Iterable[Evidence]:
    for sentence, (start, end) in enumerate(message.sentences):
        if message.questions[sentence]:
            yield Evidence("question", ASKS, start, end, message.text[start:end], "asks")


def _asked_again(message: Message, hits: dict[str, list[Hit]], context: Context) -> Iterable[Evidence]:
    """Asking for the order number that stands in the case pane."""
    known = context.case is not None and "order number" in context.case.given
    requests = {hit.sentence for hit in hits.get("request", ())}
    for hit in hits.get("asks_order", ()) if known else ():
        if message.questions[hit.sentence] or hit.sentence in requests:
            start, end = message.span(hit.start, hit.end)
            yield Evidence("re_asking", KNOWN, start, end, message.text[start:end], "already known")


def _picked_up(message: Message, hits: dict[str, list[Hit]], context: Context) -> Iterable[Evidence]:
    """Words of the case and of the customer's last message, each once, as evidence of specificity."""
    hearing = {hit.sentence for signal in HEARING for hit in hits.get(signal, ())}
    for term, weight in _terms(context).items():
        match = re.search(rf"(?<!\S){re.escape(term)}(?:s|es)?(?![^\s,])", message.plain)
        if match is not None:
            factor = 1.0 if message.sentence_at(match.start()) in hearing else ELSEWHERE
            start, end = message.span(*match.span())
            yield Evidence("specificity", weight * factor, start, end, message.text[start:end], term)


def _terms(context: Context) -> dict[str, float]:
    """What may be picked up, as plain words, with its weight."""
    case, common = context.case, SPOKEN[context.language]
    words = prepared_in(context.previous, context.language).words if context.previous else ()
    terms = {word: SHARED for word in words if len(word) >= LONG_WORD and word not in common}
    if case is not None:
        named = (*case.names, *case.items, *case.orders, *case.dates)
        terms |= {_plain(value, context.language): NAMED for value in named}
        terms |= {_plain(value, context.language): STAKE for value in case.stakes}
    return {term: weight for term, weight in terms.items() if term}


def _plain(value: str, language: str) -> str:
    return prepared_in(value, language).plain.replace("\n", " ")


def _best(found: Iterable[Evidence]) -> dict[str, float]:
    """The strongest finding of each term; a term inside a longer one that was found counts once."""
    best: dict[str, float] = {}
    taken: list[tuple[int, int]] = []
    for item in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(start <= item.start and item.end <= end for start, end in taken):
            taken.append((item.start, item.end))
            best[item.detail] = max(item.strength, best.get(item.detail, 0.0))
    return best
