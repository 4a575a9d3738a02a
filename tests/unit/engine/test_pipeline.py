from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from wirecopy.engine import pipeline
from wirecopy.engine.restore import RestoreError, restore
from wirecopy.model import Context, Document, Finding, Fix, PassError, Result, RuleMeta, Safety, Source
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class Scripted:
    """A pass that says what it was told to say."""

    findings: list[Finding]
    name: str = "scripted"
    version: str = "1"
    rules: tuple[RuleMeta, ...] = ()
    error: Exception | None = None

    def run(self, doc: Document, ctx: Context) -> Iterable[Finding]:
        yield from self.findings
        if self.error:
            raise self.error


def finding(start: int, end: int, text: str, safety: Safety = Safety.SAFE, rule: str = "t.rule") -> Finding:
    return Finding(rule, Span(start, end), "m", fix=Fix((Edit(start, end, text),), safety))


def run(text: str, *passes: Scripted, level: Safety = Safety.LIKELY) -> Result:
    return pipeline.run(Source(text), passes, pipeline.Settings(fix_level=level))


def test_later_passes_see_the_edited_text_and_report_in_the_source() -> None:
    first = Scripted([finding(0, 4, "")])
    second = Scripted([Finding("t.word", Span(0, 5), "m")])
    result = run("The minister", first, second)
    assert result.text == "minister"
    assert [(f.rule, f.span, f.applied, f.exact) for f in result.findings] == [
        ("t.rule", Span(0, 4), True, True),
        ("t.word", Span(4, 9), False, True),
    ]
    assert [result.locate(f) for f in result.findings] == [None, Span(0, 5)]


def test_a_pass_that_raises_loses_only_its_own_work() -> None:
    result = run(
        "abc", Scripted([finding(0, 1, "")], error=RuntimeError("boom")), Scripted([finding(2, 3, "")], name="good")
    )
    assert result.text == "ab"
    assert result.errors == (PassError("scripted", "RuntimeError", "boom"),)
    assert [f.span for f in result.findings] == [Span(2, 3)]


def test_a_pass_with_a_span_outside_the_text_is_an_error() -> None:
    result = run("abc", Scripted([Finding("t.rule", Span(2, 9), "m")]))
    assert result.errors == (
        PassError("scripted", "ValueError", "t.rule: span 2:9 does not fit a text of 3 code points"),
    )


def test_conflicts_go_to_the_first_then_the_longer_and_the_loser_is_reported() -> None:
    long, short, late = finding(0, 3, "X", rule="t.b"), finding(0, 2, "Y", rule="t.a"), finding(2, 4, "Z", rule="t.c")
    for order in ([long, short, late], [late, short, long], [short, late, long]):
        result = run("abcdef", Scripted(order))
        assert result.text == "Xdef"
        assert {f.rule: f.applied for f in result.findings} == {"t.a": False, "t.b": True, "t.c": False}


def test_only_fixes_that_are_safe_enough_are_applied() -> None:
    unsafe = Scripted([finding(0, 1, "", Safety.UNSAFE)])
    assert run("abc", unsafe).text == "abc"
    assert run("abc", unsafe, level=Safety.UNSAFE).text == "bc"


def test_restore_refuses_a_text_that_was_edited() -> None:
    result = run("abc", Scripted([finding(0, 1, "")]))
    report = result.report()
    assert restore(result.text, report) == b"abc"
    with pytest.raises(RestoreError, match="SHA-256 differs"):
        restore("bcd", report)
    with pytest.raises(RestoreError, match="no usable restore data"):
        restore(result.text, {})


class Telling(Scripted):
    """A pass that learns when the article was published, and says what it knew before."""

    def run(self, doc: Document, ctx: Context) -> Iterable[Finding]:
        yield Finding("t.known", Span(0, 1), str(ctx.known("published")))
        ctx.fact("published", "2023-09-20")


def test_a_pass_knows_what_earlier_passes_found_out() -> None:
    result = run("abc", Telling([]), Telling([], name="later"))
    assert [f.message for f in result.findings] == ["None", "2023-09-20"]
