"""The check of tone: the words are as heated as the customer is, and insult nobody where none is due."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.llm.customer_brief import Brief
from simulator.signals import Reading, read_customer

WARM = re.compile(
    r"""\b(?:no\ (?:worries|problem|rush|hurry|stress|big\ deal|harm\ done)|take\ your\ time|don't\ worry
      |not\ to\ worry|never\ mind,?\ it|it's\ (?:all\ )?(?:fine|okay|ok|alright|all\ right|no\ trouble|nothing)\b
      |that's\ (?:perfectly\ |totally\ |quite\ |absolutely\ )?(?:fine|okay|ok|alright|all\ right|understandable)\b
      |i'm\ (?:quite\ |perfectly\ |really\ )?(?:happy|relaxed|calm|fine|pleased|delighted|grateful|easy|not\ (?:upset
      |angry|bothered|in\ a\ hurry))
      |(?:so|very|really)\ (?:kind|sweet|helpful|nice|lovely|thoughtful|grateful)\b|thank\ you\ (?:so|very)\ much
      |many\ thanks|thanks\ (?:a\ lot|so\ much|ever\ so)|much\ appreciated|i\ (?:really\ )?appreciate
      |lovely|wonderful|brilliant|fantastic|perfect\b|(?:whenever|if)\ (?:it\ suits|you\ (?:have|get)\ (?:a
      |the)\ (?:moment|minute|chance|time))|at\ your\ convenience|i\ (?:quite\ |completely\ |totally[ ]
      |fully\ )?understand\b(?!\ (?:nothing|not|why|what|how|a\ word))|these\ things\ happen|mistakes\ happen
      |could\ happen\ to\ anyone
      |happy\ to\ wait|i\ don't\ mind|(?:a\ )?(?:tiny|little|wee)\ bit\b|just\ (?:a\ )?(?:little|slightly)|slightly
      |a\ bit\ of\ a\ (?:nuisance|pity|shame)|not\ the\ end\ of\ the\ world|would\ you\ be\ so\ kind|bless\ you
      |cheers|you're\ (?:a\ star|doing\ great|an\ angel|the\ best)|have\ a\ (?:nice|good|lovely|great)
      |hope\ you're\ (?:well|having)|:-?\)|😊|🙂|❤|😄|haha|hihi|xx)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Ease, cheer and softening."""
