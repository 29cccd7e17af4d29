"""Work in parts: the same input in the same order gives the same parts, each with a key of its own content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

import msgspec
from msgspec import Struct

from simulator import __version__
from simulator.batch.grading import LANGUAGE, grade, put_aside
from simulator.batch.lines import Judged
from simulator.batch.records import Counts, Refused
from simulator.batch.tally import Tally
from simulator.batch.terms import Job, Terms
from simulator.conversation import Transcript
from simulator.errors import SimulatorError
from simulator.redact.file_names import file_name
from simulator.transcripts.records import Item, Quarantined

TURNS = 500
"""A part is full with this many turns: a second or two of work, and a few megabytes."""

FAILED = "the grader failed on this conversation"
UNWRITABLE = "it holds characters or numbers that can't be written"
SEAL = 16
"""Bytes of the digest that stands before a kept result, so that a torn one isn't taken for finished."""

_PACK = msgspec.msgpack.Encoder()


class Part(Struct, frozen=True):
    """A part of the work. ``payload``: its conversations, packed; ``key``: of them and of what they are graded by."""

    number: int
    key: str
    payload: bytes
    conversations: int
    turns: int

    @property
    def name(self) -> str:
        """The file its result is kept in."""
        return f"{self.number:06d}-{self.key}.part"


class Package(Struct, frozen=True):
    """Conversations of a part, and what was already refused among them, by place."""

    transcripts: tuple[Transcript, ...]
    refused: tuple[Refused, ...]


class Result(Struct, frozen=True, kw_only=True):
    """What grading a part gives: lines of JSON, ready to be written one part after another, and its sums.

    ``candidates``: whole conversations with critical findings, for people to read.
    """

    marks: bytes
    conversations: bytes
    quarantine: bytes
    candidates: bytes = b""
    tally: Tally


def parts(items: Iterable[Item], job: Job, seed: int) -> Iterator[Part]:
    """The work in parts, in the order of the input."""
    terms = _PACK.encode((__version__, job, seed))
    transcripts: list[Transcript] = []
    refused: list[Refused] = []
    number = turns = 0

    def full() -> Part:
        payload = _packed(transcripts, refused)
        key = blake2b(payload, key=blake2b(terms, digest_size=32).digest(), digest_size=8).hexdigest()
        return Part(number, key, payload, len(transcripts), turns)

    for item in items:
        if isinstance(item, Quarantined):
            file = item.file if job.keep_personal_data else file_name(item.file)
            refused.append(Refused(", ".join(filter(None, (file, item.position))), item.reason))
            turns += 1
        else:
            transcripts.append(item)
            turns += max(1, len(item.turns))
        if turns >= TURNS:
            yield full()
            transcripts, refused, turns, number = [], [], 0, number + 1
    if transcripts or refused:
        yield full()


def grade_part(job: bytes, payload: bytes, seed: int) -> bytes:
    """Grade a part; bytes in and out, so that any process on any machine can do it."""
    package = msgspec.msgpack.decode(payload, type=Package)
    return pack(graded(terms_of(job), package, seed))


def graded(terms: Terms, package: Package, seed: int) -> Result:
    """The result of a package."""
    marks, conversations, quarantine, candidates = bytearray(), bytearray(), bytearray(), bytearray()
    tally = Tally(counts=Counts(quarantined=len(package.refused)))
    encode = msgspec.json.encode
    for item in package.refused:
        quarantine += encode(item) + b"\n"
    for transcript in package.transcripts:
        found = _judged(terms, transcript)
        if isinstance(found, Counts):
            tally.counts += found
        elif isinstance(found, Refused):
            tally.counts += _counted(found)
            quarantine += encode(found) + b"\n"
        else:
            tally.add(found, seed)
            conversations += encode(found.line) + b"\n"
            for line in found.marks:
                marks += encode(line) + b"\n"
            if found.line.candidates:
                candidates += encode(found) + b"\n"
    return Result(
        marks=bytes(marks),
        conversations=bytes(conversations),
        quarantine=bytes(quarantine),
        candidates=bytes(candidates),
        tally=tally,
    )


def _counted(refused: Refused) -> Counts:
    """As what a conversation counts that was not graded."""
    if refused.reason == LANGUAGE:
        return Counts(unsupported_language=1)
    return Counts(quarantined=1) if refused.reason.startswith(FAILED) else Counts(needs_mapping=1)


def _judged(terms: Terms, transcript: Transcript) -> Judged | Refused | Counts:
    """A conversation's grades; one on which the grader fails is put aside, and the others go on."""
    try:
        return grade(terms, transcript)
    except Exception as error:  # noqa: BLE001 -- the worker's boundary: whatever one conversation holds, no batch stops
        return put_aside(terms.job, transcript, f"{FAILED} ({type(error).__name__})")


def _packed(transcripts: list[Transcript], refused: list[Refused]) -> bytes:
    """A package as it is sent; what can't be written in any encoding (lone surrogates) is refused."""
    try:
        return _PACK.encode(Package(tuple(transcripts), tuple(refused)))
    except (ValueError, OverflowError):
        good, bad = [], list(refused)
        for item in transcripts:
            try:
                _PACK.encode(item)
            except (ValueError, OverflowError):
                bad.append(Refused(file_name(item.source.encode("utf-8", "replace").decode()), UNWRITABLE))
            else:
                good.append(item)
        return _PACK.encode(Package(tuple(good), tuple(bad)))


def pack(result: Result) -> bytes:
    """A result as it is kept, under its seal."""
    content = _PACK.encode(result)
    return blake2b(content, digest_size=SEAL).digest() + content


def is_whole(kept: bytes) -> bool:
    """Whether a kept result is all there."""
    return len(kept) > SEAL and blake2b(kept[SEAL:], digest_size=SEAL).digest() == kept[:SEAL]


def unpack(kept: bytes) -> Result:
    """A result as it was kept.

    Raises:
        SimulatorError: it is torn.

    """
    return msgspec.msgpack.decode(_opened(kept), type=Result)


def _opened(kept: bytes) -> bytes:
    if not is_whole(kept):
        raise SimulatorError("a part of the results is damaged; run the same command again")
    return kept[SEAL:]


def halves(payload: bytes) -> tuple[bytes, bytes] | None:
    """A package in two, or None where it holds a single conversation."""
    package = msgspec.msgpack.decode(payload, type=Package)
    middle = len(package.transcripts) // 2
    if not middle:
        return None
    first = Package(package.transcripts[:middle], package.refused)
    return _PACK.encode(first), _PACK.encode(Package(package.transcripts[middle:], ()))


def given_up(job: bytes, payload: bytes, reason: str) -> Result:
    """The result of a package whose only conversation can't be graded."""
    package, known = msgspec.msgpack.decode(payload, type=Package), terms_of(job).job
    refused = (*package.refused, *(put_aside(known, item, reason) for item in package.transcripts))
    quarantine = b"".join(msgspec.json.encode(item) + b"\n" for item in refused)
    tally = Tally(counts=Counts(quarantined=len(refused)))
    return Result(marks=b"", conversations=b"", quarantine=quarantine, tally=tally)


def joined(first: Result, second: Result) -> Result:
    """Two results in order as one."""
    first.tally.merge(second.tally)
    return Result(
        marks=first.marks + second.marks,
        conversations=first.conversations + second.conversations,
        quarantine=first.quarantine + second.quarantine,
        candidates=first.candidates + second.candidates,
        tally=first.tally,
    )


@lru_cache(maxsize=2)
def terms_of(job: bytes) -> Terms:
    """A packed job made ready, once in a process."""
    return Terms(msgspec.msgpack.decode(job, type=Job))
