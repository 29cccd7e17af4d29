"""One conversation of an export as the material of a scenario: redacted, with invented names, reply by reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from msgspec import Struct

from simulator.conversation import Speaker, Transcript, Turn
from simulator.errors import NotFoundError, UsageError
from simulator.transcripts.building import State, state_of
from simulator.transcripts.importers import identify_all, read_all
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.masking import masked
from simulator.transcripts.records import Quarantined
from simulator.transcripts.source import Source

CUSTOMERS = tuple(
    "Robin Keller,Kim Aydin,Alex Moreno,Sam Okoye,Noa Lindgren,Toni Baranski,Jo Haddad,Sasha Petrov".split(",")
)
"""Invented names that say nothing about who the real customer was."""
OTHERS = ("Charlie", "Andrea", "Luca", "Nikola", "Dominique", "Jamie")
AGENT = "Maren"
WORDS = {
    "EMAIL": "the e-mail address",
    "PHONE": "the phone number",
    "CARD": "the card",
    "IBAN": "the account",
    "BANK": "the account",
    "ID": "the number",
    "SECRET": "the code",
    "BIRTH DATE": "the date of birth",
    "ADDRESS": "the address",
    "IP": "the computer",
    "HANDLE": "the account",
}
"""What stands for a placeholder of the redaction."""
_PLACEHOLDER = re.compile(r"\[(?P<agent>Agent [A-Z0-9]{5})\]|\[(?P<kind>[A-Z]+(?: DATE)?)(?: (?P<number>\d+))?\]")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_NUMBER = re.compile(r"(?<![\w.,€£$-])#?(?P<id>[A-Z]{0,4}-?\d{5,14})(?![\w%]|[.,]\d)")
_UNSAFE = str.maketrans({"{": "(", "}": ")", "\u2028": " ", "\u2029": " "})
_INTRODUCED = re.compile(
    r"\b(?:my name is|my name's|i am|i'm|this is|it's)(?: called)? \[NAME (?P<number>\d+)\]", re.IGNORECASE
)
LISTED = 12


class Passage(Struct, frozen=True):
    """What the agent wrote in one go, and what the customer wrote before and after it, message by message."""

    before: tuple[str, ...]
    reply: str
    after: tuple[str, ...]


class RealTalk(Struct, frozen=True):
    """A conversation with invented names. ``numbers``: the invented order numbers, in the order they come."""

    customer: str
    channel: str
    subject: str
    opening: tuple[str, ...]
    passages: tuple[Passage, ...]
    numbers: tuple[str, ...]
    system: str


def find_talk(sources: Sequence[Source], wanted: str, mapping: Mapping) -> Transcript:
    """The conversation of that id, or the only one.

    Raises:
        UsageError: the files can't be read, no id was given and there are several, or it can't be told who is who.
        NotFoundError: there is none of that id; the nearest is given.

    """
    identified = identify_all(sources, mapping)
    names = ", ".join(source.name for source in sources)
    if identified.importer is None:
        raise UsageError(f"{names}: not recognised: {identified.reason}")
    found = [item for item in read_all(sources, mapping) if not isinstance(item, Quarantined)]
    ready = [item for item in found if state_of(item) is State.READY]
    chosen = [item for item in found if item.id == wanted] if wanted else ready
    if wanted and not chosen:
        raise NotFoundError("conversation", wanted, [item.id for item in found])
    if len(chosen) > 1 and not wanted:
        ids = ", ".join(item.id for item in islice(ready, LISTED))
        raise UsageError(f"{names}: there are {len(ready)} conversations: write FILE#ID with one of {ids}")
    if not chosen or state_of(chosen[0]) is not State.READY:
        raise UsageError(f"{names}: it isn't known who is agent and who is customer: `simulator transcripts inspect`")
    return chosen[0]


def real_talk(transcript: Transcript, key: bytes) -> RealTalk:
    """The conversation, redacted; ``key`` hides which invented number stands for which real one.

    Raises:
        UsageError: the customer never wrote before an agent answered.

    """
    clean = masked(transcript, key)
    invent = _Inventor(transcript.id, key)
    for turn in clean.turns:
        invent.meet(turn)
    said = [(turn.speaker, invent.text(turn.text)) for turn in clean.turns if _counts(turn)]
    blocks = list(_blocks(said))
    while blocks and blocks[0][0] is not Speaker.CUSTOMER:
        del blocks[0]
    if len(blocks) < 2:
        raise UsageError(f"{transcript.id or 'the conversation'}: there is no customer's message that was answered")
    passages = tuple(
        Passage(blocks[n - 1][1], "\n\n".join(blocks[n][1]), blocks[n + 1][1] if n + 1 < len(blocks) else ())
        for n in range(1, len(blocks), 2)
    )
    return RealTalk(
        customer=invent.customer,
        channel=clean.channel,
        subject=invent.text(clean.subject),
        opening=blocks[0][1],
        passages=passages,
        numbers=tuple(invent.numbers),
        system=clean.system,
    )


def _counts(turn: Turn) -> bool:
    return turn.graded and turn.speaker in {Speaker.AGENT, Speaker.CUSTOMER} and bool(turn.text.strip())


def _blocks(said: Sequence[tuple[Speaker, str]]) -> Iterator[tuple[Speaker, tuple[str, ...]]]:
    """What one side said in one go: the sides alternate."""
    whose: Speaker | None = None
    texts: list[str] = []
    for speaker, text in said:
        if speaker is not whose and whose is not None:
            yield whose, tuple(texts)
            texts = []
        whose = speaker
        texts.append(text)
    if whose is not None:
        yield whose, tuple(texts)


class _Inventor:
    """Puts invented names and numbers in the place of what was redacted, the same for the same."""

    def __init__(self, talk: str, key: bytes) -> None:
        self._digest: Callable[[str], int] = lambda text: int.from_bytes(
            blake2b(text.encode("utf-8", "replace"), key=key, digest_size=6).digest()
        )
        self.customer = CUSTOMERS[self._digest(talk) % len(CUSTOMERS)]
        self.numbers: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def meet(self, turn: Turn) -> None:
        """Remember who says their own name."""
        own = {Speaker.CUSTOMER: self.customer, Speaker.AGENT: AGENT}.get(turn.speaker)
        for found in _INTRODUCED.finditer(turn.text) if own else ():
            self.names.setdefault(found["number"], own or AGENT)

    def text(self, text: str) -> str:
        """A text without anything of a real person."""
        plain = _LINK.sub("the link", " ".join(text.split()).translate(_UNSAFE))
        return _NUMBER.sub(self._numbered, _PLACEHOLDER.sub(self._worded, plain))

    def _worded(self, found: re.Match[str]) -> str:
        if found["agent"]:
            return AGENT
        if found["kind"] == "CUSTOMER":
            return self.customer
        if found["kind"] == "NAME":
            number = found["number"] or "1"
            return self.names.get(number) or OTHERS[(int(number) - 1) % len(OTHERS)]
        return WORDS.get(found["kind"], found.group())

    def _numbered(self, found: re.Match[str]) -> str:
        real = found["id"]
        made = str(10_000 + self._digest(real) % 90_000)
        self.numbers.setdefault(made, real)
        return made
