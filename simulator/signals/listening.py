"""Detectors for listening: questions that ask to tell, restatement and reflection."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.signals.empathy import HALF, received, undone
from simulator.signals.evidence import Evidence
from simulator.signals.lexicons.common import ASKS_FOR_A_YES, FUNCTION_WORDS, SUITED
from simulator.signals.quoting import evidence, quote
from simulator.signals.rules import Hit
from simulator.signals.scene import NOTHING, Detector, Found, Scene, strongest
from simulator.signals.uptake import Element

CLOSED_FORM = 0.3
"""What asking for one of a form's fields shows of listening."""
ASKED_AT_ALL, ASKED_OF, BARE = 0.5, 0.68, 0.62
"""What a question shows that no rule knows, one that says what it is about, and at most one that fits any case."""
ANY_CASE = frozenset(
    """happened happen happens happening wrong matter problem problems issue feel feeling feelings mean means meant
    more else story reason examples example explain describe share elaborate clarify talk say ask asking help makes
    case friend man buddy bro mate dude sir madam wondering curious kindly thing situation anyway sorry way going
    question""".split()
)
SAYS_NOTHING = FUNCTION_WORDS | ANY_CASE
"""What tells of no case by itself."""
TALKS_ON, LEFT_BEHIND = 6, 0.45
"""A question that six further sentences follow is hardly one that waits for an answer."""
OPENING = re.compile(
    r"(?:(?:and|so|but|or|hi|okay|well|just|yes|no|then) ){0,2}"
    r"(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|"
    r"why|what|how|when|where|who|which|you|any|anyone|anything|besides)(?![^ ,])"
)
UNHEARING = ("condescending", "attack", "sarcasm", "blaming", "dismissing", "closing_question", "interrupting")
"""A question in a sentence with one of these doesn't ask to be told."""
SAID_BACK, COPIED = 0.5, 0.3


def exploration(scene: Scene) -> Found:
    """Questions and requests that ask the customer to tell; a form's field counts little, an offer not at all."""
    hits = scene.hits.get("exploration", ())
    if not hits and True not in scene.message.questions:
        return NOTHING
    closed = scene.sentences_with(*UNHEARING, "aside") | _for_a_yes(scene)
    telling = scene.sentences_with("telling")
    offers = scene.sentences_with("offer") - telling - scene.sentences_with("open")
    fields = scene.sentences_with("field") - telling
    left = _left_behind(scene)
    bare = {sentence for sentence in {hit.sentence for hit in hits} if not _says_what(scene, sentence)}

    def weigh(hit: Hit) -> float:
        if hit.sentence in closed or hit.sentence in offers:
            return 0.0
        factor = LEFT_BEHIND if hit.sentence in left else 1.0
        if hit.sentence in bare:
            factor = min(factor, BARE / hit.rule.strength)
        return min(factor, CLOSED_FORM / hit.rule.strength) if hit.sentence in fields else factor

    ruled = evidence(scene.message, hits, weigh)
    return strongest(
        (*ruled, *_other_questions(scene, closed | offers | left | _for_a_yes(scene, tagged=True), fields))
    )


def _for_a_yes(scene: Scene, *, tagged: bool = False) -> frozenset[int]:
    """Questions that ask no more than whether what was said suits; "are you all right?", "do you agree?" ask more.

    ``tagged``: also those of which only the last clause asks that ("It comes on Friday, ok for you?").
    """
    suits = ASKS_FOR_A_YES - {"are", "do"}
    found = set()
    for at, asks in enumerate(scene.message.questions):
        line = scene.line(at) if asks else ""
        words = (line.rpartition(", ")[2] if tagged else line.replace(",", "")).split()
        if words and suits.issuperset(words) and not SUITED.isdisjoint(words):
            found.add(at)
    return frozenset(found)


def _left_behind(scene: Scene) -> frozenset[int]:
    """Questions that the writer talks on after, as if nobody were to answer them."""
    lines = len(scene.message.sentences)
    if lines <= TALKS_ON:
        return frozenset()
    different = len({scene.line(sentence) for sentence in range(lines)})
    return frozenset(sentence for sentence in range(lines) if different - sentence > TALKS_ON)


