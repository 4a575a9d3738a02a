"""The lines of a document as the boilerplate pass sees them: their text without known pieces, and their place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text import markdown
from wirecopy.text.words import words_by_line, words_of

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


_new = partial(tuple.__new__, Line)
"""Makes a line of its fields: a text has hundreds of them."""


def read(text: str, spans: Sequence[Span], *, marked: bool | None = None) -> list[Line]:
    """Return the lines of `text` that are not blank; `spans` are those of all lines.

    `marked`: whether the text is in Markdown, whose marks are left out of the lines; None: found out.
    """
    if not spans:
        return []
    afters = [*[span.start for span in spans[1:]], len(text)]
    raws = [text[start:end] for start, end in spans]
    contents = [*map(str.strip, raws)]
    words = words_by_line(text, spans)
    if markdown.is_markdown(text) if marked is None else marked:
        said = _unmarked(contents)
        words = [own if new is old else words_of(new) for own, new, old in zip(words, said, contents, strict=True)]
    else:
        said = contents
    return [
        _new(
            (
                span,
                after,
                new,
                span.start if old is raw else span.start + raw.index(old),
                new is old,
                own,
                len(own) >= SENTENCE_WORDS and _stops(new),
            )
        )
        for span, after, raw, old, new, own in zip(spans, afters, raws, contents, said, words, strict=True)
        if old
    ]


def _unmarked(contents: Sequence[str]) -> list[str]:
    """Return lines of Markdown without its marks; a line that has none is the same object."""
    found: list[str] = []
    fenced = False
    for content in contents:
        fence = content.startswith(_FENCES)
        fenced = fenced != fence
        said = content if fenced and not fence else markdown.plain_line(content)
        # A bullet of nothing is a line of the page, in Markdown too.
        found.append(content if said == content or (not said and len(content) == 1) else said)
    return found


def _stops(text: str) -> bool:
    """Tell whether a line ends as a sentence does: with a stop, and a few marks that close at most."""
    return text[-6:].rstrip(_CLOSERS)[-1:] in _STOPS


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
            sentence = len(tokens) >= SENTENCE_WORDS and _stops(rest)
            found.append(line._replace(text=rest, whole=False, tokens=tokens, sentence=sentence))
        else:
            found.append(line)
    return found
