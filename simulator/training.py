"""Use cases, wired: open the library and the history, practise, resume, retry, replay. The shells call only this."""

from __future__ import annotations
