"""Names that a text gives away: who introduces themselves, is greeted or thanked, signs, or has a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from simulator.redact.given_names import BRANDED, BRANDS, GIVEN, NOT_NAMES, ORGANISED, TOWNS
from simulator.redact.hints import Met
from simulator.redact.spans import holds

NAME = r"(?:[A-Z\u00c0-\u00de](?:[^\W\d_]|['\u2019-](?=[^\W\d_])){1,30}(?![\w])|[A-Z]\.)"
FULL = rf"{NAME}(?:[ ](?:(?:van|von|de|del|di|da|la|le|bin|al|O|der|den)[ ]){{0,2}}{NAME}){{0,2}}"
SMALL = r"[^\W\d_A-Z]{2,20}(?:[ ][^\W\d_A-Z]{2,20})?(?!\w)"
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madam|Herrn?|Frau|Se\u00f1ora?|Sra?|Do\u00f1a|Don|Mme|Mlle|Madame|Monsieur|"
    r"Signora?)\b\.?"
)
TITLED = "a title"
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam herr herrn frau se\u00f1or se\u00f1ora sr sra do\u00f1a don mme "
    "mlle madame monsieur signor signora".split()
)
GREETING = (
    r"(?:[Hh]i|[Hh]ello|[Hh]ey|HI|HELLO|[Dd]ear|Hallo|Bonjour|Hola|"
    r"[Gg]ood (?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Dd]ay))"
)
FAREWELL = (
    r"(?:(?:(?:[Kk]ind|[Bb]est|[Ww]arm|[Mm]any|[Yy]ours)(?:est)?[ ])?"
    r"(?:[Rr]egards|[Ww]ishes|[Tt]hanks|[Ss]incerely|[Cc]heers|[Bb]est|[Ll]ove|[Ff]aithfully|[Tt]ruly|[Tt]hank you)|"
    r"(?:[Mm]it )?(?:[Ff]reundlichen|[Vv]ielen|[Bb]esten|[Ll]iebe|[Vv]iele) (?:Gr\u00fc\u00dfen?|Dank)|MfG|LG|"
    r"Gru\u00df|[Cc]ordialement|[Bb]ien \u00e0 vous|[Mm]erci|[Ss]aludos|[Aa]tentamente|[Gg]racias|[Ss]aluti|[Gg]razie)"
)
RELATION = (
    r"(?:husband|wife|son|daughter|mum|mom|dad|mother|father|sister|brother|partner|girlfriend|boyfriend|fianc\u00e9e?|friend|"
    r"neighbou?r|boss|colleague|manager|uncle|aunt|auntie|nan|gran|grandma|grandad|grandson|niece|nephew|cousin|flatmate|"
    r"housemate|assistant|supervisor|agent|rep|advisor|adviser|housekeeper|driver|tenant|landlord)"
)
RELATED = "a relation"
RELATIONS = frozenset(
    "husband wife son daughter mum mom dad mother father sister brother partner girlfriend boyfriend fianc\u00e9 "
    "fianc\u00e9e friend neighbour neighbor boss colleague manager uncle aunt auntie nan gran grandma grandad grandson "
    "niece nephew cousin flatmate housemate assistant supervisor agent rep advisor adviser housekeeper driver tenant "
    "landlord".split()
)
MY_NAME = (
    r"(?:[Nn]ame(?:'s| is|:| on the (?:card|account|order|label) (?:is )?)|[Cc]ardholder:|[Rr]ecipient:|"
    r"[Rr]ecipient is|[Cc]all(?:ed)? me|[Ii]ch hei(?:\u00df|ss)e|[Mm]ein Name ist|"
    r"[Jj]e m'appelle|[Mm]e llamo|[Mm]i chiamo|"
    r"[Mm]i nombre es|[Mm]on nom est|[Ii]n the name of|[Pp]laced by|[Ss]igned (?:for )?by|[Aa]ddressed to|[Aa]sk for|"
    r"(?:[Pp]assengers?|[Bb]uyer|[Cc]ontact|[Ss]hip to|[Bb]ill to|[Dd]eliver to|[Aa]ttn\.?|[Cc]onsignee)\**:|"
    r"[Cc]ollected by|[Pp]icked up by|[Hh]elped by|[Ss]erved by|[Nn]amed)"
)

SAID = r"(?:promised|told|said|says|called|helped|wrote|confirmed|signed|ordered|assured|rang|emailed|hung)"
GREETED = "hi|hello|hey|dear|good|hallo|bonjour|hola"
LEAVING = (
    "regards|wish|thank|sincer|cheers|best|love|gr\u00fc|dank|mfg|lg|gru|cordial|vous|merci|salu|atentam|graci|grazi|"
    "truly|faithful"
)
MET = r"(?=,? (?:from|here|calling|speaking|with|at|and [Ii])\b|,)"
NAMED = "name|holder|recipient|call|hei|appelle|llamo|chiamo|nom|by|dressed|ask|passenger|buyer|contact|to:|attn|sign"

Rules = tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]


def _rules(*rows: tuple[str, str]) -> Rules:
    """Of each rule its small words: those of letters, with a bar between them, the others, and the pattern."""
    found = []
    for hints, pattern in rows:
        words = hints.split("|")
        others = tuple(word for word in words if not word.replace(" ", "").isalpha())
        found.append(("|".join(word for word in words if word not in others), others, re.compile(pattern)))
    return tuple(found)


SURE = _rules(
    (NAMED, rf"(?<!\w){MY_NAME}[:* ]{{0,4}}[\"'\u201c]?(?P<id>{FULL})"),
    (
        "i'm|i\u2019m|am|this|it's|it\u2019s",
        rf"\b(?:I['\u2019]m|I am|[Tt]his is|[Ii]t['\u2019]s) (?P<id>{FULL}){MET}",
    ),
    (
        "chatting|speaking|talking",
        rf"\b[Yy]ou(?: are|'re) (?:now )?(?:chatting|speaking|talking) (?:with|to) (?P<id>{FULL})",
    ),
    (
        GREETED,
        rf"(?:^|\n|[.!?] ){GREETING},? (?:{TITLE} )?(?P<id>{FULL})(?= ?[,!.:\n\u2013-]|$| (?:and|thanks|thank)\b)",
    ),
    (
        "thank|sorry|worries|problem|cheers",
        rf"\b(?:Thanks|Thank you|Sorry|No worries|No problem|Cheers),? (?P<id>{NAME})(?=[,!.]|$)",
    ),
    (
        TITLED,
        rf"\b{TITLE}(?: (?:and|&|und|et) {TITLE})? (?P<id>(?:(?:van|von|de|der|den) ){{0,2}}{FULL})",
    ),
    (
        LEAVING,
        rf"(?:^|\n|[.!?] ) ?{FAREWELL}[,.!]?\s{{1,3}}(?P<id>{FULL})(?=\s{{0,9}}(?:\n|$))",
    ),
    ("signed", rf"\b[Ss]igned,? (?P<id>{FULL})"),
    (
        "spoke|speaking|talk|chat|dealt",
        rf"\b(?:spoke|speaking|talk(?:ed|ing)|chatt(?:ed|ing)|dealt) (?:to|with) (?P<id>{FULL})",
    ),
    (RELATED, rf"\b(?:[Mm]y|[Oo]ur|[Yy]our|[Tt]he|[Hh]is|[Hh]er) {RELATION},? (?P<id>{FULL})"),
    ("^", rf"(?:^|[\s.!?])\^ ?(?P<id>{NAME}|[A-Z]{{2,3}})\b"),
    ("/|-|~|\u2013", rf"(?:^|\s)(?:/ ?|[-~\u2013] )(?P<id>{NAME})(?=\s{{0,9}}$)"),
)
"""What stands before a name and says that it is one; each with small words of which a text must hold one."""

LIKELY = _rules(
    (NAMED, rf"(?<!\w){MY_NAME}:? ?(?P<id>{SMALL})"),
    (RELATED, rf"\b(?:[Mm]y|[Oo]ur|[Yy]our) {RELATION},? (?P<id>{SMALL})"),
    (GREETED, rf"(?:^|\n|[.!?] ){GREETING},? (?P<id>(?:{NAME})|[^\W\d_]{{2,20}})(?!\w)"),
    (
        "i'm|i\u2019m|am|im|its|it's|this",
        rf"\b(?:[Ii]['\u2019]?m|[Ii] am|[Tt]his is|[Ii]t'?s) (?P<id>{FULL}|[^\W\d_]{{2,20}})(?!\w)",
    ),
    (
        "told|ask|by|speak|talk|to|under|from|with|for|that|and",
        rf"\b(?:told|asked|ask|(?i:by|speak|talk|to|under|from|with|for|that|and)) (?P<id>{FULL})",
    ),
    (
        "from|in|prom|told|said|says|call|help|wrote|confirm|sign|order|assur|rang|emailed|hung",
        rf"(?P<id>{FULL})(?= (?:from|in) (?:your|our|the) |,? {SAID}\b)",
    ),
    (
        "thx|thank|cheers|regards|ty",
        r"\b(?:[Tt]hx|[Tt]hanks|[Cc]heers|[Rr]egards|[Tt]y),?\s(?P<id>[^\W\d_]{2,20})\s{0,3}$",
    ),
    (",|.|!|?", rf"(?:\b[^\W\d_]{{1,20}},? |[:*,.>-] )(?P<id>{FULL})(?=[!?.,\n(]|\s{{0,3}}$)"),
)
"""What may stand before a name as before other words: only a usual given name is taken for one."""


def introduced(text: str, met: Met) -> Iterator[str]:
    """Names that the text itself gives away; ``met``: of ``HINTS`` and ``WORDS`` those that it meets."""
    low = text.lower()
    if not NEVER.issuperset(map(str.lower, CAPITAL.findall(text))) or "^" in text:
        for pattern in _fitting(SURE, low, met):
            for match in pattern.finditer(text):
                name = _trimmed(match["id"])
                if name and not _is_branded(match["id"], text, match.end()):
                    yield name
    if USUAL not in met if low.isascii() else GIVEN.isdisjoint(LETTERS.findall(_bare(low))):
        return
    for pattern in _fitting(LIKELY, low, met):
        for match in pattern.finditer(text):
            first = match["id"].split()[0]
            usual = _bare(first) in GIVEN and _bare(first) not in TOWNS and not first[1:].isupper()
            if usual and not _is_branded(match["id"], text, match.end()):
                yield (_trimmed(match["id"]) or first) if first[0].isupper() else first


CAPITAL = re.compile(NAME)
LETTERS = re.compile(r"[a-z]{2,}")


NEVER = NOT_NAMES | BRANDS
USUAL = "a usual given name"
HINTS = tuple(hints for hints, _, _ in (*SURE, *LIKELY) if hints and hints not in {TITLED, RELATED})
"""The small words without which no rule applies."""
WORDS = (
    (USUAL, GIVEN.__contains__),
    (TITLED, TITLES.__contains__),
    (RELATED, RELATIONS.__contains__),
)
"""What is known of whole words, and what tells so."""


def may_be_named(word: str) -> bool:
    """Whether a word in small letters can be a name where names stand."""
    return word not in NEVER


def _fitting(rules: Rules, low: str, met: Met) -> Iterator[re.Pattern[str]]:
    return (pattern for hints, others, pattern in rules if hints in met or (others and holds(low, others)))


def _is_branded(found: str, text: str, end: int) -> bool:
    """Whether a name is a maker's or a title, by its first two words."""
    words = [*found.split(), *text[end : end + LONGEST_WORD].split()][:2]
    return " ".join(words).lower().rstrip(".,!?") in BRANDED


LONGEST_WORD = 20


def _trimmed(found: str) -> str:
    """A name without the words around it that aren't part of it; empty where none is left."""
    words = found.split()
    if words[-1].lower() in ORGANISED:
        return ""
    while words and not may_be_named(words[-1].lower()):
        words.pop()
    return " ".join(words) if words and may_be_named(words[0].lower()) else ""


def _bare(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(letter))
