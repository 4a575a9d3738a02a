"""Author and date of pages that do not name them in their head: from the lines around the headline.

By-lines are those that the rules of boilerplate know, in all of their languages; dates what `text.dates` reads.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook import locate
from wirecopy.rulebook.phrases import LINE_KINDS, PhraseIndex
from wirecopy.rulebook.template import is_name
from wirecopy.text import Span, dates
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wirecopy.passes.markup.scan import Page

_BEFORE, _AFTER = 8, 14
"""So many blocks around the headline are looked at."""
_LONGEST = 120
_OF_AUTHOR = lazy(r"(?i:author|byline|by-line|autor|auteur|writer)")


class Line(NamedTuple):
    """What one line says of a field, and where the line stands in the source."""

    field: str
    value: str
    span: Span


def find(page: Page, missing: Collection[str]) -> Iterator[Line]:
    """Yield the authors and dates in the lines around the headline, for those of these fields that are missing."""
    heading = next((number for number, block in enumerate(page.blocks) if page.names[block.element] == "h1"), 0)
    for block in page.blocks[max(0, heading - _BEFORE) : heading + _AFTER]:
        if len(block.text) <= _LONGEST:
            for field, value in _facts(page, block.element, block.text, missing):
                yield Line(field, value, Span(block.start, block.end))


def _facts(page: Page, element: int, text: str, missing: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what a line says of the fields that are missing."""
    author, published = "author" in missing, "published" in missing
    hit = _index().find(text)
    for filled in hit.filled if hit else ():
        field = hit.rule.facts.get(filled.place) if hit else None
        if field == "author" and author:
            yield field, filled.text
        elif field == "published" and published and (day := _day(filled.text)):
            yield field, day
    if hit is None and published and (day := _day(text)):
        yield "published", day
    if (
        author
        and hit is None
        and is_name(text)
        and _OF_AUTHOR.search(page.attributes[element] + page.attributes[page.parents[element]])
    ):
        yield "author", text


def _day(text: str) -> str | None:
    when = dates.read(text)
    return when.iso() if when else None


@cache
def _index() -> PhraseIndex:
    rules = [rule for rule in locate.family("boilerplate") if rule.kind in LINE_KINDS]
    return PhraseIndex(rules, locate.phrases("boilerplate"))
