"""A person at a second terminal plays the customer: cards one way, words back, and nobody is waited for for ever."""

from __future__ import annotations

import stat
from contextlib import closing, contextmanager
from io import StringIO
from threading import Thread

import pytest
from line_cases import brief_of

from simulator.cli.join import Player
from simulator.errors import UsageError
from simulator.llm.customer_card import advice, card_lines, card_of
from simulator.llm.customer_join import JoinedVoice
from simulator.llm.customer_seat import FILE, Seat
from simulator.llm.customer_voice import typed

BRIEF = brief_of("late-parcel-birthday", {"cue": "answer tense", "asked": ["tracking"]})


@pytest.fixture
def voice(tmp_path):
    opened = JoinedVoice(tmp_path, absent_s=5.0)
    yield opened
    opened.close()


def seated(folder, *words):
    """Somebody who joins and gives these words, a card each; gives what they were sent."""
    sent = []

    def play():
        with closing(Seat(folder)) as seat:
            waiting = list(words)
            for message in seat.messages():
                sent.append(message)
                if message.card is not None:
                    if not waiting:
                        break
                    seat.say(waiting.pop(0), message.number)

    thread = Thread(target=play)
    thread.start()
    return thread, sent


def test_the_words_of_the_person_who_joined_are_the_customer_s(voice, tmp_path):
    thread, sent = seated(tmp_path, 'It\'s been "at depot" since Thursday.')
    wording = voice.word(BRIEF)
    voice.close()
    thread.join(5)
    assert (wording.text, wording.worded.by) == ('It\'s been "at depot" since Thursday.', "person")
    assert sent[0].card == card_of(BRIEF)


def test_an_empty_line_says_what_is_suggested_and_advice_comes_after_words_that_do_not_fit(voice, tmp_path):
    thread, sent = seated(tmp_path, "", "I paid 99.50 for it!")
    assert voice.word(BRIEF).text == BRIEF.script
    second = voice.word(BRIEF)
    voice.close()
    thread.join(5)
    assert second.text == "I paid 99.50 for it!"
    assert {flaw.tag for flaw in second.worded.flaws} >= {"fact"}
    assert any("99.50" in line for message in sent for line in message.advice)


def test_where_nobody_joins_the_script_speaks(tmp_path):
    voice = JoinedVoice(tmp_path, absent_s=0.2)
    wording = voice.word(BRIEF)
    voice.close()
    assert (wording.text, wording.worded.fault, wording.worded.stepped_in) == (BRIEF.script, "absent", True)
    assert not (tmp_path / FILE).exists()


def test_a_person_who_leaves_is_replaced_by_the_next_who_joins(voice, tmp_path):
    first, _ = seated(tmp_path)
    second, _ = seated(tmp_path, 'Still "at depot" since Thursday, as I said.')
    wording = voice.word(BRIEF)
    voice.close()
    first.join(5)
    second.join(5)
    assert wording.worded.by == "person"


def test_the_wait_can_be_ended_from_elsewhere(voice):
    found = []
    thread = Thread(target=lambda: found.append(voice.word(BRIEF)))
    thread.start()
    while not thread.is_alive():
        pass
    import time

    time.sleep(0.15)
    voice.leave()
    thread.join(5)
    assert found == [None]


@contextmanager
def asked(voice):
    """The words that come of a card, once the block is through."""
    found = []
    thread = Thread(target=lambda: found.append(voice.word(BRIEF)))
    thread.start()
    yield found
    thread.join(10)


def test_words_for_a_card_that_is_no_longer_waited_for_go_back_and_answer_no_other_card(voice, tmp_path):
    with closing(Seat(tmp_path)) as seat:
        messages = seat.messages()
        with asked(voice) as first:
            card = next(messages)
            assert not seat.passed(card.number)
            voice.leave()
        assert first == [None]
        assert seat.passed(card.number)
        with asked(voice) as second:
            seat.say("Too late!", card.number)
            seen = [next(messages) for _ in range(3)]
            seat.say("In time.", card.number + 1)
    assert (seen[0].gone, seen[0].number) == (True, card.number)
    assert [message.late for message in seen[1:]].count("Too late!") == 1
    assert second[0].text == "In time."


