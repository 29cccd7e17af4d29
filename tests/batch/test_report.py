"""The report of a grading: what it counts, what it withholds, and that nothing in it can act."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from report_lines import MANIFEST, TORN, UNMAPPED, candidate, judged, tally_of_many

from simulator.batch.calibrated import Calibrated, Lean, calibrated
from simulator.batch.lines import sentence_of
from simulator.batch.reasons import REASONS
from simulator.batch.records import NOT_PASSED, TOO_LITTLE, Counts, Refused
from simulator.batch.report import COUNTED, Report, build
from simulator.batch.report_links import Links, links
from simulator.batch.report_reasons import PREVENTED
from simulator.batch.report_training import SAME, scenarios_for
from simulator.batch.report_unread import unread
from simulator.batch.tally import Tally
from simulator.errors import SimulatorError, UsageError
from simulator.library import Library
from simulator.report.page import render
from simulator.scenario.cards import cards
from simulator.scoring.load import load_library_card, load_rubric

SCENARIOS = cards(Library())[0]


def report(tally: Tally, known: Calibrated = Calibrated(), template: str = "") -> Report:  # noqa: B008 - frozen
    return build(tally, MANIFEST, [TORN, UNMAPPED], known, links(template), SCENARIOS)


def pages(found: Report) -> tuple[str, str]:
    library = Library()
    return render("grading.html.j2", library, report=found), render("grading.md.j2", library, report=found)


def test_every_count_has_words_and_they_add_up() -> None:
    assert set(COUNTED) == set(Counts.__struct_fields__)
    found = report(tally_of_many([judged(n) for n in range(25)], refused=3))
    assert sum(count for count, _ in found.counts) == found.read == 28


def test_under_twenty_conversations_there_is_a_range_and_no_number() -> None:
    few, many = (report(tally_of_many([judged(n) for n in range(count)])) for count in (19, 20))
    assert few.rubrics[0].figure.mean is None
    assert few.rubrics[0].figure.low is not None
    assert many.rubrics[0].figure.mean == pytest.approx(62.0)
    assert "62 (61 to 63)" in pages(many)[1]
    assert "62 (" not in pages(few)[1]


def test_the_pass_mark_its_verdicts_and_the_share_assessed_are_shown() -> None:
    said = [{"qa": TOO_LITTLE}] * 5 + [{"qa": NOT_PASSED}] * 3 + [{"qa": "passed"}] * 12
    found = report(tally_of_many([judged(n, verdicts=verdict) for n, verdict in enumerate(said)]))
    scorecard = found.rubrics[0]
    assert (scorecard.passed, scorecard.not_passed, scorecard.too_little) == (12, 3, 5)
    assert scorecard.for_people == (("It was done", 20),)
    for page in pages(found):
        assert "12 passed, 3 did not, 5 neither" in page
        assert "80% of the card" in page


def test_agents_are_listed_by_name_and_their_figures_withheld_until_calibrated() -> None:
    names = ["Agent ZZZZZ", "Agent AAAAA", "agent bbbbb"]
    many = tally_of_many(
        [judged(n, agent=names[n % 3], mark={"marks": {"empathy/names_it": n % 3}}) for n in range(75)]
    )
    found = report(many)
    assert [agent.name for agent in found.agents] == ["Agent AAAAA", "agent bbbbb", "Agent ZZZZZ"]
    assert all(agent.figures == () for agent in found.agents)
    assert found.calibrated == 0
    for page in pages(found):
        assert "Uncalibrated: use for sampling." in page
    known = report(many, Calibrated({"empathy/names_it": 50, "empathy/respect": 49}))
    assert [title for title, _, _ in known.agents[0].figures] == ["Names the feeling"]
    assert "Partly calibrated" in pages(known)[0]
    leaning = report(many, Calibrated({"empathy/names_it": 50}, lean={"empathy/names_it": Lean(-8.2, -12.0, -4.0, 60)}))
    for page in pages(leaning):
        assert page.count("8 points lower than your people mark it (4 to 12, 60 items)") == 1 + len(names)
    assert Lean(2.0, -0.2, 5.0, 60).told == "no clear lean beside your people (+0 to +5 points, 60 items)"
    everything = Calibrated(dict.fromkeys(("empathy/names_it", "empathy/respect", "qa/takes_up_feeling"), 50))
    assert "alibrated: use" not in pages(report(many, everything))[0]


def test_an_agents_weakest_criteria_lead_to_scenarios_and_rest_on_five_conversations() -> None:
    found = report(tally_of_many([judged(n) for n in range(6)])).agents[0]
    assert [pointer.title for pointer in found.pointers] == ["Names the feeling", "Takes up the feeling"]
    assert "Late parcel, a birthday" in found.pointers[0].scenarios
    few = report(tally_of_many([judged(n) for n in range(4)])).agents[0]
    assert few.pointers == ()
    assert not few.enough


def test_what_costs_most_stands_first_and_what_nobody_could_tell_last() -> None:
    items = [judged(n, reason="refund", hostility=(10.0,)) for n in range(6)]
    items += [judged(n, reason="payment", hostility=(90.0,)) for n in range(6, 9)]
    items += [judged(n, reason="other", hostility=(100.0,)) for n in range(9, 20)]
    found = report(tally_of_many(items)).causes
    assert [cause.title for cause in found] == ["Payment or bill", "Refund", "Something else"]
    assert sum(cause.cost for cause in found) == pytest.approx(1.0)
    assert set(PREVENTED) == set(REASONS)


def test_critical_findings_are_candidates_with_their_sentence_and_a_link() -> None:
    items = [judged(n, candidates=(candidate(n),)) for n in range(12)]
    found = report(tally_of_many(items), template="https://desk.example/tickets/{id}")
    assert [(rule.n, len(rule.found)) for rule in found.rules] == [(12, 12)]
    html, text = pages(found)
    assert html.index("Critical findings</h2>") < html.index("What customers came for</h2>")
    assert "You are <mark>a fool</mark>." in html
    assert "nobody has confirmed them yet" in html
    assert 'href="https://desk.example/tickets/c-3"' in html
    assert "(<https://desk.example/tickets/c-3>)" in text


def test_an_id_in_a_link_is_escaped_and_a_masked_one_has_no_link() -> None:
    found = Links("https://desk.example/t/{id}")
    assert found.to("../a b?x=1&y#z") == "https://desk.example/t/..%2Fa%20b%3Fx%3D1%26y%23z"
    assert found.to("[PHONE 1]") == ""
    assert Links().to("4711") == ""


@pytest.mark.parametrize(
    "template",
    [
        "http://desk.example/{id}",
        "javascript:alert({id})",
        "https://{id}.example/",
        "https://desk.example/tickets",
        'https://desk.example/{id}"onclick="x',
        "https:///{id}",
        "https://desk.example/{id}/{other}",
    ],
)
def test_a_link_template_that_is_no_https_address_with_an_id_is_refused(template: str) -> None:
    with pytest.raises(UsageError, match="--link-template is an https address"):
        links(template)


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def test_nothing_in_a_page_can_act_or_load_anything() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e{{ 7*7 }}'
    item = judged(
        1,
        words=evil,
        id=evil,
        team=evil,
        channel=evil,
        agent=evil,
        candidates=(candidate(1, title=evil, quote=evil, said=evil, agent=evil, conversation=evil),),
        mark={"text": evil},
    )
    html, text = pages(report(tally_of_many([item] * 3), template="https://desk.example/{id}"))
    tags = Tags()
    tags.feed(html)
    names, attributes = {name for name, _ in tags.found}, [each for _, given in tags.found for each in given]
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "audio", "video"}
    assert not [key for key, _ in attributes if key.startswith("on") or key in {"src", "srcset", "action", "style"}]
    links_of = [value for key, value in attributes if key == "href"]
    assert links_of
    assert all(value and value.startswith(("#", "https://desk.example/%22%3E%3Cscript")) for value in links_of)
    assert "@import" not in html
    assert "url(" not in html
    assert "default-src 'none'" in html
    for page in (html, text):
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "49" not in page.replace("{{ 7*7 }}", "")
    assert "<script" not in text.replace("\\<", "")


def test_the_random_list_and_the_risk_list_stay_apart() -> None:
    heated = {"hostility": (20.0, 80.0)}
    items = [judged(n, candidates=(candidate(n),) if n in {3, 30} else (), **heated) for n in range(40)]
    found = report(tally_of_many(items))
    assert {item.id for item in found.risks[:2]} == {"c-3", "c-30"}
    assert len(found.random) == len(found.risks) == 20
    other = report(tally_of_many([judged(n) for n in range(40)]))
    assert [item.id for item in other.random] == [item.id for item in found.random]
    html = pages(found)[0]
    assert html.index("At random, for means") < html.index("At risk, for coaching")
    assert "never mix" in html


def test_what_could_not_be_read_is_grouped_and_says_what_a_mapping_must_say() -> None:
    torn = [TORN, TORN, UNMAPPED]
    found = unread(torn)
    assert (found[0].n, found[0].reason) == (2, "No transcript: byte … is missing")
    assert "--agent-name" in found[1].reason
    assert "date_order" in found[1].reason
    assert found[1].examples == ("chats.jsonl, line 8",)


def test_a_single_pages_headings_are_in_order_and_every_region_is_named() -> None:
    html = pages(report(tally_of_many([judged(n, candidates=(candidate(n),)) for n in range(30)])))[0]
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert '<html lang="en">' in html
    assert html.count("<td ") == html.count("<td role=")


def test_a_grading_of_an_earlier_version_is_refused_in_one_line() -> None:
    old = MANIFEST | {"rubrics": [{"id": "qa", "version": 1, "hash": "x"}]}
    with pytest.raises(SimulatorError, match="earlier version"):
        build(Tally(), old, [], Calibrated(), Links(), SCENARIOS)


def test_a_calibration_is_read_and_a_damaged_one_refused(tmp_path: Path) -> None:
    assert calibrated(tmp_path) == Calibrated()
    (tmp_path / "calibration.json").write_text('{"criteria": {"empathy/respect": 63}}')
    assert calibrated(tmp_path).is_enough("empathy/respect")
    (tmp_path / "calibration.json").write_text("[]")
    with pytest.raises(SimulatorError, match="no calibration"):
        calibrated(tmp_path)


def test_every_criterion_of_practice_and_of_the_scorecard_leads_to_a_scenario_or_is_known_to_lead_to_none() -> None:
    library = Library()
    scorecard = library.rubric_text("qa")
    rubrics = [*load_library_card(library).rubrics, load_rubric(scorecard.text, scorecard.file)]
    ids = {item.id for rubric in rubrics for item in rubric.criteria if item.by == "software"}
    assert {name for name in ids if not scenarios_for(name, SCENARIOS)} <= {"note", "brand"}
    assert {*SAME} <= ids


def test_a_finding_is_shown_in_its_whole_sentence() -> None:
    text = "Hello Mr Ray. You are a fool, e.g. today! Bye"
    start = text.index("fool")
    assert sentence_of(text, start, start + 4) == "You are a fool, e.g. today!"
    assert sentence_of("no end", 0, 2) == "no end"


def test_where_nothing_was_graded_the_report_says_only_that_and_why() -> None:
    html, text = pages(report(tally_of_many([], refused=2)))
    for page in (html, text):
        assert "Nothing was graded." in page
        assert "damaged and put aside" in page
        assert "Critical findings" not in page
        assert "byte … is missing" in page


def test_a_trend_is_of_the_last_half_year_and_a_table_that_tells_nothing_is_left_out() -> None:
    weeks = ["2025-W20", "2026-W01", "2026-W10"]
    found = report(tally_of_many([judged(n, week=weeks[n % 3], team="") for n in range(30)]))
    assert [row.name for row in found.weeks.rows] == weeks[1:]
    assert found.period == ("2025-W20", "2026-W10")
    assert [table.title for table in found.tables] == ["Channel"]
    undated = report(tally_of_many([judged(n, week=None) for n in range(6)]))
    assert undated.weeks.rows == ()
    assert undated.period is None
    assert "Week by week" not in pages(undated)[0]


def test_what_could_not_be_read_says_what_to_do_and_tells_its_examples_apart() -> None:
    both = Refused("mails.mbox, mail 1", "a mapping must say: agent, customer, date_order")
    other = Refused("mails.mbox, mail 2", "a mapping must say: agent, customer, date_order")
    found = build(Tally(), MANIFEST, [both, other], Calibrated(), Links(), SCENARIOS)
    html, text = pages(found)
    for page in (html, text):
        assert "mails.mbox, mail 1; mails.mbox, mail 2" in page
    assert "--agent-name" in found.unread[0].reason
    assert "others: customer" in found.unread[0].reason
    assert "transcripts inspect" in found.unread[0].reason


def test_the_risk_list_says_why_and_the_random_sample_gives_nothing_away() -> None:
    scores, assessed = {"qa": 31.0, "empathy": 4.0}, {"qa": 0.6, "empathy": 0.2}
    found = report(tally_of_many([judged(1, hostility=(20.0, 91.0, 30.0), scores=scores, assessed=assessed)]))
    assert found.risks[0].why == ("anger up to 91", "QA scorecard 31")
    assert found.random[0].why == ()
    for page in pages(found):
        assert page.count("anger up to 91; QA scorecard 31") == 1
    calm = report(tally_of_many([judged(1, hostility=(20.0,), scores={"qa": 80.0, "empathy": None})]))
    assert calm.risks == ()
    for page in pages(calm):
        assert "Nothing calls for it" in page


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([{"rating": 0.75}] * 2 + [{}] * 5, "5: 2 conversations were rated: too few for a mean"),
        ([{"rating": 0.75}] * 25, "5: customers gave 4.0 (3.4 to 4.6) in 25 ratings; predicted"),
        ([{"rating": None}] * 9, "5: no ratings were found in the export"),
        ([{"rating": None, "rating_as_given": "87"}] * 2, "5: 2 values of the export that look like ratings were not"),
        ([{"rating": 0.5}, {"rating": None, "rating_as_given": "87"}], "beside. 1 value of the export that looks like"),
        ([{"settled": True}, {"settled": False}] * 3, "estimate: too few conversations to say how many ended with"),
    ],
)
def test_the_sentences_on_outcomes_hold_for_few_conversations(lines: list[dict[str, Any]], said: str) -> None:
    rated = [{"rating": None, "rating_as_given": ""} | changes for changes in lines]
    for page in pages(report(tally_of_many([judged(n, **changes) for n, changes in enumerate(rated)]))):
        assert said in " ".join(page.split())
