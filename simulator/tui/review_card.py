"""The card beside a conversation under review: a finding with what it would do, or the criteria with their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from simulator.batch.review_desk import Desk
from simulator.batch.review_items import Found
from simulator.batch.reviewing import CONFIRMED, FINDINGS, NONE, REJECTED, RISKS, SAMPLE, SKIPPED, Precision
from simulator.scoring.rubric import POINTS, Criterion, Critical, Rubric
from simulator.shown import one_line, shown
from simulator.tui.naming import capital, how_many
from simulator.tui.paragraphs import Paragraph, hanging

LISTS = {FINDINGS: "Findings", SAMPLE: "Random sample", RISKS: "Risk list"}
VERDICTS = {
    CONFIRMED: ("Confirmed", "$anger-3 bold"),
    REJECTED: ("Rejected", "$anger-0 bold"),
    SKIPPED: ("Skipped", "$quiet bold"),
}
EFFECTS = {CONFIRMED: "In the report: ", REJECTED: ""}
"""What leads in a finding's effect, once it is judged; a rejected one has none."""
EMPTY = {
    FINDINGS: "No critical finding. Tab goes on to the random sample.",
    SAMPLE: "No conversation was graded.",
    RISKS: "No conversation was graded.",
}
FEW = 4
"""Lines of criteria that are listed at least, beside the anchors of the one under the cursor."""
AROUND = 8
"""Lines of a screen that hold neither a criterion nor an anchor: above and below the card, its two heads, a gap."""
ASIDE = 3
"""Lines that may come below the anchors: a gap, what W does, the next rubric."""
BLANK: Paragraph = (Content(""), Content(""))


def card(desk: Desk, height: int, width: int) -> Content:
    """The card for what lies open, on a screen of that height."""
    if desk.item is None:
        return Content("\n").join(hanging([_line(EMPTY[desk.list])], width))
    finding = desk.finding
    paragraphs = list(_finding(desk, finding) if finding else _anchors(desk))
    lines = hanging(paragraphs, width)
    if finding:
        return Content("\n").join(lines)
    longest = max(len(hanging(_scale(item, None), width)) for item in desk.rubric.criteria)  # the list holds still
    room = height - AROUND - max(len(lines), longest + ASIDE)
    return Content("\n").join([*_criteria(desk, max(FEW, room), width), *lines])


def heading(desk: Desk, width: int) -> Content:
    """The lists with what is open in each, the current one marked; in blind mode it says so."""
    parts: list[tuple[str, str]] = []
    for name in desk.lists:
        here = name == desk.list
        place = f" {desk.at[name] + 1} of {len(desk.lists[name])}" if here and desk.lists[name] else ""
        look = "bold" if here else "$quiet"
        parts += [(f"{'● ' if here else ''}{LISTS[name]}{place}", look), (f" ({desk.open(name)} open)   ", "$quiet")]
    if desk.blind:
        parts.append(("blind: the software's marks are hidden", "$quiet"))
    return Content.assemble(*parts).truncate(width, ellipsis=True)


def about(desk: Desk, width: int) -> Content:
    """Which conversation it is."""
    judged = desk.judged
    if judged is None:
        return Content("")
    line = judged.line
    facts = [line.id, line.agent, line.channel.replace("_", " "), (line.started or "")[:16].replace("T", " ")]
    if not desk.blind and line.hostility:
        facts.append(f"angriest {max(line.hostility):.0f}, at the end {line.hostility[-1]:.0f} of 100")
    return Content.styled(one_line(" · ".join(filter(None, facts)), max(10, width)), "$quiet")


def precision_words(found: Precision) -> str:
    """How often people agreed with a rule, in words."""
    if found.value is None or found.interval is None:
        return "Nobody has judged this rule here yet."
    low, high = found.interval
    return f"People confirmed {found.confirmed} of {found.judged} ({found.value:.0%}; {low:.0%} to {high:.0%})."


def _finding(desk: Desk, found: Found) -> Iterator[Paragraph]:
    candidate = found.candidate
    words, style = VERDICTS.get(desk.reviewed.verdict(found.place), ("Not judged yet", "$you bold"))
    yield _line(words, style)
    yield BLANK
    yield _line(capital(candidate.title), "bold")
    yield _line(f"“{shown(candidate.quote, 600)}”", "$you")
    yield _line(f"{candidate.agent}, message {candidate.turn + 1}", "$quiet")
    yield BLANK
    lead = EFFECTS.get(desk.reviewed.verdict(found.place), "If confirmed: ")
    for effect in _effects(desk, candidate.rule) if lead else ():
        yield Content.styled(lead, "$quiet"), Content(effect)
    yield _line(precision_words(desk.precision(candidate.rule)), "$quiet")
    said = desk.reviewed.findings.get(found.place)
    if said and said.reason:
        yield Content.styled("Because: ", "$quiet"), Content(shown(said.reason, 600))
    if said:
        yield _line(f"by {one_line(said.author, 40)}, {said.at[:10]}", "$quiet")


