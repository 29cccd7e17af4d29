"""The model card: what the shipped weights are, what they were trained on, their figures and their limits."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.learning.fit import ALARMS, FOLDS, Figures
from simulator.learning.sources import SOURCES
from simulator.learning.train import Trained

HEAD = """\
# Model card: the learned signals

Small linear models that say how a sentence sounds, beside the rules. They read words, word pairs, marks such as
"!!" and faces, and nothing else; they run in pure Python (`simulator/signals/learned.py`).

- **Made by** `{command}` on {date}. The same data give the same bytes.
- **Size** {size:,} bytes together: {features}.
- **What for** Signals of `simulator score`, and hints beside the rules' evidence. Which signals have a model, and from
  which strength a finding counts for the curve and for marks, stands in one table: `simulator/signals/tones.py`.
- **Not for** Judging people. A finding is a hint with its words, for a person to look at.
"""
LIMITS = """\
## What a strength means

A label's log-odds are put on one scale. 1/3 is where precision and recall of the label balance best out of fold, but no
lower than what at most {customer[0]:.0%} of the customers' texts without the label reach ({agent[0]:.0%} of the
agents'); 2/3 is what at most {customer[1]:.1%} of them reach ({agent[1]:.1%} of the agents'). A message reads halfway
between its words as a whole and its strongest sentence; evidence is per sentence. A finding needs a word of weight:
"you" or "our" alone prove nothing.

## Known limits

- English only. Another language reads as near nothing.
- The public comments are not customer service: slang and swearing of forums are over-represented, quiet discontent is
  under-represented. Their raters were few a comment, and disagree: no model can be much better than they are.
- Dismissing, condescending and attack are learned mostly from comments that are discontent and speak to "you". They
  tell contempt from courtesy, and hardly tell one of the three from another; the rules do that.
- Blaming, defending, deflecting, sarcasm, a call for a supervisor and a threat to leave have examples and no model: a
  few dozen sentences teach a model what they speak of, not how. Rules read them.
- No irony that needs the case to be seen.
- Words that mostly stand as names in the data are left out, and names of the case are hidden before reading. A few
  names that MultiDoGO's customers type in lower case (James, Anna, Kumar) are still among the customer's words, and so
  are names that are words (Grace, Hope) where no case says that they are names.
- The figures below are out of fold on the training data. Those on data never trained on are `simulator validate`'s
  ([validity.md](validity.md)).

Attributions of the data stand in `simulator/signals/weights/NOTICE`, beside the weights.
"""


def card(trained: Sequence[Trained], command: str, date: str) -> str:
    """The card as Markdown."""
    size = sum(len(item.stored) for item in trained)
    features = ", ".join(f"{item.side} {item.features:,} features" for item in trained)
    parts = [
        HEAD.format(command=command, date=date, size=size, features=features),
        _data(trained),
        LIMITS.format(**ALARMS),
    ]
    parts += [f"## Figures: {item.side}\n\n{table(item.figures)}\n" for item in trained]
    return "\n".join(parts)


def table(figures: Sequence[Figures]) -> str:
    """Figures as a Markdown table; precision and recall where a finding reads 1/3 and 2/3."""
    rows = [
        f"Cross-validated in {FOLDS} folds; precision and recall of findings of 1/3 and of 2/3.\n",
        "| label | texts | with it | AUC | precision 1/3 | recall 1/3 | precision 2/3 | recall 2/3 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    rows += [
        f"| {item.label} | {item.texts:,} | {item.positives:,} | {item.auc:.3f} | {item.precision[0]:.2f} "
        f"| {item.recall[0]:.2f} | {item.precision[1]:.2f} | {item.recall[1]:.2f} |"
        for item in figures
    ]
    return "\n".join(rows)


def _data(trained: Sequence[Trained]) -> str:
    used = {name for item in trained for row in item.figures for name in row.sources}
    lines = ["## Data\n", "| set | licence |", "|---|---|"]
    lines += [f"| {source.title} | {source.licence} |" for name, source in SOURCES.items() if name in used]
    own = sorted(name for name in used if name not in SOURCES)
    lines += [f"| written for this project: `{name}` | MIT, as the project |" for name in own]
    return "\n".join(lines) + "\n"
