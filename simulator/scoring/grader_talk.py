"""Words that address whoever grades, not the customer: flagged, shown, and never credited."""

from __future__ import annotations

import re
import unicodedata

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
        "instructions?|rubrics?|criteri(?:a|on)|guidelines?|prompts?|rules?|checks?|directives?|constraints?|"
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
        r"(?:the\s+|any\s+|all\s+|our\s+)?<judge>s?\b(?!\s+(?:of|team))[^.!?\n]{0,200}"
    ),
    r"\bas\s+(?:an?|the)\s+<judge>\b|\byou are (?:now )?(?:an?|the)\s+<judge>\b",
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


_TALK = re.compile("|".join(map(_built, _PATTERNS)), re.IGNORECASE)
_HINTS = re.compile(
    r"ignor|disreg|forget|overrid|bypass|skip|suspend|drop|mark|grad|rate|rating|scor|rubric|criteri|evaluat|assess|"
    r"judg|prompt|system|instruction|</?\w|\[/?\w|<\||deserv|merit|earn|award|transcript|empath|clarity|resolution|"
    r"sudo|jailbreak|developer|anything now|anchor|points|\bai\b|llm|gpt|language model|review|check|classif|total|"
    r"agent|assistant|simulator",
    re.IGNORECASE,
)
"""One of these stands in every text that speaks to a grader: most replies are read no further."""


def talks_to_grader(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a text that speak to a grader, in order; a few words, or a whole clause.

    Look-alike letters and hidden characters between letters don't help: both are read as what they look like.
    """
    hidden = tuple(match.span() for match in HIDDEN.finditer(text))
    if not hidden and text.isascii() and not _HINTS.search(text):
        return ()
    kept = [(char, place) for place, char in enumerate(text) if not HIDDEN.match(char)]
    folded = "".join(_folded(char) for char, _ in kept)
    if not _HINTS.search(folded):
        return ()
    return tuple((kept[hit.start()][1], kept[hit.end() - 1][1] + 1) for hit in _TALK.finditer(folded) if hit[0])


_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡһⅼ", "aeopcyxijsdghl")


def _folded(char: str) -> str:
    """One character as it looks, so that places stay the same."""
    plain = unicodedata.normalize("NFKD", char.translate(_LOOKALIKES))[:1]
    return plain or char
