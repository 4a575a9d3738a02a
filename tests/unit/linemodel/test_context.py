from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.linemodel.context import STANDING, SURROUNDINGS, body, standing, surroundings
from wirecopy.linemodel.forest import VALUES
from wirecopy.linemodel.gate import PROFILE, profile
from wirecopy.linemodel.shape import describe, outline

LINES = st.lists(st.text("ab .,;?“”京A1", min_size=1, max_size=80).map(str.strip).filter(bool), min_size=1, max_size=30)


@given(LINES, st.randoms(use_true_random=False))
def test_rows_are_small_integers_one_a_line(texts: list[str], rng: object) -> None:
    assert hasattr(rng, "random")
    scores = [rng.random() for _ in texts]
    outlines = [outline(text) for text in texts]
    lines = [describe(text, {}) for text in texts]
    around = surroundings(outlines, texts)
    rows = standing([item.size for item in outlines], lines, scores, [True] * len(texts))
    assert {len(row) for row in around} == {len(SURROUNDINGS)}
    assert {len(row) for row in rows} == {len(STANDING)}
    assert all(0 <= value < VALUES for row in (*around, *rows) for value in row)
    row = profile([item.size for item in outlines], scores, 0.4)
    assert len(row) == len(PROFILE)
    assert all(0 <= value < VALUES for value in row)


def test_the_body_is_the_stretch_that_holds_the_most() -> None:
    lines = [describe(text, {}) for text in ("Home", "alpha bravo charlie", "alpha delta", "Share", "other text")]
    found = body([1, 20, 20, 1, 3], lines, [0.0, 0.9, 0.9, 0.1, 0.5])
    assert (found.start, found.end) == (1, 3)
    assert found.anchors == [False, True, True, False, False]
    assert found.twice == {"alpha"}
    assert found.once == {"alpha", "bravo", "charlie", "delta"}


def test_lines_that_are_not_wanted_have_no_row() -> None:
    lines = [describe(text, {}) for text in ("one", "two")]
    assert standing([1, 1], lines, [0.1, 0.1], [False, True])[0] == ()
