"""Checks against the cue: the words agree to, refuse and end exactly what the engine decided."""

from __future__ import annotations

import re

from simulator.llm.customer_brief import Brief

ENDED = re.compile(
    r"""\b(?:(?:good)?bye\b(?!-)|(?:have|wish\ you)\ a\ (?:nice|good|great|lovely)
      |that'?s\ all\ (?:i\ needed|from\ me|for\ (?:now
      |today))|(?:it|that|everything|all|this)(?:'s|\ is|\ has\ been)?\ (?:now\ |all\ |been\ |already\ )*(?:settled
      |arranged|sorted|resolved|solved|done\ then|taken\ care\ of|clear\ now|cleared\ up)|no\ (?:further|more
      |other)\ questions|(?:you\ can|please)\ close\ (?:the|this|my)
      |(?:i'm|i\ am|we're|am)\ (?:now\ |very\ |completely\ |fully\ |totally\ |perfectly\ |quite\ )*(?:satisfied
      |happy\ (?:with|now)|content|good\ now|all\ set)|(?:problem|issue|case|matter)\ (?:is\ )?(?:solved|resolved
      |settled|closed)|nothing\ (?:else|more)\ (?:to\ (?:add|discuss)|needed)|let's\ (?:leave\ it|forget\ (?:it
      |about))|never\ mind\b|forget\ (?:it|about\ it)\b|i(?:'ll| will)\ (?:drop|leave)\ it|we'?re\ (?:good|done
      |finished)|i\ (?:consider|see)\ (?:this|it|the\ matter)\ (?:as\ )?(?:settled|closed|resolved))""",
    re.IGNORECASE | re.VERBOSE,
)
"""The conversation is over, or all is well."""
BARE = re.compile(
    r"^(?:ok|okay|alright|all right|fine|good|great|perfect|deal|agreed|super|yes please)(?: then)?[.!]*$",
    re.IGNORECASE,
)
"""A yes of one word; angry customers say "great" and mean the opposite, and an answer may begin with one."""
PLAIN_YES = re.compile(r"^(?:deal|agreed|yes please|so be it)(?: then)?[.!]*$", re.IGNORECASE)
"""A yes of one word that nobody means otherwise."""
WAITS = re.compile(r"\bi(?:'ll| will| can| could)(?: just)? wait\b", re.IGNORECASE)
"""A yes to being put off."""
AGREED = re.compile(
    r"""(?:^|[.!?,;:]\s*|\b(?:then|ok|okay|well|alright|fine|yes|sure|and)\s+)(?:yes(?:,)?\ (?:please|that|do|let's
      |i'?ll\ take|go|thank)|(?:ok|okay|alright|all\ right|fine|good|great|perfect|sure|deal|agreed|super)(?:\ then
      |,?\ (?:let's|i'll\ take|do\ (?:that|it)|go\ ahead|that\ (?:works|helps|is\ fine))))
      |\b(?:(?:that|it|this)(?:'s|\ is|\ would\ be|'d\ be|\ will\ be|\ sounds?|\ seems?)\ (?:\w+\ ){0,2}(?:fair
      |acceptable|(?<!not\ )good\ (?:enough|to\ me|for\ me|offer|solution)|great|perfect|wonderful|fine\ (?:by|with
      |for)\ me|okay\ (?:by|with|for)\ me|exactly\ what\ i|all\ i\ (?:wanted|needed|need)|right\ for\ me|reasonable)
      |that\ (?:works|will\ do|suits|would\ work|would\ suit|solves|settles|does\ it)\b|works\ for\ me
      |sounds\ (?:good|great|fair|fine|like\ a\ plan|perfect|reasonable)
      |i(?:'ll| will|'d| would)?\ (?:gladly\ |happily\ |be\ happy\ to\ |love\ to\ )?(?:accept|take\ (?:it|that|the
      |your|you\ up)|agree|go\ (?:with|for)\ (?:it|that|the)|settle\ for)|let's\ (?:do|go\ with|say)\ (?:that|it|so)
      |let's\ do\ (?:the|your|a|one|another)\b|go\ ahead|do\ that,?\ please|please\ do(?:\ (?:that|it|so))?\b
      |count\ me\ in|you\ have\ (?:a\ deal|my\ okay
      |yourself\ a\ deal)|it's\ a\ deal|thank\ you,?\ that\ (?:helps|solves|settles|is\ (?:all|great|perfect))
      |i\ accept|you(?:'ve|\ have)\ (?:solved|fixed|sorted|settled)|that\ (?:would|will)\ (?:help
      |do)\ (?:me\ )?(?:a\ lot|very\ much|nicely))""",
    re.IGNORECASE | re.VERBOSE,
)
"""A yes to what was offered."""
NOT_AGREED = re.compile(
    r"\b(?:not|no|n't|never|hardly|if|unless|nor|before|how\ is|what|why|until|who|which|don't|doesn't|isn't"
    r"|won't|can't|wouldn't)\b|\?|n't\b",
    re.IGNORECASE | re.VERBOSE,
)
REFUSED = re.compile(
    r"""(?:^|[.!?]\s*)no[,.! ](?!\s*(?:problem|worries|wonder|more\ questions|thanks\ needed|complaints|objection))
      |\b(?:i\ (?:don't|do\ not|won't|will\ not|can't|cannot)\ (?:want|accept|agree|need|take|think\ (?:so|that))
      |not\ (?:acceptable|good\ enough|what\ i|interested|enough|happy\ with)|out\ of\ the\ question|forget\ it
      |(?<!i'll\ )(?<!gladly\ )keep\ (?:it[.!]|your)
      |(?:that|it|this)\ (?:isn't|is\ not|'s\ not|is\ hardly)\ (?:acceptable|fair|okay|ok|right|what\ i|an\ option
      |for\ me)
      |(?:that|it|this)\ (?:doesn't|does\ not|won't|isn't|is\ not|is\ no)\ (?:help|work|solve
      |enough|a\ solution|solution|good|any\ use|use|settled|do)|that's\ (?:no\ (?:good|use|solution|help)
      |not\ (?:a\ solution|enough|what))|nothing\ is\ settled|refuse|no\ way|no\ thanks?\b|no,?\ thank\ you|i\ reject
      |unacceptable|useless\ to\ me|what\ (?:good|use)\ (?:is|would))""",
    re.IGNORECASE | re.VERBOSE,
)
"""A no."""
SUPERVISOR = re.compile(
    r"\b(?:supervisors?|managers?|boss|superiors?|team\ lead(?:er)?|head\ of|higher\ up|above\ you|in\ charge"
    r"|someone\ else|somebody\ else|somebody\ who|someone\ who|who\ decides|more\ senior|responsible"
    r"|your\ lead|senior|management|with\ (?:the|more|some|enough)\ authority"
    r"|next\ (?:one|level)|(?:can|may|could)\ decide)\b",
    re.IGNORECASE | re.VERBOSE,
)
WANTS = re.compile(
    r"""\b(?:i(?:'d|\ would|\ want|'ll|\ need|\ demand|\ insist)?\ (?:\w+\ ){0,3}(?:speak|talk|be\ put|escalate
      |a\ manager|your\ (?:manager|supervisor|boss))|get\ me|put\ me|give\ me|connect\ me|transfer|pass\ me
      |let\ me\ (?:speak|talk)|fetch)\b[^.!?]*""",
    re.IGNORECASE | re.VERBOSE,
)
LEAVES = re.compile(
    r"""\b(?:goodbye|bye\b|forget\ it|i'm\ (?:done|off|out|leaving|finished|gone|hanging\ up)|i\ am\ (?:done|leaving
      |finished|gone|out)|leave\ it|never\ mind|enough|lost\ (?:a\ customer|me)|won't\ (?:be\ back|come\ back|bother
      |hear)|not\ (?:coming\ back|doing\ this)|elsewhere|another\ (?:shop|way|store)|somewhere\ else|give\ up
      |end\ (?:of|this|it)|over\b|that's\ it|that\ was\ it|last\ (?:time|order|you)|hang(?:ing)?\ up|never\ (?:again
      |order|buy)|don't\ bother|no\ point|my\ business|someone\ else|somebody\ else|stop(?:ping)?\ here|done\ here
      |leaving|we(?:'re|\ are)\ (?:done|finished|through)
      |through\ with|cancel|break\ off|breaking\ off|pointless)""",
    re.IGNORECASE | re.VERBOSE,
)
THREAT = re.compile(
    r"""\b(?:review\w*|post(?!code|\ office)\w*|online|internet|everybody|everyone|every\ one|(?<!you\ )people|friends
      |public|star|(?<!to\ )(?<!i\ )know|read\ (?:about|this|it)|tell(?!\ (?:me|us))|hear(?!\ (?:from|back)|d)|press
      |social|lawyer|consumer|story|report|share|neighbours|family|warn|writ(?:e|ing)(?!\ (?:to\ )?(?:me|you|us)\b)
      |wrote|written|viral|account\ of|followers)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Others will hear of it."""
SETTLED_ACTS = frozenset(
    {"accept", "thanks", "reserve", "confirm", "farewell", "escalated", "terminated", "wait", "private"}
)
"""Acts whose words may agree."""
ENDING_ACTS = frozenset({"confirm", "farewell", "walk_away", "escalated", "terminated", "reserve"})
"""Acts whose words may end the conversation."""


REFUSING_ACTS = frozenset({"reject", "too_early", "unchecked", "beyond", "too_late"})
GLADLY = re.compile(r"\W*(?:yes|sure|gladly|of course|with pleasure|absolutely|certainly)\b", re.IGNORECASE)
"""How a yes begins, where a no is due."""


def settles(text: str, brief: Brief) -> str:
    """A yes, a thanks for the solution or a goodbye that the engine has not decided."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n", text) if part.strip()]
    ended = None if brief.act in ENDING_ACTS else ENDED.search(text)
    if ended and not _denied(text, ended) and not (brief.act == "thanks" and "settled" in ended.group()):
        return ended.group()
    if brief.act in SETTLED_ACTS or brief.accepts:
        return ""
    for sentence in sentences:
        found = AGREED.search(sentence) or PLAIN_YES.search(sentence)
        found = found or (None if _means_other(brief) or "?" in text else BARE.search(sentence))
        found = found or (WAITS.search(sentence) if brief.act in REFUSING_ACTS else None)
        if found and not NOT_AGREED.search(sentence) and not _then_refused(text, brief):
            return found.group().strip()
    return ""


def off_cue(text: str, brief: Brief) -> str:
    """The act is missing, or its opposite is said."""
    if opposite := _opposite(text, brief):
        return opposite
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
    if brief.act not in {"walk_away", "terminated", "escalated", "confirm", "farewell"} and re.search(
        r"\b(?:goodbye|i'm (?:leaving|hanging up)|you've lost a customer|i won't be back)\b", text, re.IGNORECASE
    ):
        return "the customer leaves"
    return "nothing is threatened" if brief.act == "threaten_review" and not _threat(text) else ""


def _opposite(text: str, brief: Brief) -> str:
    """A no where a yes is due, and the other way round."""
    if brief.accepts or brief.act in {"confirm", "farewell", "thanks", "reserve"}:
        found = REFUSED.search(text)
    else:
        found = GLADLY.match(text) if brief.act in REFUSING_ACTS and not _taken_back(text) else None
    return found.group().strip() if found else ""


def _threat(text: str) -> bool:
    """Whether others will hear of it; furious people also threaten without a plan, but not by asking."""
    return bool(THREAT.search(text)) or ("!" in text and not text.rstrip().endswith("?"))


def _denied(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 40) : found.start()].rpartition(".")[2]
    after = text[found.end() : found.end() + 3]
    return (
        bool(NOT_AGREED.search(before))
        or "?" in after
        or (text[found.start() :].partition("\n")[0].split(".")[0].endswith("?"))
    )


def _taken_back(text: str) -> bool:
    """Whether a yes at the beginning agrees to nothing: a no, a but or a question follows."""
    return bool(
        REFUSED.search(text) or NOT_AGREED.search(text) or re.search(r"\bbut\b|\bhowever\b", text, re.IGNORECASE)
    )


def _means_other(brief: Brief) -> bool:
    """Whether a bare "okay" or "great" agrees to nothing here."""
    return brief.act in {"answer", "threaten_review", "abuse", "unsure", "walk_away"} or brief.band in {
        "angry",
        "furious",
    }


def _then_refused(text: str, brief: Brief) -> bool:
    """Whether a no further on takes the yes back ("Fine, but that doesn't help me")."""
    rest = re.search(r"\bbut\b|\bhowever\b", text, re.IGNORECASE)
    return bool(REFUSED.search(text)) or (
        bool(rest) and brief.act in {"reject", "insist", "too_early", "unchecked", "beyond", "too_late", "vent"}
    )
