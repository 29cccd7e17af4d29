"""Spanish replies: what calms and provokes, what they say of the case, and the times they name."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.golden import differences, outcome
from simulator.engine.heard import Heard
from simulator.engine.moment import Moment
from simulator.engine.spoken_phrases import phrase_hits
from simulator.engine.spoken_times import spanish_deadlines
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.scenario.model import Topic
from simulator.scenario.shared import load_shared
from simulator.session import Session
from simulator.signals import Context, read
from simulator.signals.text import Message
from simulator.training import Workshop

LIBRARY = Library()
SHARED = load_shared(LIBRARY)
PARCEL = load_scenario(LIBRARY, "late-parcel-birthday-es")
NOW = datetime.fromisoformat("2026-11-04 10:02")


def heard(text: str, known: frozenset[str] = frozenset({"depot"})) -> Heard:
    reading = read(text, Context(language="es"))
    return understand(text, reading, PARCEL, SHARED, known=known, done=frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "Lo siento mucho, señora Ferrer.",
        "Lo siento muchísimo.",
        "Lamento lo sucedido.",
        "Siento mucho lo que ha pasado.",
        "Lo siento.",
    ],
)
def test_being_sorry_is_an_apology_and_asks_nothing(text: str) -> None:
    said = heard(text)
    assert said.reading.strength("apology") >= 0.7
    assert said.moves == ("sorry", "understands")


@pytest.mark.parametrize("text", ["Lo siento, pero no puedo hacer nada.", "Lamento informarle de que no es posible."])
def test_being_sorry_to_refuse_is_no_apology(text: str) -> None:
    assert not heard(text).reading.strength("apology")


@pytest.mark.parametrize(
    "text",
    [
        "Lo recibe mañana antes de las 12.",
        "Lo tiene mañana antes de las 12.",
        "Le llega mañana antes de las 12.",
        "Se la entregan el viernes.",
        "Mañana la tiene en casa.",
    ],
)
def test_a_time_given_in_the_present_is_a_promise(text: str) -> None:
    assert heard(text).promised


@pytest.mark.parametrize(
    "text",
    [
        "No lo recibe mañana.",
        "El seguimiento dice que llega mañana.",
        "¿Lo recibe mañana?",
        "El paquete lo tiene el transportista desde el jueves.",
    ],
)
def test_what_is_denied_asked_or_read_out_promises_nothing(text: str) -> None:
    assert not heard(text).promised


def test_what_is_at_stake_is_named_in_the_customers_words() -> None:
    reply = "Entiendo su preocupación, con el cumpleaños de su hija el sábado, señora Ferrer."
    exchange = Session(PARCEL, unmarked_kit(LIBRARY)).hear(reply)
    assert exchange.situation.named == ("cumpleaños", "hija", "sábado")
    assert "named cumpleaños, hija and sábado" in exchange.heard_line


def test_an_own_question_in_spanish_is_that_topic_alone() -> None:
    asks = {"recipient": Topic("recipient", ("Lucía.",), asks=("qué artículo pidió para su hija",))}
    case = replace(PARCEL, topics=PARCEL.topics | asks)
    text = "¿Qué artículo pidió para su hija?"
    said = understand(text, read(text, Context(language="es")), case, SHARED, known=frozenset(), done=frozenset())
    assert [item.topic for item in said.asked] == ["recipient"]


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        ("emotional_reaction", "Siento muchísimo lo que ha pasado."),
        ("interpretation", "Tiene que ser muy frustrante."),
        ("validation", "Tiene toda la razón."),
        ("exploration", "Cuénteme qué ha pasado, por favor."),
        ("restatement", "Si lo he entendido bien, el paquete no se ha movido."),
        ("apology", "Le pido disculpas por el retraso."),
        ("ownership", "Me encargo yo personalmente."),
        ("gratitude", "Muchas gracias por avisarnos."),
        ("politeness", "¿Podría confirmarlo, por favor?"),
        ("canned", "Lamentamos las molestias ocasionadas."),
        ("dismissing", "Cálmese, no es para tanto."),
        ("blaming", "Es culpa suya, debería haberlo leído."),
        ("defending", "No es culpa nuestra."),
        ("deflecting", "Tiene que dirigirse al transportista."),
        ("wall", "No puedo hacer nada."),
        ("attack", "Es usted un mentiroso."),
        ("condescending", "Como ya le dije, no es posible."),
        ("closing_question", "¿Está todo resuelto?"),
        ("options", "O si lo prefiere, le devuelvo el dinero."),
        ("hand_over", "Le paso con mi supervisora."),
        ("boundary", "Le pido que no me insulte."),
    ],
)
def test_what_moves_the_curve_is_heard_with_and_without_accents(signal: str, text: str) -> None:
    plain = text.translate(str.maketrans("áéíóú", "aeiou"))
    for written in (text, plain, text.upper()):
        reading = read(written, Context(language="es"))
        assert reading.strength(signal) >= 0.5, written
        assert all(written[item.start : item.end] == item.quote for item in reading.evidence)


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        ("validation", "Usted no tiene razón."),
        ("ownership", "Yo no me encargo de eso."),
        ("blaming", "No es culpa suya, de ninguna manera."),
        ("apology", "Disculpe, pero no es así."),
        ("dismissing", "No le digo que se calme."),
    ],
)
def test_a_negation_or_another_sense_takes_it_back(signal: str, text: str) -> None:
    assert read(text, Context(language="es")).strength(signal) < 1 / 3


def test_what_english_rules_alone_know_is_not_read() -> None:
    reading = read("I am so sorry, this must be frustrating.", Context(language="es"))
    assert reading.strength("emotional_reaction", "interpretation") == 0
    assert reading.strengths["jargon"] is None
    assert reading.hints == ()


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("Le puedo enviar hoy otra casa de muñecas.", "express"),
        ("Llamo ahora mismo al depósito y muevo el paquete.", "push_courier"),
        ("Le devolvemos el dinero a su tarjeta.", "money_back"),
        ("Le ofrezco un vale de diez euros.", "voucher"),
    ],
)
def test_offers_reach_their_resolutions_unless_denied(text: str, resolution: str) -> None:
    assert [item.resolution for item in heard(text).proposed] == [resolution]
    assert heard(text.replace("Le ", "No le ", 1).replace("Llamo", "No llamo")).proposed == ()


def test_a_question_reaches_its_topic_and_facts_stay_needed() -> None:
    assert [item.topic for item in heard("¿Qué le muestra el seguimiento?").asked] == ["tracking"]
    assert heard("El seguimiento está aquí.").asked == ()
    assert heard("Le puedo enviar otra casa de muñecas.", frozenset()).proposed[0].missing == ("depot",)


def test_sums_are_measured_against_what_an_agent_may_promise() -> None:
    assert not heard("Le devolvemos 64,90 € a su tarjeta.").proposed[0].beyond
    assert heard("Le devolvemos 1.500 euros a su tarjeta.").proposed[0].beyond


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Le escribo antes de las 15:00.", "2026-11-04 15:00"),
        ("Le llamo en dos horas.", "2026-11-04 12:02"),
        ("Le llegará el viernes antes de las 12:00.", "2026-11-06 12:00"),
        ("Lo tendrá mañana por la tarde.", "2026-11-05 20:00"),
        ("Le llegará el viernes.", "2026-11-06 18:00"),
        ("Tarda 3 días laborables.", "2026-11-09 18:00"),
        ("Le llamo a las cuatro y media.", "2026-11-04 16:30"),
    ],
)
def test_times_to_come_are_dated(text: str, due: str) -> None:
    moment = Moment(NOW, 0.0, PARCEL.shop.hours)
    (found,) = spanish_deadlines(Message(text, "es"), moment)
    assert found.due == (datetime.fromisoformat(due) - NOW).total_seconds()


def test_times_that_lie_behind_are_none() -> None:
    assert spanish_deadlines(Message("Espera desde el jueves.", "es"), Moment(NOW)) == ()


def test_an_abbreviated_title_ends_no_sentence() -> None:
    assert len(Message("Lo siento, Sra. Ferrer. Me encargo yo.", "es").sentences) == 2


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cómo venía/estaba embalada", "¿Cómo venía la fuente?", False),
        ("cómo venía/estaba la fuente", "¿Como estaba la fuente?", True),
        ("cancelar (los) dos", "Puedo cancelar dos.", True),
        ("29", "Son 29,00 € en total.", True),
        ("29", "Son 129 € en total.", False),
    ],
)
def test_a_scenarios_own_phrases_are_read_in_any_form(phrase: str, text: str, *, found: bool) -> None:
    assert bool(list(phrase_hits(phrase, Message(text, "es")))) is found


def test_hostile_length_costs_time_in_step_with_it() -> None:
    text = "le la lo que no se a " * 2000
    assert heard(text[:20_000]).proposed == ()


@pytest.mark.parametrize("name", ["late-parcel-birthday-es", "cracked-dish-es", "ordered-twice-es"])
def test_golden_plays_of_spanish_scenarios_pass_as_tests_of_their_own(name: str) -> None:
    scenario, kit = load_scenario(LIBRARY, name), unmarked_kit(LIBRARY)
    assert len(scenario.plays) == 3
    assert [differences(play, outcome(scenario, play, kit)) for play in scenario.plays] == [()] * 3


@pytest.mark.parametrize(
    ("reply", "accepted"),
    [
        ("Pues lo hago así, la tiene el viernes antes de las 12:00.", True),
        ("Pues lo hago así, la tiene dentro de tres semanas.", False),
        ("¿Lo hago así, la tiene el viernes?", False),
        ("He pedido información al transportista y le escribo hoy antes de las 17:00.", False),
        ("Hemos cambiado de transportista hace un mes.", False),
    ],
)
def test_an_offer_turned_down_for_now_is_meant_again_without_its_name(reply: str, *, accepted: bool) -> None:
    session = Workshop(keep=False).session("late-parcel-birthday-es")
    for said in (
        "Hola, cuánto lo siento, con el cumpleaños el sábado. Le puedo enviar una casa de muñecas nueva por mensajería.",
        "Comprendo que esté preocupada, es el cumpleaños de su hija. ¿Qué le muestra el seguimiento?",
        "Entiendo, es muy frustrante. ¿Hay algo más que deba saber?",
    ):
        session.hear(said)
    assert session.state.offered == "express"
    exchange = session.hear(reply)
    assert exchange.cue.accepts is accepted
    assert ({"express/offer", "express/deadline"} <= {*exchange.state.done}) is accepted
