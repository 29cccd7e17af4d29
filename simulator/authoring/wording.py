"""Findings about how lines are worded: too few variants, the same words twice, hard to read; and about the head."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from simulator.authoring.finding import Edit, Finding
from simulator.authoring.script import Script, Words, at, finding, texts_below
from simulator.authoring.unsaid import unsaid
from simulator.content.document import Document, ListNode, MapNode, Path, TextNode
from simulator.scenario.model import ACTS, BANDS, Lines
from simulator.scoring.words import listed
from simulator.signals.ease import syllables
from simulator.signals.spoken import SPOKEN

OFTEN = frozenset({"vent", "answer", "insist", "reject"})
"""Acts that come several times in most conversations."""
LEAST, LEAST_OFTEN = 2, 3
"""Variants that a place needs, and one that is often used [design choices]."""
LONGEST_SENTENCE, HARDEST_GRADE, ENOUGH_WORDS = 40, 14.0, 20
"""Words of a sentence; years of school (Flesch-Kincaid) from which a text of so many words is hard [design choices]."""
FEWEST_PLAYS = 2
READ = ("en", *sorted(SPOKEN))
"""Languages in which replies are read: a table of English rules, and rows of their own for the others."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE = re.compile(r"[^.!?…]+")
_SAYS_IT = re.compile(r"(?:I|I'll|I'm|We|We'll|You|You'll|Let)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"because\s+", re.IGNORECASE)


def findings(script: Script) -> Iterator[Finding]:
    """Everything about the words and the head of a scenario."""
    for rule in (_few, _twice, _hard, _because, _titles, _head, _language, _plays):
        yield from rule(script)


def too_few(lines: Lines, act: str, band: str) -> str:
    """What is wrong with the number of variants at one place of complete lines; empty where there are enough."""
    by = lines.get(act, {})
    count = len(by.get(band, ())) + (0 if act == "abuse" else len(by.get("any", ())))
    least = LEAST_OFTEN if act in OFTEN else LEAST
    if count >= least:
        return ""
    there = "no line" if not count else "one line" if count == 1 else f"{count} lines"
    return f"{there} for {act.replace('_', ' ')!r} when {band}: write {least} at least, or the customer repeats them"


def same_words(document: Document, places: Iterable[Words], seen: dict[str, int] | None = None) -> Iterator[Finding]:
    """Each text that stands among these a second time; ``seen``: the line of each that stands before them."""
    seen = {} if seen is None else seen
    for words in places:
        plain = words.text.casefold().rstrip(" .!")
        if plain in seen:
            message = f"the same words stand in line {seen[plain]} already"
            yield finding(document, "SIM131", words.path, message)
        elif plain:
            seen[plain] = document.place(words.path)[0]


def same_lines(document: Document, act: str, by: Collection[str]) -> Iterator[Finding]:
    """Each line of an act that stands a second time among those a customer may choose from: a band's, and any's."""
    path: Path = ("lines", act)
    if not by or not isinstance(at(document, path), MapNode):
        yield from same_words(document, texts_below(document, path))
        return
    everywhere: dict[str, int] = {}
    if "any" in by:
        yield from same_words(document, texts_below(document, (*path, "any")), everywhere)
    for band in by:
        if band != "any":
            yield from same_words(document, texts_below(document, (*path, band)), dict(everywhere))


def hard(text: str, *, english: bool) -> str:
    """Why a text is hard to read when somebody says it; empty where it isn't."""
    longest, total, count = 0, 0, 0
    for sentence in _SENTENCE.findall(text):
        spoken = _WORD.findall(sentence)
        longest, total, count = max(longest, len(spoken)), total + len(spoken), count + bool(spoken)
    if longest > LONGEST_SENTENCE:
        return f"a sentence of {longest} words: cut it in two"
    if english and total >= ENOUGH_WORDS:
        sounds = sum(syllables(word.lower()) for word in _WORD.findall(text))
        grade = 0.39 * total / count + 11.8 * sounds / total - 15.59  # Kincaid et al. 1975
        if grade > HARDEST_GRADE:
            return f"it asks for {grade:.0f} years of school: use shorter words and sentences"
    return ""


def _few(script: Script) -> Iterator[Finding]:
    scenario = script.scenario
    for act in ACTS:
        for band in () if act == "abuse" else BANDS:
            own, voice = scenario.lines.get(act, {}), scenario.voice.get(act, {})
            both = {act: {key: (*own.get(key, ()), *voice.get(key, ())) for key in (band, "any")}}
            if not unsaid(scenario, act, band) and (why := too_few(both, act, band)):
                at_voice: Path = ("persona", "voice") if at(script.document, ("persona", "voice")) else ("persona",)
                yield script.finding("SIM130", at_voice, f"with this voice there is {why}")


def _twice(script: Script) -> Iterator[Finding]:
    for act, by in script.scenario.lines.items():
        yield from same_lines(script.document, act, by)
    for topic in script.scenario.topics:
        yield from same_words(script.document, script.answers(topic))
    for index, _ in enumerate(script.scenario.resolutions):
        for key in ("accept", "reject"):
            yield from same_words(script.document, script.words("resolutions", index, key))


def _hard(script: Script) -> Iterator[Finding]:
    for words in script.spoken():
        if why := hard(words.text, english=script.scenario.language == "en"):
            yield script.finding("SIM132", words.path, why)


def _because(script: Script) -> Iterator[Finding]:
    path: Path = ("persona", "because")
    node = at(script.document, path)
    text = script.scenario.persona.because
    if not isinstance(node, TextNode) or not text:
        return
    right = _BECAUSE.sub("", text, count=1) if _BECAUSE.match(text) else text
    right = right.rstrip(".!")
    if right == text:
        return
    right = right[:1].lower() + right[1:] if right[:2] not in {"I ", "I'"} and _BECAUSE.match(text) else right
    whole = node.plain and "\n" not in node.text and node.text == text
    edits = (Edit(node.line, node.column, text, right),) if whole else ()
    yield script.finding("SIM133", path, f"lines say it as the end of a sentence: write {right}", edits=edits)


def _titles(script: Script) -> Iterator[Finding]:
    for index, resolution in enumerate(script.scenario.resolutions):
        if _SAYS_IT.match(resolution.title) or resolution.title.rstrip()[-1:] in ".!?":
            message = "lines say it within a sentence, as 'What would I do with {proposal}?': name what is offered, "
            yield script.finding("SIM134", ("resolutions", index, "title"), message + "such as 'the money back'")


def _head(script: Script) -> Iterator[Finding]:
    scenario = script.scenario
    if scenario.persona.curve.abusive and not scenario.warnings:
        abusive = at(script.document, ("persona", "abusive")) is not None
        path: Path = ("persona", "abusive" if abusive else "preset")
        yield script.finding("SIM140", path, "this customer insults the agent: write warnings: [insults]")
    if scenario.move_to_private and scenario.channel != "social":
        message = f"a conversation on {scenario.channel.replace('_', ' ')} is private already: take it out"
        yield script.finding("SIM141", ("move_to_private",), message, at_key=True)


def _language(script: Script) -> Iterator[Finding]:
    language = script.scenario.language
    if language not in READ:
        message = f"no rules read {language!r}, only {listed(READ)}: this customer would hardly understand a reply"
        yield script.finding("SIM143", ("language",), message)


def _plays(script: Script) -> Iterator[Finding]:
    count = len(script.scenario.plays)
    if count < FEWEST_PLAYS:
        there = "one play is" if count else "no play is"
        path: Path = ("plays",) if isinstance(at(script.document, ("plays",)), ListNode) else ("id",)
        message = f"{there} not enough: write one that goes well and one that goes badly"
        yield script.finding("SIM142", path, message, at_key=True)


def voice_findings(document: Document, lines: Lines) -> Iterator[Finding]:
    """Findings about a voice: places with too few variants, the same words twice, lines that are hard to read."""
    for act in ACTS:
        for band in ("mild", "strong") if act == "abuse" else BANDS:
            if why := too_few(lines, act, band):
                yield finding(document, "SIM130", ("lines", act), why, at_key=True)
        yield from same_lines(document, act, lines.get(act, {}))
    for words in texts_below(document, ("lines",)):
        if why := hard(words.text, english=True):
            yield finding(document, "SIM132", words.path, why)
