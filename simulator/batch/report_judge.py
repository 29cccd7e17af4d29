"""What a language model made of a grading's marks, as the report tells it: beside the rules' figures, never in them."""

from __future__ import annotations

from msgspec import Struct

from simulator.batch.refined_lines import FlaggedLine, Refined, Shift
from simulator.batch.report_rubrics import Used, titled_criteria
from simulator.llm.judging.judge import UNCONFIRMED
from simulator.llm.judging.verdict import UNPROVEN

OF_THE_MODEL = frozenset({UNPROVEN, UNCONFIRMED})
"""Why a readable answer moved no mark."""
LISTED = 10
"""Words to a grader that a report shows; the summary holds more."""


class JudgeRow(Struct, frozen=True):
    """One criterion: what became of its marks."""

    rubric: str
    title: str
    shift: Shift


class JudgeMeans(Struct, frozen=True):
    """One rubric's mean score, 0-100, over the same conversations: by the rules, and with what the model moved."""

    title: str
    rules: float
    refined: float


class JudgeFigures(Struct, frozen=True):
    """All that a report says of the model. ``flagged``: the first of them; ``flags``: how many there are."""

    found: Refined
    whole: Shift
    rubrics: tuple[JudgeMeans, ...]
    criteria: tuple[JudgeRow, ...]
    flagged: tuple[FlaggedLine, ...]
    flags: int

    @property
    def missed(self) -> int:
        """Marks for which no answer came that can be read."""
        return sum(unanswered(self.found).values())


def unanswered(found: Refined) -> dict[str, int]:
    """Marks for which no answer came that can be read, by reason: nothing is known of what the model thinks of them."""
    return {why: count for why, count in found.why.items() if why not in OF_THE_MODEL}


def judge_figures(found: Refined | None, rubrics: tuple[Used, ...]) -> JudgeFigures | None:
    """The figures; None where no model was asked."""
    if found is None:
        return None
    titled, names = titled_criteria(rubrics), {one.id: one.title for one in rubrics}
    return JudgeFigures(
        found,
        found.whole,
        tuple(JudgeMeans(one.title, *found.rubrics[one.id].means) for one in rubrics if one.id in found.rubrics),
        tuple(
            JudgeRow(names[key.partition("/")[0]], titled[key].title, shift)
            for key, shift in found.criteria.items()
            if key in titled
        ),
        tuple(found.flagged[:LISTED]),
        len(found.flagged),
    )
