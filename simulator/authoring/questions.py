"""The questions that `simulator new scenario` asks, and what may be answered; one answer each, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from textwrap import shorten

from msgspec import Struct

from simulator.content import Source, read
from simulator.content.schema import schema
from simulator.errors import ContentError, UsageError, nearest
from simulator.library import Library
from simulator.scenario.curve import CHANNELS
from simulator.scenario.shop import load_shop

MOODS: dict[str, str] = {
    "calm": "a plain question, no anger",
    "everyday": "annoyed, has to get it out, then listens",
    "hot_head": "flares up at once, calms down as quickly",
    "slow_burner": "starts politely and gets angrier for long",
    "wounded_loyal": "a regular who is hurt",
    "grudge_holder": "has been let down before, forgives little",
    "abusive": "insults the agent",
    "silent_leaver": "polite enough, and gone without a word",
}
"""How hot it gets, by the persona's preset."""
SETTLES: dict[str, str] = {
    "refund": "the money back",
    "partial_refund": "part of the price back",
    "replacement": "a new one",
    "exchange": "another size, colour or model",
    "redelivery": "a new delivery attempt",
    "trace": "finding the parcel",
    "return_label": "a free return",
    "repair": "a repair",
    "cancel": "cancelling it",
    "price_correction": "correcting the price",
    "account_access": "getting into the account again",
    "investigate": "looking into it",
    "goodwill": "something as a sorry, such as a voucher",
}
"""What can settle a first scenario, by family of proposals."""
LONGEST = 400
SELLS = 56
"""Characters that say what a shop sells, so that the list fits a narrow terminal."""
_TRANSLATED = re.compile(r".+-[a-z]{2}")
"""What `simulator strings import` calls a translated file."""


class Question(Struct, frozen=True):
    """One question. ``key``: its name in a file of answers; ``choices``: what may be answered; ``parts``: texts needed.

    ``optional``: an empty answer leaves it out.
    """

    key: str
    ask: str
    example: str
    choices: Mapping[str, str] = {}
    longest: int = LONGEST
    parts: int = 1
    optional: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question("title", "What is it about, in a few words?", "Late parcel, a birthday", longest=80),
    Question(
        "customer",
        "The customer's full name, and after a comma how an agent politely addresses them?",
        "Karin Lindqvist, Mrs Lindqvist",
        longest=80,
        parts=2,
    ),
    Question("shop", "In which shop?", "nordhem"),
    Question("channel", "Where does the customer write or call?", "live_chat", dict.fromkeys(CHANNELS, "")),
    Question(
        "bought",
        "What was ordered, and after a comma for how much? (Enter: nothing was ordered)",
        "dollhouse, 64.90",
        longest=100,
        parts=2,
        optional=True,
    ),
    Question(
        "cause",
        "What went wrong? Finish the sentence: It turned out that ...",
        "the parcel has been at the depot since Thursday",
    ),
    Question(
        "opening",
        "What does the customer write first?",
        "Where is my parcel? It was promised for Tuesday and it's Emma's birthday on Saturday!",
    ),
    Question(
        "story",
        "What does the customer answer when asked what happened?",
        "I ordered it in good time, and since Thursday all I see is that it is at some depot.",
    ),
    Question(
        "because",
        "Why does it matter? Finish the customer's sentence: It matters because ...",
        "it is Emma's birthday on Saturday",
        longest=200,
    ),
    Question(
        "wants",
        "What does the customer really want, in the customer's words?",
        "I want the dollhouse here on Saturday morning, nothing else.",
    ),
    Question("family", "What settles it?", "replacement", SETTLES),
    Question(
        "solution",
        "And in words? Finish the agent's sentence: I can offer you ...",
        "a new dollhouse by express, there before Saturday",
        longest=200,
    ),
    Question("mood", "How hot does it get?", "everyday", MOODS),
)
"""In the order in which they are asked."""


def choices(question: Question, library: Library) -> Mapping[str, str]:
    """What may be answered, each with what it means; empty: any words."""
    return dict.fromkeys(_shops(library), "") if question.key == "shop" else question.choices


def described(question: Question, library: Library) -> Mapping[str, str]:
    """The choices, each with what it means; of a shop what it sells, where its file can be read."""
    if question.key != "shop":
        return question.choices
    return {name: _sells(name, library) for name in _shops(library)}


def _sells(name: str, library: Library) -> str:
    try:
        about = load_shop(library, name).about
    except ContentError:
        return ""
    return shorten(re.split(r"(?<=[.!?])\s", " ".join(about.split()))[0], SELLS, placeholder=" ...")


def _shops(library: Library) -> list[str]:
    """The shops for an English scenario: one that is translated from another (nordhem-es) speaks its own language."""
    known = library.ids("shop")
    return [name for name in known if not (_TRANSLATED.fullmatch(name) and name[:-3] in known)]


def accepted(question: Question, answer: str, library: Library) -> str:
    """The answer as it is used.

    Raises:
        UsageError: it can't be: one sentence says what to write.

    """
    text = " ".join(answer.split())
    if not text:
        if question.optional:
            return ""
        raise UsageError(f"{question.key}: an answer is needed here, such as: {question.example}")
    known = choices(question, library)
    if known:
        return _chosen(question, text, list(known))
    if len(text) > question.longest:
        raise UsageError(f"{question.key}: {question.longest} characters at most, these are {len(text)}")
    if re.search(r"[{}]|[^\x20-\x7e\u00a0-\U0010ffff]", text):
        raise UsageError(f"{question.key}: braces and control characters can't be used here")
    if question.parts > 1 and not _in_parts(question, text):
        raise UsageError(f"{question.key}: write two things with a comma between them, such as: {question.example}")
    return text


def _chosen(question: Question, text: str, known: list[str]) -> str:
    if text.isdigit() and 1 <= int(text) <= len(known):
        return known[int(text) - 1]
    word = text.casefold()
    for name in (word, word.replace(" ", "_"), word.replace(" ", "-")):
        if name in known:
            return name
    hint = nearest(word.replace(" ", "_"), known) or f"Write one of {', '.join(known)}."
    raise UsageError(f"{question.key}: {text!r} is none of the choices. {hint}")


def _in_parts(question: Question, text: str) -> bool:
    first, _, second = text.rpartition(",")
    if not first.strip() or not second.strip():
        return False
    return question.key != "bought" or price(second) is not None


def price(text: str) -> float | None:
    """A price as people write it, with a currency's sign or without; None where it is none."""
    found = re.fullmatch(
        r"\s*(?:[€£$]|EUR|GBP|USD)?\s*(\d{1,6}(?:\.\d{1,2})?)\s*(?:[€£$]|EUR|GBP|USD|euros?)?\s*", text
    )
    return float(found[1]) if found and float(found[1]) > 0 else None


def read_answers(source: Source, library: Library) -> dict[str, str]:
    """All answers from a YAML file with a line for each: ``title: Late parcel``.

    Raises:
        ContentError: it has another form.
        UsageError: an answer can't be used; the first such is told.

    """
    properties = {each.key: {"type": "string", "description": each.ask} for each in QUESTIONS}
    required = [each.key for each in QUESTIONS if not each.optional]
    form = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    given = schema(json.dumps(form)).check(read(source.text, source.file))
    try:
        return {each.key: accepted(each, given.get(each.key, ""), library) for each in QUESTIONS}
    except UsageError as error:
        raise UsageError(f"{source.file}: {error}") from None
