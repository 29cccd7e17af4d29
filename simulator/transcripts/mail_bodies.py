"""Tells the body of a mail from other text, and where its signature begins."""

from __future__ import annotations

import re

_WROTE = re.compile(
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napsala?(?:\(a\))?|napisała?(?:\(a\))?|"
    r"пишет|"
    r"написал\w*|yazdı|kirjoitti|ezt írta|"
    r"írta|geschreven)[^\n]{0,80}[:：]?\s*$|(?:写道|寫道|書きました|작성)[^\n]{0,20}$|"
    r"^[ \t]*[-_]{2,} ?(?:original message|original-nachricht|ursprüngliche nachricht|message d'origine|"
    r"mensaje original|"
    r"messaggio originale|forwarded message|weitergeleitete nachricht|reply message|oprindelig meddelelse|"
    r"ursprungligt meddelande|"
    r"oorspronkelijk bericht|wiadomość oryginalna|původní zpráva|eredeti üzenet|原始邮件|元のメッセージ)",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = "from|von|de|da|van|от|fra|från|od|feladó|lähettäjä|kimden|差出人|发件人|寄件者|보낸 ?사람"
_NEXT = (
    "sent|date|gesendet|datum|envoyé|enviado|enviada em|inviato|verzonden|to|an|à|para|a|aan|subject|betreff|objet|"
    "asunto|"
    "sendt|dato|til|emne|skickat|till|ämne|onderwerp|wysłano|do|temat|odesláno|komu|předmět|küldve|dátum|címzett|tárgy|"
    "lähetetty|aihe|gönderildi|tarih|kime|konu|отправлено|дата|кому|тема|送信日時|日付|宛先|件名|发送时间|日期|收件人|主题|"
    "보낸 ?날짜|받는 ?사람|제목"
)
_BLOCK = re.compile(
    rf"^[ \t>*]*(?:{_FROM})\s*\*?[:：].{{0,200}}\n(?:.*\n){{0,3}}?[ \t>*]*(?:{_NEXT})\s*\*?[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTE = re.compile(r"^> ?\w", re.MULTILINE)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|liebe[rs]?|sehr geehrte[rs]?|"
    r"guten "
    r"(?:tag|morgen|abend)|moin|bonjour|bonsoir|salut|madame|cher|chère|hola|buenos días|buenas tardes|estimad[oa]s?|"
    r"ciao|buongiorno|gentile|olá|bom dia|boa tarde|prezad[oa]|beste|geachte|hej|dzień dobry|szanown[iya]|здравствуйте|"
    r"добрый день|kære|hejsa|god (?:morgen|dag|aften)|bästa|dobrý den|ahoj|cześć|tisztelt|kedves|szia|hyvä|moi|"
    r"merhaba|sayın|"
    r"to whom it may concern)\b[^\n.:;{}()=<>]{0,60}[,!.:\u2014-]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(
    r"^\s*(?:(?:kind|best|warm|many|with best|with kind|warmest)?\s*(?:regards|wishes)|thanks(?: again| so much|"
    r" a lot| and regards)?|thank you"
    r"(?: very much| so much)?|many thanks|cheers|sincerely|yours(?: sincerely| truly| faithfully)?|best|all the best|"
    r"mit freundlichen grüßen|mit freundlichem gruß|viele grüße|beste grüße|liebe grüße|lg|mfg|vg|danke(?: und gruß)?|"
    r"cordialement|bien à vous|sincères salutations|merci(?: d'avance)?|saludos(?: cordiales)?|atentamente|gracias|"
    r"cordiali saluti|distinti saluti|grazie|atenciosamente|obrigad[oa]|met vriendelijke groet(?:en)?|pozdrawiam|"
    r"с уважением|спасибо|(?:med )?venlig(?:e)? hilsen(?:er)?|mvh|vh|hilsen|tak(?: på forhånd)?|(?:med )?vänlig(?:a)? "
    r"hälsning(?:ar)?|tack(?: på förhand)?|s pozdravem|děkuji|z poważaniem|dziękuję|üdvözlettel|köszönöm|"
    r"ystävällisin terveisin|"
    r"kiitos|saygılarımla|teşekkürler|regards)\s*[,.!]?\s*(?:[\w.' -]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_DEVICE = re.compile(
    r"^\s*[_*(]*(?:sent (?:from|via) (?:my|the|outlook|yahoo|mail for|samsung|proton|gmail|a)\b|get outlook for|"
    r"von meinem |"
    r"gesendet mit|envoyé (?:de|depuis)|enviado desde|inviato da|verstuurd vanaf|enviado do|sendt fra|skickat från|"
    r"odesláno z|wysłane? z|iphone-?(?:omról|ról) küldve|"
    r"发自我的|從我的|iphoneから送信)",
    re.IGNORECASE | re.MULTILINE,
)
_INLINE = re.compile(
    r"^[ \t]*(?:on|am|le|el|il|em|op|den)\b[^\n]{0,60}\d[^\n]{0,120}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|"
    r"escreveu|schreef|skrev)[^\n:]{0,60}:",
    re.IGNORECASE | re.MULTILINE,
)
"""A line above a quoted mail, whatever follows on it."""
_THINGS = (
    "iphone|ipad|android|samsung|galaxy|mobile|phone|handy|smartphone|huawei|xiaomi|pixel|blackberry|windows|mac|outlook|"
    "yahoo|gmail|proton|aol|gmx|mail|tablet|téléphone|móvil|celular|cellulare|telefon|telefono|telefoon"
)
_BY_DEVICE = re.compile(
    rf"\s*[_*(]*(?:(?:sent|gesendet|envoyé|enviado|inviato|verstuurd|sendt|skickat|odesláno|wysłan[eo]) "
    rf"(?:from|via|with|mit|von|de|depuis|desde|da|do|vanaf|fra|från|z)\b[^\n]{{0,30}}?\b(?:{_THINGS})\b[^\n]{{0,60}}|"
    rf"von meinem [^\n]{{0,30}}?(?:{_THINGS})[^\n]{{0,20}} gesendet\.?|get outlook for [^\n]{{1,60}}|"
    r"发自我的[^\n]{1,30}|iphoneから送信)[_*)]*\s*",
    re.IGNORECASE,
)
"""The line by which a telephone or a program says that it sent the mail."""
_FOOTER = re.compile(
    r"\b(?:this (?:e-?mail|message)(?: w/attachments)?(?: \([^)]*\))?(?: and any)?[^.\n]{0,80}(?:intended|"
    r"confidential)|mailing list\b.*$|"
    r"unsubscribe|reply to this email|you are receiving this|please consider the environment|"
    r"caution: this e-?mail originated|[\w.-]+@lists?\.)",
    re.IGNORECASE | re.MULTILINE,
)
_EASTERN = re.compile(
    "お世話になっております|よろしくお願い|です。|ます。|您好|你好|谢谢|此致|祝好|顺祝商祺|안녕하세요|감사합니다"
)
_SIGNATURE = re.compile(r"^-- ?$|^_{3,}$|^[-\u2013\u2014]\s?[A-Z][\w.' ]{1,40}$", re.MULTILINE)
_MARKUP = re.compile(
    r"gmail_|yahoo_quoted|moz-cite|divRplyFwdMsg|MsoNormal|OutlookMessageHeader|type=[\"']?cite|protonmail|mailto:|"
    r"AppleMail|apple-mail|BodyFragment|ecxhmmessage|hmmessage|appendonsend|WordSection1|_originalContent|replyforward|"
    r"SkyDrivePlaceholder|ymail|x_Mso|urn:schemas-microsoft-com:office",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"<(?:nav|main|article|footer|script[^>]+src=|link[^>]+stylesheet|form|input|button|canvas|iframe)\b", re.IGNORECASE
)
_CODE = re.compile(
    r"^\s*(?:def \w+\(|class \w+[:({]|import \w|from [\w.]+ import|#include|package \w|function \w*\(|const \w+ ?=|"
    r"let \w+ ?=|"
    r"var \w+ ?=|public (?:static|class)|private |fn \w+|SELECT .* FROM|INSERT INTO|CREATE TABLE|"
    r"DROP TABLE|COPY [\w.]+ \(|SET \w+ =|-- \S|</?\w+>\s*$|"
    r"\w+\s*=\s*\{)|[;{}]\s*$",
    re.MULTILINE,
)
_PROGRAM = re.compile(
    r"^(?:from [\w.]+ import |import [\w.]+(?: as \w+)?;?$|(?:async )?def \w+\(|class \w+[:({]|#include [<\"]|#!/|"
    r"package [\w.]+;|"
    r"(?:export )?(?:async )?function \w+\(|public (?:static |final |abstract )*class |using [\w.]+;|<\?php|fn \w+\()",
    re.MULTILINE,
)
"""Lines that only programs begin with."""
_ENTRY = re.compile(
    r"^(?:\s*(?:- )?[a-z_][\w.-]*:(?:\s|$)|\s*[\"'(\[{@#]|[^\t\n]*\t|\s*assert |-?\d+(?:\.\d+)?\s)", re.MULTILINE
)
"""Lines of settings, of lists in programs and of tables."""
_LOG = re.compile(
    r"^\W{0,2}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d/\w{3}/\d{4}|\w{3}\s+\d{1,2} \d\d:\d\d:\d\d|"
    r"\d{1,3}(?:\.\d{1,3}){3}\s)|"
    r"^\W{0,2}(?:DEBUG|INFO|WARN|WARNING|ERROR|TRACE|FATAL)\b",
    re.MULTILINE,
)
_HEADING = re.compile(r"^(?:#{1,6} \S|={3,}\s*$|```|\* \[|\|.*\|)", re.MULTILINE)
_CUT = re.compile(r"\n-- ?\n")


def is_body(text: str, *, html: bool = False) -> bool:
    """Whether a text reads as the body of a mail: quoted mail, greeting, closing or signature, and no code or log."""
    if not html and len(_PROGRAM.findall(text)) > 2:
        return False
    if html or _is_marked_up(text):
        if _MARKUP.search(text):
            return True
        if _PAGE.search(text):
            return False
        from simulator.transcripts.html_page import plain

        text = plain(text)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or _technical(text, len(lines)):
        return False
    return _hints(text) > 0


def _is_marked_up(text: str) -> bool:
    return bool(re.search(r"<(?:br|div|p|blockquote|span|html|body)\b[^<>]*>", text, re.IGNORECASE))


def _technical(text: str, lines: int) -> bool:
    own = _WROTE.split(text)[0]
    code, logged = len(_CODE.findall(own)), len(_LOG.findall(own))
    headings = len(_HEADING.findall(own))
    if len(_PROGRAM.findall(text)) > max(1, 0.02 * lines) or len(_ENTRY.findall(text)) > 0.25 * lines:
        return True
    return code > 0.25 * lines or logged > 0.3 * lines or (headings > 1 and not _GREETING.search(own))


def _hints(text: str) -> int:
    """How many signs of a mail there are; a greeting counts near the beginning, a closing near the end only."""
    lines = [line for line in _WROTE.split(text)[0].splitlines() if line.strip()]
    anywhere = (_WROTE, _BLOCK, _QUOTE, _DEVICE, _FOOTER, _SIGNATURE, _EASTERN)
    found = sum(bool(pattern.search(text)) for pattern in anywhere)
    found += bool(_GREETING.search("\n".join(lines[:8])))
    return found + bool(_CLOSING.search("\n".join(lines[-25:])))


def quoted_from(text: str) -> int:
    """Where a quoted mail begins with its headings, or with a line that says who wrote when; 0: nowhere."""
    places = [found.start() for pattern in (_BLOCK, _INLINE) if (found := pattern.search(text))]
    return min(places, default=0)


def without_device(text: str) -> str:
    """A text without the line at its end by which a telephone or a program names itself; nothing else is left out."""
    above, _, last = text.rstrip().rpartition("\n")
    return above.rstrip() if above.strip() and _BY_DEVICE.fullmatch(last) else text


def without_signature(text: str) -> str:
    """The words above the mark of a signature; all of them where nothing stands above."""
    return _CUT.split(text, maxsplit=1)[0].strip() or text
