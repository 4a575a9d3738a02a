"""PatternIndex: where the patterns of rules are tried, and what they find there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.model import Safety, Severity
from wirecopy.rulebook.lexical import compile_lexical
from wirecopy.rulebook.match import PatternIndex
from wirecopy.rulebook.rule import Pattern, Rule, Where
from wirecopy.rulebook.schema import load_rule
from wirecopy.text.segment import count_words

if TYPE_CHECKING:
    from pathlib import Path

RULE = """message: "m"
kind: {kind}
patterns:
  en:
    - {pattern}
examples:
  - bad: "⟦a⟧"
  - ok: "b"
"""


def found(folder: Path, kind: str, pattern: str, text: str) -> list[str]:
    path = folder / "rule.yaml"
    path.write_text(RULE.format(kind=kind, pattern=pattern), "utf-8")
    index = PatternIndex([load_rule(path, "phrasing.rule")[0]])
    hits = [hit.span.of(text) for hit in index.find(text, "en")]
    assert hits == [hit.span.of(text) for hit in index.find(text, "en", count_words(text))]
    return hits


@pytest.mark.parametrize(
    ("kind", "pattern", "text", "expected"),
    [
        ("regex", '{literal: ["dolor"], regex: "lorem dolor"}', "Lorem dolor, lorem dolores", ["Lorem dolor", "lorem dolor"]),
        ("regex", '{word: ["dolor"], regex: "lorem dolor"}', "Lorem dolor, lorem dolores", ["Lorem dolor"]),
        ("regex", '{word: ["dolor"], regex: "a-dolor-b"}', "a-dolor-b DOLOR A-DOLOR-B", ["a-dolor-b", "A-DOLOR-B"]),
        ("lexical", '"this men"', "This men; thismen; this government; this MEN", ["This men"]),
        ("lexical", '"<was the men"', "The men saw what was the men", ["The men"]),
        ("lexical", '"this men"', "these-this-those men, this women: this men, not (this) men", ["this men"]),
        ("lexical", '"this men"', "‘this men’, [this men], this\u00a0men—this men/", ["this men", "this men", "this\u00a0men", "this men"]),
        ("lexical", '"this men"', "this, men; this-men; ’this men this men’s this men’", ["this men"]),
        ("regex", '{word: ["dolor"], regex: "dolor"}', "dolores dolor pro-dolor dolor", ["dolor", "dolor", "dolor"]),
        ("lexical", '"men who who"', "men who who who; men who who", ["men who who", "men who who"]),
    ],
)  # fmt: skip
def test_a_pattern_is_tried_where_its_guard_stands(
    tmp_path: Path, kind: str, pattern: str, text: str, expected: list[str]
) -> None:
    assert found(tmp_path, kind, pattern, text) == expected


RULE_OF = Rule(
    id="phrasing.rule", message="m", kind="lexical", severity=Severity.INFO, safety=Safety.SUGGESTION, fix=None, default=True,
    where=Where(), phrases={}, starts={}, ends={}, contains={}, patterns={}, why="", category="", facts={}, confidence=None,
)  # fmt: skip
PATTERNS = (
    "this men",
    "[ depend of ] the?",
    "did|does _{0,2} went|came",
    "although|because _{1,4} , but",
    "the @num men old",
    "state - run men",
    "in the U.S. men",
    "men very? , said that",
    "<was the men !of",
)
PIECES = (
    "this", "This", "men", "depend", "of", "the", "The", "did", "does", "went", "came", "although", "but", "3.5", "12", "old",
    "state", "state-run", "run", "in", "U.S.", "very", "said", "that", "was", ",", ", ", ".", " ", "\u00a0", "-", " — ", "’", "(", "[", "/",
    "\n", "_", "a",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24), st.sampled_from([" ", ""]))
def test_nothing_that_a_pattern_matches_is_missed(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    for notation in PATTERNS:
        made = compile_lexical(notation)
        pattern = Pattern(made.regex, made.words, (), True, made.window, made.also, made.beside, made.near)
        index = PatternIndex([RULE_OF._replace(patterns={"en": (pattern,)})])
        at = "at" if "(?P<at>" in made.regex else 0
        assert [hit.span for hit in index.find(text, "en")] == [m.span(at) for m in re.finditer(made.regex, text)]
