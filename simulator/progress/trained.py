"""Which scenario trains which skill: by what its author says it trains, and by what its channel or customer allows."""

from __future__ import annotations

import re

from simulator.progress.records import Candidate

ONLY: dict[str, tuple[str, frozenset[str]]] = {
    "clarity/moves_to_private": ("channel", frozenset({"social"})),
    "resolution/privacy": ("channel", frozenset({"social"})),
    "move/went_private": ("channel", frozenset({"social"})),
    "resolution/sets_limit": ("persona", frozenset({"abusive"})),
}
"""Skills that only some scenarios give occasion for: by which field, and its values."""

WORDS: dict[str, str] = {
    "empathy/receives_emotion": r"warm|feel|calm|upset|hurt|insult",
    "empathy/names_it": r"at stake|really hurts|not said|believ",
    "empathy/listens": r"listen|finish|burst|summing up|transcript|attachment|long story",
    "empathy/apology_fits": r"sorry|apolog|owning|recovering",
    "empathy/personal": r"who it is for|history|name",
    "empathy/respect": r"defending|blaming|judging|kindly|insult",
    "empathy/genuine": r"believ|warm|kindly",
    "clarity/answer_first": r"answering at once|first what|complete answer|short|few words",
    "clarity/concrete": r"exact|sum\b|plainly|clear|date",
    "clarity/sentence_length": r"short sentences|few words",
    "clarity/no_jargon": r"jargon|explain",
    "clarity/no_stacked_negatives": r"no kindly|possible",
    "clarity/one_ask": r"no question twice|nothing twice",
    "clarity/length": r"short|few words|complete answer",
    "clarity/moves_to_private": r"private",
    "resolution/finds_out_first": r"finding|asking|check|hidden",
    "resolution/names_problem": r"summing up|hidden cause|hurts",
    "resolution/solution": r"offer|choos|cancel|collect|possible|settle|helps at once|advis",
    "resolution/says_steps": r"step|what to do|closing every end|remains",
    "resolution/deadline": r"deadline|\btime\b|promis|date|opening hours",
    "resolution/options": r"choice|choos|possible|offer",
    "resolution/ownership": r"owning|doing instead|hand-?over|without letting go|second channel",
    "resolution/authority": r"authority|promis|limit of|not paying",
    "resolution/escalation": r"hand(-|ing )over|authority|supervisor|security",
    "resolution/sets_limit": r"limit|insult|warning twice|ending a conversation",
    "resolution/privacy": r"private|password|public",
    "resolution/closing_question": r"settled|closing|ending",
    "resolution/thanks": r"thank|loyal|keeping",
    "qa/greets": r"answering at once",
    "qa/verifies": r"checking who",
    "move/asked_first": r"finding|asking|check",
    "move/named_stakes": r"at stake|hurts",
    "move/understood": r"listen|warm|believ",
    "move/gave_time": r"deadline|\btime\b|promis|date",
    "move/asked_settled": r"settled|closing",
    "move/never_worse": r"calm|defending|blaming|judging|kindly",
    "move/went_private": r"private",
}
"""Skill -> words by which authors say that a scenario trains it (a regular expression, small letters).

Beside practice's own, criteria that only the scorecard of real work has.
"""


def possible(skill: str, scenario: Candidate) -> bool:
    """Whether the scenario gives occasion for the skill at all."""
    if skill not in ONLY:
        return True
    field, values = ONLY[skill]
    return getattr(scenario, field) in values


def trained(skill: str, scenario: Candidate) -> str:
    """The author's words by which the scenario trains the skill; empty where none do."""
    words = WORDS.get(skill)
    if words is None or not possible(skill, scenario):
        return ""
    return next((said for said in scenario.trains if re.search(words, said.casefold())), "")
