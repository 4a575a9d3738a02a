"""Pages that are no article are said to be so, and give no text, or the part that is one."""

from __future__ import annotations

import pytest

import wirecopy
from wirecopy.text import Span

PARAGRAPH = (
    "<p>The harbour office said on Monday that the quay will be open by Friday, two years after a storm in March.</p>"
)
TEXT = "The harbour office said on Monday that the quay will be open by Friday, two years after a storm in March."
WALL = "<h2>We value your privacy</h2><p>Our partners store data on your device, such as cookies, and use it.</p>"


def page(body: str, title: str = "The Courier", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def told(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the text of a page and what `structure` and `markup` say it is, after checking the way back."""
    result = wirecopy.clean(html)
    assert result.errors == ()
    assert wirecopy.restore(result.text, result.report()) == html.encode()
    assert wirecopy.clean(result.text).text == result.text
    names = {"error-page", "consent-wall", "robot-check", "paywall", "index-page", "empty-page"}
    said = [f for f in result.findings if f.rule.partition(".")[2] in names]
    assert all(finding.fix is None for finding in said)
    return result.text, [(finding.rule.partition(".")[2], finding.message.partition("(")[2]) for finding in said]


@pytest.mark.parametrize(
    ("html", "rule", "found"),
    [
        (page("<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>", "502 Bad Gateway"),
         "error-page", "“502 Bad Gateway”)."),
        (page("<h1>Oops!</h1><p>The page you are looking for has moved or was never here, says the editor of it.</p>"),
         "error-page", "“page you are looking for”)."),
        (page(WALL), "consent-wall", "“We value your privacy”)."),
        (page("<h1>Checking your browser</h1><p>This process is automatic, please wait.</p>", "Just a moment..."),
         "robot-check", "“Checking your browser”)."),
        (page("<div id=root></div><noscript>Enable JavaScript.</noscript><script src=/a.js></script>"),
         "empty-page", "0 blocks of text)."),
        (page("".join(f"<div class=t><h2><a href=/{i}>Headline {i} of the day is here</a></h2><p>A short summary of it.</p></div>"
                      for i in range(20))), "index-page", "13 headlines that are links)."),
    ],
)  # fmt: skip
def test_a_page_that_is_none_has_no_text(html: str, rule: str, found: str) -> None:
    assert told(html) == ("", [(rule, found)])


def test_the_beginning_of_an_article_before_a_wall_of_payment_stays() -> None:
    html = page(
        f"<article><h1>The quay opens</h1>{PARAGRAPH}<div class=wall><p>Subscribe to continue reading.</p></div></article>"
    )
    text, said = told(html)
    assert text.strip() == TEXT
    assert said == [("paywall", "“Subscribe to continue reading”).")]


@pytest.mark.parametrize(
    "html",
    [
        page(f"<article><h1>The quay</h1>{PARAGRAPH}</article><footer><p>We value your privacy.</p></footer>"),
        page(f"{WALL}<article><h1>The quay</h1>{PARAGRAPH}</article>", head="<meta property=og:type content=article>"),
        page(f"<article><h1>Access denied</h1>{PARAGRAPH * 10}</article>", "Access denied: a report"),
        page(f"<header><p>Already a subscriber? <a href=/>Log in</a></p></header><article><h1>The quay</h1>{PARAGRAPH}</article>"),
        page(f"<article>{PARAGRAPH * 4}</article>" + "<h3><a href=/>Three boats wait for the crane</a></h3>" * 12),
    ],
)  # fmt: skip
def test_an_article_with_a_wall_around_it_is_one(html: str) -> None:
    text, said = told(html)
    assert text.startswith(TEXT) or TEXT in text
    assert [name for name, _ in said] == []


def test_without_the_structure_pass_the_text_is_empty_all_the_same() -> None:
    html = page(WALL)
    result = wirecopy.clean(html, passes=("markup",))
    assert result.text == ""
    assert [(finding.rule, finding.span) for finding in result.findings] == [("markup.no-article", Span(0, len(html)))]
