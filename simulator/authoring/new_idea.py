"""The answer of a model that drafts a scenario from an idea, and how it is read.

The answer is data: its fields are the answers to the questions that a person is asked too, and a few more. Nothing of
it becomes a key, an id, a file name or a line of YAML by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import category

import msgspec
from msgspec import Struct

from simulator.authoring.questions import QUESTIONS, Question, accepted
from simulator.errors import UsageError
from simulator.library import Library
from simulator.scenario.shared import Shared
from simulator.shown import shown

VOICES = ("plain", "brisk", "chatty", "dry", "formal", "simple", "worried")
WRITTEN = frozenset("what_happened anything_else_to_know impact preference order_number item_ordered".split())
"""Questions whose answers are made of other fields."""
_LEFT_OUT = re.compile(r"\[[A-Z][A-Z_ ]*\d*\]")
"""What the mask puts in the place of something personal."""
FEWEST_ANSWERS, MOST_ANSWERS = 2, 12
MOST_ANGRY = 5


class Reply(Struct, frozen=True):
    """What the customer answers to one question. ``tells_cause``: the agent then knows what went wrong."""

    question: str
    answer: str
    tells_cause: bool


class Form(Struct, frozen=True):
    """A whole answer of the model, as yet only of the right types. ``price``: in the shop's currency, 0: none."""

    title: str
    customer_name: str
    customer_address: str
    background: str
    voice: str
    shop: str
    channel: str
    item: str
    price: float
    cause: str
    opening: str
    story: str
    because: str
    wants: str
    family: str
    solution: str
    mood: str
    answers: list[Reply]
    angry: list[str]
    refuses_other: str


class Accepted(Struct, frozen=True):
    """An answer that can be used: the person's questions by key, and what the model added, cleaned."""

    answers: dict[str, str]
    background: str
    voice: str
    replies: tuple[Reply, ...]
    angry: tuple[str, ...]
    refuses_other: str


ASKED = {question.key: question for question in QUESTIONS}
"""What a person is asked, by key."""


def read_form(
    text: str, library: Library, topics: Mapping[str, str], shop: str | None = None
) -> tuple[Accepted | None, list[str]]:
    """A model's answer as it can be used; or None, and everything that is wrong with it in plain words.

    Args:
        text: the answer.
        library: where shops are looked for.
        topics: the questions that may be answered (:func:`topics_of`).
        shop: the only one that may be chosen; None: any.

    """
    try:
        form = msgspec.json.decode(text, type=Form)
    except (msgspec.MsgspecError, RecursionError) as error:
        return None, [f"the answer is not of the form that was asked for: {error}"]
    faults: list[str] = []
    if shop and form.shop.strip() != shop:
        faults.append(f"shop: it has to be {shop}, not {shown(form.shop, 40)!r}")
    given = _given(form)
    taken = {key: _taken(ASKED[key], given[key], library, faults) for key in given}
    if bool(form.item.strip()) != (form.price > 0):
        faults.append("item and price: both are needed, or none of them")
    return _accepted(form, taken, library, topics, faults), faults


def _accepted(
    form: Form, taken: Mapping[str, str], library: Library, topics: Mapping[str, str], faults: list[str]
) -> Accepted | None:
    replies = tuple(_replies(form, topics, library, faults))
    if not FEWEST_ANSWERS <= len(replies) <= MOST_ANSWERS and not faults:
        faults.append(f"answers: {FEWEST_ANSWERS} to {MOST_ANSWERS} are needed, these are {len(replies)}")
    angry = [_words("angry", line, library, faults) for line in form.angry[:MOST_ANGRY]]
    refuses = _words("refuses_other", form.refuses_other, library, faults)
    background = _words("background", form.background, library, faults)
    if form.voice not in VOICES:
        faults.append(f"voice: one of {', '.join(VOICES)}")
    if faults:
        return None
    return Accepted(dict(taken), background, form.voice, replies, tuple(dict.fromkeys(angry)), refuses)


def _replies(form: Form, topics: Mapping[str, str], library: Library, faults: list[str]) -> Iterator[Reply]:
    seen: set[str] = set()
    for reply in form.answers:
        if reply.question in WRITTEN or reply.question in seen:
            continue
        seen.add(reply.question)
        if reply.question not in topics:
            faults.append(f"answers: {shown(reply.question, 40)!r} is none of the questions")
        else:
            words = _words(f"answers, {reply.question}", reply.answer, library, faults)
            yield Reply(reply.question, words, reply.tells_cause)


def _given(form: Form) -> dict[str, str]:
    """The answers in the form in which a person gives them."""
    bought = f"{_uncut(form.item)}, {form.price:.2f}" if form.item.strip() and form.price > 0 else ""
    named = f"{_uncut(form.customer_name)}, {_uncut(form.customer_address)}"
    plain = {key: str(getattr(form, key)) for key in ASKED if key not in {"customer", "bought"}}
    return {key: (plain | {"customer": named, "bought": bought})[key] for key in ASKED}


def _words(key: str, text: str, library: Library, faults: list[str]) -> str:
    return _taken(Question(key, "", "It came on Monday, and it was broken."), text, library, faults)


def _taken(question: Question, text: str, library: Library, faults: list[str]) -> str:
    """The text as a person's answer would be taken; what is wrong with it goes to the faults."""
    if left := _LEFT_OUT.search(text):
        faults.append(f"{question.key}: {left.group()} stands for something that was left out; make up another word")
    try:
        return accepted(question, _plain(text), library)
    except UsageError as error:
        faults.append(str(error))
        return ""


def _plain(text: str) -> str:
    """The text without what can't be shown, or is no character at all."""
    return "".join(char for char in shown(text) if category(char) not in {"Cn", "Co", "Cs"})


def _uncut(text: str) -> str:
    return " ".join(text.replace(",", " ").split())


def topics_of(shared: Shared) -> dict[str, str]:
    """The questions that a model may answer, each with what is asked for."""
    return {name: topic.title for name, topic in shared.topics.items() if name not in WRITTEN and topic.title}
