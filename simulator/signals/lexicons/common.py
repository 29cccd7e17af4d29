"""Word lists: function words, words that fit any shop's case, feelings by family, acronyms, words that are no names."""

FUNCTION_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by came can cannot come could did do does doing done down during each either else ever every few for
    from further get gets getting go goes going got had has have having he her here hers herself him himself his how
    i if in into is it itself just keep kept know let like made make makes many may me might more most much must my
    myself near need needs neither no nor not now of off often on once one only or other our ours out over own per
    put quite rather really said same say says see seem seems shall she should since so some still such take than
    that the their theirs them themselves then there these they this those though through till to too under until up
    upon us use used using very want wants was way we well went were what when where whether which while who whom
    whose why will with within without would yes yet you your yours yourself okay please thanks thank sorry hello hi
    dear us am s t m re ve ll d even maybe perhaps something anything nothing everything someone anyone everyone
    nobody thing things lot lots never always already ago back able two three think tell told give given first last
    next right soon later today good great bad new old long little big does it's i'm around away really actually
    especially might upon where's sure course kind bit let's""".split()
)
"""Words too common to show that a message was heard."""

GENERIC_WORDS = frozenset(
    """order orders ordered ordering parcel package packages parcels delivery deliver delivered item items product
    products shop store service customer customers money problem problems issue issues help day days week weeks time
    times hour hours minute minutes information website site email emails mail call called calls phone number
    numbers address ticket case reply answer message messages account payment pay paid card price return returned
    refund refunded company team support contact contacted waiting wait waited send sent receive received arrive
    arrived happen happened question complaint solution delay delayed late work working online name today tomorrow
    people person buy bought look looking find found""".split()
)
"""Words that fit any complaint to a shop: picking one of them up says little."""

DATE_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday weekend january february march april june july august
    september october november december yesterday tonight morning afternoon evening noon midnight christmas easter
    anniversary""".split()
)
TITLES = frozenset("mr mrs ms miss mx dr sir madam mister herr frau prof".split())

FEELING_FAMILIES: dict[str, str] = {
    word: f"={family}"
    for family, words in {
        "anger": """angry anger annoyed annoying annoyance furious frustrated frustrating frustration mad irritated
            irritating outraged infuriating fuming livid rage ridiculous unacceptable outrageous disgraceful fed""",
        "worry": """worried worry worrying worries anxious anxiety nervous afraid scared fear stress stressed stressful
            panic""",
        "sadness": """sad upset upsetting disappointed disappointing disappointment crying cry tears heartbroken
            devastated unhappy hurt gutted""",
        "weariness": "tired exhausted exhausting sick overwhelmed hopeless helpless desperate despair",
        "shame": "embarrassed embarrassing humiliated humiliating ashamed stupid foolish",
    }.items()
    for word in words.split()
}
"""Feeling word -> its family, marked with "="; a reply that names the family of a stated feeling has picked it up."""

ACRONYMS = frozenset(
    """ID FAQ USA UK EU EUR USD GBP SEK DHL UPS DPD GLS TNT PDF ASAP VAT SKU RMA URL USB LED IBAN BIC SMS PIN CVV CEO
    API APP OTP GDPR HTML PNG JPG ISO IKEA XXL XL OK AM PM TV PC IT""".split()
)
"""All-capital words that are no shouting by themselves."""

NOT_NAMES = frozenset(
    """there again all everyone everybody both folks guys team sir madam customer friend valued mate hello hi dear
    welcome yes no okay good morning afternoon evening day thanks thank sorry please support help everybody ladies
    gentlemen user guest buyer member client shopper colleague colleagues buddy pal love honey sweetheart darling
    stranger world beautiful person human apologies apologise greetings too really yourself anyway though indeed
    correct seriously honestly understood exactly noted checked sorted done perfect great brilliant wonderful excellent
    lovely alright sure fine cool awesome fantastic super nice agreed confirmed received absolutely
    definitely sincerely personally""".split()
)
"""Words that stand where a name could stand in a greeting."""

SUITED = frozenset(
    """ok okay fine alright good acceptable suit suits work works agree agreed right all happy fair deal help
    helps""".split()
)
ASKS_FOR_A_YES = SUITED | frozenset(
    """is s are be would will do does can could that this it so a with for you me and or sound sounds really then
    like""".split()
)
"""What a question is made of that asks no more than whether what was said suits: "Is that ok for you?"."""
