"""The lines of a WhatsApp chat: their dates, clocks and writers in the phone's own language, and what is no message."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from simulator.transcripts.whatsapp_clocks import clocked

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of direction, which exports strew everywhere."""
_LOG = re.compile(r"(?:^|[\s.\[\]-])(?:DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL|TRACE|NOTICE|SEVERE)\]?$")
_NAME = re.compile(r"([^:\n]{1,100}?):(?:\s(.*)|([^/\s].*)?)$", re.DOTALL)
_QUOTED = re.compile(r"[\"“”„«»]|\b(?:https?|learn more)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:messages and calls|messages to this|messages you send|nachrichten und anrufe|nachrichten in diesem|"
    r"les messages|los mensajes|i messaggi|as mensagens|berichten en|mesajlar|сообщения).{0,60}"
    r"(?:encrypt|verschlüssel|chiffr|cifrad|crittograf|criptograf|versleutel|şifrel|шифров|protected|secured)|"
    r"security code (?:with|changed)|sicherheitsnummer|code de sécurité|código de seguridad|"
    r"this business (?:is|uses|works)|this chat is with a business|missed (?:voice|video|group)|verpasster |"
    r"appel (?:vocal|vidéo) manqué|llamada perdida|videollamada perdida|chiamata persa|chamada (?:de voz|"
    r"de vídeo) perdida|"
    r"gemiste |(?:voice|video) call[,.]|disappearing messages|waiting for this message|"
    r"(?:added|removed|left|joined|changed|created|pinned|blocked|unblocked) (?:you|this|the|using|group|a message)",
    re.IGNORECASE | re.DOTALL,
)
_DELETED = re.compile(
    r"(?:this message was deleted|you deleted this message|message deleted|this message was deleted by admin.*|"
    r"diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|ce message a été supprimé|"
    r"vous avez supprimé ce message|(?:se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje)|"
    r"questo messaggio è stato eliminato|hai eliminato questo messaggio|(?:mensagem apagada|esta mensagem foi apagada)|"
    r"(?:você apagou|apagou) esta mensagem|dit bericht is verwijderd|(?:u|je) (?:hebt|heeft) dit bericht verwijderd|"
    r"bu mesaj silindi|bu mesajı sildiniz|данное сообщение удалено|вы удалили данное сообщение|"
    r"ta wiadomość została usunięta|usunięto tę wiadomość|"
    r"此消息已删除|このメッセージは削除されました|메시지가 삭제되었습니다)\.?",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\s*<[^<>\n]{0,60}(?:edited|bearbeitet|modifi|edit[óa]|bewerkt|düzenlen|измен|edytow|redig|已编辑|"
    r"編集)[^<>\n]{0,30}>\s*$",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"<[^<>\n]{3,60}>|(?:image|video|video note|audio|sticker|gif|document|contact card|photo|media|voice message|bild|"
    r"foto|dokument|imagen|vídeo|documento|immagine|imagem|figurinha|afbeelding|kontaktkarte|tarjeta de contacto|"
    r"adesivo|vidéo|autocollant|carte de visite|fiche contact|zdjęcie|görüntü|аудиофайл|изображение|видео|стикер)s?"
    r"\s+(?:omitted|weggelassen|ausgeschlossen|absente?|omis[e]?|omitid[oa]|omess[oa]|ocultad[oa]|oculto|"
    r"não revelad[oa]|"
    r"weggelaten|pominięt[oaey]|dahil edilmedi|отсутствует|пропущен[оа]?)|null|"
    r"(?:‎)?(?:Без медиафайлов|メディアは含まれていません|미디어 제외됨|省略多媒体|图像已忽略|文件已忽略)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"<(?:attached|anhang|pièce jointe|fichier joint|adjunto|archivo adjunto|allegato|anexado|bijlage|ekli|прикреплено|"
    r"załącznik)\s*:\s*([^<>\n]+)>|"
    r"([^\n<>:/\\]{1,120}\.\w{2,5}) \((?:file attached|datei angehängt|fichier joint|archivo adjunto|file allegato|"
    r"arquivo anexado|ficheiro anexado|bestand bijgevoegd|dosya ekli|файл добавлен|plik (?:dołączony|załączony))\)",
    re.IGNORECASE,
)


class Stamped(NamedTuple):
    """A line that begins a message: three numbers of its date as written, its clock, who wrote and what."""

    date: tuple[str, str, str]
    separator: str
    hour: int
    minute: int
    second: int | None
    writer: str
    text: str
    bracket: bool


def stamped(line: str) -> Stamped | None:
    """A line as the beginning of a message; None: it goes on with the one before, or is of no chat."""
    found = clocked(line)
    if found is None:
        return None
    writer, text = _parted(found.rest.strip("\r\n"))
    return Stamped(found.date, found.separator, found.hour, found.minute, found.second, writer, text, found.bracket)


def _parted(rest: str) -> tuple[str, str]:
    """The writer, one text for all lines of a long chat, and the words; a line of the system has no writer."""
    found = _NAME.match(rest)
    if not found or _QUOTED.search(found[1]) or _TOLD.search(found[1]):
        return "", rest
    return sys.intern(found[1].strip(MARKS + " ~")), found[2] or found[3] or ""


def is_log(writer: str) -> bool:
    """Whether it is no person but the level of a program's log."""
    return bool(_LOG.search(writer))


def told_by_system(line: Stamped, text: str) -> bool:
    """Whether the program wrote it in a writer's name: encryption, calls, members.

    On iOS such texts begin with a mark of direction; so do files.
    """
    marked = line.bracket and text.startswith("\u200e") and not deleted(text) and file_in(text) is None
    return marked or bool(_TOLD.match(text.lstrip(MARKS)))


def deleted(text: str) -> bool:
    """Whether it stands for a message that was deleted."""
    return bool(_DELETED.fullmatch(text.strip(MARKS + " ")))


def unedited(text: str) -> str:
    """The words without the remark that they were edited."""
    return _EDITED.sub("", text)


def file_in(text: str) -> tuple[str, str] | None:
    """The name of the file that a message stands for, and the words beneath it; None: it is words only."""
    clean = text.strip(MARKS + " \n")
    first, _, caption = clean.partition("\n")
    first = first.strip(MARKS + " ")
    if found := _FILE.fullmatch(first):
        return (found[1] or found[2]).strip(MARKS + " "), caption.strip(MARKS + " ")
    if _OMITTED.fullmatch(first):
        return first.strip("<> "), caption.strip(MARKS + " ")
    if "omitted" in first[-9:] and "\u2022" in first:
        return first.rpartition(" ")[0], caption
    return None
