"""Taken gives the same as comparing with every span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.text import Span
from wirecopy.text.span import Taken

SPANS = st.lists(st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(0, 6)))


@given(SPANS)
def test_what_is_taken_is_what_comparing_with_all_takes(spans: list[Span]) -> None:
    taken = Taken()
    kept: list[Span] = []
    for span in spans:
        free = not any(span.overlaps(other) for other in kept)
        assert taken.meets(span) is not free
        assert taken.add(span) is free
        if free:
            kept.append(span)
