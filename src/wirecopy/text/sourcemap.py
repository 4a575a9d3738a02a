"""SourceMap: which runs of the source are still there, and where. Text is never moved, so one bisect answers a look-up.

A map is a list of kept runs; between two runs lies a gap: a piece of source that is gone, a piece of text that was
put in, or both. The gaps are the net change, and thereby all that restoring needs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.text.edits import Edit


class Mapped(NamedTuple):
    """A span carried over; `exact` if every code point of it is the same on both sides."""

    span: Span
    exact: bool


class Gap(NamedTuple):
    """A maximal place where source and text differ: what was there, and what is there now."""

    source: Span
    text: Span


class SourceMap:
    """Kept runs from a source of `source_length` to a text of `text_length` code points."""

    __slots__ = ("lengths", "source_length", "source_starts", "text_length", "text_starts")

    def __init__(
        self,
        source_starts: Sequence[int],
        text_starts: Sequence[int],
        lengths: Sequence[int],
        source_length: int,
        text_length: int,
    ) -> None:
        self.source_starts = source_starts
        self.text_starts = text_starts
        self.lengths = lengths
        self.source_length = source_length
        self.text_length = text_length

    @classmethod
    def identity(cls, length: int) -> SourceMap:
        """Return the map of a text that nothing has touched."""
        return cls((0,), (0,), (length,), length, length) if length else cls((), (), (), 0, 0)

    def to_source(self, span: Span) -> Mapped:
        """Carry a span of the text to the smallest enclosing span of the source."""
        return self._carry(span, self.text_starts, self.source_starts, self.source_length)

    def to_text(self, span: Span) -> Mapped | None:
        """Carry a span of the source to the text; None if nothing of it, and nothing in its place, is left."""
        mapped = self._carry(span, self.source_starts, self.text_starts, self.text_length)
        gone = mapped.span.start == mapped.span.end and span.start < span.end
        return None if gone else mapped

    def _carry(self, span: Span, near: Sequence[int], far: Sequence[int], far_length: int) -> Mapped:
        first = bisect_right(near, span.start) - 1
        offset = span.start - near[first] if first >= 0 else 0
        if first >= 0 and (offset < self.lengths[first] or (span.start == span.end and offset == self.lengths[first])):
            start, start_kept = far[first] + offset, True
        else:
            start, start_kept = (far[first] + self.lengths[first] if first >= 0 else 0), False
        if span.start == span.end:
            return Mapped(Span(start, start), start_kept)
        last = bisect_left(near, span.end) - 1
        if last >= 0 and span.end - near[last] <= self.lengths[last]:
            end, end_kept = far[last] + span.end - near[last], True
        else:
            end, end_kept = (far[last + 1] if last + 1 < len(far) else far_length), False
        return Mapped(Span(start, end), start_kept and end_kept and first == last)

    def then(self, edits: Sequence[Edit]) -> SourceMap:
        """Return the map after sorted, disjoint `edits` of the text: linear in runs and edits."""
        if not edits:
            return self
        source_starts: list[int] = []
        text_starts: list[int] = []
        lengths: list[int] = []
        run, shift, at = 0, 0, 0
        for start, end, piece in _kept(edits, self.text_length):
            # Keep [at, start) of the old text: cut the runs that lie in it.
            while run < len(self.lengths) and self.text_starts[run] < start:
                begin = max(at, self.text_starts[run])
                stop = min(start, self.text_starts[run] + self.lengths[run])
                if begin < stop:
                    source_starts.append(self.source_starts[run] + begin - self.text_starts[run])
                    text_starts.append(begin + shift)
                    lengths.append(stop - begin)
                if self.text_starts[run] + self.lengths[run] > start:
                    break
                run += 1
            shift += piece - (end - start)
            at = end
        return SourceMap(source_starts, text_starts, lengths, self.source_length, self.text_length + shift)

    def gaps(self) -> Iterator[Gap]:
        """Yield the places where source and text differ, in order."""
        source_at = text_at = 0
        for source, text, length in zip(self.source_starts, self.text_starts, self.lengths, strict=True):
            if source > source_at or text > text_at:
                yield Gap(Span(source_at, source), Span(text_at, text))
            source_at, text_at = source + length, text + length
        if source_at < self.source_length or text_at < self.text_length:
            yield Gap(Span(source_at, self.source_length), Span(text_at, self.text_length))


def _kept(edits: Sequence[Edit], length: int) -> Iterator[tuple[int, int, int]]:
    """Yield each edit as (start, end, length of its text), and an empty one at the end of the text."""
    for start, end, text in edits:
        yield start, end, len(text)
    yield length, length, 0
