"""What trainees wrote that was not understood, and turns they marked as unreal: where a scenario can learn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.heard import Asked
from simulator.engine.telling import OPEN_TOPICS
from simulator.exchange import Exchange
from simulator.redact import Mask
from simulator.store.history import History
from simulator.store.records import Attempt, Note
from simulator.store.sums import Choice

UNREAL = "unreal"
"""How a note begins by which a trainee marks a turn as one that no customer would say."""
NEWEST = 300
"""Conversations that are looked through, the newest first."""
KINDS = {
    "not understood": "nothing in the reply was recognised",
    "question": "a question that belongs to no topic",
    "unanswered": "a question that was understood, and that the case holds no answer for",
    "meant": "the trainee said that something else was meant",
    "unreal": "the trainee marked the customer's answer as unreal",
}
"""Why a turn is told."""


class Gap(Struct, frozen=True):
    """One turn. ``kind``: one of :data:`KINDS`; ``text``: the words it is about, masked; ``after``: what followed.

    ``meant``: the moves that the trainee picked. ``times``: how often just these words came up. ``topic``: the shared
    topic that an unanswered question was taken for.
    """

    scenario: str
    kind: str
    text: str
    before: str = ""
    after: str = ""
    meant: tuple[str, ...] = ()
    note: str = ""
    times: int = 1
    topic: str = ""


def own_gaps(history: History, scenario: str | None = None) -> tuple[Gap, ...]:
    """The gaps in one's own finished conversations."""
    found = history.attempts(scenario=scenario, finished=True, limit=NEWEST)
    return _sorted(gap for item in found for gap in gaps_of(history.attempt(item.id)))


def shared_gaps(history: History, scenario: str | None = None) -> tuple[Gap, ...]:
    """The gaps in conversations that others share; each look is recorded.

    Raises:
        NotAllowedError: the person who asks is a trainee.

    """
    found = history.shared.attempts(Choice(scenario=scenario), limit=NEWEST)
    return _sorted(gap for item in found for gap in gaps_of(history.shared.attempt(item.id)))


def gaps_of(attempt: Attempt) -> Iterator[Gap]:
    """The gaps of one conversation, personal data masked."""
    texts = [item.reply for item in attempt.exchanges]
    mask = Mask({}, [*texts, *(note.text for note in attempt.notes)])
    for item in attempt.exchanges:
        for kind, text, note, topic in _found(item, attempt.notes):
            yield Gap(
                scenario=attempt.start.scenario,
                kind=kind,
                text=mask.mask(" ".join(text.split())).text,
                before=item.customer,
                after=item.state.line or item.state.closing or "",
                meant=item.meant if kind == "meant" else (),
                note=mask.mask(note).text,
                topic=topic,
            )


def _found(item: Exchange, notes: Sequence[Note]) -> Iterator[tuple[str, str, str, str]]:
    """Kind, words, remark and topic of everything that one exchange shows."""
    if item.meant:
        yield "meant", item.reply, "", ""
    elif not item.heard.understood:
        yield "not understood", item.reply, "", ""
    else:
        for asked in item.heard.asked:
            if asked.topic is None:
                yield "question", asked.quote, "", ""
            elif _unanswered(item, asked):
                yield "unanswered", asked.quote, "", asked.topic
    for note in notes:
        if note.exchange == item.n and note.text.casefold().startswith(UNREAL):
            yield UNREAL, item.reply, note.text[len(UNREAL) :].strip(" :,.-"), ""


def _unanswered(item: Exchange, asked: Asked) -> bool:
    """Whether the customer had no answer to a question; what the agent can see in the case needs none."""
    return item.cue.act == "unsure" and not asked.known and asked.topic not in OPEN_TOPICS


def _sorted(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """By scenario, the most frequent words first; the same words are told once."""
    counted: dict[tuple[str, ...], list[Gap]] = {}
    for gap in gaps:
        counted.setdefault((gap.scenario, gap.kind, gap.text.casefold(), gap.note, gap.topic), []).append(gap)
    once = [replace(same[0], times=len(same)) for same in counted.values()]
    return tuple(sorted(once, key=lambda gap: (gap.scenario, list(KINDS).index(gap.kind), -gap.times, gap.text)))
