"""Site packs with CSS selectors: loaded for their host, bound to the page by position, and heard of when they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wirecopy
from wirecopy.config import Config
from wirecopy.examples import check
from wirecopy.passes.markup.scan import scan
from wirecopy.passes.markup.sites import Selectors, match
from wirecopy.rulebook import RuleError
from wirecopy.rulebook.build import read_pack
from wirecopy.rulebook.sites import load_site
from wirecopy.text import Span

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    "<html>\r\n<body>\r\n<div class='box'><p>Größe 😀 eins</p></div>\r\n<!-- <div class='box'> -->"
    "<div class='box x'>\n<p>zwei <span class=x>weg <span>auch</span></span> hier</p><ul><li>drei</ul></div></body></html>"
)


def texts(numbers: frozenset[int] | None) -> list[str]:
    return [scan(PAGE).blocks[number].text for number in sorted(numbers or ())]


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (".box", ["Größe 😀 eins", "zwei weg auch hier", "drei"]),
        ("div.x", ["zwei weg auch hier", "drei"]),
        (".box:not(.x) p", ["Größe 😀 eins"]),
        ("li", ["drei"]),
        ("nav", []),
    ],
)
def test_elements_are_found_by_where_they_begin(selector: str, found: list[str]) -> None:
    parts = match(scan(PAGE), Selectors((), (selector,)))
    assert texts(parts.dropped) == found
    assert parts.unmatched == (() if found else (selector,))
    assert texts(match(scan(PAGE), Selectors((selector,), ())).kept) == found


def test_an_element_inside_a_block_goes_up_to_its_own_end() -> None:
    parts = match(scan(PAGE), Selectors((), ("span.x",)))
    assert [PAGE[start:end] for start, end in parts.cuts.items()] == ["<span class=x>weg <span>auch</span></span>"]
    assert texts(match(scan(PAGE), Selectors(("span.x",), ())).kept) == ["zwei weg auch hier"]


def test_a_page_that_is_too_deep_for_the_parser_is_judged_without() -> None:
    page = scan("<html><body>" + "<div>" * 1500 + "<p class=a>Text")
    parts = match(page, Selectors((".a",), ("p p",)))
    assert set(parts.unmatched) <= {".a", "p p"}


PACK = """
site: "www.news.example.org"
keep: ["main"]
drop: ["aside", ".gone"]
examples:
  - page: "<html><body><main><p>He left the port.</p><aside>Ferries</aside></main><p>Imprint</p></body></html>"
    text: "He left the port."
"""


def pack(folder: Path, text: str = PACK) -> str:
    (folder / "sites").mkdir()
    (folder / "sites" / "news.example.org.yaml").write_text(text, "utf-8")
    return str(folder)


def test_a_pack_holds_for_its_host_alone(tmp_path: Path) -> None:
    config = Config(packs=(pack(tmp_path),))
    html = "<html><body><main><p>He left the port.</p><aside>Ferries</aside></main><p>Imprint</p></body></html>"
    result = wirecopy.clean(html, url="https://www.news.example.org/1", passes=("markup",), config=config)
    assert result.text == "He left the port."
    assert [(finding.rule, finding.span, finding.applied) for finding in result.findings] == [
        ("markup.selector-without-match", Span(0, 0), False),
        ("markup.tags", Span(0, 21), True),
        ("markup.after-article", Span(38, len(html)), True),
    ]
    assert result.findings[0].message == ("The site's pack has a selector that matches nothing on this page: “.gone”.")
    assert wirecopy.restore(result.text, result.report()) == html.encode()
    elsewhere = wirecopy.clean(html, url="https://other.example.org/1", passes=("markup",), config=config)
    assert [finding.rule for finding in elsewhere.findings] == ["markup.no-article"]


def test_what_a_pack_drops_is_said_to_be_so(tmp_path: Path) -> None:
    config = Config(packs=(pack(tmp_path),))
    html = "<html><body><main><p>He left.</p><div class=gone>Ferries</div><p>She stayed.</p></main></body></html>"
    result = wirecopy.clean(html, url="https://news.example.org/1", passes=("markup",), config=config)
    assert result.text == "He left.\n\nShe stayed."
    part = next(finding for finding in result.findings if finding.rule == "markup.site-part")
    assert part.span.of(html) == "</p><div class=gone>Ferries</div><p>"


def test_the_examples_of_a_pack_are_tests(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    ((_, rule, (example,)),) = read_pack(tmp_path)
    assert check(rule.id, example, (folder,)).problem == ""
    wrong = check(rule.id, example._replace(good="Imprint"), (folder,)).problem
    assert wrong == "expected the text 'Imprint', got 'He left the port.'"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('site: "a.com"\nkeep: ["p["]\n', "site.yaml:2: keep: 'p[' is no CSS selector: Malformed attribute selector"),
        ('site: "a.com"\nkeep: ["p"]\n', "site.yaml:1: examples: is missing: selectors need at least one page"),
        ('site: "a.com"\ndrop: ["p"]\nexamples:\n  - page: "x"\n', "site.yaml:4: examples: an example has a 'page'"),
    ],
)
def test_a_broken_pack_names_file_line_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        load_site(path)
    assert complaint in str(caught.value)
