"""Many requests: patient, bounded, within the budget, and none paid for twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import textwrap
from random import Random

import pytest
from strict_server import completion, response, strict_server

from simulator.errors import SimulatorError
from simulator.llm.blocking import Blocking
from simulator.llm.budget import Budget
from simulator.llm.calls import IN_A_ROW, Calls
from simulator.llm.chat import Answer, Ask, Message, ModelError
from simulator.llm.connection import Prices
from simulator.llm.fakes import ScriptedModel, fault
from simulator.llm.pace import Pace
from simulator.llm.remembered import Remembered, digest
from simulator.llm.server import Server


def ask(n: int = 0, **changes) -> Ask:
    return Ask((Message("user", f"Conversation {n}"),), max_tokens=10, **changes)


async def gather(caller, count, seen):
    async for place, _answer in caller.each(ask(n) for n in range(count)):
        seen.append(place)


class Time:
    """A clock that sleeping moves on."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def calls(model, **changes):
    at = Time()
    return Calls(model, random=Random(1), clock=at.clock, sleep=at.sleep, **changes), at


async def test_a_busy_server_is_asked_again_with_growing_and_uneven_waits():
    model = ScriptedModel([fault("busy"), fault("server"), fault("timeout"), fault("unreachable"), "Yes."])
    caller, at = calls(model)
    assert (await caller.ask(ask())).text == "Yes."
    assert [0.25 * 2**n <= wait <= 0.5 * 2**n for n, wait in enumerate(at.slept)] == [True] * 4
    assert caller.made == 1


async def test_what_a_server_asks_to_wait_is_waited_by_all():
    caller, at = calls(ScriptedModel([fault("busy", retry_after_s=7), "Yes.", "Yes."]))
    await asyncio.gather(caller.ask(ask(1)), caller.ask(ask(2)))
    assert max(at.slept) >= 7


@pytest.mark.parametrize("kind", ["refused", "unknown_model", "too_long", "unreadable", "empty", "offline", "spent"])
async def test_what_will_not_pass_is_not_asked_again(kind):
    model = ScriptedModel([fault(kind)])
    caller, at = calls(model)
    with pytest.raises(ModelError):
        await caller.ask(ask())
    assert (len(model.asked), at.slept) == (1, [])


async def test_a_server_that_asks_to_wait_an_hour_and_one_that_stays_down_are_given_up():
    model = ScriptedModel(lambda _: fault("busy", retry_after_s=3600))
    with pytest.raises(ModelError):
        await calls(model)[0].ask(ask())
    assert len(model.asked) == 1
    model = ScriptedModel(lambda _: fault("unreachable"))
    with pytest.raises(ModelError):
        await calls(model, tries=3)[0].ask(ask())
    assert len(model.asked) == 3


class Torn:
    """Says a word, then breaks."""

    name = "torn"
    asked = 0

    async def ask(self, _, heard=None):
        self.asked += 1
        heard("It")
        raise fault("unreachable")


async def test_what_was_heard_in_part_is_not_said_again():
    model, heard = Torn(), []
    with pytest.raises(ModelError):
        await calls(model)[0].ask(ask(), heard.append)
    assert (model.asked, heard) == (1, ["It"])


async def test_a_server_that_only_fails_ends_the_run_and_one_answer_in_between_lets_it_go_on():
    class Failing:
        name, asked = "failing", 0

        async def ask(self, _ask, _heard=None):
            self.asked += 1
            if self.asked == 2 * 20:
                return Answer("Yes.", "failing")
            raise fault("server")

    model = Failing()
    caller, _ = calls(model, most=1, tries=2)
    faults = []
    for n in range(20 + IN_A_ROW):
        try:
            faults.append((await caller.ask(ask(n))).text)
        except ModelError as error:
            faults.append(error.fault)
            last = str(error)
    assert faults == ["server"] * 19 + ["Yes."] + ["server"] * (IN_A_ROW - 1) + ["unreachable"]
    assert last.endswith("The last 24 requests all went like that.")


async def test_of_a_server_that_is_always_late_each_try_counts():
    model = ScriptedModel(lambda _: fault("timeout"))
    caller, _ = calls(model, most=1, tries=5)
    faults = []
    for n in range(5):
        try:
            await caller.ask(ask(n))
        except ModelError as error:
            faults.append(error.fault)
    assert (faults, len(model.asked)) == (["timeout"] * 4 + ["unreachable"], IN_A_ROW)


async def test_at_first_as_many_run_as_may_so_that_no_run_begins_at_half_its_speed():
    under_way, let_go = [], asyncio.Event()

    class Held:
        name = "held"

        async def ask(self, asked, _heard=None):
            under_way.append(asked)
            await let_go.wait()
            return Answer("Yes.", "held")

    caller, _ = calls(Held(), most=6)
    tasks = [asyncio.create_task(caller.ask(ask(n))) for n in range(9)]
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(under_way) == 6
    let_go.set()
    await asyncio.gather(*tasks)


