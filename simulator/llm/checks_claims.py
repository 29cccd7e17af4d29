"""Checks of what a line claims: nothing that the case does not hold, nothing told too early, nothing kept back.

What counts as true is all the case says (facts, answers, orders, the customer's own lines) and all that was said.
"""

from __future__ import annotations

import re

from simulator.engine.words import stem
from simulator.llm.checks_nouns import CALLINGS, CLAIMED, HARDSHIPS, IDIOMS
from simulator.llm.checks_truth import TOKEN, figures, stems, truth_in, truth_of, value_of
from simulator.llm.checks_words import DAYS, ENGLISH, MONTHS, NOT_NAMES, TRADE, UNITS, WORDS_TOO
from simulator.llm.checks_written import written
from simulator.llm.customer_brief import Brief
from simulator.redact.given_names import GIVEN
from simulator.scenario.model import Fact

_NAME = re.compile(r"(?<=[\w,;'’-]\s)([A-ZÀ-ÖØ-ÞŁŚŻČŘ][\w'’-]+)")
_CODE = re.compile(r"\b(?=[A-Za-z-]*\d)[A-Za-z]{1,5}-?\d{2,}\b|\b\d{4,}\b|#\d+")
SMALL = frozenset("1 2".split())
"""Counts that idioms are full of ("one word", "two minutes")."""
TELLING = 2
"""Words of a hidden fact that give it away together [design choice]; one that claims a thing or a person is enough."""
SHORT = 3
"""Words of a fact up to which its number alone tells it [design choice]."""
TOLD = 0.34
"""Share of a fact's words, in any of its wordings, from which on it was told [design choice]."""


def invented(text: str, brief: Brief) -> str:
    """An amount, a date, an id, a name, or a thing that neither the case nor the conversation holds."""
    truth, said = truth_of(brief.scenario), truth_in("\n".join((brief.script, *(turn.text for turn in brief.said))))
    numbers, stems = truth.numbers | said.numbers, truth.stems | said.stems
    plain = written(text)
    return _number(plain, numbers, brief) or _day(plain, stems, brief) or _name(plain, stems) or _noun(text, stems)


def secret(text: str, brief: Brief) -> str:
    """Words that give away a fact which was not asked for yet."""
    public = stems(_public(brief))
    here = stems(text)
    stakes = stems(" ".join(brief.scenario.case.stakes)) - stems(brief.scenario.persona.because) - EVERYDAY
    for fact in brief.hidden:
        own = set().union(*(stems(line) for line in _wordings(fact, brief))) - public
        given = own & here
        core = given & stems(fact.text)
        strong = {name for name in core if name in CLAIMED_STEMS or name in stakes}
        if strong or len(core) >= TELLING or (core and len(given) > TELLING):
            return f"{fact.id}: {', '.join(sorted(given))}"
    return ""


def withheld(text: str, brief: Brief) -> str:
    """A fact that this answer has to tell, and does not."""
    here = stems(text) | figures(text)
    for fact in brief.tell:
        ways = [words for line in (*_wordings(fact, brief), *brief.answers) if (words := stems(line))]
        if ways and not any(_covers(here, words) for words in ways):
            return fact.text
    codes: set[str] = {code for line in brief.answers for code in _CODE.findall(line)}
    said = _joined(written(text))
    if codes and not brief.tell and not any(_joined(code) in said for code in codes):
        return min(codes)
    return ""


def _joined(text: str) -> str:
    """Letters and digits alone, so that OF 2240 is OF-2240."""
    return re.sub(r"[\W_]", "", text.casefold())


def _covers(here: set[str], words: set[str]) -> bool:
    common = {word for word in words if word in here or (word.startswith("un") and word[2:] in here)}
    if len(words) <= SHORT and any(word.isdigit() and len(word) > 1 for word in common):
        return True
    return len(common) >= max(min(2, len(words)), TOLD * len(words)) or len(common) >= 4


