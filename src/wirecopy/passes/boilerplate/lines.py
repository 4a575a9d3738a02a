"""The lines of a document as the boilerplate pass sees them: their text without known pieces, and their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.phrases import words_by_line, words_of
from wirecopy.text import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.text import Span

_STOPS = frozenset(".!?…。！？۔؟।")
_CLOSERS = '"”’»›)]』」'
_FENCES = ("```", "~~~")
PROSE_WORDS = 14
SENTENCE_WORDS = 6
"""A line of so many words that ends as a sentence does is a sentence; with the first number of words, it is prose."""


class Line(NamedTuple):
    """One line that is not blank.

    `span` is the line without its end, in the document's text; `end` is where the next line begins. `text` is the line
    without white space at its edges, without the pieces that go anyway and without the marks of Markdown, and starts at `at`
    if nothing was cut (`whole`).
    """

    span: Span
    end: int
    text: str
    at: int
    whole: bool
    tokens: list[str]
    sentence: bool

    @property
    def words(self) -> int:
        """How many words it has; in scripts without spaces, characters."""
        return len(self.tokens)

    @property
    def prose(self) -> bool:
        """Whether this is the article, or a text as long as one."""
        return self.sentence and len(self.tokens) >= PROSE_WORDS


def read(text: str, spans: Sequence[Span], *, marked: bool | None = None) -> list[Line]:
    """Return the lines of `text` that are not blank; `spans` are those of all lines.

    `marked`: whether the text is in Markdown, whose marks are left out of the lines; None: found out.
    """
    lines: list[Line] = []
    marked, fenced = markdown.is_markdown(text) if marked is None else marked, False
    afters = [*[span.start for span in spans[1:]], len(text)]
    for span, after, tokens in zip(spans, afters, words_by_line(text, spans), strict=False):
        start, end = span
        raw = text[start:end]
        content = raw.strip()
        if content:
            said = content
            if marked:
                fence = content.startswith(_FENCES)
                fenced = fenced != fence
                said = content if fenced and not fence else markdown.plain_line(content)
                if not said and len(content) == 1:
                    said = content  # a bullet of nothing is a line of the page, in Markdown too
            words = tokens if said == content else words_of(said)
            at = start if content is raw else start + raw.index(content)
            lines.append(Line(span, after, said, at, said == content, words, _is_sentence(said, words)))
    return lines


def _is_sentence(text: str, words: Sequence[str]) -> bool:
    """Tell whether a line of these words ends as a sentence does: with a stop, and a few marks that close at most."""
    return len(words) >= SENTENCE_WORDS and text[-6:].rstrip(_CLOSERS)[-1:] in _STOPS


def cut(lines: Sequence[Line], text: str, pieces: Sequence[Span]) -> list[Line]:
    """Return the lines without the pieces of them that go anyway; the pieces are in order and disjoint."""
    found: list[Line] = []
    waiting = list(reversed(pieces))
    for line in lines:
        mine: list[Span] = []
        while waiting and waiting[-1].start < line.span.end:
            mine.append(waiting.pop())
        if mine:
            kept = [line.span.start, *(edge for piece in mine for edge in piece), line.span.end]
            rest = "".join([text[kept[i] : kept[i + 1]] for i in range(0, len(kept), 2)]).strip()
            if not line.whole:
                rest = markdown.plain_line(rest)
            tokens = words_of(rest)
            found.append(line._replace(text=rest, whole=False, tokens=tokens, sentence=_is_sentence(rest, tokens)))
        else:
            found.append(line)
    return found
