"""A scenario's ear: all phrases its customer can recognise, shared and own, compiled once for all replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.phrases import Book, vocabulary
from simulator.engine.topics import TopicIndex
from simulator.engine.words import Speller, sentences_of, stem

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared

FAMILY, FRAME, STEP, CONTACT, OWN, OWN_STEP = "family", "frame", "step", "contact", "own", "own_step"
"""First part of an owner in the book: family, frame, shared step, contact; a resolution's own words, a step's own."""

_KEPT = 8
_ears: dict[tuple[int, int], tuple[Shared, Scenario, Ear]] = {}


class Ear(Struct):
    """The compiled phrases of one scenario.

    ``known`` are the stems that any phrase, example or the case names; ``told`` the topics a bot already asked about.
    """

    speller: Speller
    book: Book
    topics: TopicIndex
    negators: frozenset[str]
    known: frozenset[str]
    told: frozenset[str]


def ear_for(shared: Shared, scenario: Scenario) -> Ear:
    """The ear of a scenario, from memory when the same records were heard with before."""
    key = (id(shared), id(scenario))
    kept = _ears.get(key)
    if kept is None:
        while len(_ears) >= _KEPT:
            _ears.pop(next(iter(_ears)))
        # the records are kept beside the ear: their ids stay theirs as long as the key stands
        kept = _ears[key] = (shared, scenario, build(shared, scenario))
    return kept[2]


def build(shared: Shared, scenario: Scenario) -> Ear:
    """Compile the shared phrases and the scenario's own."""
    language = shared.language
    classes = dict(language.words)
    classes["item"] = (*classes.get("item", ()), *_item_words(scenario))
    phrases = _all_phrases(shared, scenario)
    speller = Speller(vocabulary(phrases, classes), language.fillers.split())
    book = Book(speller, classes, frozenset(part for word in language.stop.split() for part in speller.stems(word)))
    for kind, lines in language.frames.items():
        book.add((FRAME, kind), lines, small=True)
    for kind, lines in language.contact.items():
        book.add((CONTACT, kind), lines, small=True)
    for name, family in shared.families.items():
        for part in ("acts", "things", "says", "unless"):
            book.add((FAMILY, name, part), getattr(family, part))
    for name, step in shared.steps.items():
        book.add((STEP, name), step.says)
    _add_own(book, scenario)
    topics = TopicIndex(speller, classes, shared, scenario)
    negators = frozenset(stem(word) for word in language.negators.split())
    known = frozenset(stem(word) for word in vocabulary(phrases, classes)) | _case_stems(scenario)
    return Ear(speller, book, topics, negators, known, _told(scenario, topics, speller))


def _add_own(book: Book, scenario: Scenario) -> None:
    for resolution in scenario.resolutions:
        for number, group in enumerate(resolution.said):
            book.add((OWN, resolution.id, str(number)), group, small=True)
        for step in resolution.steps:
            for number, group in enumerate(step.said):
                book.add((OWN_STEP, f"{resolution.id}/{step.id}", str(number)), group, small=True)


def _all_phrases(shared: Shared, scenario: Scenario) -> list[str]:
    language = shared.language
    phrases = [*language.asks, *language.asides, *language.stop.split()]
    for group in (*language.frames.values(), *language.contact.values()):
        phrases += group
    for family in shared.families.values():
        phrases += [*family.acts, *family.things, *family.says, *family.unless]
    for step in shared.steps.values():
        phrases += step.says
    for topic in shared.topics.values():
        phrases += [*topic.phrases, *topic.examples, *topic.unless, topic.words]
    for own in scenario.topics.values():
        phrases += own.asks
    for resolution in scenario.resolutions:
        groups = [*resolution.said, *(group for step in resolution.steps for group in step.said)]
        phrases += [phrase for group in groups for phrase in group]
    return phrases


def _item_words(scenario: Scenario) -> list[str]:
    names = (item.name for order in scenario.case.orders for item in order.items)
    return [word for name in names for word in name.lower().split() if word.isalpha() and len(word) > 2]


def _told(scenario: Scenario, topics: TopicIndex, speller: Speller) -> frozenset[str]:
    asked = [text for speaker, text in scenario.opening.bot if speaker == "bot"]
    sentences = [sentence for text in asked for sentence in sentences_of(text, (), speller)]
    return frozenset(q.topic for sentence in sentences for q in topics.questions(sentence) if q.topic)


def _case_stems(scenario: Scenario) -> frozenset[str]:
    case = scenario.case
    parts = [scenario.persona.name, *case.stakes, *(order.status for order in case.orders), *_item_words(scenario)]
    parts += [fact.text for fact in scenario.facts.values()]
    return frozenset(stem(word.lower().strip(".,;:!?\"'()")) for part in parts for word in part.split())
