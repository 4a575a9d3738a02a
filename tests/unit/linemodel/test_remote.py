from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.linemodel.remote import LONG, REACH, remote


def test_short_lines_near_a_long_one_are_not_far() -> None:
    assert remote([1] * 8 + [LONG] + [1] * 8) == [True] * 2 + [False] * 13 + [True] * 2


def test_without_a_long_line_all_are_far() -> None:
    assert remote([1, 2, 3]) == [True] * 3
    assert remote([]) == []


@given(st.lists(st.integers(1, 12), max_size=60))
def test_far_is_what_has_no_long_line_within_reach(sizes: list[int]) -> None:
    assert remote(sizes) == [max(sizes[max(0, i - REACH) : i + REACH + 1]) < LONG for i in range(len(sizes))]
