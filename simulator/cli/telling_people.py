"""What people added to a debrief: marks they put in the place of others, the score with these, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.store.history import History
    from simulator.store.records import Attempt


def tell_people(history: History, attempt: Attempt, *, totals: bool) -> None:
    """Print overrides beside the first marks, all notes and, with ``totals``, the settled score beside the first."""
    lines = [
        f"Reply {item.exchange}, {item.rubric}/{item.criterion}: {_points(item.before)}, changed to "
        f"{_points(item.after)} by {item.author or 'a QA lead'}, {item.at.astimezone():%Y-%m-%d}: {item.reason}"
        for item in history.disputes.overrides(attempt.id)
    ]
    if totals and attempt.settled is not None and attempt.scorecard is not None:
        lines.append(
            f"With these: {_score(attempt.settled.score)} together; at first {_score(attempt.scorecard.score)}"
        )
    for note in attempt.notes:
        where = f" on reply {note.exchange}" if note.exchange else ""
        lines.append(f"Note{where} by {note.author or 'somebody who left'}: {note.text}")
    if lines:
        from simulator.shown import shown

        click.echo("\n" + "\n".join(map(shown, lines)))


def _points(value: int | None) -> str:
    return "not marked" if value is None else str(value)


def _score(value: float | None) -> str:
    return "not scored" if value is None else f"{value:.0f}"
