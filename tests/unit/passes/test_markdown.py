"""Pages as Markdown: what a person would write, the way back, and that cleaning it again changes nothing."""

from __future__ import annotations

import pytest

import wirecopy
from wirecopy.passes.markdown.inline import destination
from wirecopy.text.markdown import is_markdown, plain_line

PASSES = ("encoding", "markup", "whitespace")


def markdown(html: str, url: str | None = None) -> str:
    """Return the Markdown of a page, after checking that nothing is lost and a second cleaning changes nothing."""
    result = wirecopy.clean(html, media="html", url=url, passes=PASSES, to="markdown")
    assert result.errors == ()
    assert wirecopy.restore(result.text, result.report()) == html.encode()
    assert wirecopy.clean(result.text, passes=(*PASSES, "boilerplate")).text == result.text
    assert wirecopy.clean(result.text, passes=PASSES, to="markdown").text == result.text
    return result.text


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<h1>The <b>old</b> bridge</h1><h3>Why</h3>", "# The old bridge\n\n### Why"),
        ("<h2>One<br>heading</h2><p>Text.</p>", "## One heading\n\nText."),
        ("<p>It is <b>very</b> <strong>old</strong>.</p>", "It is **very old**."),
        ("<p>It is <b>very </b>old and <em>so <i>very</i> weak</em>.</p>", "It is **very** old and *so very weak*."),
        ("<p><b><i>Both</i></b> and <b>one <i>in</i> it</b>.</p>", "***Both*** and **one *in* it**."),
        ("<p>a<b>Note:</b>the end</p>", "aNote:the end"),
        ("<p>Type <code>a*b</code> or <code>`x`</code>.</p>", "Type `a*b` or \\`x\\`."),
        ("<p>One<br>two<br>three</p>", "One\\\ntwo\\\nthree"),
        ("<ul><li>one</li><li><p>two</p><p>and three</p></li></ul>", "- one\n- two\n\nand three"),
        ("<ol start='3'><li>three</li><li>four</li></ol>", "3. three\n4. four"),
        ("<blockquote><p>One<br>two</p><ul><li>a</li></ul></blockquote>", "> One\\\n> two\n\n> - a"),
        ("<pre>\nif x:\n    y  = 1\n\n\n    z\n</pre><p>End.</p>", "```\nif x:\n    y  = 1\n\n\n    z\n```\n\nEnd."),
        ("<p>A</p><pre>```\nin\n```</pre>", "A\n\n~~~\n```\nin\n```\n~~~"),
    ],
)
def test_blocks_and_emphasis(html: str, wanted: str) -> None:
    assert markdown(html) == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p><a href='/a b'>Here</a> and <a href=\"c?x=1&amp;copy;=2\">there</a>.</p>",
         "[Here](https://example.org/a%20b) and [there](https://example.org/n/c?x=1%C2%A9=2)."),
        ("<p><a href='#top'>Up</a>, <a href='javascript:x()'>do</a>, <a>none</a>.</p>", "Up, do, none."),
        ("<p><a href='//e.com/(1)'>A [b] <b>c</b></a></p>", "[A \\[b\\] **c**](https://e.com/%281%29)"),
        ("<p><a href='http://[bad'>Text</a> of it</p>", "Text of it"),
        ("<p><a href='/x'><img src=y></a>Text</p>", "Text"),
        ("<p><a href='/x'>never closed</p><p>Text</p>", "[never closed](https://example.org/x)\n\nText"),
        ("<base href='https://cdn.example.org/q/'><p><a href='r'>Text</a></p>", "[Text](https://cdn.example.org/q/r)"),
    ],
)  # fmt: skip
def test_links_are_whole_addresses(html: str, wanted: str) -> None:
    assert markdown(html, "https://example.org/n/1") == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>5 * 3 is a_b, 5*3 is _c_</p>", "5 * 3 is a_b, 5\\*3 is \\_c\\_"),
        ("<p># one</p><p>- two</p><p>1984. It ends.</p><p>&gt; three</p>", "\\# one\n\n\\- two\n\n1984\\. It ends.\n\n\\> three"),
        ("<p>see [x](y) and [z]</p>", "see \\[x](y) and [z]"),
        ("<p>a &lt;b&gt; c &lt; 3</p>", "a \\<b> c < 3"),
        ("<p>* * *</p><p>Text</p>", "* * *\n\nText"),
        ("<p>a \\* b \\d</p>", "a \\\\\\* b \\d"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_gets_a_backslash(html: str, wanted: str) -> None:
    assert markdown(html) == wanted


def test_tables() -> None:
    html = (
        "<table><tr><th>Name</th><th>No|w</th><th>C</th></tr><tr><td>a</td><td></td><td><b>b</b></td></tr>"
        "<tr><td colspan=2>z</td><td>q</td></tr><tr><td>last</td></tr></table><p>End.</p>"
    )
    assert markdown(html) == (
        "| Name | No\\|w | C |\n| --- | --- | --- |\n| a | | **b** |\n| z | | q |\n| last | | |\n\nEnd."
    )


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<table><tr><td>One</td></tr><tr><td>two</td></tr></table>", "One\ntwo"),
        ("<table><tr><td>One</td><td>two</td></tr></table>", "One two"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>a<br>b</td><td>c</td></tr></table>", "1 2\na\\\nb c"),
    ],
)
def test_tables_that_only_lay_out_a_page_stay_text(html: str, wanted: str) -> None:
    assert markdown(html) == wanted


