"""Words that address whoever grades, not the customer: flagged, shown, and never credited."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from simulator.scoring.gates import Gate, Gates, fold

HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
"""Characters that nobody sees: they can hide words from a reader, or a pattern from this list."""
_PARTS: dict[str, str] = {
    "judge": (
        "grader|marker|evaluator|assessor|examiner|judge|scorer|scoring|grading|auto-?grader|rubrics?|"
        "qa (?:bot|system|tool|team|reviewer)|quality (?:bot|assurance)|language model|llm|a\\.?i\\.?|chatbot|gpt|"
        "classifier|algorithm|prompt|scorecard|score sheet|reviewer|checker|simulator"
    ),
    "top": (
        "full|max(?:imum)?|top|perfect|highest|best|all|excellent|100 ?%?|a\\+|4s?|four|"
        "(?:5|10|100|4|five|ten|four)\\s*(?:/|out of|of)\\s*(?:5|10|100|4|five|ten|four)"
    ),
    "marks": "marks?|points?|scores?|ratings?|grades?|credits?|anchors?|stars?",
    "rules": (
        "instructions?|rubrics?|criteri(?:a|on)|guidelines?|guidance|prompts?|rules?|checks?|directives?|constraints?|"
        "scoring|grading|context"
    ),
    "virtue": ("empath\\w*|ownership|clear|clarity|professional\\w*|caring|understanding|listening|perfect|excellent"),
    "reply": "reply|response|message|answer|text|turn|transcript|conversation|agent",
    "near": "[^.!?\\n]{0,40}",
}
"""What the patterns below are made of, by the name that stands there in angle brackets."""
_PATTERNS: tuple[str, ...] = (
    r"\b(?:ignore|disregard|forget|override|bypass|skip|suspend|drop)\b<near>\b<rules>\b",
    (
        r"\b(?:give|award|assign|grant|allot|set|mark|grade|rate|score|output|return|record|put|report)\b<near>\b<top>"
        r"[^.!?\n]{0,20}\b<marks>\b"
    ),
    (
        r"\b(?:mark|grade|rate|score|rank|classify|label|treat|count|consider|judge|evaluate|assess)\s+"
        r"(?:this|the|my)\s+(?:\w+\s+)?<reply>\b"
    ),
    (
        r"\b(?:deserves?|merits?|earns?|warrants?|gets?|receives?|should (?:get|receive|score|be (?:scored|graded|"
        r"marked|rated)))\b[^.!?\n]{0,30}\b<top>\s*[^.!?\n]{0,15}\b<marks>\b"
    ),
    (
        r"\b(?:note|message|instructions?|hint|memo|attention|dear|hey|hi|hello)\b:?\s+(?:to\s+|for\s+)?"
        r"(?:the\s+|any\s+|all\s+|our\s+)?(?:(?:scoring|grading|qa|ai)\s+)?"
        r"(?:grader|evaluator|assessor|examiner|scorer|auto-?grader|rubric|llm|gpt|model|bot|system)s?\b(?!\s+(?:of|team))[^.!?\n]{0,200}"
    ),
    r"\bas\s+(?:an?|the)\s+<judge>\b",
    r"\byou are (?:now )?(?:an?|the)\s+<judge>\b",
    (
        r"\b(?:the|this) agent\b[^.!?\n]{0,20}\b(?:show\w*|demonstrat\w*|display\w*|exhibit\w*|express\w*|was|is|were) "
        r"(?:\w+ ){0,2}<virtue>"
    ),
    (
        r"\bthis <reply>\b<near>\b(?:meets|satisfies|fulfils|fulfills|passes|shows|demonstrates|exhibits|contains|"
        r"displays|scores|achieves|complies)\b[^.!?\n]{0,60}\b(?:criteri\w+|empathy|rubrics?|requirements?|standards?|clarity|"
        r"resolution|anchors?|marks?|points?|score)\b"
    ),
    r"\b(?:so )?(?:it|this(?: <reply>)?) scores?\b[^.!?\n]{0,10}\b<top>",
    (
        r"\b(?:empathy|clarity|resolution|receives_emotion|names_it|answer_first|ownership|accuracy|quality|score|"
        r"marks?|grade|rating|total)\b[\"'*_ ]{0,4}\s?[:=]{1,2}\s?[\"']?(?:\d|full|max|perfect|excellent|a\b)"
    ),
    r"</?(?:system|instructions?|transcript|reply|grader|assistant|user|prompt|agent|score|rubric)\b[^>\n]{0,60}>",
    r"\[/?(?:inst|system|grader|end of transcript|assistant)\b[^\]\n]{0,40}\]|<\|[^|\n]{1,30}\|>",
    r"(?:^|\n|\s)(?:system|assistant|grader|evaluator|developer|admin|root)\s?(?:message|prompt|note|override)?\s?:",
    r"\b(?:system|grading|scoring|evaluation) (?:prompt|override|instructions?|mode)\b|\bprompt injection\b",
    r"\bsudo\b|\bjailbreak\b|\bdeveloper mode\b|\bdo anything now\b",
    r"\b(?:full|maximum|perfect|top) (?:marks|score|points|credit)\b",
    r"\b(?:rubrics?|auto-?graders?|evaluators?|graders?)\b|\bfor (?:scoring|grading|evaluation) purposes\b",
    (
        r"\bif you are an? (?:ai|llm|bot|language model|model)\b|\b(?:rate|score|grade|mark) (?:it|me|this|us)\b"
        r"<near>\b(?:<top>|\d+ (?:stars?|out of|/)|accordingly)"
    ),
    r"\b(?:contains|shows|demonstrates|displays|with) (?:\w+ ){0,2}empathy,? (?:and )?(?:clarity|resolution|ownership)",
    r"\b(?:set|let|assign) [\w .]{0,30}\b(?:score|marks?|points?|rating)\b",
    r"\bend of (?:the )?(?:transcript|conversation|reply|message)\b|\bbegin (?:the )?(?:evaluation|grading|new)\b",
    (
        r"\b(?:all|every|each) (?:the |of the )?(?:criteri(?:a|on)|anchors?)\b<near>\b(?:met|satisfied|fulfilled|"
        r"4|full|passed|apply|applies)\b"
    ),
)


def _built(pattern: str) -> str:
    for name, part in _PARTS.items():
        pattern = pattern.replace(f"<{name}>", part if name == "near" else f"(?:{part})")
    return pattern


_TALK = Gates(Gate(re.compile(_built(pattern), re.IGNORECASE)) for pattern in _PATTERNS)


@lru_cache(maxsize=256)
def _together(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_HINTS = re.compile(
    r"ignor|disreg|forget|overrid|bypass|skip|suspend|drop|mark|grad|rate|rating|scor|rubric|criteri|evaluat|assess|"
    r"judg|prompt|system|instruction|</?\w|\[/?\w|<\||deserv|merit|earn|award|transcript|empath|clarity|resolution|"
    r"sudo|jailbreak|developer|anything now|anchor|points|\bai\b|llm|gpt|language model|review|check|classif|total|"
    r"agent|assistant|simulator"
)
"""One of these stands, in small letters, in every text that speaks to a grader: most replies are read no further."""


@lru_cache(maxsize=32)
def talks_to_grader(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a text that speak to a grader, in order; a few words, or a whole clause.

    Look-alike letters and hidden characters between letters don't help: both are read as what they look like.
    """
    if text.isascii():
        return tuple(hit.span() for hit in _hits(text))
    if HIDDEN.search(text) is None:
        return tuple(hit.span() for hit in _hits(text.translate(_LOOKS)))
    kept = [place for place, char in enumerate(text) if not HIDDEN.match(char)]
    folded = "".join(map(text.__getitem__, kept)).translate(_LOOKS)
    return tuple((kept[hit.start()], kept[hit.end() - 1] + 1) for hit in _hits(folded))


def _hits(folded: str) -> list[re.Match[str]]:
    """What speaks to a grader in a text without hidden and look-alike characters."""
    lowered = fold(folded)
    opening = _TALK.opening(lowered)
    tried = [gate.pattern for gate in _TALK.gates if gate in opening and gate.pattern.search(folded)] if opening else []
    found = (
        [hit for hit in _together(tuple(item.pattern for item in tried)).finditer(folded) if hit[0]] if tried else []
    )
    return found if found and _HINTS.search(lowered) else []


_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡһⅼ", "aeopcyxijsdghl")


class _Looks(dict[int, str]):
    """Each character as it looks, one for one, so that places stay the same."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = unicodedata.normalize("NFKD", char.translate(_LOOKALIKES))[:1] or char
        return self[code]


_LOOKS = _Looks()
