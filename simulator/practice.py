"""One person's live session: every exchange is stored when it happens, the draft is kept, a turn can be retried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.conversation import Turn
from simulator.engine.moves import MoveChoice, menu
from simulator.errors import UsageError
from simulator.exchange import Exchange, State, Unsent, Worded, answer, messages, replied_at
from simulator.report.debrief import Debrief, debrief
from simulator.report.ticket_told import Written
from simulator.report.worded import aside, worded_by
from simulator.scenario.model import Article, Scenario
from simulator.scoring.coach import hint
from simulator.scoring.ticket import Ticket, TicketAnswer, grade_ticket
from simulator.session import Session

if TYPE_CHECKING:
    from simulator.llm.customer import Wording
    from simulator.llm.customer_brief import Brief
    from simulator.training import Workshop

NOT_SCORED = (
    "Not scored: no rubric judges conversations in this language yet, so there is no score, and nothing to try next."
)
"""What a debrief says where no rubric judges the language: never a score of 0."""
ASSIGNED = (
    "This was asked of you: your trainer will see it once it is finished, with your words, its score and its debrief.",
    "Replies that you play again stay private. Stopping ends it at any moment and keeps nothing.",
)
"""What has to be said before the first message of practice that a trainer assigned."""
NOTHING_NEW = "You sent no new reply, so nothing of this retry is kept."
"""What the debrief of a retry says in which nothing was said."""
WORDS_A_SECOND = 4.0
"""How fast the customer's message is read; that time is no delay (docs/design/hostility-curve.md)."""


