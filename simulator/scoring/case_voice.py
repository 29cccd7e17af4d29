"""What the coach may draw on: the case in words an agent could say, and how a customer is spoken of."""

from __future__ import annotations

import re

from msgspec import Struct

SLOTS: tuple[str, ...] = ("name", "order", "item", "stake", "cause", "quote", "deadline", "offer", "question")
"""The slots of an advice; one that the case can't fill makes the next advice come into play."""
LONGEST_QUOTE = 14
"""Words of the customer that are worth repeating; a longer sentence is not quoted."""

_HER = re.compile(r"^(?:mrs|ms|miss|madam|frau|señora)\b\.?", re.IGNORECASE)
_HIS = re.compile(r"^(?:mr|sir|herr|señor)\b\.?", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:she|he|they)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:her|his|their)\b(?= \w)", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:she|he|they|him|hers|them|her|his|their)\b", re.IGNORECASE)
_BE = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_BE |= {"hasn't": "haven't", "doesn't": "don't", "does": "do"}
_VERB = re.compile(r"((?:(?:always|already|also|just|never|now|often|only|really|still|then) )?)(\S+)")
_SECOND_VERB = re.compile(r"\b(?:and|but|or) (?:has|is|was|\w{2,}[^s\W]s)\b")
_ARTICLE = re.compile(r"^(?:an?|the|your|one|two|half|part|free|full|\d+)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


class Pronoun(Struct, frozen=True):
    """How a customer is spoken of, with the verbs that follow."""

    subject: str
    object: str
    is_: str = "is"
    has: str = "has"
    was: str = "was"
    doesnt: str = "doesn't"
    s: str = "s"

    def put(self, text: str) -> str:
        """A text with {she}, {her}, {is}, {has}, {was}, {doesnt} and {s} (as in feel{s}) filled in."""
        words = {"she": self.subject, "her": self.object, "is": self.is_, "has": self.has, "was": self.was}
        return text.format_map({**words, "doesnt": self.doesnt, "s": self.s, "She": self.subject.capitalize()})


SHE, HE = Pronoun("she", "her"), Pronoun("he", "him")
THEY = Pronoun("they", "them", "are", "have", "were", "don't", "")
CUSTOMER = Pronoun("the customer", "the customer")


class CaseVoice(Struct, frozen=True):
    """A case in words an agent could say; empty where the case does not say.

    ``address``: how the customer is addressed ("Mrs Lindqvist"). ``because``: what is at stake, as a clause ("it is
    Emma's birthday on Saturday"). ``facts``: what is known so far, most telling first. ``questions``: whole
    questions that would find out what is still open. ``resolutions``: titles of what this agent may offer here and
    now, best first. ``deadline``: a time that can be kept, within opening hours ("today by 15:00").
    """

    address: str = ""
    item: str = ""
    order: str = ""
    stakes: tuple[str, ...] = ()
    because: str = ""
    facts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    deadline: str = ""

    @property
    def pronoun(self) -> Pronoun:
        """How to speak of the customer; "they" unless the form of address says more."""
        if _HER.match(self.address):
            return SHE
        return HE if _HIS.match(self.address) else THEY


def slots(case: CaseVoice, customer: str = "") -> dict[str, str]:
    """What each slot holds for this case and the customer's message; slots without a value are left out."""
    values = {
        "name": case.address,
        "order": case.order,
        "item": case.item,
        "stake": clause(case.because),
        "cause": next(filter(None, map(to_you, case.facts)), ""),
        "quote": short_quote(customer),
        "deadline": case.deadline,
        "offer": offer(case.resolutions[0]) if case.resolutions else "",
        "question": case.questions[0] if case.questions else "",
    }
    return {name: value for name, value in values.items() if value}


def clause(text: str) -> str:
    """A clause that can follow a colon or a comma: no full stop, said to the customer."""
    return to_you(text.strip().rstrip(".!;,"))


def to_you(fact: str) -> str:
    """A fact about the customer as said to the customer; empty where that can't be done surely.

    "she phoned the courier twice" becomes "you phoned the courier twice"; a fact in which somebody else may be meant
    by "he" or "she" is not used.
    """
    text: str = fact.strip().rstrip(".")
    if not _OTHERS.search(text):
        return text
    subject = _SUBJECT.match(text)
    if subject is None:
        return ""
    said = _OWN.sub("your", text[subject.end() :].strip())
    turned = _VERB.sub(lambda match: f"you {match[1]}{_second_person(match[2])}", said, count=1)
    return "" if _OTHERS.search(turned) or _SECOND_VERB.search(turned) else turned


def _second_person(verb: str) -> str:
    """The form of a verb after "you": "needs" -> "need", "carries" -> "carry", "phoned" -> "phoned"."""
    if verb in _BE or not verb.endswith("s") or verb.endswith("ss"):
        return _BE.get(verb, verb)
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "oes", "zes")) else verb[:-1]


def short_quote(message: str) -> str:
    """The customer's last statement, if it is short enough to be repeated word for word; questions are not."""
    parts = [match.group().strip() for match in _SENTENCE.finditer(message)]
    statements = [part for part in parts if part and not part.endswith("?")]
    if not statements or len(statements[-1].split()) > LONGEST_QUOTE:
        return ""
    return statements[-1].rstrip(".! ")


def offer(title: str) -> str:
    """A resolution's title as an offer: "a new dollhouse" -> "I can offer you a new dollhouse"."""
    lowered = title[:1].lower() + title[1:].rstrip(".")
    if _ARTICLE.match(lowered):
        return f"I can offer you {lowered}"
    return f"I can {lowered}"
