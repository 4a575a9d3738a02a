from __future__ import annotations

import pytest

from wirecopy.model import Document, Source
from wirecopy.text import Span
from wirecopy.text.sourcemap import SourceMap


def document(text: str) -> Document:
    return Document(Source(text), text, SourceMap.identity(len(text)))


def test_words_are_counted_as_spelled() -> None:
    assert document("The co-op, the co-op’s the").words == {"The": 1, "co-op": 1, "the": 2, "co-op’s": 1}


@pytest.mark.parametrize(
    ("span", "quoted"),
    [((0, 3), False), ((3, 5), True), ((5, 6), True), ((7, 8), True), ((8, 12), True), ((9, 12), False)],
)
def test_a_span_that_touches_a_quotation_is_quoted(span: tuple[int, int], quoted: bool) -> None:
    assert document("say “abc” no").quoted(Span(*span)) is quoted
