"""Puts pieces before a model and holds its answers against the rules' marks: it moves one anchor at most."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from simulator.llm.calls import STOPS
from simulator.llm.chat import ChatModel, ModelError
from simulator.llm.judging.checklist import Family
from simulator.llm.judging.piece import Piece, grounded, quoted
from simulator.llm.judging.request import request
from simulator.llm.judging.second_order import DOUBTED, count
from simulator.llm.judging.verdict import Verdict, verdicts
from simulator.scoring.marks import Mark
from simulator.scoring.rubric import POINTS, Rubric

Given = TypeVar("Given")
REACH = 1
"""Anchors by which a model may move a mark of the rules."""
UNCONFIRMED = "unconfirmed"
"""Why a raised mark went back: its quote, put before the model alone, did not earn it."""
SAMPLES = 3
"""Answers that are taken where the first one is further away than that."""


class Ruling(Struct, frozen=True, omit_defaults=True):
    """What became of one mark. ``rules`` and ``model``: their anchors (None: the model proved nothing, see ``why``).

    ``counted``: what stands in the end. ``quote``: the agent's words behind the model's anchor, masked. ``disagrees``:
    they are more than an anchor apart, after several samples; the rules' mark stands, and a person should look.
    ``why``: unreadable, unproven, unconfirmed, or the fault of a model that didn't answer.
    """

    rubric: str
    criterion: str
    rules: int
    model: int | None
    counted: int
    quote: str = ""
    samples: int = 1
    disagrees: bool = False
    why: str = ""

    @property
    def moved(self) -> int:
        """Anchors by which the model moved the mark."""
        return self.counted - self.rules


class Used(Struct):
    """Answers that verdicts were read from, and their tokens as the server counts them, whenever they were paid for."""

    answers: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0


class Judge:
    """Asks ``model``, usually one behind a budget and a memory (simulator.llm.calls); ``secret`` as in ``request``."""

    def __init__(self, model: ChatModel, secret: bytes, *, timeout_s: float = 60.0) -> None:
        self._model, self._secret, self._timeout_s = model, secret, timeout_s
        self.used = Used()

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._model.name

    async def rule(self, piece: Piece, family: Family, marks: Mapping[str, Mark]) -> tuple[Ruling, ...]:
        """A ruling on each mark of the family that a model may move; none on a piece that speaks to its grader.

        Args:
            piece: what is judged.
            family: the criteria to ask about.
            marks: the rules' marks by criterion; those without points, or lowered by a fault, are not asked about.

        Raises:
            ModelError: a fault that every further request would meet.

        """
        given = family.open_to(marks)
        asked = family.only(given.keys())
        if asked is None or piece.flagged:
            return ()
        found: Mapping[str, Verdict] = await self.sample(piece, asked, 1)
        if _generous(found, given):
            found = await self._sobered(piece, asked, found, given)
        rulings = {item.id: _ruling(asked, item.id, given[item.id], [found[item.id]]) for item in asked.criteria}
        far = asked.only({name for name, one in rulings.items() if one.disagrees})
        if far is not None:
            more = await every_one(self.sample(piece, far, n) for n in range(2, SAMPLES + 1))
            for item in far.criteria:
                every = [found[item.id], *(one[item.id] for one in more)]
                rulings[item.id] = _ruling(asked, item.id, given[item.id], every)
        return await self._confirmed(piece, asked, rulings)

    async def _sobered(
        self, piece: Piece, family: Family, found: Mapping[str, Verdict], given: Mapping[str, int]
    ) -> Mapping[str, Verdict]:
        """What is left of praise on all sides when the model sees only sentences that the rules find something in.

        A model that obeys what it reads says yes to everything; then the words that it obeyed must not decide.
        """
        core = grounded(piece)
        if core is None or core == piece:
            return found
        again = await self.sample(core, family, 1)
        return {name: _held(one, again[name], given[name]) for name, one in found.items()}

    async def _confirmed(self, piece: Piece, family: Family, rulings: Mapping[str, Ruling]) -> tuple[Ruling, ...]:
        """The rulings, where a mark was raised only if its quote earns that by itself.

        So nothing that stands elsewhere in a text, such as words that talk the model round, can raise a mark.
        """
        raised = {name: one for name, one in rulings.items() if one.moved > 0}
        proven = {name: one for name, one in raised.items() if count(one.quote) < DOUBTED}
        alone = await every_one(
            self.sample(quoted(piece, one.quote), asked, 1)
            for name, one in proven.items()
            if (asked := family.only({name})) is not None
        )
        sure = {name for found in alone for name, one in found.items() if (one.points or 0) >= raised[name].counted}
        return tuple(
            replace(one, counted=one.rules, why=UNCONFIRMED) if name in raised.keys() - sure else one
            for name, one in rulings.items()
        )

    async def sample(self, piece: Piece, family: Family, n: int) -> dict[str, Verdict]:
        """The model's n-th verdicts on a piece, from 1, whatever the rules say.

        Raises:
            ModelError: a fault that every further request would meet.

        """
        try:
            answer = await self._model.ask(request(piece, family, self._secret, sample=n, timeout_s=self._timeout_s))
        except ModelError as error:
            if error.fault in STOPS:
                raise
            return {item.id: Verdict(None, why=error.fault) for item in family.criteria}
        self.used.answers += 1
        self.used.prompt_tokens += answer.prompt_tokens or 0
        self.used.answer_tokens += answer.completion_tokens or 0
        return verdicts(answer.text, family, piece.own)


def _generous(found: Mapping[str, Verdict], given: Mapping[str, int]) -> bool:
    """Whether a model praises on all sides: nowhere less than the rules, and everywhere the most or far more."""
    above = [one.points - given[name] for name, one in found.items() if one.points is not None]
    if len(above) < len(found) or min(above) < 0:
        return False
    return max(above) > REACH or all(one.points == POINTS for one in found.values())


def _held(one: Verdict, again: Verdict, rules: int) -> Verdict:
    """What counts of praise: the second look where it does not see more than the rules, none without one."""
    if again.points is None:
        return Verdict(None, why=UNCONFIRMED, claimed=one.claimed)
    return again if again.points <= rules else one


def _ruling(family: Family, criterion: str, rules: int, taken: Sequence[Verdict]) -> Ruling:
    """The middle of what was taken, if most of it says something."""
    sure = [one for one in taken if one.points is not None]
    if 2 * len(sure) <= len(taken):
        why = next(one.why for one in taken if one.points is None)
        return Ruling(family.rubric, criterion, rules, None, rules, samples=len(taken), why=why)
    seen = sorted((_seen(one, rules), n) for n, one in enumerate(sure))
    points, place = seen[(len(seen) - 1) // 2]
    disagrees = abs(points - rules) > REACH
    counted = rules if disagrees else points
    return Ruling(family.rubric, criterion, rules, points, counted, sure[place].quote, len(taken), disagrees)


def _seen(one: Verdict, rules: int) -> int:
    """The anchor that a verdict amounts to: who finds nothing to quote has not found the fault of the lowest one."""
    return one.points or min(rules, 1)


async def every_one(work: Iterable[Coroutine[Any, Any, Given]]) -> list[Given]:
    """All results. A fault is raised when all have ended, so that no request that was paid for is thrown away."""
    done = await asyncio.gather(*work, return_exceptions=True)
    found = []
    for one in done:
        if isinstance(one, BaseException):
            raise one
        found.append(one)
    return found


def moved(rubric: Rubric, marks: Sequence[Mark], rulings: Sequence[Ruling], name: str) -> tuple[Mark, ...]:
    """The marks with what a model moved; the reason names the model and the anchor it sees. Critical faults stay."""
    by = {ruling.criterion: ruling for ruling in rulings if ruling.rubric == rubric.id and ruling.moved}
    return tuple(_moved(rubric, mark, by.get(mark.criterion), name) for mark in marks)


def _moved(rubric: Rubric, mark: Mark, ruling: Ruling | None, name: str) -> Mark:
    if ruling is None or mark.rubric != rubric.id:
        return mark
    anchor = rubric.criterion(mark.criterion).anchors[ruling.counted]
    why = f'the model {name} reads it as "{anchor}"'
    return replace(mark, points=ruling.counted, why=f"{mark.why}; {why}" if mark.why else why)