class Typing(StringIO):
    """A person whose lines come one by one; something happens before each."""

    def __init__(self, *steps):
        super().__init__()
        self.steps = list(steps)

    def readline(self, *_):
        happens, line = self.steps.pop(0)
        happens()
        return line


def test_nothing_that_was_typed_is_lost_where_the_script_spoke_first(voice, tmp_path, capsys):
    found = []

    def trainer():
        found.extend(voice.word(BRIEF) for _ in range(3))
        voice.close()

    thread = Thread(target=trainer)

    def script_speaks():
        voice.leave()
        while not seat.passed(1):
            pass

    with closing(Seat(tmp_path)) as seat:
        thread.start()
        late = (script_speaks, "A long answer that took its time.\n")
        assert Player(seat, Typing(late, (int, "=\n"), (int, "\n"))).play()
    thread.join(10)
    assert [each and each.text for each in found] == [None, "A long answer that took its time.", BRIEF.script]
    shown = capsys.readouterr().out
    assert "was not said: A long answer" in shown
    assert "= says what you typed before: A long answer" in shown
    assert shown.count("=") == 1


@pytest.mark.parametrize("who", ["over", "killed"])
def test_a_conversation_that_ends_while_somebody_types_is_over_and_no_error(voice, tmp_path, capsys, who):
    def ends():
        if who == "killed":
            voice._drop()
            voice._listening.close()
        voice.close()
        while not seat.passed(1):
            pass

    with closing(Seat(tmp_path)) as seat, asked(voice):
        assert Player(seat, Typing((ends, "Hello? Are you there?\n"))).play()
    assert "was not said: Hello? Are you there?" in capsys.readouterr().out


def test_a_person_who_is_killed_in_mid_word_leaves_the_card_to_the_next(voice, tmp_path):
    first = Seat(tmp_path)
    with asked(voice) as found:
        next(first.messages())
        first._socket.sendall(b'{"text": "It has')
        first.close()
        with closing(Seat(tmp_path)) as second:
            second.say("It has been there since Thursday.", next(second.messages()).number)
            with pytest.raises(UsageError, match="reached nobody"):
                first.say("been", 1)
    assert found[0].text == "It has been there since Thursday."


def test_only_this_account_may_join_and_only_one_conversation_waits(voice, tmp_path):
    mode = (tmp_path / FILE).stat().st_mode
    assert stat.S_IMODE(mode) & 0o077 == 0
    with pytest.raises(UsageError, match="already"):
        JoinedVoice(tmp_path)


def test_what_a_killed_program_left_behind_is_in_nobody_s_way(tmp_path):
    left = JoinedVoice(tmp_path)
    left._listening.close()
    assert (tmp_path / FILE).exists()
    JoinedVoice(tmp_path).close()


def test_to_join_nothing_says_how_to_begin(tmp_path):
    with pytest.raises(UsageError, match="--customer human --apart"):
        Seat(tmp_path)


def test_the_card_names_what_to_express_what_to_tell_what_not_yet_and_a_line_to_accept():
    text = "\n".join(card_lines(card_of(BRIEF)))
    assert "You are Mrs Lindqvist. Now: answer what you were asked" in text
    assert 'Tell: the tracking has said "at depot" since Thursday.' in text
    assert "Not yet: she phoned the courier twice" in text
    assert f"Suggested: {BRIEF.script}" in text


def test_the_checks_advise_a_person_and_never_stand_in_their_way():
    words = "How can I help you today?"
    assert advice(words, BRIEF)
    wording = typed(words, BRIEF)
    assert (wording.text, wording.worded.by) == (words, "person")
    assert wording.worded.flaws[0].tag == "role"
