"""An answer as it comes in, piece by piece or whole."""

from __future__ import annotations

from simulator.llm.protocol import Reply, storable

NAME = 200
"""Characters of a name or word of the server's own that are kept."""


class Gathered:
    """An answer as it comes in; ``most``: characters after which it is taken for endless."""

    def __init__(self, most: int) -> None:
        self._left = most
        self.pieces: list[str] = []
        self.choices = 0
        self.finish, self.model, self.refused = "", "", False
        self.prompt_tokens: int | None = None
        self.completion_tokens: int | None = None
        self.first_s: float | None = None

    def add(self, reply: Reply) -> str | None:
        """Take in what came; gives its words, or None where there are more than there can be."""
        self.model = storable(reply.model or self.model)[:NAME]
        if (count := reply.count("prompt_tokens")) is not None:
            self.prompt_tokens = count
        if (count := reply.count("completion_tokens")) is not None:
            self.completion_tokens = count
        words = ""
        for choice in (reply.choices or ())[:1]:
            self.choices += 1
            words = choice.said.text
            self.finish = storable(choice.finish_reason or self.finish)[:NAME]
            self.refused |= bool(choice.said.refusal)
        self._left -= len(words)
        self.pieces.append(words)
        return words if self._left >= 0 else None

    @property
    def why_empty(self) -> str:
        """What the model did, where it said no words."""
        if self.refused or self.finish == "content_filter":
            return "declined to answer"
        thought = self.finish == "length"
        return "used up its tokens before it came to an answer" if thought else "gave an answer without words"
