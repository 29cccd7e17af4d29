"""Written replies: the file that ``simulator replay`` plays."""

from __future__ import annotations

from simulator.content.document import ListNode
from simulator.content.reader import read
from simulator.content.schema import schema
from simulator.errors import ContentError
from simulator.library import Library
from simulator.scenario.model import PlayReply


def replies_of(library: Library, text: str, file: str) -> tuple[PlayReply, ...]:
    """The replies of a YAML or JSON text; ``file`` is the name that errors show.

    Raises:
        ContentError: the text is not of that form; line and column are given.

    """
    document = read(text, file)
    if isinstance(document.root, ListNode):
        at = document.root
        message = "the list of replies belongs under a key: begin the file with a line that says replies:"
        raise ContentError(message, file=file, line=at.line, column=at.column)
    data = schema(library.schema_text("replies")).check(document)
    return tuple(PlayReply(item) if isinstance(item, str) else PlayReply(**item) for item in data["replies"])
