"""A transcript as it may be written: personal data replaced, agents by pseudonym."""

from __future__ import annotations

from base64 import b32encode
from hashlib import blake2b

from msgspec.structs import replace

from simulator.conversation import Rating, Speaker, Transcript, Turn
from simulator.redact import Mask

LETTERS = 5
"""Letters of a pseudonym: 33 million of them."""


def masked(transcript: Transcript, key: bytes) -> Transcript:
    """The transcript with typed placeholders for personal data.

    Customers lose their names, agents get the same pseudonym wherever the same ``key`` is used; ids that are only
    numbers or codes stay, so that authors stay apart.
    """
    return _Masking(transcript, key).transcript()


class _Masking:
    def __init__(self, transcript: Transcript, key: bytes) -> None:
        self.whole, self.key = transcript, key
        people: dict[str, list[str]] = {"CUSTOMER": []}
        agents = {
            name for turn in transcript.turns if turn.speaker is Speaker.AGENT for name in (turn.name, turn.author)
        }
        for turn in transcript.turns:
            if turn.name and turn.name in agents:
                people.setdefault(self._pseudonym(turn.name), []).append(turn.name)
            elif turn.name and turn.speaker is not Speaker.BOT:
                people["CUSTOMER"].append(turn.name)
        self.names = {turn.author: turn.name for turn in transcript.turns if turn.speaker is Speaker.AGENT}
        self.mask = Mask(people, [turn.text for turn in transcript.turns])

    def transcript(self) -> Transcript:
        """All of it, masked."""
        whole = self.whole
        return replace(
            whole,
            turns=tuple(self._turn(turn) for turn in whole.turns),
            id=self._plain(whole.id),
            subject=self._plain(whole.subject),
            agent=self._agent(whole.agent, self.names.get(whole.agent, "")) if whole.agent else "",
            team=self._plain(whole.team),
            source=self._plain(whole.source),
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
        known = " ".join(name.split()).casefold()
        digest = blake2b(known.encode("utf-8", "replace"), key=self.key, digest_size=8).digest()
        return f"Agent {b32encode(digest).decode()[:LETTERS]}"

    def _plain(self, text: str) -> str:
        return self.mask.mask(text).text if text else text
