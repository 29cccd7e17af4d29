"""The shared files: every phrase says something, every reference leads somewhere, every topic has its examples."""

from __future__ import annotations

import pytest

from simulator.engine.ear import shelve
from simulator.errors import ContentError, NotFoundError
from simulator.library import Library
from simulator.scenario.shared import load_shared

SHARED = load_shared(Library())


def test_topics_and_families_give_way_to_known_ones_only():
    assert all(set(topic.beats) <= set(SHARED.topics) - {name} for name, topic in SHARED.topics.items())
    assert all(set(family.beats) <= set(SHARED.families) - {name} for name, family in SHARED.families.items())


def test_no_two_families_give_way_to_each_other():
    pairs = {(name, loser) for name, family in SHARED.families.items() for loser in family.beats}
    assert not {(a, b) for a, b in pairs if (b, a) in pairs}


def test_every_topic_has_a_title_words_and_several_examples():
    for name, topic in SHARED.topics.items():
        assert topic.title, name
        assert topic.words, name
        assert len(topic.examples) >= 8, name
        assert len(set(topic.examples)) == len(topic.examples), name


def test_an_example_belongs_to_one_topic():
    examples = [example for topic in SHARED.topics.values() for example in topic.examples]
    assert len(set(examples)) == len(examples)


def test_every_phrase_of_a_family_a_step_and_a_topic_is_learnt():
    book = shelve(SHARED).topics.book
    for owner, phrases in [
        *((name, (*family.acts, *family.things, *family.says)) for name, family in SHARED.families.items()),
        *((name, step.says) for name, step in SHARED.steps.items()),
        *((name, (*topic.phrases, *topic.unless)) for name, topic in SHARED.topics.items()),
    ]:
        for phrase in phrases:
            assert book.names(phrase), f"{owner}: {phrase}"


def test_every_class_that_a_phrase_names_exists():
    language = SHARED.language
    groups = [*language.frames.values(), *language.contact.values(), language.asks, language.asides]
    groups += [part for f in SHARED.families.values() for part in (f.acts, f.things, f.says, f.unless)]
    groups += [step.says for step in SHARED.steps.values()]
    groups += [part for topic in SHARED.topics.values() for part in (topic.phrases, topic.unless)]
    named = {
        choice.strip("()")[1:]
        for group in groups
        for phrase in group
        for piece in phrase.split()
        for choice in piece.strip("()").split("/")
        if choice.startswith("@")
    }
    assert named <= set(language.words)


def shared_library(folder, **texts):
    """A library whose shared files are the built-in ones but for the given texts."""
    target = folder / "scenarios" / "shared"
    target.mkdir(parents=True)
    for name, text in texts.items():
        (target / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library((folder,))


def test_a_mistake_in_a_shared_file_is_told_with_its_place(tmp_path):
    library = shared_library(tmp_path, steps="offer:\n  titel: makes the offer\n")
    with pytest.raises(ContentError) as caught:
        load_shared(library)
    assert "steps.yaml" in str(caught.value)
    assert caught.value.line in {1, 2}


def test_an_own_shared_file_stands_before_the_built_in_one(tmp_path):
    library = shared_library(tmp_path, steps="offer: {title: makes the offer, reads: offer}\n")
    assert set(load_shared(library).steps) == {"offer"}


def test_a_shared_file_that_is_not_there_is_told():
    with pytest.raises(NotFoundError):
        Library().shared_text("nothing")
