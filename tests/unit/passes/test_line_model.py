"""What the line model must leave alone, what it must take, and that it is done when it is done."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wirecopy
from wirecopy.api import rules_of
from wirecopy.config import Config
from wirecopy.linemodel.reading import UNKNOWN
from wirecopy.model import Safety
from wirecopy.passes.boilerplate.lines import read
from wirecopy.passes.boilerplate.settle import marks_of
from wirecopy.rulebook.phrases import LineHit
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
PROSE = (ARTICLES / "german.txt", ARTICLES / "questions.txt", ARTICLES / "cookies.txt")
HARD = {"live": "the first time of a live blog looks like the time of publication"}
HEAD = "Skip to content\nHome\nNews\nSport\nCulture\nWeather\nVideo\nSubscribe\nLog in\nSearch\n"
TAIL = (
    "Share this article\nFacebook\nTwitter\nMost read\nTen hotels for the autumn holidays\nWhat your hands say about you"
    "\nQuiz: how well do you know your town?\nNewsletter\nThe best of the week in your inbox.\nSign up\nContact"
    "\nPrivacy policy\nTerms of use\n© 2024 Easter Hill Gazette. All rights reserved.\n"
)


LINKS = "".join(
    f"{place}\n{title}\n"
    for place in ("Harbour", "Old Town", "East End", "The Docks", "Hill Street")
    for title in ("Ferry waits for nobody", "What the crane costs us all", "Three boats and a mayor in the rain")
)
"""Labels and titles that no rule knows."""


def cleaned(text: str, config: Config | None = None) -> str:
    result = wirecopy.clean(text, media="text", passes=("boilerplate",), config=config)
    assert not result.errors
    return result.text


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=[pytest.mark.xfail(reason=HARD[path.stem])] if path.stem in HARD else [], id=path.stem)
        for path in sorted(ARTICLES.glob("*.txt"))
    ],
)
def test_an_article_stays_as_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert cleaned(text) == text
    assert cleaned(text.replace("\n", "\n\n")) == text.replace("\n", "\n\n")


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_what_stands_around_an_article_goes(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    left = cleaned(HEAD + "\n".join(lines) + "\n" + TAIL).splitlines()
    assert not {*(HEAD + TAIL).splitlines()} & {*left}
    assert left[0] == lines[0]
    assert [line for line in lines if len(line) > 60] == [line for line in left if len(line) > 60]


def test_a_removal_says_why_and_how_sure() -> None:
    text = HEAD + LINKS + PROSE[0].read_text("utf-8") + LINKS + TAIL
    result = wirecopy.clean(text, media="text", passes=("boilerplate",))
    ours = [
        finding for finding in result.findings if finding.rule.startswith(("boilerplate.unmarked", "boilerplate.other"))
    ]
    assert ours
    for finding in ours:
        assert finding.evidence
        assert finding.confidence is not None
        assert finding.fix
        sure = finding.confidence >= 0.99 and finding.rule != "boilerplate.other-prose"
        assert finding.fix.safety == (Safety.SAFE if sure else Safety.LIKELY)


def test_boldness_is_an_option_and_an_unknown_one_is_an_error() -> None:
    text = HEAD + PROSE[2].read_text("utf-8") + TAIL
    for boldness in ("gentle", "balanced", "strict"):
        assert "Regulator" in cleaned(text, Config(options={"boilerplate": {"boldness": boldness}}))
    result = wirecopy.clean(
        text, media="text", passes=("boilerplate",), config=Config(options={"boilerplate": {"boldness": "mad"}})
    )
    assert [error.message for error in result.errors] == [
        "boilerplate: boldness must be one of gentle, balanced, strict, not 'mad'"
    ]


LINES = st.sampled_from(
    [
        *HEAD.splitlines(),
        *TAIL.splitlines(),
        *(line for path in PROSE for line in path.read_text("utf-8").splitlines()),
        "",
        "  by Anna Berg",
        "(Photo: City of Varde)",
    ]
)


@settings(max_examples=60)
@given(st.lists(LINES, min_size=8, max_size=60))
def test_cleaned_text_is_clean(lines: list[str]) -> None:
    once = cleaned("\n".join(lines))
    assert cleaned(once) == once


def published(shared: Path) -> Iterator[str]:
    with gzip.open(shared / "bench" / "phrasing" / "clean.jsonl.gz", "rt", encoding="utf-8") as rows:
        yield from (json.loads(row)["text"] for row in rows)


@pytest.mark.slow
def test_published_articles_lose_at_most_one_word_in_a_thousand(shared: Path) -> None:
    words = lost = 0
    for text in published(shared):
        words += len(text.split())
        lost += len(text.split()) - len(cleaned(text).split())
    assert lost <= words / 1000


def test_the_model_is_told_nothing_of_the_lines_of_a_site_pack() -> None:
    rules = {rule.id: rule for rule in rules_of("boilerplate")}
    (line,) = read("Battery life", [Span(0, 12)])
    known = [LineHit(rules[f"boilerplate.{name}"], "") for name in ("navigation", "site-line", "site-list")]
    assert [mark is UNKNOWN for mark in marks_of([line] * 3, known)] == [False, True, True]
