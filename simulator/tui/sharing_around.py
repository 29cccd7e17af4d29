"""What people added to a conversation, and who else may see it: read with its debrief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content

from simulator.errors import SimulatorError
from simulator.shown import shown
from simulator.tui.paragraphs import Paragraph

if TYPE_CHECKING:
    from simulator.store.records import Attempt, Note
    from simulator.store.team_records import Dispute, Override
    from simulator.training import Workshop


class Around(Struct, frozen=True):
    """``day``: when it was finished. ``known``: the history knows people, so there is somebody to share with.

    ``audience``: who else may see it (None: nobody). ``announced``: an exam, or assigned: it stays open to trainers.
    ``again``: it plays part of another one again, and can't be shared. ``scores``: the first and the settled score,
    where marks were overridden.
    """

    attempt: str
    title: str
    day: str
    known: bool = False
    audience: str | None = None
    announced: bool = False
    again: bool = False
    notes: tuple[Note, ...] = ()
    overrides: tuple[Override, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    scores: tuple[float | None, float | None] | None = None

    @property
    def shareable(self) -> bool:
        """Whether it is the trainee's to share, or to take back."""
        return self.known and not self.again

    @property
    def disputable(self) -> bool:
        """Whether somebody could settle a dispute of its marks."""
        return self.known and not self.again


def around_of(workshop: Workshop, attempt_id: str) -> Around | None:
    """What there is around a finished attempt; None where nothing is kept, or it can't be read any more.

    A debrief is shown in any case, so a history that fails here is told where it is needed next.
    """
    if not workshop.keep or not attempt_id:
        return None
    try:
        return _around(workshop, workshop.attempt(attempt_id))
    except SimulatorError:
        return None


def _around(workshop: Workshop, found: Attempt) -> Around:
    history, start = workshop.history, found.start
    known = history.access.person is not None
    scores = None
    if found.settled is not None and found.scorecard is not None:
        scores = (found.scorecard.score, found.settled.score)
    return Around(
        attempt=found.id,
        title=start.title or start.scenario,
        day=(found.finished or found.started).astimezone().date().isoformat(),
        known=known,
        audience=found.audience,
        announced=start.mode == "exam" or start.assignment is not None,
        again=start.parent_exchange is not None,
        notes=found.notes,
        overrides=history.disputes.overrides(found.id) if known else (),
        disputes=tuple(item for item in history.disputes.all() if item.attempt == found.id) if known else (),
        scores=scores,
    )


def people_lines(around: Around) -> Iterator[Paragraph]:
    """Notes, disputes and overrides, and who may read it; nothing where nobody else is known."""
    for note in around.notes:
        where = f", reply {note.exchange}" if note.exchange else ""
        label = Content.styled(f"Note by {shown(note.author, 60) or 'somebody who left'}{where}: ", "$quiet")
        yield label, Content.styled(shown(note.text, 2000), "$customer")
    for item in around.disputes:
        if not item.outcome:
            label = Content.styled(f"Disputed, reply {item.exchange}, {item.criterion.replace('_', ' ')}: ", "$quiet")
            yield label, Content(f"it waits for a QA lead. You wrote: {shown(item.reason, 500)}")
        else:
            label = Content.styled(f"Settled, reply {item.exchange}, {item.criterion.replace('_', ' ')}: ", "$quiet")
            yield label, Content(f"the mark is {item.outcome}. {shown(item.answer, 500)}")
    for one in around.overrides:
        by = shown(one.author, 60) or "a QA lead"
        change = f"{_points(one.before)}, now {_points(one.after)} by {by}: {shown(one.reason, 500)}"
        label = Content.styled(f"Mark changed, reply {one.exchange}, {one.criterion.replace('_', ' ')}: ", "$quiet")
        yield label, Content(change)
    if around.scores is not None:
        first, now = ("not scored" if value is None else f"{value:.0f}" for value in around.scores)
        yield Content.styled("With these: ", "$quiet"), Content(f"{now} together; at first {first}")
    if around.known:
        yield Content(""), Content.styled(seen_words(around), "$quiet")


def seen_words(around: Around) -> str:
    """Who may read this conversation, in a sentence."""
    if around.announced:
        return "Your trainers and the QA leads can read this conversation, as was announced before it began."
    if around.again:
        return "Only you see this conversation: it plays part of another one again, and such tries stay private."
    if around.audience is None:
        return "Only you see this conversation."
    who = "Your trainers and the QA leads" if around.audience == "trainer" else "The QA leads"
    return f"{who} can read this conversation, because you shared it."


def _points(value: int | None) -> str:
    return "not assessed" if value is None else str(value)
