"""Sessions as they are stored: how an attempt is begun, found by its id, and becomes a session again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from simulator import __version__
from simulator.errors import NotFoundError, UsageError
from simulator.exchange import Exchange
from simulator.premise import Kit
from simulator.progress.examined import Terms
from simulator.scenario.model import Scenario
from simulator.scoring.marks import Mark
from simulator.session import Session
from simulator.settings import Settings
from simulator.store.history import History
from simulator.store.judging import Rescore
from simulator.store.records import Attempt, Edition, Start
from simulator.store.team_records import Override

SHORTEST = 8
"""Characters of an id that are shown at least."""
FEW = 4
"""Conversations that are listed where the beginning of an id names several."""
NEAR = 200
"""Of the newest attempts, the nearest to an unknown id is offered."""


def store(
    history: History,
    session: Session,
    settings: Settings,
    *,
    parent: str | None = None,
    parent_exchange: int | None = None,
    exam: Terms | None = None,
    assignment: str | None = None,
) -> str:
    """Store the beginning of an attempt with the scenario and the rubrics as they are now; gives its id.

    Args:
        history: where it is kept.
        session: what begins.
        settings: whose it is, and by what clock.
        parent: the attempt that it plays again, if it was stored.
        parent_exchange: the exchange (from 1) from which on it does.
        exam: on what terms it is an exam (None: it is practice).
        assignment: what a trainer asked for, if it is practised for that; an exam's is in its terms.

    """
    scenario, card = session.scenario, session.kit.card
    text = msgspec.json.encode(scenario).decode()
    start = Start(
        scenario=scenario.id,
        scenario_version=scenario.version,
        content=sha256(text.encode()).hexdigest(),
        seed=session.seed,
        engine=__version__,
        channel=scenario.channel,
        title=scenario.title,
        clock=settings.clock,
        trainee=history.access.name or settings.name,
        rubrics={rubric.id: Edition(rubric.version, rubric.hash) for rubric in card.rubrics},
        mode="exam" if exam else "practice",
        options={"level": session.level} | ({"pass_mark": exam.pass_mark} if exam else {}),
        parent=parent,
        parent_exchange=parent_exchange,
        assignment=exam.assignment if exam else assignment,
    )
    return history.begin(start, {start.content: text, **{rubric.hash: rubric.text for rubric in card.rubrics}})


def found(history: History, attempt_id: str) -> Attempt:
    """A stored attempt; the beginning of its id is enough where only one begins so.

    Raises:
        UsageError: several begin so.
        NotFoundError: none does.

    """
    same = history.matching(attempt_id) if attempt_id else ()
    if len(same) > 1:
        raise UsageError(f"Several conversations begin with {attempt_id!r}: {_listed(history, attempt_id)}.")
    if not same:
        known = [item.id for item in history.attempts(limit=NEAR)]
        raise NotFoundError("conversation", attempt_id, known, hint="List them with: simulator history")
    return history.attempt(same[0])


def _listed(history: History, start: str) -> str:
    """The newest conversations whose ids begin so, each by as much of its id as names it."""
    every = [item.id for item in history.attempts()]
    same = [name for name in every if name.startswith(start)]
    more = ", and more" if len(same) > FEW else ""
    return ", ".join(short(name, every) for name in same[:FEW]) + more


def short(one: str, every: Sequence[str]) -> str:
    """As much of an id as tells it from all others, at least ``SHORTEST`` characters: it names it in any command."""
    length = SHORTEST
    while length < len(one) and any(other != one and other.startswith(one[:length]) for other in every):
        length += 1
    return one[:length]


def session_of(attempt: Attempt, history: History, kit: Kit) -> Session:
    """The session of a stored attempt, standing where it stopped, with the rubrics it was begun with."""
    start = attempt.start
    scenario = msgspec.json.decode(history.content(start.content), type=Scenario)
    level = str(start.options.get("level", "mild"))
    return Session(
        scenario, _kit_with(start, history.content, kit), seed=start.seed, level=level, exchanges=attempt.exchanges
    )


def _kit_with(start: Start, content: Callable[[str], str], kit: Kit) -> Kit:
    """The kit with the rubrics of a start, whose texts ``content`` gives by their hash."""
    from simulator.scoring.load import load_rubric

    card = kit.card
    then = {name: edition.hash for name, edition in start.rubrics.items()}
    if not then or then == {rubric.id: rubric.hash for rubric in card.rubrics}:
        return kit
    texts = {name: content(edition.hash) for name, edition in start.rubrics.items()}
    stored = tuple(load_rubric(text, f"{name}.yaml, as it was") for name, text in texts.items())
    return replace(kit, card=replace(card, rubrics=stored))


def rescorer(kit: Kit) -> Rescore:
    """How a score is made anew after people changed marks, by the rubrics the attempt was begun with."""
    from simulator.scoring.grade import scorecard
    from simulator.scoring.marks import Graded, Scorecard
    from simulator.scoring.stopped import cut_short

    def rescored(attempt: Attempt, texts: Mapping[str, str]) -> Scorecard | None:
        as_then = _kit_with(attempt.start, texts.__getitem__, kit)
        replies = [(Graded(one.heard.reading, one.situation), one.marks) for one in attempt.exchanges]
        curve = attempt.scorecard.curve if attempt.scorecard else None
        stopped = bool(attempt.exchanges) and cut_short(attempt.exchanges[-1].state.ending)
        return scorecard(as_then.card, replies, curve, stopped=stopped)

    return rescored


def as_it_stands(attempt: Attempt, changes: Sequence[Override]) -> Attempt:
    """The attempt with the marks that people put in the place of others, each with what it was, by whom, and why.

    Args:
        attempt: as it was first marked.
        changes: its overrides, the first one first (Disputes.overrides).

    """
    if not changes:
        return attempt
    newest = {(item.exchange, item.rubric, item.criterion): item for item in changes}

    def standing(n: int, mark: Mark) -> Mark:
        one = newest.get((n, mark.rubric, mark.criterion))
        if one is None:
            return mark
        before = "not assessed" if one.before is None else one.before
        why = f"changed from {before} by {one.author or 'a QA lead'}: {one.reason}"
        return replace(mark, points=one.after, why=why, quotes=(), applies=True, critical="")

    exchanges = (replace(one, marks=tuple(standing(one.n, mark) for mark in one.marks)) for one in attempt.exchanges)
    return replace(attempt, exchanges=tuple(exchanges))


def ghost_of(attempt: Attempt, history: History) -> tuple[float, ...]:
    """The curve of the attempt that this one plays again; empty where there is none (any more)."""
    parent = attempt.start.parent
    return felt(history.attempt(parent).exchanges) if parent else ()


def felt(exchanges: Sequence[Exchange]) -> tuple[float, ...]:
    """Hostility after each reply."""
    return tuple(item.after for item in exchanges)
