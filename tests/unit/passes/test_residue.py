"""Markup that was left in plain text goes, with exact spans; what only looks like it, or is talked about, stays."""

from __future__ import annotations

import pytest

import wirecopy

PASSES = ("encoding", "markup", "whitespace")


def cleaned(text: str) -> str:
    """Return the cleaned text, after checking the way back and that a second cleaning changes nothing."""
    result = wirecopy.clean(text, media="text", passes=PASSES)
    assert result.errors == ()
    assert wirecopy.restore(result.text, result.report()) == text.encode()
    assert wirecopy.clean(result.text, passes=PASSES).text == result.text
    return result.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He left.<br>She stayed.<br /><br>End.", "He left.\nShe stayed.\nEnd."),
        ("<p>He left.</p><p>She <b>stayed</b>.</p>", "He left.\n\nShe stayed."),
        ("<div class='a'>\n<p>He left.\n</div>\n", "He left.\n"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("He <!-- note: > -->left.", "He left."),
        ("He <a href=\"https://e.org/?a=1&b=2\" target=_blank>left</a>.", "He left."),
        ("He left.<script>if (a < b) x('</p>');</script> End.<style>p {}</style>", "He left. End."),
        ("&lt;p&gt;He left.&lt;/p&gt;", "He left."),
        ("&amp;lt;p&amp;gt;He left.&amp;lt;/p&amp;gt;", "He left."),
        ("\\u003cp\\u003eHe left.\\u003c/p\\u003e", "He left."),
        ("<p>He &lt;b&gt;left&lt;/b&gt; at 5 &lt; 6.</p>", "He left at 5 < 6."),
        ("<FONT COLOR=red>He left.</FONT><img src=x.gif width=1>", "He left."),
    ],
)  # fmt: skip
def test_left_over_markup_goes(text: str, wanted: str) -> None:
    assert cleaned(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "If a<b then b>a; x <y> z.",
        "if x < y and y > z: a<b>c",
        "He sorts a List<String> and a map<i>j.",
        "The <br> tag breaks a line; <p> and </p> make a paragraph.",
        "The element <div> holds others.</div>",
        "In HTML one writes <strong>text</strong>.",
        "Type `<b>text</b>` to make it bold.",
        "```\n<p>text</p>\n```",
        "He wrote \\<b>text\\</b>.",
        "x <b and c> y, 5 <a 6> 7",
        'Then it writes "<pre>" and the address and "</pre>" to the page.',
        "He wrote <!-- and went.",
        "The title is <script> of a play.",
        "<he> left, <the end>, <3, <-, ->, <=>",
        "a <p b> c <p<b>> d <b",
    ],
)
def test_what_is_no_left_over_stays(text: str) -> None:
    result = wirecopy.clean(text, media="text", passes=PASSES)
    assert result.text == text
    assert [finding.rule for finding in result.findings] == []


def test_spans_are_exact_in_what_was_escaped() -> None:
    text = "Über: &lt;p class=&quot;x&quot;&gt;He left.&lt;/p&gt;"
    result = wirecopy.clean(text, media="text", passes=PASSES)
    found = [finding.span.of(text) for finding in result.findings if finding.rule == "markup.stray-tag"]
    assert found == ["&lt;p class=&quot;x&quot;&gt;", "&lt;/p&gt;"]
    assert result.text == "Über: \n\nHe left." or result.text == "Über:\n\nHe left."


def test_a_page_that_shows_tags_is_cleaned_like_its_text() -> None:
    html = "<html><body><p>&lt;p&gt;He left the port on Monday, the office said, and came back on Friday.&lt;/p&gt;</p></body></html>"
    result = wirecopy.clean(html, passes=PASSES)
    assert result.text == "He left the port on Monday, the office said, and came back on Friday."
    assert wirecopy.restore(result.text, result.report()) == html.encode()


@pytest.mark.parametrize(
    "piece", ["<p ", "<!-- ", "<script>", '<p a="', "&lt;p ", "<b>", "</p>", "```<p>", "<p" + " " * 50]
)
def test_time_is_linear(piece: str) -> None:
    text = "x" + piece * (200_000 // len(piece)) + ">"
    result = wirecopy.clean(text, media="text", passes=("markup",))
    assert result.errors == ()
    assert wirecopy.restore(result.text, result.report()) == text.encode()
