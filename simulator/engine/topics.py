"""Questions: which topics a reply asks for, however it is worded; a doubtful match is none rather than a wrong one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.frames import Frames
from simulator.engine.own_questions import WORD_FOR_WORD, OwnQuestions
from simulator.engine.phrases import QUESTION_WORDS, Book, Found, Words
from simulator.engine.question_forms import (
    asks_for_time,
    asks_in_short,
    opens_as_question,
    question_behind,
    reported,
    thanks_first,
    told_apart,
)
from simulator.engine.question_parts import ASIDE, Question, Reached, asks_more, is_aside, merged, same_answer
from simulator.engine.resemblance import Resemblance
from simulator.engine.words import Sentence, Word, sentences_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from simulator.engine.words import Speller
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared

ENOUGH = 0.7
"""A topic is reached from this score on."""
ONE_PHRASE, EACH_WORD, NEAREST, VOTES = 0.1, 0.16, 0.5, 0.8
"""What counts for a topic: one of its phrases, each full word of it, its nearest example, all its examples' votes.

Chosen by leaving each shipped example out in turn and by the development questions.
"""
MARGIN = 0.1
"""Two topics closer than this are a doubt, and doubt is no match."""
LONGEST_PHRASE = 4
"""Words of a scenario's own `asks` that are taken as a phrase; longer ones are examples only."""
WORTH_KEEPING = 2_000
"""Sentences whose questions are remembered at most; a full memory is emptied rather than grown."""
LISTED = 0.04
"""A topic the scenario can answer is preferred by this much over one it can't."""

OPEN = frozenset({"what_happened", "anything_else_to_know", "impact", "feelings"})
"""Topics that ask for anything at all: a question about a thing by its name is more than that."""

_SUBORDINATE = frozenset("or if when becaus so while then though unless".split())

_SIDE = frozenset("when while after onc befor so".split())
"""Stems that open a clause which only says when, or what for."""


class SharedTopics:
    """The topics of all scenarios: phrases that reach them alone, and examples compared by their words."""

    def __init__(self, speller: Speller, classes: Words, shared: Shared) -> None:
        language = shared.language
        self.stop = frozenset(part for word in language.stop.split() for part in speller.stems(word))
        self.beats = {name: topic.beats for name, topic in shared.topics.items()}
        self.shown = {name: topic.shown for name, topic in shared.topics.items() if topic.shown}
        self.book = Book(speller, classes, self.stop)
        self.book.add(("ask", ""), language.asks, small=True)
        self.book.add(("topic", ASIDE), language.asides)
        texts = [(ASIDE, line) for line in language.asides]
        for name, topic in shared.topics.items():
            self.book.add(("topic", name), topic.phrases)
            self.book.add(("unless", name), topic.unless)
            texts += [(name, example) for example in topic.examples]
        alike = {part: f"@{name}" for name, group in language.alike.items() for part in _stems(group, speller)}
        self.resemblance = Resemblance(
            ((name, told_apart(_words(text, speller))) for name, text in texts),
            alike,
            self.stop,
            {name: _words(topic.words, speller) for name, topic in shared.topics.items() if topic.words},
        )


