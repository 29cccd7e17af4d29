"""The solution in the trainer's own words: a draft recognises them, as it does the words of their family."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from simulator.authoring.draft import Draft
from simulator.authoring.draft_text import Value
from simulator.content import Source
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Resolution, Scenario
from simulator.scenario.shared import Shared, load_shared
from simulator.signals import read

FORMS = ("I can offer you {title}.", "I'll send you {title}.", "I can arrange {title} for you.")
"""How an agent puts an offer whose name is a thing."""
EVERYDAY = (*FORMS[:2], "You'll get {title} by Friday.", "{title} can be with you tomorrow, ok?")
"""Ordinary wordings in which it has to be heard; each with the title, and with no more than the thing it names."""
_DETERMINED = re.compile(r"(?:an?|the|your|some|one|two|another|[€£$\d])\b", re.IGNORECASE)
_OPENS = re.compile(r"^(?:an?|the|your|some|one|another|brand-?new)\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"[,;:(]|\s(?:by|with|for|there|here|before|on|within|to|and|in|of|from|at|until|that|this)\s")
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+){0,2}")
LEAST_LETTERS = 4
"""Letters of a word by itself that says enough to be recognised by."""
_DOINGS = frozenset(
    """to that if we i you send give offer refund replace repair exchange swap check call ring phone cancel chase find
    look ask tell bring collect correct change reset unlock pay put get take make let book arrange explain open
    release deliver order report investigate trace return resend nothing""".split()
)
"""Words that open a doing, or a sentence, and no thing."""
_OWNED = frozenset("the a an my our your his her its their this that these those".split())
"""Words that stand in front of a thing: behind its first word, that one is a doing ("waive the fee")."""
_GENERAL = frozenset("help solution answer call check word help repair refund money voucher one ones thing".split())
"""Things by which no one solution is known."""


def is_thing(resolution: Resolution) -> bool:
    """Whether its title names a thing ("a new kettle by express"), so that it can follow "I can offer you"."""
    opens = resolution.title.split(maxsplit=1)[0].lower()
    words = _thing_of(resolution.title).split()
    named = len(words) > 1 and not _OWNED & set(words) and not opens.endswith("ing") and opens not in _DOINGS
    return _DETERMINED.match(resolution.title) is not None or named


def offered(resolution: Resolution) -> str:
    """Its title as it stands in an offer: "the green ones by express courier"."""
    return resolution.title if _DETERMINED.match(resolution.title) else f"the {resolution.title}"


def recognised(draft: Draft, library: Library, path: Path) -> Draft:
    """The draft, with the words of its solution as ``said`` where an offer in these words wouldn't be heard.

    Raises:
        ContentError: the draft can't be loaded.

    """
    scenario, shared = parse_scenario(library, Source(path, draft.text)), load_shared(library)
    best = max(scenario.resolutions, key=lambda item: item.fit)
    words = _words_of(best, scenario)
    if scenario.language != shared.language.language or best.said or not is_thing(best) or not words:
        return draft
    before = _heard(scenario, shared, best)
    if all(before):
        return draft
    told = _with_said(draft, best.id, words)
    after = _heard(parse_scenario(library, Source(path, told.text)), shared, best)
    return told if sum(after) > sum(before) else draft


def _thing_of(title: str) -> str:
    """The thing that a title names, in small letters: "a new kettle by express" is about a "new kettle"."""
    thing = _GOES_ON.split(_OPENS.sub("", title.strip()).lower(), maxsplit=1)[0].strip(" .!")
    return thing if _PLAIN.fullmatch(thing) and len(thing) >= LEAST_LETTERS else ""


def _words_of(resolution: Resolution, scenario: Scenario) -> list[str]:
    """What the solution is called, as phrases: "green ones" are "green pendants", too, where pendants were bought."""
    thing = _thing_of(resolution.title)
    if not thing or thing in _GENERAL:
        return []
    *quality, head = thing.split()
    items = [item.name.lower().split()[-1] for order in scenario.case.orders for item in order.items]
    if head not in {"one", "ones"} or not quality:
        return [thing]
    return [thing, *(f"{' '.join(quality)} (_) (_) {item}" for item in items if _PLAIN.fullmatch(item))]


def _heard(scenario: Scenario, shared: Shared, best: Resolution) -> list[bool]:
    """Which of the ordinary offers of that resolution are heard as it."""
    titles = (offered(best), f"the {_thing_of(best.title)}")
    texts = [form.format(title=title) for title in titles for form in EVERYDAY]
    known = frozenset(scenario.facts)
    heard = [understand(text, read(text), scenario, shared, known=known, done=frozenset()) for text in texts]
    return [any(item.resolution == best.id and not item.barred for item in one.proposed) for one in heard]


def _with_said(draft: Draft, resolution: str, words: list[str]) -> Draft:
    listed = draft.data["resolutions"]
    rows: list[Value] = []
    for row in listed if isinstance(listed, list) else ():
        own = isinstance(row, Mapping) and row.get("id") == resolution
        rows.append({**row, "said": [[*words]]} if own and isinstance(row, Mapping) else row)
    return replace(draft, data={**draft.data, "resolutions": rows})
