"""markdown: the marks of Markdown around the text of a page: headings, lists, quotations, tables, code, emphasis, links.

The last pass, and only where Markdown is asked for: all others see plain text. It reads the notes that the markup pass
left, and only inserts: one finding a block, one a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Finding, Fix
from wirecopy.model.shape import BLOCK, INLINE, Mark, Shape
from wirecopy.text import Span
from wirecopy.text.segment import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Annotation, Context, Document, RuleMeta
    from wirecopy.rulebook import Rule


class MarkdownPass:
    """Proposes the marks that make Markdown of an extracted article."""

    name = "markdown"
    version = "1"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.id.partition(".")[2]: rule.meta for rule in rules}
        self.rules: tuple[RuleMeta, ...] = tuple(self._rules.values())

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - the protocol's shape
        """Yield a finding for each block that Markdown writes in another way than plain text."""
        notes = [note for note in doc.annotations if note.kind in {BLOCK, INLINE}]
        if not notes:
            return
        from wirecopy.passes.markdown.blocks import write
        from wirecopy.passes.markdown.piece import Piece

        pieces = [Piece(span, shape, marks) for span, shape, marks in _pieces(doc.text, notes)]
        for rule, edits in write(doc.text, pieces):
            meta = self._rules[rule]
            span = Span(edits[0].start, edits[-1].end)
            yield Finding(meta.id, span, meta.message, meta.severity, Fix(tuple(edits), meta.safety))


def _pieces(text: str, notes: Sequence[Annotation]) -> Iterator[tuple[Span, Shape, list[tuple[Span, Mark]]]]:
    """Yield the blocks that are still there, trimmed, in order, each with the marks inside."""
    marks = [(trimmed(text, note.span), note.data) for note in notes if isinstance(note.data, Mark)]
    marks.sort(key=lambda item: (item[0].start, -item[0].end))
    at = last = 0
    for note in sorted((note for note in notes if isinstance(note.data, Shape)), key=lambda note: note.span):
        span = trimmed(text, note.span)
        if span.start >= span.end or span.start < last:
            continue
        last = span.end
        while at < len(marks) and marks[at][0].start < span.start:
            at += 1
        inside = []
        while at < len(marks) and marks[at][0].start < span.end:
            where, mark = marks[at]
            if where.start < where.end <= span.end and isinstance(mark, Mark):
                inside.append((where, mark))
            at += 1
        assert isinstance(note.data, Shape)
        yield span, note.data, inside
