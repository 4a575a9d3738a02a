"""PatternIndex: where the patterns of rules are tried, and what they find there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.rulebook.match import PatternIndex
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
