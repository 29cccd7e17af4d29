"""Checks against the cue: the words are as heated as the customer is, and agree to exactly what the engine decided."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.llm.customer_brief import Brief
from simulator.signals import Reading, read_customer

WARM = re.compile(
    r"""\b(?:no\ (?:worries|problem|rush|hurry|stress|big\ deal|harm\ done)|take\ your\ time|don't\ worry|not\ to\ worry|never\ mind,?\ it|it's\ (?:all\ )?(?:fine|okay|ok|alright|all\ right|no\ trouble|nothing)\b
      |that's\ (?:perfectly\ |totally\ |quite\ |absolutely\ )?(?:fine|okay|ok|alright|all\ right|understandable)\b|i'm\ (?:quite\ |perfectly\ |really\ )?(?:happy|relaxed|calm|fine|pleased|delighted|grateful|easy|not\ (?:upset|angry|bothered|in\ a\ hurry))
      |(?:so|very|really)\ (?:kind|sweet|helpful|nice|lovely|thoughtful|grateful)\b|thank\ you\ (?:so|very)\ much|many\ thanks|thanks\ (?:a\ lot|so\ much|ever\ so)|much\ appreciated|i\ (?:really\ )?appreciate
      |lovely|wonderful|brilliant|fantastic|perfect\b|(?:whenever|if)\ (?:it\ suits|you\ (?:have|get)\ (?:a|the)\ (?:moment|minute|chance|time))|at\ your\ convenience|i\ (?:quite\ |completely\ |totally\ |fully\ )?understand\b|these\ things\ happen|mistakes\ happen|could\ happen\ to\ anyone
      |happy\ to\ wait|i\ don't\ mind|(?:a\ )?(?:tiny|little|wee)\ bit\b|just\ (?:a\ )?(?:little|slightly)|slightly|a\ bit\ of\ a\ (?:nuisance|pity|shame)|not\ the\ end\ of\ the\ world|would\ you\ be\ so\ kind|bless\ you|cheers|you're\ (?:a\ star|doing\ great|an\ angel|the\ best)|have\ a\ (?:nice|good|lovely|great)|hope\ you're\ (?:well|having)|:-?\)|😊|🙂|❤|😄|haha|hihi|xx)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Ease, cheer and softening."""
HOT = re.compile(
    r"""\b(?:unbelievable|outrageous|ridiculous|disgrace(?:ful)?|scandal(?:ous)?|joke|jokers?|pathetic|useless|incompetent|idiots?|idiotic|morons?|clowns?|stupid|thieves|crooks?|robbers?|liars?|lying|scam(?:mers?)?|rip-?off|robbery|shame(?:ful|less|\ on\ you)?|shambles|circus|garbage|rubbish|crap|hell\b|damn(?:ed)?|bloody|sick\ (?:of|and)|fed\ up|furious|livid|seething|boiling|enraged|insulting|an\ insult|insane|madness|disgust(?:ed|ing)|appalling|atrocious
      |how\ dare|what\ the|are\ you\ (?:kidding|joking|serious|deaf|blind|even)|shut\ up|enough\ is\ enough|had\ enough|(?:i'm|i\ am)\ (?:so\ |absolutely\ |really\ |bloody\ )?(?:angry|furious|done)|for\ god's\ sake|for\ heaven's\ sake|on\ earth|last\ straw|the\ nerve|never\ again|beyond\ belief|lawyer|sue\b|court|police|the\ press|screw|bullshit|wtf|fool|nonsense|you\ people|amateurs?|i\ don't\ care|good\ for\ nothing|contempt)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Heat: what calm customers do not say."""
MEEK = re.compile(
    r"""\b(?:could\ you\ (?:please|kindly|perhaps|maybe)|would\ you\ (?:please|kindly)|i\ (?:was|am|'m)\ (?:just\ )?wondering|would\ it\ be\ possible|if\ (?:that's|it's|it\ is)\ (?:possible|okay|ok|all\ right|alright|no\ trouble|not\ too\ much)|kindly\b|please\ let\ me\ know|i\ would\ like\ to\ (?:ask|know)|i'd\ like\ to\ (?:ask|know)|i\ would\ be\ (?:glad|happy)|i\ hope\ you|hello|hi\b|good\ (?:morning|afternoon|day)|just\ (?:checking|asking|curious)|curious\b|by\ any\ chance|i\ wonder|perhaps\b|maybe\b|thank\ you\ for)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Polite asking: by itself it is no anger."""
SWEARING = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|bitch\w*|bastards?|cunt\w*|arse\w*|ass(?:hole)?s?|dick\w*|wank\w*|piss\w*|retard\w*|slut\w*|whore\w*|twats?|moth\w+fuck\w*)\b",
    re.IGNORECASE,
)
"""Words that no level of content allows."""
INSULT = re.compile(
    r"\b(?:idiots?|morons?|stupid|imbeciles?|dumb\w*|brainless|scum|liars?|crooks?|thieves|clowns?|useless|worthless|incompetent|pathetic|fools?|parasites?|vermin|losers?|braindead|thick|halfwits?|cretins?)\b",
    re.IGNORECASE,
)
AT_YOU = re.compile(r"\b(?:you|your|you're|u)\b", re.IGNORECASE)
"""An insult is one where it is aimed at somebody."""
ENDED = re.compile(
    r"""\b(?:(?:good)?bye\b(?!-)|have\ a\ (?:nice|good|great|lovely)|that'?s\ all\ (?:i\ needed|from\ me|for\ (?:now|today))|(?:it|that|everything|all|this)(?:'s|\ is|\ has\ been)?\ (?:now\ |all\ |been\ |already\ )*(?:settled|sorted|resolved|solved|done\ then|taken\ care\ of|clear\ now|cleared\ up)|no\ (?:further|more|other)\ questions|(?:you\ can|please)\ close\ (?:the|this|my)
      |(?:i'm|i\ am|we're|am)\ (?:now\ |very\ |completely\ |fully\ |totally\ |perfectly\ |quite\ )*(?:satisfied|happy\ (?:with|now)|content|good\ now|all\ set)|(?:problem|issue|case|matter)\ (?:is\ )?(?:solved|resolved|settled|closed)|nothing\ (?:else|more)\ (?:to\ (?:add|discuss)|needed)|let's\ (?:leave\ it|forget\ (?:it|about))|never\ mind\b|forget\ (?:it|about\ it)\b|i(?:'ll| will)\ (?:drop|leave)\ it|we'?re\ (?:good|done|finished)|i\ (?:consider|see)\ (?:this|it|the\ matter)\ (?:as\ )?(?:settled|closed|resolved))""",
    re.IGNORECASE | re.VERBOSE,
)
"""The conversation is over, or all is well."""
BARE = re.compile(
    r"^(?:ok|okay|alright|all right|fine|good|great|perfect|deal|agreed|super|yes please)(?: then)?[.!]*$",
    re.IGNORECASE,
)
"""A yes of one word; angry customers say "great" and mean the opposite, and an answer may begin with one."""
AGREED = re.compile(
    r"""(?:^|[.!?,;:]\s*|\b(?:then|ok|okay|well|alright|fine|yes|sure|and)\s+)(?:yes(?:,)?\ (?:please|that|do|let's|i'?ll\ take|go|thank)|(?:ok|okay|alright|all\ right|fine|good|great|perfect|sure|deal|agreed|super)(?:\ then|,?\ (?:let's|i'll\ take|do\ (?:that|it)|go\ ahead|that\ (?:works|helps|is\ fine))))
      |\b(?:(?:that|it|this)(?:'s|\ is|\ would\ be|'d\ be|\ will\ be|\ sounds?|\ seems?)\ (?:\w+\ ){0,2}(?:fair|acceptable|(?<!not\ )good\ (?:enough|to\ me|for\ me|offer|solution)|great|perfect|wonderful|fine\ (?:by|with|for)\ me|okay\ (?:by|with|for)\ me|exactly\ what\ i|all\ i\ (?:wanted|needed|need)|right\ for\ me|reasonable)|that\ (?:works|will\ do|suits|would\ work|would\ suit|solves|settles|does\ it)\b|works\ for\ me|sounds\ (?:good|great|fair|fine|like\ a\ plan|perfect|reasonable)
      |i(?:'ll| will|'d| would)?\ (?:gladly\ |happily\ |be\ happy\ to\ |love\ to\ )?(?:accept|take\ (?:it|that|the|your|you\ up)|agree|go\ (?:with|for)\ (?:it|that|the)|settle\ for)|let's\ (?:do|go\ with|say)\ (?:that|it|so)|go\ ahead|do\ that,?\ please|please\ do(?:\ (?:that|it|so))?\b|count\ me\ in|you\ have\ (?:a\ deal|my\ okay|yourself\ a\ deal)|it's\ a\ deal|thank\ you,?\ that\ (?:helps|solves|settles|is\ (?:all|great|perfect))|i\ accept|you(?:'ve|\ have)\ (?:solved|fixed|sorted|settled)|that\ (?:would|will)\ (?:help|do)\ (?:me\ )?(?:a\ lot|very\ much|nicely))""",
    re.IGNORECASE | re.VERBOSE,
)
"""A yes to what was offered."""
NOT_AGREED = re.compile(
    r"\b(?:not|no|n't|never|hardly|if|unless|nor|before|how\ is|what|why|until|who|which|don't|doesn't|isn't|won't|can't|wouldn't)\b|\?|n't\b",
    re.IGNORECASE | re.VERBOSE,
)
REFUSED = re.compile(
    r"""(?:^|[.!?]\s*)no[,.! ](?!\s*(?:problem|worries|wonder|more\ questions|thanks\ needed|complaints|objection))|\b(?:i\ (?:don't|do\ not|won't|will\ not|can't|cannot)\ (?:want|accept|agree|need|take|think\ (?:so|that))|not\ (?:acceptable|good\ enough|what\ i|interested|enough|happy\ with)|out\ of\ the\ question|forget\ it|keep\ (?:it[.!]|your)|(?:that|it|this)\ (?:doesn't|does\ not|won't|isn't|is\ not|is\ no)\ (?:help|work|solve|enough|a\ solution|solution|good|any\ use|use|settled|do)|that's\ (?:no\ (?:good|use|solution|help)|not\ (?:a\ solution|enough|what))|nothing\ is\ settled|refuse|no\ way|no\ thanks?\b|no,?\ thank\ you|i\ reject|unacceptable|useless\ to\ me|what\ (?:good|use)\ (?:is|would))""",
    re.IGNORECASE | re.VERBOSE,
)
"""A no."""
SUPERVISOR = re.compile(
    r"\b(?:supervisors?|managers?|boss|superiors?|team\ lead(?:er)?|head\ of|higher\ up|above\ you|in\ charge|someone\ else|somebody\ else|somebody\ who|someone\ who|who\ decides|more\ senior|responsible|your\ lead|senior|management|next\ (?:one|level)|(?:can|may|could)\ decide)\b",
    re.IGNORECASE | re.VERBOSE,
)
WANTS = re.compile(
    r"""\b(?:i(?:'d|\ would|\ want|'ll|\ need|\ demand|\ insist)?\ (?:\w+\ ){0,3}(?:speak|talk|be\ put|escalate|a\ manager|your\ (?:manager|supervisor|boss))|get\ me|put\ me|give\ me|connect\ me|transfer|pass\ me|let\ me\ (?:speak|talk)|fetch)\b[^.!?]*""",
    re.IGNORECASE | re.VERBOSE,
)
LEAVES = re.compile(
    r"""\b(?:goodbye|bye\b|forget\ it|i'm\ (?:done|off|out|leaving|finished|gone|hanging\ up)|i\ am\ (?:done|leaving|finished|gone|out)|leave\ it|never\ mind|enough|lost\ (?:a\ customer|me)|won't\ (?:be\ back|come\ back|bother|hear)|not\ (?:coming\ back|doing\ this)|elsewhere|another\ (?:shop|way|store)|somewhere\ else|give\ up|end\ (?:of|this|it)|over\b|that's\ it|that\ was\ it|last\ (?:time|order|you)|hang(?:ing)?\ up|never\ (?:again|order|buy)|don't\ bother|no\ point|my\ business|someone\ else|somebody\ else|stop(?:ping)?\ here|leaving|through\ with|cancel|break\ off|breaking\ off|pointless)""",
    re.IGNORECASE | re.VERBOSE,
)
SETTLED_ACTS = frozenset({"accept", "thanks", "reserve", "confirm", "escalated", "terminated", "wait", "private"})
"""Acts whose words may agree."""
ENDING_ACTS = frozenset({"confirm", "walk_away", "escalated", "terminated", "reserve"})
"""Acts whose words may end the conversation."""
WARM_ACTS = frozenset({"thanks", "confirm", "accept", "escalated", "wait", "private", "reserve"})
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


def settles(text: str, brief: Brief) -> str:
    """A yes, a thanks for the solution or a goodbye that the engine has not decided."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n", text) if part.strip()]
    ended = None if brief.act in ENDING_ACTS else ENDED.search(text)
    if ended and not _denied(text, ended) and not (brief.act == "thanks" and "settled" in ended.group()):
        return ended.group()
    if brief.act in SETTLED_ACTS or brief.accepts:
        return ""
    for sentence in sentences:
        found = AGREED.search(sentence) or (None if _means_other(brief) or "?" in text else BARE.search(sentence))
        if found and not NOT_AGREED.search(sentence) and not _then_refused(text, brief):
            return found.group().strip()
    return ""


def off_cue(text: str, brief: Brief) -> str:
    """The act is missing, or its opposite is said."""
    if (brief.accepts or brief.act in {"confirm", "thanks", "reserve"}) and (found := REFUSED.search(text)):
        return found.group().strip()
    wants = WANTS.search(text)
    asks = bool(SUPERVISOR.search(text))
    if brief.act == "demand_supervisor" and not asks:
        return "no supervisor is asked for"
    if (
        brief.act not in {"demand_supervisor", "escalated", "insist", "abuse"}
        and wants
        and SUPERVISOR.search(wants.group())
        and not SUPERVISOR.search(brief.script)
    ):
        return wants.group()
    if brief.act == "walk_away" and not LEAVES.search(text):
        return "nobody leaves"
    if brief.act not in {"walk_away", "terminated", "escalated", "confirm"} and re.search(
        r"\b(?:goodbye|i'm (?:leaving|hanging up)|you've lost a customer|i won't be back)\b", text, re.IGNORECASE
    ):
        return "the customer leaves"
    return "nothing is threatened" if brief.act == "threaten_review" and not _threat(text) else ""


def _threat(text: str) -> bool:
    pattern = r"\b(?:review\w*|post\w*|online|internet|everybody|everyone|every one|people|friends|write|public|star|know|read|tell|hear|press|social|lawyer|consumer|story|report|share|neighbours|family|warn|writing|wrote|written|viral|account of|followers)\b"
    return bool(re.search(pattern, text, re.IGNORECASE))


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
        if not found or not (AT_YOU.search(sentence) or len(sentence.split()) < 5):
            continue
        if brief.act == "abuse" and brief.level != "none":
            continue
        if found.group().casefold() not in brief.script.casefold() and (
            brief.band != "furious" or brief.level == "none"
        ):
            return found.group()
    return ""


def _denied(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 40) : found.start()].rpartition(".")[2]
    after = text[found.end() : found.end() + 3]
    return (
        bool(NOT_AGREED.search(before))
        or "?" in after
        or (text[found.start() :].partition("\n")[0].split(".")[0].endswith("?"))
    )


def _means_other(brief: Brief) -> bool:
    """Whether a bare "okay" or "great" agrees to nothing here."""
    return brief.act in {"answer", "threaten_review", "abuse", "unsure", "walk_away"} or brief.band in {
        "angry",
        "furious",
    }


def _then_refused(text: str, brief: Brief) -> bool:
    """ "Fine, but that doesn't help me": a no further on takes the yes back; so does a question that keeps it open."""
    rest = re.search(r"\bbut\b|\bhowever\b", text, re.IGNORECASE)
    return bool(REFUSED.search(text)) or (
        bool(rest) and brief.act in {"reject", "insist", "too_early", "unchecked", "beyond", "too_late", "vent"}
    )
