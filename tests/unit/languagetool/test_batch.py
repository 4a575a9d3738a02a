"""Cutting, packing, and finding the one bad text among many."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.languagetool import batch
from wirecopy.languagetool.errors import CheckFailedError
from wirecopy.languagetool.hits import Hit


def find_bad(text: str) -> list[Hit]:
    """A checker whose one rule is the word "bad"."""
    return [Hit("BAD", "C", *match.span(), "bad", ("good",)) for match in re.finditer("bad", text)]


@given(st.text("ab .\n"), st.integers(1, 20))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    cut = list(batch.pieces(text, longest))
    assert "".join(piece for _, piece in cut) == text
    assert all(text[start:].startswith(piece) and len(piece) <= longest for start, piece in cut)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One two. Three four.", [(0, "One two. "), (9, "Three four.")]),
        ("one two three four", [(0, "one two "), (8, "three four")]),
        ("abcdefghijklmnop", [(0, "abcdefghijkl"), (12, "mnop")]),
    ],
)
def test_cut_after_a_sentence_else_at_a_space_else_anywhere(text: str, cut: list[tuple[int, str]]) -> None:
    assert list(batch.pieces(text, 12)) == cut


def test_packs_keep_order_and_length() -> None:
    assert batch.packed(["a" * 4, "b" * 4, "c" * 20, "d"], 12) == [[0, 1], [2], [3]]


def test_a_hit_over_the_gap_is_dropped() -> None:
    def over_the_gap(text: str) -> list[Hit]:
        return [Hit("R", "C", text.index("\n") - 1, text.index("\n") + 3, "", ())]

    assert batch.check_pack(["the", "the"], over_the_gap) == [[], []]


def test_hits_come_back_to_their_texts() -> None:
    texts = ["bad", "good", "so bad"]
    assert batch.check_all(texts, find_bad, 4) == [
        [Hit("BAD", "C", 0, 3, "bad", ("good",))],
        [],
        [Hit("BAD", "C", 3, 6, "bad", ("good",))],
    ]


@given(st.lists(st.sampled_from(["bad", "fine", "poison", "a bad day"]), max_size=30), st.integers(1, 4))
def test_only_the_poison_is_lost(texts: list[str], connections: int) -> None:
    def check(text: str) -> list[Hit]:
        if "poison" in text:
            raise CheckFailedError("crash")
        return find_bad(text)

    answers = batch.check_all(texts, check, connections)
    assert answers == [None if text == "poison" else find_bad(text) for text in texts]
