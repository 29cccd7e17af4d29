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
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text[:LONGEST])
    root = tree.body or tree.root
    if root is None:
        return ""
    if not quotes and _HINT.search(text):
        _drop_quotes(tree)
    return _joined(_walk(root))


def _drop_quotes(tree: Any) -> None:
    for node in tree.css(_QUOTES):
        node.decompose()


def _walk(root: Any) -> Iterator[str]:
    r"""Texts, and ``\\n`` (a new line) or ``\\n\\n`` (a new paragraph) between blocks, without recursion."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        if node is None:
            continue
        tag = node.tag or ""
        if done:
            yield from _edge(tag)
            continue
        if node is not root and node.next is not None:
            stack.append((node.next, False))
        if tag == "-text":
            yield node.text_content or ""
        elif tag == "br":
            yield "\n"
        elif tag in {"td", "th"}:
            yield " "
            stack.append((node.child, False))
        elif not tag.startswith(("-", "_", "!")) and tag not in _SILENT:
            yield from _edge(tag)
            if tag == "li":
                yield "- "
            stack += [(node, True), (node.child, False)]


def _edge(tag: str) -> Iterator[str]:
    if tag in _BLOCKS:
        yield "\n\n" if tag in _PARAGRAPHS else "\v"


def _joined(parts: Iterator[str]) -> str:
    """One text: a block begins on its own line, a paragraph after an empty one, ``br`` always makes a line."""
    lines, words, gap = list[str](), "", 0
    for part in parts:
        if part not in {"\n", "\n\n", "\v"}:
            words += part
            continue
        line = _SPACE.sub(" ", words.replace("\u200b", "")).strip(" \u00a0")
        if line or part == "\n":
            lines += [""] * min(gap, 1) if lines and line else []
            lines.append(line)
            gap = 0
        words = ""
        gap = max(gap, 1) if part == "\n\n" else gap
    line = _SPACE.sub(" ", words).strip(" \u00a0")
    lines += ([""] * min(gap, 1) if lines else []) + [line] if line else []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
