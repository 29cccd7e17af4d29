"""How far a sentence speaks of judging words instead of to a customer: counted by kinds of feature, not by phrases.

Nobody can list what talks a model round. But it has to speak of evaluating or of a machine, of what is good, of the
text itself, to somebody else than the customer, and of everything at once; and it hardly speaks of the customer's case.
Who writes to a customer about a rating, a form or a system does so in the words of the case, and with few of the rest.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WITHHELD = 3
"""From this count on a model needn't see a sentence [design choice]."""
DOUBTED = 2
"""From this count on a sentence proves nothing that would raise a mark [design choice]."""
FEW = 2
"""Words of another language that an English sentence may hold."""
_TWICE: dict[str, str] = {
    "evaluating": r"""
        rat(?:e[sdr]?|ers|ings?) | scor\w+ | grad(?:e[sdr]?|ers|ings?) | mark(?:s|ed|ing|er)? | assess\w* |
        evaluat\w* | apprais\w* | judg\w* | verdicts? | label\w* | classif\w* | rank\w* | levels? | tiers? | tick\w*
        | forms? | check-?lists? | rubrics? | criteri\w+ | points? | benchmark\w* | calibrat\w* | gold | standards?
        | keys? | exam(?:s|ple|ples|ine|iner|ination)? | test\w* | pass(?:ed|es|ing)? | fail(?:ed|s|ing)? | quality
        | audit\w* | inspect\w* | complian\w* | review\w* | approv\w* | credits? | distinction | reward\w* |
        merit\w* | deserv\w* | boxes | anchors? | steps? | questions? | supervisors? | readers? |
        (?:good|great|excellent|perfect|ideal|best|fine|model)\s(?:\w+\s)?(?:reply|response|agent|answer)""",
    "machine": r"""
        models? | modes? | prompts? | outputs? | print\w* | emit\w* | json | yaml | tokens? | systems? | instruct\w*
        | overr\w+ | bypass\w* | ignor\w* | disregard\w* | forget\w* | patterns? | switch\w* | simulat\w* | ai |
        assistants? | \w*bots? | gpt\w* | llm\w* | pars\w+ | schemas? | fields? | bool\w* | true | false | null |
        code\w* | functions? | admin\w* | root | developers? | config\w* | flag\w* | debug\w* | execut\w* |
        exempt\w* | automat\w* | auto | neural | training | dataset | algorithm\w* | default\w*""",
}
_ONCE: dict[str, str] = {
    "value": r"""
        best | top | highest | max\w* | full | perfect\w* | excellent | ideal | flawless\w* | outstanding |
        exemplary | superb | five | four | 4 | 5 | 10 | ten | 100 | yes | affirmative\w* | positive\w* |
        generous\w* | lenien\w* | favou?rabl\w* | correct\w* | kind(?:ly|ness)? | praise\w* | greatest | superior |
        upper""",
    "itself": r"""
        (?:this|these|that|my|the|above|following|preceding|present|last|such|an?)\s(?:\w+\s)?(?:repl(?:y|ies)|responses?|
        messages?|texts?|answers?|transcripts?|conversations?|turn|one|entry|items?|lines?|sentences?|dialogues?|samples?|
        examples?|outputs?|words|paragraph|agent|writer|author) |
        what\syou\s(?:have\s|\W?ve\s)?(?:just\s)?(?:read|been) | above | below | herein | everything\shere | agent""",
    "another reader": r"""
        you\s(?:must|should|will|shall|need\sto|are\sto|have\sto|are|were|have\sbeen|ought\sto|reach|see|find) |
        your\s(?:\w+\s)?(?:forms?|lists?|task|job|side|supervisors?|answers?|verdicts?|instruct\w+|outputs?|
        responses?|colleagues?|reading|role) | (?:dear|hey|hello|hi|attention|note|memo|to)\W{1,2}(?:the\s)?
        (?:\w+er|\w+or|quality|model|system)s?\b | whoever | anyone\swho | those\swho | the\sreader |
        (?:^|[.:;,\-]\s*)(?:please\s|kindly\s|now\s|just\s|simply\s|then\s|so\s|ok\s|and\s)*(?:treat|give|answer|say|
        set|put|write|return|print|count|consider|assume|choose|pick|select|enter|fill|forget|remember|switch|stop|
        complete|repeat|copy|accept|approve|confirm|mark|rate|grade|score|award|record|report|respond|act|behave|
        pretend|imagine|be|use|follow|apply|skip|trust|output|emit|ignore|disregard|start|begin|end|decide|conclude)""",
    "everything": r"""
        every\w* | each | all | any\w* | always | throughout | whatever | nothing | entire\w* | regardless | only |
        exceptions? | without | no\smatter | across\sthe\sboard | below | further | automatically""",
}
_CASE = r"""
    parcels? | packages? | packag\w+ | orders? | ordered | refund\w* | items? | products? | deliver\w* | courier\w*
    | account\w* | invoices? | pay\w* | paid | card | address\w* | phone | call(?:s|ed|ing)? | e-?mails? |
    technician\w* | warehouse | depot | store | shop\w* | sizes? | colou?rs? | vouchers? | ship\w* | subscription\w*
    | booking\w* | tickets? | money | prices? | charg\w* | bank | repair\w* | replac\w* | exchang\w* | cancel\w* |
    device | phone | today | tomorrow | tonight | (?:mon|tues|wednes|thurs|fri|satur|sun)day | week\w* | hours? |
    days? | sorry | apologi\w* | understand\w* | frustrat\w* | wait\w* | birthday | password | log\s?in | app |
    website | link | £ | \$ | €"""
