"""The labelled sets, as samples: a text, what stood before it, and what people said of it.

Each set is one file of JSON Lines, gzipped or not, in the data folder; docs/validity.md says what a row holds.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from simulator.errors import NotFoundError, UsageError

SUFFIXES = (".jsonl.gz", ".jsonl")
ACTS = {
    "Question": "question",
    "Restatement or Paraphrasing": "restatement",
    "Reflection of feelings": "reflection",
    "Providing Suggestions": "suggestion",
    "Information": "information",
}
"""ESConv's strategies that have a signal; the others (affirmation, self-disclosure, others) are left out."""
ANGRY = frozenset({"anger", "annoyance"})
LEARNED_FROM = "train"
"""The split that weights may have learned from: it is never measured on."""
INTENTS = ("thankyou", "rejection", "confirmation")


class Sample(Struct, frozen=True):
    """One labelled text; ``context`` is the message before it (None: there is none), ``place`` says where it stands."""

    text: str
    side: str
    labels: dict[str, Any]
    context: str | None = None
    place: str = ""


Row = TypeVar("Row", bound=Struct)


class LabelledSet(Struct, frozen=True):
    """One set: its name, a line on what it holds, the form of a row, and the samples of one."""

    name: str
    holds: str
    row: type[Any]
    samples: Callable[[Any], Iterator[Sample]]


class _Epitome(Struct):
    seeker: str
    response: str
    er: int
    ip: int
    ex: int


class _Act(Struct):
    text: str
    strategy: str


class _Comment(Struct):
    text: str
    dismissive: int
    condescending: int
    hostile: int
    sarcastic: int


class _Request(Struct):
    text: str
    community: str
    politeness: float


class _Passage(Struct):
    text: str
    easiness: float


class _Emotions(Struct):
    text: str
    split: str
    emotions: list[str]


class _Abuse(Struct):
    previous: str
    text: str
    split: str
    severity: float


class _Tweet(Struct):
    text: str
    sentiment: str


class _Complaint(Struct):
    text: str
    complaint: int


class _Intents(Struct):
    text: str
    split: str
    intents: str


class _Turn(Struct):
    speaker: str
    text: str
    votes: list[float]


class _Dialogue(Struct):
    turns: list[_Turn]


def _epitome(row: _Epitome) -> Iterator[Sample]:
    yield Sample(row.response, "agent", {"er": row.er, "ip": row.ip, "ex": row.ex}, row.seeker)


def _acts(row: _Act) -> Iterator[Sample]:
    if row.strategy in ACTS:
        yield Sample(row.text, "agent", {"act": ACTS[row.strategy]})


def _comment(row: _Comment) -> Iterator[Sample]:
    names = ("dismissive", "condescending", "hostile", "sarcastic")
    yield Sample(row.text, "agent", {name: bool(getattr(row, name)) for name in names})


def _request(row: _Request) -> Iterator[Sample]:
    yield Sample(row.text, "agent", {"politeness": row.politeness, row.community: row.politeness})


def _passage(row: _Passage) -> Iterator[Sample]:
    yield Sample(row.text, "agent", {"easiness": row.easiness})


def _emotions(row: _Emotions) -> Iterator[Sample]:
    if row.split != LEARNED_FROM:
        named = set(row.emotions)
        yield Sample(row.text, "customer", {"angry": bool(named & ANGRY), "grateful": "gratitude" in named})


def _abuse(row: _Abuse) -> Iterator[Sample]:
    if row.split != LEARNED_FROM:
        yield Sample(row.text, "customer", {"abusive": row.severity < 0}, row.previous)


def _tweet(row: _Tweet) -> Iterator[Sample]:
    yield Sample(row.text, "customer", {"negative": row.sentiment == "negative"})


def _complaint(row: _Complaint) -> Iterator[Sample]:
    yield Sample(row.text, "customer", {"complaint": bool(row.complaint)})


def _intents(row: _Intents) -> Iterator[Sample]:
    if row.intents and row.split != LEARNED_FROM:
        named = row.intents.split("<div>")
        yield Sample(row.text, "customer", {name: name in named for name in INTENTS})


def _satisfaction(row: _Dialogue) -> Iterator[Sample]:
    before = None
    for turn in row.turns:
        if turn.speaker == "user" and turn.votes:
            yield Sample(turn.text, "customer", {"satisfaction": fmean(turn.votes)}, before)
        before = turn.text


SETS: tuple[LabelledSet, ...] = (
    LabelledSet("epitome", "replies to people in distress, three mechanisms of empathy", _Epitome, _epitome),
    LabelledSet("esconv", "a supporter's turns and their strategies", _Act, _acts),
    LabelledSet("ucc", "comments under news articles, unhealthy or not", _Comment, _comment),
    LabelledSet("politeness", "requests in two communities, rated for politeness", _Request, _request),
    LabelledSet("clear", "passages, rated by teachers for ease of reading", _Passage, _passage),
    LabelledSet("goemotions", "comments and their emotions", _Emotions, _emotions),
    LabelledSet("convabuse", "what people wrote to bots, abusive or not", _Abuse, _abuse),
    LabelledSet("airline", "tweets to airlines, their sentiment", _Tweet, _tweet),
    LabelledSet("complaints", "tweets to companies, complaint or not", _Complaint, _complaint),
    LabelledSet("multidogo", "customers' lines and their intents", _Intents, _intents),
    LabelledSet("user_satisfaction", "users' turns, rated for satisfaction", _Dialogue, _satisfaction),
)
"""Every set that is known, in the order of the table."""


def wanted_sets(folder: Path, names: Sequence[str] = ()) -> tuple[LabelledSet, ...]:
    """The sets of these names, in the order of the table; without names all of them.

    Raises:
        NotFoundError: a set of that name is not known.
        UsageError: the folder isn't there.

    """
    known = [item.name for item in SETS]
    for name in names:
        if name not in known:
            raise NotFoundError("labelled set", name, known, hint=f"Known: {', '.join(known)}.")
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder.")
    return tuple(item for item in SETS if not names or item.name in names)


def find_set(folder: Path, name: str) -> Path | None:
    """The file of a set in a folder, or None."""
    return next((path for suffix in SUFFIXES if (path := folder / f"{name}{suffix}").is_file()), None)


def samples(labelled: LabelledSet, path: Path) -> Iterator[Sample]:
    """The labelled samples of a set's file, in order.

    Raises:
        UsageError: a line is not of the set's form, or the file can't be read.

    """
    decoder = msgspec.json.Decoder(labelled.row)
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                for sample in labelled.samples(decoder.decode(line)):
                    yield msgspec.structs.replace(sample, place=f"{labelled.name}, line {number}")
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}:{number}: this is no row of {labelled.name}: {error}") from error
    except (OSError, EOFError) as error:
        raise UsageError(f"{path}: it can't be read: {error}") from error
