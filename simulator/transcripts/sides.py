"""Words that name a side: roles and labels that say themselves whose the words are, in several languages."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.conversation import Speaker

_AGENT = """agent|support agent|customer service agent|service agent|live agent|human agent|chat agent|call agent
|assistant|support|customer support|customer service|customer care|help ?desk|service desk|operator|rep
|representative|customer service representative|customer service rep|service representative
|support representative|sales representative|csr|csa|csm|advisor|adviser|customer advisor
|support specialist|specialist|staff|staff member|team member|employee|admin|teammate|supporter
|counsellor|counselor|associate|service rep|support rep|sales rep|support engineer|support team|company
|brand|shop|store|seller|merchant|supervisor|service representative|call ?cent(?:er|re) agent|clerk
|agente|asesora?|operador(?:a)?|soporte|vendedor(?:a)?|atendente|atendimento|consultora?|suporte
|conseill(?:er|ère)|service client|vendeu(?:r|se)|agent de support|téléconseill(?:er|ère)|opérat(?:eur
|rice)|mitarbeiter(?:in)?|berater(?:in)?|kundenberater(?:in)?|kundenservice|kundendienst
|service ?mitarbeiter(?:in)?|operatore|operatrice|assistenza|consulente|medewerker|klantenservice
|adviseur|kundtjänst|kundeservice|оператор|агент|поддержка|менеджер|客服|客服人员|オペレーター|担当者|상담원|temsilci
|müşteri temsilcisi|konsultant"""
_CUSTOMER = """customer|client|user|visitor|caller|consumer|shopper|buyer|guest|end[ -]?user|lead|contact|patient
|requester|purchaser|member|subscriber|cust|end customer|human|passenger|policy ?holder|account holder
|cliente|usuari[oa]|clienta|comprador(?:a)?|consumidor(?:a)?|client[e]?|utilisat(?:eur|rice)|acheteu(?:r
|se)|visiteu(?:r|se)|kund(?:e|in)|nutzer(?:in)?|anrufer(?:in)?|besucher(?:in)?|käufer(?:in)?|utente|klant
|beller|kund|kunde|klient|klientka|клиент|покупатель|пользователь|客户|顾客|顧客|お客様|고객|müşteri"""
_BOT = """bot|chat ?bot|virtual assistant|virtual agent|ai assistant|ai agent|ai|automated message|answer ?bot|ivr
|voicebot|auto ?reply|autoresponder|trigger|automation|custom_bot|gpt|llm|automated ?agent"""
_SYSTEM = """system|developer|tool|function|action|event|info|notification|system message|sistema|système|note
|internal note|status|log|environment|metadata|summary|disposition|workflow|acd|queue"""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("".join(words.split("\n")), re.IGNORECASE)


_WORDS = (
    (Speaker.BOT, _pattern(_BOT)),
    (Speaker.SYSTEM, _pattern(_SYSTEM)),
    (Speaker.AGENT, _pattern(_AGENT)),
    (Speaker.CUSTOMER, _pattern(_CUSTOMER)),
)
_AROUND = re.compile(r"^(?:from|by) | (?:message|utterance|turn|msg|reply|response)$", re.IGNORECASE)
_NUMBERED = re.compile(r"[ _#-]*\d{1,12}$")
_NAMED = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]$|(.+?)\s+[-–|/,]\s+(.+)$")
_FIRST = re.compile(
    r"(agent|customer|client|visitor|operator|caller|support|advisor|rep)\s+"
    r"(?!(?:name|id|number|no|e-?mail|phone|group|team|status|type|notes?|details|info|rating|score)\b)"
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def side_of(label: str) -> Speaker | None:
    """Whose words a label announces (``Agent``, ``Kundin``, ``Customer 2``, ``Sam (Agent)``); None: a name."""
    text = " ".join(label.replace("_", " ").split()).strip("*:#<>- ")
    if text[:1] + text[-1:] in {"[]", "()"}:
        text = text[1:-1].strip()
    if not text or len(text) > 80:
        return None
    text = _AROUND.sub("", text) or text
    if found := _plain(text):
        return found
    if named := _NAMED.fullmatch(text):
        inner = [_plain(part) for part in named.groups() if part]
        return next((side for side in reversed(inner) if side), None)
    first = _FIRST.match(text)
    return _plain(first[1]) if first else None


_WORDS_OF = re.compile(r"(?:message|utterance|text|response|reply|query|turn)s?$")


def column_side(name: str) -> Speaker | None:
    """Whose words a column holds by its folded name (``agent``, ``customermessage``); None: it doesn't say."""
    return side_of(name) or (side_of(found) if (found := _WORDS_OF.sub("", name)) != name else None)


def _plain(text: str) -> Speaker | None:
    text = _NUMBERED.sub("", text).strip()
    return next((side for side, words in _WORDS if words.fullmatch(text)), None)
