from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.linemodel.limit import threshold

LINES = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 80)), min_size=1, max_size=40)


@given(LINES, st.floats(-1, 1))
def test_the_limit_is_half_of_the_best_expected_f1(lines: list[tuple[float, int]], bias: float) -> None:
    scores, sizes = zip(*lines, strict=True)
    ranked = sorted(lines, reverse=True)
    expected = sum(score * size for score, size in lines)
    best = 0.0
    for kept in range(1, len(ranked) + 1):
        taken = sum(size for _, size in ranked[:kept])
        best = max(best, 2 * sum(score * size for score, size in ranked[:kept]) / (taken + expected))
    assert threshold(scores, sizes, bias) == pytest.approx(min(max(best / 2 + 0.4 * bias, 0.1), 0.9))
