from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.model import Safety, Severity
from wirecopy.rulebook.phrases import LineHit, PhraseIndex
from wirecopy.rulebook.rule import Rule, Where
from wirecopy.rulebook.template import is_name
from wirecopy.text import Span
from wirecopy.text.words import words_by_line, words_of


def rule(*phrases: str, starts: tuple[str, ...] = (), ends: tuple[str, ...] = (), max_words: int | None = None) -> Rule:
    return Rule(
        id="boilerplate.test", message="m", kind="line", severity=Severity.INFO, safety=Safety.SAFE, fix="delete",
        default=True, where=Where(max_words=max_words), phrases={"en": phrases}, starts={"en": starts},
        ends={"en": ends}, contains={}, patterns={}, why="", category="", facts={}, confidence=None,
    )  # fmt: skip


def find(known: Rule, line: str) -> tuple[str, ...] | None:
    hit = PhraseIndex([known]).find(line)
    return (
        (hit.phrase, *(f"{filled.place}={filled.text}" for filled in hit.filled)) if isinstance(hit, LineHit) else None
    )


@pytest.mark.parametrize(
    ("phrase", "line", "expected"),
    [
        ("related posts", "» RELATED  Posts:", ("related posts",)),
        ("{n} comments", "1,204 Comments", ("{n} comments",)),
        ("by {name}", "By Anna van der Berg", ("by {name}", "name=Anna van der Berg")),
        ("by {name}", "| BY J. DOE |", ("by {name}", "name=J. DOE")),
        ("by {name}", "By the river stood a house", None),
        ("by {name}", "By Monday, he said, it was over.", None),
        ("作者：{name}", "作者：张三", ("作者：{name}", "name=张三")),
        ("{name} reports", "Anna Berg reports", ("{name} reports", "name=Anna Berg")),
        ("© {any}", "© The Site", ("© {any}", "any=The Site")),
    ],
)
def test_a_phrase_is_found(phrase: str, line: str, expected: tuple[str, ...] | None) -> None:
    assert find(rule(phrase), line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Read more about it", ("read more",)), ("Read moreover", None), ("Read more: one two three four", None)],
)
def test_a_beginning_ends_at_a_word_and_rules_only_short_lines(line: str, expected: tuple[str, ...] | None) -> None:
    assert find(rule("x", starts=("read more",), max_words=4), line) == expected


def test_a_line_end_is_found() -> None:
    assert find(rule("x", ends=("min read",)), "A story of 4 min read") == ("min read",)
    assert find(rule("x", ends=("min read",)), "Admin read") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Anna Berg", True), ("archynewsy", False), ("ibn Saud", False), ("José de la Cruz", True), ("Anna Berg said.", False),
     ("Room 12", False), ("张三", True), ("and", False)],
)  # fmt: skip
def test_what_can_be_a_name(text: str, expected: bool) -> None:
    assert is_name(text) is expected


LINES = st.lists(
    st.text(st.one_of(st.characters(exclude_characters="\n"), st.sampled_from("aZ9_ ?ßµªſKİé’“—京ア"))), max_size=8
)


@given(LINES)
def test_the_words_of_all_lines_are_those_of_each(lines: list[str]) -> None:
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    assert words_by_line("\n".join(lines), spans) == [words_of(line) for line in lines]


@given(LINES)
def test_all_lines_are_looked_up_as_each_is(lines: list[str]) -> None:
    index = PhraseIndex(
        [rule("read on", "by {name}", "{date}", "© {any}", starts=("a z",), ends=("k",)), rule("9", starts=("京",))]
    )
    words = [words_of(line) for line in lines]
    assert index.find_all(lines, words, set().union(*words)) == [index.find(line) for line in lines]
