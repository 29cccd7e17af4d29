"""What a preview shows in words: what the engine sees, the problems, and how the curve stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.report.curve_points import felt
from simulator.scoring.words import PHASE_WORDS
from simulator.shown import shown
from simulator.tui.curve_view import Feeling
from simulator.tui.feeling import SAYS_WHERE, going

if TYPE_CHECKING:
    from simulator.authoring.finding import Finding
    from simulator.exchange import Exchange
    from simulator.session import Session


def feeling_of(session: Session) -> Feeling:
    """The curve of a played session, with numbers: here nothing is hidden."""
    mood, exchanges = session.state.mood, session.exchanges
    first = exchanges[0].before if exchanges else mood.hostility
    values = (first, *(item.after for item in exchanges))
    words = felt(mood.phase, mood.hostility, values[-1] - values[-2] if exchanges else 0.0)
    trend = "" if words in SAYS_WHERE else going(values)
    return Feeling(values, words, trend, (), f"{mood.hostility:.0f} of 100, {PHASE_WORDS[mood.phase]}")


def engine_of(session: Session) -> Content:
    """Everything the engine knows and did at the last reply."""
    state, mood = session.state, session.state.mood
    rows = [
        ("phase", f"{PHASE_WORDS[mood.phase]} ({mood.phase.value}), ending {state.ending or 'none'}"),
        ("hostility", f"{mood.hostility:.1f}   venting {mood.venting:.2f}   trust {mood.trust:.2f}"),
        ("progress", f"{mood.progress:.2f}   done: {', '.join(state.done) or 'nothing'}"),
        ("facts", f"known: {_listed(state.known)}; open: {_listed(_open(session))}"),
        ("asked", _listed(state.answered)),
        *(_last(session.exchanges[-1]) if session.exchanges else [("reply", "none yet")]),
    ]
    width = max(len(name) for name, _ in rows) + 1
    lines = [Content.assemble((f"{name:<{width}}", "$quiet"), shown(text, 600)) for name, text in rows]
    return Content("\n").join(lines)


def _last(item: Exchange) -> list[tuple[str, str]]:
    proposed = [
        f"{each.family} ({each.resolution or 'none of the case'}, fit {each.fit:g})" for each in item.heard.proposed
    ]
    moved = [f"{each.cause} {each.delta:+.1f}" for each in item.ledger]
    return [
        ("heard", ", ".join(item.heard.moves) or "nothing"),
        ("offers", ", ".join(proposed) or "none"),
        ("moved", ", ".join(moved) or "nothing"),
        ("cue", f"{item.cue.act}, {item.cue.band}"),
    ]


def _open(session: Session) -> Sequence[str]:
    return [fact for fact in session.scenario.facts if fact not in session.state.known]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def problem_line(found: Finding) -> Content:
    """One problem with its line."""
    style = "$error" if found.is_error else "$warning"
    key = f"{found.key}: " if found.key else ""
    return Content.assemble(
        (f"{found.line:>4} ", "$quiet"), (found.code, f"{style} bold"), " ", shown(key + found.message, 500)
    )
