"""Findings about what can't be reached: facts, topics, proposals, lines, events, and the end of the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from simulator.authoring import unsaid
from simulator.authoring.finding import Finding
from simulator.authoring.script import Script, Words
from simulator.content.document import Path
from simulator.engine.allowed import beyond
from simulator.engine.ear import ear_for
from simulator.engine.inputs import GOOD_FIT
from simulator.engine.words import sentences_of
from simulator.scenario.model import Resolution, Scenario
from simulator.scenario.slots import names

_BEFORE_ANYTHING = frozenset({"vent", "insist", "threaten_review", "abuse", "demand_supervisor", "unsure", "puzzled"})
"""Acts that can come before anything was asked."""
_ELSEWHERE = frozenset({"ESCALATED", "TERMINATED"})
Groups = tuple[tuple[str, ...], ...]
_NOTATION = re.compile(r"[/()_@<>|]|\.\.\.")
"""What stands in phrases, and in no question as people ask it."""
_WHOLE = 3
"""Words from which on it is a question and no phrase."""
_TELLING = 4
"""Words from which on a fact that stands in the opening is more than a coincidence [design choice]."""


def findings(script: Script) -> Iterator[Finding]:
    """Everything that can't be reached, topics apart: asking them takes longer."""
    for rule in (
        _facts,
        _early,
        _opening,
        _resolutions,
        _rules_itself_out,
        unsaid.findings,
        _events,
        _resolved,
        _allowed,
    ):
        yield from rule(script)


def revealed(scenario: Scenario) -> frozenset[str]:
    """The facts that some topic tells."""
    return frozenset(fact for topic in scenario.topics.values() for fact in topic.reveals)


def learnable(scenario: Scenario) -> frozenset[str]:
    """The facts that an agent knows or can find out."""
    return revealed(scenario) | {fact.id for fact in scenario.facts.values() if fact.when != "asked"}


def _facts(script: Script) -> Iterator[Finding]:
    scenario, known = script.scenario, learnable(script.scenario)
    needed = set()
    for index, resolution in enumerate(scenario.resolutions):
        for place, fact in enumerate(resolution.needs):
            if fact not in known:
                needed.add(fact)
                message = f"nothing the agent asks brings out {fact!r}: let a topic reveal it"
                yield script.finding("SIM101", ("resolutions", index, "needs", place), message)
    for fact in scenario.facts:
        if fact not in known and fact not in needed:
            message = "no topic reveals this fact, so nothing the agent asks brings it out: add it to reveals of one"
            yield script.finding("SIM102", ("facts", fact), message, at_key=True)


def _early(script: Script) -> Iterator[Finding]:
    scenario = script.scenario
    open_from_start = {fact.id for fact in scenario.facts.values() if fact.when == "known"}
    for topic in scenario.topics.values():
        for words in script.answers(topic.id):
            for fact in _named(words.text):
                if fact not in {*topic.reveals, *open_from_start}:
                    message = f"the answer tells {fact!r}, which then still counts as unknown: write reveals: [{fact}]"
                    yield script.finding("SIM103", words.path, message)
    for act in _BEFORE_ANYTHING & scenario.lines.keys():
        for words in script.words("lines", act):
            for fact in _named(words.text):
                if fact not in open_from_start:
                    message = f"{act.replace('_', ' ')!r} can be said before {fact!r} is known: write when: known there"
                    yield script.finding("SIM103", words.path, message)


def _opening(script: Script) -> Iterator[Finding]:
    for words in script.words("opening"):
        for fact in script.scenario.facts.values():
            told = len(fact.text.split()) >= _TELLING and fact.text.casefold().rstrip(".") in words.text.casefold()
            if told and fact.when != "known":
                message = f"the customer says {fact.id!r} at once: write when: known at the fact, or leave it out here"
                yield script.finding("SIM103", words.path, message)


def _named(text: str) -> list[str]:
    return [name.removeprefix("fact.") for name in names(text) if name.startswith("fact.")]


def topics(script: Script) -> Iterator[Finding]:
    """Each question that a topic lists, asked: a whole one has to reach it, of phrases of its own at least one."""
    for topic in script.scenario.topics.values():
        asks = [words for words in script.words("topics", topic.id, "asks") if words.text.strip()]
        whole = [words for words in asks if len(words.text.split()) >= _WHOLE and not _NOTATION.search(words.text)]
        missed = {words: heard for words in whole if topic.id not in (heard := _heard_as(script, words.text, topic.id))}
        own = topic.id not in script.shared.topics
        others = (words for words in asks if words not in whole)
        if own and len(missed) == len(whole) and not _any_reaches(script, others, topic.id) and asks:
            message = (
                f"none of its own questions is recognised ({topic.asks[0]!r}): write whole questions, as people ask"
            )
            yield script.finding("SIM104", ("topics", topic.id), message, at_key=True)
            continue
        for words, heard in missed.items():
            yield script.finding("SIM104", words.path, f"{words.text.strip()!r} {_instead(script, heard)}")


