"""The markup pass: text as the page shows it, exact places, wild HTML."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wirecopy
from wirecopy.passes.markup import metadata
from wirecopy.passes.markup.scan import scan

PASSES = ("markup",)


def text_of(html: str) -> str:
    result = wirecopy.clean(html, media="html", passes=PASSES)
    assert result.errors == ()
    assert wirecopy.restore(result.text, json.loads(json.dumps(result.report()))) == result.source.raw
    return result.text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("<p>One <b>bold</b>, <i>not</i> two</p>", "One bold, not two"),
        ("<p>un<b>brok</b>en</p>", "unbroken"),
        ("<p>one <b> two </b> three</p>", "one two three"),
        ("<p>\n  wrapped\n  line \n</p>", "wrapped line"),
        ("<p>line<br>break <br/> and <br><br> gap</p>", "line\nbreak\nand\n\ngap"),
        ("<p>R&amp;D &lt; 5&nbsp;% &#8212; ok</p>", "R&D < 5 % — ok"),
        ("<ul><li>one</li><li><p>two</p></li></ul><p>end</p>", "one\ntwo\n\nend"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>", "a b\nc d"),
        ("<p>seen<script>if (a<b) { x('</p>') }</script> still</p>", "seen still"),
        ("<p>one <span hidden>not</span> two</p>", "one two"),
        ("<p>one <SPAN class=x style='color:red; display : none'>not <span>this</span></SPAN> two</p>", "one two"),
        ('<p>one <em style="visibility:hidden">not</em><b data-x="display:none">two</b></p>', "one two"),
        (
            "<p>one <span aria-hidden=true>two</span> <span title='a hidden one'>three</span> hidden none</p>",
            "one two three hidden none",
        ),
        ("<p>one <span style='--x-display:none'>two</span> <i hidden>three and no end</p>", "one two three and no end"),
        ("<p>seen<!-- <p>not</p> --> still</p>", "seen still"),
        ("<p title='a > b'>text</p>", "text"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        (
            "<p>no\xa0break</p><p>R&amp;D; twice &amp;amp; more&amp;nbsp;so&shy;lid</p>",
            "no break\n\nR&D; twice & more solid",
        ),
        ("<p>漢<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby></p>", "漢字"),
        ("<p>one</p><nav><a href=/>menu</a></nav><p>two</p>", "one\n\ntwo"),
        ("<!--[if IE]><p>old</p><![endif]--><p>new</p>", "new"),
        ("<h2>Head</h2>text<blockquote>said</blockquote>", "Head\n\ntext\n\nsaid"),
        ("<p>unclosed <b", "unclosed <b"),
        ("no tags at all\nin two lines", "no tags at all\nin two lines"),
    ],
)
def test_text_is_what_the_page_shows(html: str, text: str) -> None:
    assert text_of(html) == text


def test_a_block_knows_its_place_and_its_links() -> None:
    html = '<div>Go <a href="/">home</a> now</div>'
    page = scan(html)
    (block,) = page.blocks
    assert (block.start, block.end) == (5, html.index("</div>"))
    assert (block.text, block.linked, page.names[block.element]) == ("Go home now", 4, "div")


def test_a_link_around_blocks_counts_for_each() -> None:
    page = scan('<a href="/"><div>one</div><div>three</div></a><p>free</p>')
    assert [(block.text, block.linked) for block in page.blocks] == [("one", 3), ("three", 5), ("free", 0)]


def test_end_tags_that_are_left_out() -> None:
    page = scan("<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl><p>e<p>f")
    parents = [page.names[page.parents[block.element]] for block in page.blocks]
    assert parents == ["ul", "ul", "dl", "dl", "#page", "#page"]


@pytest.mark.parametrize("size", [5_000])
@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "</div>", "<p", "<a href='", '<a "', "<!--", "<script>", "<td>x", "&", "<!"]
)
def test_repeated_pieces_neither_raise_nor_hang(piece: str, size: int) -> None:
    text_of("<p>start</p>" + piece * size)


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='x'>", "</div>", "<br>", "<b>", "</b>", "<a href=/>", "</a>", "text", "Two words.", " ",
         "\n", "&amp;", "&nbsp;", "&lt;", "<!-- x -->", "<script>", "</script>", "<li>", "<td>", "<pre>", "</pre>", "<", ">",
         "<html>", "<body>", '"', "'", "<nav>", "</nav>", "<![CDATA[", "]]>", "\x00", "<br/>", "ü", "👍"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKUP)
def test_wild_markup_is_restored(html: str) -> None:
    text_of(html)


def test_metadata_is_found_with_its_place() -> None:
    html = (
        '<html lang="de-CH"><head><title>Brücke zu – Blatt</title><link rel="canonical" href="https://x.example/1">'
        '<meta property="og:site_name" content="Blatt"><meta property="article:modified_time" content="20240305T0800">'
        '<script type="application/ld+json">{"@graph": [{"@type": "Person", "@id": "#a", "name": "Ada Beispiel"}, '
        '{"@type": "NewsArticle", "headline": "Brücke zu", "datePublished": "2024-03-04T10:00:00+0100", '
        '"author": {"@id": "#a"}}]}</script></head><body><p>Text.</p></body></html>'
    )
    result = wirecopy.clean(html, media="html", passes=PASSES)
    assert result.errors == ()
    article = result.article
    assert (article.title, article.authors, article.site, article.lang) == (
        "Brücke zu",
        ("Ada Beispiel",),
        "Blatt",
        "de",
    )
    assert (article.published, article.modified) == ("2024-03-04T10:00:00+01:00", "2024-03-05")
    title = next(fact for fact in article.facts if fact.field == "title")
    assert title.span is not None
    assert title.span.of(html) == "Brücke zu"
    assert [fact.value for fact in article.facts if fact.field == "canonical"] == ["https://x.example/1"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>He said ``never'' to us.</p>", "He said “never” to us."),
        ("<p>It had 21&amp;deg that day, and no more.</p>", "It had 21° that day, and no more."),
        ("<p>Das Geba\u0308ude steht fu\u0308r sich.</p>", "Das Gebäude steht für sich."),
    ],
)
def test_the_text_of_a_page_is_repaired_as_any_text_is(html: str, text: str) -> None:
    result = wirecopy.clean(html, media="html", passes=("encoding", "markup"))
    assert result.text == text
    assert [name for name, _ in result.passes] == ["markup", "encoding", "markup"]
    assert wirecopy.clean(result.text, passes=("encoding", "markup")).text == text
    assert wirecopy.restore(result.text, result.report()) == html.encode()


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Anna Berg und José Ruiz, Nairobi", ["Anna Berg", "José Ruiz"]),
        ("TOM KRISHER, AP Auto Writer", ["TOM KRISHER"]),
        ("Jill Disis, CNN Business", ["Jill Disis"]),
        ("Ana de la Cruz, Li Wei and Jan van Dyk", ["Ana de la Cruz", "Li Wei", "Jan van Dyk"]),
        ("Berg, Anna", ["Berg, Anna"]),
        ("Dr. Anna Berg", ["Dr. Anna Berg"]),
        ("Ben and Jerry", ["Ben and Jerry"]),
    ],
)
def test_lists_of_authors_are_taken_apart(raw: str, names: list[str]) -> None:
    assert metadata.people(raw) == names


def facts(html: str) -> list[tuple[str, str, str]]:
    result = wirecopy.clean(html, passes=("markup",))
    return [(fact.field, fact.value, fact.span.of(html) if fact.span else "") for fact in result.article.facts]


def test_by_lines_tell_what_the_head_of_a_page_does_not() -> None:
    html = (
        "<html><body><h1>The quay opens</h1><div class=meta><p>Von Anna Berg</p><p>5. März 2024, 14:30 Uhr</p></div>"
        "<div class='article-author'>José Ruiz</div><p>The harbour office said that it will be open by Friday.</p></body></html>"
    )
    assert facts(html) == [
        ("title", "The quay opens", "The quay opens"),
        ("author", "Anna Berg", "Von Anna Berg"),
        ("published", "2024-03-05T14:30", "5. März 2024, 14:30 Uhr"),
        ("author", "José Ruiz", "José Ruiz"),
    ]


def test_json_ld_gives_picture_and_address_and_the_site_is_no_author() -> None:
    data = (
        '{"@type": "NewsArticle", "headline": "The quay", "image": [{"url": "https://e.org/a.jpg"}], "url": "https://e.org/1",'
        ' "author": {"name": "The Courier"}, "publisher": {"name": "The Courier"}, "datePublished": "2024-03-05T14:30:00+0100"}'
    )
    html = (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><p>By Anna Berg</p></body></html>'
    )
    assert facts(html) == [
        ("title", "The quay", "The quay"),
        ("published", "2024-03-05T14:30:00+01:00", "2024-03-05T14:30:00+0100"),
        ("site", "The Courier", "The Courier"),
        ("image", "https://e.org/a.jpg", "https://e.org/a.jpg"),
        ("canonical", "https://e.org/1", "https://e.org/1"),
        ("author", "Anna Berg", "By Anna Berg"),
    ]
