"""The conversation as it is shown."""

from __future__ import annotations

from fake_workshop import FakePractice, scenario

from simulator.conversation import Speaker
from simulator.scenario.model import Opening
from simulator.tui.conversation_view import lines
from simulator.tui.said import YOU_OPEN, Said, clock_time, said_by


def entries(practice):
    return said_by(practice.scenario, practice.messages(), practice.exchanges)


def test_a_reply_carries_what_was_heard_and_what_it_changed():
    practice = FakePractice()
    practice.send("I am so sorry.", None)
    reply = entries(practice)[1]
    assert (reply.name, reply.heard, reply.feedback) == (
        "You",
        "asked for the tracking",
        "calmer, because you asked what happened",
    )
    assert reply.moved == -12.0


def test_a_burst_is_one_entry():
    practice = FakePractice(scenario(opening=Opening(("Hello?", "Anybody?"))))
    assert [entry.text for entry in entries(practice)] == ["Hello?\nAnybody?"]


def test_times_follow_the_scenarios_clock():
    practice = FakePractice(scenario(channel="email"))
    practice.send("I am so sorry.", 3600.0)
    assert [entry.time for entry in entries(practice)] == ["10:02", "11:02", "11:02"]


def test_another_day_is_named():
    told = scenario()
    assert clock_time(told.now, 2 * 86400) == "Friday 10:02"


def test_a_holding_message_has_nothing_under_it():
    practice = FakePractice()
    practice.send("One moment, I look until 10:10.", 5.0)
    held = entries(practice)[-2]
    assert held.text.startswith("One moment")
    assert held.heard == ""
    assert entries(practice)[-1].text == "All right, I'll wait."


def test_a_line_is_never_wider_than_asked_and_loses_no_word():
    said = Said(Speaker.AGENT, "You", "10:03", "word " * 60, "heard " * 30, "feedback " * 20, -5.0)
    shown = lines(said, 40)
    assert max(line.cell_length for line in shown) <= 40
    assert sum(line.plain.split().count("word") for line in shown) == 60


def test_peoples_words_are_never_markup_or_control():
    said = Said(Speaker.CUSTOMER, "Mrs [b]X[/b]", "10:03", "[red]Hi[/red] \x1b[31mred\x1b[0m \x07 مرحبا 😀")
    shown = "\n".join(line.plain for line in lines(said, 60))
    assert "[red]Hi[/red] red" in shown
    assert "Mrs [b]X[/b]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "مرحبا 😀" in shown


def test_where_the_agent_opens_the_page_says_so():
    practice = FakePractice(scenario(opening=Opening((), agent_opens=True)))
    assert [entry.text for entry in entries(practice)] == [YOU_OPEN]