class TopicIndex:
    """All topics a reply may reach in one scenario: the shared ones, and what the scenario adds."""

    def __init__(self, common: SharedTopics, speller: Speller, classes: Words, scenario: Scenario) -> None:
        self.stop, self._beats, self._listed = common.stop, common.beats, frozenset(scenario.topics)
        self._same = same_answer(common.shown, self._listed)
        self._items = item_stems(scenario, speller)
        own = [(name, line) for name, topic in scenario.topics.items() for line in topic.asks]
        self._own = OwnQuestions(own, speller)
        self._books = [common.book]
        self._asked: dict[Hashable, list[tuple[Reached, bool]]] = {}
        self.resemblance = common.resemblance
        if own:
            book = Book(speller, classes, self.stop)
            for name, line in own:
                if len(line.split()) <= LONGEST_PHRASE:
                    book.add(("topic", name), [line])
            self._books.append(book)
            examples = [(name, line) for name, line in own if len(line.split()) > 1]
            self.resemblance = common.resemblance.extended(
                (name, told_apart(_words(line, speller))) for name, line in examples
            )

    def questions(self, sentence: Sentence, frames: Frames | None = None) -> list[Question]:
        """The questions of one sentence, in order; empty where it doesn't ask, or asks nothing about the case.

        The same words are looked through once.

        Args:
            sentence: what may ask.
            frames: its own; a request that is only reported ("thank you for sending me ...") is none.

        """
        words = tuple([(word.stem, word.form, word.gap, word.figure) for word in sentence.words])
        key = words, sentence.question, sentence.tag, frames is None
        reached = self._asked.get(key)
        if reached is None:
            if len(self._asked) >= WORTH_KEEPING:
                self._asked.clear()
            reached = self._asked[key] = self._reached(sentence, frames)
        return [Question(item.topic, *sentence.span(*item.part), explicit, item.score) for item, explicit in reached]

    def forget(self) -> None:
        """Look every sentence up anew, for whoever measures what that costs."""
        self._asked.clear()
        for book in self._books:
            book.forget()

    def _reached(self, sentence: Sentence, frames: Frames | None) -> list[tuple[Reached, bool]]:
        """What the words of a sentence ask for, and whether they say that they ask."""
        words = told_apart(sentence.words)
        found = [item for book in self._books for item in book.find(words)]
        explicit = [
            item
            for item in found
            if item.owner[0] == "ask" and not (reported(frames, item.first) or asks_for_time(words, item.last))
        ]
        asks = sentence.question if frames is None or not sentence.tag else frames.asks
        short = not (asks or explicit or opens_as_question(words))
        if short and not asks_in_short(words):
            return []
        whole = Reached((0, len(words)), *self._best(words, (0, len(words)), found, phrase_only=short))
        begins = question_behind(words) if sentence.question and not explicit else 0
        if begins:
            # what is told before it asks for nothing
            thanks = thanks_first(words)
            found = [item for item in found if item.owner[0] == "ask" or item.first >= begins] if thanks else found
            alone = Reached((begins, len(words)), *self._best(words, (begins, len(words)), found))
            whole = alone if thanks or alone.topic is not None else whole
        if (short and whole.topic is None) or self._ends_aside(words, found):
            return []
        several = merged(self._several(words, found, whole))
        return [(item, bool(explicit)) for item in several if item.topic != ASIDE]

    def _ends_aside(self, words: list[Word], found: list[Found]) -> bool:
        """Whether a statement only ends in an aside: "I can offer you a new one; would that be all right for you?"."""
        tail = max((i for i, word in enumerate(words) if word.gap > 1), default=0)
        asks = any(item.owner[0] == "ask" and item.first < tail for item in found) or opens_as_question(words)
        return tail > 0 and not asks and is_aside([item for item in found if item.first >= tail], len(words) - tail)

    def _several(self, words: list[Word], found: list[Found], whole: Reached) -> list[Reached]:
        """The parts of a sentence that ask for different things, or the sentence as a whole."""
        parts = self._parts(words)
        reached = [Reached(part, *self._best(words, part, found, phrase_only=True)) for part in parts]
        reached = [item for item in reached if item.topic is not None] if len(parts) > 1 else []
        names = {item.topic for item in reached}
        several = reached if reached and (whole.topic is None or (len(names) > 1 and whole.topic in names)) else [whole]
        two = self._two(words, found, several[0]) if len(several) == 1 else None
        if two:
            return two
        # what opens the sentence governs it: "for security, what is your postcode?"
        beaten = self._beats.get(several[0].topic or "", ()) if several[0].topic == whole.topic else ()
        return [item for item in several if item.topic not in beaten or asks_more(words, *item.part)] or several

    def _two(self, words: list[Word], found: list[Found], one: Reached) -> list[Reached] | None:
        """Two questions joined by "and", where the first asks by itself what seemed to be all."""
        joins = (i for i in range(len(words) - 2, 2, -1) if words[i].stem == "and")
        at = next((i for i in joins if words[i + 1].stem in QUESTION_WORDS), 0)
        if not at or one.topic is None:
            return None
        first = Reached((0, at), *self._best(words, (0, at), found))
        last = Reached((at + 1, len(words)), *self._best(words, (at + 1, len(words)), found))
        both = first.topic == one.topic != last.topic and last.topic in self._listed
        return [first, last] if both else None

    def _parts(self, words: list[Word]) -> list[tuple[int, int]]:
        """Where one sentence may ask for several things: at commas and "and", not at "or", "if" or "when"."""
        cuts = [0, *(i for i, word in enumerate(words) if i and word.gap and word.stem not in _SUBORDINATE), len(words)]
        return [(a, b) for a, b in pairwise(cuts) if b > a]

    def _best(
        self, words: list[Word], part: tuple[int, int], found: list[Found], *, phrase_only: bool = False
    ) -> tuple[str | None, float]:
        first, last = part
        own = self._own.topic(words[first:last])
        if own is not None:
            return own, WORD_FOR_WORD
        inside = [item for item in found if item.first >= first and item.last <= last]
        ruled_out = {item.owner[1] for item in inside if item.owner[0] == "unless"}
        by_phrase: dict[str, float] = {}
        for item in inside:
            if item.owner[0] == "topic":
                by_phrase[item.owner[1]] = max(by_phrase.get(item.owner[1], 0.0), item.weight)
        if is_aside(inside, last - first):
            return ASIDE, 1.0
        bare = all(word.stem in self._items | self.stop | QUESTION_WORDS for word in words[first:last])
        best = self._ranked(words[first:last], by_phrase, ruled_out, phrase_only=phrase_only or bare)
        if best[0] is None and any(word.stem in self._items for word in words[first:last]):
            # "the dollhouse" asks what "it" asks
            plain = [replace(word, stem="it") if word.stem in self._items else word for word in words[first:last]]
            meant = self._ranked(plain, by_phrase, ruled_out, phrase_only=phrase_only)
            best = best if meant[0] in OPEN else meant
        return best if best[0] in self._listed else self._governed(words, part, inside) or best

    def _governed(self, words: list[Word], part: tuple[int, int], inside: list[Found]) -> tuple[str, float] | None:
        """What the main clause asks by itself, where the case knows that: "what happened when you opened the box?"."""
        first, last = part
        side = next((i for i in range(first + 1, last) if words[i].stem in _SIDE), last)
        here = {item.owner[1]: item.weight for item in inside if item.owner[0] == "topic" and item.last <= side < last}
        main = self._ranked(words[first:side], here, set(), phrase_only=True) if here else (None, 0.0)
        return (main[0], main[1]) if main[0] in self._listed else None

    def _ranked(
        self, words: list[Word], by_phrase: dict[str, float], ruled_out: set[str], *, phrase_only: bool
    ) -> tuple[str | None, float]:
        """The topic that leads clearly, with its score."""
        scores = self._scores(words, by_phrase, phrase_only=phrase_only)
        for other, name in self._same.items():
            if other in scores:
                scores[name] = max(scores.pop(other), scores.get(name, 0.0))
        for name in scores.keys() & self._listed:
            scores[name] += LISTED
        beaten = {loser for name in by_phrase if name not in ruled_out for loser in self._beats.get(name, ())}
        beaten -= {self._same[name] for name in by_phrase if name in self._same}
        ranked = sorted(
            ((score, name) for name, score in scores.items() if name not in ruled_out | beaten and score >= ENOUGH),
            reverse=True,
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return None, 0.0
        return ranked[0][1], ranked[0][0]

    def _scores(self, words: list[Word], by_phrase: dict[str, float], *, phrase_only: bool) -> dict[str, float]:
        if phrase_only and not by_phrase:
            return {}
        nearest, votes = self.resemblance.nearest(words), self.resemblance.votes(words)
        names = by_phrase.keys() if phrase_only else by_phrase.keys() | nearest.keys() | votes.keys()
        return {
            name: (ONE_PHRASE + EACH_WORD * by_phrase[name] if name in by_phrase else 0.0)
            + NEAREST * nearest.get(name, 0.0)
            + VOTES * votes.get(name, 0.0)
            for name in names
        }


def item_stems(scenario: Scenario, speller: Speller) -> frozenset[str]:
    """The words that name what was ordered, as stems."""
    names = " ".join(item.name.lower() for order in scenario.case.orders for item in order.items)
    return frozenset(_stems(tuple(word.strip(",;()").replace("-", "") for word in names.split()), speller))


def _words(text: str, speller: Speller) -> list[Word]:
    return [word for sentence in sentences_of(text, (), speller) for word in sentence.words]


def _stems(group: tuple[str, ...], speller: Speller) -> list[str]:
    return [part for word in group for part in speller.stems(word)[:1]]
