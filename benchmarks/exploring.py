"""Random plays of a scenario on one core: from memory, and without it. Bars: 10,000 plays in 60 s, 5 times as fast.

"Without" is measured twice on the first plays of the same exploration, per turn: in sessions that only lack the memory
(every reply is read and understood anew, and gets no marks), and in ordinary, marked sessions. Times are processor
seconds, which other work on the machine changes less than the clock's.

The peer would be ChoiceScript's randomtest; npm has no package of it, so that it is not at hand.
"""

from __future__ import annotations

import os
import sys
import time

from measure import report

from simulator.authoring import explore_reading
from simulator.authoring.bank import load_bank
from simulator.authoring.collecting import seldom
from simulator.authoring.explore import Explorer
from simulator.authoring.explore_material import scenario_of
from simulator.authoring.explore_reading import Memory
from simulator.authoring.random_play import Play, Stage, play, send
from simulator.engine.ear import ear_for
from simulator.premise import Kit
from simulator.scenario.shared import load_shared
from simulator.scoring.load import load_library_card
from simulator.session import Session

PLAYS, BESIDE = 10_000, 60


def main() -> None:
    """Play, and print the figures; the scenario may be named, and the number of plays."""
    name = sys.argv[1] if len(sys.argv) > 1 else "late-parcel-birthday"
    plays = int(sys.argv[2]) if len(sys.argv) > 2 else PLAYS
    seldom()
    library, scenario = scenario_of(name)
    kit = Kit(load_shared(library), load_library_card(library))
    warm = Explorer(scenario, kit, load_bank(library), seed=0)
    warm.run(0, 2)  # rules and phrases are compiled once for the process
    explorer = Explorer(scenario, kit, load_bank(library), seed=1)
    began = time.process_time()
    explorer.run(0, plays)
    remembered = time.process_time() - began
    turns = explorer.tally.replies
    written = [play(explorer.stage, 1, n) for n in range(BESIDE)]
    marked = sessions(written, explorer, kit)
    plain = without_memory(written, explorer)
    report(
        "exploring",
        {
            "scenario": name,
            "plays": plays,
            "turns": turns,
            "from memory, seconds (bar 60)": remembered,
            "from memory, turns a second": turns / remembered,
            "without memory, turns a second": plain,
            "without memory, seconds for as many plays": turns / plain,
            "times as fast as without memory (bar 5)": turns / remembered / plain,
            "ordinary marked sessions, turns a second": marked,
            "times as fast as ordinary sessions": turns / remembered / marked,
            "busy processes on the machine meanwhile": os.getloadavg()[0],
            "ChoiceScript randomtest, turns a second": "not at hand",
        },
    )


def sessions(plays: list[Play], explorer: Explorer, kit: Kit) -> float:
    """Turns a second of ordinary sessions with the same replies."""
    began, turns = time.process_time(), 0
    for each in plays:
        session = Session(explorer.scenario, kit, seed=each.seed, level=each.level)
        for sent in each.sent:
            if session.hold(sent.text, sent.delay_s) is None:
                session.hear(sent.text, sent.delay_s)
        turns += len(session.exchanges)
    return turns / (time.process_time() - began)


def without_memory(plays: list[Play], explorer: Explorer) -> float:
    """Turns a second of the same plays where nothing is remembered from one reply to the next."""
    began, turns, stage = time.process_time(), 0, explorer.stage
    for each in plays:
        session = stage.session(each.seed, each.level)
        for sent in each.sent:
            session.memory = Memory(stage.premise)
            forget(stage)
            send(session, sent)
        turns += len(session.exchanges)
    return turns / (time.process_time() - began)


def forget(stage: Stage) -> None:
    """Empty what the process remembers of texts and sentences, too."""
    premise = stage.premise
    ear = ear_for(premise.kit.shared, premise.scenario)
    ear.heeded.clear()
    for book in ear.books:
        book.forget()
    ear.topics.forget()
    explore_reading.forget()


if __name__ == "__main__":
    main()