class Practice:
    """A session with its attempt in the history. ``ghost`` is the earlier curve that a retry is shown beside.

    ``voice``: a model or a person who words the customer (None: the script). While ``brief`` is set, their words are
    awaited: the exchange is stored with the scripted line, and gets theirs when they come.

    ``again``: from which reply (from 1) it plays another one again (None: it is none's retry); without a new reply
    nothing of it is kept.

    ``assigned``: a trainer asked for it, and will see it.

    ``seen_by`` says who sees it, and ``hints`` whether the coach may be asked: an exam (simulator.exam) is seen by the
    trainer, and gives none.
    """

    seen_by = "only you see this"
    hints = True

    def __init__(
        self,
        workshop: Workshop,
        session: Session,
        attempt_id: str,
        *,
        draft: str = "",
        ghost: tuple[float, ...] = (),
        again: int | None = None,
        assigned: bool = False,
    ) -> None:
        self.workshop, self.session, self.attempt_id = workshop, session, attempt_id
        self.draft, self.ghost, self.again = draft, ghost, again
        self.assigned, self.stopped = assigned, False
        if assigned:
            self.seen_by = "assigned: your trainer will see it"
        self.voice = workshop.voice
        self.brief: Brief | None = None

    @property
    def announcement(self) -> tuple[str, ...]:
        """What has to be said before the first message, if others will see it."""
        return ASSIGNED if self.assigned else ()

    @property
    def notice(self) -> str:
        """One sentence about who words the customer, where that is to be said."""
        return self.workshop.notice

    @property
    def scenario(self) -> Scenario:
        """The case."""
        return self.session.scenario

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was said so far."""
        return self.session.exchanges

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.session.state

    @property
    def nothing_new(self) -> bool:
        """Whether it plays another one again, and no reply of its own was sent."""
        return self.again is not None and len(self.exchanges) < self.again

    @property
    def over(self) -> bool:
        """Whether the conversation has ended."""
        return self.session.over

    def messages(self) -> tuple[Turn, ...]:
        """The conversation so far, with bot messages before it and notes between; ``at`` is the scenario's clock."""
        every = messages(self.scenario, self.exchanges, self.state)
        return every[: len(every) - len(self.answer())] if self.writing else every

    @property
    def writing(self) -> bool:
        """Whether the customer's words are still awaited."""
        return self.brief is not None

    def answer(self) -> tuple[Turn, ...]:
        """What followed the last reply: the customer's words, and what happened meanwhile."""
        return answer(self.scenario, self.exchanges[-1])

    def read_allowance(self) -> float:
        """Seconds it takes to read the customer's message."""
        return len(self.state.line.split()) / WORDS_A_SECOND

    def send(self, text: str, delay_s: float | None, *, cut_in: bool = False) -> Exchange | None:
        """Send a reply: it is read, marked and stored before anything is shown.

        Returns:
            The exchange, or None where the text only asked the customer to wait (the state has their answer).

        """
        self.leave_off()
        if self.session.hold(text, delay_s) is not None:
            self.save_draft("")
            return None
        session = self.session.copy()
        session.hear(text, delay_s, cut_in=cut_in)
        exchange, brief = self._briefed(session)
        if self.attempt_id:
            self.workshop.history.add_exchange(self.attempt_id, exchange)
        self.session, self.draft, self.brief = session, "", brief
        return exchange

    def _briefed(self, session: Session) -> tuple[Exchange, Brief | None]:
        """The last exchange, and its brief if somebody else is to word it; until they do it counts as cut off."""
        if self.voice is None:
            return session.exchanges[-1], None
        from simulator.llm.customer_brief import brief

        found = brief(session)
        if found is None:
            return session.exchanges[-1], None
        return session.reword(found.script, Worded(model=self.voice.name, fault="cut_off")), found

    def say(self, wording: Wording, brief: Brief) -> bool:
        """Let the customer say what a model or a person worded; False where it comes too late to count."""
        if brief is not self.brief:
            return False
        session = self.session.copy()
        exchange = session.reword(wording.text, wording.worded)
        self.brief = None
        if self.attempt_id:
            self.workshop.history.reword_exchange(self.attempt_id, exchange)
        self.session = session
        return True

    @property
    def aside(self) -> str:
        """A sentence where the script has just spoken in place of a model or a person, and nobody was told yet why."""
        return aside(self.exchanges)

    def leave_off(self) -> None:
        """Wait no longer for the customer's words: the scripted line stands."""
        if self.brief is not None and self.voice is not None:
            self.brief = None
            self.voice.leave()

    def replay_last(self, meant: tuple[str, ...]) -> Exchange:
        """Replay the last turn with the moves the trainee meant; the first reading is kept in the history."""
        if not self.exchanges:
            raise UsageError("There is no reply yet that could be replayed.")
        self.leave_off()
        last = self.exchanges[-1]
        session = self.session.back_to(last.n)
        delay = last.delay_s
        for message in last.held:
            session.hold(message, last.waited)
            delay = replied_at(self.scenario, last) - session.state.clock
        session.hear(last.reply, max(0.0, delay), cut_in=last.cut_in, meant=self._known(meant))
        self._remark(session, last)
        exchange, brief = self._briefed(session)
        if self.attempt_id:
            self.workshop.history.replace_exchange(self.attempt_id, exchange)
        self.session, self.brief = session, brief
        return exchange

    def _remark(self, session: Session, first: Exchange) -> None:
        """Settle the marks of a turn that was replayed as it was meant: in practice, those of what was meant."""

    def _known(self, meant: tuple[str, ...]) -> tuple[str, ...]:
        known = {item.id for item in self.menu()}
        unknown = next((item for item in meant if item not in known), None)
        if unknown is not None or not meant:
            from simulator.errors import NotFoundError

            raise NotFoundError("move", unknown or "", known, hint="List them with /heard.")
        return meant

    def menu(self) -> tuple[MoveChoice, ...]:
        """What a reply can be said to have meant."""
        return menu(self.scenario, self.session.kit.shared)

    def heard_moves(self) -> tuple[str, ...]:
        """What was heard in the last reply, as ids of the menu."""
        return self.exchanges[-1].heard.moves if self.exchanges else ()

    def save_draft(self, text: str) -> None:
        """Keep the unsent text, with a holding message that waits for its reply."""
        self.draft = text
        if self.attempt_id:
            held = self.state.held[-1] if self.session.on_hold is not None else ""
            kept = Unsent(text, held, self.state.waited if held else 0.0)
            self.workshop.history.save_draft(self.attempt_id, kept.stored())

    def search(self, words: str) -> tuple[Article, ...]:
        """Policies, knowledge and prepared answers that hold all the words."""
        shop, wanted = self.scenario.shop, words.casefold().split()
        every = (*shop.policies, *shop.knowledge, *shop.macros, *shop.escalation)
        return tuple(item for item in every if all(word in f"{item.title} {item.text}".casefold() for word in wanted))

    def hint(self) -> str:
        """What would help now, in plain words."""
        if not self.session.kit.scored:
            return "There are no hints in this conversation's language yet."
        return hint(self.session.next_situation(), self.session.case_voice())

    def stop(self) -> None:
        """End at once and keep nothing: no score, no ending, no record."""
        self.leave_off()
        self.stopped = True
        if self.attempt_id:
            self.workshop.history.discard(self.attempt_id)

    def leave(self) -> bool:
        """Leave it open, to go on with later; gives False where there is nothing to go on with.

        A retry without a new reply, and without a draft, is forgotten.
        """
        self.leave_off()
        if self.over or not self.attempt_id:
            return False
        if self.nothing_new and not self.draft and self.session.on_hold is None:
            self._forget()
            return False
        return bool(self.exchanges or self.draft or self.session.on_hold)

    def _forget(self) -> None:
        if self.attempt_id:
            self.workshop.history.discard(self.attempt_id)
        self.attempt_id = ""

    def finish(self, ticket: Ticket | None) -> Debrief:
        """End the session, with its ticket if one was written, and give the debrief."""
        self.leave_off()
        if self.nothing_new:
            self._forget()
        found = debrief_of(self.session, ticket, self.attempt_id, ghost=self.ghost, since=self.again or 1)
        if self.nothing_new:
            return replace(found, happened=(*found.happened, NOTHING_NEW))
        if self.attempt_id:
            history, state = self.workshop.history, self.state
            if ticket is not None:
                history.save_ticket(self.attempt_id, ticket)
            to_try = found.to_try.better if found.to_try else ""
            history.finish(self.attempt_id, state.ending, state.closing, found.scorecard, to_try=to_try)
        return found

    def retry(self, n: int) -> Practice:
        """A new attempt from exchange ``n`` (from 1) on, with the earlier curve as its ghost."""
        return self.workshop.play_again(self.session, n, parent=self.attempt_id)


