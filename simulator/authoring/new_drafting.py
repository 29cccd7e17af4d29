"""Drafts a scenario from an idea with a model: it has three tries, and each is told what was wrong with the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.authoring.new_idea import Accepted, read_form, topics_of
from simulator.authoring.new_idea_asked import form_schema, masked_idea, rules
from simulator.authoring.new_idea_draft import Tried, comments, tried
from simulator.library import Library
from simulator.llm.blocking import Blocking
from simulator.llm.chat import Ask, Fault, Message, ModelError
from simulator.scenario.shared import load_shared

TRIES = 3
TOKENS = 2500
"""Of one answer; a draft takes about 900."""
BUDGET = 40_000
"""Tokens that one draft may use in all: three tries with their worst case, and one request made again."""
TIMEOUT_S = 180.0
"""Seconds for one answer: a model on one's own machine writes a few tokens a second."""
TEMPERATURE = 0.6
MOST_TOLD = 12
"""Faults that a model is told at once."""
OF_THE_ANSWER: frozenset[Fault] = frozenset({"unreadable", "empty"})
"""Faults of one answer: another try may do better."""


class Job(Struct, frozen=True):
    """What is to be drafted, and for which library.

    ``where``: the file for a title (raising UsageError where there can be none); ``shop``: None leaves it to the model;
    ``telling`` is called with the number of each try before it is made.
    """

    idea: str
    library: Library
    where: Callable[[str], Path]
    today: date
    shop: str | None = None
    telling: Callable[[int], None] = lambda _: None


class Outcome(Struct, frozen=True):
    """What came of it. ``best``: the draft that is written, or set beside with its faults; None: there was none.

    ``faults``: what is wrong with it, or with the last answer; ``stopped``: why the model was not asked again.
    """

    best: Tried | None
    faults: tuple[str, ...]
    tries: int
    stopped: str = ""

    @property
    def good(self) -> bool:
        """Whether the draft can be used as it is."""
        return self.best is not None and not self.faults


def from_idea(model: Blocking, job: Job) -> Outcome:
    """The draft of a scenario.

    Raises:
        UsageError: the idea is none, or a scenario of its name exists.
        ModelError: the model can't be asked, and there is no draft yet.

    """
    idea, _ = masked_idea(job.idea)
    asked, topics = _first(idea, job), topics_of(load_shared(job.library))
    messages = asked
    best: Tried | None = None
    faults: tuple[str, ...] = ()
    for n in range(1, TRIES + 1):
        job.telling(n)
        try:
            text = model.ask(_ask(messages, job)).text
        except ModelError as error:
            if error.fault not in OF_THE_ANSWER:
                if best is None:
                    raise
                return Outcome(best, best.faults, n, str(error))
            text, given, faults = "", None, (str(error),)
        else:
            given, found = read_form(text, job.library, topics, job.shop)
            faults = tuple(found)
        if given is not None:
            latest = _tried(given, idea, model.name, job)
            faults = latest.faults
            best = latest if best is None or len(faults) <= len(best.faults) else best
        if best is not None and not best.faults:
            return Outcome(best, (), n)
        messages = (*asked, *_again(text, faults))
    return Outcome(best, best.faults if best else faults, TRIES)


def _tried(given: Accepted, idea: str, model: str, job: Job) -> Tried:
    head = (
        *comments(f"Drafted by the model {model} from an idea: {idea}"),
        "Read every line of it before anybody plays it: a model doesn't know your shop.",
    )
    return tried(given, job.where(given.answers["title"]), job.library, job.today, head)


def _first(idea: str, job: Job) -> tuple[Message, ...]:
    said = msgspec.json.encode({"idea": idea}).decode()
    return (Message("system", rules(job.library, job.shop)), Message("user", said))


def _again(text: str, faults: tuple[str, ...]) -> tuple[Message, ...]:
    """What the model said, and what was wrong with it."""
    told = msgspec.json.encode({"faults": faults[:MOST_TOLD]}).decode()
    order = f"This can't be used yet. {told} Mend these, and give the whole object again."
    return (*((Message("assistant", text),) if text else ()), Message("user", order))


def _ask(messages: tuple[Message, ...], job: Job) -> Ask:
    return Ask(
        messages,
        TOKENS,
        temperature=TEMPERATURE,
        schema=form_schema(job.library, job.shop),
        schema_name="draft",
        timeout_s=TIMEOUT_S,
    )
