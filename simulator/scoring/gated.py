"""The patterns that stand behind gates: words that address whoever grades, and tricks; all gates are asked together."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.scoring.gates import Gate, Gates
from simulator.scoring.trick_words import (
    BENEFITS,
    BLANK,
    BOILERPLATE,
    BUT,
    CLOSES,
    HANDS_ON,
    SLOT_LEFT,
    SORRY,
    SWEARS,
    THANKS,
    TO_PRIVATE,
)

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


TALK_GATES = tuple(Gate(re.compile(_built(pattern), re.IGNORECASE)) for pattern in _PATTERNS)
"""Patterns of words that address whoever grades."""
BENEFIT_GATES = tuple(Gate(pattern) for _, pattern in BENEFITS)
BLANK_GATE, BOILERPLATE_GATE, CLOSES_GATE, HANDS_ON_GATE = Gate(BLANK), Gate(BOILERPLATE), Gate(CLOSES), Gate(HANDS_ON)
SLOT_LEFT_GATE, SORRY_GATE, SWEARS_GATE, THANKS_GATE = Gate(SLOT_LEFT), Gate(SORRY), Gate(SWEARS), Gate(THANKS)
BUT_GATE, TO_PRIVATE_GATE = Gate(BUT), Gate(TO_PRIVATE)
GATES = Gates(
    (
        *TALK_GATES,
        *BENEFIT_GATES,
        BLANK_GATE,
        BOILERPLATE_GATE,
        CLOSES_GATE,
        HANDS_ON_GATE,
        SLOT_LEFT_GATE,
        SORRY_GATE,
        SWEARS_GATE,
        THANKS_GATE,
        BUT_GATE,
        TO_PRIVATE_GATE,
    )
)


@lru_cache(maxsize=8)
def opening(folded: str) -> frozenset[Gate]:
    """The gates that a text opens, given folded; asked once for all measures of a reply."""
    return GATES.opening(folded)
