"""The page in a real Chromium: no script of a document runs, keys work, colours have contrast, it is read without scripts."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

import wirecopy
from tests.unit.report.test_html import hostile_page
from wirecopy.report.html import Page as ReportPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DIRTY = """Night trains return to the  alpine line

The statement states that it is so. He  left.

Related Posts
Leave a Comment
"""
HEBREW = "ראש  הממשלה אמר היום.\n\nThe statement states it.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on the PATH (apt-get install chromium)")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


def written(folder: Path, *texts: str) -> str:
    page = ReportPage()
    for number, text in enumerate(texts):
        result = wirecopy.clean(wirecopy.Source(text, path=f"articles/{number}.txt"))
        page.add(json.loads(json.dumps(result.report())), result.text)
    path = folder / "page.html"
    path.write_text(page.html(), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text))
    yield opened
    opened.close()
    assert troubles == []


def test_no_script_of_a_document_runs(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(hostile_page(), "utf-8")
    page.goto(path.as_uri())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.check("#v-both")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("script").count() == 1
    assert "</noscript></details><script>" in (page.locator(".text").first.text_content() or "")


def test_a_document_is_parsed_when_it_is_opened_and_let_go_when_it_is_closed(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, *[DIRTY] * 300))
    assert page.locator(".text").count() == 0
    summary = page.locator("#d200 > summary")
    summary.click()
    page.locator("#d200 .text").wait_for()
    summary.click()
    page.wait_for_function("document.querySelectorAll('.text').length === 0")


def test_keys_step_through_findings_across_articles_and_show_the_note(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "Clean text stands here.\n", DIRTY, DIRTY))
    seen = []
    for _ in range(3):
        page.keyboard.press("j")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["r2-1", "r2-2", "r2-3"]
    assert "whitespace." in (page.locator("#card").text_content() or "") or page.locator("#card").is_visible()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "r2-2"
    assert "phrasing.cognate-subject-verb warning" in page.locator("#card").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()


def test_views_show_source_and_cleaned_text(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, DIRTY))
    page.keyboard.press("2")
    assert "Related Posts" in page.locator(".text").inner_text()
    page.keyboard.press("3")
    assert page.locator(".text").inner_text().split() == wirecopy.clean(DIRTY).text.split()
    page.keyboard.press("4")
    assert page.locator(".pair .only-cleaned del").first.is_hidden()
    assert page.locator(".pair .only-original").inner_text().count("Related Posts") == 1
    page.keyboard.press("1")
    assert page.locator(".pair").count() == 0


def test_filters_take_marks_and_articles_away(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "He  left.\n", DIRTY))
    page.locator(".rules > summary").click()
    page.click("#flagged")
    assert page.locator("#d1").is_hidden()
    assert page.locator("#status").inner_text() == "1 of 2 articles have what is chosen"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent").startswith("?2 phrasing.")
    page.click("#all")
    assert page.locator("#d1").is_visible()


def test_families_and_safeties_are_filters_too(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "He  left.\n", DIRTY, "The statement states it.\n"))
    shown = """() => [...document.querySelectorAll('.doc')].map((doc) => !doc.hidden)"""
    page.locator(".rules > summary").click()
    page.uncheck("[data-family=whitespace]")
    assert page.evaluate(shown) == [False, True, True]
    page.uncheck("[data-family=boilerplate]")
    page.keyboard.press("j")
    assert "phrasing.cognate-subject-verb" in page.evaluate("document.activeElement.textContent")
    page.check("[data-family=whitespace]")
    page.uncheck("[data-filter=x-none]")
    assert page.evaluate(shown) == [True, True, False]
    # Of a family in part: neither on nor off.
    page.click("#flagged")
    assert page.evaluate("document.querySelector('[data-family=boilerplate]').checked") is False
    page.click("#all")
    page.uncheck("tbody [data-of=boilerplate] >> nth=0")
    assert page.evaluate("document.querySelector('[data-family=boilerplate]').indeterminate") is True


def test_keys_go_on_from_the_article_that_was_opened(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, DIRTY, DIRTY, DIRTY))
    page.locator("#d2 > summary").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "r2-1"
    page.locator("#d3 > summary").click()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id.split('-')[0]") == "r2"


def test_a_note_stays_when_the_page_scrolls_under_a_resting_pointer(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, DIRTY, ("He left the town.\n\n" * 40 + "The statement states that it is so.\n\n") * 3))
    page.locator("#d2 > summary").click()  # the pointer rests there, and other things come under it
    for _ in range(3):
        page.keyboard.press("j")
        page.wait_for_timeout(150)
        assert page.locator("#card").is_visible()
    page.mouse.move(600, 20)
    assert page.locator("#card").is_hidden()


def test_what_turns_text_around_is_written_out(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "The statement states \u202eti.\n"))
    assert "\u202e" not in page.content()
    page.keyboard.press("2")
    assert "\\u202eti." in page.locator(".text").inner_text()


def test_a_link_to_a_finding_opens_its_article(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, DIRTY, DIRTY) + "#r2-2")
    assert page.evaluate("document.activeElement.id") == "r2-2"


def test_right_to_left_text_stands_right(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, HEBREW))
    place = """() => { const t = document.querySelector('.text'), r = document.createRange();
        r.setStart(t.firstChild, 0); r.setEnd(t.firstChild, 1);
        const a = r.getBoundingClientRect(), b = t.getBoundingClientRect(); return b.right - a.right < a.left - b.left; }"""
    assert page.evaluate(place) is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["#v-changes", "#v-both"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: str, view: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(written(tmp_path, DIRTY + HEBREW, "Clean.\n"))
    opened.locator(".rules > summary").click()
    opened.keyboard.press("j")
    opened.check(view)
    found = axe.Axe().run(opened).response["violations"]
    assert [(item["id"], [node["html"] for node in item["nodes"]][:3]) for item in found] == []
    context.close()


def test_what_is_open_is_printed_and_else_the_list(browser: Browser, tmp_path: Path) -> None:
    opened = browser.new_page(viewport={"width": 360, "height": 700})
    opened.goto(written(tmp_path, DIRTY, "Clean.\n"))
    heights = {box["height"] for box in (button.bounding_box() for button in opened.locator("nav button").all()) if box}
    assert len(heights) == 1  # on a phone too no button takes several lines
    assert max(heights) < 40
    opened.emulate_media(media="print")
    shown = "[...document.querySelectorAll('.doc')].filter((doc) => doc.offsetHeight).map((doc) => doc.id)"
    assert opened.evaluate(shown) == ["d1", "d2"]
    opened.evaluate("document.querySelector('#d2').open = true")
    assert opened.evaluate(shown) == ["d2"]
    opened.close()


def test_it_is_read_and_printed_without_scripts(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(written(tmp_path, DIRTY))
    opened.locator("#d1 > summary").click()
    assert opened.locator("del", has_text="Related Posts").is_visible()
    assert opened.locator("li", has_text="phrasing.cognate-subject-verb").is_visible()
    assert opened.locator("#next").is_hidden()
    opened.locator("#v-cleaned").check()
    assert opened.locator("del", has_text="Related Posts").is_hidden()
    opened.locator("#v-changes").check()
    opened.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('#d1 del')).textDecorationLine"
    assert opened.locator("nav fieldset").first.is_hidden()
    context.close()
    printed = browser.new_page()
    printed.goto(written(tmp_path, DIRTY))
    printed.emulate_media(media="print", color_scheme="dark")
    assert printed.evaluate(style) == "line-through"
    assert printed.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed.close()
