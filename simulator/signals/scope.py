"""What stands before a match changes what it means: negation, reported speech, hypotheticals, who is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from simulator.signals.remembered import Remembered

NEGATORS = frozenset(
    """not never no without cannot nobody nothing neither nor hardly instead rather none avoid""".split()
)
CLAUSE_STARTS = frozenset({"but", "because", "so", "and", "which", "although", "though", "however", "then"})
NEGATION_REACH = 5
OURS = frozenset(
    """i we me us him her them people ill well my our myself ourselves colleague colleagues team supervisor manager he
    she they courier""".split()
)
YOURS = frozenset({"you", "please", "kindly", "customer", "customers", "must", "yourself"})
SPEAKERS = (
    "colleagues?|he|she|they|who|someone|anyone|somebody|nobody|courier|driver|agent|chat|bot|shop|people|website|"
    "email|message|carrier|one|that"
)
REPORTED = re.compile(
    r"(?:^| )(?:"
    r"(?:was|were|been|being|got|get) (?:\S{1,20} )?(?:told|asked|advised|said|called)\b"
    rf"|(?:{SPEAKERS}) (?:\S{{1,20}} )?(?:\S{{1,20}} )?(?:told|tells|asked|asks|said|says|wrote|answered|replied)\b"
    r"|(?:for|about|after|by|of) (?:telling|asking|saying|writing|calling|having|being)\b"
    r"|(?:hear|hearing|heard|words|phrase|phrases|sentence|sentences|word|something)(?: like)?[ ,]*$"
    r"|(?:if|whether|suppose|imagine|unless) (?:i|we|someone|anyone|somebody|my|our|they|he|she|people)\b"
    r"|(?:sound|sounds|sounded|seem|seems|seemed|look|looks|feel|feels) (?:like|as)\b"
    r")"
)

_REPORTING = tuple(
    """told tell ask said say advis call wrote writing answered replied having being hear word phrase sentence something
    if whether suppose imagine unless sound seem look feel""".split()
)
"""One of these stands in a word of whatever ``REPORTED`` finds."""


NEGATES, REPORTS, OWN = 1, 2, 4
"""What a word may be a sign of: a negation, a report, the own side."""
REACHES = {"n": NEGATES, "r": REPORTS, "o": OWN}
"""By a rule's flag, the sign without which nothing undoes its match."""


def _sign(word: str) -> int:
    reports = any(piece in word for piece in _REPORTING)
    return NEGATES * (word in NEGATORS) + REPORTS * reports + OWN * (word in OURS)


_signs = Remembered(_sign).__getitem__


def signs(words: Iterable[str]) -> int:
    """All signs of a sentence's plain words: most sentences have none that could undo a match in them."""
    return reduce(or_, map(_signs, words), 0)


CUT_SHORT = re.compile(
    r" (?:when|that|if|as|because|while|although) \S{1,20} (?:do|does|did|have|has|had|is|are|was|were|can|could) not $"
)
"""A clause that ends in its negation, whose verb was said before: "that you have it when you don't"."""


def is_negated(before: str, said: str = "") -> bool:
    """Whether a negation in the same clause reaches what follows ``before``, the words ``said`` ("I won't ask ...")."""
    if said.startswith("must ") and CUT_SHORT.search(before):
        return False
    clause = before.replace(", ever ", " ever ").rpartition(",")[2]
    for word in reversed(clause.split()[-NEGATION_REACH:]):
        if word in CLAUSE_STARTS:
            return False
        if word in NEGATORS:
            return True
    return False


ENDED = re.compile(r"(?: \S{1,40}){2,}, (?:(?:and|but|so) )?(?:i|we|my|our)\b[^,]{0,40}$")
"""What ends a report of some words: a clause in which the writer speaks ("being told so must hurt, i am sorry")."""
SUBJECT = re.compile(
    r"^(?:and |so |i know |i see |i can see )?(?:to be|being|having been) (?:told|asked|called)\b[^,]*$"
)
"""A report that opens its sentence as what the sentence is about: "being told to wait must be maddening"."""
JUDGES = frozenset("must has would is was can could may might sounds feels hurts".split())
"""Words that say how such a thing is for somebody."""


def is_reported(before: str, said: str = "") -> bool:
    """Whether what follows ``before`` (the words ``said``) is someone else's words, or only supposed."""
    report = REPORTED.search(before)
    return report is not None and not _is_over(report.end(), before, said)


def _is_over(end: int, before: str, said: str) -> bool:
    """Whether a report doesn't reach as far as what is said: the writer's own clause, or a judgement of it, begins."""
    own = before + said.partition(" ")[0]
    if ENDED.match(own, end) and not before[:end].rstrip().endswith(("if", "whether")):
        return True
    return said.partition(" ")[0] in JUDGES and SUBJECT.match(before.lstrip()) is not None


def is_said_of_us(before: str) -> bool:
    """Whether the nearest person before a verb is the writer's own side ("I will contact the courier")."""
    for word in reversed(before.replace(",", "").split()[-6:]):
        if word in YOURS:
            return False
        if word in OURS:
            return True
    return False
