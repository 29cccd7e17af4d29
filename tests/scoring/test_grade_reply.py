from __future__ import annotations

import pytest
from graded_replies import (
    AGAIN,
    BACK,
    BIRTHDAY,
    CALM_DOWN,
    CODES,
    EXPRESS,
    INSULT,
    POLICY,
    PROMISE,
    SETTLED,
    SORRY,
    SUITS,
    THANKS,
    TRACKING,
    card,
    graded,
    mark,
    quotes,
)
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scoring.grade import grade_reply
from simulator.scoring.marks import Graded

SOLVING = {"phase": Phase.PROBLEM_SOLVING, "hostility": 32.0, "venting": 0.05, "receptivity": 0.9, "n": 5}
PLAIN = {"phase": Phase.RATIONAL, "hostility": 38.0, "venting": 0.0, "receptivity": 1.0, "plain": True}


def grade(reply: Graded) -> dict:
    return {item.criterion: item for rubric in card().rubrics for item in grade_reply(rubric, reply)}


def points(reply: Graded, *criteria: str) -> tuple:
    marks = grade(reply)
    return tuple(marks[name].points for name in criteria)


EMPATHY = ("receives_emotion", "names_it", "listens", "apology_fits", "personal", "respect", "genuine")


def test_listening_with_the_stake_named_earns_every_empathy_point():
    reply = graded(SORRY, BIRTHDAY, TRACKING, open_facts=("depot",))
    assert points(reply, *EMPATHY, "finds_out_first") == (4, 4, 4, 4, 4, 4, 4, 4)


def test_a_refund_before_listening_earns_next_to_nothing_for_empathy_and_loses_finding_out():
    refund = ("Refund of €64.90 done, 5 days.", {"information": 0.6, "expectation": 0.4})
    reply = graded(refund, open_facts=("depot",))
    now = replace(
        reply.situation, proposals=quotes(reply.reading, refund), missing=quotes(reply.reading, refund), fit=0.7
    )
    marks = grade(Graded(reply.reading, now))
    assert [marks[name].points for name in EMPATHY[:5]] == [0, 0, 0, 1, 1]
    assert marks["finds_out_first"].points == 0
    assert marks["finds_out_first"].why == "offers a solution without having asked what happened"


def test_a_mark_quotes_the_trainees_own_words():
    reply = graded(SORRY, TRACKING)
    found = mark(grade_reply(card().rubric("empathy"), reply), "listens")
    assert [quote.text for quote in found.quotes] == [TRACKING[0]]
    assert all(reply.reading.text[quote.start : quote.end] == quote.text for quote in found.quotes)


def test_a_reply_that_was_not_understood_costs_nothing_on_any_criterion():
    marks = grade(graded(CALM_DOWN, understood=False))
    assert {item.points for item in marks.values()} == {None}
    assert {item.why for item in marks.values()} == {"this reply was not understood, so it costs nothing"}
    assert all(item.applies for item in marks.values())


def test_empathy_towards_a_calm_customer_with_a_plain_question_does_not_apply():
    marks = grade(graded(("Yes, it is solid beech, 60 cm high.", {"information": 0.8}), **PLAIN))
    assert not any(marks[name].applies for name in ("receives_emotion", "names_it", "listens", "apology_fits"))
    assert (marks["answer_first"].points, marks["concrete"].points, marks["length"].points) == (4, 4, 4)


def test_what_needs_a_missing_case_is_not_assessed_and_says_why():
    found = grade(graded(SORRY, BIRTHDAY, unknown=("specificity",)))["names_it"]
    assert (found.points, found.applies, found.why) == (None, True, "needs the customer's case")


def test_a_criterion_that_hangs_on_nothing_unknown_is_assessed_all_the_same():
    assert points(graded(SORRY, unknown=("interrupting", "re_asking")), "listens", "receives_emotion") == (0, 3)


