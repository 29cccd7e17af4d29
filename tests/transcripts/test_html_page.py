import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.transcripts.html_page import _flat, _joined, _simple, _tree, _walk, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hello <b>Wo</b>rld</p><p>Bye</p>", "Hello World\n\nBye"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("one<br>two<br/><br/>three", "one\ntwo\n\nthree"),
        ("<script>alert(1)</script><style>p{}</style>Hi &amp; bye", "Hi & bye"),
        ('See <a href="https://x.example">the page</a>.', "See the page."),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("plain a < b and 3 > 2", "plain a < b and 3 > 2"),
        ("&lt;p&gt; &eacute;", "<p> é"),
        ("<p>Unclosed <i>text", "Unclosed text"),
        ("", ""),
        ("<!-- hidden --><p>shown</p>", "shown"),
        ("<p>line\n   wrapped\tin source</p>", "line wrapped in source"),
        ("<html><head><title>T</title></head><body>B</body></html>", "B"),
    ],
)
def test_html_becomes_text_block_by_block(html: str, text: str) -> None:
    assert plain(html) == text


def test_quoted_mails_can_be_left_out() -> None:
    html = '<div>Yes please.</div><div class="gmail_quote">On Monday Sam wrote:<blockquote>Shall I?</blockquote></div>'
    assert plain(html, quotes=False) == "Yes please."
    assert "Shall I?" in plain(html)


def test_deep_html_is_read_without_recursion() -> None:
    assert plain("<div>" * 20_000 + "deep") == "deep"


def test_line_ends_in_the_source_are_spaces() -> None:
    assert plain("a <b>x</b>\n<i>y</i>") == "a x y"
    assert plain("<table><tr><td>a <b>x</b>\n<i>y</i></td></tr></table>") == "a x y"


PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br>",
            "<br/>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<ul><li>",
            "</li></ul>",
            "<a href='x'>",
            "</a>",
        ]
    )
    | st.sampled_from(["word", " ", "\n", "&amp;", "x &lt; y", "\u00a0", "end."]),
    max_size=14,
)


@given(PIECES)
def test_simple_html_reads_the_same_with_and_without_a_tree(pieces: list[str]) -> None:
    text = "<div>" + "".join(pieces) + "</div>"
    tags = _simple(text)
    assert tags is not None
    balanced = str(_tree(text, dropping=False).html)
    if "".join(balanced.split()).count("<") == text.count("<") + 2:
        assert _joined(_flat(text, tags)) == _joined(_walk(_tree(text, dropping=False)))
