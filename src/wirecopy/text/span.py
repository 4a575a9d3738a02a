"""Span: a half-open range of code points. What it belongs to (source or text) is told by who hands it out. Taken: many of them."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """`[start, end)` in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point (an empty span shares none)."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved `by` code points."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Return the piece of `text` that the span covers."""
        return text[self.start : self.end]


class Taken:
    """Spans that do not overlap, in order: a look-up is one bisect, as only neighbours can overlap a new one."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def meets(self, span: Span) -> bool:
        """Tell whether `span` overlaps one that is there."""
        at = bisect_right(self._spans, span)
        return any(span.overlaps(other) for other in self._spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> bool:
        """Take a span unless it overlaps one that is there; tell whether it was taken."""
        if self.meets(span):
            return False
        insort(self._spans, span)
        return True
