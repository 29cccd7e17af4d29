"""Turns what a case says about a customer ("she phoned twice", "my rent is due") into what is said to them."""

from __future__ import annotations

import re

MINE: dict[str, str] = {
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "i am": "you are",
    "i was": "you were",
    "i": "you",
    "my": "your",
    "mine": "yours",
    "me": "you",
    "myself": "yourself",
    "we're": "you're",
    "we've": "you've",
    "we": "you",
    "our": "your",
    "us": "you",
}
"""The customer's own words, turned around."""
_MINE = re.compile(rf"\b(?:{'|'.join(sorted(MINE, key=len, reverse=True))})\b", re.IGNORECASE)
_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_VERBS |= {"hasn't": "haven't", "doesn't": "don't", "says": "say"}
_ADVERB = "always|already|also|just|never|now|often|only|really|still|then"
_OBJECT_BEFORE = (
    r"$|[.,;:!?]|(?:a|about|after|an|and|at|back|because|before|but|by|for|from|in|of|off|on|or|out|so|that|the|to|up|when|"
    r"with)\b"
)
_SECOND_VERB = re.compile(r"\b(?:and|but|or) (?:has|is|was|\w{2,}[^s\W]s)\b")
_OTHER_PEOPLE = re.compile(
    r"\b(?:agent|bank|boss|boy|brother|child|clerk|colleague|courier|daughter|driver|father|friend|girl|grandchild|"
    r"grandfather|grandmother|guest|husband|manager|mother|neighbour|partner|postman|shop|sister|somebody|someone|son|"
    r"supervisor|technician|wife|\w*woman|\w*man)s?\b",
    re.IGNORECASE,
)
_FORMS = {"she": ("she", "her", "her", "hers"), "he": ("he", "him", "his", "his")}


def to_you(text: str, subject: str = "she") -> str:
    """A fact as said to the customer; empty where that can't be done surely.

    "she phoned the courier twice" becomes "you phoned the courier twice", "My rent is due" becomes "your rent is due".
    Where "he" or "she" may mean somebody else, the fact is not used.

    Args:
        text: a fact of the case, about the customer or in their own words.
        subject: the customer's own pronoun, "she" or "he"; any other: neither can be told apart, so neither is used.

    """
    plain = text.strip().rstrip(".")
    if re.search(r"\bI\b|\b(?i:my|me|mine|our|us|we)\b", plain):
        return _MINE.sub(lambda match: MINE[match.group().lower()], plain)
    if not re.search(r"\b(?:she|he|her|him|his|hers)\b", plain, re.IGNORECASE):
        return plain
    if subject not in _FORMS or re.search(rf"\b(?:{'|'.join(_strangers(subject))})\b", plain, re.IGNORECASE):
        return ""
    return _turned(plain, *_FORMS[subject])


def _strangers(subject: str) -> set[str]:
    other = "he" if subject == "she" else "she"
    return set(_FORMS[other])


def _turned(text: str, subject: str, obj: str, own: str, owned: str) -> str:
    begins = re.match(rf"(?:{subject}|{own})\b", text, re.IGNORECASE)
    strangers = [item for item in _OTHER_PEOPLE.finditer(text) if not re.search(rf"\b{own} $", text[: item.start()])]
    related = re.search(rf"\b{own} .*\b{subject}\b", text, re.IGNORECASE) and _OTHER_PEOPLE.search(text)
    if (strangers and not begins) or related:
        return ""
    verb = re.compile(rf"\b{subject} ((?:(?:{_ADVERB}) )?)(\S+)", re.IGNORECASE)
    said = verb.sub(lambda match: f"you {match[1]}{_after_you(match[2])}", text)
    if said != text and _SECOND_VERB.search(said):
        return ""
    said = re.sub(rf"\b{obj}\b(?= ?(?:{_OBJECT_BEFORE}))", "you", said, flags=re.IGNORECASE)
    said = re.sub(rf"\b{own}\b(?= \w)", "your", said, flags=re.IGNORECASE)
    return re.sub(rf"\b(?:{owned}|{obj})\b", "yours", said, flags=re.IGNORECASE)


def _after_you(verb: str) -> str:
    """The form of a verb after "you": "needs" -> "need", "carries" -> "carry", "phoned" -> "phoned"."""
    if verb in _VERBS or not verb.endswith("s") or verb.endswith("ss"):
        return _VERBS.get(verb, verb)
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "oes", "zes")) else verb[:-1]
