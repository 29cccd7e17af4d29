"""The learned models: what they read, what they may not see, and what holds whatever the text."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.signals import CaseWords, Context, read, read_customer
from simulator.signals.features import HIDDEN, LONGEST, MOST_MARKS, names_of, pieces
from simulator.signals.learned import LANE, LOUDEST, Label, Weights, model
from simulator.signals.reading import RULES, rules
from simulator.signals.text import Message
from simulator.signals.tones import HUSHED, LEARNED

SIDES = ("agent", "customer")
NAMES = ("Karin", "Mohammed", "Chukwuemeka", "Agnieszka", "Nguyễn", "José", "Jose", "Siobhán", "Priya", "Wei", "Olga")
MOST_BYTES = 5_000_000


@pytest.mark.parametrize("side", SIDES)
def test_every_row_has_a_label_and_every_label_a_row(side):
    assert {row.label or signal for signal, row in LEARNED[side].items()} == {item.name for item in model(side).labels}


def test_all_weights_together_stay_small():
    folder = files("simulator.signals.weights")
    assert sum(len(folder.joinpath(f"{side}.bin").read_bytes()) for side in SIDES) < MOST_BYTES


def test_a_full_piece_of_the_loudest_features_fits_its_lane():
    assert LOUDEST * (2 * LONGEST - 1 + MOST_MARKS + 1) < LANE


@pytest.mark.parametrize("side", SIDES)
def test_no_weight_is_louder_than_its_lane_allows(side):
    own = model(side)
    weights = [own.sums([feature]) for feature in own.vocabulary]
    assert max(abs(lane) for lanes in weights for lane in lanes) <= LOUDEST


def test_sums_of_packed_weights_are_the_sums_of_the_weights():
    labels = tuple(Label(name, 1.0, 0.0, 0.0, 1.0) for name in "abc")
    rows = {"one": (127, -127, 3), "two": (-1, -1, -1), "three": (-127, 127, 0)}
    packed = b"".join(
        sum(lane << (16 * at) for at, lane in enumerate(lanes)).to_bytes(6, "little", signed=True)
        for lanes in rows.values()
    )
    own = type(model("agent"))(Weights(labels, tuple(rows), packed))
    assert own.sums(["one", "two", "unheard of", "two", "three"]) == (-2, -2, 1)
    assert own.sums([]) == (0, 0, 0)
    assert [own.weights(["one"], lane)[0] for lane in range(3)] == [127, -127, 3]


@given(st.lists(st.floats(-40, 40), min_size=2, max_size=20))
def test_a_strength_rises_with_its_odds_and_reads_a_third_and_two_thirds_at_its_edges(odds):
    label = Label("any", 1.0, 0.0, -1.0, 2.0)
    strengths = [label.strength(value) for value in sorted(odds)]
    assert strengths == sorted(strengths)
    assert all(0 <= value <= 1 for value in strengths)
    assert label.strength(-1.0) == pytest.approx(1 / 3)
    assert label.strength(2.0) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("stop being so greedy and selfish", "anger"),
        ("no i dont want that one", "rejection"),
        ("my washer makes a grinding noise and the door is stuck", "complaint"),
        ("Stop being so greedy and selfish, all of you.", "dissatisfaction"),
    ],
)
def test_a_customer_is_heard_where_the_rules_know_no_words(text, signal):
    assert (read_customer(text).served[signal] or 0) >= 1 / 3


def test_learned_evidence_says_so_and_quotes_and_names_its_words():
    text = "stop being so greedy and selfish"
    item = next(item for item in read_customer(text).evidence if item.learned and item.signal == "dissatisfaction")
    assert item.quote == text[item.start : item.end]
    assert item.detail.startswith("sounds discontent: ")
    assert item.quote in text


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        ("dismissing", "Your complaint is stupid and you know it."),
        ("condescending", "Your excuses are ridiculous and you are an idiot."),
        ("attack", "You clearly don't understand how dumb that is."),
    ],
)
def test_disrespect_that_a_model_hears_is_served_and_moves_nothing(signal, text):
    reading = read(text)
    assert (reading.served[signal] or 0) >= 1 / 3
    assert reading.served[signal] == max(reading.strengths[signal] or 0.0, reading.tones[signal])
    assert reading.tones[signal] > (reading.strengths[signal] or 0.0)
    assert signal not in {item.signal for item in reading.evidence if item.learned}


def test_only_findings_from_a_rows_threshold_on_count():
    for side, reader in (("agent", read), ("customer", read_customer)):
        for text in ("You clearly don't understand how dumb that is.", "no i dont want that one", "I see. What broke?"):
            reading = reader(text)
            rows = LEARNED[side]
            assert all(item.strength >= rows[item.signal].counts for item in reading.evidence if item.learned)
            assert all(item.strength < rows[item.signal].counts for item in reading.hints)


POLITE = [
    "I'm so sorry about the wait, Tom. Which of the two lamps came broken?",
    "We're here until ten, and our workshop will call you tomorrow.",
    "You can see your refund under My account in three days.",
    "Could you tell me which phone you have and what you see on the screen?",
    "Thanks for your patience, your new kettle leaves our warehouse today.",
    "You were right about the price, and I've changed it.",
    "I understand that you are upset, you've waited long enough.",
    "You don't have to pay anything, it was our mistake.",
    "Your complaint is with my manager, who will ring you at two.",
    "No, you did nothing wrong, the site was down.",
    "I can see why that would make you angry.",
    "It isn't possible to change the name, but we can cancel it free of charge.",
]
RUDE = ("dismissing", "condescending", "attack")


@pytest.mark.parametrize("text", POLITE)
def test_an_ordinary_reply_sounds_like_no_disrespect(text):
    tones = read(text).tones
    assert {name for name in RUDE if tones[name] >= 1 / 3} == set()


def test_you_and_our_alone_prove_nothing():
    reading = read("You and your sister, you and your brother, you are yours and we are ours.")
    assert all(reading.tones[name] < 1 / 3 for name in RUDE)


def test_a_negation_that_a_rule_knows_silences_the_model():
    assert read_customer("I am not angry.").served["anger"] < 1 / 3
    assert read_customer("I am not angry.").tones["anger"] < HUSHED + 0.04


def test_words_in_quotation_marks_are_not_the_writers():
    assert read_customer('The note said "you are an idiot" and nothing else.').served["abuse"] < 1 / 3


def test_a_name_that_is_a_word_is_hidden_when_the_case_knows_it():
    readings = [
        read(f"Thank you, {name}, I'll ask for {name}'s lamp.", Context(case=CaseWords(names=(name,))))
        for name in ("Grace", "Hope", "Karin")
    ]
    assert readings[0].tones == readings[1].tones == readings[2].tones


def test_names_of_the_case_are_hidden():
    case = CaseWords(names=("Grace Furious",), own_names=("Idiot & Sons",))
    context = Context(case=case)
    words = [
        word
        for piece in pieces(Message("Grace is furious with Idiot & Sons."), names_of(context))
        for word in piece.words
    ]
    assert words == [HIDDEN, "is", HIDDEN, "with", HIDDEN, HIDDEN]


@pytest.mark.parametrize("side", SIDES)
def test_a_name_changes_no_tone(side):
    reader = read if side == "agent" else read_customer
    tones = [reader(f"Thank you, {name}, could you ask {name} about the blue lamp?").tones for name in NAMES]
    assert all(other == tones[0] for other in tones)


def test_a_message_far_longer_than_a_piece_is_read_whole():
    text = "word " * 5 * LONGEST + "you stupid useless idiot " * 10
    found = pieces(Message(text), frozenset())
    assert max(len(piece.words) for piece in found) == LONGEST
    assert sum(len(piece.words) for piece in found) == len(text.split())
    assert read_customer(text).served["abuse"] >= 1 / 3


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_text_has_tones_between_0_and_1_and_hints_that_quote_it(text):
    for reading, side in ((read(text), "agent"), (read_customer(text), "customer")):
        assert set(reading.tones) in (set(), set(LEARNED[side]))
        assert all(0 <= value <= 1 for value in reading.tones.values())
        assert all(item.learned and item.quote == text[item.start : item.end] for item in reading.hints)
        assert all(value is None or 0 <= value <= 1 for value in reading.served.values())


def test_what_a_rule_cancels_is_told_apart_from_what_it_finds():
    hits = rules(RULES["customer"]).find(Message("I am not angry. I am furious."))
    assert [hit.sentence for hit in hits["anger"]] == [1]
    assert [hit.sentence for hit in hits["not anger"]] == [0]
