from __future__ import annotations

import pytest

import wirecopy
from wirecopy.engine.suppress import Suppressions
from wirecopy.model import Document, Finding, Fix, Safety, Source
from wirecopy.model.identity import finding_key
from wirecopy.text import Edit, Span
from wirecopy.text.sourcemap import SourceMap


def doc(text: str) -> Document:
    return Document(Source(text), text, SourceMap.identity(len(text)))


def flagged(text: str, piece: str, rule: str = "typos.misspelling", fix: str | None = None) -> Finding:
    start = text.index(piece)
    span = Span(start, start + len(piece))
    return Finding(rule, span, "m", fix=None if fix is None else Fix((Edit(*span, fix),), Safety.SAFE))


@pytest.mark.parametrize(
    ("allow", "piece", "expected"),
    [
        ({"*": ("colour",)}, "Colour", 'allow "colour"'),
        ({"*": ("Colour",)}, "Colour", 'allow "Colour"'),
        ({"*": ("COLOUR",)}, "Colour", None),
        ({"typos": ("colour",)}, "Colour", 'allow "colour" for typos'),
        ({"typos.misspelling": ("colour",)}, "Colour", 'allow "colour" for typos.misspelling'),
        ({"grammar": ("colour",)}, "Colour", None),
        ({"*": ("colour film",)}, "Colour \n film", 'allow "colour film"'),
        ({"*": ("col",)}, "Colour", None),
    ],
)
def test_allow_lists(allow: dict[str, tuple[str, ...]], piece: str, expected: str | None) -> None:
    text = "Colour \n film"
    assert Suppressions(allow=allow).holds(flagged(text, piece), doc(text)) == expected


def test_protected_spans_keep_out_fixes_that_change_a_part_of_them() -> None:
    text = "See https://example.org/teh-page and “teh page” or `teh`. teh"
    protect = Suppressions(protect=("urls", "quotations", "code"), patterns=(r"teh\Z",))
    at = [Span(n, n + 3) for n in range(len(text)) if text.startswith("teh", n)]
    names = [protect.holds(Finding("typos.x", span, "m"), doc(text)) for span in at]
    assert names == ['protect "urls"', 'protect "quotations"', 'protect "code"', r'protect "teh\Z"']


def test_a_line_that_is_removed_as_a_whole_may_hold_a_protected_span() -> None:
    text = "Read more: https://example.org/a"
    protect = Suppressions(protect=("urls",))
    assert protect.holds(flagged(text, text, "boilerplate.x", fix=""), doc(text)) is None
    assert protect.holds(flagged(text, "https://example", "whitespace.x", fix=""), doc(text)) == 'protect "urls"'
    assert protect.holds(flagged(text, "example", "encoding.x", fix="e"), doc(text)) is None


def test_a_key_is_made_of_rule_text_and_context_and_not_of_the_place() -> None:
    text = "One teh two."
    key = finding_key("a.b", text, Span(4, 7))
    longer = "A new first paragraph, long enough to move everything else.\n\n" + text
    near = longer.index("teh")
    assert finding_key("a.b", "One  teh\ntwo.", Span(5, 8)) == key
    assert finding_key("a.c", text, Span(4, 7)) != key
    assert finding_key("a.b", longer, Span(near, near + 3)) != key  # its context reaches the new paragraph
    far = "x" * 30 + text
    assert finding_key("a.b", "new start " + far, Span(44, 47)) == finding_key("a.b", far, Span(34, 37))


def test_suppressed_findings_stay_in_the_report_and_are_not_applied() -> None:
    config = {"ignore": [], "allow": {"whitespace": [""]}}
    result = wirecopy.clean("a  b\n", passes=["whitespace"], config=config)
    assert result.text == "a  b\n"
    assert [(held.finding.rule, held.by) for held in result.suppressed] == [
        ("whitespace.space-run", 'allow "" for whitespace')
    ]
    assert result.report()["suppressed"][0]["by"] == 'allow "" for whitespace'  # type: ignore[index]
