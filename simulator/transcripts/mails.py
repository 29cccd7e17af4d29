"""Mails: single ones, mailboxes, and bodies without their headers; threads by what they answer, else by subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.errors import UsageError
from simulator.transcripts.assembling import WRONG, refused
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment
from simulator.transcripts.importer import Importer
from simulator.transcripts.mail_bodies import is_body, without_signature
from simulator.transcripts.mail_threads import Threads
from simulator.transcripts.mailboxes import Mail, mails_in
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined, Record, Sample
from simulator.transcripts.source import Source
from simulator.transcripts.spool import Spool
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.wording import worded, words

SURE = 0.9
_BODY = 0.12
_REFERENCE = re.compile(r"<([^<>\s]+)>")
_AUTOMATIC = re.compile(
    r"\s*(?:automatic reply|auto(?:mated)?[- ]?(?:reply|response)|out of (?:the )?office|automatische antwort|"
    r"abwesenheitsnotiz|réponse automatique|respuesta automática|risposta automatica|resposta automática|"
    r"automatisch antwoord|undeliverable|delivery status notification|mail delivery (?:failed|subsystem)|"
    r"returned mail)",
    re.IGNORECASE,
)


def recognise(sample: Sample) -> float | None:
    """Sure where the headers of a mail stand; a guess where a text is the body of one."""
    if sample.form in {Form.EMAIL, Form.MBOX}:
        return SURE
    if sample.form in {Form.TEXT, Form.HTML, Form.XML} and is_body(sample.text, html=sample.form is not Form.TEXT):
        return _BODY
    return None


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The threads of all files together, and bodies one by one."""
    threads, spool = Threads(), Spool()
    for source in sources:
        if source.form not in {Form.EMAIL, Form.MBOX}:
            yield from _body(source, mapping)
            continue
        for each in mails_in(source):
            if isinstance(each, Quarantined):
                yield each
                continue
            record = Record("mail", {}, source.name, each.position)
            try:
                record = Record("mail", _read(each, mapping), source.name, each.position)
            except (*WRONG, UnicodeError) as error:
                yield refused(record, error)
                continue
            spool.add(threads.place(record.value), record)
    yield from _threads(threads, spool, mapping)


def _threads(threads: Threads, spool: Spool, mapping: Mapping) -> Iterator[Item]:
    together = Spool()
    for name, records in spool.groups():
        for record in records:
            together.add(threads.root(name), record)
    for _, records in together.groups():
        yield _thread(records, mapping)


def _read(mail: Mail, mapping: Mapping) -> dict[str, Any]:
    """What is kept of a mail."""
    message = mail.message
    senders = _people(message, "From") or _people(message, "Sender") or _people(message, "Return-Path")
    sent = _sent(message, mapping)
    return {
        "id": next(iter(_REFERENCE.findall(_header(message, "Message-ID"))), ""),
        "answers": _REFERENCE.findall(f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}"),
        "subject": words(_header(message, "Subject")),
        "name": senders[0][0] if senders else "",
        "address": senders[0][1] if senders else "",
        "to": [address for _, address in _people(message, "To") + _people(message, "Cc")],
        "when": sent.when if sent else None,
        "zone": bool(sent and sent.zone),
        "automatic": _is_automatic(message),
        "text": _text(message),
    }


def _header(message: EmailMessage, name: str) -> str:
    """A header, its coded words decoded; damaged ones as they are."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        return str(make_header(decode_header(str(value))))
    except (LookupError, UnicodeError, ValueError):
        return str(value)


def _people(message: EmailMessage, name: str) -> list[tuple[str, str]]:
    found = getaddresses([" ".join(_header(message, name).split())])
    return [(words(shown), words(address).lower()) for shown, address in found if shown or address]


def _sent(message: EmailMessage, mapping: Mapping) -> Moment | None:
    text = _header(message, "Date") or _header(message, "Received").rpartition(";")[2]
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return moment(text, zone=mapping.zone, order=mapping.date_order)
    try:
        if found.tzinfo is None and "-0000" not in text:
            return moment(found.strftime("%Y-%m-%d %H:%M:%S"), zone=mapping.zone)
        return moment(found.timestamp() if found.tzinfo else f"{found:%Y-%m-%d %H:%M:%S}Z")
    except (ValueError, OverflowError):
        return None


def _is_automatic(message: EmailMessage) -> bool:
    submitted = _header(message, "Auto-Submitted").lower().partition(";")[0].strip()
    precedence = _header(message, "Precedence").lower().strip()
    return (
        submitted not in {"", "no"}
        or precedence in {"auto_reply", "auto-reply", "bulk", "junk"}
        or any(
            message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Failed-Recipients")
        )
        or bool(_AUTOMATIC.match(_header(message, "Subject")))
        or _header(message, "Return-Path").strip() == "<>"
    )


def _text(message: EmailMessage) -> str:
    """The words without what is quoted; of the two forms of a body the plain one, unless it is empty."""
    bodies: dict[str, str] = {}
    files: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            continue
        if part.get_filename() or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            if not kind.startswith("multipart/"):
                files.append(words(part.get_filename() or kind))
            continue
        content = _decoded(part)
        if content.strip() and kind not in bodies:
            bodies[kind] = content
    plain = without_signature(worded(bodies.get("text/plain"), mail=True))
    text = plain or without_signature(worded(bodies.get("text/html"), html=True, mail=True))
    text = text or worded(next(iter(bodies.values()), ""), mail=True)
    return text or (attachment(", ".join(files)) if files else "")


def _decoded(part: Any) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(part.get_payload() or "")
    charset = str(part.get_content_charset() or "utf-8")
    for name in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1")


def _thread(records: list[Record], mapping: Mapping) -> Transcript:
    """The mails of a thread. Where the mapping names the shop's people, whoever else writes to them is a customer."""
    people = People(mapping)
    own = any(mapping.side(*[each.value["address"], *each.value["to"]][:1]) is Speaker.AGENT or
              any(mapping.side(one) is Speaker.AGENT for one in each.value["to"]) for each in records)  # fmt: skip
    said = [_said(each.value, people, own=own) for each in records]
    first = min(records, key=lambda each: each.value["when"] or float("inf"))
    header = Transcript(
        id=first.value["id"] or first.source,
        system="email",
        channel="email",
        subject=first.value["subject"],
        source=first.source,
    )
    return finished(header, said)


def _said(mail: dict[str, Any], people: People, *, own: bool) -> Said:
    whose = people.who(mail["address"], name=mail["name"], email=mail["address"])
    if whose is Speaker.OTHER and own and not mail["automatic"]:
        whose = Speaker.CUSTOMER
    when = Moment(mail["when"], mail["zone"]) if mail["when"] is not None else None
    kind = Kind.AUTOMATION if mail["automatic"] else Kind.MESSAGE
    return Said(mail["text"], whose, mail["address"] or mail["name"], mail["name"], when, kind, mail["id"])


def _body(source: Source, mapping: Mapping) -> Iterator[Item]:
    """A mail of which only the body is there: nobody knows whose it is."""
    del mapping
    try:
        text = source.text()
    except UsageError as error:
        yield Quarantined(source.name, "", str(error))
        return
    html = source.form is not Form.TEXT or "</" in text or "<br" in text.lower()
    said = Said(without_signature(worded(text, html=html, mail=True)))
    yield finished(Transcript(id=source.name, system="email", channel="email", source=source.name), [said])


IMPORTER = Importer(
    "email", "E-mail", recognise, read, told="addresses only: a mapping must name the shop's own, as @shop.example"
)
