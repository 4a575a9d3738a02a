from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.rulebook import RuleError
from wirecopy.rulebook.schema import load_rule

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """message: "m"
kind: line
phrases:
  en: ["related posts"]
examples:
  - bad: "⟦Related Posts⟧"
  - ok: "He related posts."
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "rule.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_rule_is_read(tmp_path: Path) -> None:
    rule, examples = load_rule(write(tmp_path, GOOD), "boilerplate.rule")
    assert (rule.id, rule.kind, rule.phrases, rule.langs) == (
        "boilerplate.rule",
        "line",
        {"en": ("related posts",)},
        ("en",),
    )
    assert [example.line for example in examples] == [6, 7]
    assert type(rule).from_json(rule.to_json()) == rule


def test_a_rule_tells_what_it_was_measured_to_do(tmp_path: Path) -> None:
    measured = (
        "measured:\n  news: {words: 1440567, hits: 267, read: 66, right: 64}\n  web: {words: 1000, hits: 0}\nphrases:"
    )
    rule, _ = load_rule(write(tmp_path, GOOD.replace("phrases:", measured)), "boilerplate.rule")
    assert list(map(str, rule.measured)) == [
        "267 hits in 1,440,567 words of published news, 64 of 66 read right",
        "no hits in 1,000 words of other web pages",
    ]
    assert type(rule).from_json(rule.to_json()) == rule


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("phrases:", "phrase:", "3: phrase: unknown key; did you mean 'phrases'?"),
        ("kind: line", "kind: lines", "2: kind: 'lines' is not one of line, heading, inline, swap, regex, lexical, check"),
        ('message: "m"\n', "", "1: message: is missing"),
        ('  - ok: "He related posts."\n', "", "6: examples: needs at least one 'ok' example that must not be flagged"),
        ("⟦Related Posts⟧", "Related Posts", "6: examples.bad: mark the exact span with ⟦ and ⟧"),
        ("  en: [", "  es: ['x']\n  en: [", "7: examples: no 'bad' example in es (give each example its 'lang')"),
        ("phrases:", 'patterns:\n  en: [{literal: a, regex: "(a+)+"}]\nphrases:',
         "4: patterns.en.regex: a repeat without a bound inside another repeat is not linear-time; give it a bound, as in {1,5}"),
        ("phrases:", 'patterns:\n  en: [{literal: a, regex: "a.*b"}]\nphrases:',
         "4: patterns.en.regex: a wildcard repeated without a bound is not linear-time; give it one, as in .{0,80}"),
        ("phrases:", "measured:\n  news: {words: 9, hits: 3, right: 4}\nphrases:",
         "4: measured.news: 'right' says how many of those 'read' (of all hits, unless it is given) were right"),
        ("phrases:", "measured:\n  news: {hits: 0}\nphrases:", "4: measured.news.words: is missing"),
        ("phrases:", "measured:\n  new: {words: 9, hits: 0}\nphrases:", "4: new: unknown key; did you mean 'news'?"),
        ("phrases:", 'patterns:\n  en: [{literal: a, word: b, regex: "ab"}]\nphrases:',
         "4: patterns.en: needs 'regex', and either 'literal' or 'word' (it is tried only where one of those stands)"),
        ("kind: line", "kind: [", "4: not YAML: expected ',' or ']', but got ':'"),
    ],
)  # fmt: skip
def test_complaints_name_file_line_and_key(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    assert before in GOOD
    path = write(tmp_path, GOOD.replace(before, after))
    with pytest.raises(RuleError) as caught:
        load_rule(path, "boilerplate.rule")
    assert str(caught.value) == f"{path}:{complaint}"
