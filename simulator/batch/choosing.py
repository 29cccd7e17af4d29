"""Which conversations are graded: those of the sample, since a day, in a language the rubrics can read."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import blake2b

from msgspec import Struct

from simulator.conversation import Kind, Speaker, Transcript
from simulator.errors import UsageError

ENGLISH = frozenset(
    """a about after again all also am an and any are as at back be because been before being but by call can can't
    cannot could couldn't day days did didn't do does doesn't doing don't done down email even ever for from get
    give go going good got had has have haven't having he hello help her here hey hi him his how i i'd i'll i'm
    i've if in into is isn't it it's its just know last let like look made make many may me might more most much
    must my name need never new no not now of off ok okay on once one only or order other our out over please
    said same see send sent she should since so some something sorry still such sure take tell than thank thanks
    that that's the their them then there these they they're thing this those though time to today told too try
    two u up ur us use very want was wasn't way we we'll we're we've week well went were what when where which
    while who why will with won't would yes yesterday yet you you'll you're you've your""".split()
)
"""The commonest words of written English service talk."""
ENGLISH_SHARE = 0.2
"""At least this share of an English text's words are among them (running text has about half; other languages under a
tenth, which borrowed words and names don't reach)."""
ENOUGH_WORDS = 8
LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
SPAN = 1 << 63


class Choice(Struct, frozen=True):
    """What is graded. ``share``: of the conversations, 0-1; ``below``: sample by number, the key it must stay under."""

    since: date | None = None
    share: float = 1.0
    below: int = SPAN
    seed: int = 1

    def takes(self, transcript: Transcript) -> bool:
        """Whether this conversation is among those chosen; one without a date is never "since" one."""
        if self.since is not None:
            start = started(transcript)
            if start is None or datetime.fromtimestamp(start, UTC).date() < self.since:
                return False
        key = place(transcript.id or transcript.source, self.seed)
        return key < self.below and key < self.share * SPAN


def parse_sample(text: str) -> int | float:
    """``"200"`` is a number of conversations, ``"5%"`` a share of them (returned as 0-1).

    Raises:
        UsageError: neither.

    """
    try:
        if text.endswith("%"):
            share = float(text[:-1]) / 100
            if 0 < share <= 1:
                return share
        elif int(text) > 0:
            return int(text)
    except ValueError:
        pass
    raise UsageError(f"--sample takes a number of conversations, or a share like 5%; not {text!r}")


def limit_for(ids: Iterable[str], size: int, seed: int) -> int:
    """The key under which exactly ``size`` of these conversations lie (all of them, where they are fewer)."""
    smallest: list[int] = []
    for name in ids:
        key = -place(name, seed)
        if len(smallest) < size:
            heapq.heappush(smallest, key)
        elif key > smallest[0]:
            heapq.heapreplace(smallest, key)
    return 1 - smallest[0] if len(smallest) == size else SPAN


def place(name: str, seed: int) -> int:
    """A conversation's place in the seeded random order, 0 to 2**63 - 1: the same wherever and whenever it is read."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8, key=str(seed).encode()).digest()) >> 1


def started(transcript: Transcript) -> float | None:
    """When it began: seconds since 1970 UTC, or None."""
    return next((turn.when for turn in transcript.turns if turn.when is not None), None)


def has_work(transcript: Transcript) -> bool:
    """Whether an agent wrote anything that can be graded."""
    return any(is_graded(transcript, n, Speaker.AGENT) for n in range(len(transcript.turns)))


def is_graded(transcript: Transcript, n: int, speaker: Speaker) -> bool:
    """Whether turn ``n`` is a message of that side with words in it."""
    turn = transcript.turns[n]
    return turn.speaker is speaker and turn.graded and turn.kind is Kind.MESSAGE and bool(turn.text.strip())


def is_english(texts: Iterable[str]) -> bool:
    """Whether the words are English as far as they tell; a few words alone don't tell, and are taken as English."""
    words = [word for text in texts for word in _words(text)]
    known = sum(map(ENGLISH.__contains__, words))
    if len(words) < ENOUGH_WORDS:
        return known > 0 or all(word.isascii() for word in words)
    return known >= ENGLISH_SHARE * len(words)


def _words(text: str) -> list[str]:
    """A text's words in small letters; of letters beyond ASCII, which may change in number, one word after another."""
    if text.isascii():
        return LETTERS.findall(text.lower())
    return [word.lower().replace("\u2019", "'") for word in LETTERS.findall(text)]
