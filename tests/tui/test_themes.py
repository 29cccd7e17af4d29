"""The three looks can be read, and anger is told by more than colour."""

from __future__ import annotations

import pytest
from textual.color import Color

from simulator.tui.themes import RAMP, THEMES, ramp, theme_name


def contrast(one: str, other: str) -> float:
    first, second = (_luminance(Color.parse(colour)) for colour in (one, other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(colour: Color) -> float:
    parts = [value / 255 for value in (colour.r, colour.g, colour.b)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_can_be_read_on_every_background_it_stands_on(theme):
    least = 7.0 if theme.name == "high-contrast" else 4.5
    texts = [theme.foreground, theme.variables["quiet"], theme.variables["you"], theme.variables["customer"]]
    texts += [theme.variables[name.removeprefix("$")] for name in RAMP]
    for text in texts:
        for ground in (theme.background, theme.panel):
            assert contrast(text, ground) >= least, (text, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_can_be_read_under_the_cursor(theme):
    ground = theme.variables["block-cursor-background"]
    for text in (theme.foreground, *(theme.variables[name] for name in ("quiet", "you", "customer"))):
        assert contrast(text, ground) >= 4.5
    assert all(contrast(theme.variables[name.removeprefix("$")], ground) >= 4.0 for name in RAMP)


def test_the_ramp_follows_the_bands_of_wording():
    assert [ramp(value) for value in (0, 39.9, 40, 60, 79.9, 80, 100)] == [
        RAMP[0],
        RAMP[0],
        RAMP[1],
        RAMP[2],
        RAMP[2],
        RAMP[3],
        RAMP[3],
    ]


def test_an_unknown_theme_falls_back_to_the_first():
    assert theme_name("") == "dark"
    assert theme_name("pink") == "dark"
    assert theme_name("high-contrast") == "high-contrast"
