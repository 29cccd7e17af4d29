"""Checks of who is speaking: not the agent, not a model in an exercise, and nobody who quotes instructions."""

from __future__ import annotations

import re

from simulator.llm.customer_brief import ACT_WORDS, BAND_WORDS, Brief

AGENT = re.compile(
    r"""\b(?:how\ (?:can|may)\ (?:i|we)\ (?:help|assist)|(?:can|may)\ i\ (?:help|assist)\ you|glad\ to\ (?:help
      |assist)
      |happy\ to\ (?:help|assist)|here\ to\ (?:help|assist)|anything\ else\ (?:i|we)\ can|assist\ you
      |(?:i|we)\ (?:sincerely\ |deeply\ |truly\ |do\ )*apologi[sz]e\ for|apologies\ for\ (?:the|any|this)
      |sorry\ for\ (?:the|any|this|your)\ (?:inconvenience|trouble\ (?:this|we)|delay|wait|experience|mix-?up
      |confusion)
      |(?:thank\ you|thanks)\ for\ (?:contacting|reaching\ out|your\ (?:understanding|order|loyalty|message|call)
        |bringing\ this|being\ (?:a|such\ a)\ (?:\w+\ )?customer|letting\ us\ know|getting\ in\ touch)
      |(?:i|we)\ (?:completely\ |fully\ |totally\ |really\ )?understand\ (?:your|how\ (?:you|frustrat|upset)
      |that\ you(?:'re|\ are)|why\ you)
      |your\ (?:frustration|satisfaction|inconvenience)\b|as\ a\ (?:valued|loyal)\ customer|(?:dear
      |valued)\ customer
      |(?:i|we)(?:'ll|\ will|\ can|'d\ be\ happy\ to|\ have|'ve|\ could|\ would\ like\ to)\ (?:just\ |already\ |now[ ]
      |also\ |gladly\ |certainly\ |be\ happy\ to\ |go\ ahead\ and\ )*
        (?:offer(?:ed)?\ you|refund(?:ed)?\b|issue[d]?\ (?:you|a|the)|send\ you|sent\ you\ (?:a|the)\ (?:new
      |replacement|label|refund)
        |ship(?:ped)?\b|credit(?:ed)?\ (?:you|your)|replace(?:d)?\ (?:it|the|your)|arrange(?:d)?\ (?:a|for|your|the)
        |escalate(?:d)?|freeze\b|unlock|block\ (?:the|your)|reset\ (?:the|your)|look\ into\ (?:it|this|that|your)
      |check\ (?:your|this\ for|that\ for|it\ for|with\ the\ (?:courier|warehouse|depot))
        |process(?:ed)?\ (?:a|the|your)|waive|upgrade\ you|give\ you\ (?:a|an|\d)|contact\ (?:the\ )?(?:courier
      |warehouse|depot)\ for\ you
        |forward(?:ed)?\ (?:this|your|it)\ to|update(?:d)?\ your|open(?:ed)?\ a\ (?:ticket|case)|put\ you\ through
      |transfer\ you|connect\ you|get\ back\ to\ you|keep\ you\ (?:posted|updated|informed)
        |make\ sure\ you(?:r|'re|\ are|\ get)|sort\ (?:this|that|it)\ out\ for\ you|take\ care\ of\ (?:this|that
      |it)\ for\ you|cancel(?:led)?\ your)
      |(?:our|my)\ (?:policy|policies|warehouse|courier\ partner|records|system\ shows|(?:\w+\ )?(?:team
      |department)\b|terms|agents?|supervisor\ will|colleagues?\ (?:will|in))
      |on\ our\ end|our\ side\ (?:shows|of)|bear\ with\ (?:me|us)|let\ me\ (?:check|look|pull|see)\ (?:that|this|it
      |your|what\ i\ can)[\w\ ]*(?:for\ you|up|your|do)
      |(?:could|can|may|would)\ (?:you|i)\ (?:please\ )?(?:provide|confirm|share|give\ me|have|verify
      |get)\ (?:me\ )?(?:with\ )?your\ (?:order|account|e-?mail|full|name|address|phone|details)
      |your\ (?:order|refund|parcel|package|replacement|request|ticket|case)\ (?:has\ been|will\ be|is\ being
      |was\ (?:shipped|sent|processed))
      |is\ there\ anything\ else|(?:i|we)\ (?:\w+\ )?(?:regret\ (?:the|that|any)|appreciate\ your)
      |appreciate\ your\ (?:patience|loyalty|understanding)|we\ value|we\ appreciate|we\ strive
      |please\ (?:allow|rest\ assured|accept\ (?:our|my))|rest\ assured|on\ behalf\ of|as\ (?:an?|your)\ (?:agent
      |representative|customer\ service)
      |customer\ (?:service|support|care)\ (?:team|here|speaking)|welcome\ to\ \w+)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What agents say and customers do not."""
OF_THE_CUSTOMER = re.compile(
    r"(?:you (?:could|might|should|can) (?:at least )?(?:say|tell|have)|nobody (?:says|said|asks|asked)"
    r"|don't (?:say|tell|give) me"
    r"|stop (?:saying|telling)|spare me|instead of|you (?:say|said|keep|people|always|just|all)|if (?:somebody"
    r"|someone|you)|any ?(?:body|one)|not one|"
    r"\bhow (?:you|nice|kind)\b|copy.?paste|canned|phrases?|standard)",
    re.IGNORECASE,
)
"""A customer who quotes or scorns the agent's phrases."""
EXERCISE = re.compile(
    r"""\b(?:as\ an?\ (?:ai|llm|artificial|language\ model|assistant|chatbot|virtual)|language\ model|(?:i\ am
      |i'm)\ (?:only\ |just\ )?(?:an?\ )?(?:ai|bot|chatbot|virtual|simulated|fictional)\b
      |simulat(?:ion|ed|or|ing)|role[\s-]?play\w*|(?:this|the|your|training|practice)\ (?:exercise|scenario|drill
      |rubric|assessment|evaluation|trainer)\b
      |training\ (?:session|purpose\w*|chat|conversation)|trainees?\b|rubrics?\b|de-?escalat\w+|hostility\b
      |anger\ curve|empathy\ (?:score|points?|statement|mark|level)
      |(?:full|extra|bonus|some|no|lose|losing|more|\d+)\ (?:points|marks)\ (?:for|off|in|on)
      |points?\ for\ (?:empathy|clarity|resolution|that|the|listening)
      |(?:your|my|the|a|good|high|low|perfect|passing)\ (?:\w+\ )?scores?\b|(?:i'd|i\ would|i)\ (?:rate|grade
      |score)\ (?:you|your|that|this)\b|out\ of\ (?:10|ten|5|five|100)\b
      |\bscore[sd]?\ (?:low|lower|high|higher|well|badly|poorly|\d+|full|zero)\b
      |you\ (?:have\ |'ve\ )?(?:passed|failed|pass|fail)\ (?:the|this|your)\b|active\ listening|(?:good|great|nice
      |excellent|textbook|solid)\ (?:use\ of|job\ (?:with|on)|example\ of|technique|empathy|de-)
      |criteri(?:on|a)\b|(?:my|the)\ (?:character|persona)\b|in\ character|out\ of\ character|test\ scenario
      |qa\ (?:score|review)|csat|nps\b|fictional|pretend(?:ing)?\ to\ be|prompt(?:s|ed)?\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Talk of the exercise, of scores, of being a model."""
LEAK = re.compile(
    r"""(?:\b(?:act|band|phase|cue|brief|tone|channel|facts?(?:\ to\ tell)?|language|meaning|style
      |form)["']?\s*[:=]\s*["'\w]|system\ (?:prompt|message)|(?:my|the|these
      |your)\ (?:\w+\ )?instructions?\b(?!\ (?:manual|leaflet|sheet|booklet|for))
      |i(?:\ was|\ am|'m|\ have\ been)\ (?:told|instructed|asked|supposed|meant)\ to\ (?:say|act|play|reply|respond
      |write\ (?:as|like|only|in\ the)|be\ (?:angry|calm|furious|tense)|express|sound|not\ reveal|stay)
      |(?:i|you)\ (?:must|should|have\ to|need\ to)\ (?:express|sound|act\ (?:as|like|angry|calm)|play\ the)\b
      |as\ instructed|(?:must|may|should)\ not\ (?:reveal|mention|tell\ you\ yet)|not\ (?:allowed
      |supposed)\ to\ (?:reveal|tell\ you|mention|say)|(?:secret|hidden)\ facts?
      |<{2,}|>{2,}|={4,}|-{5,}|_{4,}|\b[0-9a-f]{12,}\b|write\ only\ (?:the|what)|(?:here\ is|here's
      |below\ is)\ (?:the|my|a|what)\ (?:\w+\ )?(?:line|reply|response|message|answer|rewritten|version)
      |here\ is\ the\ customer|in\ the\ (?:voice|role|style)\ of|the\ customer\ (?:says|would|is|will|replies
      |responds|should)|do\ not\ speak\ of\ these|known\ to\ both\ of\ you|what\ you\ express\ now|example\ of\ what
      \ you\ mean|turned\ away\ because|\b(?:demand_supervisor|threaten_review|walk_away|too_early|too_late)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Traces of the instructions."""
OWN_WORDS = 6
"""Words in a row of the instructions themselves."""


THANKS_IN_MAIL = re.compile(
    r"\b(?:thank you|thanks) for (?:your (?:e-?mail|message)|getting in touch)\b", re.IGNORECASE
)
"""How customers begin an e-mail, too."""


def role(text: str, brief: Brief) -> str:
    """The agent's phrases, or the customer's own name as a form of address."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
        found = AGENT.search(THANKS_IN_MAIL.sub(" ", sentence) if brief.channel == "email" else sentence)
        if found and not OF_THE_CUSTOMER.search(sentence):
            return found.group()
    persona = brief.scenario.persona
    for name in filter(None, (persona.address, persona.name, persona.name.split()[0])):
        called = re.search(
            rf"(?:^|\b(?:dear|hello|hi|sorry|thank you|thanks"
            rf"|understand),? ){re.escape(name)}\s*,",
            text,
            re.IGNORECASE,
        )
        if called:
            return called.group()
    return ""


def exercise(text: str, brief: Brief) -> str:
    """Talk of the exercise, unless the scripted line says the same."""
    return _found(EXERCISE, text, brief)


def leak(text: str, brief: Brief) -> str:
    """Traces of the instructions, unless the scripted line says the same."""
    found = _found(LEAK, text, brief)
    if found:
        return found
    low = " ".join(re.findall(r"\w+", text.casefold()))
    for rule in (*ACT_WORDS.values(), *BAND_WORDS.values()):
        words = re.findall(r"\w+", rule.casefold())
        for at in range(len(words) - OWN_WORDS + 1):
            run = " ".join(words[at : at + OWN_WORDS])
            if run in low:
                return run
    return ""


def _found(pattern: re.Pattern[str], text: str, brief: Brief) -> str:
    script = brief.script.casefold()
    every = (found for found in pattern.finditer(text) if not _asks_back(found, text))
    found = next(every, None)
    return found.group() if found and found.group().casefold() not in script else ""


def _asks_back(found: re.Match[str], text: str) -> bool:
    """Whether it is a customer's "and I'm supposed to stay calm?"."""
    rest = re.match(r"[^.!?]*", text[found.end() :])
    after = text[found.end() + (rest.end() if rest else 0) :]
    return after.startswith(("?", "!?")) and bool(re.search(r"\b(?:supposed|meant|told|asked) to\b", found.group()))
