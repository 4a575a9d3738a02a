"""The grammar pass without LanguageTool: the table of rules, which words are doubted, and the pass over a scripted service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from wirecopy.engine import pipeline
from wirecopy.languagetool import Hit, Profile, UnavailableError
from wirecopy.model import Finding, PassError, Result, RuleMeta, Severity, Source
from wirecopy.passes.grammar import GrammarPass, grammar, spelling, table
from wirecopy.text import Span
from wirecopy.words import load as load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wirecopy.model import Context, Document


WORDS = load_words("en") or pytest.fail("no word list of English")


def hit(rule: str, category: str = "GRAMMAR") -> Hit:
    return Hit(rule, category, 0, 3, "", ())


@pytest.mark.parametrize(
    ("found", "text", "quoted", "counts"),
    [
        (hit("MD_BASEFORM"), "announced", False, True),
        (hit("MD_BASEFORM"), "announced", True, False),
        (hit("EN_A_VS_AN", "MISC"), "an", True, True),
        (hit("SOME_RULE", "STYLE"), "so", False, False),
        (hit("NNP_AGREEMENT"), "have", False, False),
        (hit("CAR_COMPOUNDS"), "car maker", False, False),
        (hit("EN_DATE_WEEKDAY_CURRENTYEAR"), "Monday, 5 May", False, False),
        (hit("ENGLISH_WORD_REPEAT_RULE", "MISC"), "the the", False, True),
        (hit("ENGLISH_WORD_REPEAT_RULE", "MISC"), "Goo Goo", False, False),
        (hit("ENGLISH_WORD_REPEAT_RULE", "MISC"), "6-4 6-4", False, False),
        (hit("ENGLISH_WORD_REPEAT_RULE", "MISC"), "had had", False, False),
    ],
)
def test_which_hits_count(found: Hit, text: str, quoted: bool, counts: bool) -> None:
    assert table.load().counts(found, text, Span(0, len(text)), quoted=quoted) is counts


def test_what_must_not_follow() -> None:
    rules, found = table.load(), hit("EN_A_VS_AN", "MISC")
    assert not rules.counts(found, "an £11bn gap", Span(0, 2), quoted=False)
    assert rules.counts(found, "an 12bn gap", Span(0, 2), quoted=False)


def test_each_silent_rule_has_a_reason() -> None:
    rules = table.load()
    assert all(why.strip() for why in rules.silent.values())
    assert not rules.speech & rules.silent.keys()
    assert rules.why_off("EN_COMPOUNDS_BINGE_DRINKING")
    assert rules.why_off("EN_A_VS_AN") is None
    assert rules.categories.isdisjoint(rules.categories_off)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The troops recieved orders.", ["recieved"]),
        ("recieved once, recieved twice", []),
        ("see @recieved, recieved.com, recieved-like and #recieve", []),
        ("recieved1 and xyZ", []),
        ("He was recievin' it and 'recieved' it.", ["recieved"]),
        ("the pagkakataon ay kailangan recieved", []),
        ("one flaperon, worn with a hanbok", []),
        ("He was accomodatting.", ["accomodatting"]),
        ("news tothe world", ["tothe"]),
        ("The people of Indonesiia met Qorbanzade.", ["Indonesiia"]),
        ("Peskov said. Peskow is not Peskov.", ["Peskow"]),
    ],
)
def test_which_words_are_doubted(text: str, doubted: list[str]) -> None:
    assert [doubt.word for doubt in spelling.doubts(text, WORDS)] == doubted


@pytest.mark.parametrize(
    ("word", "offered", "believed"),
    [
        ("recieved", ["received"], ("received",)),
        ("recieved", ["Received", "reed"], ()),
        ("tothe", ["to the"], ("to the",)),
        ("citycity", ["city citi"], ()),
        ("xyz", ["received"], ()),
        ("hanbok", [], ()),
    ],
)
def test_what_is_believed(word: str, offered: list[str], believed: tuple[str, ...]) -> None:
    assert spelling.believed(spelling.Doubt(Span(0, len(word)), word), offered, WORDS) == believed


def test_a_twin_is_the_suggestion() -> None:
    text = "Baku is in Azerbaijan. The land of Azerbaijann is wide."
    (doubt,) = [doubt for doubt in spelling.doubts(text, WORDS) if doubt.twins]
    assert doubt == spelling.Doubt(Span(35, 46), "Azerbaijann", ("Azerbaijan",))
    assert spelling.believed(doubt, ["Azerbaijani"], WORDS) == ("Azerbaijan",)


class Scripted:
    """A service that finds each upper-case rule name of its script at each place of its word."""

    def __init__(self, script: dict[str, tuple[str, str]], bad: str = "\0") -> None:
        self.script, self.bad = script, bad

    def version(self) -> str:
        return "9.9"

    def check(self, texts: Sequence[str], profile: Profile) -> list[list[Hit] | None]:
        return [None if self.bad in text else self.hits(text) for text in texts]

    def hits(self, text: str) -> list[Hit]:
        return [
            Hit(rule, "GRAMMAR", *match.span(), "Wrong.", (right,))
            for word, (rule, right) in self.script.items()
            for match in re.finditer(word, text)
        ]


class Earlier:
    """A pass that has found a typo before."""

    name, version = "typos", "1"
    rules: tuple[RuleMeta, ...] = ()

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings

    def run(self, doc: Document, ctx: Context) -> Iterable[Finding]:
        return self.findings


def run(text: str, service: Scripted, monkeypatch: pytest.MonkeyPatch, *earlier: Finding) -> Result:
    monkeypatch.setattr(grammar, "_service", lambda _: service)
    monkeypatch.setattr(grammar, "load_words", lambda _: None)
    return pipeline.run(Source(text, lang="en"), [Earlier(*earlier), GrammarPass(())], pipeline.Settings())


SCRIPT = {"announced": ("MD_BASEFORM", "announce"), "an big": ("AN_BIG", "a big")}


def test_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("They will announced it.\n\n“It is an big day and we announced it.”", Scripted(SCRIPT), monkeypatch)
    (found,) = result.findings
    assert (found.rule, found.span, found.message) == ("grammar.MD_BASEFORM", Span(10, 19), "Wrong.")
    assert found.suggestions == ("announce",)
    assert found.evidence == "LanguageTool 9.9, GRAMMAR"


@pytest.mark.parametrize(
    ("rule", "span", "suggestions", "merged"),
    [
        ("typos.common", Span(12, 14), ("x",), True),
        ("phrasing.x", Span(10, 19), ("x",), True),
        ("phrasing.x", Span(5, 19), ("announce",), True),
        ("phrasing.x", Span(5, 19), ("x",), False),
        ("typos.common", Span(19, 22), (), False),
    ],
)
def test_what_was_found_before_is_not_told_again(
    rule: str,
    span: Span,
    suggestions: tuple[str, ...],
    merged: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = Finding(rule, span, "m", suggestions=suggestions)
    result = run("They will announced it.", Scripted(SCRIPT), monkeypatch, before)
    assert [f.rule for f in result.findings if f.family == "grammar"] == ([] if merged else ["grammar.MD_BASEFORM"])


def test_of_hits_that_overlap_the_first_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    script = {"he we": ("REPETITION", "he"), "we was": ("AGREEMENT", "we were")}
    result = run("Wenger said he we was hopeful.", Scripted(script), monkeypatch)
    assert [f.rule for f in result.findings] == ["grammar.REPETITION"]


def test_a_paragraph_that_cannot_be_checked_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("It is an big day.\n\nThis is poison.", Scripted(SCRIPT, "poison"), monkeypatch)
    assert [(f.rule, f.span, f.severity) for f in result.findings] == [
        ("grammar.AN_BIG", Span(6, 12), Severity.WARNING),
        ("grammar.unchecked", Span(19, 34), Severity.INFO),
    ]


def test_no_languagetool_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing(Scripted):
        def version(self) -> str:
            raise UnavailableError("no Java found", "install Java")

    result = run("They will announced it.", Missing(SCRIPT), monkeypatch)
    assert result.errors == (PassError("grammar", "LeftOutError", "no Java found; install Java"),)
    assert result.errors[0].left_out
