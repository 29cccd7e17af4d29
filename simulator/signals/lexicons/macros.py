"""Parts that many patterns share, by name; patterns use them as ``{name}``."""

from simulator.signals.lexicons.es.macros import MACROS as SPANISH

FEELING_NOUNS = (
    "frustration|anger|disappointment|worry|worries|concern|concerns|stress|annoyance|irritation|upset|pain|distress|"
    "sadness|anxiety|confusion|embarrassment|discomfort|feelings|fear|fears|grief|hurt|displeasure|exasperation"
)
FEELING_WORDS = (
    "angry|annoyed|annoying|frustrated|frustrating|upset|upsetting|disappointed|disappointing|worried|worrying|"
    "stressful|stressed|stressing|distressing|distressed|painful|hurt|hurtful|sad|awful|horrible|terrible|unpleasant|"
    "maddening|infuriating|infuriated|irritating|irritated|exhausting|exhausted|tiring|nerve racking|nerve wracking|"
    "embarrassing|embarrassed|humiliating|humiliated|unfair|unsettling|unsettled|exasperating|exasperated|"
    "discouraging|disheartening|heartbreaking|devastating|devastated|inconvenient|let down|anxious|nervous|furious|"
    "fed up|tired|overwhelming|overwhelmed|helpless|ignored|cheated|confusing|confused|aggravating|aggravated|galling|"
    "shocking|shocked|scary|scared|frightening|alarming|alarmed|concerning|concerned|mad|cross|unhappy|miserable|"
    "lonely|alone|hopeless|depressed|depressing|lost|lousy|dreadful|unnerving|rotten|crushing|crushed|"
    "bitter|absurd|insulting|degrading|strange|frightened|terrifying|ashamed|horrid|nasty|hectic|"
    "bothered|troubling|troubled|gutted|gutting|unbearable|draining|dissatisfied|vexing|hard|tough|difficult|rough|"
    "unacceptable|awkward|a (big |huge |real |terrible |complete )?(disappointment|shock|worry|nightmare|pain|blow|"
    "let down|letdown|headache|nuisance|hassle|burden|strain)|under (a lot of |so much |such )?(stress|pressure)"
)
FEELING_VERBS = (
    "worr(y|ies|ied)|upset|upsets|annoy(s|ed)?|frustrate(s|d)?|hurt|hurts|bother(s|ed)?|stress(es|ed)?|"
    "anger(s|ed)?|disappoint(s|ed)?|concern(s|ed)?|scare(s|d)?|irritate(s|d)?|infuriate(s|d)?|embarrass(es|ed)?|"
    "matter(s|ed)?|madden(s|ed)?|unsettle(s|d)?|shock(s|ed)?|trouble(s|d)?|drive(s)? you (mad|crazy|up the wall)"
)
INSULTS = (
    "idiot|idiots|amateur|amateurs|moron|morons|imbecile|imbeciles|stupid|dumb|dumbass|retard|retarded|loser|"
    "losers|clown|clowns|"
    "jerk|jerks|pig|pigs|fool|fools|asshole|assholes|arsehole|arse|ass|bitch|bitches|bastard|bastards|dick|"
    "dickhead|prick|wanker|twat|cunt|scum|scumbag|cow|hag|dimwit|halfwit|nitwit|simpleton|airhead|brat|freak|"
    "psycho|lunatic|nutcase|hypocrite|crook|crooks|con artist|thief|thieves|cheat|cheats|fraud|fraudster|liar|"
    "liars|nuisance|disgrace|disgusting|pathetic|insane|crazy|nuts|mad|ignorant|incompetent|illiterate|brainless|"
    "clueless|delusional|worthless|useless|lazy|greedy|annoying|obnoxious|despicable|vile|repulsive|shameless|"
    "ridiculous|a joke|a pain|full of (it|shit|crap)|out of your mind|not very bright|not too bright|slow|thick|"
    "trash|garbage|rubbish|blind|deaf|senile"
)
OTHERS = (
    "courier|couriers|carrier|driver|delivery company|delivery service|delivery partner|delivery firm|post office|"
    "postal service|post|parcel service|shipping company|shipping partner|transport company|supplier|manufacturer|"
    "producer|bank|warehouse|weather|system|website|it department|payment provider|card company|card issuer|seller|"
    "vendor|depot|logistics|other department|previous agent|brand|maker|landlord|neighbour|dhl|ups|dpd|fedex|gls|"
    "hermes|usps|royal mail|postnord|evri|paypal|klarna"
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    "aug|sept|sep|oct|nov|dec"
)
CLOCK = (
    r"(\d{1,2}[:.]\d{2}( ?(am|pm))?|\d{1,2} ?(am|pm)|\d{1,2} oclock|noon|midday|midnight|lunchtime|"
    "(three|four|five|six|seven|eight|nine|ten|eleven|twelve)( oclock)?|(one|two) oclock)"
)
DATE = (
    rf"(\d{{1,2}}(st|nd|rd|th)?( of)? ({MONTHS})|({MONTHS}) \d{{1,2}}(st|nd|rd|th)?|"
    r"\d{1,2}[./]\d{1,2}([./]\d{2,4})?|"
    r"the \d{1,2}(st|nd|rd|th)|\d{4}-\d\d-\d\d)"
)
DAY = (
    "(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|the weekend|next week|this week|"
    "this (morning|afternoon|evening)|(the )?end of (the |this |next )?(day|week|month|business)|christmas|"
    "your (birthday|party))"
)
COUNT = (
    r"(\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|few|a few|couple of|a couple of|"
    "half an)"
)

