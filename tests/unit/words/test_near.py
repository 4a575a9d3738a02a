"""Words near a word: edits, and what they find among the common words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.words import load
from wirecopy.words.near import FAR, distance, one_edit, sounding_near, within_two

SHORT = st.text("abc", max_size=8)


@given(SHORT, SHORT)
def test_distance_is_symmetric_and_bounded(one: str, two: str) -> None:
    found = distance(one, two)
    assert found == distance(two, one) <= FAR
    assert (found == 0) == (one == two)


@given(SHORT, SHORT)
def test_one_edit_is_a_distance_of_one(one: str, two: str) -> None:
    assert (two in one_edit(one, "abc")) == (distance(one, two) == 1)


@given(SHORT, st.lists(SHORT))
def test_within_two_leaves_out_the_word_and_what_is_far(word: str, others: list[str]) -> None:
    assert list(within_two(word, others)) == [other for other in others if 0 < distance(word, other) < FAR]


def test_sounds_with_a_slip() -> None:
    english = load("en")
    assert english is not None
    assert "immediately" in sounding_near("imediaetly", english, slips=False)
    assert "accommodating" in sounding_near("acomodatting", english, slips=True)