def _effects(desk: Desk, rule: str) -> Iterator[str]:
    for rubric in desk.rubrics:
        for criterion in rubric.criteria:
            if criterion.critical and criterion.critical.id == rule:
                yield f"{rubric.title}: {_effect(rubric, criterion.id, criterion.critical)}"


def _effect(rubric: Rubric, criterion: str, critical: Critical) -> str:
    if critical.effect == "card":
        return "0"
    if critical.effect == "cap":
        return f"at most {critical.cap:g}"
    section = next(one for one in rubric.sections if any(item.id == criterion for item in one.criteria))
    return f"0 for {section.title}"


def _criteria(desk: Desk, room: int, width: int) -> list[Content]:
    """The rubric's criteria around the one under the cursor, in ``room`` lines: your mark, then the software's."""
    items = desk.rubric.criteria
    place = items.index(desk.criterion)
    marked = sum(desk.mine(f"{desk.rubric.id}/{item.id}") is not None for item in items)
    title = Content.styled(one_line(desk.rubric.title, width - 16), "bold")
    count = Content.styled(f"{marked} of {how_many(len(items), 'mark')}", "$quiet")
    lines = [title + " " * max(1, width - title.cell_length - count.cell_length) + count]
    head = "you" if desk.blind else "you  auto"
    lines.append(Content.styled(head.rjust(width), "$quiet"))
    rows = [_row(desk, item, width) for item in items]
    for row in rows[_window([len(row) for row in rows], place, room)]:
        lines += row
    return [*lines, Content("")]


def _row(desk: Desk, item: Criterion, width: int) -> list[Content]:
    """A criterion with its marks; a long title goes on below, and is never cut."""
    key = f"{desk.rubric.id}/{item.id}"
    here = item is desk.criterion
    marks = _sign(desk.mine(key)).rjust(3)
    if not desk.blind:
        marks += f"  {_shown(desk, key):>4}"
    names = Content(shown(item.title, 200)).wrap(max(1, width - len(marks) - 3))
    found = []
    for n, name in enumerate(names):
        words = f"{'▸ ' if here and not n else '  '}{name.plain}"
        row = words + " " * max(0, width - Content(words).cell_length - len(marks)) + (" " * len(marks) if n else marks)
        found.append(Content.styled(row, "$foreground on $block-cursor-background" if here else ""))
    return found


def _window(heights: Sequence[int], place: int, room: int) -> slice:
    """The rows around the one at ``place`` that fit into ``room`` lines, those below first."""
    first, last, left = place, place + 1, room - heights[place]
    while True:
        below = last < len(heights) and heights[last] <= left
        if below:
            left -= heights[last]
            last += 1
        above = first > 0 and heights[first - 1] <= left
        if above:
            first -= 1
            left -= heights[first]
        if not below and not above:
            return slice(first, last)


def _anchors(desk: Desk) -> Iterator[Paragraph]:
    mine = desk.mine(desk.key)
    yield from _scale(desk.criterion, mine)
    said = desk.reviewed.overruled.get((desk.judged.line.id, desk.key)) if desk.judged else None
    if said and said.after is not None and not leans(desk, desk.key):
        yield BLANK
        yield _line(f"{said.after} counts instead of {_sign(said.before)}: {shown(said.reason, 600)}", "$you")
        yield _line(f"by {one_line(said.author, 40)}, {said.at[:10]}", "$quiet")
    elif isinstance(mine, int) and not desk.blind and mine != desk.software(desk.key):
        yield BLANK
        yield _line("W: let your mark count, with a reason", "$quiet")
    if len(desk.rubrics) > 1:
        yield _line("B: the next rubric", "$quiet")


def _scale(item: Criterion, mine: str | int | None) -> Iterator[Paragraph]:
    """A criterion's title and its anchors, the one you gave stressed."""
    yield _line(shown(item.title, 200), "bold")
    for points in range(POINTS, -1, -1):
        chosen = points == mine
        words = Content.styled(shown(item.anchors[points], 400), "$you bold" if chosen else "")
        yield Content.styled(f"{points}  ", "bold"), words
    yield (
        Content.styled("-  ", "bold"),
        Content.styled("nothing can be marked here", "$you bold" if mine == NONE else ""),
    )


def leans(desk: Desk, key: str) -> bool:
    """Whether a mark still to be given would lean on what is known of it: in the random sample, until it is given.

    That holds from whatever list it was opened: such a mark counts for calibration.
    """
    return desk.blind or (desk.in_sample and desk.mine(key) is None)


def _shown(desk: Desk, key: str) -> str:
    """The software's mark; in the random sample only once you gave yours."""
    if leans(desk, key):
        return "?"
    return _software(desk, key)


def _software(desk: Desk, key: str) -> str:
    stands = desk.overruled(key)
    return f"→{stands}" if stands is not None else _sign(desk.software(key))


def _sign(mark: str | int | None) -> str:
    return "·" if mark is None else "-" if isinstance(mark, str) else str(mark)


def _line(words: str, style: str = "") -> Paragraph:
    return Content(""), Content.styled(words, style)
