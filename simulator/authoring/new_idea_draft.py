"""What a model has filled in becomes a draft of a scenario by our own writer, and is checked like any other."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from simulator.authoring.desk import Desk, Options
from simulator.authoring.draft import Draft
from simulator.authoring.draft_answers import COMMENTS, drafted
from simulator.authoring.draft_plays import GOOD_NAME, proved
from simulator.authoring.draft_text import WIDTH, Value
from simulator.authoring.finding import Finding
from simulator.authoring.kept import Kept
from simulator.authoring.new_idea import Accepted
from simulator.content import Source
from simulator.library import Library
from simulator.llm.checks import CHECKS
from simulator.llm.checks_tone import SWEARING
from simulator.llm.checks_truth import stems
from simulator.llm.customer_brief import Brief
from simulator.mood import Phase
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Scenario
from simulator.shown import one_line

TRUTH = frozenset({"SIM103", "SIM120", "SIM121", "SIM122", "SIM125", "SIM126"})
"""Warnings about words that do not agree with the case: a person may know better, a model does not."""
SPOKEN = ("empty", "leak", "markup", "language", "exercise", "role")
"""Checks of a customer's line that hold without a cue."""
TELLING, GIVEN_AWAY = 3, 0.6
"""Words of the cause, and their share of it, from which on an opening tells it [design choice]."""
MOST_COMMENT = 700
"""Characters of an idea or a fault that the head of the file holds."""


class Tried(Struct, frozen=True):
    """A draft with its plays, if they could be found, and what is wrong with it (nothing: it can be written)."""

    draft: Draft
    path: Path
    faults: tuple[str, ...] = ()


def tried(given: Accepted, path: Path, library: Library, today: date, head: tuple[str, ...]) -> Tried:
    """The draft, played and checked.

    Args:
        given: what the model filled in.
        path: where it will be written; its name is the scenario's id.
        library: what it refers to.
        today: the conversation is on one of the next days.
        head: comments at the head of the file.

    """
    draft = _draft(given, path.stem, library, today, head)
    faults = _faults(draft, path, library, Options(plays=False, random=0))
    if faults:
        return Tried(draft, path, faults)
    faults = tuple(_unlike_a_customer(given, parse_scenario(library, Source(path, draft.text))))
    if faults:
        return Tried(draft, path, faults)
    draft = proved(draft, library, path)
    plays = cast("list[Mapping[str, Value]]", draft.data.get("plays", []))
    if not any(play["name"] == GOOD_NAME for play in plays):
        return Tried(draft, path, ("no careful agent could settle it: say more plainly what settles it",))
    return Tried(draft, path, _faults(draft, path, library, Options()))


def comments(text: str) -> tuple[str, ...]:
    """Any text as lines of a comment."""
    return tuple(textwrap.wrap(one_line(text, MOST_COMMENT), WIDTH - 2)) or ("",)


def _draft(given: Accepted, scenario_id: str, library: Library, today: date, head: tuple[str, ...]) -> Draft:
    basis = drafted(given.answers, scenario_id, library, today)
    data = dict(basis.data)
    persona = dict(cast("Mapping[str, Value]", data["persona"]))
    data["persona"] = persona | {"voice": given.voice, "story": given.background}
    topics = dict(cast("Mapping[str, Value]", data["topics"]))
    for reply in given.replies:
        told: Value = {"answer": reply.answer, "reveals": ["cause"]} if reply.tells_cause else reply.answer
        topics[reply.question] = told
    data["topics"] = topics
    good, other = cast("list[Mapping[str, Value]]", data["resolutions"])
    data["resolutions"] = [good, {**other, "reject": given.refuses_other}]
    if given.angry:
        ticket = data.pop("ticket")
        data |= {"lines": {"vent": {"angry": list(given.angry)}}, "ticket": ticket}
    said = "What the customer says while angry; the voice has more. Write some of your own."
    return replace(basis, data=data, comments={**COMMENTS, "lines": said}, head=head)


def _faults(draft: Draft, path: Path, library: Library, options: Options) -> tuple[str, ...]:
    found = Desk(library, options, Kept(None)).of_source("scenario", Source(path, draft.text))
    return tuple(dict.fromkeys(_told(each) for each in found if each.is_error or each.code in TRUTH))


def _told(found: Finding) -> str:
    return f"{found.key}: {found.message}" if found.key else found.message


def _unlike_a_customer(given: Accepted, scenario: Scenario) -> Iterator[str]:
    """What in the customer's words no customer would say: gibberish, markup, the agent's phrases, swearing."""
    said = {key: given.answers[key] for key in ("opening", "story", "wants")}
    said |= {f"answers, {reply.question}": reply.answer for reply in given.replies}
    said |= {f"angry, {n}": line for n, line in enumerate(given.angry, 1)} | {"refuses_other": given.refuses_other}
    about = Brief(scenario, scenario.channel, "mild", "vent", "angry", Phase.TAKE_OFF, "")
    for key, text in said.items():
        failed = next((CHECKS[tag] for tag in SPOKEN if CHECKS[tag].find(text, about)), None)
        if failed is not None:
            yield f"{key}: {failed.sentence}"
        elif SWEARING.search(text):
            yield f"{key}: swearing can't be used"
    cause, opening = stems(given.answers["cause"]), stems(given.answers["opening"])
    if len(cause & opening) >= max(TELLING, GIVEN_AWAY * len(cause)):
        yield "opening: it tells the cause, which the agent has to ask for; say only what the customer sees and feels"
    if CHECKS["language"].find(given.answers["cause"], about):
        yield f"cause: {CHECKS['language'].sentence}"