def _other_questions(scene: Scene, passed: frozenset[int], fields: frozenset[int]) -> Iterable[Evidence]:
    """Questions that no rule knows: for one of a form's fields ("And your postcode?"), or to the customer.

    One that asks of something in particular shows more listening than a bare one.
    """
    asked = scene.sentences_with("exploration", least=ASKED_OF) | passed | scene.sentences_with("rhetorical")
    for sentence, asks in enumerate(scene.message.questions):
        if not asks or sentence in asked:
            continue
        place = scene.message.line(sentence)
        if sentence in fields:
            yield quote(scene.message, "exploration", CLOSED_FORM, place, "asks for a form's field")
        elif _is_to_you(scene, sentence):
            of = ASKED_OF if _asks_of_something(scene, sentence) else ASKED_AT_ALL
            yield quote(scene.message, "exploration", of, place, "asks the customer")


def _asks_of_something(scene: Scene, sentence: int) -> bool:
    """Whether a clause of it begins as a question does, and a word in it says what it is about."""
    line = scene.line(sentence)
    return any(OPENING.match(clause) for clause in line.split(", ")) and _says_what(scene, sentence)


def _says_what(scene: Scene, sentence: int) -> bool:
    """Whether a word says what the question is about: "What happened?" fits any case."""
    return not SAYS_NOTHING.issuperset(scene.message.spoken[sentence])


def _is_to_you(scene: Scene, sentence: int) -> bool:
    words = scene.message.spoken[sentence]
    return "you" in words or "your" in words or words[:1] == ["so"]


def restatement(scene: Scene) -> Found:
    """The customer's own facts said back; copying their sentence is not restating it."""
    hits = scene.hits.get("restatement", ())
    picked = _facts(scene)
    if not (hits or picked or "declared" in scene.hits):
        return NOTHING
    checked = scene.sentences_with("checked")

    def weigh(hit: Hit) -> float:
        if scene.message.questions[hit.sentence] and hit.sentence not in checked:
            return 0.0
        if hit.sentence in scene.unchanged:
            return HALF
        return (1.0 + 0.1 * len(picked.get(hit.sentence, ()))) * (HALF if undone(scene, hit) else 1.0)

    ruled = evidence(scene.message, hits, weigh)
    return strongest((*ruled, *_checked_back(scene), *_said_back(scene, picked)))


def _facts(scene: Scene) -> dict[int, list[Element]]:
    found: dict[int, list[Element]] = {}
    for element in scene.picked_up:
        if element.known.told not in {"", "generic", "feeling"}:
            found.setdefault(element.sentence, []).append(element)
    return found


def _checked_back(scene: Scene) -> Iterable[Evidence]:
    """A statement with a question mark ("You ordered on the 26th?") says back in order to check."""
    for sentence in sorted(scene.sentences_with("declared")):
        if scene.message.questions[sentence] and scene.line(sentence).count(" ") >= 3:
            yield quote(
                scene.message, "restatement", SAID_BACK, scene.message.line(sentence), "checks what was understood"
            )


def _said_back(scene: Scene, picked: dict[int, list[Element]]) -> Iterable[Evidence]:
    own = scene.sentences_with("commitment")
    for sentence, facts in picked.items():
        if scene.message.questions[sentence] or sentence in own:
            continue
        to_you = _is_to_you(scene, sentence)
        if len(facts) < (2 if to_you else 3) or not _is_told(scene, sentence):
            continue
        strength = (
            COPIED if sentence in scene.unchanged else min(0.9 if to_you else SAID_BACK, 0.25 + 0.15 * len(facts))
        )
        words = ", ".join(scene.message.words[fact.word] for fact in facts)
        yield quote(scene.message, "restatement", strength, scene.message.line(sentence), words)


def _is_told(scene: Scene, sentence: int) -> bool:
    """Whether a sentence is more than the facts in a row: some of its words hold it together."""
    words = scene.message.spoken[sentence]
    return sum(map(FUNCTION_WORDS.__contains__, words)) >= 0.2 * len(words)


DETECTORS: dict[str, Detector] = {
    "exploration": Detector(
        "empathy", "Asks the customer to tell: what happened, what it needs.", exploration, alone=True
    ),
    "restatement": Detector("empathy", "Says back what the customer told.", restatement),
    "reflection": Detector(
        "empathy", "Says back what the customer seems to feel.", received("reflection"), on_hits=True, alone=True
    ),
}