def _number(text: str, known: frozenset[str], brief: Brief) -> str:
    tokens = [token.casefold() for token in TOKEN.findall(text)]
    for at, token in enumerate(tokens):
        value = value_of(token)
        if value is None or value in known:
            continue
        after = tokens[at + 1].rstrip("s") if at + 1 < len(tokens) else ""
        if token[0].isdigit() or "-" in token:
            if len(value) > 1 or after in UNITS:
                return f"{token} {after}" if after in UNITS else token
        elif (after in UNITS or tokens[at + 1 : at + 3] == ["of", "them"]) and not _is_loose(value, after, brief):
            return f"{token} {after}"
    return ""


def _is_loose(value: str, unit: str, brief: Brief) -> bool:
    """A count that idioms are full of, or the days between now and a weekday of the case."""
    if value in SMALL or (unit == "time" and value == "3"):
        return True
    if unit != "day":
        return False
    named = truth_of(brief.scenario).stems
    today = brief.scenario.now.weekday()
    return any(str((at - today) % 7) == value for at, day in enumerate(DAYS) if stem(day) in named)


def _day(text: str, known: frozenset[str] | set[str], brief: Brief) -> str:
    """A weekday or a month that nobody named, and that is neither today nor beside it."""
    today = brief.scenario.now.weekday()
    near = {DAYS[(today + shift) % 7] for shift in (-1, 0, 1)}
    words: list[str] = re.findall(r"[a-z]+", text.casefold())
    for word in words:
        if word in DAYS and word not in near and stem(word) not in known:
            return word
    month = re.search(r"\b(" + "|".join(MONTHS) + r")\b", text, re.IGNORECASE)
    if month and month.group().casefold() != "may" and stem(month.group().casefold()) not in known:
        return (
            month.group() if month.group()[0].isupper() or month.group().casefold() not in {"march", "august"} else ""
        )
    return ""


def _name(text: str, known: frozenset[str] | set[str]) -> str:
    """A name that nobody knows: a capital inside a sentence, or a given name at its beginning."""
    for match in _NAME.finditer(text):
        word = re.sub(r"['’]s?$", "", match.group(1))
        if len(word) > 1 and not word.isupper() and word.casefold() not in NOT_NAMES and not _known(word, known):
            return word
    for match in re.finditer(r"(?:^|[.!?…\n]\s*)([A-Z][a-z]+)", text):
        word = match.group(1)
        if word.casefold() in GIVEN and word.casefold() not in WORDS_TOO and not _known(word, known):
            return word
    return ""


def _known(word: str, known: frozenset[str] | set[str]) -> bool:
    low = word.casefold().replace("’", "'")
    return (
        stem(low) in known
        or low in known
        or any(stem(part) in known for part in re.split(r"['-]", low) if len(part) > 3)
    )


_IDIOM = re.compile(rf"\b(?:{IDIOMS})\b", re.IGNORECASE)
CLAIMED_STEMS = frozenset(
    stem(word) for word in (*CLAIMED, *CALLINGS, *HARDSHIPS) if len(word) > 3 or word in HARDSHIPS
)
EVERYDAY = frozenset(map(stem, (*ENGLISH.difference(DAYS), *TRADE)))
"""Words that everybody uses: one of them alone gives nothing away."""


def _noun(text: str, known: frozenset[str] | set[str]) -> str:
    """A thing, a person, an occasion, a company, a colour or a place out of nowhere."""
    words: list[str] = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _IDIOM.sub(" ", text).casefold())
    for word in words:
        if (word in CLAIMED or word.removesuffix("s") in CLAIMED) and not _known(word, known):
            return word
    return ""


def _public(brief: Brief) -> str:
    """What may be said without giving anything away."""
    scenario = brief.scenario
    order = " ".join(f"{item.name}" for order in scenario.case.orders for item in order.items)
    told = (fact.text for fact in (*brief.known, *brief.tell))
    said = (turn.text for turn in brief.said)
    lines = (line for bands in scenario.lines.values() for variants in bands.values() for line in variants)
    return " ".join((*scenario.opening.messages, *lines, brief.script, brief.offer, order, *told, *said))


def _wordings(fact: Fact, brief: Brief) -> tuple[str, ...]:
    """A fact as the case words it, and as answers do that tell it and nothing else."""
    topics = brief.scenario.topics.values()
    answers = (line for topic in topics if topic.reveals == (fact.id,) for line in topic.answers)
    return (fact.text, *answers)
