"""The three looks: dark, light and high contrast. Two accents (customer, you) and one ramp of anger."""

from __future__ import annotations

from textual.theme import Theme

RAMP: tuple[str, ...] = ("$anger-0", "$anger-1", "$anger-2", "$anger-3")
"""Colour names of the ramp, calm to furious; always beside words and height, never alone."""


def ramp(hostility: float) -> str:
    """The colour name for a hostility of 0-100, by the same bands as the customer's wording."""
    return RAMP[sum(hostility >= limit for limit in (40, 60, 80))]


def _theme(name: str, colours: dict[str, str], anger: tuple[str, ...], *, dark: bool) -> Theme:
    own = {f"anger-{step}": colour for step, colour in enumerate(anger)}
    own |= {
        "customer": colours["customer"],
        "you": colours["you"],
        "quiet": colours["quiet"],
        "line": colours["line"],
        "border": colours["you"],
        "border-blurred": colours["line"],
        "block-cursor-background": colours["cursor"],
        "block-cursor-foreground": colours["foreground"],
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": colours["raised"],
        "block-cursor-blurred-foreground": colours["foreground"],
        "block-hover-background": colours["raised"],
        "input-cursor-text-style": "none",
        "input-cursor-background": colours["foreground"],
        "input-cursor-foreground": colours["background"],
        "input-selection-background": colours["cursor"],
        "text-muted": colours["quiet"],
        "scrollbar": colours["line"],
        "scrollbar-hover": colours["quiet"],
        "scrollbar-active": colours["you"],
        "scrollbar-background": colours["background"],
        "scrollbar-background-hover": colours["background"],
        "scrollbar-background-active": colours["background"],
        "scrollbar-corner-color": colours["background"],
        "link-color": colours["you"],
        "link-style": "none",
        "link-background-hover": colours["cursor"],
        "link-color-hover": colours["foreground"],
        "link-style-hover": "bold",
    }
    return Theme(
        name=name,
        primary=colours["you"],
        secondary=colours["customer"],
        accent=colours["you"],
        warning=anger[1],
        error=anger[3],
        success=anger[0],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["raised"],
        boost=colours["raised"],
        dark=dark,
        text_alpha=1.0,
        variables=own,
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        "dark",
        {
            "background": "#16191d",
            "raised": "#20252b",
            "cursor": "#243340",
            "foreground": "#dcdfe3",
            "quiet": "#98a1ab",
            "line": "#3a424b",
            "customer": "#d8b4a0",
            "you": "#8fb8de",
        },
        ("#5bb8a8", "#d9b45b", "#e2935a", "#ec7a72"),
        dark=True,
    ),
    _theme(
        "light",
        {
            "background": "#faf9f6",
            "raised": "#efede7",
            "cursor": "#d6e4ef",
            "foreground": "#22262b",
            "quiet": "#5a626b",
            "line": "#c9c7c0",
            "customer": "#7d4a30",
            "you": "#1d5a8c",
        },
        ("#00695c", "#7a5900", "#9a4510", "#a81e16"),
        dark=False,
    ),
    _theme(
        "high-contrast",
        {
            "background": "#000000",
            "raised": "#1a1a1a",
            "cursor": "#003a66",
            "foreground": "#ffffff",
            "quiet": "#d8d8d8",
            "line": "#a0a0a0",
            "customer": "#ffc9a8",
            "you": "#8fd3ff",
        },
        ("#3fe0c8", "#ffd84d", "#ffa552", "#ff8f87"),
        dark=True,
    ),
)
"""Every registered theme; the names are the values of the theme setting."""


def theme_name(chosen: str) -> str:
    """The chosen theme, or the first one where nothing, or nothing known, was chosen."""
    names = [theme.name for theme in THEMES]
    return chosen if chosen in names else names[0]
