"""Tells how a file is written from how it begins, never from its name."""

from __future__ import annotations

import csv
import re

from simulator.transcripts.records import Form

PREFIX = re.compile(r"^\s*(?:var\s+|window\.)?[A-Za-z_][\w.]*\s*=\s*(?=[\[{])")
"""What archives of some sites write before their JSON: ``window.YTD.direct_messages.part0 = ``."""
_JSON = re.compile(r"""\s*(?:\{\s*["}]|\[\s*[\[{"\]])""")
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|span|br|meta|style|font|center|b|i|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_SRT = re.compile(r"\s*(?:\d{1,9}\s*\n\s*)?\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:\s|$)")
_COUNT = re.compile(r"\A\d{1,8}[ \t]*\r?\n")
"""How long the mail is, in front of it, as Apple's program keeps one."""
_NAME = re.compile(r"[\w .#/()&$%+*'-]{1,80}", re.UNICODE)
_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_STAMPED = re.compile(
    r"\s*[\[(]?\s*\d{1,4}(?:[-/.] ?|年 ?|년 ?)\d{1,2}(?:[-/.] ?|月 ?|월 ?)\d{1,4}\D{1,12}\d{1,2}[:.]\d\d"
)
"""A line that begins with date and clock: of a chat or a log, no table's header."""
HEADLESS = re.compile(
    r"\s*=?\"?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\"?([,;\t])\s*=?\"?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?\"?\1(?>[^\n]*?\1)[^\n]*\S",
    re.IGNORECASE,
)
"""The first row of a table without a header, as Viber sends chats: date, clock, who, perhaps a number, words."""
MAIL = frozenset("from to subject date received message-id mime-version return-path delivered-to reply-to".split())
"""Headers that only mails have together."""
DELIMITERS = ",;\t|"
_SAID = re.compile(r'"?sep=([,;\t|])"?[ \t]*\r?\n', re.IGNORECASE)
"""A first line that tells spreadsheets the delimiter, before the header."""


def form_of(head: bytes, text: str) -> Form:
    """The form of a file from its first bytes and the same as text."""
    text = text.lstrip("\ufeff\u200e")
    if not text.strip("\0 \t\r\n"):
        return Form.EMPTY
    if _binary(head, text):
        return Form.BINARY
    for form, test in _TESTS:
        if test(text):
            return form
    return Form.TEXT


def refusal(head: bytes) -> str:
    """Why a file that is no text can't be read, and what to do."""
    if head.startswith(b"PK"):
        return "a zip file or a spreadsheet: unpack it, or save the table as CSV"
    if head.startswith(b"%PDF"):
        return "a PDF: export the conversations as JSON, CSV or text instead"
    return "not a text: export the conversations as JSON, CSV or text"


def after_said(text: str) -> tuple[str, str]:
    """The delimiter that the first line tells spreadsheets (empty: none is told), and what stands after that line."""
    found = _SAID.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def delimiter_of(text: str) -> str:
    """The delimiter of a table with a header, or an empty string where the text is none."""
    if headless := HEADLESS.match(text.lstrip("\r\n\ufeff")):
        return headless[1]
    said, text = after_said(text.lstrip("\r\n\ufeff"))
    if said:
        return said if _columns(text, said) > 1 else ""
    best = ("", 1)
    for delimiter in DELIMITERS:
        columns = _columns(text, delimiter)
        if columns > best[1]:
            best = (delimiter, columns)
    return best[0]


def _labelled(text: str) -> bool:
    """Whether two columns parted by tabs are sides and their words, not a table."""
    from simulator.transcripts.sides import side_of

    lines = [line.partition("\t") for line in text.splitlines()[:12] if line.strip()]
    return len(lines) > 1 and all(tab and side_of(label) and "\t" not in rest for label, tab, rest in lines)


def _columns(text: str, delimiter: str) -> int:
    rows = _rows(text, delimiter)
    header = [cell.strip() for cell in rows[0]] if rows else []
    if "" in header and len(header) < 4:
        return 0
    if delimiter == "," and len(header) < 4 and _prose(rows):
        return 0
    if len(header) < 2 or not all(_NAME.fullmatch(cell) for cell in header if cell) or header.count("") > 1:
        return 0
    if len({cell.casefold() for cell in header}) < len(header) - 2 or all(cell.isdigit() for cell in header):
        return 0
    if len(rows) == 1:
        return len(header) if len(header) > 2 and all(_PLAIN_NAME.fullmatch(cell) for cell in header) else 0
    whole = rows[1:-1] if len(rows) > 4 else rows[1:]
    fitting = sum(len(row) == len(header) for row in whole)
    return len(header) if fitting >= 0.5 * len(whole) and fitting else 0


def _prose(rows: list[list[str]]) -> bool:
    """Whether commas are those of sentences: a space follows each."""
    after = [cell for row in rows for cell in row[1:] if cell]
    return bool(after) and all(cell.startswith(" ") for cell in after) and any(len(cell.split()) > 2 for cell in after)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    reader = csv.reader(text[:65_536].replace("\0", "").splitlines(keepends=True), delimiter=delimiter)
    try:
        for row in reader:
            if any(row):
                found.append(row)
            if len(found) == 12:
                break
    except csv.Error:
        pass
    return found


def _binary(head: bytes, text: str) -> bool:
    if head.startswith((b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"ID3", b"OggS")):
        return True
    odd = sum(char < " " and char not in "\t\r\n\f\x1b" for char in text[:4096])
    return odd + text[:4096].count("\ufffd") > 0.1 * min(len(text), 4096)


def _json(text: str) -> bool:
    return bool(_JSON.match(text) or PREFIX.match(text))


def _json_lines(text: str) -> bool:
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    if not _JSON.match(text) or len(lines) < 2:
        return False
    if _record(lines[0]) and any(_record(line) for line in lines[1:]):
        return True
    return any(_record(line) for line in lines[:3]) and all(line.lstrip().startswith("{") for line in lines[:3])


def _record(line: str) -> bool:
    import msgspec

    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def _mail(text: str) -> bool:
    from simulator.conversation import Speaker
    from simulator.transcripts.sides import side_of

    names = set()
    for line in _COUNT.sub("", text.lstrip(), count=1).splitlines()[:200]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        found = _HEADER.match(line)
        if not found:
            break
        names.add(found[1].lower())
    sides = {side_of(name) for name in names} & {Speaker.AGENT, Speaker.CUSTOMER}
    return len(names & MAIL) > 1 and not sides  # "Customer:" and "Agent:" stand above chats


def _mbox(text: str) -> bool:
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("From ") and _mail(rest)


_TESTS = (
    (Form.JSON_LINES, _json_lines),
    (Form.JSON, _json),
    (Form.VTT, lambda text: text.lstrip().startswith("WEBVTT")),
    (Form.SRT, lambda text: bool(_SRT.match(text.replace("\r\n", "\n")))),
    (Form.MBOX, _mbox),
    (Form.EMAIL, _mail),
    (Form.XML, lambda text: text.lstrip().startswith("<?xml")),
    (Form.HTML, lambda text: bool(_HTML.match(text))),
    (Form.CSV, lambda text: bool(HEADLESS.match(text))),
    (Form.TEXT, lambda text: bool(_STAMPED.match(text)) or _labelled(text)),
    (Form.CSV, lambda text: bool(delimiter_of(text))),
)
