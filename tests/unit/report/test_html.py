from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wirecopy
from wirecopy.engine import pipeline
from wirecopy.model import Context, Document, Finding, Fix, RuleMeta, Safety, Source
from wirecopy.report.html import Page, PageError
from wirecopy.report.html.marks import rebuild
from wirecopy.text import Edit, Span

BLANKS = re.compile(r"[\s\u00b7\u2192\u00b6\u21b5\u2423\u2038]+")
HOSTILE = (
    "</noscript></details><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>{{documents}} \u202e"
)


class Reader(HTMLParser):
    """Collects the text of the marked-up part: of all, of what is not <ins>, of what is not <del>."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.skip: list[str] = []
        self.source = self.cleaned = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and ("class", "text") in attrs:
            self.inside = 1
        elif self.inside and tag in {"del", "ins", "a"}:
            self.skip.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.inside = 0
        elif self.inside and tag in {"del", "ins", "a"}:
            assert self.skip.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.inside and "a" not in self.skip:
            self.source += data if "ins" not in self.skip else ""
            self.cleaned += data if "del" not in self.skip else ""


class Attributes(HTMLParser):
    """Collects what attributes there are, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


class Proposing:
    """A pass that proposes what the test drew."""

    name = "typos"
    version = "1"
    rules: tuple[RuleMeta, ...] = ()

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings

    def run(self, doc: Document, ctx: Context) -> list[Finding]:
        return self._findings


@st.composite
def proposals(draw: st.DrawFn, text: str) -> list[Finding]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        fix = draw(st.none() | st.text("XY<& ", max_size=3))
        edits = () if fix is None else (Edit(start, end, fix),)
        found.append(
            Finding(f"typos.r{number % 3}", Span(start, end), "m", fix=Fix(edits, Safety.SAFE) if edits else None)
        )
    return found


@given(st.data())
def test_without_what_was_put_in_it_is_the_source_and_without_what_was_removed_the_cleaned_text(
    data: st.DataObject,
) -> None:
    text = data.draw(st.text("ab <>&\n\"'", max_size=40))
    passes = [Proposing(data.draw(proposals(text)))]
    result = pipeline.run(Source(text), passes, pipeline.Settings())
    second = pipeline.run(Source(text), [*passes, Proposing(data.draw(proposals(result.text)))], pipeline.Settings())
    page = Page()
    page.add(json.loads(json.dumps(second.report())), second.text)
    reader = read(page.html())
    assert BLANKS.sub("", reader.source) == BLANKS.sub("", text)
    assert BLANKS.sub("", reader.cleaned) == BLANKS.sub("", second.text)
    report = json.loads(json.dumps(second.report()))
    assert rebuild(second.text, report["restore"]["gaps"])[0] == text
    numbers = re.findall(r'id="r1-(\d+)"', page.html())
    assert sorted(map(int, numbers)) == list(range(1, len(second.findings) + 1))


def hostile_page() -> str:
    text = f"One. {HOSTILE}\nTwo \x00\ud800."
    rule = 'typos.x" onclick="window.hacked = 3'
    found = [
        Finding(rule, Span(5, 20), HOSTILE, suggestions=(HOSTILE,), evidence=HOSTILE),
        Finding("typos.y", Span(30, 40), HOSTILE, fix=Fix((Edit(30, 40, HOSTILE),), Safety.SAFE)),
    ]
    result = pipeline.run(
        Source(text, path=HOSTILE, url=f"javascript:{HOSTILE}", lang=HOSTILE), [Proposing(found)], pipeline.Settings()
    )
    page = Page(HOSTILE)
    page.add(json.loads(json.dumps(result.report())), result.text)
    return page.html()


def test_nothing_of_a_document_becomes_markup() -> None:
    html = hostile_page()
    html.encode("utf-8")
    assert html.count("<script>") == 1
    assert html.count("</noscript>") == 1
    assert "<img" not in html
    attributes = Attributes()
    attributes.feed(html)
    assert {name for name in attributes.names if name.startswith("on")} == set()
    assert {link[0] for link in attributes.links} == {"#"}
    assert html.count("&lt;script&gt;") > 5
    assert "\x00" not in html


def test_the_policy_names_the_scripts_and_styles_of_the_page_and_no_other() -> None:
    html = hostile_page()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(sha256(content[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert "http://" not in re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.DOTALL)


def test_a_text_of_another_report_is_refused() -> None:
    result = wirecopy.clean("One  two.\n")
    with pytest.raises(PageError, match="SHA-256 differs"):
        Page().add(json.loads(json.dumps(result.report())), "Other.")
    with pytest.raises(PageError, match="not a report"):
        Page().add({}, "Other.")


def test_a_page_without_documents_says_so() -> None:
    assert "<p>No documents.</p>" in Page().html()
