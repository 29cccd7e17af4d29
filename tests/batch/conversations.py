"""Made-up conversations for tests of batch grading."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.batch.terms import Job
from simulator.conversation import Kind, Need, Rating, Speaker, Transcript, Turn
from simulator.library import Library

RUBRICS = ("empathy", "clarity", "resolution")
OPENINGS = (
    "Where is my order? It was due on Monday and I am furious!",
    "The lamp arrived broken, this is ridiculous.",
    "I was charged twice for order 4711, call me on 07700 900123.",
    "Hello, does it come with batteries?",
)
REPLIES = (
    "I'm so sorry about this, Laura. I'll check the order now and write to you by 3 pm.",
    "Calm down. It's not our fault.",
    "I can refund you in full or send a new one today. Which would you prefer?",
    "Please send an e-mail to support@shop.example.",
)
ENDS = ("Thanks, that works for me.", "You are useless, I want your manager.", "ok")


def job(**changes: object) -> Job:
    """A job with the shipped rubrics."""
    library = Library()
    texts = tuple(library.rubric_text(name) for name in RUBRICS)
    return Job(tuple((text.text, text.file) for text in texts), b"a key for tests", **changes)  # type: ignore[arg-type]


def conversation(n: int, **changes: object) -> Transcript:
    """The n-th made-up conversation; the same each time."""
    start = 1_760_000_000.0 + 3600 * n
    turns = (
        Turn(Speaker.CUSTOMER, OPENINGS[n % 4], name="Laura Stevens", when=start),
        Turn(Speaker.AGENT, REPLIES[n % 4], name=f"Tom Reed {n % 3}", when=start + 60, at=60),
        Turn(Speaker.AGENT, "internal: VIP", kind=Kind.NOTE, graded=False, name="Tom Reed", when=start + 70),
        Turn(Speaker.CUSTOMER, "And my order?", name="Laura Stevens", when=start + 80),
        Turn(Speaker.AGENT, REPLIES[(n + 2) % 4], name=f"Tom Reed {n % 3}", when=start + 90),
        Turn(Speaker.CUSTOMER, ENDS[n % 3], name="Laura Stevens", when=start + 120),
    )
    given: dict[str, object] = {
        "turns": turns,
        "id": f"chat-{n}",
        "system": "jsonl",
        "channel": "live_chat",
        "team": "blue",
        "source": f"chats.jsonl, line {n + 1}",
        "ratings": (Rating("good", 1.0),) if n % 5 == 0 else (),
    }
    return Transcript(**(given | changes))  # type: ignore[arg-type]


def conversations(count: int) -> Iterator[Transcript]:
    """Made-up conversations."""
    return (conversation(n) for n in range(count))


def unmapped() -> Transcript:
    """A conversation whose sides nobody named."""
    return conversation(1, needs=(Need.AGENT,), id="unmapped")


def spanish() -> Transcript:
    """A conversation in another language."""
    turns = (
        Turn(Speaker.CUSTOMER, "Hola, mi pedido no ha llegado todav\u00eda y estoy muy enfadada con ustedes."),
        Turn(Speaker.AGENT, "Lo siento mucho, voy a comprobarlo ahora mismo y le escribo hoy por la tarde."),
    )
    return conversation(2, turns=turns, id="spanish")


def silent() -> Transcript:
    """A conversation no agent answered."""
    return conversation(3, turns=(Turn(Speaker.CUSTOMER, "Hello? Anybody there?"),), id="silent")
