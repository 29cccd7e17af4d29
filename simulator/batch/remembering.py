"""A finished grading in the history, as people settled it; and the trend over all that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from simulator.agreement.moments import Moments
from simulator.batch.outputs import manifest_of
from simulator.batch.records import ConversationLine
from simulator.batch.report_reasons import figure_of
from simulator.batch.report_rubrics import Row, Table, Used
from simulator.batch.review_items import Reviewable
from simulator.batch.reviewing import Reviewed
from simulator.batch.settling import Felt, felt_in, settled
from simulator.errors import SimulatorError
from simulator.store.grading_records import GradedConversation, GradedScore, GradingStart, WeekSum
from simulator.store.records import Edition

if TYPE_CHECKING:
    from simulator.store.history import History

MARK = "history.json"
"""Stands in the folder of a grading that was kept."""


class Kept(Struct, frozen=True):
    """Which of the history's gradings this is, and whose trend it belongs to; ``identity``: of what was graded."""

    grading: str
    shop: str
    identity: str = ""


def remember(what: Reviewable, reviewed: Reviewed, history: History, *, shop: str, author: str) -> Kept:
    """Keep a finished grading; one that is kept already, with the same judgements, is only found.

    Raises:
        HistoryError: the history can't be used.
        SimulatorError: no finished grading is there, or its folder can't be written.

    """
    manifest = manifest_of(what.folder) or {}
    touched = sorted(reviewed.touched & what.conversations.keys()) if reviewed.touched else []
    felt = {name: felt_in(what.conversations[name], reviewed) for name in touched}
    felt = {name: one for name, one in felt.items() if one != Felt()}
    identity = str(manifest.get("identity", ""))
    start = GradingStart(
        digest=_digest(identity, shop, felt),
        shop=shop,
        author=author,
        version=str(manifest.get("version", "")),
        sample=str(manifest.get("sample", "all")),
        folder=str(what.folder.root),
        rubrics={used.id: Edition(used.version, used.hash) for used in what.used},
        counts=manifest.get("conversations", {}),
        judgements=len(felt),
    )
    kept = Kept(history.add_grading(start, _conversations(what, felt)), shop, identity)
    what.folder.write(MARK, (msgspec.json.encode(kept) + b"\n",))
    return kept


def kept_as(what: Reviewable) -> Kept | None:
    """What a grading is kept as; None where it is not, as when the folder was graded into anew since."""
    if not what.folder.has(MARK):
        return None
    try:
        kept = msgspec.json.decode(what.folder.read(MARK), type=Kept)
    except (OSError, msgspec.DecodeError):
        raise SimulatorError(f"{what.folder.root / MARK}: it can't be read; remove it, or grade again") from None
    return kept if kept.identity == (manifest_of(what.folder) or {}).get("identity") else None


def weeks(found: Iterable[WeekSum], rubrics: tuple[Used, ...]) -> Table:
    """The trend over all kept gradings, as a report has it."""
    sums: dict[str, dict[str, Moments]] = {}
    for one in found:
        sums.setdefault(one.week, {})[one.hash] = Moments(one.n, one.total, one.squares)
    none = Moments()
    rows = tuple(
        Row(
            week,
            max(moments.n for moments in by_hash.values()),
            tuple(figure_of(by_hash.get(used.hash, none)) for used in rubrics),
        )
        for week, by_hash in sorted(sums.items())
    )
    return Table("Week", tuple(used.title for used in rubrics), rows)


def _conversations(what: Reviewable, felt: dict[str, Felt]) -> Iterator[GradedConversation]:
    decoder = msgspec.json.Decoder(ConversationLine)
    path = what.folder.root / "conversations.jsonl"
    with path.open("rb") as stream:
        for text in stream:
            line = decoder.decode(text)
            if line.id in felt:
                line = settled(what.rubrics, what.conversations[line.id], felt[line.id]).line
            yield _kept(line)


def _kept(line: ConversationLine) -> GradedConversation:
    scores = tuple(
        GradedScore(name, score, line.assessed.get(name), line.verdicts.get(name, ""))
        for name, score in line.scores.items()
    )
    return GradedConversation(
        conversation=line.id,
        system=line.system,
        channel=line.channel,
        team=line.team,
        agent=line.agent,
        reason=line.reason,
        week=line.week,
        started=datetime.fromisoformat(line.started) if line.started else None,
        peak=max(line.hostility, default=None),
        last=line.hostility[-1] if line.hostility else None,
        rating=line.rating,
        settled=line.settled,
        scores=scores,
    )


def _digest(identity: str, shop: str, felt: dict[str, Felt]) -> str:
    decided = [(name, sorted(one.faults), sorted(one.points.items())) for name, one in sorted(felt.items())]
    return blake2b(msgspec.json.encode((identity, shop, decided)), digest_size=16).hexdigest()
