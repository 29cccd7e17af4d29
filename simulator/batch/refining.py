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
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from simulator.batch.grading import judging, put_aside
from simulator.batch.judging import Judging
from simulator.batch.lines import scores_of
from simulator.batch.records import Refused
from simulator.batch.refined_lines import FlaggedLine, Refined, RulingLine
from simulator.batch.terms import Job, Terms
from simulator.conversation import Speaker, Transcript
from simulator.llm.chat import ModelError
from simulator.llm.judging.canaries import Canaries, canaries
from simulator.llm.judging.checklist import Family, families
from simulator.llm.judging.judge import Judge, Ruling, every_one, moved
from simulator.llm.judging.piece import Line, Piece, reply_piece, talk_piece
from simulator.scoring.conversation import ConversationScore, sum_up
from simulator.scoring.marks import Mark
from simulator.scoring.rubric import Rubric
from simulator.transcripts.masking import mask_of, pseudonym
from simulator.transcripts.records import Item

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
    items: Iterable[Item],
    job: Job,
    judge: Judge,
    identity: str,
    *,
    aside: frozenset[tuple[str, str]] = frozenset(),
    at_once: int = 8,
    told: Told = lambda _: None,
    trusted: Canaries | None = None,
) -> Pass:
    """Put everything that was graded before the model.

    Where a fault ends it early the summary says so, and what was answered is remembered: the same call goes on there.

    Args:
        items: what was graded, in the same order.
        job: by what it was graded.
        judge: the model, behind its budget and its memory.
        identity: the grading's.
        aside: source and id of conversations on which the grader failed.
        at_once: requests that may be under way.
        told: called with the number of conversations judged.
        trusted: what the canaries said already (None: they are asked first).

    """
    terms = Terms(job)
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
            async for one, rulings in _each(_graded(items, terms, aside), judge, WINDOW * at_once):
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


def _graded(items: Iterable[Item], terms: Terms, aside: frozenset[tuple[str, str]]) -> Iterator[Judging]:
    for item in items:
        if not isinstance(item, Transcript):
            continue
        if aside:
            place = put_aside(terms.job, item, "")
            if (place.source, place.id) in aside:
                continue
        found = judging(terms, item)
        if isinstance(found, Judging):
            yield found


Rulings = list[tuple[_Asked, tuple[Ruling, ...]]]


async def _each(graded: Iterable[Judging], judge: Judge, window: int) -> AsyncIterator[tuple[Judging, Rulings]]:
    """Each conversation with its rulings, in order; up to ``window`` are under way. After a fault those are let end."""
    waiting: deque[asyncio.Task[tuple[Judging, Rulings]]] = deque()
    try:
        for one in graded:
            waiting.append(asyncio.create_task(_ruled(one, judge)))
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


async def _ruled(one: Judging, judge: Judge) -> tuple[Judging, Rulings]:
    asked = list(_asked(one))
    marks = [{mark.criterion: mark for mark in each.marks if mark.rubric == each.rubric.id} for each in asked]
    found = await every_one(
        judge.rule(each.piece, each.family, given) for each, given in zip(asked, marks, strict=True)
    )
    return one, list(zip(asked, found, strict=True))


def _asked(one: Judging) -> Iterator[_Asked]:
    """All that can be asked of a conversation."""
    places, lines = _lines(one)
    whole = talk_piece(lines)
    at = {place: n for n, place in enumerate(places)}
    for rubric in one.terms.rubrics:
        once = tuple(mark for score in one.whole if score.rubric == rubric.id for mark in score.marks)
        for family in families(rubric):
            if family.level == "conversation":
                yield _Asked(None, whole, rubric, family, once)
                continue
            for item, marks in zip(one.talk.said, one.marks, strict=True):
                place = at[item.turn]
                yield _Asked(item.turn, reply_piece(lines[:place], lines[place].says), rubric, family, marks)


def _lines(one: Judging) -> tuple[list[int], list[Line]]:
    """The messages that both sides could read, masked, with their places among all turns.

    They leave this process, so they are masked even where results are written as they are.
    """
    job = one.terms.job
    hidden = one.mask
    if job.show_agents:
        hidden = mask_of(one.transcript, partial(pseudonym, key=job.key), job.own)
    said = {item.turn for item in one.talk.said}
    places, lines = [], []
    for n, turn in enumerate(one.transcript.turns):
        if n in said:
            lines.append(Line("agent", hidden.mask(turn.text).text))
        elif turn.graded and turn.speaker is Speaker.CUSTOMER:
            lines.append(Line("customer", hidden.mask(turn.text).text))
        else:
            continue
        places.append(n)
    return places, lines


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
