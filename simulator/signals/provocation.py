"""Detectors for what provokes a customer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from simulator.signals.evidence import Evidence
from simulator.signals.lexicons.common import ACRONYMS, FUNCTION_WORDS, GENERIC_WORDS
from simulator.signals.quoting import evidence, quote
from simulator.signals.rules import Hit
from simulator.signals.scene import HELPING, HELPS, NOTHING, UNKNOWN, Detector, Found, Scene, ruled, strongest
from simulator.signals.text import Message, prepared

PLACEHOLDER = re.compile(
    r"\{\{ ?[\w .:|-]{1,40} ?\}\}|\$?\{[a-z][\w .:-]{0,40}\}"
    r"|<<? ?(?!/?(?:b|i|u|p|br|a|em|li|ul|div|span|strong) ?/?>)[a-z][\w .:-]{1,40} ?>>?"
    r"|\[(?:insert|your|customer|agent|order|first|last|full|name|date|product|item|company|amount|number|link|address|"
    r"city|phone|e-?mail|title|time|day|reason|tracking|shop|xx)[\w '._-]{0,40}\](?!\()"
    r"|%[a-z][a-z_]{2,40}%|_{4,20}|\bx{4,12}\b|\(insert [\w ]{1,30}\)",
    re.IGNORECASE,
)
SLOT_MARKS = ("{", "[", "<", "%", "__", "xxx", "XXX", "Xxx", "(insert", "(Insert", "(INSERT")
SUITS_YOU = re.compile(r"good for you\b")
OFFERING = ("deadline", "suggestion", "options", "commitment", "expectation")
"""Signals of a sentence that puts something forward to say yes to."""
CAPITALS = re.compile(r"(?<![^\W_])[^\W\d_a-z]{2,40}(?![^\W_])")
MAY_SHOUT = re.compile(r"[A-Z\x80-\U0010ffff](?<=[^\W\d_a-z])[^\W\d_a-z]")
"""What stands in every word of ``CAPITALS``, and hardly anywhere else; begun so that most signs are passed at once."""
SHOUTED_WORDS, LOUD_SHARE = 3, 0.35
LOUDEST = 0.75
"""Capitals alone provoke, but are no attack by themselves [design choice]."""
HELPED = 0.35
"""What being sent elsewhere or turned down still provokes when the reply also helps."""


def helps_elsewhere(scene: Scene, hit: Hit) -> bool:
    """Whether the reply also offers help of its own, in words outside the hit and in no other provoking sentence."""
    if scene.hits.keys().isdisjoint(HELPING):
        return False
    provoking = scene.provoking - {hit.sentence}
    return any(
        other.rule.strength >= HELPS
        and other.sentence not in provoking
        and (other.end <= hit.start or other.start >= hit.end)
        for signal in HELPING
        for other in scene.hits.get(signal, ())
    )


def softened(signal: str) -> Callable[[Scene], Found]:
    """A detector by rules whose words count less when the reply also helps."""

    def weigh(scene: Scene, hit: Hit) -> float:
        return HELPED if helps_elsewhere(scene, hit) else 1.0

    return lambda scene: strongest(evidence(scene.message, scene.hits.get(signal, ()), partial(weigh, scene)))


def attack(scene: Scene) -> Found:
    """Insults, profanity at the customer, and shouting: several words in capitals."""
    text = scene.message.text
    hits = scene.hits.get("attack")
    if not hits and MAY_SHOUT.search(text) is None:
        return NOTHING
    found = [item for item in evidence(scene.message, hits) if not is_title(text, item)] if hits else []
    return strongest((*found, *shouting(scene.message, "attack")))


def is_title(text: str, item: Evidence) -> bool:
    """Whether words that would insult are the name of something: quoted in part, or with capitals in a sentence."""
    if any(mark in item.quote for mark in '"\u201c\u201e\u00ab'):
        return True
    words = item.quote.split()
    inside = text[: item.start].rstrip(" \"'(\u201c\u2018")[-1:] not in {"", ".", "!", "?", "\n", ":"}
    if words[0].lower() in {"your", "the"}:
        words, inside = words[1:], True
    words += text[item.end : item.end + LONGEST_WORD].split()[:1] if len(words) == 1 else []
    return len(words) > 1 and inside and all(word.istitle() for word in words) and "You" not in words


LONGEST_WORD = 30


def shouting(message: Message, signal: str) -> Iterable[Evidence]:
    """Words in capitals: three in a row, or much of the message; the more of it, the louder (0.4 to 0.75).

    Short codes in a list ("JFK to SFO") are no shouting.
    """
    text = message.text
    if MAY_SHOUT.search(text) is None:
        return
    loud = [match.span() for match in CAPITALS.finditer(text) if match[0].isupper() and match[0] not in ACRONYMS]
    if len(loud) < SHOUTED_WORDS or sum(end - start > 2 for start, end in loud) < 2 or not message.words:
        return
    share = len(loud) / len(message.words)
    in_a_row = any(
        last[1] - first[0] < 60 and _all_loud(text[first[0] : last[1]])
        for first, last in zip(loud, loud[2:], strict=False)
    )
    if not in_a_row and (share < LOUD_SHARE or max(end - start for start, end in loud) < 4):
        return
    start, end = loud[0][0], loud[-1][1]
    yield Evidence(
        signal, min(LOUDEST, 0.4 + 0.4 * share), start, end, text[start:end], "words in capitals read as shouting"
    )


def _all_loud(words: str) -> bool:
    longest = max(len(word.strip(",.;:/()")) for word in words.split())
    return "\n" not in words and words.upper() == words and longest > 3


def sarcasm(scene: Scene) -> Found:
    """Mockery; "Good for you" right behind an offer or a time asks whether that suits, with or without its mark."""

    def weigh(hit: Hit) -> float:
        suits = SUITS_YOU.search(scene.message.plain[hit.start : hit.end]) is not None
        return 0.0 if suits and hit.sentence - 1 in scene.sentences_with(*OFFERING) else 1.0

    return strongest(evidence(scene.message, scene.hits.get("sarcasm", ()), weigh))


def interrupting(scene: Scene) -> Found:
    """A reply that came before the customer had finished, or that says so."""
    cut_in = scene.context.cut_in
    found = evidence(scene.message, scene.hits["interrupting"]) if "interrupting" in scene.hits else ()
    if cut_in and scene.message.sentences:
        start, end = scene.message.sentences[0]
        words = scene.message.text[start:end]
        found = (Evidence("interrupting", 1.0, start, end, words, "before the customer had finished"), *found)
    if found:
        return strongest(found)
    return UNKNOWN if cut_in is None and scene.context.channel in {None, "phone"} else NOTHING


def jargon(scene: Scene) -> Found:
    """Office language; what the scenario lists weighs most, and every further word adds a little."""
    case = scene.context.case
    if "jargon" not in scene.hits and case is None:
        return NOTHING
    found = list(evidence(scene.message, scene.hits.get("jargon", ())))
    for term in case.jargon if case else ():
        place = find_term(scene.message, term)
        if place is not None and not _is_ordinary(scene, term):
            found.append(quote(scene.message, "jargon", 0.8, place, "an internal word"))
    if not found:
        return NOTHING
    found.sort(key=lambda item: item.start)
    distinct = {item.quote.lower() for item in found}
    return Found(min(1.0, max(item.strength for item in found) + 0.1 * (len(distinct) - 1)), tuple(found))


def _is_ordinary(scene: Scene, term: str) -> bool:
    """Whether an internal word is this customer's word, too, or everybody's ("queue" in a case about a queue)."""
    words = prepared(term).words
    theirs = prepared(scene.context.previous or "")
    case = scene.context.case
    at_stake = {word for stake in (case.stakes if case else ()) for word in prepared(stake).words}
    return (
        all(word in FUNCTION_WORDS or word in GENERIC_WORDS or word in at_stake for word in words)
        or find_term(theirs, term) is not None
    )


def find_term(message: Message, term: str) -> tuple[int, int] | None:
    """Where a term's words stand in the plain text, or None."""
    wanted = _in_plain_words(term)
    at = message.plain.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if (at == 0 or message.plain[at - 1] in " \n") and (end == len(message.plain) or message.plain[end] in " \n,"):
            return at, end
        at = message.plain.find(wanted, end)
    return None


