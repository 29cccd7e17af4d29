"""A workshop without files: one shop, a few customers, and a customer whose mood follows two words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from msgspec.structs import replace

from simulator.conversation import Turn
from simulator.engine.cue import Cue
from simulator.engine.heard import Heard
from simulator.errors import HistoryError, SimulatorError
from simulator.exchange import Exchange, first_state, messages
from simulator.mood import Movement, Phase
from simulator.progress.advice import Advice, Why
from simulator.progress.behaviour import Count
from simulator.progress.change import Change
from simulator.progress.estimate import Estimate
from simulator.progress.examined import Terms
from simulator.progress.overview import Overview
from simulator.progress.records import Candidate
from simulator.progress.revisits import Revisit
from simulator.scenario.curve import PRESETS
from simulator.scenario.model import (
    Article,
    Authority,
    Case,
    CustomerRecord,
    Fact,
    Item,
    Opening,
    Order,
    Persona,
    Scenario,
    Shop,
    TicketKey,
)
from simulator.scoring.marks import Situation
from simulator.settings import Settings
from simulator.signals.evidence import Reading
from simulator.store.records import Attempt, Standing, Start, Summary
from simulator.store.team_records import Assignment

SHOP = Shop(
    id="nordhem",
    name="Nordhem",
    hours=dict.fromkeys(range(5), (540, 1020)),
    authority={
        "refund": Authority(limit=100),
        "goodwill": Authority(percent=10),
        "release": Authority(who="supervisor"),
    },
    policies=(
        Article("returns", "Returns", "30 days, unused, [b]with[/b] the label. We pay the way back."),
        Article("late", "Late parcels", "After two days without a scan we send a new one by express."),
    ),
    knowledge=(Article("track", "Reading the tracking", '"At depot" means the parcel waits for a van.'),),
    macros=(Article("late", "Late parcel", "We are sorry for the delay. Please allow 3 working days."),),
    categories=("delivery", "payment", "product"),
    root_causes=("courier delay", "wrong address", "stock"),
)


def scenario(**changes: object) -> Scenario:
    built = Scenario(
        id="late-parcel",
        version=1,
        title="Late parcel, a birthday",
        summary="A dollhouse for a birthday on Saturday has sat at a depot since Thursday.",
        channel="live_chat",
        difficulty=2,
        persona=Persona("Karin Lindqvist", "Mrs Lindqvist", "everyday", PRESETS["everyday"]),
        shop=SHOP,
        now=datetime(2026, 11, 4, 10, 2, tzinfo=UTC),
        case=Case(
            CustomerRecord("2019", 14, "karin@example.com", place="Uppsala"),
            (
                Order(
                    "48213", "26 October", (Item("dollhouse", 64.90),), 64.90, status="With the courier, depot North."
                ),
            ),
            ("One return in May, refunded in 3 days",),
        ),
        opening=Opening(("Where is my parcel? It was promised for Tuesday and it's Emma's birthday on Saturday!",)),
        facts={"depot": Fact("depot", 'the tracking has said "at depot" since Thursday')},
        topics={},
        resolutions=(),
        lines={},
        voice={},
        ticket=TicketKey("delivery", "high", "courier delay", owner="delivery desk"),
        reason="late_or_lost",
        skills=("listening",),
    )
    return replace(built, **changes)


def card(number: int = 1, **changes: object) -> SimpleNamespace:
    values = {
        "id": f"customer-{number}",
        "title": f"Customer number {number}",
        "summary": "A parcel that should have been there on Tuesday.",
        "channel": "live_chat",
        "difficulty": 2,
        "minutes": 6,
        "reason": "late_or_lost",
        "stage": "after_sale",
        "skills": ("listening",),
        "warnings": (),
        "language": "en",
        "shop": "nordhem",
    }
    return SimpleNamespace(**values | changes)


CARDS = (
    card(1, id="late-parcel", title="Late parcel, a birthday", summary="A dollhouse for Saturday sits at a depot."),
    card(2, title="The wrong lamp", channel="phone", reason="wrong_item", difficulty=3),
    card(3, title="Charged twice", channel="email", reason="payment", difficulty=4),
    card(4, title="Shouting about a refund", channel="whatsapp", reason="refund", difficulty=5, warnings=("insults",)),
)


def summary(number: int = 1, **changes: object) -> Summary:
    values = {
        "id": f"attempt-{number}",
        "scenario": "late-parcel",
        "scenario_version": 1,
        "title": "Late parcel, a birthday",
        "mode": "practice",
        "channel": "live_chat",
        "trainee": "Sam",
        "started": datetime(2026, 11, number, 9, 30, tzinfo=UTC),
        "finished": datetime(2026, 11, number, 9, 40, tzinfo=UTC),
        "ending": "RESOLVED",
        "score": 70.0 + number,
        "path": (50.0, 62.0, 48.0, 30.0, 22.0),
    }
    return Summary(**values | changes)


class FakePractice:
    """The mood rises by 12 with every reply, or falls by 12 where the reply says sorry; "bye" ends it."""

    voice = brief = None
    writing = False
    seen_by, hints = "only you see this", True
    workshop = SimpleNamespace(notice="")
    notice = ""

    def leave_off(self) -> None:
        """Nobody else words this customer."""

    def leave(self) -> bool:
        return not self.over and bool(self.exchanges or self.draft)

    def __init__(self, told: Scenario | None = None, *, draft: str = "", ghost: tuple[float, ...] = ()) -> None:
        self.scenario = told or scenario()
        self.attempt_id = "attempt-9"
        self.state = first_state(self.scenario)
        self.exchanges: tuple[Exchange, ...] = ()
        self.draft, self.ghost = draft, ghost
        self.log: list[tuple[object, ...]] = []
        self.broken = False

    @property
    def over(self) -> bool:
        return self.state.ending is not None

    def messages(self) -> tuple[Turn, ...]:
        return messages(self.scenario, self.exchanges, self.state)

    def read_allowance(self) -> float:
        return len(self.state.line.split()) / 4

    def send(self, text: str, delay_s: float | None, *, cut_in: bool = False) -> Exchange | None:
        if self.broken:
            raise HistoryError("The history can't be written: the disk is full. Free some space, then send again.")
        self.log.append(("send", text, delay_s, cut_in))
        if text.startswith("One moment"):
            self.state = replace(self.state, held=(text,), acknowledged=("All right, I'll wait.",))
            return None
        self._play(text, delay_s)
        return self.exchanges[-1]

    def _play(self, text: str, delay_s: float | None, meant: tuple[str, ...] = ()) -> None:
        before = self.state.mood
        change = -12.0 if "sorry" in text.lower() or meant else 12.0
        mood = replace(
            before, hostility=before.hostility + change, phase=Phase.SLOW_DOWN if change < 0 else Phase.TAKE_OFF
        )
        n = len(self.exchanges) + 1
        after = replace(
            self.state,
            mood=mood,
            line=f"It says at depot since Thursday. ({n})",
            clock=self.state.clock + (22.5 if delay_s is None else delay_s),
            held=(),
            acknowledged=(),
            ending="RESOLVED" if "bye" in text else None,
            closing="Thank you, that settles it." if "bye" in text else None,
        )
        exchange = Exchange(
            n,
            self.state.line,
            text,
            delay_s or 22.5,
            before.hostility,
            before.hostility,
            mood.hostility,
            Heard(Reading(text), moves=meant or (() if "van" in text else ("apologise",))),
            (Movement("surge", 0.0), Movement("empathy", change, text[:5])),
            Situation(),
            (),
            Cue("insist", "tense", mood.hostility),
            "asked for the tracking",
            "calmer, because you asked what happened" if change < 0 else "angrier, because it sounds like a script",
            after,
            meant,
        )
        self.exchanges = (*self.exchanges, exchange)
        self.state = after

    def replay_last(self, meant: tuple[str, ...]) -> Exchange:
        self.log.append(("replay", meant))
        last = self.exchanges[-1]
        self.exchanges = self.exchanges[:-1]
        self.state = self.exchanges[-1].state if self.exchanges else first_state(self.scenario)
        self._play(last.reply, last.delay_s, meant)
        return self.exchanges[-1]

    def menu(self) -> tuple[SimpleNamespace, ...]:
        return tuple(
            SimpleNamespace(id=name, words=words, group=group)
            for name, words, group in (
                ("apologise", "says sorry", "listening"),
                ("ask tracking", "asks for the tracking", "questions"),
                ("offer replacement", "offers a replacement", "offers"),
            )
        )

    def heard_moves(self) -> tuple[str, ...]:
        return self.exchanges[-1].heard.moves if self.exchanges else ()

    def save_draft(self, text: str) -> None:
        if self.broken:
            raise HistoryError("The history can't be written: the disk is full.")
        self.log.append(("draft", text))
        self.draft = text

    def hint(self) -> str:
        return "Ask what the tracking says before you offer anything."

    def stop(self) -> None:
        self.log.append(("stop",))

    def finish(self, ticket: object) -> object:
        self.log.append(("finish", ticket))
        from debrief_sample import debrief

        return debrief()

    def retry(self, n: int) -> FakePractice:
        self.log.append(("retry", n))
        again = FakePractice(self.scenario, ghost=tuple(item.after for item in self.exchanges))
        again.exchanges = self.exchanges[: n - 1]
        again.state = again.exchanges[-1].state if again.exchanges else first_state(self.scenario)
        return again


ADVICE = Advice(
    Candidate("late-parcel", "Late parcel, a birthday"),
    'It trains "By when", and "By when" is where you are least sure to do well.',
    Why("resolution/deadline", None, 68.0, {}),
)
SKILLS = {
    "resolution/deadline": ("By when", 58.0, 10.0, 6),
    "empathy/stakes": ("Names what is at stake", 71.0, 7.0, 8),
    "clarity/steps": ("Says the steps", 66.0, 20.0, 2),
    "move/asked_first": ("Asks before solving", 76.0, 9.0, 7),
    "resolution/owner": ("Owns the case", 88.0, 4.0, 9),
}
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def stands(**changes: object) -> Overview:
    values = {
        "at": AT,
        "titles": {"score": "The whole score", "clarity/jargon": "No jargon"} | {k: v[0] for k, v in SKILLS.items()},
        "estimates": {k: Estimate(k, mean, sd, n, AT) for k, (_, mean, sd, n) in SKILLS.items()}
        | {"score": Estimate("score", 70.0, 5.0, 9, AT)},
        "changes": {"resolution/deadline": Change("resolution/deadline", 40.0, 71.0, 4.0, 58.0, True, (3, 3))},
        "counts": (Count("asked_first", "asked before solving", 4, 5, 1, 4),),
        "anchors": (),
        "due": (Revisit("customer-2", AT, AT),),
    }
    return Overview(**values | changes)


STANDS = stands()


class FakePeople:
    """A history that knows nobody, until a test gives it a person."""

    def __init__(self, person: str | None = None) -> None:
        self.access = SimpleNamespace(person=person, name="Sam" if person else "")
        self.asked: tuple[Assignment, ...] = ()
        self.notes: dict[str, tuple[object, ...]] = {}
        self.audience: dict[str, str | None] = {}
        self.disputed: list[tuple[object, ...]] = []
        self.error: SimulatorError | None = None
        self.disputes = SimpleNamespace(overrides=lambda _: (), all=tuple, open=self._dispute)

    def _dispute(self, *given: object) -> None:
        if self.error:
            raise self.error
        self.disputed.append(given)

    def attempt(self, attempt_id: str) -> Attempt:
        start = Start("late-parcel", 1, "", 0, "", "live_chat", title="Late parcel, a birthday")
        return Attempt(
            attempt_id,
            start,
            AT,
            finished=AT,
            notes=self.notes.get(attempt_id, ()),
            audience=self.audience.get(attempt_id),
        )

    def share(self, attempt_id: str) -> None:
        if self.error:
            raise self.error
        self.audience[attempt_id] = "trainer"

    def unshare(self, attempt_id: str) -> None:
        self.audience[attempt_id] = None


class FakeWorkshop:
    """Settings, cards and attempts given by the test."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        listed: tuple[SimpleNamespace, ...] = CARDS,
        finished: tuple[Summary, ...] = (),
        unfinished: tuple[Summary, ...] = (),
        error: SimulatorError | None = None,
    ) -> None:
        self.settings = settings or Settings(name="Sam", first_run_done=True)
        self.listed, self.finished, self.unfinished, self.error = listed, finished, unfinished, error
        self.keep = True
        self.saved: list[Settings] = []
        self.opened: list[str] = []
        self.practice = FakePractice()
        self.people = FakePeople()
        self.advised = ADVICE
        self.stands = STANDS
        self.under_way: tuple[object, ...] = ()
        self.rereader: object = None
        self.library = SimpleNamespace(scenario_ids=lambda: ("first-chat", *(one.id for one in self.listed)))

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.saved.append(settings)

    @property
    def who(self) -> str:
        return self.settings.name

    @property
    def history(self) -> FakePeople:
        return self.people

    def attempt(self, attempt_id: str) -> Attempt:
        return self.people.attempt(attempt_id)

    def debrief_from(self, attempt: Attempt) -> object:
        return self.debrief(attempt.id)

    def debrief(self, attempt_id: str) -> object:
        from debrief_sample import debrief

        return debrief(attempt_id=attempt_id)

    def practised(self) -> tuple[object, ...]:
        return ()

    def asked(self) -> tuple[Assignment, ...]:
        return tuple(row for row in self.people.asked if row.open)

    def advice(self, at: datetime, attempts: object = ()) -> Advice:  # noqa: ARG002 - as the real one
        return self.advised

    def overview(self, at: datetime | None = None, attempts: object = ()) -> Overview:  # noqa: ARG002 - as the real one
        return self.stands

    def started(self, attempts: object = ()) -> tuple[object, ...]:  # noqa: ARG002 - as the real one
        return self.under_way

    def scenario(self, scenario_id: str) -> Scenario:
        return scenario(id=scenario_id)

    def terms(self, _scenario_id: str) -> Terms:
        return Terms(80.0)

    def cards(self) -> tuple[tuple[SimpleNamespace, ...], tuple[Exception, ...]]:
        return self.listed, ()

    def standings(self) -> dict[str, Standing]:
        return {item.scenario: Standing(item, item, 1) for item in self.finished[:1]}

    def open_attempts(self) -> tuple[Summary, ...]:
        return self.unfinished

    def attempts(self) -> tuple[Summary, ...]:
        return self.finished

    def finished_count(self) -> int:
        return len(self.finished)

    def shows_totals(self) -> bool:
        return len(self.finished) >= 3

    def practise(self, scenario_id: str, *, seed: int | None = None, assigned: bool = False) -> FakePractice:
        self.opened.append(f"{scenario_id}, assigned" if assigned else scenario_id)
        self.seed = seed
        if self.error and self.keep:
            raise self.error
        return self.practice

    def take_exam(self, scenario_id: str, *, pass_mark: float | None = None) -> FakePractice:
        self.opened.append(f"exam {scenario_id} at {pass_mark}")
        return self.practice

    def retry(self, attempt_id: str, n: int) -> FakePractice:
        self.opened.append(f"{attempt_id} from {n}")
        return FakePractice(ghost=(62.0, 70.0))

    def move_history_aside(self) -> Path:
        self.error, self.moved = None, True
        return Path("history.db.damaged-20261122T080000")

    def resume(self, attempt_id: str) -> FakePractice:
        self.opened.append(attempt_id)
        return self.practice
