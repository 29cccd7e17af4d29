"""Links from a finding to its conversation in the help desk."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from msgspec import Struct

from simulator.errors import UsageError

SLOT = "{id}"
MASKED = "["
"""Placeholders of masked personal data begin with it: such an id leads nowhere."""


class Links(Struct, frozen=True):
    """Makes links; without a template there are none."""

    template: str = ""

    def to(self, conversation: str) -> str:
        """The address of a conversation; empty where there is none."""
        if not self.template or not conversation or MASKED in conversation:
            return ""
        return self.template.replace(SLOT, quote(conversation, safe=""))


def links(template: str | None) -> Links:
    """Links by a template such as ``https://desk.example/tickets/{id}``.

    Raises:
        UsageError: it is no https address, or lacks the place for the id.

    """
    if not template:
        return Links()
    parts = urlsplit(template)
    host = parts.netloc
    wrong = parts.scheme != "https" or not host or "{" in host or not template.isascii() or not template.isprintable()
    rest = template.replace(SLOT, "")
    if wrong or SLOT not in template or any(char in rest for char in "{} \"'<>\\"):
        said = "--link-template is an https address with {id} in its path, as in https://desk.example/tickets/{id}"
        raise UsageError(f"{said}; not {template!r}")
    return Links(template)
