"""One real conversation read and marked: by rubrics of replies turn by turn, by rubrics of conversations as a whole."""

from __future__ import annotations

from functools import cached_property, partial

from simulator.batch.scores import by_rubric, innocent
from simulator.batch.terms import Job, Terms
from simulator.conversation import Speaker, Transcript, Turn
from simulator.redact import Mask, Masked
from simulator.redact.file_names import file_name
from simulator.scoring.conversation import score_talk
from simulator.scoring.grade import Part, rubric_part
from simulator.scoring.marks import Mark
from simulator.scoring.observed import observed
from simulator.scoring.rules import Waiting
from simulator.scoring.talk import LONGEST, TalkContext, agreed_at_last, talk
from simulator.scoring.text import SOME, STRONG
from simulator.scoring.without_case import PROBLEM, grade_alone
from simulator.transcripts.masking import conversation_name, mask_of, pseudonym

WAITING = Waiting()
"""In real work every critical fault waits for a person."""
CALM = 40.0
"""Observed hostility under which a customer counts as calm, here and in the report: a band of wording. A conversation
whose last customer message is cooler than this, and thanks or agrees, counts as settled [design choice]."""
AMISS = (*(name for name in PROBLEM if name != "rejection"), "anger", "abuse", "threat_to_leave")
"""Signals that something is wrong still, where "no" says that nothing more is wanted."""
CHANNELS: dict[str, str] = {"chat": "live_chat", "messaging": "whatsapp", "call": "phone", "twitter": "social"}
"""Importers' names of channels that rubrics call something else."""


def mask_for(job: Job, transcript: Transcript) -> Mask:
    """The mask that stands before all that a grading writes of a conversation."""
    called = None if job.show_agents else partial(pseudonym, key=job.key)
    return mask_of(transcript, called, job.own)


class Judging:
    """A conversation with its marks, and the mask that stands before all of it that is written.

    ``talk``: what was read; ``marks``: each agent turn's marks by all rubrics; ``whole``: scores by the rubrics of
    conversations; in all of them critical findings change nothing; ``hostility``: observed after each customer turn.
    """

    def __init__(self, terms: Terms, transcript: Transcript) -> None:
        self.terms, self.transcript = terms, transcript
        self._masked: dict[str, Masked] = {}
        channel = CHANNELS.get(transcript.channel, transcript.channel) or "live_chat"
        self.talk = talk(transcript.turns, TalkContext(channel, brand=terms.brand))
        self.hostility = observed([reading for _, reading in self.talk.heard])
        self.whole = tuple(score_talk(self.talk, rubric, candidates=True) for rubric in terms.of("conversation"))
        self.marks: tuple[tuple[Mark, ...], ...] = tuple(
            (
                *(
                    mark
                    for rubric in terms.of("reply")
                    for mark in grade_alone(rubric, item.reading, item.ground, item.look, WAITING)
                ),
                *(mark for score in self.whole for mark in score.turns[n].marks),
            )
            for n, item in enumerate(self.talk.said)
        )

    @cached_property
    def mask(self) -> Mask:
        """The mask of the whole conversation."""
        return mask_for(self.terms.job, self.transcript)

    def masked(self, text: str) -> Masked:
        """A text as it may be written; each is masked once."""
        if text not in self._masked:
            self._masked[text] = Masked(text) if self.terms.job.keep_personal_data else self.mask.mask(text)
        return self._masked[text]

    def shown(self, text: str) -> str:
        """A name of the conversation or of its team as it may be written."""
        return self.masked(text).text

    def hand_over(self) -> None:
        """Make it ready for another process, which has the terms: its mask has done its work, its name is known."""
        known = vars(self)
        known["id"] = self.id
        known.pop("terms")
        known.pop("mask", None)
        self._masked = {}

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """What each rubric of replies makes of each agent turn, as long as no critical finding is confirmed."""
        given = [by_rubric(innocent(marks)) for marks in self.marks]
        return {
            rubric.id: tuple(rubric_part(rubric, marks.get(rubric.id, ())) for marks in given)
            for rubric in self.terms.of("reply")
        }

    @cached_property
    def id(self) -> str:
        """What the conversation is called in what is written."""
        job = self.terms.job
        if job.keep_personal_data:
            return self.transcript.id or self.source
        return conversation_name(self.transcript, self.mask, job.key)

    @property
    def source(self) -> str:
        """The file and the place in it as they may be written."""
        source = self.transcript.source
        return source if self.terms.job.keep_personal_data else file_name(self.shown(source))

    def agent(self, turn: Turn) -> str:
        """How an agent is called; empty for others."""
        return self.terms.agent_name(turn) if turn.speaker is Speaker.AGENT else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader of the results has to know about this conversation."""
        if all(len(turn.text) <= LONGEST for turn in self.transcript.turns):
            return self.transcript.warnings
        return (*self.transcript.warnings, f"of a turn longer than {LONGEST:,} characters only the first were graded")

    @property
    def settled(self) -> bool:
        """Whether the customer's last word is a calm thanks or yes, or a calm no to "anything else?"."""
        if not self.hostility or self.hostility[-1] >= CALM:
            return False
        return agreed_at_last(self.talk) or self._wants_no_more()

    def _wants_no_more(self) -> bool:
        """Whether the last word says no to a question whether there is more, and that all is well."""
        place, last = self.talk.heard[-1]
        asked = next((item.reading for item in reversed(self.talk.said) if item.turn < place), None)
        if asked is None or asked.strength("closing_question") < SOME:
            return False
        return last.strength("gratitude", "confirmation") >= STRONG > last.strength(*AMISS)
