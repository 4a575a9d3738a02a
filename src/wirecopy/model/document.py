"""Document: what a pass is given. The text as earlier passes left it, with views that are computed once per state."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text import language, segment
from wirecopy.text.lazy import view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirecopy.model.source import Source
    from wirecopy.text import Span
    from wirecopy.text.sourcemap import SourceMap


class Annotation(NamedTuple):
    """A typed note on a span of the text; the engine carries it through edits. `data` must not hold offsets."""

    span: Span
    kind: str
    data: object


EXTRACTED = "extracted"
"""The kind of the annotation on the whole text that says: this was a page, and its markup has been taken out."""


class Document:
    """One state of the text between two passes."""

    def __init__(self, source: Source, text: str, map_: SourceMap, annotations: tuple[Annotation, ...] = ()) -> None:
        self.source = source
        self.text = text
        self.map = map_
        self.annotations = annotations

    @property
    def is_page(self) -> bool:
        """Whether the text is the source of a page still: tags, scripts and all."""
        return self.source.media == "html" and all(note.kind != EXTRACTED for note in self.annotations)

    @view
    def lines(self) -> tuple[Span, ...]:
        """The lines, without their ends."""
        return segment.lines(self.text)

    @view
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs: non-blank lines, hard-wrapped ones joined."""
        return segment.paragraphs(self.text, self.lines)

    @view
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, none of which crosses a paragraph."""
        return segment.sentences(self.text, self.paragraphs)

    @view
    def tokens(self) -> tuple[Span, ...]:
        """The words."""
        return segment.tokens(self.text)

    @view
    def quotations(self) -> tuple[Span, ...]:
        """What stands in quotation marks, marks included."""
        return segment.quotations(self.text, self.paragraphs)

    @view
    def counted(self) -> segment.Words:
        """The words with all that is known of them."""
        return segment.count_words(self.text)

    @view
    def words(self) -> Mapping[str, int]:
        """How often each word occurs, as it is spelled; hyphens and apostrophes inside a word belong to it."""
        return self.counted.counts

    @view
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Where the runs of digits begin and end."""
        return segment.numbers(self.text)

    def quoted(self, span: Span) -> bool:
        """Tell whether a span touches a quotation."""
        at = bisect_right(self.quotations, (span.start, len(self.text) + 1))
        return (at > 0 and self.quotations[at - 1].end > span.start) or (
            at < len(self.quotations) and self.quotations[at].start < span.end
        )

    @view
    def language(self) -> str | None:
        """The language of the whole text, ISO 639-1; what the caller said of the source goes first."""
        return self.source.lang or language.detect(self.text)

    @view
    def read_as(self) -> str:
        """The language that checks go by: `language`; English where the text is too short to say, "und" where it is not that."""
        return self.language or language.read_as(self.text)

    @view
    def paragraph_languages(self) -> tuple[str | None, ...]:
        """The language of each paragraph; one too short to tell has that of the text."""
        return tuple(language.detect(self.text[start:end]) or self.language for start, end in self.paragraphs)
