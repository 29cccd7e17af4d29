"""Nouns that claim something about a case: a thing bought, a relative, an occasion, a carrier, a colour, a room.

A customer who says one of them that neither the case nor the conversation holds has invented it.
"""

from __future__ import annotations

THINGS = """sofa couch armchair chair table desk wardrobe shelf shelves bookcase bed mattress pillow duvet blanket
curtain curtains carpet rug lamp bulb mirror vase frame clock dish bowl plate plates mug cup glasses kettle toaster
blender microwave oven stove cooker fridge freezer dishwasher hoover vacuum iron heater fan drill saw trimmer mower
hose laptop computer tablet phone smartphone headphones headset speaker speakers camera recorder microphone
keyboard monitor printer drive disk console television tv charger cable battery router watch smartwatch ring
necklace bracelet earrings suit dress coat jacket jumper sweater shirt blouse skirt trousers jeans shoes boots
sneakers trainers sandals hat scarf gloves belt bag handbag backpack suitcase wallet umbrella bicycle bike helmet
scooter pram stroller cot mobile toy doll dollhouse puzzle lego teddy book books novel cookbook perfume lipstick
shampoo cream razor toothbrush wine coffee tea chocolate flowers bouquet plant seeds vitamins medicine glasses
sunglasses tent guitar piano violin tyres voucher necktie pan pot knife knives teapot aquarium grill barbecue sink
tap shower boiler radiator""".split()
PEOPLE = """husband wife son daughter mother father mum mom dad brother sister grandmother grandfather grandma
grandpa grandson granddaughter grandchild nephew niece aunt uncle cousin boyfriend girlfriend fiance fiancée
partner mother-in-law father-in-law neighbour neighbor boss lawyer solicitor landlord doctor nurse baby twins kids
children child roommate flatmate plumber electrician""".split()
OCCASIONS = """birthday wedding anniversary funeral christening baptism graduation christmas easter holiday exam
interview honeymoon retirement party festival concert conference operation surgery hospital housewarming reunion
shower prom birth pregnancy trip cruise marathon valentine ramadan hanukkah diwali""".split()
COMPANIES = """dhl ups fedex hermes evri dpd gls usps postnord royal amazon ebay ikea zalando apple samsung sony
nike adidas paypal klarna visa mastercard revolut wise netflix google facebook instagram tiktok twitter trustpilot
lidl aldi tesco walmart argos etsy temu bosch philips dyson""".split()
COLOURS = (
    "red blue green yellow black white grey gray brown pink purple orange beige navy turquoise silver gold".split()
)
PLACES = """london paris berlin madrid rome vienna amsterdam brussels lisbon dublin oslo stockholm copenhagen
helsinki warsaw prague budapest munich hamburg frankfurt cologne milan barcelona lyon marseille manchester
birmingham leeds liverpool bristol glasgow edinburgh cardiff belfast york cambridge oxford rotterdam utrecht
antwerp ghent gothenburg bergen malmo malmö uppsala zurich geneva athens istanbul chicago texas california spain
france germany italy portugal poland austria switzerland sweden norway denmark finland belgium ireland scotland
wales england greece turkey usa america canada australia china japan""".split()
CLAIMED: dict[str, str] = {
    word: kind
    for kind, words in {
        "thing": THINGS,
        "person": PEOPLE,
        "occasion": OCCASIONS,
        "company": COMPANIES,
        "colour": COLOURS,
        "place": PLACES,
    }.items()
    for word in words
}
"""Word -> what it claims."""
HARDSHIPS = """ill illness sick sickness cancer dying died death dead pregnant miscarriage divorced divorce disabled
deaf blind bankrupt unemployed debt arrested burgled evicted""".split()
"""Words that give a hidden fact away alone; they are no claims where the fact is no secret."""
CALLINGS = """midwife teacher headmaster principal tutor coach therapist surgeon dentist pharmacist psychologist priest
pastor vicar rabbi imam joiner carpenter tailor mechanic undertaker caretaker""".split()
"""Who people have to do with: they give a hidden fact away alone, and are no claims where they are no secret."""
IDIOMS = (
    "(?:on|for the|broken) record|lamp posts?|my own mother|your mother|glass of|cup of (?:tea|coffee)|tea"
    "|coffee|the bed|on the table|off the table|put on a|piece of"
    "|on the phone|by phone|the phone|a phone|your phone|phone call|phone number|phones?|see red|red tape"
    "|in black and white|out of the blue|black hole"
    "|silver lining|gold medal|pot of|ring (?:me|you|them|back|up)|to ring|i(?:'ll| will)? ring|watch (?:the|me"
    "|you|it|this|how|what|and|my)|to watch|i watch"
    "|books? (?:a|an|it|me|you|the|now)|in my book|drive (?:me|you|to|all|down|anyone|anybody)|to drive|plant"
    "|the mobile|my mobile"
    "|iron out|(?:a|an|the|what a) shower|tap on|pan out|grill|green light|white lie|grey hair|grey area|wise"
    "|royal|easter egg"
    "|apple|a child|like a child|a dog|a trip|trip|for the birds|party|third party|holidays?|glasses"
    "|on the cards|kids?|children"
    "|on the computer|my computer|the computer|a computer|computer|laptop|camera|tablet|bags? of|in the bag|toy shops?"
    "|stove"
    "|cable|wardrobe full"
    r"|trust (?:you|him|her|them)(?: people| lot)? with (?:a|an|my|the) \w+"
    "|records?|frame|chair|desk|clock|round the clock|around the clock|the clock|a clock|partner|your boss"
    "|the boss|a boss|boss|my lawyer|a lawyer|lawyer|a solicitor"
    "|trustpilot|google|facebook|instagram|tiktok|twitter|pillow|fan of|a fan|ups and downs|ends? up"
    "|follow ups?|baby steps|the hook"
    "|by the books?|in (?:my|our|your|his|her|their) shoes|under the (?:carpet|rug)|below the belt"
    "|rug (?:out )?from under"
    "|(?:on|onto) (?:a|my|your|our) plate|knows? the drill|(?:your|their|own) medicine|flash in the pan"
    r"|(?:twist|turn)\w* the knife|knife[- ]edge|drop of a hat|red flags?|in the red|weight in gold"
    "|gold standard|blue moon"
    "|white as a sheet|(?:sink|sinks|sinking) (?:in|feeling)|follow suit|suit yourself"
    "|suits? (?:me|us|you|him|her|them|my|your|our|best|fine)|(?:if|when|whenever|as) (?:it|that) suits"
    "|(?:kind|sort) of (?:an )?operation|(?:your|this|whole|an) operation|operation (?:you|like|is|this)"
    "|dress (?:it|this|that) up|belt and braces|plate up|the screws?|chair(?:ed|ing)?|cream of"
    "|monitor (?:it|this|that|the)"
)
"""Ways of speaking in which such a word claims nothing."""