HOT = re.compile(
    r"""\b(?:unbelievable|outrageous|ridiculous|disgrace(?:ful)?|scandal(?:ous)?|joke|jokers?|pathetic|useless
      |incompetent|idiots?|idiotic|morons?|clowns?|stupid|thieves|crooks?|robbers?|liars?|lying|scam(?:mers?)?
      |rip-?off|robbery|shame(?:ful|less|\ on\ you)?|shambles|circus|garbage|rubbish|crap|hell\b|damn(?:ed)?|bloody
      |sick\ (?:of|and)|fed\ up|furious|livid|seething|boiling|enraged|insulting|an\ insult|insane|madness
      |disgust(?:ed|ing)|appalling|atrocious
      |how\ dare|what\ the|are\ you\ (?:kidding|joking|serious|deaf|blind|even)|shut\ up|enough\ is\ enough
      |had\ enough|(?:i'm|i\ am)\ (?:so\ |absolutely\ |really\ |bloody\ )?(?:angry|furious|done)|for\ god's\ sake
      |for\ heaven's\ sake|on\ earth|last\ straw|the\ nerve|never\ again|beyond\ belief|lawyer|sue\b|court|police
      |the\ press|screw|bullshit|wtf|fool|nonsense|you\ people|amateurs?|i\ don't\ care|good\ for\ nothing
      |contempt)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Heat: what calm customers do not say."""
MEEK = re.compile(
    r"""\b(?:could\ you\ (?:please|kindly|perhaps|maybe|have\ a\ look
      |take\ a\ look|check)|would\ you\ (?:please|kindly)|i\ (?:was|am
      |'m)\ (?:just\ )?wondering|would\ it\ be\ possible|if\ (?:that's|it's|it\ is)\ (?:possible|okay|ok|all\ right
      |alright|no\ trouble|not\ too\ much)|kindly\b|please\ let\ me\ know|i\ would\ like\ to\ (?:ask|know)
      |i'd\ like\ to\ (?:ask|know)|i\ would\ be\ (?:glad|happy)|i\ hope\ you|hello|hi\b|good\ (?:morning|afternoon
      |day)|just\ (?:checking|asking|curious)|curious\b|by\ any\ chance|i\ wonder|perhaps\b|maybe\b
      |thank\ you\ for)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Polite asking: by itself it is no anger."""
SWEARING = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|bitch\w*|bastards?|cunt\w*|arse\w*|ass(?:hole)?s?|dick\w*|wank\w*|piss\w*"
    r"|retard\w*|slut\w*|whore\w*|twats?|moth\w+fuck\w*)\b",
    re.IGNORECASE,
)
"""Words that no level of content allows."""
INSULT = re.compile(
    r"\b(?:idiots?|morons?|stupid|imbeciles?|dumb\w*|brainless|scum|liars?|crooks?|thieves|clowns?|useless"
    r"|worthless|incompetent|pathetic|fools?|parasites?|vermin|losers?|braindead|thick|halfwits?|cretins?)\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:i(?:'m| am| was| feel| felt| look(?:ed)?| must (?:be|look))"
    r"|me(?: for| like| as| feel(?: like)?| look(?: like)?)?|myself|(?:we|us)(?: were| are| for| like)?|i were)"
    r"(?: \w+){0,2}\W*$",
    re.IGNORECASE,
)
"""Who says so of himself: "I was the fool", "you take me for an idiot"."""
AT_YOU = re.compile(r"\b(?:you|your|you're|u)\b", re.IGNORECASE)
"""An insult is one where it is aimed at somebody."""
WARM_ACTS = frozenset({"thanks", "confirm", "farewell", "accept", "escalated", "wait", "private", "reserve"})
"""Acts that are friendly by themselves."""
HEATED = 0.55
"""Strength of an angry signal from which on a line is heated [design choice, from the library's own lines]."""


@lru_cache(maxsize=512)
def _read(text: str) -> Reading:
    return read_customer(text)


def hostility(text: str, brief: Brief) -> str:
    """Words hotter or milder than the customer is; insults where none are due, or harder than the level allows."""
    swearing = SWEARING.search(text)
    if swearing:
        return swearing.group()
    insult = _insult(text, brief)
    if insult:
        return insult
    heat, warm = _heat(text), _warm(text)
    if brief.band == "calm" and brief.act not in {"abuse", "threaten_review"} and heat >= 2:
        return f"too angry for {brief.band}"
    if brief.band == "tense" and brief.act != "abuse" and (heat >= 4 or (warm >= 2 and brief.act not in WARM_ACTS)):
        return f"too {'angry' if heat >= 4 else 'friendly'} for {brief.band}"
    if brief.band in {"angry", "furious"}:
        return _too_mild(text, brief, heat, warm)
    return ""


def _heat(text: str) -> float:
    """How many signs of anger a line holds; loud words count twice."""
    reading = _read(text)
    strength = reading.strength("anger", "abuse")
    shouted = len(
        [word for word in re.findall(r"\b[A-Z]{3,}\b", text) if word not in {"USB", "PDF", "IBAN", "SMS", "VAT"}]
    )
    signs = 1.5 * len(HOT.findall(text)) + min(2, shouted) + (1.0 if text.count("!") >= 3 or "!!" in text else 0.0)
    return signs + (1.5 if strength >= HEATED else 0.0)


def _warm(text: str) -> float:
    return len(WARM.findall(text)) + (0.5 if _read(text).strength("gratitude") >= 0.5 else 0.0)


def _too_mild(text: str, brief: Brief, heat: float, warm: float) -> str:
    friendly = warm - heat / 2
    if brief.act in WARM_ACTS or brief.accepts:
        return "too friendly" if friendly >= 2 else ""
    if friendly >= 1:
        return "too friendly"
    meek = bool(MEEK.search(text)) and brief.act in {
        "vent",
        "insist",
        "reject",
        "threaten_review",
        "abuse",
        "too_early",
    }
    return f"too mild for {brief.band}" if meek and not heat and "!" not in text else ""


def _insult(text: str, brief: Brief) -> str:
    """An insult outside abuse, unless the script says it; at the level "none" there is none at all."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
        found = INSULT.search(sentence)
        if (
            not found
            or OWN.search(sentence[: found.start()])
            or not (AT_YOU.search(sentence) or len(sentence.split()) < 5)
        ):
            continue
        if brief.act == "abuse" and brief.level != "none":
            continue
        if found.group().casefold() not in brief.script.casefold() and (
            brief.band != "furious" or brief.level == "none"
        ):
            return found.group()
    return ""