async def test_the_pace_keeps_to_its_bound_halves_once_for_a_burst_and_recovers_slowly():
    at = Time()
    pace = Pace(16, clock=at.clock, sleep=at.sleep)
    for _ in range(40):
        pace.well()
    assert pace.limit == 16
    at.now = 10
    for _ in range(9):
        pace.slower(began=9.5)
    assert pace.limit == 8
    for _ in range(8):
        pace.well()
    assert 8.9 < pace.limit < 9.1
    for began in range(11, 30):
        at.now = began + 1
        pace.slower(began)
    assert pace.limit == 1


async def test_never_more_run_than_the_pace_allows_and_a_cancelled_one_leaves_its_place():
    running, most = 0, 0

    class Counting:
        name = "counting"

        async def ask(self, _ask, _heard=None):
            nonlocal running, most
            running += 1
            most = max(most, running)
            try:
                await asyncio.sleep(0.001)
            finally:
                running -= 1
            return Answer("Yes.", "counting")

    caller, _ = calls(Counting(), most=3)
    tasks = [asyncio.create_task(caller.ask(ask(n))) for n in range(40)]
    await asyncio.sleep(0.002)
    for task in tasks[5:15]:
        task.cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert most <= 3
    assert sum(isinstance(answer, Answer) for answer in done) == 30


async def test_each_gives_every_answer_with_its_place_and_goes_on_past_a_failure():
    def script(asked):
        n = int(asked.messages[0].content.split()[1])
        return fault("unreadable") if n == 7 else f"Answer {n}"

    caller, _ = calls(ScriptedModel(script))
    results = {place: result async for place, result in caller.each(ask(n) for n in range(30))}
    assert isinstance(results.pop(7), ModelError)
    assert {place: answer.text for place, answer in results.items()} == {n: f"Answer {n}" for n in range(30) if n != 7}


async def test_each_stops_cleanly_when_the_budget_is_spent_and_goes_on_from_there_later(tmp_path):
    model = ScriptedModel(lambda _: "one two three")
    seen = []
    with Remembered(tmp_path / "answers.jsonl") as kept:
        caller, _ = calls(model, remembered=kept, budget=Budget(tokens=100))
        with pytest.raises(ModelError, match="tokens used; raise it to go on") as raised:
            await gather(caller, 60, seen)
        assert raised.value.fault == "spent"
        assert 90 - 24 < caller.budget.tokens <= 100
        again, _ = calls(model, remembered=kept)
        assert len([place async for place, _ in again.each([ask(n) for n in range(60)])]) == 60
        assert (again.found, again.made) == (len(seen), 60 - len(seen))


async def test_money_is_counted_by_the_prices_and_never_overspent():
    caller, _ = calls(
        ScriptedModel(lambda _: "word " * 10), budget=Budget(money=0.01, prices=Prices(prompt=10, answer=100))
    )
    with pytest.raises(ModelError, match=r"of 0\.01 in your prices' currency used"):
        await gather(caller, 99, [])
    assert 0.008 < caller.budget.money <= 0.01
    assert caller.budget.money == pytest.approx((2 * 10 + 10 * 100) / 1e6 * caller.made)


async def test_an_answer_without_counts_is_estimated_and_one_that_was_late_is_paid_for():
    caller, _ = calls(ScriptedModel([Answer("twelve chars", "m"), fault("timeout")]), tries=1)
    await caller.ask(ask())
    assert (caller.budget.prompt_tokens, caller.budget.answer_tokens) == (13, 4)
    with pytest.raises(ModelError):
        await caller.ask(ask())
    assert caller.budget.prompt_tokens == 26


async def test_a_mistake_in_a_worker_ends_the_run_and_is_not_hidden():
    def script(asked):
        raise KeyError("a mistake")

    caller, _ = calls(ScriptedModel(script))
    with pytest.raises(KeyError):
        await gather(caller, 1000, [])


async def test_what_shapes_an_answer_is_in_its_digest_and_patience_is_not():
    base = ask()
    others = [ask(1), ask(temperature=0.5), ask(seed=1), ask(schema={"type": "object"}), ask(schema={"type": "array"})]
    assert len({digest("m", other) for other in [base, *others]} | {digest("n", base)}) == 7
    assert digest("m", base) == digest("m", ask(timeout_s=99))
    assert digest("m", base, "http://one/v1") != digest("m", base, "http://two/v1")
    assert digest("m", ask(schema={"a": 1, "b": 2})) == digest("m", ask(schema={"b": 2, "a": 1}))


async def test_the_same_request_at_the_same_time_is_made_once(tmp_path):
    model, heard = ScriptedModel(lambda _: "Yes.", latency_s=0.01), []
    with Remembered(tmp_path / "answers.jsonl") as kept:
        caller, _ = calls(model, remembered=kept)
        answers = await asyncio.gather(*(caller.ask(ask(), heard.append) for _ in range(9)))
    assert len(model.asked) == 1
    assert {answer.text for answer in answers} == {"Yes."}
    assert "".join(heard) == "Yes." * 9