@pytest.mark.parametrize(
    ("said", "criterion", "most", "why"),
    [
        ((SORRY, CALM_DOWN), "respect", 0, "judges, blames or belittles"),
        ((SORRY, POLICY), "respect", 1, "brushes the customer off"),
        ((TRACKING, AGAIN), "listens", 2, "already known"),
        ((SORRY, CODES), "no_jargon", 0, "internal words"),
        (((SORRY[0], {**SORRY[1], "canned": 0.9}),), "genuine", 0, "stock phrase"),
        (((SORRY[0], {**SORRY[1], "placeholder": 1.0}),), "personal", 0, "placeholder"),
        (((SORRY[0], {**SORRY[1], "wrong_name": 1.0}),), "personal", 0, "name or order is wrong"),
        (
            (SORRY, ("Sorry again.", {"apology": 0.8}), ("So sorry.", {"apology": 0.8})),
            "apology_fits",
            1,
            "again and again",
        ),
        ((("I see this worries you, but it is the courier.", {"validation": 0.8}),), "receives_emotion", 2, '"but"'),
        ((("That is the courier's fault.", {"defending": 0.8}),), "respect", 2, "before the customer feels heard"),
    ],
)
def test_a_fault_lowers_its_criterion_and_is_named(said, criterion, most, why):
    found = grade(graded(*said))[criterion]
    assert found.points == most
    assert why in found.why


def test_an_explanation_to_somebody_who_can_hear_it_is_no_fault_though_it_earns_nothing_either():
    explained = ("It is the courier's fault, not ours.", {"defending": 0.8, "information": 0.7})
    answered = ("It is at the depot.", {"information": 0.7})
    assert points(graded(explained, answered, **SOLVING), "respect", "answer_first") == (4, 4)
    assert points(graded(explained, SORRY, **SOLVING), "respect", "answer_first") == (4, 0)


def test_a_sentence_that_provokes_earns_nothing_else():
    both = ("I see why this worries you, so calm down.", {"validation": 0.9, "dismissing": 0.9})
    assert points(graded(both), "receives_emotion", "respect") == (0, 0)
    assert points(graded(both, TRACKING), "receives_emotion", "respect", "listens") == (0, 0, 4)


def test_an_attack_is_critical():
    assert grade(graded(TRACKING, INSULT))["respect"].critical == "attack"


def solving(*said, **more) -> Graded:
    reply = graded(*said, **SOLVING)
    offered = quotes(reply.reading, EXPRESS)
    given = {"proposals": offered, "promised": quotes(reply.reading, PROMISE), "fit": 1.0 if offered else 0.0}
    return Graded(reply.reading, replace(reply.situation, **(given | more)))


def test_an_offer_with_a_date_that_asks_whether_it_suits_earns_the_solving_points():
    reply = solving(EXPRESS, PROMISE, SUITS, progress=0.5, settled=0.5)
    wanted = ("solution", "says_steps", "deadline", "options", "ownership", "authority", "answer_first", "concrete")
    assert points(reply, *wanted) == (4, 4, 4, 4, 4, 4, 4, 4)


def test_more_empathy_without_action_is_marked_down_when_the_customer_is_ready():
    assert points(solving(SORRY, BIRTHDAY), "solution", "deadline", "says_steps") == (0, 0, 0)


def test_a_promise_beyond_authority_is_critical_and_named():
    reply = solving(EXPRESS)
    found = grade(Graded(reply.reading, replace(reply.situation, beyond=quotes(reply.reading, EXPRESS))))["authority"]
    assert (found.points, found.critical, found.why) == (0, "beyond_authority", "it promises more than you may")
    assert [quote.text for quote in found.quotes] == [EXPRESS[0]]


def test_a_time_outside_opening_hours_lowers_the_deadline():
    reply = solving(EXPRESS, PROMISE)
    closed = replace(reply.situation, closed=quotes(reply.reading, PROMISE))
    assert points(Graded(reply.reading, closed), "deadline") == (1,)


