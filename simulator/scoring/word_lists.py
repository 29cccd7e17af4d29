"""Text that holds no sentences a customer could read: lists of words, another language, a word or two.

Shares are taken over distinct sentences that don't provoke, so that neither saying a thing again nor taking a
provocation out makes one appear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress, pairwise

from simulator.scoring.reply import NOTHING, Finding, Reply
from simulator.scoring.text import Sentence, heard
from simulator.scoring.trick_words import FOREIGN, GLUE
from simulator.scoring.word_kinds import FOREIGN_ONES, GLUES, LAST_NEAR, WANTED_ONES, bare
from simulator.signals.lexicons.common import FUNCTION_WORDS, GENERIC_WORDS

RUN = 5
"""As many words in a row without one that holds them together are a list [calibrated on real agents' turns]."""
LIST_WORDS = 6
DRUM_WORDS, MOST_OF_ONE = 10, 0.3
"""The share of a reply that no one word has in running text [calibrated on real agents' turns]."""
CRUMBS = 4
"""As many sentences of one or two words are a list, if they make up much of the reply."""
SCANT = 2
"""Words that say nothing to somebody who wants more than that."""
DENSE, DENSE_WORDS, WANTED_KINDS = 0.8, 8, 5


def word_list(reply: Reply, _fault: bool) -> Finding:
    """The share of the reply's words that stand in a list instead of in sentences, 0-1."""
    said = reply.said
    kinds = reply.kinds if said is reply.unique else b"".join([item.kinds for item in said])
    total = len(kinds)
    if total < LIST_WORDS:
        return NOTHING
    if (total >= DENSE_WORDS and _density(said, kinds) >= DENSE) or _drums(said, total):
        return Finding(1.0, tuple(map(reply.quote, said)))
    found = [(item, _in_runs(item.kinds)) for item in said] if _LOOSE_RUN in kinds.translate(_LOOSE) else []
    crumbs = [item for item in said if len(item.words) <= 2] if len(said) >= CRUMBS else []
    share = sum([n for _, n in found]) / total
    crumbled = sum([len(item.words) for item in crumbs]) / total if len(crumbs) >= CRUMBS else 0.0
    if not share and not crumbled:
        return NOTHING
    quoted = [item for item, n in found if n] or crumbs
    return Finding(max(share, crumbled), tuple(map(reply.quote, quoted)))


def _drums(said: Sequence[Sentence], total: int) -> bool:
    """Whether one word comes again and again, as in "I sorry I understand I promise"."""
    every = [item.words for item in said]
    most = MOST_OF_ONE * total
    if total < DRUM_WORDS or total - len(set().union(*every)) + 1 < most:  # even if all repetitions were one word's
        return False
    return max(Counter(chain.from_iterable(every)).values()) >= most


def _density(said: Sequence[Sentence], kinds: bytes) -> float:
    """How thick a text is with the words graders look for, plus how many neighbours nothing holds together; 0-2."""
    wanted = kinds.translate(WANTED_ONES)
    if wanted.count(1) < WANTED_KINDS:
        return 0.0
    counted = [*compress(chain.from_iterable([item.words for item in said]), wanted)]
    if len({word[:7] for word in counted}) < WANTED_KINDS:
        return 0.0
    pairs = [(a, b) for one in said for a, b in pairwise(one.kinds)]
    loose = sum(not a & GLUES and not b & GLUES for a, b in pairs)
    return len(counted) / len(kinds) + loose / max(1, len(pairs))


_LOOSE = bytes(0 if number & GLUES else 1 for number in range(256))
"""From a word's kinds: 1 where it holds no others together."""
_LOOSE_RUN = b"\x01" * RUN


def _in_runs(kinds: bytes) -> int:
    """How many words stand in runs of at least ``RUN`` that nothing holds together."""
    loose = kinds.translate(_LOOSE)
    return sum([len(run) for run in loose.split(b"\x00") if len(run) >= RUN])  # one byte a word


def other_language(reply: Reply, _fault: bool) -> Finding:
    """The share of the reply's words in sentences of another language than the customer's English, 0-1."""
    if 1 not in reply.kinds.translate(FOREIGN_ONES):
        return NOTHING
    said = reply.said
    foreign = [item for item in said if 1 in item.kinds.translate(FOREIGN_ONES) and is_foreign(item.words)]
    if not foreign:
        return NOTHING
    total = sum(len(item.words) for item in said)
    theirs = heard(reply.situation.customer)
    if theirs and is_foreign(theirs):
        return NOTHING
    return Finding(sum(len(item.words) for item in foreign) / total, tuple(map(reply.quote, foreign)))


def is_foreign(said: tuple[str, ...]) -> bool:
    """Whether a sentence is surely not English: another script, or other languages' small words and none of English."""
    letters = "".join(said)
    plain = letters.isascii()
    if not plain and _is_other_script(letters):
        return True
    if len(said) < 3 or (plain and FOREIGN.isdisjoint(said)):
        return False
    small = sum(map(FOREIGN.__contains__, said if plain else map(bare, said))) / len(said)
    if small < 0.2:
        return False
    return small > sum(word in FUNCTION_WORDS or word in GENERIC_WORDS or word in GLUE for word in said) / len(said)


def _is_other_script(said: str) -> bool:
    if max(said) <= chr(LAST_NEAR):
        return False
    letters = [char for char in said if char.isalpha()]
    return sum(ord(char) > LAST_NEAR for char in letters) > len(letters) / 2


def says_nothing(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply is empty, one character, or a word or two to somebody who wants more than that."""
    for item in reply.unique:
        if SCANT < len(item.words) < sum(map(len, item.words)):
            return NOTHING  # one sentence is enough: that of most replies is their first
    said = [word for item in reply.unique for word in item.words]
    if len(max(said, key=len, default="")) <= 1:
        return Finding(1.0)
    enough = reply.situation.plain or reply.situation.settled >= 1
    return Finding(float(len(said) <= SCANT and not enough))
