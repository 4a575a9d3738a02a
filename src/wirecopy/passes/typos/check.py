"""All checks of one text, in one list: `check(text, lang)`, without documents, engine or rules as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.typos import doubled, indefinite, spacing, spelling
from wirecopy.passes.typos.article import Article
from wirecopy.words import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirecopy.passes.typos.hit import Hit


class Spared(NamedTuple):
    """Words that a check must leave alone, small letters, from the rules' files."""

    doubled: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    split: frozenset[str] = frozenset()


NOTHING = Spared()


def check(text: str, lang: str = "en", spared: Spared = NOTHING) -> list[Hit]:
    """The typos in `text`, by position; where two hits overlap, the one that explains more stays."""
    known = load(lang)
    if known is None:
        return []
    article = Article(text, known)
    hits = [*spacing.broken(article), *spacing.glued(article)]
    hits = [hit for hit in hits if text[hit.start : hit.end].lower() not in spared.split]
    hits += doubled.find(text, spared.doubled)
    hits += indefinite.find(text, known, spared.indefinite)
    return merge(hits, spelling.find(article))


def merge(first: Iterable[Hit], second: Iterable[Hit]) -> list[Hit]:
    """Both lists by position, without hits that overlap an earlier one or, in `second`, one in `first`."""
    kept: list[Hit] = []
    for hits in (first, second):
        for hit in sorted(hits):
            if all(hit.end <= other.start or hit.start >= other.end for other in kept):
                kept.append(hit)
    return sorted(kept)
