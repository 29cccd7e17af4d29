"""How English words are written in chats and letters, and the words they stand for; written-out numbers."""

NUMERALS: dict[str, float] = {
    "five": 5.0, "ten": 10.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "twenty-five": 25.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 100.0,
}  # fmt: skip
"""Written numbers that stand before a currency."""
FORMS: dict[str, str] = {
    # contractions, with and without the apostrophe, and chat forms
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'll": "i will", "i'd": "i would",
    "we're": "we are", "we've": "we have", "weve": "we have", "we'll": "we will", "we'd": "we would",
    "you're": "you are", "youre": "you are", "you've": "you have", "youve": "you have", "you'll": "you will",
    "youll": "you will", "you'd": "you would", "youd": "you would", "he'll": "he will", "she'll": "she will",
    "it'll": "it will", "itll": "it will", "they'll": "they will", "theyll": "they will", "that'll": "that will",
    "there'll": "there will", "they're": "they are", "theyre": "they are", "they've": "they have", "he's": "he is",
    "she's": "she is", "it's": "it is", "its": "it", "that's": "that is", "thats": "that is", "there's": "there is",
    "theres": "there is", "here's": "here is", "heres": "here is", "what's": "what is", "whats": "what is",
    "where's": "where is", "wheres": "where is", "when's": "when is", "whens": "when is", "who's": "who is",
    "whos": "who is", "how's": "how is", "hows": "how is", "why's": "why is", "which's": "which is", "let's": "let us",
    "lets": "let us", "can't": "can not", "cant": "can not", "cannot": "can not", "won't": "will not",
    "wont": "will not", "don't": "do not", "dont": "do not", "doesn't": "does not", "doesnt": "does not",
    "didn't": "did not", "didnt": "did not", "isn't": "is not", "isnt": "is not", "aren't": "are not",
    "arent": "are not", "wasn't": "was not", "wasnt": "was not", "weren't": "were not", "werent": "were not",
    "haven't": "have not", "havent": "have not", "hasn't": "has not", "hasnt": "has not", "hadn't": "had not",
    "hadnt": "had not", "wouldn't": "would not", "wouldnt": "would not", "couldn't": "could not",
    "couldnt": "could not", "shouldn't": "should not", "shouldnt": "should not", "mustn't": "must not",
    "needn't": "need not", "ain't": "is not", "gonna": "going to", "gotta": "got to", "wanna": "want to",
    "lemme": "let me", "gimme": "give me", "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please",
    "plss": "please", "thx": "thanks", "thnx": "thanks", "ty": "thanks", "ok": "okay", "k": "okay", "wat": "what",
    "wot": "what", "wich": "which", "wen": "when", "wher": "where", "nr": "number", "num": "number", "nbr": "number",
    "asap": "soon", "tmrw": "tomorrow", "tmr": "tomorrow", "b4": "before", "ppl": "people", "msg": "message",
    "info": "information", "addr": "address", "qty": "quantity", "acct": "account", "acc": "account", "pw": "password",
    "pwd": "password", "cos": "because", "coz": "because", "cuz": "because", "till": "until", "til": "until",
    "whom": "who", "ya": "you", "yr": "your", "yours": "your", "bday": "birthday", "pic": "photo", "pics": "photo",
    "tel": "phone", "telephone": "phone", "cellphone": "mobile", "id": "number",
    # e-mail and other words written in several ways
    "mail": "mail", "emails": "email", "emailed": "email", "pickup": "pick up", "callback": "call back",
    "login": "log in", "signin": "log in", "giftcard": "gift card", "followup": "follow up", "colour": "color",
    "colours": "color", "honour": "honor", "apologise": "apologize", "apologising": "apologize",
    "apology": "apologize", "apologies": "apologize", "organise": "organize", "organised": "organize",
    "authorise": "authorize", "authorised": "authorize", "recognise": "recognize", "cheque": "check",
    "pin": "pin", "postcode": "postcode", "zip": "postcode", "reroute": "redirect", "rerouted": "redirect",
    # irregular forms that a stemmer can't know
    "bought": "buy", "paid": "pay", "sent": "send", "told": "tell", "said": "say", "says": "say", "rang": "ring",
    "rung": "ring", "gave": "give", "given": "give", "took": "take", "taken": "take", "made": "make", "came": "come",
    "went": "go", "gone": "go", "goes": "go", "going": "go", "found": "find", "lost": "lose", "broke": "break",
    "broken": "broken",
    "chose": "choose", "chosen": "choose", "choice": "choice", "spoke": "speak", "spoken": "speak", "wrote": "write",
    "written": "write", "saw": "see", "seen": "see", "thought": "think", "felt": "feel", "kept": "keep",
    "held": "hold", "brought": "bring", "knew": "know", "known": "know", "meant": "mean", "got": "get",
    "gotten": "get", "gets": "get", "getting": "get", "did": "do", "done": "do", "does": "do", "doing": "do",
    "had": "have", "has": "have", "having": "have", "was": "be", "were": "be", "is": "be", "are": "be", "am": "be",
    "been": "be", "being": "be", "left": "left", "wore": "wear", "worn": "wear", "tore": "tear", "torn": "tear",
    "bent": "bend", "shipped": "ship", "swapped": "swap", "stolen": "steal", "understood": "understand",
    "spent": "spend", "began": "begin", "begun": "begin", "drove": "drive", "driven": "drive", "me": "me",
    "children": "child", "people": "people", "couldve": "could have", "wouldve": "would have", "women": "woman",
    "delivery": "deliver", "deliveries": "deliver", "replacement": "replace", "replacements": "replace",
    "paying": "pay", "payed": "pay", "recieve": "receive", "recieved": "receive", "resend": "resend",
    "resent": "resend", "rebooked": "rebook", "dispatched": "dispatch", "despatch": "dispatch",
    "despatched": "dispatch", "reimbursement": "reimburse", "recommendation": "recommend", "suggestion": "suggest",
    "explanation": "explain", "cancellation": "cancel", "correction": "correct", "investigation": "investigate",
    "arrival": "arrive", "warranty": "guarantee", "warranties": "guarantee", "guaranty": "guarantee",
    "transferred": "transfer", "transferring": "transfer", "compensation": "compensate",
}  # fmt: skip
"""Written form -> the words it stands for, before stemming."""
EVERYDAY = frozenset(
    """though difficult played playing brother brothers plants planting fight tired carried weight server context
    produce produces planes latter property quiet closer garbage struck boring palace prince lunch employed employer
    shell
    shells treaty precious feeding stole attacked assumed speedy county painted painter mighty praying wasting writer
    monkey farther heroes proven carries advisory threat consent mistaken stats merger extensive widow plains qualify
    contest protest closet leaning concert tanks smells lined harvest warming relieved relieve whereas fried cartoon
    baking contrast messing tires starter stared shores strand masters pointer ether learnt photography patent welding
    trough handler tribes conform worlds warrant strain startled transmit crashed paced pleaded interval revolve
    banging classy plunged contexts replay sticky graceful sturdy snowing hopping certainty licking clover detective
    compete snapped prayed barking banning thorough loosing fiance leaking charter chanced divers tying clarity despise
    booming changer coasts statue slowing sensing maternal rewarding appeals pudding premise skipped curtain curtains
    contend planks stomping mourning satin withdrawn stormy warring commend trader empress persona starved drier
    cleaner clause cracker waiver lengthy posing sneaking whither sands surly displaced debated scanner posed marker
    sings scratchy insect pierce bedside fiend profess charmed deflect resorted forge compliant router ranting solver
    sparse truck trucks taste waste waist beach bench lately hourly beaker leather feather""".split()
)
"""Everyday words that stand one letter from a word of the phrases: they are what was meant, not slips."""