@lru_cache(maxsize=256)
def _in_plain_words(term: str) -> str:
    return " ".join(prepared(term).words)


def placeholder(scene: Scene) -> Found:
    """A slot of a template that nobody filled."""
    text = scene.message.text
    for mark in SLOT_MARKS:
        if mark in text:
            slots = PLACEHOLDER.finditer(text)
            return strongest(
                Evidence("placeholder", 1.0, *match.span(), match[0], "an unfilled slot") for match in slots
            )
    return NOTHING


def _row(meaning: str, find: Callable[[Scene], Found], needs: str = "", *, alone: bool = False) -> Detector:
    return Detector("provocation", meaning, find, needs, alone=alone)


def _by_rule(meaning: str, find: Callable[[Scene], Found]) -> Detector:
    return Detector("provocation", meaning, find, on_hits=True)


DETECTORS: dict[str, Detector] = {
    "dismissing": _by_rule("Plays the matter or the feeling down ('calm down', 'only a parcel').", ruled("dismissing")),
    "blaming": _by_rule("Puts the fault on the customer.", ruled("blaming")),
    "defending": _by_rule("Defends the shop instead of listening.", ruled("defending")),
    "deflecting": _by_rule("Sends the customer elsewhere instead of helping.", softened("deflecting")),
    "wall": _by_rule("A bare no, or a bare rule.", softened("wall")),
    "attack": _row("Insults, swears at, or shouts at the customer.", attack, alone=True),
    "condescending": _by_rule("Talks down to the customer ('as I already explained').", ruled("condescending")),
    "sarcasm": _by_rule("Says the opposite to mock.", sarcasm),
    "interrupting": _row("Cuts the customer short.", interrupting, "cut_in"),
    "jargon": _row("Uses office language that the customer needn't know.", jargon),
    "placeholder": _row("Leaves a template's slot unfilled.", placeholder, alone=True),
}
