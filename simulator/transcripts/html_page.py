"""HTML to text, block by block: inline tags don't break words, scripts and styles go, links keep their text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 4_000_000
"""Characters of HTML of one message that are read; the rest is left out."""
_TAG = re.compile(r"<(?:[A-Za-z/][^<>]*|!--.*?--|![A-Za-z][^<>]*)>", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_SILENT = frozenset("script style head title template noscript svg math object iframe textarea select _comment".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol table pre".split())
_PLAIN_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*|/)?>")
_SIMPLE = frozenset("p br div b i strong em span a u ul ol li".split())
BLOCK, LINE, PARAGRAPH = 0, 1, 2
"""A break between blocks, a line's end that was written, and a break with an empty line."""
_QUOTES = (
    "blockquote[type=cite], .gmail_quote, .gmail_extra, .yahoo_quoted, .moz-cite-prefix, .freshdesk_quote, "
    ".gorgias_quote, .zmail_extra, .protonmail_quote, .tutanota_quote, .intercom-quote, "
    "#divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend ~ *, #mail-editor-reference-message-container"
)
"""Where mail programs put the mail that is answered."""
_HINT = re.compile("cite|_quote|-quote|gmail_extra|yahoo_|zmail_|divRplyFwdMsg|appendonsend|mail-editor-reference")
"""What a text with any of those holds: looking for them in each would take long."""


def is_html(text: str) -> bool:
    """Whether a text holds a tag."""
    return "<" in text and _TAG.search(text) is not None


def plain(text: str, *, quotes: bool = True) -> str:
    """The text of a body that may be HTML. ``quotes``: keep the quoted mail beneath an answer."""
    if not is_html(text):
        return unescape(text) if "&" in text else text
    dropping = not quotes and _HINT.search(text) is not None
    tags = None if dropping else _simple(text)
    return _joined(_flat(text, tags) if tags is not None else _walk(_tree(text[:LONGEST], dropping=dropping)))


def _simple(text: str) -> list[re.Match[str]] | None:
    """The tags of a text that holds only what a message editor writes: it needs no tree, which takes far longer."""
    tags = list(_PLAIN_TAG.finditer(text))
    if not len(tags) == text.count("<") == text.count(">"):
        return None
    return tags if all(tag[1].lower() in _SIMPLE for tag in tags) else None


def _flat(text: str, tags: list[re.Match[str]]) -> Iterator[str | int]:
    at = 0
    for tag in tags:
        if tag.start() > at:
            yield unescape(text[at : tag.start()])
        at = tag.end()
        name = tag[1].lower()
        if name == "br":
            yield LINE
        elif name in _BLOCKS:
            yield _edge(name)
            if name == "li" and text[tag.start() + 1] != "/":
                yield "- "
    if at < len(text):
        yield unescape(text[at:])


def _tree(text: str, *, dropping: bool) -> Any:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    for node in tree.css(_QUOTES) if dropping else ():
        node.decompose()
    return tree.body or tree.root


def _walk(root: Any) -> Iterator[str | int]:
    """Texts and the breaks between them, without recursion."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        if node is None:
            continue
        tag = node.tag or ""
        if done:
            yield _edge(tag)
            continue
        if node is not root and node.next is not None:
            stack.append((node.next, False))
        if tag == "-text":
            yield node.text_content or ""
        elif tag == "br":
            yield LINE
        elif tag in {"td", "th"}:
            yield " "
            stack.append((node.child, False))
        elif not tag.startswith(("-", "_", "!")) and tag not in _SILENT:
            yield _edge(tag)
            if tag == "li":
                yield "- "
            stack += [(node, True), (node.child, False)]


def _edge(tag: str) -> str | int:
    """The break before and after a block; an inline tag makes none."""
    return "" if tag not in _BLOCKS else PARAGRAPH if tag in _PARAGRAPHS else BLOCK


def _joined(parts: Iterator[str | int]) -> str:
    """One text: a block begins on its own line, a paragraph after an empty one, ``br`` always makes a line."""
    lines, words, gap = list[str](), list[str](), False
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        line = _one_line(words)
        if line or part == LINE:
            lines += ["", line] if gap and lines and line else [line]
            gap = False
        words.clear()
        gap = gap or part == PARAGRAPH
    line = _one_line(words)
    if line:
        lines += ["", line] if gap and lines else [line]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _one_line(words: list[str]) -> str:
    return _SPACE.sub(" ", "".join(words).replace("\u200b", "")).strip(" \u00a0")
