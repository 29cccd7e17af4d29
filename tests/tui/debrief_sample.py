"""A debrief as the report layer gives it, of a conversation with four replies."""

from __future__ import annotations

from simulator.report.curve_points import CurvePoint
from simulator.report.debrief import Debrief, Strength, ThingToTry
from simulator.report.details import Detail, MarkLine, MovementLine
from simulator.report.ticket_told import TicketResult
from simulator.scoring.grade import Bar
from simulator.scoring.marks import CurveResult, Mark, Predicted, Quote, Scorecard
from simulator.scoring.protocol import ProtocolStep

REPLIES = (
    "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I see why this worries you.",
    "As I said, it is with the courier.",
    "You've waited since Thursday and nobody picks up there. I'll call depot North myself.",
    "The new dollhouse will be with you by Friday at 12:00. Is everything settled for you now?",
)
VALUES = (50.0, 44.0, 58.0, 41.0, 24.0)
WORDS = ("getting angrier", "getting angrier", "starting to hear you", "ready to solve it")


def debrief(**changes: object) -> Debrief:
    curve = tuple(
        CurvePoint(n, VALUES[n - 1], VALUES[n - 1] + 2, VALUES[n], WORDS[n - 1], "because you asked what happened")
        for n in range(1, 5)
    )
    details = tuple(_detail(n, text) for n, text in enumerate(REPLIES, start=1))
    values = {
        "title": "Late parcel, a birthday",
        "address": "Mrs Lindqvist",
        "happened": (
            "You let Mrs Lindqvist finish and asked before solving.",
            "She was angriest after your second reply and calm from the fourth.",
            "It ended settled: she confirmed the Friday delivery.",
        ),
        "strength": Strength(
            1, "With Emma's birthday on Saturday I see why this worries you.", "Names what is at stake."
        ),
        "to_try": ThingToTry(
            2,
            "As I said, it is with the courier.",
            "You've waited since Thursday, and nobody picks up there. I'll call depot North now.",
            "It blames her for asking again.",
        ),
        "curve": curve,
        "protocol": tuple(
            ProtocolStep(name, title, done)
            for name, title, done in (
                ("listened", "Listened", True),
                ("named", "Named the problem", True),
                ("steps", "Said the steps", True),
                ("solution", "Solution with a date", True),
                ("thanked", "Thanked", False),
                ("asked", "Asked if it is settled", True),
            )
        ),
        "bars": (
            Bar("empathy", "Empathy", 71.0, 0.9),
            Bar("clarity", "Clarity", 83.0, 0.8),
            Bar("resolution", "Resolution", None, 0.0),
        ),
        "scorecard": Scorecard(74.0, 0.8, {}, curve=CurveResult(42.0, 30.0, 81.0)),
        "details": details,
        "rated": Predicted(3.9, 7),
        "ending": "RESOLVED",
        "ticket": TicketResult(80.0, (("Category", Mark("ticket", "category", 4, 4, "The case's own category.")),)),
        "attempt_id": "attempt-9",
    }
    return Debrief(**values | changes)


def _detail(n: int, text: str) -> Detail:
    quote = Quote(0, 9, text[:9])
    mark = MarkLine("Empathy", "Names the feeling", 3, 4, "It says what is at stake.", (quote,), applies=True)
    skipped = MarkLine("Clarity", "Options", None, 4, "Nothing was offered.", (), applies=False)
    movement = MovementLine(-6.0 if n != 2 else 14.0, "calmer, because you took up how she feels", text[:9], "empathy")
    return Detail(n, "Where is it?", text, "says sorry", "calmer", (mark, skipped), (movement,))
