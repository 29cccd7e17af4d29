"""Golden plays: the written replies are played, and what came of them is compared with what must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.authoring.explore_reading import Memory
from simulator.authoring.explore_session import UnmarkedSession
from simulator.content.document import Path
from simulator.premise import Kit, Premise
from simulator.scenario.model import Play, Scenario
from simulator.session import Session


class Turn(Struct, frozen=True):
    """One reply of a play as it was taken: hostility after it (0-100), the phase, and the customer's answer."""

    reply: str
    hostility: float
    phase: str
    answer: str


class Outcome(Struct, frozen=True):
    """What came of a play. ``phases``: each one passed, in order; ``unheard``: replies after the ending.

    ``scores`` are 0-100 by rubric, for the rubrics that the play expects something of.
    """

    ending: str | None
    phases: tuple[str, ...]
    end: float
    peak: float
    scores: dict[str, float | None]
    turns: tuple[Turn, ...]
    unheard: int = 0

    @property
    def phase(self) -> str:
        """The phase after the last reply."""
        return self.phases[-1]


class Difference(Struct, frozen=True):
    """One expectation that was not met. ``path``: where it stands below the play; ``wanted``/``got``: in words."""

    path: Path
    wanted: str
    got: str

    @property
    def words(self) -> str:
        """The difference as one sentence."""
        return f"{self.path[-1]}: expected {self.wanted}, got {self.got}"


def outcome(scenario: Scenario, play: Play, kit: Kit, memory: Memory | None = None) -> Outcome:
    """Play the replies of a golden play; rubrics are marked only where the play expects something of them.

    Args:
        scenario: the case.
        play: what is written.
        kit: what sessions share.
        memory: readings of the same case, which plays without marks go by and add to.

    """
    # what is remembered are readings of English replies
    whole = play.expect.scores or scenario.language != kit.shared.language.language
    session = Session(scenario, kit) if whole else _unmarked(scenario, kit, memory)
    phases, turns, unheard = [str(session.state.mood.phase)], list[Turn](), 0
    for n, reply in enumerate(play.replies):
        if session.over:
            unheard = len(play.replies) - n
            break
        held = session.hold(reply.text, reply.delay_s)
        if held is None:
            session.hear(reply.text, reply.delay_s)
        state = session.state
        phase = str(state.mood.phase)
        turns.append(Turn(reply.text, state.mood.hostility, phase, state.line if held is None else held))
        phases += [phase] if phase != phases[-1] else []
    marked = session.scorecard().rubrics if play.expect.scores and session.exchanges else {}
    values = [item.after for item in session.exchanges] or [session.state.mood.hostility]
    return Outcome(
        ending=session.state.ending,
        phases=tuple(phases),
        end=session.state.mood.hostility,
        peak=max(values),
        scores={name: marked[name].score if name in marked else None for name in play.expect.scores},
        turns=tuple(turns),
        unheard=unheard,
    )


def differences(play: Play, found: Outcome) -> tuple[Difference, ...]:
    """Every expectation of a play that was not met, in the order of the format."""
    return tuple(_differences(play, found))


def _differences(play: Play, found: Outcome) -> Iterator[Difference]:
    expect = play.expect
    if expect.ending is not None and found.ending != expect.ending:
        yield Difference(("ending",), expect.ending, found.ending or "no ending")
    if expect.phase is not None and found.phase != expect.phase:
        yield Difference(("phase",), expect.phase, found.phase)
    if not _passes(expect.phases, found.phases):
        yield Difference(("phases",), " > ".join(expect.phases), " > ".join(found.phases))
    ranges = [("end_hostility", expect.end_hostility, found.end), ("peak_hostility", expect.peak_hostility, found.peak)]
    for key, wanted, got in ranges:
        if wanted is not None and not wanted[0] <= got <= wanted[1]:
            yield Difference((key,), _range(wanted), f"{got:.1f}")
    for rubric, wanted in expect.scores.items():
        score = found.scores.get(rubric)
        if score is None or not wanted[0] <= score <= wanted[1]:
            yield Difference(("scores", rubric), _range(wanted), "no score" if score is None else f"{score:.1f}")


def _range(pair: tuple[float, float]) -> str:
    return f"{pair[0]:g} to {pair[1]:g}"


def _passes(wanted: Sequence[str], passed: Sequence[str]) -> bool:
    """Whether the phases wanted come in this order among those passed."""
    rest = iter(passed)
    return all(phase in rest for phase in wanted)


def _unmarked(scenario: Scenario, kit: Kit, memory: Memory | None) -> UnmarkedSession:
    premise = Premise.of(scenario, kit, 0, "mild") if memory is None else memory.premise
    return UnmarkedSession(premise, memory or Memory(premise))
