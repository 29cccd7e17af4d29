"""The machine-readable trace of a session: the documented contract of ``simulator replay --json``."""

from __future__ import annotations

from typing import Any

import msgspec

from simulator.exchange import Exchange
from simulator.scoring.marks import Scorecard
from simulator.session import Session


def trace(session: Session, *, ignored: int = 0) -> dict[str, Any]:
    """Everything a session did, as plain data in the documented order of keys (docs/trace.md).

    Args:
        session: a session, ended or not.
        ignored: replies that were given after its ending.

    """
    scenario = session.scenario
    return {
        "scenario": scenario.id,
        "version": scenario.version,
        "seed": session.seed,
        "ending": session.state.ending,
        "exchanges": [_exchange(item) for item in session.exchanges],
        "scorecard": _scorecard(session.scorecard()),
        "closing": session.state.closing,
        "ignored_replies": ignored,
        "predicted": msgspec.to_builtins(session.predicted()),
    }


def _scorecard(card: Scorecard) -> dict[str, Any]:
    """The documented keys; what else a card carries is for the history."""
    plain: dict[str, Any] = msgspec.to_builtins(card)
    return {key: plain[key] for key in ("score", "assessed", "rubrics", "caps", "curve")}


def _exchange(item: Exchange) -> dict[str, Any]:
    mood = item.state.mood
    return {
        "n": item.n,
        "customer": item.customer,
        "reply": item.reply,
        "delay_s": item.delay_s,
        "hostility": {"before": item.before, "heard": item.heard_hostility, "after": item.after},
        "venting": mood.venting,
        "trust": mood.trust,
        "progress": mood.progress,
        "phase": mood.phase.value,
        "ledger": [{"cause": row.cause, "delta": row.delta, "quote": row.quote} for row in item.ledger],
        "evidence": [
            {"signal": row.signal, "strength": row.strength, "start": row.start, "end": row.end, "quote": row.quote}
            for row in item.heard.reading.evidence
        ],
        "marks": [
            {
                "rubric": mark.rubric,
                "criterion": mark.criterion,
                "points": mark.points,
                "max": mark.max,
                "why": mark.why,
                "quotes": [quote.text for quote in mark.quotes],
            }
            for mark in item.marks
        ],
    }
