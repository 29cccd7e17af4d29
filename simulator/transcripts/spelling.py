"""Tells how bytes spell text."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset({"cp1252", "latin_1", "iso8859_15", "ascii"})
_OTHERS = frozenset(
    "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1258 cp866 cp874 cp932 cp949 big5 euc_jp euc_kr euc_jis_2004 gb18030 "
    "gb2312 gbk hz iso8859_2 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso2022_jp johab koi8_r koi8_u "
    "mac_cyrillic shift_jis shift_jis_2004 tis_620".split()
)
"""Code pages of other alphabets, and of Central Europe and Turkey; any other guess means Western letters."""


def encoding_of(head: bytes) -> str:
    """The encoding of a text from its first bytes; Latin letters that are no UTF-8 are told by charset-normalizer."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if wide := _wide(head):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _guessed(head)
    return "utf-8"


def decoded(content: bytes, encoding: str) -> str:
    """The text of the bytes; where they are no UTF-8 although the beginning was, as Western letters."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252" if encoding.startswith("utf-8") else encoding, "replace")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    start = head[:400]
    if len(start) < 4:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 0.4 * len(start) and even < 0.1 * len(start):
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(start) and odd < 0.1 * len(start) else ""


def _guessed(head: bytes) -> str:
    """Western letters where they make as much sense as the best guess: most old exports are."""
    if b"\0" in head:
        return "utf-8"
    from charset_normalizer import from_bytes

    matches = list(from_bytes(head[:65_536]))
    western = [each for each in matches if {each.encoding, *each.could_be_from_charset} & _WESTERN]
    if not matches or matches[0].encoding not in _OTHERS:
        return "cp1252"
    return "cp1252" if western and western[0].chaos <= matches[0].chaos else matches[0].encoding
