"""One declaration gives key, key line, palette and help."""

from __future__ import annotations

import importlib

import pytest

from simulator.tui.actions import ACTIONS, bindings
from simulator.tui.app import SimulatorApp
from simulator.tui.explanations import EXPLANATIONS
from simulator.tui.help_page import key_table
from simulator.tui.key_line import fit
from simulator.tui.page import Page

MODULES = "asked_page compare customer_card debrief exam_page history history_export home library meant practice preview review review_reason settings_page sharing_dispute skills ticket_page warning_page welcome".split()


def pages():
    classes = {"app": SimulatorApp}
    for name in MODULES:
        module = importlib.import_module(f"simulator.tui.{name}")
        for one in vars(module).values():
            if isinstance(one, type) and one.__module__ == module.__name__ and isinstance(getattr(one, "page", 0), str):
                classes[one.page] = one
    return classes


def test_every_page_of_the_table_exists():
    assert set(pages()) == set(ACTIONS) - {"help", "confirm"}


@pytest.mark.parametrize("page", sorted(pages()))
def test_every_action_of_the_table_has_its_method(page):
    for action in ACTIONS[page]:
        assert hasattr(pages()[page], f"action_{action.name.partition('(')[0]}"), action.name


@pytest.mark.parametrize("page", sorted(ACTIONS))
def test_no_key_means_two_things_on_a_page(page):
    keys = [key for action in (*ACTIONS[page], *ACTIONS["app"] * (page != "app")) for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("page", sorted(page for page, one in pages().items() if issubclass(one, Page)))
def test_every_page_is_explained_in_five_lines_that_fit_the_screen(page):
    lines = EXPLANATIONS[page]
    assert len(lines) == 5
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("page", sorted(ACTIONS))
def test_the_help_names_every_action(page):
    table = key_table(page).plain
    named = [action for action in ACTIONS[page] if not ("0-4" in table and action.shown_key in set("01234"))]
    assert len(named) >= len(ACTIONS[page]) - 5
    assert all(action.words in table for action in named)


@pytest.mark.parametrize("page", sorted(ACTIONS))
def test_the_key_line_fits_eighty_columns_and_keeps_every_listed_action(page):
    keys, gap = fit(ACTIONS[page], 78)
    assert sum(len(key.key) + 1 + len(key.words) + gap for key in keys) - gap <= 78
    usual = [action for action in ACTIONS[page] if action.name not in {"pause", "skip"}]
    kept, _gap = fit(usual, 78)
    assert [key.name for key in kept] == [action.name for action in usual if action.listed]


def test_a_letter_is_a_key_in_either_case():
    keys = {one.action: one.key for one in bindings("debrief")}
    assert keys["details"] == "d,D"
    assert keys["turn_page(1)"] == "pagedown,space"
