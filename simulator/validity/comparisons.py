"""What is compared with what: a signal, the labels of a set, the measure that the labels allow, and the bar."""

from __future__ import annotations

from msgspec import Struct

from simulator.validity.labelled import ACTS

NEGATIVE = ("anger", "frustration", "dissatisfaction", "complaint")
"""Signals of a customer who is not content; the strongest counts."""


class Comparison(Struct, frozen=True):
    """One row of the table.

    ``signals``: the strongest is compared (for ``macro_f1`` the strongest names the class); ``less``: signals of the
    opposite, whose strongest is taken off. ``measure``: ``kappa`` (levels 0-2, cut at 1/3 and 2/3), ``auc``,
    ``spearman``, ``pearson`` or ``macro_f1``. ``people``: what people reach among themselves by the same measure;
    ``trained``: what a plain model reaches that was trained on the set itself; ``bar`` and ``goal``: what is asked of
    the signal. All of them development figures, from docs/validity.md.
    """

    id: str
    title: str
    set: str
    label: str
    measure: str
    signals: tuple[str, ...]
    less: tuple[str, ...] = ()
    bar: float | None = None
    goal: float | None = None
    people: str = ""
    trained: float | None = None


COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "emotional_reaction", "Shows feeling", "epitome", "er", "kappa", ("emotional_reaction",),
        bar=0.50, goal=0.60, people=".48", trained=0.57,
    ),
    Comparison(
        "interpretation", "Names the feeling", "epitome", "ip", "kappa", ("interpretation",),
        bar=0.30, goal=0.45, people=".39", trained=0.66,
    ),
    Comparison(
        "exploration", "Asks to be told", "epitome", "ex", "kappa", ("exploration",),
        bar=0.70, goal=0.78, people=".78", trained=0.58,
    ),
    Comparison(
        "acts", "Question, restatement, reflection, suggestion or information", "esconv", "act", "macro_f1",
        tuple(ACTS.values()), bar=0.42, goal=0.55, trained=0.53,
    ),
    Comparison(
        "dismissing", "Dismisses", "ucc", "dismissive", "auc", ("dismissing",),
        bar=0.63, goal=0.72, people=".68", trained=0.71,
    ),
    Comparison(
        "condescending", "Talks down", "ucc", "condescending", "auc", ("condescending",),
        bar=0.63, goal=0.72, people=".72", trained=0.67,
    ),
    Comparison("attack", "Attacks", "ucc", "hostile", "auc", ("attack",), people=".76"),
    Comparison("sarcasm", "Mocks", "ucc", "sarcastic", "auc", ("sarcasm",)),
    Comparison(
        "politeness", "Polite", "politeness", "politeness", "spearman", ("politeness",),
        bar=0.38, goal=0.45, trained=0.44,
    ),
    Comparison(
        "politeness_wikipedia", "Polite, on Wikipedia", "politeness", "wikipedia", "spearman", ("politeness",),
        people=".54",
    ),
    Comparison(
        "politeness_exchange", "Polite, on Stack Exchange", "politeness", "stack-exchange", "spearman",
        ("politeness",), people=".36",
    ),
    Comparison(
        "readability", "Easy to read", "clear", "easiness", "pearson", ("readability",), bar=0.55, goal=0.65,
    ),
    Comparison(
        "anger", "Customer: angry or annoyed", "goemotions", "angry", "auc", ("anger",), bar=0.82, goal=0.88,
    ),
    Comparison("gratitude", "Customer: thankful", "goemotions", "grateful", "auc", ("gratitude",)),
    Comparison("abuse", "Customer: abusive", "convabuse", "abusive", "auc", ("abuse",)),
    Comparison("negative", "Customer: not content", "airline", "negative", "auc", NEGATIVE),
    Comparison("complaint", "Customer: complains", "complaints", "complaint", "auc", ("complaint",)),
    Comparison("thanks", "Customer: thanks", "multidogo", "thankyou", "auc", ("gratitude",)),
    Comparison("rejection", "Customer: turns down", "multidogo", "rejection", "auc", ("rejection",)),
    Comparison("confirmation", "Customer: agrees", "multidogo", "confirmation", "auc", ("confirmation",)),
    Comparison(
        "satisfaction", "Customer: satisfied", "user_satisfaction", "satisfaction", "spearman",
        ("gratitude", "confirmation"), less=(*NEGATIVE, "rejection"), people=".27-.35",
    ),
)  # fmt: skip
"""The whole table. Bars are asked only where the labels fit the signal; the other rows are shown for what they say."""


def about(signal: str) -> tuple[Comparison, ...]:
    """The comparisons that a signal takes part in."""
    return tuple(row for row in COMPARISONS if signal in (*row.signals, *row.less))
