"""Checks of a line's form: is there one, is it plain, English, short enough, and said for the first time."""

from __future__ import annotations

import re
import unicodedata

from simulator.conversation import Speaker
from simulator.llm.checks_truth import strange
from simulator.llm.checks_words import ENGLISH, FOREIGN
from simulator.llm.checks_written import written
from simulator.llm.customer_brief import Brief

LONGEST: dict[str, int] = {"live_chat": 320, "whatsapp": 280, "social": 300, "phone": 420, "email": 800}
"""Characters of one answer by channel [design choice: about twice the library's longest lines]."""
SLACK = 2.0
"""A line may always be this many times as long as the scripted one for the same cue."""
MOST_MESSAGES = 5
"""Lines of one answer outside e-mail."""
CONTROL = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
"""Unicode categories that are no words; a newline is one of them and is allowed."""
MARKUP = re.compile(
    r"""</?[a-z][^<>\n]{0,80}>|&(?:amp|lt|gt|quot|nbsp|\#\d+);|\*\*|__|```|`[^`\n]+`|^\s*(?:\#{1,6}\s|[-*•]\s
      |\d{1,2}[.)]\s|>\s)
      |\*[a-z][^*\n]{2,60}\*|^\s*[(\[][a-z][^)\]\n]{2,60}[)\]]|[(\[](?:\w+ly|sigh\w*|shout\w*|pause\w*|cr(?:y|ies)ing|
      laugh\w*|hangs?\ up|typing|angry|calm|furious)[^)\]\n]{0,40}[)\]]|\[/?[a-z_]+\]|\[[^\]\n]+\]\([^)\n]+\)
      |^\s*[{\[]\s*"|"\s*:\s*["\[{]|\{[a-z_.]+\}|^\s*(?:customer|agent|user|assistant|system|kunde|me|you|subject|re|from|to)\s*:|\\[nt]
      |�""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""Tags, entities, Markdown, stage directions, JSON, slots and speaker names."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBERED = re.compile(r"\b(?:eur|gbp|usd|[ap]m)\b|(?<=\d)(?:st|nd|rd|th|[ap]m|h)\b", re.IGNORECASE)
"""Letters that belong to a number."""
FEWEST_WORDS = 5
"""A shorter line is English unless it says otherwise."""
LEAST_ENGLISH = 0.26
"""Share of common words below which a line is no English [design choice; the library's own lines hold 0.3 and more]."""
MOST_STRANGE, MOST_STRANGE_OF_FEW = 0.5, 0.75
"""Share of words neither common nor of the case from which on a line is none [design choice]: good lines of the tests
hold at most a third, a model of random weights three in five."""
ALIKE = 0.75
"""Share of word triples in common from which on two lines are the same [design choice]."""
PARROTED = 9
"""Words in a row taken over from the agent's reply."""


def empty(text: str, _brief: Brief) -> str:
    """No words at all: dots, dashes, a placeholder."""
    words = WORD.findall(text)
    if not words and not any(char.isdigit() for char in text):
        return text.strip() or "(nothing)"
    said = " ".join(words).casefold()
    return (
        said
        if said in {"n a", "none", "null", "no answer", "no response", "no comment", "undefined", "silence", "nan"}
        else ""
    )


def markup(text: str, brief: Brief) -> str:
    """Markup, stage directions, speaker names and control characters."""
    for char in text:
        if char != "\n" and unicodedata.category(char) in CONTROL and char not in "\u200d\ufe0f":
            return f"U+{ord(char):04X}"
    found = MARKUP.search(text) or _speaker(brief).match(text)
    return found.group().strip() or "markup" if found else ""


def _speaker(brief: Brief) -> re.Pattern[str]:
    """The customer's own name in front of the words, as in a script."""
    persona = brief.scenario.persona
    names = filter(None, (persona.name, persona.address, persona.name.partition(" ")[0]))
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, names))})\s*:", re.IGNORECASE)


def length(text: str, brief: Brief) -> str:
    """Longer than the channel bears."""
    bound = max(LONGEST.get(brief.channel, 400), int(SLACK * len(brief.script)))
    if len(text) > bound:
        return f"{len(text)} characters, at most {bound}"
    lines = [line for line in text.split("\n") if line.strip()]
    many = max(MOST_MESSAGES, 2 * len(brief.script.split("\n")))
    return f"{len(lines)} messages, at most {many}" if brief.channel != "email" and len(lines) > many else ""


def language(text: str, brief: Brief) -> str:
    """Another language, another script, or no language at all."""
    letters = [char for char in text if char.isalpha()]
    alien = [char for char in letters if not unicodedata.name(char, "").startswith("LATIN")]
    if len(alien) > max(2, len(letters) // 10):
        return "".join(alien[:20])
    words = [word.casefold().replace("’", "'") for word in WORD.findall(_NUMBERED.sub(" ", written(text)))]
    foreign = [word for word in words if word in FOREIGN]
    english = sum(word in ENGLISH for word in words)
    if len(foreign) >= 2 and len(foreign) >= english / 2 and len(set(foreign)) > 1:
        return " ".join(foreign[:5])
    few = len(words) < FEWEST_WORDS
    if not few and english / len(words) < LEAST_ENGLISH:
        return " ".join(words[:6])
    odd = strange(words, brief)
    if words and len(odd) / len(words) >= (MOST_STRANGE_OF_FEW if few else MOST_STRANGE):
        return " ".join(odd[:6])
    return _noise(text, words)


def repetition(text: str, brief: Brief) -> str:
    """The same as an earlier line of the customer, the agent's own words, or one phrase over and over."""
    words = _words(text)
    earlier = [turn.text for turn in brief.said if turn.speaker is Speaker.CUSTOMER]
    own = _words(brief.script)
    for line in (*earlier, "\n".join(earlier)):
        if not _alike(own, _words(line)) and _alike(words, _words(line)):
            return line[:80]
    reply = _words(next((turn.text for turn in reversed(brief.said) if turn.speaker is Speaker.AGENT), ""))
    taken = _runs(words, PARROTED) & _runs(reply, PARROTED) - _runs(_words(brief.script), PARROTED)
    if taken:
        return " ".join(min(taken))
    return _over_and_over(words, text)


def _noise(text: str, words: list[str]) -> str:
    """Letters that form no words: no vowels, or far too long."""
    odd = [word for word in words if len(word) > 3 and not re.search(r"[aeiouyáéíóúäöüåæøęąıİěůý]", word)]
    if len(odd) * 4 > len(words) or any(len(word) > 24 for word in words):
        return text[:40]
    signs = sum(not (char.isalnum() or char.isspace() or char in ".,!?'’\"-:;()€£$%/+&#@…–—“”") for char in text)
    return text[:40] if signs > 6 and signs * 5 > len(text) else ""


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+(?:['’]\w+)?", text)]


def _runs(words: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _alike(one: list[str], other: list[str]) -> bool:
    if len(one) < 3 or len(other) < 3:
        return one == other and len(one) > 1
    first, second = _runs(one, 3), _runs(other, 3)
    return len(first & second) >= ALIKE * min(len(first), len(second)) and len(second) * 2 >= len(first)


def _over_and_over(words: list[str], text: str) -> str:
    triples = [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
    again = next((triple for triple in triples if triples.count(triple) >= 3), None)
    if again:
        return " ".join(again)
    sentences = [part.strip().casefold() for part in re.split(r"[.!?\n]+", text) if len(part.split()) > 2]
    return next((part for part in sentences if sentences.count(part) > 1), "")