def test_asking_whether_it_is_settled_counts_only_once_it_is():
    assert points(solving(SETTLED, settled=1.0), "closing_question") == (4,)
    early = grade(solving(SETTLED, settled=0.5))["closing_question"]
    assert (early.points, early.why) == (0, "it asks whether it is settled before it is")
    assert points(solving(THANKS, settled=1.0), "closing_question", "thanks") == (1, 4)
    assert not grade(solving(EXPRESS, settled=0.5))["closing_question"].applies


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [
        ({"demanded": True, "handed_over": True}, 3),
        ({"needs_supervisor": True, "handed_over": True}, 3),
        ({"handed_over": True}, 1),
        ({"demanded": True}, 0),
        ({}, None),
    ],
)
def test_handing_over_is_right_when_asked_for_or_needed_and_early_otherwise(standing, wanted):
    assert points(graded(TRACKING, **SOLVING, **standing), "escalation") == (wanted,)


def test_private_data_in_public_is_critical_and_the_same_reply_in_private_is_not():
    said = (("Your address Kungsgatan 4 is right.", {"information": 0.6}), SORRY)
    public = grade(graded(*said, channel="social", secrets=("Kungsgatan 4", "")))
    assert (public["privacy"].critical, [quote.text for quote in public["privacy"].quotes]) == (
        "privacy",
        ["Kungsgatan 4"],
    )
    assert not grade(graded(*said, channel="live_chat", secrets=("Kungsgatan 4",)))["privacy"].applies


def test_a_public_reply_should_ask_to_go_on_in_private():
    private = ("Please send us a private message so that I can look into it.", {"suggestion": 0.6})
    assert points(graded(SORRY, private, channel="social"), "moves_to_private") == (4,)
    assert points(graded(SORRY, TRACKING, channel="social"), "moves_to_private") == (1,)
    assert not grade(graded(SORRY, channel="social", moved_private=True))["moves_to_private"].applies


def many_words(count: int) -> tuple[str, dict[str, float]]:
    return " ".join(f"w{n}x" if n % 3 else ("the", "to", "of", "and", "for")[n % 5] for n in range(count)) + ".", {
        "information": 0.5
    }


@pytest.mark.parametrize(
    ("channel", "count", "wanted"),
    [
        ("live_chat", 80, 4),
        ("live_chat", 81, 3),
        ("live_chat", 600, 0),
        ("social", 50, 4),
        ("social", 51, 3),
        ("email", 59, 3),
        ("email", 60, 4),
        ("email", 220, 4),
        ("email", 221, 3),
        ("email", 10, 2),
        ("live_chat", 5, 4),
        ("phone", 80, 4),
        ("whatsapp", 600, 0),
    ],
)
def test_length_fits_the_channel(channel, count, wanted):
    assert points(graded(many_words(count), channel=channel), "length") == (wanted,)


def test_a_short_right_answer_is_never_too_short():
    assert points(graded(many_words(5), **(PLAIN | {"channel": "email"})), "length") == (4,)


def test_padding_by_saying_it_again_changes_neither_length_nor_sentence_length():
    once, often = grade(graded(SORRY, many_words(70))), grade(graded(SORRY, *[many_words(70)] * 5))
    assert [once[name].points for name in ("length", "sentence_length")] == [
        often[name].points for name in ("length", "sentence_length")
    ]


def test_one_question_at_a_time():
    asked = [(f"Question number {n}?", {"question": 0.6}) for n in range(4)]
    assert [points(graded(*asked[:count]), "one_ask")[0] for count in range(1, 5)] == [4, 3, 1, 0]
    assert not grade(graded(SORRY))["one_ask"].applies


def test_stacked_negatives_are_marked_down():
    straight = ("I can send it today.", {"suggestion": 0.6})
    stacked = ("I can't refund it unless you don't keep it if it is not opened.", {"suggestion": 0.6})
    assert points(graded(straight), "no_stacked_negatives") == (4,)
    assert points(graded(stacked), "no_stacked_negatives") == (0,)


def test_parroting_the_customer_is_not_listening():
    words = "I ordered it on the 26th and you promised it for Tuesday"
    reply = graded((words + ".", {"restatement": 0.9, "reflection": 0.9}), customer=f"{words}! Where is it?")
    assert points(reply, "listens", "names_it") == (1, 1)
    assert points(graded(BACK, customer=words), "listens") == (4,)
