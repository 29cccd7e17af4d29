"""How much of a rubric a conversation could still have shown that was stopped, or left by the customer."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.mood import Ending, Phase
from simulator.scoring.look import Look
from simulator.scoring.marks import Graded, Mark, Quote, Situation
from simulator.scoring.measures import looking_at
from simulator.scoring.reply import Reply
from simulator.scoring.rubric import Criterion, Rubric
from simulator.scoring.rules import holds

_LATER = (Phase.SUPPORTIVE, Phase.COOL_DOWN, Phase.PROBLEM_SOLVING)
"""Phases that a conversation can come to; one with a plain question only comes to be solved."""


def cut_short(ending: Ending | None) -> bool:
    """Whether a conversation came to no end of its own: it was stopped, or the customer was gone before it was over."""
    return ending is None or ending == "WALKED_AWAY"


def seen(rubric: Rubric, replies: Sequence[tuple[Graded, Sequence[Mark]]]) -> float:
    """The share, 0-1, of what could have been assessed that was, in a conversation that nobody brought to its end.

    A criterion that the rest would have reached counts as not assessed. While the matter is open, one more reply was
    due at least: it counts as missing for every criterion that would have judged it.
    """
    if not replies:
        return 1.0
    last = replies[-1][0]
    rated = {mark.criterion for _, marks in replies for mark in marks if mark.rubric == rubric.id and mark.applies}
    open_still, closed = _ahead(last.situation)
    due = _applying(rubric, last, open_still) if last.situation.settled < 1 else set()
    after = _applying(rubric, last, closed)
    most = len(replies) / (len(replies) + 1)
    whole = got = 0.0
    for section in rubric.sections:
        reachable = [item for item in section.criteria if item.id in rated | due | after]
        weight = sum(item.weight for item in reachable)
        if not weight:
            continue
        shares = (item.weight * (item.id in rated) * (most if item.id in due else 1) for item in reachable)
        whole += section.weight
        got += section.weight * sum(shares) / weight
    return got / whole if whole else 1.0


def _ahead(now: Situation) -> tuple[list[Situation], list[Situation]]:
    """Situations that could have come: while the matter is open, and once it is settled."""
    dummy = (Quote(0, 1, "-"),)
    phases = (Phase.PROBLEM_SOLVING,) if now.plain else _LATER
    quiet = replace(now, n=now.n + 1, progress=0.0, proposals=(), customer="", last=False)
    still = [replace(quiet, phase=phase, settled=0.0, open_facts=()) for phase in phases]
    still += [replace(one, proposals=dummy) for one in still]
    return still, [replace(quiet, phase=Phase.PROBLEM_SOLVING, settled=1.0, last=True)]


def _applying(rubric: Rubric, last: Graded, situations: Sequence[Situation]) -> set[str]:
    found: set[str] = set()
    for situation in situations:
        look = looking_at(Reply(Graded(last.reading, situation)))
        found.update(item.id for item in rubric.criteria if _applies(item, look))
    return found


def _applies(criterion: Criterion, look: Look) -> bool:
    return not criterion.applies or bool(holds(criterion.applies, look))