def test_torn_lines_are_passed_over_and_what_is_added_later_stands_on_its_own(tmp_path):
    path = tmp_path / "deep" / "answers.jsonl"
    keys = [digest("m", ask(n)) for n in range(3)]
    with Remembered(path) as kept:
        kept.keep(keys[0], Answer("Zürich 😀", "m"))
        kept.keep(keys[1], Answer("second", "m"))
    path.write_bytes(path.read_bytes()[:-9])
    with Remembered(path) as kept:
        assert (len(kept), kept.find(keys[0]), kept.find(keys[1])) == (1, Answer("Zürich 😀", "m"), None)
        kept.keep(keys[2], Answer("third", "m"))
    path.write_bytes(path.read_bytes() + b'{"key": "zz"}\n[1]\n\xff\n{"key": "%s", "answer": 5}\n' % keys[1].encode())
    with Remembered(path) as kept:
        assert [kept.find(key) and kept.find(key).text for key in keys] == ["Zürich 😀", None, "third"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_and_a_folder_in_the_way_are_told(tmp_path):
    with pytest.raises(SimulatorError, match="Is a directory"):
        Remembered(tmp_path)
    with Remembered(tmp_path / "a.jsonl") as kept:
        os.dup2(os.open("/dev/full", os.O_RDWR), kept._handle)
        with pytest.raises(SimulatorError, match="No space left"):
            kept.keep(digest("m", ask()), Answer("Yes.", "m"))


async def test_a_batch_gets_through_a_server_that_fails_in_every_way():
    chance = Random(7)
    half = response(completion("Yes."))[:-30] + b" " * 30
    ways = [
        response({"error": {"message": "slow down"}}, 429, retry_after="1"),
        response({"error": {"message": "slow down"}}, 429),
        response({"error": {"message": "oh no"}}, 500),
        response(b"<html>gateway</html>", 502, "text/html"),
        None,
    ]

    async def answer(body, writer):
        way = chance.choice(ways)
        if body["messages"][0]["content"].endswith(" 5"):
            writer.write(half)
        elif chance.random() < 0.7:
            writer.write(response(completion("Yes.")))
        elif way is None:
            writer.transport.abort()
        else:
            writer.write(way)

    async with strict_server(answer) as strict:
        server = Server(strict.connection())
        caller, at = calls(server, most=8, tries=12)
        results = {place: result async for place, result in caller.each(ask(n) for n in range(120))}
        await server.aclose()
    assert [place for place, result in results.items() if isinstance(result, ModelError)] == [5]
    assert results[5].fault == "unreadable"
    assert (len(results), caller.made) == (120, 119)
    assert max(at.slept) > 1


BATCH = """
    import asyncio, sys
    from pathlib import Path
    from random import Random
    from simulator.llm.calls import Calls
    from simulator.llm.chat import Ask, Message
    from simulator.llm.connection import Connection
    from simulator.llm.remembered import Remembered
    from simulator.llm.server import Server

    async def main():
        server = Server(Connection(base_url=sys.argv[1], model="tiny"))
        with Remembered(Path(sys.argv[2])) as kept:
            calls = Calls(server, random=Random(1), most=4, remembered=kept)
            asks = [Ask((Message("user", f"Conversation {n}"),), max_tokens=10) for n in range(40)]
            done = [place async for place, _ in calls.each(asks)]
        await server.aclose()
        print(len(done), calls.made, calls.found)

    asyncio.run(main())
"""


async def test_after_a_kill_only_the_missing_calls_are_made(tmp_path):
    half = asyncio.Event()

    async def answer(body, writer):
        await asyncio.sleep(0.03)
        writer.write(response(completion("Yes.")))
        if len(strict.bodies) > 20:
            half.set()

    async def batch():
        code = textwrap.dedent(BATCH)
        return await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, f"http://127.0.0.1:{strict.port}/v1", str(path), stdout=subprocess.PIPE
        )

    path = tmp_path / "answers.jsonl"
    async with strict_server(answer) as strict:
        first = await batch()
        async with asyncio.timeout(30):
            await half.wait()
        first.send_signal(signal.SIGKILL)
        await first.communicate()
        kept = len(path.read_bytes().splitlines())
        asked = len(strict.bodies)
        assert asked - 4 <= kept < 40
        told, _ = await (await batch()).communicate()
        assert told.split() == [b"40", b"%d" % (40 - kept), b"%d" % kept]
        assert len(strict.bodies) == asked + 40 - kept
    assert len({json.loads(line)["key"] for line in path.read_bytes().splitlines()}) == 40


def test_without_a_loop_a_model_is_asked_on_one_that_stays(tmp_path):
    closed = []

    loops = set()

    class Looped(ScriptedModel):
        async def ask(self, ask, heard=None):
            loops.add(asyncio.get_running_loop())
            return await super().ask(ask, heard)

    async def close():
        closed.append(asyncio.get_running_loop())

    model = Looped(["One.", "Two."])
    with Blocking(model, close) as blocking:
        assert [blocking.ask(ask()).text, blocking.ask(ask()).text] == ["One.", "Two."]
        assert blocking.name == "scripted"
    assert loops == set(closed)
    assert len(closed) == 1
    blocking.close()
