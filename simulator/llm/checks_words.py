"""Words that checks of a customer's line count by: numbers, days, small words of English and of other languages."""

from __future__ import annotations

UNITS = (
    "minute hour day week month year time euro pound dollar cent kilo metre meter centimetre email e-mail call message "
    "letter order parcel agent people person guest visit delivery percent"
).split()
NUMERALS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "hundred": "100",
    "once": "1",
    "twice": "2",
    "couple": "2",
    "dozen": "12",
}
ORDINALS = {
    word: str(value)
    for value, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
"""Number words, ordinals, weekdays and months."""
NOT_NAMES = frozenset(
    """mr mrs ms miss sir madam dr god christ jesus heaven english internet monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december ok
    pdf sms iban vat tv faq ps usb it i'm i've i'll i'd email whatsapp post""".split()
)
"""Capitals that are no names of people or firms."""
LOOSE = frozenset(
    """about after again all also and any are been before being but can could did does doing don't else even ever
    every for from get getting give given gives goes going gone got had has have having her here him his how i'm
    into isn't it's its just know like made make makes many may might more most much must need nobody nor not
    nothing now off once one only other our out over own put really said say says see she should since some
    something still such take taken than that that's the their them then there these they thing things think this
    those though time to too told two until up use very want wanted was way well went were what when where which
    while who why will with without would you your yours anything because come comes came day days first last long
    look new next part people please right same tell thank thanks today tomorrow tried try week whole work yes
    yesterday yet always never back else everything soon says whatever anyway him herself himself myself it'll i'll
    they're we're i've you've he's she's there's haven't hasn't""".split()
)
"""Words that give nothing away by themselves."""
WORDS_TOO = frozenset(
    "will mark may june april august grace hope joy rose bill rich art ray jan an so my ever even lee do see".split()
)


"""Given names that are words as well."""
ENGLISH = frozenset(
    """i a an the and or but so if that this these those it its it's is are was were be been am i'm i've i'd i'll you
    you're you've your yours he she we we're we've they them their there here my mine me our us not no yes yeah don't
    doesn't didn't can't cannot couldn't won't wouldn't isn't wasn't haven't hasn't have has had do does did done can
    could will would shall should may might must to of in on at for with from by about as than then now just only what
    when where who why how which one two three first last next more much many any some all every nothing something
    anything nobody somebody anybody still already again too very really please thanks thank sorry ok okay fine right
    well good get got want need know like see say said tell told think go going come came make made take back up down
    out over after before until since because while never always day days week time today tomorrow that's there's
    what's let's he's she's who's where's how's here's it'll that'll i'd you'd wait hello hi no-one ever even own same
    such other another off into yet also around half past through away people person somewhere order ordered money
    paid pay number page parcel address account half each most both last year years month hour hours minutes morning
    noon evening night monday tuesday wednesday thursday friday saturday sunday four five six seven eight nine ten
    believe feel felt look looking keep let leave anyone everyone everything everybody called call put send sent help
    thing things absolutely completely utterly totally honestly frankly seriously simply clearly obviously exactly
    actually finally probably perhaps maybe complete utter total mess livid furious angry upset disappointed
    disappointing frustrated frustrating annoyed annoying ridiculous unacceptable outrageous unbelievable terrible
    awful horrible disgrace shame joke nonsense useless hopeless excuse excuses patience patient fault mistake problem
    solution answer question reason promise promised trust treat treated listen listening hear heard explain expect
    expected waiting waste wasted sick tired done enough happy glad hope understand""".split()
)
"""The commonest English words: running English holds many of them."""
TRADE = frozenset(
    """price cost costs order parcel package delivery courier tracking refund payment invoice bill bank statement card
    shop store page website form label receipt offer discount voucher service customer""".split()
)
"""Words of buying and selling: every customer uses them."""
FOREIGN = frozenset(
    """ich nicht und das ist bitte warum wann mein meine wir sie haben keine auch noch aber danke paket schon immer
    je ne pas est les des une vous nous mon ma colis pourquoi merci bonjour toujours avec pour dans c'est j'ai yo
    el los las una por qué porque gracias mi paquete estoy quiero usted dónde cuándo pedido hola muy pero io il che
    non sono perché grazie mio pacco voglio ancora dove quando ordine di ik niet het een mijn waarom wanneer dank
    pakket nog altijd maar wel geen jag inte och är varför när tack mitt paket fortfarande har jeg ikke hvorfor
    hvor não meu minha obrigado encomenda onde quero estou você nie jest dlaczego moja moje paczka dziękuję proszę
    gdzie kiedy""".split()
) - frozenset("das il die men has har mi we non".split())
"""Common words of other languages."""
