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
    without white space at its edges without the pieces that go anyway and without the
    marks of Markdown, and starts at `at` if nothing was cut (`whole`).
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


def read(text: str, spans: Sequence[Span], pieces: Sequence[Span] = ()) -> list[Line]:
    """Return the lines of `text` that are not blank; `spans` are those of all lines, `pieces` of what goes in them."""
    lines: list[Line] = []
    marked, fenced = markdown.is_markdown(text), False
    waiting = list(reversed(pieces))
    for number, span in enumerate(spans):
        raw = text[span.start : span.end]
        content = raw.strip()
        cuts: list[Span] = []
        while waiting and waiting[-1].start < span.end:
            cuts.append(waiting.pop().shifted(-span.start))
        for cut in reversed(cuts):
            raw = raw[: cut.start] + raw[cut.end :]
        rest = raw.strip() if cuts else content
        if not content:
            continue
        whole = not cuts
        if marked and content.startswith(_FENCES):
            fenced = not fenced
        if marked and not (fenced and content[:3] not in _FENCES) and (said := markdown.plain_line(rest)) != rest:
            rest, whole = said, False
        end = spans[number + 1].start if number + 1 < len(spans) else len(text)
        tokens = words_of(rest)
        sentence = len(tokens) >= SENTENCE_WORDS and _STOPPED.search(rest[-6:]) is not None
        at = span.start + len(raw) - len(raw.lstrip())
        lines.append(Line(span, end, rest, at, whole, tokens, sentence))
    return lines
