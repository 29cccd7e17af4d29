"""A second pass over graded conversations: a model answers for the marks that it may move, many side by side.

Grading comes first and is whole without it. This pass runs where the command runs, in one process: waiting for a model
costs no processor, one budget and one memory of answers serve all requests, and the parts that workers grade stay as
they are, byte for byte (docs/design/choices.md).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from copy import copy

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from simulator.batch.judging import Judging
from simulator.batch.lines import scores_of
from simulator.batch.parts import terms_of
from simulator.batch.reading_ahead import Pieces, Read
from simulator.batch.records import Refused
from simulator.batch.refined_lines import FlaggedLine, Refined, RulingLine
from simulator.batch.terms import Job
from simulator.llm.chat import ModelError
from simulator.llm.judging.canaries import Canaries, canaries
from simulator.llm.judging.checklist import Family, families
from simulator.llm.judging.judge import Judge, Ruling, every_one, moved
from simulator.llm.judging.piece import Piece
from simulator.scoring.conversation import ConversationScore, sum_up
from simulator.scoring.marks import Mark
from simulator.scoring.rubric import Rubric

WINDOW = 4
"""Conversations under way for each request that may be: enough that one slow answer keeps no other waiting."""
FLAGS = 200
"""Flagged pieces that a summary lists."""

Told = Callable[[int], None]


class _Asked(Struct, frozen=True):
    """A piece of a conversation, the family to ask, and the marks by the rules. ``turn`` None: the whole of it."""

    turn: int | None
    piece: Piece
    rubric: Rubric
    family: Family
    marks: tuple[Mark, ...]


class Pass(Struct):
    """What a pass gathers: the summary, and its lines in the order of the input."""

    found: Refined
    lines: list[RulingLine] = field(default_factory=list)


async def refine(
    graded: AsyncIterator[Read],
    job: Job,
    judge: Judge,
    identity: str,
    *,
    at_once: int = 8,
    told: Told = lambda _: None,
    trusted: Canaries | None = None,
) -> Pass:
    """Put everything that was graded before the model.

    Where a fault ends it early the summary says so, and what was answered is remembered: the same call goes on there.

    Args:
        graded: what was graded, in the same order.
        job: by what.
        judge: the model, behind its budget and its memory.
        identity: the grading's.
        at_once: requests that may be under way.
        told: called with the number of conversations judged.
        trusted: what the canaries said already (None: they are asked first).

    """
    terms = terms_of(msgspec.msgpack.encode(job))
    found = Refined(identity, judge.name, trusted or Canaries(None, None))
    gathered = Pass(found)
    every = [(rubric, family) for rubric in terms.rubrics for family in families(rubric)]
    if not every:
        return gathered
    try:
        if trusted is None:
            first = next((family for _, family in every if family.level == "reply"), every[0][1])
            found.canaries = await canaries(judge, first)
        if not found.canaries.void:
            async for one, rulings in _each(graded, judge, WINDOW * at_once):
                _gather(gathered, one, rulings, judge.name)
                told(found.conversations)
    except ModelError as error:
        found.stopped = str(error)
    used = judge.used
    found.answers, found.prompt_tokens, found.answer_tokens = used.answers, used.prompt_tokens, used.answer_tokens
    return gathered


def aside_in(refused: Iterable[Refused]) -> frozenset[tuple[str, str]]:
    """Where the conversations stand that a grading put aside."""
    return frozenset((one.source, one.id) for one in refused)


Rulings = list[tuple[_Asked, tuple[Ruling, ...]]]


async def _each(graded: AsyncIterator[Read], judge: Judge, window: int) -> AsyncIterator[tuple[Judging, Rulings]]:
    """Each conversation with its rulings, in order; up to ``window`` are under way. After a fault those are let end."""
    waiting: deque[asyncio.Task[tuple[Judging, Rulings]]] = deque()
    try:
        async for one, pieces in graded:
            waiting.append(asyncio.create_task(_ruled(one, pieces, judge)))
            await asyncio.sleep(0)  # its requests are on their way while the next conversation is read
            if len(waiting) >= window:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    except ModelError:
        await asyncio.gather(*waiting, return_exceptions=True)
        raise
    finally:
        for task in waiting:
            task.cancel()


async def _ruled(one: Judging, pieces: Pieces, judge: Judge) -> tuple[Judging, Rulings]:
    asked = list(_asked(one, pieces))
    marks = [{mark.criterion: mark for mark in each.marks if mark.rubric == each.rubric.id} for each in asked]
    found = await every_one(
        judge.rule(each.piece, each.family, given) for each, given in zip(asked, marks, strict=True)
    )
    return one, list(zip(asked, found, strict=True))


def _asked(one: Judging, pieces: Pieces) -> Iterator[_Asked]:
    """All that can be asked of a conversation."""
    for rubric in one.terms.rubrics:
        once = tuple(mark for score in one.whole if score.rubric == rubric.id for mark in score.marks)
        for family in families(rubric):
            if family.level == "conversation":
                yield _Asked(None, pieces[None], rubric, family, once)
                continue
            for item, marks in zip(one.talk.said, one.marks, strict=True):
                yield _Asked(item.turn, pieces[item.turn], rubric, family, marks)


def _gather(gathered: Pass, one: Judging, rulings: Rulings, name: str) -> None:
    found = gathered.found
    lines = [RulingLine(one.id, asked.turn, ruling) for asked, given in rulings for ruling in given]
    flagged = {asked.turn: asked.piece.flagged for asked, _ in rulings if asked.piece.flagged}
    found.flagged += [FlaggedLine(one.id, *item) for item in flagged.items()][: FLAGS - len(found.flagged)]
    found.add(lines, _scores(one), _scores(_refined(one, rulings, name)))
    gathered.lines += lines


def _scores(one: Judging) -> dict[str, float]:
    return {name: score for name, score in scores_of(one)["scores"].items() if score is not None}


def _refined(one: Judging, rulings: Rulings, name: str) -> Judging:
    """The conversation with the marks as they stand now; what it was graded before stays as it is."""
    by_turn: dict[int | None, list[Ruling]] = {}
    for asked, given in rulings:
        by_turn.setdefault(asked.turn, []).extend(given)
    after = copy(one)
    vars(after).pop("parts", None)  # worked out once for the marks as they were
    rubrics = one.terms.rubrics
    heat = [item.ground.situation.hostility for item in one.talk.said]
    after.marks = tuple(
        _all_moved(rubrics, marks, by_turn.get(item.turn, []), name)
        for item, marks in zip(one.talk.said, one.marks, strict=True)
    )
    after.whole = tuple(_summed(one, score, by_turn, heat, name) for score in one.whole)
    return after


def _summed(
    one: Judging, score: ConversationScore, by_turn: dict[int | None, list[Ruling]], heat: list[float], name: str
) -> ConversationScore:
    rubric = one.terms.rubric(score.rubric)
    once = moved(rubric, score.marks, by_turn.get(None, []), name)
    turns = (replace(item, marks=moved(rubric, item.marks, by_turn.get(item.turn, []), name)) for item in score.turns)
    return sum_up(rubric, once, tuple(turns), heat, candidates=True)


def _all_moved(
    rubrics: Iterable[Rubric], marks: tuple[Mark, ...], rulings: list[Ruling], name: str
) -> tuple[Mark, ...]:
    for rubric in rubrics:
        marks = moved(rubric, marks, rulings, name)
    return marks
