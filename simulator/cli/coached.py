"""``simulator debrief ID --coach llm``: what to try next in a model's words, tried out before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief
    from simulator.store.records import Attempt
    from simulator.training import Workshop


def worded_anew(workshop: Workshop, attempt: Attempt, found: Debrief) -> tuple[Debrief, str]:
    """The debrief with what to try in a model's words, and a line that says whose words they are.

    Raises:
        UsageError: no model is named.

    """
    from msgspec.structs import replace

    from simulator.cli.judging import server
    from simulator.llm.blocking import Blocking
    from simulator.llm.coaching import worded

    asked = server()
    if found.to_try is None:
        return found, "There is nothing to word."
    session = workshop.session_of(attempt)
    with Blocking(asked, asked.aclose) as blocking:
        given = blocking.run(worded(asked, session, found.to_try.reply, found.to_try.better))
    if not given.model:
        return (
            found,
            f"What to try is in the rules' words; those of the model {asked.name} were not taken: {given.why}.",
        )
    to_try = replace(found.to_try, better=given.better)
    return replace(found, to_try=to_try), f"What to try is worded by the model {asked.name}, and was tried out first."
