"""Names spelled in two ways inside one article, in any language: no word list needed.

A name that stands once, a slip away from one that stands three times or more. Endings are left alone: most languages inflect
names there. A slip is a swap, a doubled letter, or a letter missing or too many inside the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.passes.typos.channel import DELETED, DOUBLED, INSERTED, SWAPPED, UNDOUBLED, channel
from wirecopy.passes.typos.hit import Hit
from wirecopy.passes.typos.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

OFTEN = 3
SHORTEST = 6
ENDING = 3  # letters at the end in which a difference is taken for inflection
_SLIPS = frozenset({SWAPPED, DOUBLED, UNDOUBLED, INSERTED, DELETED})


def find(text: str) -> Iterator[Hit]:
    """Yield a hit for each name that stands once and looks like a slip for a frequent one."""
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end, word in words(text):
        if len(word) >= SHORTEST - 1 and word[:1].isupper() and word[1:].islower():
            places.setdefault(word, []).append((start, end))
    frequent = [word for word, found in places.items() if len(found) >= OFTEN and len(word) >= SHORTEST]
    for word, found in places.items():
        if len(found) > 1 or not frequent:
            continue
        for other in frequent:
            if other[0] == word[0] and abs(len(other) - len(word)) <= 1 and _slip(word, other):
                start, end = found[0]
                yield Hit(start, end, "typos.name-variant", (other,), 0.9, f"{other} occurs {len(places[other])} times")
                break


def _slip(word: str, other: str) -> bool:
    if word[-ENDING:] != other[-ENDING:]:
        # A doubled letter is a slip even in the ending.
        return channel(word, other)[0] == DOUBLED and word[-2:] == word[-1] * 2
    return channel(word.lower(), other.lower())[0] in _SLIPS
