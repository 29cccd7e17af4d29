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
_THING = re.compile(r"(?:an?|the|your|some|one|two|another|[€£$\d])\b", re.IGNORECASE)
_OPENS = re.compile(r"^(?:an?|the|your|some|one|another|brand-?new)\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"[,;:(]|\s(?:by|with|for|there|here|before|on|within|to|and|in|of|from|at|until|that|this)\s")
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+){0,2}")
LEAST_LETTERS = 4
"""Letters of a word by itself that says enough to be recognised by."""


def is_thing(resolution: Resolution) -> bool:
    """Whether its title names a thing ("a new kettle by express"), so that it can follow "I can offer you"."""
    return _THING.match(resolution.title) is not None


def recognised(draft: Draft, library: Library, path: Path) -> Draft:
    """The draft, with the words of its solution as ``said`` where an offer in these words wouldn't be heard.

    Raises:
        ContentError: the draft can't be loaded.

    """
    scenario, shared = parse_scenario(library, Source(path, draft.text)), load_shared(library)
    best = max(scenario.resolutions, key=lambda item: item.fit)
    words = _thing_of(best.title)
    if scenario.language != shared.language.language or best.said or not is_thing(best) or not words:
        return draft
    if _heard(scenario, shared, best):
        return draft
    told = _with_said(draft, best.id, words)
    again = parse_scenario(library, Source(path, told.text))
    return told if _heard(again, shared, best) else draft


def _thing_of(title: str) -> str:
    """The thing that a title names, in small letters: "a new kettle by express" is about a "new kettle"."""
    thing = _GOES_ON.split(_OPENS.sub("", title.strip()).lower(), maxsplit=1)[0].strip(" .!")
    return thing if _PLAIN.fullmatch(thing) and len(thing) >= LEAST_LETTERS else ""


def _heard(scenario: Scenario, shared: Shared, offered: Resolution) -> bool:
    """Whether an offer in the title's words is heard as that resolution."""
    text = FORMS[0].format(title=offered.title)
    known = frozenset(scenario.facts)
    heard = understand(text, read(text), scenario, shared, known=known, done=frozenset(), answered=frozenset())
    return any(item.resolution == offered.id and not item.barred for item in heard.proposed)


def _with_said(draft: Draft, resolution: str, words: str) -> Draft:
    listed = draft.data["resolutions"]
    rows: list[Value] = []
    for row in listed if isinstance(listed, list) else ():
        own = isinstance(row, Mapping) and row.get("id") == resolution
        rows.append({**row, "said": [[words]]} if own and isinstance(row, Mapping) else row)
    return replace(draft, data={**draft.data, "resolutions": rows})
