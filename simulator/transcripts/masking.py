"""A transcript as it may be written: personal data replaced, agents by pseudonym."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b

from msgspec.structs import replace

from simulator.conversation import Rating, Speaker, Transcript, Turn
from simulator.redact import Mask
from simulator.redact.file_names import file_name

LETTERS = 5
"""Letters of a pseudonym: 33 million of them."""
APART = 8
"""Letters that tell conversations apart whose ids can't be written: a million million of them."""


def masked(transcript: Transcript, key: bytes) -> Transcript:
    """The transcript with typed placeholders for personal data.

    Customers lose their names, agents get the same pseudonym wherever the same ``key`` is used; ids that are only
    numbers or codes stay, so that authors stay apart.
    """
    return _Masking(transcript, key).transcript()


def mask_of(transcript: Transcript, called: Callable[[str], str] | None = None, own: Iterable[str] = ()) -> Mask:
    """The mask of a whole transcript.

    Args:
        transcript: whose people are known by their turns.
        called: an agent's pseudonym by name; None: agents keep their names.
        own: what stays beside them, as in :class:`Mask`.

    """
    people: dict[str, list[str]] = {"CUSTOMER": []}
    turns = transcript.turns
    agents = dict.fromkeys(
        name for turn in turns if turn.speaker is Speaker.AGENT for name in (turn.name, turn.author) if name
    )
    for turn in turns:
        if turn.name and turn.name not in agents and turn.speaker is not Speaker.BOT:
            people["CUSTOMER"].append(turn.name)
    for name in agents if called else ():
        people.setdefault(called(name) if called else name, []).append(name)
    return Mask(people, [turn.text for turn in turns], (*own, *(() if called else agents)))


@lru_cache(maxsize=1024)
def pseudonym(name: str, key: bytes) -> str:
    """What an agent is called where names aren't written: the same wherever the same ``key`` is used."""
    return f"Agent {_letters(' '.join(name.split()).casefold(), key)[:LETTERS]}"


def conversation_name(transcript: Transcript, mask: Mask, key: bytes) -> str:
    """What a conversation is called in what is written: its id, or its place where it has none.

    Where that holds personal data, as ids of mails and names of messengers' files do, it is masked; letters behind it
    keep it apart from all others, the same wherever the same ``key`` is used.
    """
    name = transcript.id or transcript.source
    shown = mask.mask(name).text if name else name
    if " " in name or not transcript.id:
        shown = file_name(shown)
    return shown if shown == name else f"{shown} {_letters(name, key)[:APART]}"


def _letters(text: str, key: bytes) -> str:
    return b32encode(blake2b(text.encode("utf-8", "replace"), key=key, digest_size=8).digest()).decode()


class _Masking:
    def __init__(self, transcript: Transcript, key: bytes) -> None:
        self.whole, self.key = transcript, key
        self.names = {turn.author: turn.name for turn in transcript.turns if turn.speaker is Speaker.AGENT}
        self.mask = mask_of(transcript, self._pseudonym)

    def transcript(self) -> Transcript:
        """All of it, masked."""
        whole = self.whole
        return replace(
            whole,
            turns=tuple(self._turn(turn) for turn in whole.turns),
            id=conversation_name(whole, self.mask, self.key) if whole.id else "",
            subject=self._plain(whole.subject),
            agent=self._agent(whole.agent, self.names.get(whole.agent, "")) if whole.agent else "",
            team=self._plain(whole.team),
            source=file_name(self._plain(whole.source)),
            ratings=tuple(Rating(one.raw, one.value, self._plain(one.comment)) for one in whole.ratings),
        )

    def _turn(self, turn: Turn) -> Turn:
        text, author, name = self._plain(turn.text), turn.author, turn.name
        if turn.speaker is Speaker.AGENT:
            author, name = self._agent(author, name), self._pseudonym(name or author) if name or author else ""
        elif turn.speaker is not Speaker.BOT:
            author, name = "" if author == name else self._plain(author), ""
        return replace(turn, text=text, author=author, name=name)

    def _agent(self, author: str, name: str) -> str:
        return self._pseudonym(name or author) if "@" in author or author == name or " " in author else author

    def _pseudonym(self, name: str) -> str:
        return pseudonym(name, self.key)

    def _plain(self, text: str) -> str:
        return self.mask.mask(text).text if text else text
