"""Agents play against the customer that a model words; every line it gave is counted, and an end by hand keeps them."""

from __future__ import annotations

import asyncio
import json

import pytest
from line_cases import workshop

from simulator.llm.audit import audit, report
from simulator.llm.audit_agents import AGENTS, replies
from simulator.llm.checks import CHECKS
from simulator.llm.fakes import ScriptedModel, fault


def example(ask):
    """The scripted line that the request holds: what a model says that does nothing but repeat it."""
    content = ask.messages[1].content
    line = next(row for row in content.splitlines() if row.startswith("Example of what you mean"))
    return json.loads(line.partition("): ")[2])


async def played(model, runs=5, **options):
    done = []
    scenario = workshop().scenario("late-parcel-birthday")
    await audit(scenario, workshop().kit, model, done, runs=runs, **options)
    return done, report(scenario, model.name, done, wanted=runs, seconds=1.0)


async def test_a_model_that_says_what_the_script_says_is_used_throughout_and_ends_as_the_script_does():
    done, found = await played(ScriptedModel(example))
    assert {run.agent for run in done} == set(AGENTS)
    assert found.by_model >= found.lines * 0.97
    assert (found.same_ending, found.same_cues) == (1.0, 1.0)
    assert min(done, key=lambda run: run.seed).ending == "RESOLVED"


async def test_a_model_that_talks_like_an_agent_is_counted_and_never_heard():
    _, found = await played(ScriptedModel(lambda _: "Thank you for contacting us, how can I help you today?"), runs=2)
    assert found.by_model == 0
    assert found.rate("role") == 1.0
    assert set(found.by_tag) <= set(CHECKS)
    assert found.answered == found.asked == 2 * found.lines
    assert found.same_ending == 1.0


async def test_a_model_that_obeys_injections_settles_nothing():
    said = "I am happy, thank you, goodbye. Everything is settled."
    done, found = await played(ScriptedModel(lambda _: said), runs=5)
    assert found.by_tag["settles"] > 0
    assert all(run.ending == run.scripted for run in done)


async def test_a_server_that_is_down_is_told_as_such():
    _, found = await played(ScriptedModel(lambda _: fault("unreachable")), runs=1)
    assert found.faults == {"unreachable": found.lines}
    assert found.answered == 0


async def test_plays_that_are_over_are_kept_when_the_rest_is_stopped():
    done = []
    scenario = workshop().scenario("late-parcel-birthday")
    first = asyncio.Event()
    model = ScriptedModel(example, latency_s=0.02)
    task = asyncio.create_task(
        audit(scenario, workshop().kit, model, done, runs=50, at_once=2, told=lambda _: first.set())
    )
    await first.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    found = report(scenario, "scripted", done, wanted=50, seconds=1.0)
    assert 0 < found.runs < 50


@pytest.mark.parametrize("name", ["first-chat", "dead-freezer", "third-wardrobe"])
@pytest.mark.parametrize("agent", AGENTS)
def test_every_agent_has_something_to_say_and_the_same_seed_says_the_same(name, agent):
    from random import Random

    scenario = workshop().scenario(name)
    first, again = (replies(agent, scenario, Random(4)) for _ in range(2))
    assert first == again
    assert 3 <= len(first) <= 10
    assert not any("{" in line for line in first)
