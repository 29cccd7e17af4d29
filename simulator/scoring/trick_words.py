"""The words and patterns by which tricks are told (tricks.py): word lists first, then patterns."""

from __future__ import annotations

import re

GLUE = frozenset(
    """a about above across after against ago all already also always am an and another any anything are arent as
    at away back be because been before being below between both but by can cannot cant could did didnt do
    does doesnt doing done dont down during each either ever every everything few five for four from further
    get gets getting go goes going got had has hasnt have havent having he her here hers hes him his how i id
    if ill im in into is isnt it its ive just keep let like many may me might mine more most much must my n
    near need never no nor not now of off often on once one only or other our ours out over own per please
    quite r rather really same she shes should since so some something soon still such take than that thats
    the their them then there theres these they theyre this those though three through till to too towards two
    u under until up upon ur us very via w was wasnt way we well were weve what when where whether which while
    who whom whose why will with within without wont would yes yet you your youre yours youve
    dr madam miss mr mrs ms mx sir""".split()
)
"""Words that hold a sentence together, titles before names among them; a run of others is a list."""
FOREIGN = frozenset(
    """ar att auch auf avec bardzo bir bitte bonjour bu buenos ce cela cette che cok com como con dank danke dans
    das de della dem der des desole det di dias din dispiace du een ein eine einen el en est esta este estoy
    et fur gli gracias grazie haben het hola ich icin ihr ihre ik il inte ist jag je jest la las le leid les
    lo los mais manana mas med merci mi mir mit molto mucho muito muy na nao ne nicht nie niet non nos notre
    nous obrigado och os pana para pas pedido pelo pero plus por pour przepraszam que questo sehr senor senora
    seu sie siento som son sono su sua suo sur sus tack tres tut um uma una und une uno usted uw van ve vi
    voce von voor votre vous werden wir z zijn zu""".split()
)
"""Small words of Spanish, French, German, Italian, Portuguese, Dutch, Swedish, Polish and Turkish."""
NAMED_NOT = frozenset(
    """about again all customer everyone folks friday friend hear ma'am maam madam monday much now order parcel
    saturday sir so sunday support team there thursday today tuesday valued wednesday you""".split()
)
"""Words after a greeting that are nobody's name."""
BENEFITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("refund", r"\brefund|money back|reimburs|\bmoney\b"),
        ("replacement", r"\breplace|new one\b|another one\b|\bbrand[- ]new\b"),
        ("voucher", r"\bvoucher|\bgift ?card|\bcoupon|\bstore credit"),
        ("discount", r"\bdiscount|% off|\bpercent off|half price"),
        ("compensation", r"\bcompensat|\bcash\b|\bdamages\b"),
        ("free", r"\bfree\b|for nothing|at no cost|on the house|\bcomplimentary"),
        ("gift", r"\bgifts?\b(?! ?card)|\bbonus|\bpresents?\b|\bsurprise"),
        ("upgrade", r"\bupgrad|\bvip\b|\bpremium\b|\bgold\b"),
        ("express", r"\bexpress\b|\bovernight\b|\bsame[- ]day\b|\bcourier\b|\bwithin (?:the|an|one) hour"),
        ("repair", r"\brepair\b|\bfix it\b|\btechnician"),
        ("credit", r"\bcredit (?:your|to)|\bpoints\b|\bcredits\b"),
        ("visit", r"\bvisit you|\bin person\b|\bmyself to your"),
    )
)
"""Kinds of help, and how each is named."""
BLANK = re.compile(
    r"\b(?:anything|whatever|everything|all) (?:that )?(?:you|your heart) (?:want|ask|wish|like|desire|"
    r"need|demand|say|could)s?\b(?! to (?:know|say|ask|tell|add|share|discuss))|\bname your price|"
    r"\bunlimited\b|\bfor life\b|\bforever\b|\bblank che|\bno matter (?:what it costs?|the cost)|"
    r"\b(?:promise|guarantee)\w* (?:you )?(?:everything|anything|the world|it all)\b|\bany amount\b|"
    r"\bevery(?:thing)? single (?:wish|request|demand)|\ball your (?:wishes|demands|requests|problems)\b|"
    r"\b(?:100 ?%|absolutely|fully|totally|completely) guarantee",
    re.IGNORECASE,
)
"""Promises of whatever is wanted."""
PROMISES = re.compile(
    r"\b(?:will|'ll|’ll|can|get|gets|give|send|promise|guarantee|receive|have|plus|and|offer|ill|shall|"
    r"going to)\b|’ll|'ll",
    re.IGNORECASE,
)
"""Words with which something is promised."""
CLOSES = re.compile(
    r"\b(?:ticket|case|chat|issue|matter|complaint|request|conversation|file|query|"
    r"problem)\b[^.!?\n]{0,20}\b(?:closed|resolved|solved|completed|finali[sz]ed)\b|\b(?:closing|closed|"
    r"close|ending|end) (?:this|the|your|out)\b|\bconsider (?:this|it|the matter) (?:closed|done|resolved|"
    r"settled)|\bmark(?:ed|ing)? (?:this |it |the \w+ )?as (?:solved|resolved|closed|done)|"
    r"\bno (?:further|more) (?:action|replies|help|messages)\b",
    re.IGNORECASE,
)
"""Words that close a matter."""
FAREWELL = re.compile(
    r"\b(?:have a (?:\w+ ){0,2}(?:day|one|evening|weekend|night|week)|good ?bye|bye|take care|"
    r"all the best|cheers|see you|(?:best|kind|warm) (?:regards|wishes)|closed|resolved|done|solved|ciao|"
    r"ttyl)\b",
    re.IGNORECASE,
)
"""Words that end a conversation."""
DELIGHTED = re.compile(
    r"\W*(?:wow,? )?(?:that(?:'s|\u2019s| is) )?(?:really )?(?:amazing|awesome|brilliant|"
    r"fantastic|excellent|wonderful|superb|splendid|lovely)\W*",
    re.IGNORECASE,
)
"""A whole message that is nothing but delight; "oh, lovely" may be mockery and is none."""
PLEASANTRIES = re.compile(
    r"\bhow(?:'s|\u2019s| is| are| was) (?:your|the) (?:day|morning|afternoon|evening|weekend|week|weather)\b"
    r"|\bhow(?:'s|\u2019s| is) it going\b|\bhow are you(?: (?:doing|today|this \w+|so far))*\s*(?:[?,.!;\n]|$)"
    r"|\bhow do you do\b",
    re.IGNORECASE,
)
"""Courtesies put as questions: they ask nothing about a case."""
STILL_OPEN = re.compile(
    r"\b(?:will|be|once|when|until|before|after|not|n't|keep|open|if|won.t|isn.t|never)\b|n['’]t",
    re.IGNORECASE,
)
"""Words with which a matter is not closed yet."""
SORRY = re.compile(
    r"\b(?:sorry|sry|apolog\w*|regret\w*|forgive\w*|pardon)\b",
    re.IGNORECASE,
)
"""Words of apology."""
REPORTS_BACK = re.compile(
    r"\bI(?:['’]ll| will| shall) (?:then |also |personally )?(?:write|call|ring|phone|tell|e-?mail|message|confirm"
    r"|update|let you know|get back|come back|report back)\b",
    re.IGNORECASE,
)
"""Words by which somebody who passes something on stays with it."""
HANDS_ON = re.compile(
    r"\b(?:pass|forward|hand|transfer|escalat|redirect|refer|assign|rout|send|put|go|goes|gone|rais|"
    r"connect)\w*\b[^.!?\n]{0,50}\b(?:to|on|over|through|with)\b[^.!?\n]{0,40}\b(?:supervisor|manager|"
    r"department|team|colleague|specialist|lead|someone|somebody|expert|management|escalation|superior|"
    r"boss|head office)s?\b|\b(?:supervisor|manager|department|team|colleague|specialist|someone|somebody|"
    r"expert|management|boss|lead|superior)s?\b[^.!?\n]{0,50}\b(?:will|shall|can|is going to|are going to|"
    r"'ll|’ll)\b[^.!?\n]{0,25}\b(?:contact|call|take care|handle|get back|look|help|be in touch|write|"
    r"e-?mail|reply|replies|reach|assist|deal|decide|sort|solve|resolve|fix|answer|take over)|\bescalat\w+",
    re.IGNORECASE,
)
"""Words that leave the matter to others."""
THANKS = re.compile(
    r"\b(?:thank\w*|thx|ty|tysm|appreciate\w*|grateful|gratitude|cheers)\b",
    re.IGNORECASE,
)
"""Words of thanks."""
SWEARS = re.compile(
    r"\b(?:f[u*@#v.][*@#.c]{1,3}k\w*|fck\w*|fuk(?:k\w*|ing?|er|ed)?|sh[i*!1]t(?:s|ty|e|ting)?|b[*!]tch\w*|"
    r"bullsh\w*|f\*{2,4}\w*|"
    r"s\*{2,3}t?|a\*{2}|b\*{3,4}|a[s$*]{2}hole\w*|arsehole\w*|dickheads?|bast[*a]rds?|cunts?|wank(?:ers?|ing)?|"
    r"bollocks|piss(?:ed)? off|damn(?: it| you|ed)?|for f[^\s.]{0,6} sake|go f|goddamn\w*|"
    r"what the hell|bloody hell|a-hole|crap|moron\w*|idiot\w*|imbecile\w*|dumbass\w*|"
    r"jackass\w*|prick|twat\w*|screw you|stfu|gtfo|wtf)(?![\w@])",
    re.IGNORECASE,
)
"""Swear words, masked ones too."""
OWN_NAME = re.compile(
    r"\bmy name(?: is|['’]s) (?P<told>[^\n,.!?]{2,60})|"
    r"\b(?:regards|wishes|thanks|thank you|sincerely|cheers|yours),?\s(?P<closed>[^\n,.!?:]{2,40})[. ]{0,5}$|"
    r"(?:\n\W{0,3}|[.!?] - ?)(?P<signed>[^\n,.!?:]{2,40})[.\s]{0,5}\Z",
    re.IGNORECASE | re.MULTILINE,
)
"""How a customer gives their name."""
GREETED = re.compile(
    r"^[^\w\n]{0,20}(?:hi|hello|dear|hey|good (?:morning|afternoon|evening))[ ,]+(?:(?:mr|mrs|ms|miss|"
    r"dr)\.? )?(?P<name>[A-ZÀ-Þ][^\W\d_]{2,})(?: (?P<last>[A-ZÀ-Þ][^\W\d_]+))?(?=[,!.:\n]|$)|(?:sorry|you|"
    r"that|this|mr|mrs|ms|miss)\.?,? (?:(?:mr|mrs|ms|miss)\.? )?(?P<called>[A-ZÀ-Þ][^\W\d_]{2,})(?=[,!.?]|"
    r"$)",
    re.IGNORECASE | re.MULTILINE,
)
"""How a reply addresses somebody by name."""
ORDER = re.compile(
    r"\b(?:order|parcel|number|no\.?|ref\w*)(?: (?:number|no\.?|id|nr|"
    r"is)){0,4}:? *#?(?P<id>[A-Z]{0,3}-?\d{4,12})\b",
    re.IGNORECASE,
)
"""An order's number as a reply names it."""
BOILERPLATE = re.compile(
    r"\b(?:we (?:truly |really )?value (?:all|our|your|every)|our company|company was founded|"
    r"customer satisfaction|(?:highest|top|first|number one|utmost) priority|"
    r"look(?:ing)? forward to (?:serv|see|welcom|hear)|striv\w+|excellen\w+|valued customer|(?:is|"
    r"our) (?:our )?(?:pleasure|privilege) to|do not hesitate|don['’]t hesitate|feel free to (?:contact|"
    r"reach)|is important to us|always happy to|busy season|these things (?:can )?happen|committed to|"
    r"family (?:company|business)|since (?:19|20)\d\d|in our dna|every customer is|around the clock|"
    r"serve you|appreciate your business|with passion|years? of experience|market leader|customer care department|"
    r"world[- ]class|thank you for (?:choosing|being|shopping)|we pride ourselves|proud of our)\b",
    re.IGNORECASE,
)
"""Phrases that fill a reply and say nothing of this case."""
WANTED = re.compile(
    r"(?:sorry|apolog|empath|sympath|understand|frustrat|upset|disappoint|annoy|sincere|refund|replace|"
    r"voucher|compensat|resol|solv|solution|guarantee|promis|today|tomorrow|immediate|asap|deadline|"
    r"option|choice|settled|thank|personal|valid|feel|listen|ownership|responsib|care|urgent|priorit|help|"
    r"follow|confirm|clear|express|grateful|appreciat|explain|next|step|concern|worr|regret|satisf|happy|"
    r"question)"
)
"""Words that a person who writes for a grader strings together."""
SLOT_LEFT = re.compile(
    r"\$[a-z]+_[a-z_]+|@@\w+@@|(?<!\w)%[sd](?!\w)|\((?:(?:customer|first|last|full|your|client)[ _-]?)?name\)|"
    r"\bmr/(?:mrs|ms)\b|"
    r"\b(?:dear|hi|hello) (?:customer|client|user|first)[ _-]?name\b|<[A-Z_]{3,20}>|\bname here\b|\binsert \w+ here\b",
    re.IGNORECASE,
)
"""Slots of other systems' templates."""
PICTURES = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\u2764\U0001f1e6-\U0001f1ff]")
"""Emoji."""
EYES = ":;=8"
"""What most smileys of plain letters begin with."""
FACES = re.compile(f"[{EYES}][-o']?[)(DPp3*/|]+")
"""Most smileys of plain letters, where they stand alone."""
SIGNS = ("<3", "^_", "xD", "XD")
"""One of these stands in every other smiley."""
EMOJI = re.compile(f"{PICTURES.pattern}|(?<!\\w){FACES.pattern}(?!\\w)|<3|\\^_+\\^|(?<!\\w)[xX]D(?!\\w)")
"""Emoji and smileys."""
BUT = re.compile(r"\b(?:but|however|although|though|nevertheless|that said)\b", re.IGNORECASE)
"""Words that take back what was said before them."""
TO_PRIVATE = re.compile(r"\b(?:direct message|private(?:ly)?|dms?|inbox|pm)\b", re.IGNORECASE)
"""Words that ask to go on in private."""
