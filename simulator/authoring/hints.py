"""What would mend one finding, where the library or the format itself says more than the table of codes does."""

from __future__ import annotations

import json
import re
from functools import cache

from msgspec.structs import replace

from simulator.authoring.finding import Finding
from simulator.authoring.limits_text import family_in
from simulator.errors import nearest
from simulator.library import Library
from simulator.scenario.model import ACTS
from simulator.scenario.shared import load_shared

_REFERENCES = {"shop": "shop", "persona.voice": "voice"}
"""Keys of a scenario that name a file of the library, and the kind of that file."""
_DOES = re.compile(r"resolutions\[\d+\]\.does")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_DOCS = {"rubric": "docs/rubrics.md", "card": "docs/rubrics.md", "pathway": "docs/progress.md"}
"""Where a kind of file is described; any other is a scenario's or goes with one."""
_PAGE = re.compile(r"docs/(?:scenarios|rubrics)\.md")
_OFFERS = ("Did you mean", "Known here")
"""Words of a message that says itself what to write."""
_PLACES = ("persona", "case", "fact", "topic", "resolution", "ticket", "opening", "play")
"""Parts of the schema whose keys are mistaken for others', by the name of their definition."""
_ABOVE = {"fact": "facts", "topic": "topics", "resolution": "resolutions", "play": "plays"}
"""Where a part stands of which a scenario has several."""


def hinted(found: Finding, kind: str, library: Library) -> Finding:
    """The finding with a hint of its own, where there is one."""
    if found.code == "SIM004" and "decimal number has a point" in found.message:
        return replace(found, hint="Write the number with a point and no comma, such as 79.00.")
    if kind != "scenario":
        return _at_home(found, kind)
    if found.code == "SIM015" and found.key in _REFERENCES:
        return _reference(found, library)
    if found.code in {"SIM015", "SIM019"} and _DOES.fullmatch(found.key):
        return _family(found, library)
    if found.code == "SIM010":
        return _misplaced(found, library)
    return found


def _at_home(found: Finding, kind: str) -> Finding:
    """The finding with the page that describes its kind of file, where the table of codes names another one."""
    mend = _PAGE.sub(_DOCS.get(kind, "docs/scenarios.md"), found.mend)
    return found if mend == found.mend else replace(found, hint=mend)


def _reference(found: Finding, library: Library) -> Finding:
    """A name that no file can have: the nearest that one has."""
    kind = _REFERENCES[found.key]
    name = _written(found)
    known = library.ids(kind)
    offer = nearest(name.lower(), known) or f"There are: {', '.join(known)}."
    return replace(found, code="SIM019", message=f"no {kind} is called {name!r}. {offer}")


def _family(found: Finding, library: Library) -> Finding:
    """What no family of proposals is called: the one that is meant by it, else all there are."""
    if any(words in found.message for words in _OFFERS):
        return found
    name = _written(found)
    titles = {family: row.title for family, row in load_shared(library).families.items()}
    meant = family_in(name.replace("_", " "), titles)
    offer = f"Did you mean {meant!r}?" if meant else f"There are: {', '.join(titles)}."
    return replace(found, code="SIM019", message=f"no family is called {name!r}. {offer}")


def _written(found: Finding) -> str:
    """The name that a message quotes, in the quotes that it does not hold."""
    quoted = _QUOTED.search(found.message)
    return quoted[1] or quoted[2] or "" if quoted else ""


def _misplaced(found: Finding, library: Library) -> Finding:
    """A key that has its place elsewhere in the file."""
    name = found.key.rpartition(".")[2]
    places = _places(library, name)
    if not places:
        offers = any(words in found.message for words in _OFFERS)
        return found if offers else replace(found, hint="Take it out, or look for its right name in docs/scenarios.md.")
    named = " or ".join(f"{place}:" for place in places)
    message = f"unknown key here; {name!r} stands under {named}"
    return replace(found, message=message, hint=f"Move it under {named}, indented as its neighbours there are.")


def _places(library: Library, name: str) -> list[str]:
    """Under which keys of a scenario the name can stand."""
    found = [_ABOVE.get(part, part) for part, keys in _keys(library.schema_text("scenario")).items() if name in keys]
    if name in ACTS:
        found.append("lines")
    if name in load_shared(library).topics:
        found.append("topics")
    return list(dict.fromkeys(found))


@cache
def _keys(text: str) -> dict[str, frozenset[str]]:
    """The keys of each part of a schema that is read as JSON."""
    parts = json.loads(text)["$defs"]
    return {part: frozenset(_properties(parts.get(part, {}))) for part in _PLACES}


def _properties(part: dict[str, object]) -> set[str]:
    """All keys of a part, whichever of its forms has them."""
    own = part.get("properties")
    found = set(own) if isinstance(own, dict) else set()
    for form in ("oneOf", "anyOf"):
        for each in part.get(form, ()):  # type: ignore[attr-defined]
            found |= _properties(each)
    return found
