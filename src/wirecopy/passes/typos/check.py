"""All checks of one text, in one list: `check(text, lang)`, without documents, engine or rules as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy import words
from wirecopy.passes.typos import confusion, consensus, doubled, indefinite, spacing, spelling
from wirecopy.passes.typos.article import Article
from wirecopy.text.language import UNKNOWN
from wirecopy.text.span import Span, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirecopy.passes.typos.hit import Hit
    from wirecopy.words.corpus import Corpus

CLIPPED = 0.85  # from here on, `an` before a consonant is a clipped `and`: `a` is the likelier slip, so it has the odds


class Spared(NamedTuple):
    """Words that a check must leave alone, small letters, from the rules' files."""

    doubled: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    split: frozenset[str] = frozenset()


NOTHING = Spared()


def check(text: str, lang: str = "en", spared: Spared = NOTHING, corpus: Corpus | None = None) -> list[Hit]:
    """The typos in `text`, by position; where two hits overlap, the one that explains more stays.

    A language with neither word lists nor a dictionary gets the consensus of its own names alone.
    """
    known = words.load(lang)
    if known is None:
        return _foreign(text, lang, spared)
    article = Article(text, known, corpus)
    hits = [*spacing.broken(article), *spacing.glued(article)]
    hits = [hit for hit in hits if text[hit.start : hit.end].lower() not in spared.split]
    hits += doubled.find(text, spared.doubled)
    articles = [_clipped(article, hit) for hit in indefinite.find(text, known, spared.indefinite)]
    return merge(hits, articles, confusion.find(article), spelling.find(article))


def limits(lang: str) -> str | None:
    """What is not checked in a text of this language, and what to do about it, in a line; None if all is."""
    if lang == UNKNOWN or words.load(lang):
        return None
    from wirecopy.words import dictionary

    if dictionary.load(lang):
        return None
    what = f"texts in {lang!r} are checked for slips in their own names only"
    return f"{what}: pip install 'wirecopy[languages]' brings a dictionary" if lang in dictionary.LANGUAGES else what


def _foreign(text: str, lang: str, spared: Spared) -> list[Hit]:
    """The typos in another language than English."""
    from wirecopy.passes.typos import foreign
    from wirecopy.words import dictionary

    known, english = dictionary.load(lang), words.load("en")
    twice = doubled.find(text, spared.doubled) if spared.doubled else ()
    if known is None or english is None:
        why = f"no word list for {lang}: only the article's own names were compared"
        return merge(twice, (hit._replace(evidence=f"{hit.evidence}; {why}") for hit in consensus.find(text)))
    return merge(twice, consensus.find(text), foreign.find(text, known, english))


def _clipped(article: Article, hit: Hit) -> Hit:
    """`an` before a consonant may be `and` without its d: whichever fits better goes first."""
    if hit.suggestions != ("a",) or article.text[hit.start : hit.end] != "an":
        return hit
    probability = confusion.reading(article, hit.start, "a", "and")
    if probability < CLIPPED:
        return hit._replace(suggestions=("a", "and"))
    return hit._replace(rule="typos.confused-word", suggestions=("and", "a"))


def merge(*lists: Iterable[Hit]) -> list[Hit]:
    """All hits by position; one that overlaps a hit of an earlier list, or an earlier one of its own, is left out."""
    taken = Taken()
    return sorted(hit for hits in lists for hit in sorted(hits) if taken.add(Span(hit.start, hit.end)))
