"""Any exchange that can be said comes back the same."""

from __future__ import annotations

import types
import typing
from enum import Enum

import msgspec
import pytest
from history_samples import CONTENTS, exchange, start
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.exchange import Exchange
from simulator.store.history import History
from simulator.store.json_text import mended, read, written
from simulator.store.records import Edition

PLAIN = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}


def values(kind: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Values of an annotation as the records use them, so that a field added later is tried as well."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind in PLAIN:
        made = PLAIN[kind]
    elif origin in (typing.Union, types.UnionType):
        made = st.one_of([values(arg) for arg in args])
    elif origin is typing.Literal:
        made = st.sampled_from(args)
    elif origin is tuple and args[-1] is Ellipsis:
        made = st.lists(values(args[0]), max_size=2).map(tuple)
    elif origin is tuple:
        made = st.tuples(*map(values, args))
    elif origin is dict:
        made = st.dictionaries(*map(values, args), max_size=2)
    elif issubclass(kind, Enum):
        made = st.sampled_from(kind)
    else:
        hints = typing.get_type_hints(kind)
        made = st.builds(kind, **{name: values(hints[name]) for name in kind.__struct_fields__})
    return made


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with History.open(tmp_path_factory.mktemp("shared") / "history.db") as opened:
        yield opened


@given(values(Exchange))
def test_any_exchange_and_its_marks_survive(shared, one):
    one = replace(one, n=1)
    rubrics = {mark.rubric: Edition(1, "hash") for mark in one.marks}
    attempt_id = shared.begin(start(rubrics=rubrics), CONTENTS)
    shared.add_exchange(attempt_id, one)
    assert shared.attempt(attempt_id).exchanges == (one,)
    assert tuple(given_mark.mark for given_mark in shared.marks(attempt_id)) == one.marks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[red]no markup[/red]",
        "\x00\x01\x1b[31m\r\n\u2028\u2029\x7f",
        "\U0001f469\u200d\U0001f467 \u0627\u0644\u0639 \u202ertl\u202c n\u0303",
        "'; DROP TABLE attempt; --",
        "x" * 1_000_000,
    ],
    ids=["empty", "markup", "control", "scripts", "quotes", "megabyte"],
)
def test_any_text_survives_in_the_database(history: History, text: str):
    attempt_id = history.begin(start(), CONTENTS)
    one = exchange(1, reply=text)
    history.save_draft(attempt_id, text)
    saved = history.draft(attempt_id)
    assert saved is not None
    assert saved.text == mended(text)
    history.add_exchange(attempt_id, one)
    assert history.attempt(attempt_id).exchanges == (one,)


def test_what_is_not_unicode_is_mended_in_place_not_lost(history: History):
    """A terminal can hand over bytes that are no text, as lone surrogates; no database stores those."""
    broken = "caf\udce9, \ud83d please"
    attempt_id = history.begin(start(trainee="Jos\udce9"), CONTENTS)
    history.save_draft(attempt_id, broken)
    history.add_exchange(attempt_id, exchange(1, reply=broken))
    history.finish(attempt_id, None, broken, None)
    history.add_note(attempt_id, broken, author="K\udce9")
    stored = history.attempt(attempt_id)
    assert stored.exchanges[0].reply == stored.closing == stored.notes[0].text == "caf\ufffd, \ufffd please"
    quote = stored.exchanges[0].marks[0].quotes[0]
    assert stored.exchanges[0].reply[quote.start : quote.end] == quote.text


def test_a_record_of_a_later_program_is_read_without_what_is_unknown():
    later = written(exchange(1)).replace('{"n":1,', '{"n":1,"unknown":{"a":[1]},', 1)
    assert read(later, Exchange, "it") == exchange(1)


def test_a_record_that_is_not_one_is_named(history: History):
    from simulator.errors import HistoryError

    with pytest.raises(HistoryError, match="exchange 4 of attempt x can't be read"):
        read("{}", Exchange, "exchange 4 of attempt x")
    with pytest.raises(HistoryError):
        read('{"n":', Exchange, "exchange 4 of attempt x")


def test_floats_are_stored_unrounded():
    tricky = exchange(1, before=0.1 + 0.2, after=1e-17)
    back = msgspec.json.decode(written(tricky), type=Exchange)
    assert (back.before, back.after) == (0.1 + 0.2, 1e-17)
