"""How a customer's message arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.burst import burst


def test_on_the_phone_words_come_at_two_and_a_half_a_second():
    spoken = burst("Where is my parcel today", "phone")
    assert spoken.said(0.0) == "Where"
    assert spoken.said(0.85) == "Where is my"
    assert spoken.lasts == 2.0
    assert spoken.said(2.0) == "Where is my parcel today"


def test_on_whatsapp_messages_come_one_by_one():
    written = burst("Hello?\nIs anybody there?\nMy parcel!", "whatsapp")
    assert written.said(0.0) == "Hello?"
    assert written.said(written.at[1]) == "Hello?\nIs anybody there?"
    assert written.said(written.lasts) == "Hello?\nIs anybody there?\nMy parcel!"


def test_an_email_is_there_at_once():
    assert burst("Dear all,\n\nwhere is it?", "email").lasts == 0.0


@given(st.text(max_size=200), st.sampled_from(["phone", "whatsapp", "live_chat", "email", "social"]))
def test_every_message_is_shown_whole_in_the_end_and_only_grows(text, channel):
    arriving = burst(text, channel)
    assert arriving.said(arriving.lasts) == text
    assert arriving.parts[-1] == text
    assert list(arriving.at) == sorted(arriving.at)
    assert all(text.startswith(part) for part in arriving.parts)
