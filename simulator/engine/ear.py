"""A scenario's ear: all phrases its customer can recognise, shared and own, compiled once for all replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.bare_sums import case_sums
from simulator.engine.phrases import Book, Found, vocabulary
from simulator.engine.topics import SharedTopics, TopicIndex
from simulator.engine.words import Speller, Word, sentences_of, stem

if TYPE_CHECKING:
    from simulator.engine.heed import Sentences
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared

FAMILY, FRAME, STEP, CONTACT, OWN, OWN_STEP, BARS = "family", "frame", "step", "contact", "own", "own_step", "bars"
"""First part of an owner in the book: family, frame, shared step, contact; a resolution's own words, a step's own.

BARS are the words that make a resolution, or a step of it, something else.
"""

ITEM = "product"
"""What phrases take the names of a case's own items for."""
_KEPT = 8
_ears: dict[tuple[int, int], tuple[Shared, Scenario, Ear]] = {}
_shelves: dict[int, tuple[Shared, Shelf]] = {}


class Shelf(Struct):
    """What all scenarios share, compiled."""

    speller: Speller
    classes: dict[str, tuple[str, ...]]
    book: Book
    topics: SharedTopics
    negators: frozenset[str]
    known: frozenset[str]


class Ear(Struct):
    """The compiled phrases of one scenario.

    ``known`` are the stems that any phrase, example or the case names; ``told`` the topics a bot already asked about;
    ``heeded`` remembers what was found in texts (heed); ``sums`` are the amounts that the case turns on.
    """

    speller: Speller
    books: tuple[Book, ...]
    topics: TopicIndex
    negators: frozenset[str]
    known: frozenset[str]
    told: frozenset[str]
    heeded: dict[tuple[str, tuple[tuple[int, int], ...]], Sentences]
    sums: frozenset[float] = frozenset()

    def find(self, words: list[Word]) -> list[Found]:
        """Every shared and own phrase in one sentence."""
        return [item for book in self.books for item in book.find(words)]


def ear_for(shared: Shared, scenario: Scenario) -> Ear:
    """The ear of a scenario, from memory when the same records were heard with before."""
    key = (id(shared), id(scenario))
    kept = _ears.get(key)
    if kept is None:
        while len(_ears) >= _KEPT:
            _ears.pop(next(iter(_ears)))
        # the records are kept beside the ear: their ids stay theirs as long as the key stands
        kept = _ears[key] = (shared, scenario, build(_shelf_for(shared), scenario))
    return kept[2]


def _shelf_for(shared: Shared) -> Shelf:
    kept = _shelves.get(id(shared))
    if kept is None:
        _shelves.clear()
        kept = _shelves[id(shared)] = (shared, shelve(shared))
    return kept[1]


def shelve(shared: Shared) -> Shelf:
    """Compile the shared phrases and examples."""
    language = shared.language
    words = vocabulary(_shared_phrases(shared), language.words)
    speller = Speller(words, language.fillers.split())
    topics = SharedTopics(speller, language.words, shared)
    book = Book(speller, language.words, topics.stop)
    for kind, lines in language.frames.items():
        book.add((FRAME, kind), lines, small=True)
    for kind, lines in language.contact.items():
        book.add((CONTACT, kind), lines, small=True)
    for name, family in shared.families.items():
        for part in ("acts", "things", "says", "unless"):
            book.add((FAMILY, name, part), getattr(family, part))
    for name, step in shared.steps.items():
        book.add((STEP, name), step.says)
    negators = frozenset(stem(word) for word in language.negators.split())
    return Shelf(speller, language.words, book, topics, negators, frozenset(stem(word) for word in words))


def build(shelf: Shelf, scenario: Scenario) -> Ear:
    """Compile what a scenario adds, on top of what all share."""
    items = _item_words(scenario)
    words = vocabulary(_own_phrases(scenario), {"item": tuple(items)})
    speller = Speller(words, base=shelf.speller, aliases={stem(word): ITEM for word in items})
    own = Book(speller, shelf.classes, shelf.topics.stop)
    _add_own(own, scenario)
    topics = TopicIndex(shelf.topics, speller, shelf.classes, scenario)
    known = shelf.known | {stem(word) for word in words} | _case_stems(scenario)
    return Ear(
        speller,
        (shelf.book, own),
        topics,
        shelf.negators,
        known,
        _told(scenario, topics, speller),
        {},
        case_sums(scenario),
    )


def _add_own(book: Book, scenario: Scenario) -> None:
    for resolution in scenario.resolutions:
        for number, group in enumerate(resolution.said):
            book.add((OWN, resolution.id, str(number)), group, small=True)
        book.add((BARS, resolution.id), resolution.unless, small=True)
        for step in resolution.steps:
            for number, group in enumerate(step.said):
                book.add((OWN_STEP, f"{resolution.id}/{step.id}", str(number)), group, small=True)
            book.add((BARS, f"{resolution.id}/{step.id}"), step.unless, small=True)


def _shared_phrases(shared: Shared) -> list[str]:
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
    return phrases


def _own_phrases(scenario: Scenario) -> list[str]:
    phrases = [line for topic in scenario.topics.values() for line in topic.asks]
    for resolution in scenario.resolutions:
        groups = [*resolution.said, *(group for step in resolution.steps for group in step.said)]
        phrases += [phrase for group in groups for phrase in group]
        phrases += [*resolution.unless, *(phrase for step in resolution.steps for phrase in step.unless)]
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
