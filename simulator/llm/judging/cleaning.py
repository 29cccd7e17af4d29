"""Texts of others made harmless before a model reads them: no hidden characters, nothing said to a grader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from simulator.llm.judging.second_order import WITHHELD, count
from simulator.scoring.grader_talk import HIDDEN, talks_to_grader

CUT = "[...]"
"""Stands where a sentence was taken out."""
LONGEST = 2000
"""Characters of one message that are sent."""
_WITHHELD = re.compile(
    r"""(?ix)
    \b(?:true|yes)\b[^.!?\n]{0,40}\b(?:every|each|all|any|always|everywhere)
    | \b(?:every|each|all|any|always)\b[^.!?\n]{0,40}\b(?:true|yes)\b
    | \b(?:answers?|returns?|outputs?|responds?|says?)\b[^.!?\n]{0,15}\btrue\b | \btrue\s*[,:;]\s*true\b
    | \bcheck-?\s?list | \b(?:tick|check)\s+(?:every|each|all|any)\b | \b[1-4]\s?(?:of|/|out\sof)\s?4\b
    | \b(?:steps?|criteri(?:a|on)|items?|points?|boxes)\b[^.!?\n]{0,25}\b(?:true|yes|passe[sd]|fulfilled|met|granted)\b
    | \b(?:model|correct|expected|right|ideal|desired)\s+(?:output|answer|verdict|result|response)\b
    | \b(?:whoever|anyone\swho|those\swho|if\syou)\s+(?:reads?|checks?|are\sreading|are\schecking|judges?|marks?)\b
    | \byou\s+are\s+(?:now\s+)?[A-Z][a-z]+(?:Bot|GPT|AI)\b
    | \b(?:your|the)\s+(?:real|true|new|actual)\s+(?:task|job|role|goal)\b
    | \b(?:ignor|disregard|overrid|instruct|evaluat|grad(?:e|ing)|scor(?:e|ing)|rubric|reviewers?|approv|verdict|praise)
      [^.!?\n]{0,60}\b(?:reply|replies|agent|item|list|system|further|above|below|reading|on\seach|consistent)\b
    | </?\w[^>\n]*> | <\| | \{\s*" | \#{2,} | \[/?[A-Z]{3,} | ^\s*data\s\w+\s*$ | \b(?:[^\W\d_]\s){4,}[^\W\d_]\b
    """,
    re.MULTILINE,
)
"""Sentences that a model needn't see: nobody says such a thing to a customer, and no fault is made of it either."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)|[.!?\n]+")


class Clean(Struct, frozen=True):
    """A text as it is sent; ``flagged``: the words in it that speak to a grader, as written."""

    text: str
    flagged: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def cleaned(text: str, *, foreign: bool = False) -> Clean:
    """The text without control and hidden characters, and without the sentences that speak to a grader.

    What is withheld for its form alone is no fault of anybody's, and is not flagged. ``foreign``: the conversation is
    in a language other than English.
    """
    visible = "".join(char for char in HIDDEN.sub("", text) if char in "\n\t" or unicodedata.category(char) != "Cc")
    spans = talks_to_grader(visible)
    cuts = (*spans, *(found.span() for found in _WITHHELD.finditer(visible)))
    kept = []
    for start, end in sentences(visible):
        hit = any(first < end and start < last for first, last in cuts)
        if not hit and count(visible[start:end], foreign=foreign) < WITHHELD:
            kept.append(visible[start:end])
        elif not kept or kept[-1] != CUT:
            kept.append(CUT)
    return Clean(_short("".join(kept)), tuple(visible[start:end] for start, end in spans))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence or line of a text stands."""
    return (found.span() for found in _SENTENCE.finditer(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} {CUT}"
