from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.linemodel.forest import VALUES
from wirecopy.linemodel.shape import (
    FORM,
    SHAPE,
    describe,
    end_class,
    magnitude,
    may_be_wide,
    outline,
    size_of,
    sizes_of,
    start_class,
)
from wirecopy.linemodel.wording import keys
from wirecopy.text.words import words_of


@pytest.mark.parametrize(
    ("text", "end", "start"),
    [
        ("He left.", 2, 1),
        ("“He left.”", 5, 4),
        ("he left", 0, 0),
        ("2024", 1, 2),
        ("He left …", 3, 1),
        ("Did he?", 4, 1),
        ("(Reuters)", 6, 4),
        (", opens new tab,", 7, 6),
        ("* Sport:", 8, 5),
        ("他走了。", 2, 3),
        ("→ →", 9, 5),
    ],
)
def test_how_a_line_ends_and_begins(text: str, end: int, start: int) -> None:
    assert (end_class(text), start_class(text)) == (end, start)


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert size_of("東京都知事選挙") == 4
    assert outline("東京都知事選挙", 4) == ((magnitude(7), magnitude(4), 0, 3), 4)
    assert describe("東京都", words_of("東京都"), "", {}).topic == {"東京", "京都"}


def test_keys_mark_first_last_and_pairs_of_short_lines_and_the_rule() -> None:
    assert keys(["read", "more"], "read-more") == ["@read-more", "read", "more", "^read", "more$", "read more"]
    assert len(keys(["word"] * 30, "")) == 26


def test_word_weights_become_levels() -> None:
    table = {"comment$": (-100, -200, 50), "leave": (-50, 0, 0), "@comments": (0, -100, 0)}
    line = describe("Leave a comment", ["leave", "a", "comment"], "", table)
    columns = dict(zip(SHAPE, line.shape, strict=True))
    assert columns["wording"] == 24 - 6
    assert columns["worst_word"] == 12 - 4
    assert line.opens < 0 < line.closes
    assert describe("Leave a comment", ["leave", "a", "comment"], "comments", table).opens < line.opens


@given(st.text(min_size=1).map(str.strip).filter(bool))
def test_every_column_fits_the_tables(text: str) -> None:
    line, short = describe(text, words_of(text), "", {}), outline(text, size_of(text))
    assert len(short.form) == len(FORM)
    assert len(line.shape) == len(SHAPE)
    assert all(0 <= value < VALUES for value in (*short.form, *line.shape))


@given(st.lists(st.text("ab é’ก京カḀ한-", min_size=1, max_size=12).map(str.strip).filter(bool), max_size=6))
def test_words_tell_whether_lines_must_be_looked_at_for_scripts_without_spaces(texts: list[str]) -> None:
    wide = may_be_wide({word for text in texts for word in words_of(text)})
    assert sizes_of(texts, wide=wide) == [size_of(text) for text in texts]
