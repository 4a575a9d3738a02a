from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.linemodel.around import SURROUNDINGS, surroundings
from wirecopy.linemodel.forest import VALUES
from wirecopy.linemodel.gate import PROFILE, profile
from wirecopy.linemodel.shape import describe, outline, size_of
from wirecopy.linemodel.standing import STANDING, body, standing
from wirecopy.text.words import words_of

LINES = st.lists(st.text("ab .,;?“”京A1", min_size=1, max_size=80).map(str.strip).filter(bool), min_size=1, max_size=30)


@given(LINES, st.randoms(use_true_random=False))
def test_rows_are_small_integers_one_a_line(texts: list[str], rng: object) -> None:
    assert hasattr(rng, "random")
    scores = [rng.random() for _ in texts]
    known = [int(3 * rng.random()) for _ in texts]
    sizes = [size_of(text) for text in texts]
    outlines = [outline(text, size) for text, size in zip(texts, sizes, strict=True)]
    lines = [describe(text, words_of(text), "", {}) for text in texts]
    around = surroundings(outlines, texts, known, [True] * len(texts))
    rows = standing(sizes, lines, scores, [True] * len(texts))
    assert {len(row) for row in around} == {len(SURROUNDINGS)}
    assert {len(row) for row in rows} == {len(STANDING)}
    assert all(0 <= value < VALUES for row in (*around, *rows) for value in row)
    row = profile(sizes, scores, 0.4)
    assert len(row) == len(PROFILE)
    assert all(0 <= value < VALUES for value in row)


def test_the_body_is_the_stretch_that_holds_the_most() -> None:
    texts = ("Home", "alpha bravo charlie", "alpha delta", "Share", "other text")
    lines = [describe(text, words_of(text), "", {}) for text in texts]
    found = body([1, 20, 20, 1, 3], lines, [0.0, 0.9, 0.9, 0.1, 0.5])
    assert (found.start, found.end) == (1, 3)
    assert found.anchors == [False, True, True, False, False]
    assert found.twice == {"alpha"}
    assert found.once == {"alpha", "bravo", "charlie", "delta"}


def test_what_rules_know_near_a_line_is_in_its_row() -> None:
    texts = ["Share", "He left.", "Most read", "Home"]
    outlines = [outline(text, size_of(text)) for text in texts]
    rows = surroundings(outlines, texts, [2, 0, 1, 0], [True] * 4)
    names = ("known", "known_above", "known_below", "known_near", "document_known")
    assert [[row[SURROUNDINGS.index(name)] for name in names] for row in rows] == [
        [2, 40, 2, 2, 6],
        [0, 1, 1, 2, 6],
        [1, 2, 40, 2, 6],
        [0, 1, 40, 2, 6],
    ]


def test_lines_that_are_not_wanted_have_no_row() -> None:
    texts = ["one", "two"]
    lines = [describe(text, [text], "", {}) for text in texts]
    assert standing([1, 1], lines, [0.1, 0.1], [False, True])[0] == ()
    assert surroundings([outline(text, 1) for text in texts], texts, [0, 0], [False, True])[0] == ()