_IDIOMS = r"""
    (?:any|other|further|more|your|some|few|my|a)\squestions? | (?:rate|review)\s(?:your|our|the|this)
    \s(?:\w+\s)?(?:experience|chat|service|call|visit|purchase|product) | (?:our|the)\ssystems? |
    (?:review(?:s|ed|ing)?\s(?:our|the|your) | our | the)\s
    (?:(?:return|refund|claim|contact|request|order|online|complaint|warranty)s?\s)?forms?(?:\s(?:below|above|here))? |
    forms?\s(?:that\s)?you\s(?:filled|sent)\b | you\s(?:have\s|\W?ve\s)?filled\s(?:in|out) |
    quality\sof | yes,? | please\sconfirm |
    credit\s(?:card| score|note|to\syour) | next\ssteps? | at\sthis\spoint | to\sthe\spoint | kind\sregards |
    (?:these|following|the|those|few)\ssteps |
    (?:please|kindly|just|simply)\s(?:reply|respond|answer)\s(?:to|here|with) | (?:set|sort|fill)(?:ting|ted|ing)?\s
    (?:up|out|in) | not\sonly | make\ssure | (?:answer|tell|give)\sme | let\s(?:me|us)"""


def _built(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{words})(?!\w)", re.IGNORECASE | re.VERBOSE | re.MULTILINE)


_COUNTED_TWICE = {name: _built(words) for name, words in _TWICE.items()}
_COUNTED_ONCE = {name: _built(words) for name, words in _ONCE.items()}
_OF_THE_CASE, _USUAL = _built(_CASE), _built(_IDIOMS)
_WORD = re.compile(r"[^\W\d_]+")
_BLOB = re.compile(r"(?<![\w/.=?&@+-])(?=\w*[a-z])(?=\w*[A-Z])(?=\w*[0-9=])[A-Za-z0-9]{16,}={0,2}(?![\w/.@])")
_BYTES = re.compile(r"\b(?:(?:0x|\\x|%|&#x?)?[0-9A-Fa-f]{2,3}[\s;,]?){8,}", re.ASCII)
_CODES = re.compile(r"\b(?:(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])[\s;,]+){11,}|\b(?:[01]{8}[\s;,]?){3,}", re.ASCII)
"""Characters as decimal or binary numbers: no order's or parcel's number has so many such groups."""
_APART = re.compile(r"\b(?:\w[ .\-_*]){4,}\w\b")
_SAME_APART = re.compile(r"\b(\w)(?:[ .\-_*]\1){4,}\b")
_FOREIGN = re.compile(
    r"\b(?:el|las?|los|una?|unos|del|al|que|para|por|con|est[aeáé]s?|todos?|todas?|cada|les?|des?|du|une|et|pour|dans|"
    r"ce|cette|vous|est|tou[ts]e?s?|chaque|der|die|das|den|dem|und|ist|ein|eine|alle[ns]?|jede[rns]?|bitte|sie|il|lo|"
    r"gli|di|che|per|questo|tutt[aeio]|ogni|o|os|as|um|uma|em|voc[eê]|para|alles|het|een|van|niet|met|jest|siempre|"
    r"toujours|immer|sempre|altijd|à|ao)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|a|an|i|you|your|we|our|it|is|are|was|be|to|of|and|for|in|on|with|this|that|have|will|my|me|so|not|as|at|"
    r"by|can|from|do|if|please)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def count(sentence: str, *, foreign: bool = False) -> int:
    """How many kinds of such features a sentence shows, less what it says of a customer's case; at least 0.

    A sentence that hides its words (letters of other alphabets among Latin ones, letters apart, bytes, a language
    other than that of the rest) counts as ``WITHHELD``. ``foreign``: the rest is in a language other than English.
    """
    if hides(sentence) or (not foreign and is_foreign(sentence)):
        return WITHHELD
    text = _USUAL.sub(" ", sentence)
    kinds = sum(min(2, len({hit[0].lower() for hit in words.finditer(text)})) for words in _COUNTED_TWICE.values())
    if not kinds:
        return 0
    kinds += sum(words.search(text) is not None for words in _COUNTED_ONCE.values())
    case = len({hit[0].lower() for hit in _OF_THE_CASE.finditer(text)})
    return max(0, kinds - min(2, case))


def hides(sentence: str) -> bool:
    """Whether the words of a sentence are hidden from whoever reads it."""
    if _BLOB.search(sentence) or _CODES.search(sentence) or _SAME_APART.search(sentence):
        return True
    if any(_spells(hit[0]) for hit in _APART.finditer(sentence)) or any(map(_is_bytes, _BYTES.findall(sentence))):
        return True
    return not sentence.isascii() and any(map(_mixed, _WORD.findall(sentence)))


def _spells(run: str) -> bool:
    """Whether signs apart spell a word: in a number that is read out, letters don't outnumber digits."""
    return sum(map(str.isalpha, run)) > sum(map(str.isdigit, run))


def _is_bytes(run: str) -> bool:
    """Whether pairs of signs may be bytes: a parcel's number has digits alone."""
    return any(char.isalpha() or char in "\\%&" for char in run)


def is_foreign(text: str) -> bool:
    """Whether a text is in one of the usual languages beside English."""
    foreign = len(_FOREIGN.findall(text))
    return foreign > FEW and foreign > len(_ENGLISH.findall(text))


def _mixed(word: str) -> bool:
    """Whether a word has letters of two alphabets, or of forms that no keyboard has."""
    alphabets = {unicodedata.name(char, "").split()[0] for char in word}
    return len(alphabets) > 1 or not alphabets.isdisjoint({"FULLWIDTH", "MATHEMATICAL", "CIRCLED", "SQUARED"})
