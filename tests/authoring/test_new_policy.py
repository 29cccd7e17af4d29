"""simulator new policy --from FILE.md --macros FILE.csv: what a shop has written down becomes its file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from simulator.authoring.hours_text import hours_of
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
    ],
)
def test_hours_are_read_as_people_write_them(line: str, hours: dict[str, str]) -> None:
    found = hours_of([line])
    assert {day: time for day, time in found.items() if day in hours} == hours
    assert bool(found) == bool(hours)


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