def test_a_rule_that_is_ignored_leaves_its_blocks_as_text() -> None:
    html = "<h1>Head</h1><ul><li>one</li><li>two</li></ul>"
    result = wirecopy.clean(
        html, media="html", passes=("markup",), config={"to": "markdown", "ignore": ["markdown.list"]}
    )
    assert result.text == "# Head\n\none\ntwo"


def test_plain_text_is_no_matter_for_markdown() -> None:
    text = "He left * the port_.\n\n1984. It ends.\n"
    assert wirecopy.clean(text, to="markdown").text == text


def test_findings_keep_their_places_in_the_page() -> None:
    html = "<h1>Head</h1><p>We saw the the bridge.</p>"
    result = wirecopy.clean(html, media="html", lang="en", to="markdown")
    doubled = next(finding for finding in result.findings if finding.rule == "typos.doubled-word")
    assert doubled.span.of(html) == "the the"
    located = result.locate(doubled)
    assert located is not None
    assert located.of(result.text) == "the the"


ARTICLE = (
    "<p>The old bridge over the river will be closed for two years, the council said on Tuesday.</p>"
    "<p>Cars have to take the road along the quay, which is an hour longer, and buses will not run at all.</p>"
)


def titled(head: str, above: str, **options: object) -> str:
    """Return the first line of a page as Markdown."""
    page = f"<html><head>{head}</head><body>{above}<div class=byline>By Anna Berg</div><article>{ARTICLE}</article></body></html>"
    config = {"options": {"markup": options}} if options else None
    result = wirecopy.clean(page, media="html", passes=PASSES, to="markdown", config=config)
    assert wirecopy.restore(result.text, result.report()) == page.encode()
    assert result.text.endswith("buses will not run at all.")
    return result.text.partition("\n")[0]


FIRST = "The old bridge over the river will be closed for two years, the council said on Tuesday."
TITLE = "<title>Bridge closed | The Quay News</title>"


@pytest.mark.parametrize(
    ("head", "above", "first"),
    [
        (TITLE, "<h1>Bridge closed</h1>", "# Bridge closed"),
        (TITLE, "<h1>The Quay News</h1><h1><span>Bridge</span> <div>Bridge closed</div></h1>", "# Bridge closed"),
        (TITLE, "<h1>Bridge closed</h1><p>Share</p><h1>Bridge closed</h1>", "# Bridge closed"),
        (TITLE, "<h1>The Quay News</h1>", FIRST),  # the name of the site
        (TITLE, "<h1><a href='/'>The Quay News of all the river</a></h1>", FIRST),
        (TITLE, "<h1>Why no car will cross the river</h1>", "# Why no car will cross the river"),
        (TITLE, "<h1>Why no car will cross the river</h1><h1>What the council will do</h1>", FIRST),  # which of them?
        (TITLE, "<h2>Bridge closed</h2>", FIRST),
    ],
)
def test_a_page_begins_with_its_headline(head: str, above: str, first: str) -> None:
    assert titled(head, above) == first


def test_the_headline_can_be_left_out_or_stand_in_plain_text() -> None:
    assert titled(TITLE, "<h1>Bridge closed</h1>", headline=False) == FIRST
    page = f"<html><head>{TITLE}</head><body><h1>Bridge closed</h1><article>{ARTICLE}</article></body></html>"
    assert wirecopy.clean(page, passes=PASSES).text.startswith(FIRST)
    wanted = wirecopy.clean(page, passes=PASSES, config={"options": {"markup": {"headline": True}}})
    assert wanted.text.startswith("Bridge closed\n\n" + FIRST)


def test_a_page_without_an_article_has_no_headline() -> None:
    page = f"<html><head>{TITLE}</head><body><h1>Bridge closed</h1><p>Menu</p></body></html>"
    assert wirecopy.clean(page, passes=PASSES, to="markdown").text == ""


def test_an_address_survives_what_follows() -> None:
    assert destination("https://e.org/ä?q=\"a b\"&amp;c='d'`e`;f") == (
        "https://e.org/%C3%A4?q=%22a%20b%22&c=%27d%27%60e%60%3Bf"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("> ## The **old** [bridge](https://e.org/b)", "The old bridge"),
        ("- \\*one\\* `two`\\", "*one* two"),
        ("12. three", "three"),
        ("| a | | b\\|c |", "a b|c"),
        ("| --- | --- |", ""),
        ("```", ""),
        ("A plain line - of text.", "A plain line - of text."),
    ],
)
def test_a_line_without_its_marks(line: str, said: str) -> None:
    assert plain_line(line) == said


def test_plain_text_is_not_taken_for_markdown() -> None:
    assert not is_markdown("- one\n- two\n* three * four\nArea #1 [a] (b) 2 < 3\n")
    assert not is_markdown("2*3*4 and a*b*\n* one\n* two *three\n")
    assert is_markdown("*One* two")
    assert is_markdown("One (two) *three four*")
    assert is_markdown("One [two](https://example.org).")
    assert is_markdown("\n## One\n")
