"""Renders a report from its template: HTML with every text escaped, or Markdown with every text made plain."""

from __future__ import annotations

import re
from typing import Any

from simulator.library import Library
from simulator.report.endings import ended
from simulator.report.said import (
    change_words,
    channel,
    day,
    figure_words,
    number,
    plainly,
    plural,
    share,
    span,
    tells,
    week,
    week_number,
)
from simulator.report.svg import curve, felt, interval, trend
from simulator.scoring.verdict import score_words
from simulator.shown import one_line, shown

MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~&!])")
LONGEST = 240
"""Characters of an example's words."""
AT_START = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[-+=])))", re.MULTILINE)
"""Up to what begins a list, a number's dot or a dash: the backslash stands before that sign, never before a digit."""
_BLANK = re.compile(r"\n{3,}")


def render(template: str, library: Library, **given: Any) -> str:
    """A report as text. What the templates are given are figures and texts, nothing they could act with.

    Args:
        template: the template's file; ``.html.j2`` is HTML, ``.md.j2`` Markdown, ``.txt.j2`` plain text.
        library: where templates are looked for; one of a library of your own goes before the built-in one.
        given: what the template may name.

    Raises:
        NotFoundError: no such template.
        ContentError: it can't be read, or holds a mistake.

    """
    from jinja2 import FunctionLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    html = template.endswith(".html.j2")
    escaped = plainly if template.endswith(".txt.j2") else markdown
    rooms = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: library.template(name).text),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rooms.filters |= {
        "count": number,
        "figure": figure_words,
        "change": lambda item: change_words(item.mean, item.low, item.high),
        "span": span,
        "day": day,
        "week": week,
        "week_number": week_number,
        "plural": plural,
        "channel": channel,
        "ended": ended,
        "score_words": lambda item: score_words(item.score, item.assessed, whole="rubric"),
        "first_up": lambda text: text[:1].upper() + text[1:],
        "clean": plainly,
        "within": shown,
        "md": escaped,
        "cell": lambda text: escaped(" ".join(text.split())),
        "short": lambda text: one_line(text, LONGEST),
        "interval": lambda item, top=100.0: Markup(interval(item, top)),  # noqa: S704 - numbers alone
        "curve": lambda values: Markup(curve(values)),  # noqa: S704 - numbers alone
        "felt": lambda values: Markup(felt(values)),  # noqa: S704 - numbers alone
    }
    rooms.tests["telling"] = tells
    rooms.globals |= {"share": share, "trend": lambda *words: Markup(trend(*words))}  # noqa: S704 - escaped in there
    try:
        text = rooms.get_template(template).render(**given)
    except TemplateError as error:
        raise _mistake(template, error) from None
    return text if html else _BLANK.sub("\n\n", text)


def _mistake(template: str, error: Exception) -> Exception:
    from simulator.errors import ContentError

    line = getattr(error, "lineno", None) or 1
    return ContentError(str(error), file=getattr(error, "name", None) or template, line=line)


def markdown(text: str) -> str:
    """A text that Markdown shows as it is."""
    return AT_START.sub(r"\1\\", MARKDOWN.sub(r"\\\1", plainly(text)))