def _any_reaches(script: Script, asks: Iterable[Words], topic: str) -> bool:
    return any(topic in _heard_as(script, words.text, topic) for words in asks)


def _instead(script: Script, names: list[str]) -> str:
    for name in names:
        title = script.shared.topics[name].title if name in script.shared.topics else script.scenario.topics[name].title
        return f"is heard as a question for {name!r} ({title}): write it under that topic, or word it otherwise"
    return "is not recognised when an agent asks it: word it otherwise, with a word that only this topic has"


def _heard_as(script: Script, line: str, wanted: str) -> list[str]:
    """The topics that a question reaches by itself and, where ``wanted`` is none of them, after "can you tell me"."""
    ear = ear_for(script.shared, script.scenario)
    plain = line.strip().replace("/", " ").replace("(", "").replace(")", "").replace("...", "").replace("_", "it")
    asked = plain if plain.endswith("?") else f"{plain}?"
    heard: list[str] = []
    for text in (asked, f"Can you tell me {asked}"):
        parts = sentences_of(text, (), ear.speller)
        heard += [question.topic for part in parts for question in ear.topics.questions(part) if question.topic]
        if wanted in heard:
            break
    return heard


def _resolutions(script: Script) -> Iterator[Finding]:
    plain: dict[str, list[tuple[int, Resolution]]] = {}
    for index, resolution in enumerate(script.scenario.resolutions):
        if not resolution.said:
            plain.setdefault(resolution.family, []).append((index, resolution))
    for family, options in plain.items():
        best = max(options, key=lambda each: each[1].fit)
        for index, resolution in options:
            if resolution is not best[1]:
                message = f"it is always taken for {best[1].id!r}, also a {family}: give it words of its own with said"
                yield script.finding("SIM105", ("resolutions", index, "id"), message)


def _rules_itself_out(script: Script) -> Iterator[Finding]:
    for index, resolution in enumerate(script.scenario.resolutions):
        parts: list[tuple[Path, Groups, tuple[str, ...]]]
        parts = [(("resolutions", index), resolution.said, resolution.unless)]
        parts += [(("resolutions", index, "steps", n), s.said, s.unless) for n, s in enumerate(resolution.steps)]
        for path, said, unless in parts:
            if any(group and set(group) <= set(unless) for group in said):
                message = (
                    "the words that count for it also rule it out, so it can never be done: take them out of unless"
                )
                yield script.finding("SIM110", (*path, "unless"), message)


def _events(script: Script) -> Iterator[Finding]:
    by_id = {resolution.id: resolution for resolution in script.scenario.resolutions}
    for index, event in enumerate(script.scenario.events):
        resolution = by_id.get((event.after_step or "").partition("/")[0])
        if resolution is not None and resolution.fit < GOOD_FIT:
            message = (
                f"the customer never accepts {resolution.id!r} (fit {resolution.fit:g}), so none of its steps counts"
            )
            yield script.finding("SIM107", ("events", index, "when", "step"), message)


def _resolved(script: Script) -> Iterator[Finding]:
    scenario = script.scenario
    if any(play.expect.ending in _ELSEWHERE for play in scenario.plays) and not any(
        play.expect.ending == "RESOLVED" for play in scenario.plays
    ):
        return  # a case that is rightly handed over, or ended
    if not any(_settles(resolution) for resolution in scenario.resolutions):
        message = "no resolution can settle it: one needs fit 0.7 or more, steps, and an authority other than nobody"
        yield script.finding("SIM108", ("resolutions",), message, at_key=True)


def _settles(resolution: Resolution) -> bool:
    """Whether it could by itself; that a fact it needs can't be found out is told at that fact (SIM101)."""
    return resolution.fit >= GOOD_FIT and bool(resolution.steps) and resolution.authority != "nobody"


def _allowed(script: Script) -> Iterator[Finding]:
    scenario = script.scenario
    for index, resolution in enumerate(scenario.resolutions):
        if resolution.fit < GOOD_FIT:
            continue
        rule = scenario.shop.authority.get(resolution.family)
        nobody = rule is not None and rule.who == "nobody" and rule.limit is None and rule.percent is None
        if nobody or (resolution.authority == "agent" and _beyond(resolution, scenario)):
            who = "nobody" if nobody else "no agent"
            kind = resolution.family.replace("_", " ")
            message = f"at {scenario.shop.name} {who} may promise this {kind}: write authority: supervisor"
            message += ", lower the fit, or change what the shop allows"
            yield script.finding("SIM109", ("resolutions", index, "does"), message)


def _beyond(resolution: Resolution, scenario: Scenario) -> bool:
    """Whether every right way to propose it is more than the agent may promise."""
    if not resolution.figures:
        return beyond(resolution.family, resolution, None, None, scenario)
    ways = [(figure, None) for figure in resolution.figures] + [(None, figure) for figure in resolution.figures]
    return all(beyond(resolution.family, resolution, amount, percent, scenario) for amount, percent in ways)