def debrief_of(
    session: Session,
    ticket: Ticket | None = None,
    attempt_id: str = "",
    *,
    ghost: tuple[float, ...] = (),
    since: int = 1,
) -> Debrief:
    """The debrief of a session as it stands, with its ticket's marks if one was written.

    ``ghost``: hostility after each reply of the attempt that this one plays again, from its reply ``since`` (from 1).
    """
    card, voices = session.kit.card, session.case_voices()
    written = None
    if ticket is not None and card.ticket is not None:
        key = session.scenario.ticket
        answer = TicketAnswer(key.category, key.priority, key.root_cause, key.owner)
        promises = [row.quote for row in session.state.promises if row.open]
        marks = grade_ticket(card.ticket, ticket, answer, promises, session.case_voice())
        written = Written(ticket, answer, marks, key.prevented_by)
    found = debrief(
        session.exchanges,
        session.scorecard(),
        card,
        voices,
        title=session.scenario.title,
        agreed=session.agreed(),
        ticket=written,
        since=since,
    )
    persona = session.scenario.persona
    scored = () if session.kit.scored else (NOT_SCORED,)
    happened = (*found.happened, *worded_by(session.exchanges), *scored)
    address = persona.address or persona.name
    return replace(found, happened=happened, address=address, attempt_id=attempt_id, ghost=ghost)
