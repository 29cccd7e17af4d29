"""Checks of what a line claims: nothing that the case does not hold, nothing told too early, nothing kept back.

What counts as true is all the case says (facts, answers, orders, the customer's own lines) and all that was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from simulator.engine.slots import fill
from simulator.engine.words import stem
from simulator.llm.checks_nouns import CLAIMED, IDIOMS
from simulator.llm.checks_words import DAYS, ENGLISH, LOOSE, MONTHS, NOT_NAMES, NUMERALS, ORDINALS, UNITS, WORDS_TOO
from simulator.llm.customer_brief import Brief
from simulator.redact.given_names import GIVEN
from simulator.scenario.model import Case, Fact, Scenario

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?=(?:st|nd|rd|th)\b)|[a-z]{1,4}-\d+|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*", re.IGNORECASE
)
_NAME = re.compile(r"(?<=[\w,;'’-]\s)([A-ZÀ-ÖØ-ÞŁŚŻČŘ][\w'’-]+)")
_CODE = re.compile(r"\b(?=[A-Za-z-]*\d)[A-Za-z]{1,5}-?\d{2,}\b|\b\d{4,}\b|#\d+")
SMALL = frozenset("1 2".split())
"""Counts that idioms are full of ("one word", "two minutes")."""
TELLING = 2
"""Words of a hidden fact that give it away together [design choice]; one that claims a thing or a person is enough."""
TOLD = 0.34
"""Share of a fact's words, in any of its wordings, from which on it was told [design choice]."""


class _Truth(msgspec.Struct, frozen=True):
    """What may be said: words by stem, numbers, and counts with their unit."""

    stems: frozenset[str]
    numbers: frozenset[str]


def invented(text: str, brief: Brief) -> str:
    """An amount, a date, an id, a name, or a thing that neither the case nor the conversation holds."""
    truth, said = _case(brief.scenario), _truth("\n".join((brief.script, *(turn.text for turn in brief.said))))
    numbers, stems = truth.numbers | said.numbers, truth.stems | said.stems
    return _number(text, numbers, brief) or _day(text, stems, brief) or _name(text, stems) or _noun(text, stems)


def secret(text: str, brief: Brief) -> str:
    """Words that give away a fact which was not asked for yet."""
    public = _stems(_public(brief))
    here = _stems(text)
    stakes = _stems(" ".join(brief.scenario.case.stakes)) - _stems(brief.scenario.persona.because)
    for fact in brief.hidden:
        own = set().union(*(_stems(line) for line in _wordings(fact, brief))) - public
        given = own & here
        core = given & _stems(fact.text)
        strong = {name for name in core if name in CLAIMED_STEMS or name in stakes}
        if strong or len(core) >= TELLING or (core and len(given) > TELLING):
            return f"{fact.id}: {', '.join(sorted(given))}"
    return ""


def withheld(text: str, brief: Brief) -> str:
    """A fact that this answer has to tell, and does not."""
    here = _stems(text) | _figures(text)
    for fact in brief.tell:
        ways = [words for line in (*_wordings(fact, brief), *brief.answers) if (words := _stems(line))]
        if ways and not any(_covers(here, words) for words in ways):
            return fact.text
    codes: set[str] = {code for line in brief.answers for code in _CODE.findall(line)}
    if codes and not brief.tell and not any(code.casefold() in text.casefold() for code in codes):
        return min(codes)
    return ""


def _covers(here: set[str], words: set[str]) -> bool:
    common = here & words
    return len(common) >= max(min(2, len(words)), TOLD * len(words)) or len(common) >= 4


def _number(text: str, known: frozenset[str], brief: Brief) -> str:
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    for at, token in enumerate(tokens):
        value = _value(token)
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
    named = _case(brief.scenario).stems
    today = brief.scenario.now.weekday()
    return any(str((at - today) % 7) == value for at, day in enumerate(DAYS) if stem(day) in named)


def _value(token: str) -> str | None:
    if token in NUMERALS:
        return NUMERALS[token]
    if not any(char.isdigit() for char in token):
        return None
    return _plain(token)


def _plain(number: str) -> str:
    """One form for 64.90, 64,90 and 64.9; 1,000 is 1000."""
    number = re.sub(r"[.,](?=\d{3}\b)", "", number.casefold())
    number = number.replace(",", ".").replace(":", ".")
    if re.fullmatch(r"\d+\.\d+", number):
        number = number.rstrip("0").rstrip(".")
    return number


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
CLAIMED_STEMS = frozenset(stem(word) for word in CLAIMED if len(word) > 3)


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


def _case(scenario: Scenario) -> _Truth:
    """All that is true in a case; plays and the shop's articles are no part of it."""
    return _truth(case_text(scenario))


def case_text(scenario: Scenario) -> str:
    """Everything that is true in a case, one piece a line: what a customer may say, sooner or later."""
    persona, opening = scenario.persona, scenario.opening
    parts = [persona.name, persona.address, persona.story, persona.wants, persona.because, scenario.shop.name]
    parts += [scenario.title, scenario.summary, *opening.messages, *(text for _, text in opening.bot)]
    parts += [fact.text for fact in scenario.facts.values()]
    parts += [line for topic in scenario.topics.values() for line in topic.answers]
    parts += [line for bands in scenario.lines.values() for variants in bands.values() for line in variants]
    parts += [text for event in scenario.events for text in (event.note, *event.says)]
    for item in scenario.resolutions:
        parts += [item.title, *item.accept, *item.reject, *(text for step in item.steps for text in step.asks)]
        parts.append(" ".join(f"{figure:g}" for figure in item.figures))
    parts += _recorded(scenario.case)
    return "\n".join(fill(part, scenario, {"answer": "", "proposal": ""}) for part in parts)


def strange(words: Sequence[str], brief: Brief) -> list[str]:
    """The words, in lower case, that are neither common nor in the case, the customer's voice or the conversation."""
    voice = "\n".join(line for bands in brief.scenario.voice.values() for lines in bands.values() for line in lines)
    said = "\n".join((brief.script, *(turn.text for turn in brief.said)))
    known = _case(brief.scenario).stems | _truth(voice).stems | _truth(said).stems
    return [word for word in words if word not in ENGLISH and stem(word.removesuffix("'s")) not in known]


def _recorded(case: Case) -> list[str]:
    """What the case pane holds."""
    customer = case.customer
    parts = [customer.since, f"{customer.orders} orders", customer.place, *customer.preferences]
    parts += [*case.earlier, *case.stakes]
    for order in case.orders:
        parts += [order.id, order.date, f"{order.total:.2f}", order.status, *order.notes]
        parts += [f"{item.quantity} {item.name} {item.price:.2f}" for item in order.items]
    return parts


@lru_cache(maxsize=256)
def _truth(text: str) -> _Truth:
    return _Truth(frozenset(_stems(text, every=True)), frozenset(_figures(text)))


def _figures(text: str) -> set[str]:
    out: set[str] = set()
    for token in _TOKEN.findall(text):
        low = token.casefold()
        value = _value(low) or ORDINALS.get(low)
        if value is not None:
            out |= {value, value.partition(".")[0]}
    return out


def _stems(text: str, *, every: bool = False) -> set[str]:
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+", text.casefold().replace("’", "'"))
    words = [word.removesuffix("'s") for word in words]
    return {stem(word) for word in words if every or word.isdigit() or (len(word) > 2 and word not in LOOSE)}
