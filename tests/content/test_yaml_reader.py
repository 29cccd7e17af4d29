"""The strict reader: what it takes, what it refuses, and where it says the mistake is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content import read
from simulator.content.document import ListNode, MapNode, TextNode
from simulator.content.reader import MAX_ALIASES, MAX_DEPTH, MAX_NODES
from simulator.errors import ContentError

MISTAKES: list[tuple[str, str, tuple[int, int], str]] = [
    ("a colon inside a text", "title: Late: a birthday", (1, 12), "put the whole text in quotes"),
    ("a colon in the second line of a text", "a: one\n  two: three", (2, 6), "put the whole text in quotes"),
    ("words after a closing quote", '- "No" she said\n- b', (1, 8), "words follow a closing quote"),
    ("a quote inside single quotes", "a: 'it's'", (1, 8), "words follow a closing quote"),
    ("a text that begins with a slot", "- {customer.name}, hello", (1, 18), "begins with { or ["),
    ("a text that begins with a bracket", "a: [sic] he said", (1, 10), "begins with { or ["),
    ("a tab as indent", "a:\n\tb: 1", (2, 1), "a tab in the indent"),
    ("a tab in a block text", "a: |\n\tfoo", (2, 1), "a tab in the indent"),
    ("a tab before a continued text", "a: b\n\tc: d", (2, 1), "a tab in the indent"),
    ("an indent that fits nothing", "a:\n  b: 1\n c: 2", (3, 2), "fits none of the lines above"),
    ("a key among items", "- a\nb: 1", (2, 1), "stands among the items of a list"),
    ("a list on the line of its key", "a: - b", (1, 4), "a list begins on a line of its own"),
    ("an open bracket", "a: [1, 2\nb: 3", (1, 4), "not closed"),
    ("an open brace", "x: 1\na: {b: 1\n", (2, 4), "not closed"),
    ("an open quote", 'a: "x\nb: 3', (1, 4), "never closed"),
    ("an open quote that a later one closes", "a: 'ab\ncd: 'x'", (2, 6), "words follow a closing quote"),
    ("a text that begins with @", "a: @home", (1, 4), "can't begin with '@'"),
    ("a text that begins with a backtick", "a: `x", (1, 4), "can't begin with '`'"),
    ("a text that begins with a percent sign", "a: % off", (1, 4), "can't begin with '%'"),
    ("a text that begins with a star", "a: *really*", (1, 4), "begins with * or & needs quotes"),
    ("an alias of nothing", "a: *x", (1, 4), "nothing above is named &x"),
    ("an alias of itself", "a: &x [*x]", (1, 8), "nothing above is named &x"),
    ("an ampersand alone", "a: & b", (1, 4), "begins with * or & needs quotes"),
    ("words after a block mark", "a: |x\n b", (1, 5), "begins on the next line"),
    ("a comma first", "a: , b", (1, 4), "needs quotes"),
    ("an unknown escape", 'a: "C:\\q"', (1, 7), "use single quotes"),
    ("an escape of no character", 'a: "\\ud800"', (1, 7), "use single quotes"),
    ("a line without a colon", "a\nb: 1", (2, 2), "no colon stands in the line above"),
    ("a directive", "%FOO\n---\na: 1", (1, 5), "begins with %"),
    ("a tag", "a: !!python/object:os.system x", (1, 4), "tags"),
    ("a second document", "a: b\n---\nc: d", (2, 1), "one document"),
    ("a key twice", "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3", (5, 3), "the key 'c' is written twice; it stands in line 3"),
    ("a merge key", "a: &x {b: 1}\nc:\n  <<: *x", (3, 3), "merge keys"),
    ("a list as a key", "? [a]\n: b", (1, 3), "a key has to be a word"),
    ("a long sentence as a key", f"- {'and so on ' * 12}: then", (1, 3), "put the whole text in quotes"),
    ("two lines as a key", '"a\\nb": c', (1, 1), "put the whole text in quotes"),
    ("a value without a key", "a:\n  : b", (2, 3), "a key is missing"),
    ("an alias as a key", "a: &x b\n*x : c", (2, 1), "an alias can't be a key"),
    ("what would be lost as a comment", "title: Order #5\nb: 1", (1, 14), "lost as a comment"),
    ("a bell", "a: 1\nb: x\x07y", (2, 5), "U+0007"),
    ("a NUL", "é: \x00", (1, 4), "U+0000"),
    ("an escape sequence's first character", "a: \x1b[31m", (1, 4), "U+001B"),
    ("a NUL as an escape", 'a: "\\0"', (1, 4), "U+0000"),
    ("a line separator", "a: x\u2028y", (1, 5), "U+2028"),
    ("a lone surrogate", "a: \ud800", (1, 4), "U+D800"),
]


@pytest.mark.parametrize(("text", "place", "words"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_each_mistake_is_named_at_its_place(text: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(text, "some/file.yaml")
    error = caught.value
    assert (error.line, error.column) == place
    assert words in error.message
    assert str(error) == f"some/file.yaml:{place[0]}:{place[1]}: {error.message}"
    assert "\n" not in str(error)


def test_no_message_speaks_as_the_parser_does() -> None:
    for _, text, _, _ in MISTAKES:
        with pytest.raises(ContentError) as caught:
            read(text, "f")
        assert not any(
            word in caught.value.message for word in ("token", "block mapping", "scalar", "scanning", "node")
        )


def test_values_keep_their_text_and_their_place() -> None:
    root = read('id: "48213"\nsay:\n  - no\n  - 1:30', "f").root
    assert isinstance(root, MapNode)
    assert root.values["id"] == TextNode("48213", plain=False, line=1, column=5)
    assert root.keys["say"] == TextNode("say", plain=True, line=2, column=1)
    say = root.values["say"]
    assert isinstance(say, ListNode)
    assert [(item.text, item.line, item.column) for item in say.items if isinstance(item, TextNode)] == [
        ("no", 3, 5),
        ("1:30", 4, 5),
    ]


def test_columns_count_characters_not_bytes() -> None:
    with pytest.raises(ContentError) as caught:
        read("ключ: «да»: нет", "f")
    assert (caught.value.line, caught.value.column) == (1, 11)


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read("\ufeffa: 1", "f").place(("a",)) == (1, 4)


def test_windows_line_ends_do_not_matter() -> None:
    assert read("a: 1\r\nb: 2\r\n", "f").place(("b",)) == (2, 4)


def test_a_comment_after_a_text_is_fine() -> None:
    root = read("a: b # why\nc: 'x #5' #5\nd: #5\n  e", "f").root
    assert isinstance(root, MapNode)
    assert [node.text for node in root.values.values() if isinstance(node, TextNode)] == ["b", "x #5", "e"]


def test_an_empty_file_has_no_root() -> None:
    assert read("", "f").root is None
    assert read("# nothing\n", "f").root is None


def test_json_is_read_too() -> None:
    document = read('{"replies": [{"text": "a: b", "delay_s": 2}]}', "f")
    assert document.place(("replies", 0, "delay_s")) == (1, 42)


def test_an_alias_stands_for_what_it_names() -> None:
    root = read("a: &x [1, 2]\nb: *x", "f").root
    assert isinstance(root, MapNode)
    assert root.values["a"] is root.values["b"]


def test_a_path_that_is_not_there_gives_the_nearest_place_above() -> None:
    document = read("a:\n  - b: 1\n", "f")
    assert document.place(("a", 0, "c", "d")) == (2, 5)
    assert document.place(("a", 3)) == (2, 3)
    assert document.place(("z",)) == (1, 1)


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    begun = time.process_time()
    with pytest.raises(ContentError, match=f"more than {MAX_NODES} values"):
        read("\n".join(lines), "f")
    assert time.process_time() - begun < 5


def test_aliases_are_counted() -> None:
    some = "a: &x 1\nb: [" + ", ".join(["*x"] * MAX_ALIASES)
    read(some + "]", "f")
    with pytest.raises(ContentError, match=f"more than {MAX_ALIASES} aliases"):
        read(some + ", *x]", "f")


def test_depth_is_bounded() -> None:
    read("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")
    for text in ("[" * 500_000, "- " * 400_000, "{a: " * 200_000, "[" * (MAX_DEPTH + 1)):
        with pytest.raises(ContentError, match="nested more than"):
            read(text, "f")


def test_size_is_bounded_in_bytes() -> None:
    read("a: " + "x" * 999_990, "f")
    for text in ("a: " + "x" * 1_000_000, "a: " + "é" * 500_000):
        with pytest.raises(ContentError, match="larger than 1 MB"):
            read(text, "f")


def test_many_values_are_bounded() -> None:
    with pytest.raises(ContentError, match="more than 50000 values"):
        read("[" + "1," * 60_000 + "]", "f")


@given(st.text())
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    _read_or_refuse(text)


PIECES = [
    "a",
    "b:",
    ": ",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "|\n",
    ">-\n",
    "&x ",
    "*x",
    "!t ",
]
PIECES += [
    "#",
    " #",
    "?",
    "%",
    "\t",
    "<<: ",
    "---\n",
    "...\n",
    "~",
    "\\",
    ",",
    "é",
    "\x85",
    "1:30",
    "no",
    "@",
    "`",
    "\r",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_heap_of_yaml_pieces_is_read_or_refused_in_one_line(text: str) -> None:
    _read_or_refuse(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_one_line(content: bytes) -> None:
    _read_or_refuse(content.decode("latin-1"))
    _read_or_refuse(content.decode("utf-8", "surrogateescape"))


def _read_or_refuse(text: str) -> None:
    try:
        read(text, "f")
    except ContentError as caught:
        error = caught
    else:
        return
    assert "\n" not in str(error)
    assert 1 <= error.line <= text.count("\n") + text.count("\r") + text.count("\x85") + 2
    assert error.column >= 1
