"""One name, two spellings: a rare capitalised word that is a slip or a transliteration away from a frequent one.

Evidence: the counts (once or twice against three times or more), what kind of change parts the two, and the words beside
them (two people with different first names are two people).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.model import Document

RULE = "consistency.name-spelled-two-ways"
_MIN = 5
_MIN_SLIP = 4
"""A slip may have lost a letter."""
_FREQUENT = 3
_ENDINGS = (
    "s",
    "es",
    "n",
    "an",
    "ian",
    "i",
    "e",
    "a",
    "o",
    "r",
    "er",
    "y",
    "t",
    "d",
    "ed",
    "ing",
    "ly",
    "in",
    "en",
    "m",
    "um",
)
_PLAIN = str.maketrans({"y": "i", "j": "i", "w": "v", "c": "k", "q": "k", "z": "s", "h": None})
_PAIRS = (("ph", "f"), ("ou", "u"), ("oo", "u"), ("ck", "k"), ("x", "ks"))
_DOUBLE = lazy(r"(.)\1+")
_NEIGHBOUR_BEFORE = lazy(r"([^\W\d_][\w’'.-]*)[ \u00a0]$")
_NEIGHBOUR_AFTER = lazy(r"[ \u00a0]([^\W\d_][\w’'-]*)")


class _Place(NamedTuple):
    span: Span
    before: str
    after: str
    opens: bool
    """Stands where a sentence begins, so that the capital says nothing."""


def check(doc: Document) -> Iterator[Claim]:
    """Yield each rare spelling of a name that is spelled otherwise throughout."""
    counts = _capitalised(doc)
    frequent = [
        word for word, count in counts.items() if count >= _FREQUENT and len(word) >= _MIN and not word.isupper()
    ]
    if not frequent:
        return
    by_letter: dict[str, list[tuple[str, str, int]]] = {}
    for word in frequent:
        by_letter.setdefault(_plain_letter(word[0]), []).append((word, word.casefold(), counts[word] // 3))
    near: dict[str, Sequence[tuple[str, str, int]]] = {}
    for word, count in counts.items():
        first = word[0]
        if first not in near:
            near[first] = by_letter.get(_plain_letter(first), ())
        for other, small, most in near[first]:
            if count > most or not -3 < len(word) - len(other) < 3:
                continue
            if _near(word.casefold(), small) and _is_slip(word, other, doc):
                yield from _claims(doc, word, other, count, counts[other])
                break


def _capitalised(doc: Document) -> dict[str, int]:
    """Return how often each longer capitalised word occurs, its possessive counted with it."""
    counts: dict[str, int] = {}
    words = doc.words
    # Most words begin with a small letter from a to z, which one comparison tells.
    for word in [word for word in words if not "a" <= word < "{" and len(word) >= _MIN_SLIP and word[0].isupper()]:
        name = word if word.isalpha() else word.removesuffix("’s").removesuffix("'s")
        if name.isalpha():
            counts[name] = counts.get(name, 0) + words[word]
    return counts


@cache
def _plain_letter(letter: str) -> str:
    """Return what a first letter has in common with those it is transliterated to."""
    return letter.casefold().translate(_PLAIN)


def _near(small: str, other: str) -> bool:
    """Tell whether two words are one letter added, left out, changed or swapped apart, or transliterations of one."""
    half = min(len(small), len(other)) // 2 - 1
    if half > 0 and small[:half] != other[:half] and small[-half:] != other[-half:]:
        return _folded(small) == _folded(other)  # one change leaves the first or the last half as it is
    start = 0
    for mine, theirs in zip(small, other, strict=False):
        if mine != theirs:
            break
        start += 1
    left, right = small[start:], other[start:]
    if left[1:] == right[1:] or left[1:] == right or left == right[1:]:
        return True
    return (left[:2] == right[1::-1] and left[2:] == right[2:]) or _folded(small) == _folded(other)


@lru_cache(maxsize=4096)
def _folded(small: str) -> str:
    """Return what the transliterations of one name have in common."""
    for pair, plain in _PAIRS:
        if pair in small:
            small = small.replace(pair, plain)
    return _DOUBLE.sub(r"\1", small.translate(_PLAIN))


def _is_slip(word: str, other: str, doc: Document) -> bool:
    """Tell whether `word` may be a slip for `other`: near enough, and neither an inflection of it nor a word of its own."""
    small, whole = word.casefold(), other.casefold()
    if small in doc.words or whole in doc.words or small == whole:
        return False
    if any(small == whole + end or whole == small + end for end in _ENDINGS):
        return False
    if _folded(small) == _folded(whole):
        return True
    shared = next(
        (at for at, pair in enumerate(zip(small, whole, strict=False)) if pair[0] != pair[1]),
        min(len(small), len(whole)),
    )
    tail = max(len(small), len(whole)) - shared
    return tail > _least_tail(small, whole, doc.language)


def _least_tail(small: str, whole: str, lang: str | None) -> int:
    """Return how many letters must follow the first difference, and one more.

    What parts two names of their own, or two forms of one word, mostly stands at the end (Paulo, Paula; Greece, Greene).
    Letters swapped or lost before a last letter that stays (Holmse, Wilsn) make no other name.
    """
    if lang == "de":
        return 4
    if sorted(small) == sorted(whole):
        return 1
    if len(small) != len(whole) and small[-1] == whole[-1]:
        return 1
    return 1 if len(small) > 6 else 2


def _claims(doc: Document, word: str, other: str, count: int, others: int) -> Iterator[Claim]:
    places = _places(doc, word)
    theirs = _places(doc, other)
    short = len(word) <= _MIN_SLIP and all(place.opens for place in places)  # a word of its own, by all we know
    if short or not any(not place.opens for place in theirs) or not _same_bearer(places, theirs):
        return
    for place in places:
        if not doc.quoted(place.span):
            yield Claim(RULE, place.span, word, other, (other,), f"{word} {count} times, {other} {others} times")


def _places(doc: Document, word: str) -> list[_Place]:
    found = []
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", doc.text):
        before = _NEIGHBOUR_BEFORE.search(doc.text, max(0, match.start() - 30), match.start())
        after = _NEIGHBOUR_AFTER.match(doc.text, match.end())
        opens = before is None or before[1].endswith(".")
        found.append(_Place(Span(*match.span()), before[1] if before else "", after[1] if after else "", opens))
    return found


def _same_bearer(places: Sequence[_Place], theirs: Sequence[_Place]) -> bool:
    """Tell whether the words beside the two spellings let them mean one person or place."""
    for side in ("before", "after"):
        mine = {getattr(place, side) for place in places}
        known = {getattr(place, side) for place in theirs}
        strange = {word for word in mine - known if word[:1].isupper()}
        if strange:
            return False
    return True
