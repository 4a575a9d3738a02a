"""Articles about programs: what would be residue of a machine elsewhere is shown there on purpose."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from wirecopy.rulebook import locate
from wirecopy.text.segment import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.model import Document
    from wirecopy.text import Span


class _Table(NamedTuple):
    words: frozenset[str]
    least: int
    """An article with so many of the words is about programs."""


@cache
def _table() -> _Table:
    data = cast("dict[str, object]", json.loads(locate.table("programs").read_text("utf-8")))
    return _Table(frozenset(cast("list[str]", data["words"])), cast("int", data["least"]))


def about(doc: Document, hits: Sequence[Span]) -> bool:
    """Tell whether an article is about programs by its words, those of the paragraphs with `hits` left out."""
    words, least = _table()
    if len(words.intersection(map(str.casefold, doc.words))) < least:
        return False
    rest = [span.of(doc.text) for span in doc.paragraphs if not any(span.start <= hit.start < span.end for hit in hits)]
    return len(words.intersection(map(str.casefold, count_words("\n".join(rest)).counts))) >= least