MACROS: dict[str, str] = {
    "very": "(so |very |real |really |much |truly |deeply |terribly |extremely |incredibly |awfully |genuinely |"
    "sincerely |dreadfully |absolutely |quite |just |too |all |ever so |such |a bit |pretty |rather |"
    "particularly |especially |"
    "completely |totally |utterly |more than |quite |understandably |also |how )?"
    "(so |very |really |truly |deeply |terribly |extremely |incredibly |awfully |genuinely |sincerely |much )?",
    "much": "(so|very|really|truly|deeply|terribly|extremely|incredibly|awfully|genuinely|sincerely|dreadfully|"
    "absolutely|ever so)",
    "adverb": "(completely |totally |fully |really |truly |certainly |absolutely |very well |well |just |do |can |"
    "also |quite |perfectly |only |surely |definitely |entirely |sure )?",
    "feeling": f"({FEELING_WORDS})",
    "feelings": f"({FEELING_NOUNS})",
    "upsets": f"({FEELING_VERBS})",
    "we": "(i|we)",
    "it_is": "(it is|its|this is|that is|it was|this was|that was|thats)",
    "will": "(i will|we will|i am going to|we are going to|ill|i shall|let me|i am about to|i can|i would like to)",
    "i_will": "(i will|i am going to|ill|i shall|let me|i am)",
    "cannot": "(cannot|can not|could not|are unable to|am unable to|are not able to|am not able to|am not allowed to|"
    "are not allowed to|are not permitted to|am not permitted to|am not authorised to|are not in a position to|"
    "am not in a position to)",
    "policy": "(policy|policies|rule|rules|terms|conditions|terms and conditions|guidelines|regulations|procedure|"
    "procedures|protocol|return policy|returns policy|refund policy|company policy|small print)",
    "others": f"({OTHERS})",
    "boss": "(supervisor|manager|team leader|team lead|line manager|superior|boss|head of|someone senior|senior|"
    "duty manager|shift lead|someone higher)",
    "solved": "(settled|solved|sorted|sorted out|resolved|clear|answered|okay|all right|alright|in order|"
    "taken care of|dealt with|covered|done|complete|closed|cleared up|fixed)",
    "settled": "(settled|solved|sorted|sorted out|resolved|cleared up|taken care of|dealt with|put right|closed|"
    "in order|finished)",
    "relative": "(mum|mummy|mother|mom|dad|father|son|daughter|wife|husband|partner|sister|brother|grandmother|grandma|"
    "gran|granny|nan|grandad|grandfather|grandson|granddaughter|aunt|uncle|girl|boy|child|children|kid|kids|little one|"
    "family|dog|cat|parents|twins|toddler|newborn)",
    "person": "(customer|person|woman|man|lady|guy|people|client|girl|boy|human|individual|idiot|fool)",
    "day": "(monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|today|tonight|tomorrow|noon|midday|"
    "midnight|lunchtime|evening|morning|afternoon)",
    "clock": CLOCK,
    "date": DATE,
    "day_named": DAY,
    "when": f"({DATE}|{DAY}|{CLOCK})",
    "count": COUNT,
    "unit": "((working|business|calendar|full|more) )?(minute|minutes|hour|hours|day|days|week|weeks|h|month|months)",
    "insult": f"({INSULTS})",
    "help_noun": "(questions|question|concerns|enquiries|further questions|issues|problems|queries|help|assistance|"
    "anything)",
    **SPANISH,
}
