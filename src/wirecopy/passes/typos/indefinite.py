"""`a` before a vowel sound and `an` before a consonant sound, where the sound is certain.

Sounds come from a pronouncing dictionary. Silent: words that it lacks and whose letters do not settle it, words heard both
ways (herb, historic), and abbreviations that may be spelled out or read as a word (`an LED`, `a NATO`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.passes.typos.hit import Hit
from wirecopy.text.lazy import lazy
from wirecopy.words.lexicon import EITHER, OPPOSITE, PRONOUNCED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.words.lexicon import Lexicon

_ARTICLE = lazy(r"(?<![\w'’\-.&/@#+])([Aa]n?)([ \t\n]+[\"“‘']?)(?=(\d[\d,]*|[^\W\d_]+)([.'’\-&/]?[^\W_]?))")
_VOWELS = frozenset("aeiou")
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
_DOUBTFUL = lazy(r"u|eu|ew|h|y|o[nu]|x|[aeio]'")
_EIGHT = lazy(r"8\d*|1[18](?:,\d{3})?")


def find(text: str, lexicon: Lexicon, spared: frozenset[str] = frozenset()) -> Iterator[Hit]:
    """Yield a hit for each indefinite article that does not fit the next word; `spared` words may have either."""
    for match in _ARTICLE.finditer(text):
        article, _, following, tail = match.groups()
        if article[0] == "A" and not _opens(text, match.start(), article):
            continue
        if following.lower() in spared:
            continue
        vowel = _begins_with_vowel(following, tail, lexicon)
        if vowel is None or vowel == (article[-1] == "n"):
            continue
        right = article[0] + ("n" if vowel else "")
        yield Hit(match.start(), match.start() + len(article), "typos.a-an", (right,), 0.98, f"before {following}")


def _opens(text: str, at: int, article: str) -> bool:
    """Whether a capital article begins a sentence; elsewhere `A` is a grade, a vitamin or part of a title."""
    before = text[:at].rstrip(" \t\"'“”‘’(")
    return not before or before[-1] in ".!?:\n" or (article == "An" and before[-1] in ",;")


def _begins_with_vowel(word: str, tail: str, lexicon: Lexicon) -> bool | None:
    """Whether a word or number begins with a vowel sound; None when that is not certain."""
    if word[0].isdigit():
        return _EIGHT.fullmatch(word.rstrip(",")) is not None if word[0] != "0" and tail[:1] != "." else None
    if not word.isascii():
        return None
    if word.isupper() and (len(word) == 1 or not _VOWELS.intersection(word.lower())):
        # A letter, or capitals that can only be spelled out; an initial or a possessive says nothing of the sound.
        return None if tail[:1] in ("'", "’", ".", "&") and tail else word[0] in _SPELLED_WITH_VOWEL
    if len(word) == 1:
        return None
    if word.isupper() or word[1:] != word[1:].lower():
        return None
    folded = word.lower()
    if not _VOWELS.intersection(folded):
        return None
    flags = lexicon.entry(folded).names
    by_letter = folded[0] in _VOWELS
    if flags & EITHER:
        return None
    if flags & PRONOUNCED:
        return not by_letter if flags & OPPOSITE else by_letter
    return None if _DOUBTFUL.match(folded) else by_letter
