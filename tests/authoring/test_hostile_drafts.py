"""Texts made to hold up reading: what is looked for in a trainer's text takes no longer than its length."""

from __future__ import annotations

import re
from time import process_time

import pytest

from simulator.authoring import policy_import, truth
from simulator.engine import spoken

# The modules keep their patterns to themselves; what is hostile to a pattern is known of the pattern alone.
HOSTILE: dict[str, tuple[re.Pattern[str], str]] = {
    "money in a scenario": (truth._MONEY, "1,"),
    "addresses in a scenario": (truth._ADDRESS, "a."),
    "placeholders in a scenario": (truth._LEFT, "[insert "),
    "links in a policy": (policy_import._LINK, "[]("),
    "links with a bracket too many": (policy_import._LINK, "[](x("),
    "links without an end": (policy_import._LINK, "[](http:("),
    "headings of a policy": (policy_import._HEADING, "#"),
    "money in a message": (spoken._MONEY, "1,1"),
    "shares in a message": (spoken._PERCENT, "1"),
}


@pytest.mark.parametrize(("pattern", "unit"), HOSTILE.values(), ids=HOSTILE)
def test_a_pattern_takes_no_longer_than_the_length_of_a_text(pattern: re.Pattern[str], unit: str) -> None:
    def seconds(count: int) -> float:
        text = f"# a{unit * count}!"
        begun = process_time()
        pattern.match(text)
        for _ in pattern.finditer(text):
            pass
        return process_time() - begun

    # Four times the length: about 4 times as long where it grows with the length, 16 times with its square.
    assert seconds(40_000) < 10 * seconds(10_000) + 0.2


def test_a_link_is_its_words_and_a_heading_has_no_closing_marks() -> None:
    assert policy_import._clean("See [the rules](https://shop.example/a_(b)) here") == "See the rules here"
    (found, _) = policy_import._sections("## Returns ##\n\nWithin 30 days.\n\n## Other\n")
    assert (found.level, found.title) == (2, "Returns")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("See [returns](https://shop.example/returns_(old) for more.", "See returns for more."),
        ("See [returns](https://shop.example/(old, and (this).", "See returns and (this)."),
        ('See [returns](<https://shop.example/a(b> "old") now', "See returns now"),
        ('See [returns](https://shop.example/(b "old") now', "See returns now"),
        ("See [returns](/returns and more", "See returns and more"),
        ("![A box](box(1.png) Open it", "A box Open it"),
        ("Pay [30 euros](note) within (14) days", "Pay 30 euros within (14) days"),
        ("The [box] (with its lid)", "The [box] (with its lid)"),
        ("[Read](what stands below", "[Read](what stands below"),
        ("[Form](Note: the customer pays (5 EUR) rest", "[Form](Note: the customer pays (5 EUR) rest"),
        ("[1](.5% of the price", "[1](.5% of the price"),
    ],
)
def test_links_with_a_bracket_too_many_leave_their_words_alone(text: str, read: str) -> None:
    assert policy_import._clean(text) == read
