"""simulator new policy --from FILE.md --macros FILE.csv: what a shop has written down becomes its file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from simulator.authoring.hours_text import read_hours
from simulator.authoring.limits_text import limits_of
from simulator.authoring.macro_import import macros_from
from simulator.authoring.policy_import import policy_from
from simulator.cli.main import cli
from simulator.errors import UsageError

MARKDOWN = """\
# Kettle & Co

We sell kettles.

## Opening hours

- Monday to Friday: 9 am - 5:30 pm
- Sat 10-14

## What agents may decide

| family | limit |
|---|---|
| Refunds | up to €80, above that the team lead |
| Part of the price back | up to 20% |
- Replacements: agents decide freely
- A price correction needs a manager's approval.
- When in doubt, be generous.

## Returns

**30 days** from delivery, see [our page](https://example.com/returns).
The label is free

### Worn goods
No return of worn goods: {exceptions} never.

## FAQ

### Descaling
Use vinegar once a month.

## Never say
- calm down
- as per our policy
"""
FAMILIES = {
    "refund": "a refund",
    "partial_refund": "part of the price back",
    "replacement": "a replacement",
    "price_correction": "a corrected price",
}
CSV = """\
Macro name;Comment body;Active
Label;"Hello {{ticket.requester.first_name}},<br>here is your label: [link]";yes
Label;Dear %customer_name%, order <<order id>> is on its way.;yes
Empty;;no
"""


def test_headings_become_what_they_say() -> None:
    data = yaml.safe_load(policy_from(MARKDOWN, "kettle-co", FAMILIES).text)
    assert (data["name"], data["about"]) == ("Kettle & Co", "We sell kettles.")
    assert data["hours"] == {"mon-fri": "09:00-17:30", "sat": "10:00-14:00"}
    assert data["authority"]["refund"] == {"up_to": 80, "who": "supervisor"}
    assert data["authority"]["partial_refund"] == {"percent": 20, "who": "supervisor"}
    assert (data["authority"]["replacement"], data["authority"]["price_correction"]) == ("agent", "supervisor")
    assert data["policies"] == [
        {"id": "returns", "title": "Returns", "text": "30 days from delivery, see our page. The label is free."},
        {"id": "worn-goods", "title": "Worn goods", "text": "No return of worn goods: (exceptions) never."},
        {"id": "what-agents-may-decide", "title": "What agents may decide", "text": "When in doubt, be generous."},
    ]
    assert data["knowledge"] == [{"id": "descaling", "title": "Descaling", "text": "Use vinegar once a month."}]
    assert data["banned"] == ["calm down", "as per our policy"]


def test_what_the_text_does_not_say_is_called_a_guess() -> None:
    text = policy_from("## Returns\n\n30 days.\n", "x", FAMILIES).text
    assert "# A guess: no opening hours were found in the text." in text
    assert "A guess, all of it." in text


def test_placeholders_of_other_systems_become_ours() -> None:
    assert macros_from(CSV, "macros.csv") == (
        {"id": "label", "title": "Label", "text": "Hello {name}, here is your label: {link}"},
        {"id": "label-2", "title": "Label", "text": "Dear {name}, order {order} is on its way."},
    )


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("Mon-Fri 09:00-18:00, Sun closed", {"mon-fri": "09:00-18:00"}),
        ("Daily 8 to 20", {"mon-sun": "08:00-20:00"}),
        ("Tuesdays 12 pm – 12.30 pm", {"tue": "12:00-12:30"}),
        ("We close early on Fridays", {}),
        ("Sat 18-10", {}),
        ("Saturdays 10 to 2, closed Sundays", {"sat": "10:00-14:00"}),
        ("Closed on Mondays, open Tue to Sat 9 to 5.30", {"tue-sat": "09:00-17:30"}),
        ("Weekdays between 9am and 6pm, weekends 10-4", {"mon-fri": "09:00-18:00", "sat-sun": "10:00-16:00"}),
        ("9 to 5 Monday to Thursday and 9 to 1 on Fridays", {"mon-thu": "09:00-17:00", "fri": "09:00-13:00"}),
        ("Mon, Wed and Fri 8-8", {"mon": "08:00-20:00", "wed": "08:00-20:00", "fri": "08:00-20:00"}),
        ("Mon. to Fri. 9 a.m. to 6 p.m.", {"mon-fri": "09:00-18:00"}),
        ("Mon-Fri 9-5. Sat 10-2.", {"mon-fri": "09:00-17:00", "sat": "10:00-14:00"}),
        ("9 to 5, Monday to Friday, and 10 to 2 on Saturday", {"mon-fri": "09:00-17:00", "sat": "10:00-14:00"}),
        ("9am-5pm, Mon-Fri; 10am-2pm, Sat", {"mon-fri": "09:00-17:00", "sat": "10:00-14:00"}),
        ("Mon-Fri 9-5 Sat 10-2 Sun closed", {"mon-fri": "09:00-17:00", "sat": "10:00-14:00"}),
        ("We answer within 2 to 4 hours", {}),
    ],
)
def test_hours_are_read_as_people_write_them(line: str, hours: dict[str, str]) -> None:
    assert read_hours([line])[0] == hours


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "Kettle Co.md").write_text(MARKDOWN, "utf-8")
    (tmp_path / "macros.csv").write_text(CSV, "utf-8")
    return tmp_path


def new(*args: str) -> Result:
    return CliRunner().invoke(cli, ["new", "policy", *args])


def test_the_command_writes_a_shop_that_passes_the_check(here: Path) -> None:
    result = new("--from", "Kettle Co.md", "--macros", "macros.csv")
    assert result.exit_code == 0, result.output
    assert "scenarios/policies/kettle-co.yaml written.\nChecked: no findings." in result.stderr
    assert len(yaml.safe_load((here / "scenarios/policies/kettle-co.yaml").read_text("utf-8"))["macros"]) == 2


def test_what_cannot_be_read_is_told_and_nothing_is_written(here: Path) -> None:
    (here / "empty.md").write_text("# Name only\n", "utf-8")
    (here / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    assert "no policy was found" in str(new("--from", "empty.md").exception)
    assert "call one column 'title'" in str(new("--from", "Kettle Co.md", "--macros", "other.csv").exception)
    assert "needs --from" in str(new("--macros", "macros.csv").exception)
    assert list(here.rglob("*.yaml")) == []
    with pytest.raises(UsageError, match="empty"):
        macros_from("", "x.csv")


@pytest.mark.parametrize(
    ("line", "family", "limit"),
    [
        ("Refund: up to the full price", "refund", "agent"),
        ("A full refund needs the team lead", "refund", "supervisor"),
        ("Vouchers and gifts: up to 50 EUR", "goodwill", {"up_to": 50, "who": "supervisor"}),
        ("Call backs: agents", "callback", "agent"),
        ("Price match: never", "price_correction", "nobody"),
        ("Refunds up to £1,000", "refund", {"up_to": 1000, "who": "supervisor"}),
        ("Refunds up to 1.500,50 EUR", "refund", {"up_to": 1500.5, "who": "supervisor"}),
        ("Vouchers up to EUR 12,50", "goodwill", {"up_to": 12.5, "who": "supervisor"}),
    ],
)
def test_limits_are_read_in_a_shops_own_words(line: str, family: str, limit: object) -> None:
    families = FAMILIES | {"goodwill": "a goodwill gesture", "callback": "a call back"}
    assert limits_of([line], families) == {family: limit}


def test_what_was_guessed_and_what_was_not_understood_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = MARKDOWN + "\n## Jargon\n\nSKU, RMA; backorder\n"
    Path("shop.md").write_text(text, encoding="utf-8")
    told = CliRunner().invoke(cli, ["new", "policy", "kettle-co", "--from", "shop.md"]).output
    assert "no limit could be read from it: When in doubt, be generous." in told
    assert yaml.safe_load(policy_from(text, "kettle-co", FAMILIES).text)["jargon"] == ["SKU", "RMA", "backorder"]


@pytest.mark.parametrize(
    "heading",
    [
        "What agents can decide",
        "What our advisors are allowed to give",
        "How far the team may go",
        "What you can offer",
        "Agent authority",
        "Staff may promise",
        "Limits",
        "Who decides what",
    ],
)
def test_a_heading_above_limits_is_known_in_the_words_of_shops(heading: str) -> None:
    limits = "- Refunds up to £150, above that the supervisor\n- vouchers up to £20\n"
    text = f"## {heading}\n{limits}\n## Returns\n30 days.\n"
    data = yaml.safe_load(policy_from(text, "x", FAMILIES | {"goodwill": "a gesture"}).text)
    assert data["authority"]["refund"] == {"up_to": 150, "who": "supervisor"}
    assert data["authority"]["goodwill"] == {"up_to": 20, "who": "supervisor"}
    assert [each["id"] for each in data["policies"]] == ["returns"]


@pytest.mark.parametrize(
    "heading", ["What you can return", "Time limits for returns", "What customers can do", "If your parcel is late"]
)
def test_a_heading_about_customers_is_a_policy(heading: str) -> None:
    data = yaml.safe_load(policy_from(f"## {heading}\nRefunds of up to £15 are paid at once.\n", "x", FAMILIES).text)
    assert [each["title"] for each in data["policies"]] == [heading]
    assert data["authority"]["refund"] == {"up_to": 100, "who": "supervisor"}


def test_what_is_not_taken_over_stays_as_a_policy_and_is_told(here: Path) -> None:
    hours = "Mon-Fri 9am - 5.30pm\nSaturdays 10 to 2, closed Sundays\nBank holidays: by phone only\n"
    limits = "| what | how much |\n|---|---|\n| Refunds | £150 |\n| Flowers | £12 |\n"
    (here / "shop.md").write_text(
        f"# Shop\n\n## Opening hours\n{hours}\n## What agents can decide\n{limits}"
        "Refunds up to £30 and replacements up to £80\n\n## Returns\n30 days.\n",
        "utf-8",
    )
    result = new("--from", "shop.md")
    data = yaml.safe_load((here / "scenarios/policies/shop.yaml").read_text("utf-8"))
    assert data["hours"] == {"mon-fri": "09:00-17:30", "sat": "10:00-14:00"}
    kept = {each["title"]: each["text"] for each in data["policies"]}
    assert kept["Opening hours"] == "Bank holidays: by phone only."
    assert kept["What agents can decide"] == "Flowers £12. Refunds up to £30 and replacements up to £80."
    assert data["authority"]["replacement"] == {"up_to": 80, "who": "supervisor"}
    said = " ".join(result.stderr.split())
    assert "stands there: Bank holidays: by phone only." in said
    assert "no limit could be read from it: Flowers £12 / Refunds up to £30 and replacements up to £80." in said
