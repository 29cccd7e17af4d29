"""The index of example questions: extended by a scenario's own, it is the one made of all of them at once."""

from __future__ import annotations

from simulator.engine.resemblance import Resemblance
from simulator.engine.words import Speller, Word, sentences_of

SPELLER = Speller(())
STOP = frozenset({"the", "of"})
SHARED = [("tracking", "what does the tracking say"), ("order_number", "what is the number of the order")]
OWN = [("tracking", "where does the tracking page stop"), ("colour", "which colour was the order")]
ASKED = ("which tracking number was it", "what colour is the order", "is it raining")


def words(text: str) -> list[Word]:
    return [word for sentence in sentences_of(text, (), SPELLER) for word in sentence.words]


def made_of(examples: list[tuple[str, str]]) -> Resemblance:
    pointers = {"colour": words("red blue")}
    return Resemblance([(topic, words(text)) for topic, text in examples], {}, STOP, pointers)


def told(index: Resemblance) -> list[tuple[dict[str, float], dict[str, float]]]:
    return [(index.nearest(words(text)), index.votes(words(text))) for text in ASKED]


def test_an_extended_index_answers_as_one_made_of_all_examples() -> None:
    shared = made_of(SHARED)
    before = told(shared)
    extended = shared.extended((topic, words(text)) for topic, text in OWN)
    assert told(extended) == told(made_of([*SHARED, *OWN]))
    assert told(extended) != before


def test_extending_an_index_leaves_it_as_it_was() -> None:
    shared = made_of(SHARED)
    shared.extended((topic, words(text)) for topic, text in OWN)
    assert told(shared) == told(made_of(SHARED))


def test_words_that_no_example_holds_are_not_kept() -> None:
    index = made_of(SHARED)
    for n in range(50):
        index.nearest(words(f"unheard{n} tracking"))
        index.votes(words(f"unheard{n} tracking"))
    kept = {*index._rarities, *index._postings, *index._votes}
    assert any("track" in key for key in kept)
    assert not [key for key in kept if "unheard" in key]
