"""What conversations are graded by: the choices that decide what is written, and the rubrics."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from simulator.batch.choosing import Choice
from simulator.conversation import Turn
from simulator.scoring.brand import Brand, load_brand
from simulator.scoring.load import load_rubric
from simulator.scoring.rubric import Rubric
from simulator.transcripts.masking import pseudonym


class Job(Struct, frozen=True):
    """What a worker has to know: everything that decides what is written.

    ``rubrics``: their YAML texts with their files' names. ``key``: the secret behind agents' pseudonyms, and behind the
    letters of conversations whose ids can't be written. ``own``: the shop's addresses and handles, which are not
    masked. ``brand``: a brand profile's text and file.
    """

    rubrics: tuple[tuple[str, str], ...]
    key: bytes = b""
    choice: Choice = Choice()
    show_agents: bool = False
    keep_personal_data: bool = False
    own: tuple[str, ...] = ()
    brand: tuple[str, str] | None = None


class Terms:
    """A job made ready in one process; holds the rubrics, and nothing of a conversation."""

    def __init__(self, job: Job) -> None:
        self.job = job

    @cached_property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics, read once."""
        return tuple(load_rubric(text, file) for text, file in self.job.rubrics)

    @cached_property
    def brand(self) -> Brand | None:
        """How replies should sound; None: nobody is judged by that."""
        return load_brand(*self.job.brand) if self.job.brand else None

    def rubric(self, name: str) -> Rubric:
        """The rubric of that id."""
        return next(item for item in self.rubrics if item.id == name)

    def of(self, kind: str) -> tuple[Rubric, ...]:
        """The rubrics that judge replies ("reply"), or those that judge whole conversations ("conversation")."""
        return tuple(item for item in self.rubrics if item.of == kind)

    def agent_name(self, turn: Turn) -> str:
        """How an agent is called in what is written: by name where that is asked for, else by pseudonym."""
        known = " ".join((turn.name or turn.author).split())
        if not known:
            return "Agent"
        if self.job.show_agents:
            return known
        return pseudonym(known, self.job.key)
