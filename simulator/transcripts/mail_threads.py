"""Finds which mails are one thread: those that name each other, and answers that have lost the names by subject."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any

_AGAIN = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|fwd?|wg|tr|rv|enc|i|r|res|odp|回复|答复|转发)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)


class Threads:
    """Sets of mails that grow together; holds a few numbers a mail, never its words."""

    def __init__(self) -> None:
        self.parents: dict[int, int] = {}
        self.subjects: dict[int, int] = {}
        self.count = 0

    def place(self, mail: dict[str, Any]) -> str:
        """The node of a mail, joined with what it answers."""
        self.count += 1
        node = _number(mail["id"] or f"\0{self.count}")
        for answered in mail["answers"]:
            self._join(node, _number(answered))
        self._by_subject(node, mail)
        return str(node)

    def _by_subject(self, node: int, mail: dict[str, Any]) -> None:
        subject = _AGAIN.sub("", mail["subject"]).casefold().strip()
        if not subject:
            return
        again = subject != mail["subject"].casefold().strip()
        for other in mail["to"][:3]:
            pair = _number("\0".join([subject, *sorted((mail["address"], other))]))
            if again and not mail["answers"] and pair in self.subjects:
                self._join(node, self.subjects[pair])
            self.subjects[pair] = node

    def root(self, node: str) -> str:
        """The name of the thread of a mail."""
        return str(self._top(int(node)))

    def _top(self, node: int) -> int:
        path = []
        while (parent := self.parents.get(node, node)) != node:
            path.append(node)
            node = parent
        for each in path:
            self.parents[each] = node
        return node

    def _join(self, one: int, other: int) -> None:
        first, second = self._top(one), self._top(other)
        if first != second:
            self.parents[first] = second


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
