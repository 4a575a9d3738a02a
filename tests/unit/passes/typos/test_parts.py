"""The parts of the typo checks: tables, tokens, errors, forests."""

from __future__ import annotations

import pytest

from wirecopy.passes.typos.channel import DELETED, DOUBLED, SUBSTITUTED, SWAPPED, channel
from wirecopy.passes.typos.forest import Forest
from wirecopy.passes.typos.hit import like
from wirecopy.passes.typos.tokens import words
from wirecopy.words.lexicon import Table, pack
from wirecopy.words.near import distance, one_edit, skeleton


def test_a_table_gives_back_what_was_packed() -> None:
    table = Table(pack({"a": b"\x01", "über": b"xyz", "": b""}))
    assert [table.get(key) for key in ("a", "über", "", "b", "\ud800")] == [b"\x01", b"xyz", b"", None, None]


def test_a_table_refuses_newlines_and_other_files() -> None:
    with pytest.raises(ValueError, match="'a': a value must not hold byte 10"):
        pack({"a": b"1\n2"})
    with pytest.raises(ValueError, match="not a word table"):
        Table(b"something else")


def test_words_have_exact_spans_and_lose_their_possessive() -> None:
    text = "The firm’s CEO don’t"
    assert [(text[w.start : w.end], w.text) for w in words(text)] == [
        ("The", "The"), ("firm", "firm"), ("CEO", "CEO"), ("don’t", "don't"),
    ]  # fmt: skip


def test_protected_stretches_have_no_text() -> None:
    text = "See https://a.example/x-y, mail a.b@c.org, #tag, f_x, 3rd, Node.js and/or C:\\temp end"
    assert [w.text for w in words(text) if w.text] == ["See", "mail", "and", "or", "end"]


@pytest.mark.parametrize(
    ("wrong", "right", "error"),
    [
        ("recieve", "receive", SWAPPED),
        ("dammage", "damage", DOUBLED),
        ("goverment", "government", DELETED),
        ("spqnish", "spanish", SUBSTITUTED),
    ],
)
def test_names_the_error(wrong: str, right: str, error: int) -> None:
    assert channel(wrong, right)[0] == error
    assert distance(wrong, right) == 1
    assert right in one_edit(wrong)


def test_distance_stops_at_three() -> None:
    assert [distance(*pair) for pair in (("abc", "abc"), ("abc", "acb"), ("kitten", "sitting"), ("a", "abcd"))] == [
        0,
        1,
        3,
        3,
    ]


def test_words_that_sound_alike_share_a_skeleton() -> None:
    assert skeleton("imediaetly") == skeleton("immediately") == "mdtl"


def test_a_forest_adds_its_leaves() -> None:
    forest = Forest(0.0, (0, 3), (0, -1, -1, -1), (1.5, -2.0, 2.0, 0.0), (2, 0, 0, 0))
    assert forest.probability([1.0]) == pytest.approx(0.1192, abs=1e-4)
    assert forest.probability([2.0]) == pytest.approx(0.8808, abs=1e-4)


def test_suggestions_take_the_case_of_the_word() -> None:
    assert [like(model, "word") for model in ("Wrod", "WROD", "wrod", "W")] == ["Word", "WORD", "word", "Word"]
