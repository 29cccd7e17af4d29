"""The certificate of an exam, as a page and as text: what it shows, on what it rests, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.report.page import render
from simulator.scoring.verdict import coverage, exam_verdict
from simulator.shown import one_line, shown

if TYPE_CHECKING:
    from simulator.library import Library
    from simulator.progress.examined import Examined


class Certificate(Struct, frozen=True):
    """An exam's result in sentences. ``kind``: Certificate where it was passed, else Record of an exam."""

    kind: str
    name: str
    title: str
    result: str
    day: str
    says: tuple[str, ...]
    not_said: tuple[str, ...]
    made_with: tuple[tuple[str, str], ...]


def result(score: float | None, assessed: float, pass_mark: float, ceiling: float = 100.0) -> str:
    """An exam's result in one line: "Exam: passed with 84 (the pass mark is 75), from 100% of the card"."""
    found = exam_verdict(score, assessed, pass_mark, ceiling)
    if score is None:
        return "Exam: not assessed, so neither passed nor failed"
    if found.passed is None:
        part = f"only {coverage(assessed)} could be assessed ({score:.0f} for that part)"
        return f"Exam: neither passed nor failed, for {part}"
    words = "passed" if found.passed else "not passed"
    return f"Exam: {words} with {score:.0f} (the pass mark is {pass_mark:g}), from {coverage(assessed)}"


def certificate(exam: Examined) -> Certificate:
    """The sentences of an exam's certificate, the same for the page and for the text."""
    passed = exam.verdict.passed
    again = "" if exam.taken == 1 else f" It was exam number {exam.taken} with this customer."
    says = [
        f"It was one conversation of {exam.replies} {'reply' if exam.replies == 1 else 'replies'}. {exam.ended}{again}",
        "It was announced as an exam before the first message, without hints and without a second try.",
    ]
    if exam.caps:
        says.append(f"The score was limited for: {', '.join(cap.replace('_', ' ') for cap in exam.caps)}.")
    if exam.overridden:
        says.append("People have changed some of its marks, and the score is with their changes; each is on record.")
    if passed is None:
        says.append("Too little of the card could be assessed for a pass or a fail. It can be taken again.")
    return Certificate(
        "Certificate" if passed else "Record of an exam",
        one_line(exam.name, 80) or "(no name given)",
        one_line(exam.title, 120),
        result(exam.score, exam.assessed, exam.pass_mark, exam.ceiling).removeprefix("Exam: ").capitalize(),
        f"{exam.at:%-d %B %Y}",
        tuple(shown(line) for line in says),
        (
            f"Two exams of the same person may lie {exam.margin:.0f} points apart by chance (estimated, not measured).",
            "It was one day and one customer: it says nothing of others, and ranks nobody.",
            "Fixed rules read the written replies and gave the marks. No real customer rated anything.",
            "Who sat at the keyboard was not checked. Exams that were stopped before the end leave no record.",
        ),
        (
            ("Scenario", f"{exam.scenario}, version {exam.version}"),
            ("Rubrics", ", ".join(f"{name} {version} ({digest[:12]})" for name, version, digest in exam.editions)),
            ("Program", exam.engine),
            ("Seed", str(exam.seed)),
            ("Attempt", exam.attempt),
        ),
    )


def as_text(exam: Examined) -> str:
    """The certificate in plain lines."""
    found = certificate(exam)
    lines = [
        found.kind,
        f"{found.name} · {found.title} · {found.day}",
        found.result,
        "",
        "What it says",
        *(f"- {line}" for line in found.says),
        "",
        "What it does not say",
        *(f"- {line}" for line in found.not_said),
        "",
        *(f"{name}: {value}" for name, value in found.made_with),
    ]
    return shown("\n".join(lines)) + "\n"


def as_page(exam: Examined, library: Library) -> str:
    """The certificate as one page that needs nothing else: light and dark, and for print.

    Raises:
        NotFoundError: the template is missing.
        ContentError: the template holds a mistake.

    """
    return render("certificate.html.j2", library, found=certificate(exam), passed=exam.verdict.passed)
