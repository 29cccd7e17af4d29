"""Words of the customer's that no scenario and no voice gives, by language: what shared steps are asked for with."""

from __future__ import annotations

from simulator.scenario.shared import Shared

THAT = {"en": "that", "es": "eso"}
"""Stands for a proposal that the case has no resolution of."""
WRONG_SUM: dict[str, tuple[str, ...]] = {
    "en": (
        "I don't think that amount is right.",
        "That amount doesn't look right to me.",
        "Is that amount right? I make it a different one.",
    ),
    "es": (
        "Creo que ese importe no es correcto.",
        "Ese importe no me cuadra.",
        "¿Seguro que es ese importe? A mí me sale otro.",
    ),
}
"""What a customer says to an offer that would do, but for the figure named with it."""
LEAVE: dict[str, tuple[str, ...]] = {
    "en": ("Yes, please do.", "Okay, go ahead.", "Yes, that's fine.", "All right, do that."),
    "es": ("Sí, hágalo, por favor.", "Vale, adelante.", "Sí, está bien.", "De acuerdo, hágalo."),
}
"""What a customer says who is asked leave for the agent's next step."""
SHOWN: dict[str, tuple[str, ...]] = {
    "en": (
        "You should have that on your screen.",
        "That's in my account, isn't it?",
        "You have that already, I think.",
    ),
    "es": ("Eso ya lo tendrá en la pantalla.", "Eso consta en mi cuenta, ¿no?", "Eso ya lo tienen, creo yo."),
}
"""What a customer says who is asked for what the agent has in front of them."""
TOLD: dict[str, tuple[str, ...]] = {
    "en": ("I've told you that already.", "You know that by now, I think.", "I've told you all there is to it."),
    "es": ("Eso ya se lo he contado.", "Eso ya lo sabe, creo yo.", "Ya le he contado todo lo que hay."),
}
"""What a customer says who is asked for the story behind it once more."""
ALL_TOLD: dict[str, tuple[str, ...]] = {
    "en": ("No, that's everything.", "No, you know all of it now.", "No, there's nothing more to it."),
    "es": ("No, eso es todo.", "No, ya lo sabe todo.", "No, no hay nada más."),
}
"""What a customer says who is asked for more when all is told."""
ABOUT = {
    ("wait", "leave"): LEAVE,
    ("unsure", "shown"): SHOWN,
    ("unsure", "told"): TOLD,
    ("unsure", "all_told"): ALL_TOLD,
}
"""Acts whose words turn on what they are about, in any voice."""
_ASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {
        "offer": ("¿Y qué piensa hacer al respecto?", "¿Y qué propone usted?", "¿Y ahora qué pasa?"),
        "deadline": ("¿Y eso cuándo será?", "¿Para cuándo, exactamente?", "¿Cuánto tardará?"),
        "amount": ("¿Y cuánto será?", "¿De qué importe hablamos?"),
        "update": ("¿Y cómo me entero yo?", "¿Cuándo voy a tener noticias suyas?"),
        "reference": ("¿Hay algún número de referencia?", "¿Y me dan un número de seguimiento?"),
        "instructions": ("¿Y qué tengo que hacer yo?", "¿Y cómo se hace eso?"),
        "confirmation": ("¿Me lo confirman por escrito?", "¿Me llega un correo con eso?"),
    }
}


def step_asks(shared: Shared, language: str) -> dict[str, tuple[str, ...]]:
    """What a customer says while a shared step is missing, by step; a language without words of its own has none."""
    if language == shared.language.language:
        return {name: step.asks for name, step in shared.steps.items()}
    return _ASKS.get(language, {})
