"""The lines of a document as the boilerplate pass sees them: their text without known pieces, and their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.phrases import words_of
from wirecopy.text import markdown
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.text import Span

_STOPPED = lazy(r"[.!?…。！？۔؟।][\"”’»›)\]』」]*$")
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
        return self.sentence and self.words >= PROSE_WORDS


def read(text: str, spans: Sequence[Span], *, marked: bool | None = None) -> list[Line]:
    """Return the lines of `text` that are not blank; `spans` are those of all lines.

    `marked`: whether the text is in Markdown, whose marks are left out of the lines; None: found out.
    """
    lines: list[Line] = []
    marked, fenced = markdown.is_markdown(text) if marked is None else marked, False
    stopped, add = _STOPPED.search, lines.append
    last = len(spans) - 1
    for number, span in enumerate(spans):
        start, end = span
        raw = text[start:end]
        content = raw.strip()
        if content:
            said = content
            if marked:
                fence = content.startswith(_FENCES)
                fenced = fenced != fence
                said = content if fenced and not fence else markdown.plain_line(content)
            tokens = words_of(said)
            sentence = len(tokens) >= SENTENCE_WORDS and stopped(said[-6:]) is not None
            after = spans[number + 1].start if number < last else len(text)
            add(Line(span, after, said, start + raw.index(content), said == content, tokens, sentence))
    return lines


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
            sentence = len(tokens) >= SENTENCE_WORDS and _STOPPED.search(rest[-6:]) is not None
            found.append(line._replace(text=rest, whole=False, tokens=tokens, sentence=sentence))
        else:
            found.append(line)
    return found
